"""References that lead nowhere are found, with the nearest that leads somewhere."""

import pytest

import ncpi
from ncpi.checking import reference_faults
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.model.tracking import Tracker, Tracking
from ncpi.testing import (
    make_answer,
    make_cause_of_concern,
    make_finding,
    make_follow_up,
    make_recommendation,
    make_report,
    make_status_event,
)
from ncpi.vocabulary import Basis, Completeness, LinkBasis

OLD = "police/merseyside/2018-inspection"
NEW = "police/merseyside/2019-review"
COMPLETE = ncpi.ReportCompleteness(
    recommendations=Completeness.COMPLETE, causes_of_concern=Completeness.COMPLETE
)


SPAN = ncpi.DateSpan(start="2019", end="2020")
KNOWN = {"bodies": ["police/merseyside"], "inspectorates": ["hmicfrs"]}


def old(**changes):
    kept = {"recommendations": [make_recommendation(key="1")], "completeness": COMPLETE}
    return make_report(**(KNOWN | kept | changes), key=OLD)


def new(**changes):
    return make_report(**(KNOWN | changes), key=NEW, published="2019-06")


def faults(*reports, against=None):
    archive = ncpi.Archive(reports=reports)
    found = reference_faults(archive, against=against)
    start = f"reports['{NEW}']."
    return {fault.path.removeprefix(start): fault.suggestion for fault in found}


def test_a_response_or_tracker_is_that_of_a_body_that_its_reports_concern():
    """One of another force's policing body is a fault, with who the report is about."""
    kent, item = "local-policing-body/kent", f"{OLD}#recommendation-1"
    archive = ncpi.Archive(
        reports=[old()],
        responses=[Response(report=OLD, body=kent)],
        trackers=[
            Tracker(body=body, as_of="2019-01-01", entries=[Tracking(item=item, text="t")])
            for body in ("police/merseyside", "local-policing-body/merseyside", kent)
        ],
    )
    found = {fault.path: fault.message for fault in reference_faults(archive)}
    message = f"{OLD} is about police/merseyside and addresses no item to {kent}"
    assert found == {"responses[0].body": message, "trackers[2].body": message}


def test_a_tracker_of_a_report_that_is_not_held_has_a_fault_for_it_and_for_no_body():
    """The report can't say whose items they are; those of another that is held are checked."""
    items = ("police/essex/2020-inspection#recommendation-1", f"{OLD}#recommendation-1")
    entries = [Tracking(item=item, text="t") for item in items]
    trackers = [
        Tracker(body="police/kent", as_of=day, entries=some)
        for day, some in (("2019-01-01", entries[:1]), ("2019-02-01", entries))
    ]
    found = reference_faults(ncpi.Archive(reports=[old()], trackers=trackers))
    assert [fault.path for fault in found] == [
        "trackers[0].entries[0].item",
        "trackers[1].body",
        "trackers[1].entries[0].item",
    ]


def test_a_finding_a_figure_a_grade_or_a_claim_is_of_a_body_that_the_report_concerns():
    """One of another force is a fault at its place; an addressee's isn't."""
    ours, theirs, asked = "police/merseyside", "police/surrey", "police/kent"

    def found(body):
        event = make_status_event(body=body)
        item = make_recommendation(key="1", addressed_to=[asked], history=[event])
        report = old(recommendations=[item], findings=[make_finding(key="f", body=body)])
        archive = ncpi.Archive(reports=[report])
        return [fault.path for fault in reference_faults(archive)]

    places = ["recommendations[0].history[0].body", "findings[0].body"]
    assert found(theirs) == [f"reports['{OLD}'].{place}" for place in places]
    assert found(ours) == found(asked) == found(None) == []


def test_what_bodies_do_about_reports_refers_to_reports_items_and_bodies():
    """Responses, trackers, stages and press releases are checked as reports are."""
    ours, bad = "police/merseyside", "police/mersyside"
    gone, kept = f"{OLD}#recommendation-2", f"{OLD}#recommendation-1"
    answers = [ResponseAnswer(item=item, action_taken="Done.") for item in (kept, gone)]
    archive = ncpi.Archive(
        reports=[old()],
        responses=[Response(report=f"{OLD}s", body=bad, kind="comments", party="force")],
        trackers=[Tracker(body=bad, as_of="2019-01-01", entries=[Tracking(item=gone, text="t")])],
        monitoring=[ncpi.MonitoringStage(body=bad, stage="engage", span=SPAN)],
        press_releases=[ncpi.PressRelease(headline="h", report=f"{OLD}s", bodies=[ours, bad])],
    )
    answered = Response(report=OLD, body=ours, kind="comments", party="force", answers=answers)
    archive = archive.with_response(answered)
    found = {fault.path: fault.suggestion for fault in reference_faults(archive)}
    assert found == {
        "responses[0].report": f"Did you mean '{OLD}'?",
        "responses[0].body": found["monitoring[0].body"],
        "responses[1].answers[1].item": f"Did you mean '{kept}'?",
        "trackers[0].body": found["monitoring[0].body"],
        "trackers[0].entries[0].item": f"Did you mean '{kept}'?",
        "monitoring[0].body": found["monitoring[0].body"],
        "press_releases[0].report": f"Did you mean '{OLD}'?",
        "press_releases[0].bodies[1]": found["monitoring[0].body"],
    }
    assert f"Did you mean '{ours}'?" in found["monitoring[0].body"]


