"""What became of each item: evidence, basis, disagreement and silence."""

from datetime import date

import pytest

import ncpi
from ncpi.comparison._items import last_claims
from ncpi.comparison._proposals import Ruling
from ncpi.vocabulary import Basis, CaveatCode, LinkBasis, Other, Outcome, Party


def verdicts(comparison):
    return {entry.key: entry.verdict for entry in comparison.recommendations}


def codes(entry):
    return {caveat.code for caveat in entry.caveats}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "stated links",
            {
                "1": "improved (stated)",
                "2": "partly improved (stated), and a concern",
                "3": "not improved (stated), and a concern",
            },
        ),
        (
            "disagreeing",
            {
                "1": "mixed (coded)",
                "2": "improved (stated)",
                "3": "improved (stated)",
                "4": "improved (proposed)",
                "5": "partly improved (proposed)",
            },
        ),
        ("undated", {"1": "improved (stated)"}),
    ],
)
def test_each_recommendation_comes_to(compared, name, expected):
    assert verdicts(compared(name)) == expected


def test_evidence_of_a_stated_link_is_kept(compared):
    (entry,) = compared("stated links").recommendation("1").answers
    assert (entry.answer.basis, entry.answer.evidence) == (Basis.STATED, "section 1")


def test_every_disagreeing_finding_is_listed_from_firm_to_weak(compared):
    comparison = compared("disagreeing")
    listed = {
        entry.key: [(item.finding.key, item.answer.basis.value) for item in entry.answers]
        for entry in comparison.recommendations
    }
    assert listed == {
        "1": [("better", "coded"), ("same", "coded")],
        "2": [("better", "stated"), ("worse", "coded")],
        "3": [("good", "stated"), ("same", "same theme only")],
        "4": [("good", "proposed"), ("worse", "same theme only")],
        "5": [("silent", "stated"), ("partly", "proposed")],
    }


def test_a_weaker_basis_that_disagrees_is_a_caveat_and_decides_nothing(compared):
    entry = compared("disagreeing").recommendation("3")
    (caveat,) = entry.caveats
    assert caveat.code is CaveatCode.WEAKER_BASIS
    assert "same" in caveat.text
    assert "not improved" in caveat.text


def test_agreement_on_two_bases_counts_as_the_firmer(make):
    findings = [
        make.found("x", "improved", make.answer("1", "stated")),
        make.found("y", "improved", make.answer("1", "coded")),
    ]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]), make.follow_up(findings=findings)
    )
    assert verdicts(comparison) == {"1": "improved (stated)"}


def test_the_order_of_the_findings_decides_nothing(pair_named):
    baseline, follow_up = pair_named("disagreeing")
    turned = ncpi.Report(
        key=follow_up.key,
        title=follow_up.title,
        kind=follow_up.kind,
        bodies=follow_up.bodies,
        published=follow_up.published,
        framework=follow_up.framework,
        findings=reversed(follow_up.findings),
    )
    assert verdicts(ncpi.compare(baseline, turned)) == verdicts(ncpi.compare(baseline, follow_up))


def test_a_finding_may_be_better_and_a_concern(compared):
    entry = compared("stated links").recommendation("2")
    assert (entry.progress, entry.concern) == (Outcome.PARTLY_IMPROVED, True)


def test_a_restated_recommendation_without_a_finding_is_spoken_of_but_not_judged(compared):
    entry = compared("restated").recommendation("3")
    assert entry.progress is Outcome.NOT_STATED
    assert [again.item.key for again in entry.restated_by] == ["r3"]
    assert "narrower than it was" in entry.caveats[0].text


def test_a_restatement_leaves_the_findings_verdict_alone(compared):
    entry = compared("restated").recommendation("2")
    assert entry.verdict == "partly improved (stated)"
    assert entry.restated_by[0].restatement.basis is Basis.CODED


def test_a_proposed_restatement_is_marked_where_it_alone_changes_the_verdict(make):
    """Else a matcher's guess turns "not mentioned" into "the follow-up speaks of it"."""
    again = make.asked("r1", restates=[make.again("1", "proposed", by="a matcher")])
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]), make.follow_up(recommendations=[again])
    )
    assert "proposed" in comparison.recommendation("1").verdict or (
        comparison.recommendation("1").progress is Outcome.NOT_MENTIONED
    )


def test_an_analysts_answer_needs_no_theme(compared):
    assert compared("unthemed").recommendation("1").verdict == "improved (coded)"


def test_same_theme_without_a_theme_is_shown_but_not_counted(compared):
    entry = compared("unthemed").recommendation("2")
    assert [item.finding.key for item in entry.answers] == ["n2"]
    assert entry.progress not in (Outcome.IMPROVED, Outcome.MIXED)
    assert codes(entry) == {CaveatCode.NO_CROSSWALK}


