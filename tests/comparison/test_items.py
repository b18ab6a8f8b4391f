"""What became of each item: evidence, basis, disagreement and silence."""

import pytest

import ncpi
from ncpi.vocabulary import CaveatCode, LinkBasis, Other, Outcome, Party


def verdicts(comparison):
    return {entry.key: entry.verdict for entry in comparison.recommendations}


def codes(entry):
    return {caveat.code for caveat in entry.caveats}


@pytest.fixture
def entry_of(make):
    """What becomes of recommendation 1, of which a follow-up finds *findings*."""

    def of(*findings, history=(), **follow_up):
        asked = make.asked("1", history=history)
        after = make.follow_up(findings=findings, **follow_up)
        return ncpi.compare(make.baseline(recommendations=[asked]), after).recommendation("1")

    return of


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


def test_a_restated_recommendation_without_a_finding_is_spoken_of_but_not_judged(compared):
    entry = compared("restated").recommendation("3")
    assert entry.progress is Outcome.NOT_STATED
    assert [again.item.key for again in entry.restated_by] == ["r3"]
    assert "narrower than it was" in entry.caveats[0].text


def test_an_analysts_answer_needs_no_theme(compared):
    assert compared("unthemed").recommendation("1").verdict == "improved (coded)"


def test_same_theme_without_a_theme_is_shown_but_not_counted(compared):
    entry = compared("unthemed").recommendation("2")
    assert [item.finding.key for item in entry.answers] == ["n2"]
    assert entry.progress is Outcome.NOT_MENTIONED
    assert codes(entry) == {CaveatCode.NO_CROSSWALK}


def test_an_answer_that_is_not_counted_makes_no_concern(make):
    answer = make.answer("1", "same theme only")
    finding = make.found("x", "not improved", answer, theme="police detention", concern=True)
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1", "investigation")]),
        make.follow_up(findings=[finding]),
    )
    assert not comparison.recommendation("1").concern
    assert comparison.concerns == (finding,)


def test_a_concern_on_a_weaker_basis_is_not_reported_on_the_firmer_one(make, entry_of):
    """ "Improved (stated), and a concern" would put a matcher's link in the inspectors' mouth."""
    better = make.found("x", "improved", make.answer("1", "stated"))
    worry = make.found("y", "progress not stated", make.answer("1", "proposed"), concern=True)
    assert entry_of(better, worry).verdict == "improved (stated), and a concern (proposed)"


def test_a_concern_that_the_inspectors_state_is_theirs_where_an_analyst_read_the_progress(
    make, entry_of
):
    """A concern that the analyst read, too, is the analyst's."""
    answer = make.answer("1", "stated")
    both = make.found("a", "partly improved", answer, concern=True, progress_basis="coded")
    assert entry_of(both).verdict == "partly improved (coded), and a concern (stated)"
    better = make.found("b", "improved", answer)
    read = make.found("c", "not improved", answer, progress_basis="coded")
    assert entry_of(better, read).verdict == "improved (stated), and a concern (coded)"


def test_a_firm_concern_decides_over_what_a_matcher_proposed_whose_words_are_a_caveat(
    make, entry_of
):
    worry = make.found("x", "progress not stated", make.answer("1", "stated"), concern=True)
    better = make.found("y", "improved", make.answer("1", "proposed", by="a matcher"))
    entry = entry_of(worry, better)
    assert entry.verdict == "still a concern (stated)"
    assert [one.finding.key for one in entry.deciding] == ["x"]
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.WEAKER_BASIS]
    assert caveat.text == "finding y (proposed) says improved"


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


def test_claims_play_no_part_in_progress(make, entry_of):
    history = [
        make.event(Party.FORCE, "2019-01-01", "complete"),
        make.event(Party.INSPECTORATE, "2019-02-01", "no-further-action-needed"),
    ]
    entry = entry_of(history=history)
    assert entry.progress is Outcome.NOT_MENTIONED
    assert entry.claims == (history[1], history[0])


def test_the_claims_of_two_bodies_stand_side_by_side(make, entry_of):
    """One recommendation may be owed by several; what one says isn't said of another."""
    history = [
        make.event(Party.FORCE, "2019-01-01", "complete", body="police/northshire"),
        make.event(Party.FORCE, "2019-02-01", "being-progressed", body="police/southshire"),
        make.event(Other("Ofsted"), "2019-03-01", "complete"),
    ]
    entry = entry_of(history=history)
    assert entry.claims == tuple(history)
    assert [claim.claimant for claim in entry.claims] == [
        "force (police/northshire)",
        "force (police/southshire)",
        "Ofsted",
    ]


def test_claims_after_the_follow_up_are_not_reported(make, entry_of):
    before = make.event(Party.FORCE, "2019-08-30", "being-progressed")
    after = make.event(Party.FORCE, "2019-08-31", "complete")
    assert entry_of(history=[before, after]).claims == (before,)


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
    make, entry_of, dated, may_be_later
):
    history = [make.event(Party.FORCE, dated, "complete")]
    entry = entry_of(history=history, published="2019-08")
    assert (CaveatCode.DATES_CANNOT_TELL in codes(entry)) is may_be_later


def test_answers_to_another_report_count_for_nothing_here(make):
    finding = make.found("x", "improved", make.answer("1", "stated", report="police/x/2015"))
    link = ncpi.ReportLink(report=make.BASELINE, basis=LinkBasis.STATED)
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(findings=[finding], follows=[link]),
    )
    assert comparison.recommendation("1").progress is Outcome.NOT_MENTIONED
    assert comparison.other_improvements == (finding,)


def test_that_it_is_stated_to_be_asked_for_again_outweighs_what_nobody_has_checked(make, entry_of):
    found = make.found("a", "improved", make.answer("1", "proposed", by="a matcher"))
    again = make.asked("9", restates=[make.again("1")])
    entry = entry_of(found, recommendations=[again])
    assert entry.verdict == "restated (stated), progress not stated"
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.WEAKER_BASIS]
    assert caveat.text == "finding a (proposed) says improved"


@pytest.mark.parametrize("basis", ["stated", "coded"])
def test_that_it_is_asked_for_again_undoes_no_firm_answer(make, entry_of, basis):
    found = make.found("a", "improved", make.answer("1", basis))
    again = make.asked("9", restates=[make.again("1")])
    assert entry_of(found, recommendations=[again]).verdict == f"improved ({basis})"


def test_what_an_analyst_links_never_undoes_what_the_inspectorate_states(make, entry_of):
    entry = entry_of(
        make.found("a", "improved", make.answer("1", "stated")),
        make.found("b", "not improved", make.answer("1", "coded")),
    )
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
def test_a_weaker_basis_is_reported_only_where_it_says_something_else(
    make, entry_of, others, expected
):
    said = [("a", "improved", "coded"), *others]
    entry = entry_of(*(make.found(key, how, make.answer("1", basis)) for key, how, basis in said))
    assert codes(entry) & {CaveatCode.DISAGREEMENT, CaveatCode.WEAKER_BASIS} == expected
    disagreeing = [one.text for one in entry.caveats if one.code is CaveatCode.DISAGREEMENT]
    if disagreeing:
        assert entry.verdict == "mixed (coded)"
        assert disagreeing == ["finding a says improved (coded); finding b says worse (coded)"]