@pytest.mark.parametrize(
    ("inspectorate", "advice"),
    [
        ("hmicfr", "Did you mean 'hmicfrs'?"),
        ("a new one", "Choose from: 'ciw', 'cjini', 'cqc' and 8 more"),
    ],
)
def test_at_most_three_candidates_are_named_for_a_reference(inspectorate, advice):
    """The nearest is enough, and a register is too long to list."""
    (fault,) = reference_faults(ncpi.Archive(reports=[old(inspectorates=[inspectorate])]))
    assert fault.suggestion == advice


def test_the_first_three_bodies_of_a_name_in_place_of_a_key_are_its_candidates():
    archive = ncpi.Archive(reports=[make_report(bodies=["mayor"])])
    fault, _ = reference_faults(archive)
    offices = ("greater-manchester", "metropolitan", "north-yorkshire")
    meant = " or ".join(f"'local-policing-body/{office}'" for office in offices)
    assert fault.suggestion == f"Did you mean {meant}?"


def test_the_shipped_reports_refer_to_nothing_unknown():
    assert reference_faults(ncpi.Archive.shipped()) == ()


def answering(item):
    return [make_finding(answers=[make_answer(item=item)])]


def restating(make, item):
    return [make(restates=[ncpi.Restatement(item=item, basis=Basis.CODED)])]


@pytest.mark.parametrize(
    ("name", "listed", "path"),
    [
        ("follows", [ncpi.ReportLink(report=f"{OLD}s", basis=LinkBasis.STATED)], ".report"),
        ("findings", answering(f"{OLD}s#recommendation-1"), ".answers[0].item"),
        ("findings", answering(f"{OLD}#recommendation-2"), ".answers[0].item"),
        (
            "recommendations",
            restating(make_recommendation, f"{OLD}#recommendation-9"),
            ".restates[0].item",
        ),
        (
            "causes_of_concern",
            restating(make_cause_of_concern, f"{OLD}#cause-of-concern-A"),
            ".restates[0].item",
        ),
        ("inspectorates", ["hmicfr"], ""),
        (
            "recommendations",
            [make_recommendation(addressed_to=["police/merseysid"])],
            ".addressed_to[0]",
        ),
    ],
)
def test_what_leads_nowhere_is_named_by_its_path(name, listed, path):
    assert list(faults(old(), new(**{name: listed}))) == [f"{name}[0]{path}"]


def test_a_body_that_no_register_has_is_found_with_the_nearest():
    (advice,) = faults(new(bodies=["police/merseysid"])).values()
    assert "'police/merseyside'" in advice


def test_a_group_is_an_addressee_that_needs_no_register():
    to_a_group = make_recommendation(addressed_to=["chief constables"])
    assert faults(new(recommendations=[to_a_group])) == {}


def test_an_item_of_a_list_that_was_not_read_in_full_may_be_there():
    partial = old(completeness=ncpi.ReportCompleteness())
    assert faults(partial, new(findings=answering(f"{OLD}#recommendation-2"))) == {}


@pytest.mark.parametrize("key", ["2", "own-9"])
def test_the_register_s_own_numbers_are_checked_in_a_partial_list(key):
    """Only the list itself can hold such a number, and one that it holds is easily misnamed."""
    partial = old(
        recommendations=[make_recommendation(key="own-2")],
        completeness=ncpi.ReportCompleteness(),
    )
    found = faults(partial, new(findings=answering(f"{OLD}#recommendation-{key}")))
    assert f"{OLD}#recommendation-own-2" in found["findings[0].answers[0].item"]


def test_an_answered_finding_that_is_no_concern_is_reported():
    """A finding is an item only as a concern, so nothing can answer any other."""
    partial = old(findings=[make_finding(key="4.1")], completeness=ncpi.ReportCompleteness())
    found = faults(partial, new(findings=answering(f"{OLD}#concern-4.1")))
    assert "set its concern to true" in found["findings[0].answers[0].item"]


def test_a_misspelt_body_is_one_fault_and_not_an_outsider_as_well():
    misspelt = new(findings=[make_finding(body="police/merseysid")])
    (fault,) = reference_faults(ncpi.Archive(reports=[misspelt]))
    assert "police/merseyside" in fault.suggestion