def test_an_answer_that_is_not_counted_does_not_make_the_follow_up_speak_of_it(compared):
    """ "Progress not stated" claims that the follow-up speaks of the recommendation."""
    assert compared("unthemed").recommendation("2").progress is Outcome.NOT_MENTIONED


def test_an_answer_that_is_not_counted_makes_no_concern(make):
    answer = make.answer("1", "same theme only")
    finding = make.found("x", "not improved", answer, theme="police detention", concern=True)
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1", "investigation")]),
        make.follow_up(findings=[finding]),
    )
    assert not comparison.recommendation("1").concern
    assert comparison.concerns == (finding,)


def test_a_concern_on_a_weaker_basis_is_not_reported_on_the_firmer_one(make):
    """ "Improved (stated), and a concern" would put a matcher's link in the inspectors' mouth."""
    findings = [
        make.found("x", "improved", make.answer("1", "stated")),
        make.found("y", "progress not stated", make.answer("1", "proposed"), concern=True),
    ]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]), make.follow_up(findings=findings)
    )
    assert "proposed" in comparison.recommendation("1").verdict


def test_themes_that_only_overlap_count_with_a_caveat(compared):
    entry = compared("across methods").recommendation("1")
    assert entry.verdict == "not improved (same theme only)"
    assert codes(entry) == {CaveatCode.BROAD_CROSSWALK}


def test_themes_without_a_crosswalk_are_not_counted(compared):
    entry = compared("across methods").recommendation("2")
    assert entry.progress is not Outcome.IMPROVED
    assert codes(entry) == {CaveatCode.NO_CROSSWALK}


def test_coding_reaches_across_frameworks(compared):
    assert compared("across methods").recommendation("3").verdict == "improved (coded)"


def test_a_recommendation_to_a_body_that_the_follow_up_is_not_about_says_so(compared):
    """Silence on a health body's duty in a review of the police means nothing at all."""
    comparison = compared("joint")
    assert CaveatCode.BODIES_DIFFER in codes(comparison.recommendation("3"))
    assert CaveatCode.BODIES_DIFFER not in codes(comparison.recommendation("2"))


def test_claims_play_no_part_in_progress(make):
    history = [
        make.event(Party.FORCE, "2019-01-01", "complete"),
        make.event(Party.INSPECTORATE, "2019-02-01", "no-further-action-needed"),
    ]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1", history=history)]), make.follow_up()
    )
    entry = comparison.recommendation("1")
    assert entry.progress is Outcome.NOT_MENTIONED
    assert entry.claims == (history[1], history[0])


def test_the_claims_of_two_bodies_stand_side_by_side(make):
    """One recommendation may be owed by several; what one says isn't said of another."""
    history = [
        make.event(Party.FORCE, "2019-01-01", "complete", body="police/northshire"),
        make.event(Party.FORCE, "2019-02-01", "being-progressed", body="police/southshire"),
        make.event(Other("Ofsted"), "2019-03-01", "complete"),
    ]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1", history=history)]), make.follow_up()
    )
    entry = comparison.recommendation("1")
    assert entry.claims == tuple(history)
    assert [claim.claimant for claim in entry.claims] == [
        "force (police/northshire)",
        "force (police/southshire)",
        "Ofsted",
    ]


def test_claims_after_the_follow_up_are_not_reported(make):
    before = make.event(Party.FORCE, "2019-08-30", "being-progressed")
    after = make.event(Party.FORCE, "2019-08-31", "complete")
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1", history=[before, after])]),
        make.follow_up(),
    )
    assert comparison.recommendation("1").claims == (before,)


def test_a_claim_that_may_be_as_late_as_the_follow_up_is_not_left_out_silently(make):
    """A follow-up of "2019-08" and a claim of 5 August: either may be the earlier."""
    history = [make.event(Party.FORCE, "2019-08-05", "complete")]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1", history=history)]),
        make.follow_up(published="2019-08"),
    )
    entry = comparison.recommendation("1")
    assert entry.claims or CaveatCode.DATES_CANNOT_TELL in codes(entry)


@pytest.mark.parametrize(
    ("dated", "may_be_later"),
    [
        ("2018", False),
        ("2019", True),
        ("2019-08-01", False),
        ("2019-08-02", True),
        ("2019-08-31", True),
        ("2019-09-01", False),
    ],
)
def test_a_claim_may_be_later_from_the_first_to_the_last_day_that_the_follow_up_can_be_out(
    make, dated, may_be_later
):
    asked = make.asked("1", history=[make.event(Party.FORCE, dated, "complete")])
    comparison = ncpi.compare(
        make.baseline(recommendations=[asked]), make.follow_up(published="2019-08")
    )
    (entry,) = comparison.recommendations
    assert (CaveatCode.DATES_CANNOT_TELL in codes(entry)) is may_be_later


