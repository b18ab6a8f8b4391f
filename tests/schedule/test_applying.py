"""Which rule is for which report, and where that is unknown."""

import attrs
import pytest

import ncpi
from ncpi.schedule._applying import fit
from ncpi.testing import make_deadline_rule, make_recommendation
from ncpi.vocabulary import CaveatCode, Completeness, OwedBy, RecommendationKind, ReportKind

rules = ncpi.registers.deadline_rules
RESPONSE = "pcc-response-56-days"
AT_ONCE, MONTHS = ncpi.Timescale(immediately=True), ncpi.Timescale(months=6)


def asking(changes):
    """The changes of a report, with a recommendation for each timescale *asked*."""
    asked = [
        make_recommendation(key=str(place), timescale=timescale, restates=())
        for place, timescale in enumerate(changes.get("asked", ()))
    ]
    kept = {name: value for name, value in changes.items() if name != "asked"}
    return {**kept, "recommendations": asked}


@pytest.mark.parametrize(
    ("key", "changes", "cannot_tell"),
    [
        (RESPONSE, {"bodies": ["fire/cumbria"]}, False),
        (RESPONSE, {"bodies": ["law-enforcement/british-transport-police"]}, False),
        (RESPONSE, {"bodies": []}, True),
        (RESPONSE, {"inspectorates": ["ofsted"]}, False),
        (RESPONSE, {"inspectorates": []}, True),
        (RESPONSE, {"published": "2017-05-01"}, False),
        (RESPONSE, {"published": "2017-05"}, True),
        (RESPONSE, {"published": "2017"}, True),
        (RESPONSE, {"published": None}, True),
        (RESPONSE, {"published": None, "bodies": ["fire/cumbria"]}, False),
        ("pcc-response-no-limit", {}, False),
        ("ncpi-action-plan-six-weeks", {"programme": "PEEL"}, False),
        ("ncpi-action-plan-six-weeks", {"programme": None}, True),
        ("ncpi-action-plan-six-weeks", {"kind": ReportKind.POST_INSPECTION_REVIEW}, False),
        ("ncpi-action-plan-six-weeks", {"published": "2024-02-09"}, True),
        ("ncpi-action-plan-six-weeks", {"published": "2024-03-01"}, False),
        ("btp-response", {}, False),
        ("nca-response", {}, False),
        ("frs-response", {}, False),
        ("jtai-written-statement-70-working-days", {}, False),
        (RESPONSE, {"kind": ncpi.Other("super-complaint")}, True),
    ],
)
def test_a_rule_that_is_not_for_the_report_says_why_and_whether_that_is_sure(
    key, changes, cannot_tell, inspected
):
    entry = fit(rules[key], inspected(**changes))
    assert entry.reason
    assert entry.cannot_tell is cannot_tell


PLAN = "ncpi-action-plan-six-weeks"


@pytest.mark.parametrize(
    "programme",
    [
        "National child protection inspections",
        "The National Child Protection Inspections (NCPI)",
        "NCPI (national child protection inspection)",
        "NCPIs",
    ],
)
def test_a_programme_is_known_by_its_names_in_the_plural_too_and_by_both_at_once(
    programme, inspected
):
    assert fit(rules[PLAN], inspected(programme=programme)).reason is None


@pytest.mark.parametrize(
    ("key", "changes", "unknown"),
    [
        (PLAN, {"programme": "NCPl"}, "'NCPl'"),
        (PLAN, {"programme": "PEEL (NCPI)"}, "'PEEL (NCPI)'"),
        (RESPONSE, {"inspectorates": ["hmicfsr"]}, "'hmicfsr'"),
        (RESPONSE, {"inspectorates": ["ofsted", "hmicfsr"]}, "'hmicfsr'"),
        (RESPONSE, {"bodies": ["Kentt Police"]}, "which body this is: 'Kentt Police'"),
        (RESPONSE, {"bodies": ["Kent"]}, "which body this is: 'Kent'"),
        (RESPONSE, {"bodies": ["polcie/kent"]}, "which body this is: 'polcie/kent'"),
        (
            "nca-response",
            {"bodies": ["law-enforcement/national-crime-agncy"]},
            "which body this is: 'law-enforcement/national-crime-agncy'",
        ),
    ],
)
def test_a_rule_may_be_for_what_no_register_knows(key, changes, unknown, inspected):
    entry = fit(rules[key], inspected(**changes))
    assert entry.cannot_tell
    assert entry.reason.endswith(f"; ncpi doesn't know {unknown}")


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        (PLAN, {"programme": "JICPA"}),
        (PLAN, {"programme": "commissioned: child exploitation (outside the NCPI)"}),
        (RESPONSE, {"inspectorates": ["Care Quality Commission"]}),
        (RESPONSE, {"bodies": ["council/kent"]}),
        (RESPONSE, {"bodies": ["fire/kentt"]}),
        (RESPONSE, {"bodies": ["British Transport Police"]}),
        ("nca-response", {"bodies": ["law-enforcement/parks-police"]}),
    ],
)
def test_a_rule_is_certainly_not_for_what_is_known_to_be_something_else(key, changes, inspected):
    entry = fit(rules[key], inspected(**changes))
    assert entry.reason
    assert not entry.cannot_tell