def test_bodies_of_claims_findings_and_figures_are_checked():
    """Every place where a report names a body is."""
    wrong = {"body": "police/merseysid"}
    said = ncpi.StatusEvent(party="force", dated="2020", status="complete", **wrong)
    found = faults(
        new(
            recommendations=[make_recommendation(history=[said])],
            findings=[make_finding(**wrong)],
            case_audits=[ncpi.CaseAudit(scale="peel", **wrong)],
            judgments=[ncpi.Judgment(topic="a", scale="peel", status="not graded", **wrong)],
            measures=[ncpi.Measure(what="visits", value=1, **wrong)],
        )
    )
    assert list(found) == [
        "recommendations[0].history[0].body",
        "findings[0].body",
        "case_audits[0].body",
        "judgments[0].body",
        "measures[0].body",
    ]


def test_a_body_of_a_kind_that_no_register_has_cannot_be_checked():
    """A joint report is on councils too; a misspelt kind is still found."""
    assert faults(new(bodies=["council/exampleshire"])) == {}
    assert list(faults(new(bodies=["polise/merseyside"]))) == ["bodies[0]"]


def test_reports_may_refer_to_those_of_another_archive():
    baseline = old()
    follow_up = make_follow_up(baseline)
    assert reference_faults(ncpi.Archive(reports=[follow_up]))
    known = ncpi.Archive(reports=[baseline])
    assert reference_faults(ncpi.Archive(reports=[follow_up]), against=known) == ()


def test_a_theme_is_held_against_the_framework_of_its_report():
    """A theme of another shipped framework is accepted; any other gets the nearest."""
    themes = [
        "initial contact",
        "initial contactt",
        "partnership working",
        "Investigation",
        "weather",
    ]
    items = [make_finding(key=f"{n}", theme=theme) for n, theme in enumerate(themes)]
    report = new(findings=items, framework="ncpi-2014")
    found = faults(report)
    assert [path for path in found if path.endswith("theme")] == [
        f"findings[{n}].theme" for n in (1, 3, 4)
    ]
    assert found["findings[1].theme"] == "Did you mean 'initial contact'?"
    assert found["findings[3].theme"] == "Did you mean 'investigation'?"
    cause = ncpi.CauseOfConcern(key="1", text="x", theme="weather")
    asked = make_recommendation(theme="weather")
    others = faults(new(causes_of_concern=[cause], recommendations=[asked], framework="ncpi-2014"))
    assert {"causes_of_concern[0].theme", "recommendations[0].theme"} <= {*others}
    assert found["findings[4].theme"].startswith("Choose from: 'leadership, management")


def test_a_report_without_a_framework_may_have_any_theme_that_is_not_misspelt():
    items = [make_finding(key=theme, theme=theme) for theme in ("weather", "initial contactt")]
    found = faults(new(findings=items, framework=None))
    assert [path for path in found if path.endswith("theme")] == ["findings[1].theme"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kent Polce", "Kent Police"),
        ("cheif constables", "chief constables"),
        ("Home Ofice", "Home Office"),
        ("PCC for Kentt", "PCC for Kent"),
        ("Chief Constable of Kemt", "chief constable of Kent"),
        ("Ministry of Justice", None),
        ("the force", None),
        ("all police forces in Wales", None),
        ("PCC for Kent", None),
        ("business user groups for record systems", None),
    ],
)
def test_an_addressee_that_is_nearly_a_known_one_is_a_fault(written, meant):
    found = faults(new(recommendations=[make_recommendation(addressed_to=[written], theme=None)]))
    advice = found.get("recommendations[0].addressed_to[0]")
    assert advice == (f"Did you mean {meant!r}?" if meant else None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NCPII", "NCPI"),
        ("NPCI", "NCPI"),
        ("JTIA", "JTAI"),
        ("National Child Protection Inspections", "national child protection inspection"),
        ("ncpi", None),
        ("Joint targeted area inspection", None),
        ("PEEL", None),
        ("ILACS", None),
        (None, None),
    ],
)
def test_a_programme_that_is_nearly_a_known_one_is_a_fault(written, meant):
    """Its deadlines would be lost without a word; any other programme is free text."""
    found = faults(new(programme=written))
    assert found == ({"programme": f"Did you mean {meant!r}?"} if meant else {})


@pytest.mark.parametrize(
    ("changes", "meant"),
    [
        ({"inspectorates": ["hmic"]}, "'hmicfrs'"),
        ({"bodies": ["kent"]}, "'police/kent' or 'fire/kent'"),
        ({"bodies": ["Merseyside Police"]}, "'police/merseyside'?"),
    ],
)
def test_a_name_in_place_of_a_key_is_answered_by_the_keys_that_it_names(changes, meant):
    """Not by the key that is spelt most like it."""
    right = {"bodies": ["police/kent"], "inspectorates": ["hmicfrs"]}
    archive = ncpi.Archive(reports=[make_report(**{**right, **changes})])
    (fault,) = reference_faults(archive)
    assert meant in fault.suggestion
