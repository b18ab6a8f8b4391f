"""The shipped pair, which any stranger can check against the published pages."""

import pytest

import ncpi
from ncpi.vocabulary import (
    Basis,
    CaveatCode,
    KnownFrom,
    Party,
)

EXPECTED = {
    "own-9212": "not mentioned in what was read",
    "own-1": "not mentioned in what was read",
    "own-2": "not mentioned in what was read",
    "own-3": "improved (coded)",
    "own-4": "improved (coded)",
    "own-5": "improved (same theme only)",
    "own-6": "still a concern (coded)",
}
# Item and finding: basis of the answer, whether with evidence, whether with a caveat.
EXPECTED_ANSWERS = {
    ("own-3", "d"): (Basis.CODED, True, False),
    ("own-4", "b"): (Basis.CODED, False, False),
    ("own-5", "d"): (Basis.SAME_THEME, False, True),
    ("own-6", "e"): (Basis.CODED, False, False),
}


@pytest.fixture(scope="module")
def pair():
    return ncpi.Archive.shipped().pair("merseyside")


@pytest.fixture(scope="module")
def comparison(pair):
    return ncpi.compare(pair.baseline, pair.follow_up)


CONCERNS = EXPECTED.keys() - {"own-9212"}


def test_the_trackers_entry_is_a_recommendation_and_the_reviews_six_points_are_concerns(comparison):
    """The review calls none of its points a recommendation, so none is called one here."""
    assert [entry.key for entry in comparison.recommendations] == ["own-9212"]
    assert {entry.key for entry in comparison.earlier_concerns} == CONCERNS
    assert {entry.item.wording for entry in comparison.earlier_concerns} == {
        "where the force could improve"
    }


def test_the_six_concerns_are_known_only_from_the_follow_up_and_every_view_says_so(
    comparison, shown
):
    """The baseline's own text wasn't read, so a reader must not take them for its words."""
    later = {
        entry.key for entry in comparison.items if entry.item.known_from is KnownFrom.FOLLOW_UP
    }
    assert later == CONCERNS
    said = "Concerns raised in 2018, each listed only by a follow-up's pages"
    for view in ("__str__", "_repr_html_", "_repr_markdown_"):
        assert said in shown(comparison, view)


def test_seven_answers_come_out_as_expected(comparison):
    assert {entry.key: entry.verdict for entry in comparison.items} == EXPECTED


def test_every_answer_has_its_basis_its_finding_and_what_the_coder_wrote(comparison):
    found = {
        (entry.key, answered.finding.key): (
            answered.answer.basis,
            bool(answered.answer.evidence),
            bool(answered.answer.caveat),
        )
        for entry in comparison.items
        for answered in entry.answers
    }
    assert found == EXPECTED_ANSWERS


def test_where_the_coders_differ_no_link_is_claimed_and_the_finding_says_so(comparison, shown):
    (finding,) = [finding for finding in comparison.other_findings if finding.key == "a"]
    assert finding.answers == ()
    assert finding.note.startswith("coders differ: one linked it to concern own-1")
    for view in ("__str__", "_repr_html_", "_repr_markdown_"):
        assert finding.note in shown(comparison, view)


def test_the_caveats_of_the_coding_are_reported(comparison):
    caveats = {
        entry.key: caveat.text
        for entry in comparison.items
        for caveat in entry.caveats
        if caveat.code is CaveatCode.ANALYST
    }
    assert caveats.keys() == {"own-5"}
    assert "not mentioned" in caveats["own-5"]


def test_the_claims_on_tracker_9212_are_put_in_nobodys_mouth(comparison):
    """The tracker doesn't say who speaks, so neither does the comparison."""
    entry = comparison.recommendation("9212")
    assert entry.item.tracker == "9212"
    assert [(claim.party, str(claim.dated), claim.status) for claim in entry.claims] == [
        (Party.NOT_STATED, "2018-09-05", "will-be-progressed"),
        (Party.NOT_STATED, "2018-09-05", None),
    ]
    assert {claim.recorded_in for claim in entry.claims} == {
        "the inspectorate's recommendation tracker"
    }
    assert "detailed update" in entry.claims[-1].comment


def test_the_improvements_that_answer_nothing_are_domestic_abuse_and_technology(comparison):
    assert [finding.key for finding in comparison.other_improvements] == ["a", "c"]


@pytest.mark.parametrize("view", ["__str__", "_repr_html_", "_repr_markdown_"])
def test_every_view_shows_all_seven_answers_each_with_its_basis(comparison, shown, view):
    text = shown(comparison, view)
    for key, verdict in EXPECTED.items():
        assert verdict in text
        assert comparison.item(key).item.text in text
    assert text.count("link coded by an analyst, not stated by the inspectorate") == 3


@pytest.mark.parametrize("view", ["__str__", "_repr_html_", "_repr_markdown_"])
def test_every_view_shows_evidence_claims_and_caveats(comparison, shown, view):
    text = shown(comparison, view)
    for words in (
        "standard recording practices are named",
        "will be progressed",
        "the finding is about domestic abuse cases",
        "early contact with victims is not mentioned",
        "recommendations were read",
    ):
        assert words in text