def test_a_body_given_by_a_name_that_only_it_has_owes_what_it_owes_by_key(inspected):
    asked = [make_recommendation(key="1", timescale=MONTHS, restates=(), addressed_to=())]
    by_key, by_name = (
        ncpi.deadlines(inspected(bodies=[body], recommendations=asked), on="2019-01-01")
        for body in ("police/merseyside", "Merseyside Police")
    )
    assert by_name.entries == by_key.entries
    assert len(by_key.entries) == 3


def test_beside_a_body_that_a_rule_is_for_an_unknown_one_is_a_caveat(inspected):
    entry = fit(rules[RESPONSE], inspected(bodies=["police/kent", "Kentt Police"]))
    assert entry.reason is None
    assert entry.bodies == ("police/kent",)
    assert "which body this is: 'Kentt Police'" in entry.caveats[0].text


def test_what_an_unknown_body_may_owe_is_due_from_it_alone(inspected):
    schedule = ncpi.deadlines(inspected(bodies=["Kentt Police"]), on="2019-01-01")
    (comments,) = (rule for rule in schedule.excluded_rules if rule.rule == RESPONSE)
    assert comments.due_from == ("local policing body of Kentt Police",)


@pytest.mark.parametrize(
    ("key", "changes", "codes"),
    [
        (RESPONSE, {}, []),
        (RESPONSE, {"published": "2017-05-02"}, []),
        (RESPONSE, {"kind": ReportKind.POST_INSPECTION_REVIEW}, []),
        (RESPONSE, {"kind": ReportKind.REINSPECTION}, []),
        (RESPONSE, {"kind": ReportKind.THEMATIC}, []),
        (RESPONSE, {"kind": ReportKind.THEMATIC, "bodies": []}, [CaveatCode.RULE_MAY_NOT_APPLY]),
        (RESPONSE, {"kind": ReportKind.QUARTERLY_UPDATE}, [CaveatCode.RULE_MAY_NOT_APPLY]),
        (RESPONSE, {"inspectorates": ["hmicfrs", "ofsted"]}, [CaveatCode.RULE_MAY_NOT_APPLY]),
        ("pcc-response-no-limit", {"published": "2017-05-01"}, []),
        ("ncpi-action-plan-six-weeks", {"published": "2014-08-29", "asked": [MONTHS]}, []),
        ("ncpi-action-plan-six-weeks", {"asked": [AT_ONCE]}, [CaveatCode.RULE_MAY_NOT_APPLY]),
        ("ncpi-immediate-update", {"asked": [MONTHS, AT_ONCE]}, []),
        ("ncpi-immediate-update", {"asked": [MONTHS]}, [CaveatCode.RULE_MAY_NOT_APPLY]),
        ("ncpi-revisit-six-months", {}, [CaveatCode.RULE_VALIDITY]),
        ("nca-response", {"bodies": ["law-enforcement/national-crime-agency"]}, []),
        ("btp-response", {"bodies": ["law-enforcement/british-transport-police"]}, []),
    ],
)
def test_a_rule_that_is_for_the_report_says_what_is_doubtful(key, changes, codes, inspected):
    entry = fit(rules[key], inspected(**asking(changes)))
    assert entry.reason is None
    assert [caveat.code for caveat in entry.caveats] == codes