def test_a_status_may_go_back(make):
    """As in Lancashire in December 2018: a new review pending."""
    history = [
        make.event(Party.INSPECTORATE, "2018-03-08", "awaiting-review"),
        make.event(Party.INSPECTORATE, "2018-05-17", "being-progressed"),
        make.event(Party.INSPECTORATE, "2018-12-14", "awaiting-review"),
    ]
    asked = make.asked("1", history=history)
    assert last_claims(asked, date(2018, 12, 13)) == (history[1],)
    assert last_claims(asked, date(2018, 12, 14)) == (history[2],)


def test_an_unknown_status_is_carried_through(make):
    event = make.event(Party.LOCAL_POLICING_BODY, "2019-01-01", "superseded-by-events")
    assert last_claims(make.asked("1", history=[event]), None) == (event,)


def test_the_last_comment_of_a_party_is_reported_though_a_status_came_later(make):
    """The documented promise: the last status and the last comment of each party."""
    comment = make.event(Party.FORCE, "2018-05-17", comment="a plan is being drawn up")
    status = make.event(Party.FORCE, "2018-12-14", "complete")
    entry = last_claims(make.asked("1", history=[comment, status]), None)
    assert set(entry) == {comment, status}


def test_answers_to_another_report_count_for_nothing_here(make):
    finding = make.found("x", "improved", make.answer("1", "stated", report="police/x/2015"))
    link = ncpi.ReportLink(report=make.BASELINE, basis=LinkBasis.STATED)
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(findings=[finding], follows=[link]),
    )
    assert comparison.recommendation("1").progress is Outcome.NOT_MENTIONED
    assert comparison.other_improvements == (finding,)


def test_that_it_is_stated_to_be_asked_for_again_outweighs_what_nobody_has_checked(make):
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(
            recommendations=[make.asked("9", restates=[make.again("1")])],
            findings=[make.found("a", "improved", make.answer("1", "proposed", by="a matcher"))],
        ),
    )
    (entry,) = comparison.recommendations
    assert entry.verdict == "restated (stated), progress not stated"
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.WEAKER_BASIS]
    assert caveat.text == "finding a (proposed) says improved"


def test_what_an_analyst_links_never_undoes_what_the_inspectorate_states(make):
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(
            findings=[
                make.found("a", "improved", make.answer("1", "stated")),
                make.found("b", "not improved", make.answer("1", "coded")),
            ]
        ),
    )
    (entry,) = comparison.recommendations
    assert entry.verdict == "improved (stated)"
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.WEAKER_BASIS]
    assert caveat.text == "finding b (coded) says not improved"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        # The same basis, and nothing said of progress: no weaker basis disagrees.
        ([("b", "worse", "coded")], {CaveatCode.DISAGREEMENT}),
        ([("b", "progress not stated", "proposed")], set()),
        ([("b", "improved", "proposed")], set()),
        ([("b", "worse", "proposed")], {CaveatCode.WEAKER_BASIS}),
        (
            [("b", "worse", "coded"), ("c", "not improved", "proposed")],
            {CaveatCode.DISAGREEMENT, CaveatCode.WEAKER_BASIS},
        ),
    ],
)
def test_a_weaker_basis_is_reported_only_where_it_says_something_else(make, others, expected):
    item = [("a", "improved", "coded"), *others]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(
            findings=[
                make.found(key, progress, make.answer("1", basis)) for key, progress, basis in item
            ]
        ),
    )
    (entry,) = comparison.recommendations
    assert codes(entry) & {CaveatCode.DISAGREEMENT, CaveatCode.WEAKER_BASIS} == expected


def test_of_mixed_bases_those_that_decide_are_named_as_disagreeing(make):
    item = [("a", "improved", "coded"), ("b", "worse", "coded"), ("c", "worse", "proposed")]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(
            findings=[
                make.found(key, progress, make.answer("1", basis)) for key, progress, basis in item
            ]
        ),
    )
    (entry,) = comparison.recommendations
    assert entry.verdict == "mixed (coded)"
    assert [one.text for one in entry.caveats if one.code is CaveatCode.DISAGREEMENT] == [
        "finding a says improved (coded); finding b says worse (coded)"
    ]


def test_items_stand_in_the_order_of_the_report(make):
    """Recommendation 11 comes after 9, as the report lists them, and so do the rulings on them."""
    keys = [str(number) for number in range(1, 13)]
    recommendations = [ncpi.Recommendation(key=key, text="Visit.") for key in keys]
    rulings = [
        Ruling(
            item=f"{make.BASELINE}#recommendation-{key}",
            follow_up=make.FOLLOW_UP,
            finding="a",
            answers=True,
            by="A. Reader",
            dated="2024",
        )
        for key in ("11", "9")
    ]
    comparison = ncpi.compare(
        make.baseline(recommendations=recommendations),
        make.follow_up(findings=[ncpi.Finding(key="a", text="Visits.")]),
        rulings=rulings,
    )
    assert [entry.key for entry in comparison.items] == keys
    assert [ruling.item.key for ruling in comparison.rulings] == ["9", "11"]