@pytest.mark.parametrize("kind", ReportKind)
def test_no_kind_of_report_on_a_force_is_certainly_outside_the_duty_to_comment(kind, inspected):
    entry = fit(rules[RESPONSE], inspected(kind=kind))
    assert entry.reason is None


def test_of_several_bodies_a_rule_is_for_those_that_it_means(inspected):
    entry = fit(rules[RESPONSE], inspected(bodies=["police/kent", "fire/kent", "police/essex"]))
    assert entry.bodies == ("police/kent", "police/essex")


def test_a_rule_for_several_bodies_is_for_each_of_them_and_for_those_of_a_kind(inspected):
    report = inspected(bodies=["police/kent", "fire/kent", "police/kentish-town", "police/essex"])
    rule = make_deadline_rule(bodies=["police/kent", "fire/"])
    assert fit(rule, report).bodies == ("police/kent", "fire/kent")


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        (None, "unknown"),
        ("2017-05", "known only as 2017-05"),
        ("2017-05-10", "2017-05-10, and the rule's own dates aren't known to the day"),
    ],
)
def test_where_publication_leaves_a_rule_open_it_says_which_date_is_not_known(
    published, reason, inspected
):
    rule = make_deadline_rule(span=ncpi.DateSpan(start="2017-05"))
    entry = fit(rule, inspected(published=published))
    assert entry.cannot_tell
    assert entry.reason.endswith(f"and publication is {reason}")


def test_a_rule_without_conditions_is_for_every_report(inspected):
    anyone = make_deadline_rule(owed_by=OwedBy.OFFICE)
    assert fit(anyone, inspected(bodies=[], inspectorates=[], published=None)).reason is None


def test_what_a_body_owes_needs_a_body(inspected):
    entry = fit(make_deadline_rule(), inspected(bodies=[]))
    assert entry.cannot_tell
    assert "it is for reports on bodies that it names" in entry.reason
    for_some = make_deadline_rule(owed_by=OwedBy.OFFICE, bodies=["police/"])
    assert fit(for_some, inspected(bodies=[])).cannot_tell


@pytest.mark.parametrize(
    ("key", "timescale"),
    [("ncpi-immediate-update", MONTHS), ("ncpi-action-plan-six-weeks", AT_ONCE)],
)
@pytest.mark.parametrize(
    "known",
    [
        {
            "completeness": ncpi.ReportCompleteness(
                recommendations=Completeness.COMPLETE, causes_of_concern=Completeness.COMPLETE
            )
        },
        {"recommendations_made": 1},
    ],
)
def test_a_rule_on_recommendations_that_the_report_is_known_not_to_make_is_not_for_it(
    key, timescale, known, inspected
):
    """Who reads that an action plan is overdue takes it for a breach."""
    entry = fit(rules[key], inspected(**asking({"asked": [timescale]} | known)))
    assert not entry.cannot_tell
    assert "the report makes none" in entry.reason


@pytest.mark.parametrize(
    ("key", "made", "timescale", "reason"),
    [
        ("ncpi-immediate-update", 2, MONTHS, None),
        ("ncpi-immediate-update", 1, MONTHS, "the report makes none"),
        ("ncpi-action-plan-six-weeks", 1, AT_ONCE, None),
    ],
    ids=["one unread", "all read", "only an area for improvement is such"],
)
def test_areas_for_improvement_are_no_recommendations(key, made, timescale, reason, inspected):
    asked = make_recommendation(key="1", timescale=timescale, restates=())
    area = make_recommendation(
        key="2",
        kind=RecommendationKind.AREA_FOR_IMPROVEMENT,
        timescale=ncpi.Timescale(months=3),
        restates=(),
    )
    entry = fit(rules[key], inspected(recommendations=[asked, area], recommendations_made=made))
    if reason is None:
        assert entry.reason is None
        assert CaveatCode.RULE_MAY_NOT_APPLY in {caveat.code for caveat in entry.caveats}
    else:
        assert reason in entry.reason


def test_a_name_of_several_bodies_may_be_one_of_those_that_a_rule_is_for(inspected):
    """Kent is a force and a fire service; the rule is for the force and another one."""
    rule = attrs.evolve(rules[RESPONSE], bodies=["police/kent", "police/essex"])
    assert fit(rule, inspected(bodies=["Kent"])).cannot_tell
    assert not fit(rule, inspected(bodies=["Suffolk"])).cannot_tell
