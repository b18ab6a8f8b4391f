"""What a matcher proposes and a person rules, each said in a line, and what they can't be."""

import pytest

import ncpi
from ncpi.comparison import Proposal, Similarity
from ncpi.comparison._proposals import MATCHER, is_matchers
from ncpi.errors import InvalidError
from ncpi.testing import make_ruling
from ncpi.vocabulary import Basis, MatchVerdict

ONE, NINE = "b#recommendation-1", "f#recommendation-9"
RESTATES = "recommendation 9 of the follow-up restates recommendation 1"


def similarity(**entry):
    return Similarity(**({"value": 0.3, "verdict": MatchVerdict.PROPOSED} | entry))


def proposal(**entry):
    usual = {"item": ONE, "similarity": similarity(), "verdict": MatchVerdict.PROPOSED}
    return Proposal(**(usual | ({} if "restated_by" in entry else {"finding": "a"}) | entry))


def test_matched_words_stand_once_where_both_sides_write_them_alike():
    entry = similarity(words=["Delays", "mispers"], other_words=["delays", "missing children"])
    assert entry.evidence == "Delays; mispers ~ missing children"
    assert entry.label() == f"0.30, {MatchVerdict.PROPOSED.value} ({entry.evidence})"
    assert similarity().label() == f"0.30, {MatchVerdict.PROPOSED.value}"


def test_a_proposal_says_what_goes_with_what_and_why_it_is_undecided():
    assert proposal().label() == "recommendation 1 with finding a, 0.30"
    assert proposal(restated_by=NINE, reason="too weak").label() == (
        "recommendation 1 with recommendation 9 of the follow-up, 0.30: too weak"
    )


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({"finding": None}, "finding"),
        ({"finding": "a", "restated_by": NINE}, "finding"),
        ({"basis": Basis.STATED}, "basis"),
        ({"basis": Basis.CODED}, "basis"),
        ({"verdict": MatchVerdict.UNLIKE}, "verdict"),
    ],
)
def test_a_proposal_that_contradicts_itself_is_refused(entry, path):
    with pytest.raises(InvalidError) as caught:
        proposal(**entry)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_words_without_their_counterparts_are_refused():
    with pytest.raises(InvalidError, match="differ in length"):
        similarity(words=["late"])


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        ({}, "finding F1 answers recommendation 1 (R. Person, 2020)"),
        ({"answers": False}, "finding F1 doesn't answer recommendation 1 (R. Person, 2020)"),
        (
            {"restated_by": NINE, "note": "the same"},
            f"{RESTATES} (R. Person, 2020): the same",
        ),
        (
            {"restated_by": NINE, "answers": False},
            "recommendation 9 of the follow-up doesn't restate recommendation 1 (R. Person, 2020)",
        ),
    ],
)
def test_a_ruling_says_who_ruled_what_and_when(entry, label):
    assert make_ruling(follow_up="f", by="R. Person", dated="2020", **entry).label() == label


@pytest.mark.parametrize(
    "later", ["other#recommendation-9", "f#concern-a"], ids=["of a third report", "a finding"]
)
def test_a_ruling_on_what_cannot_restate_anything_is_refused(later):
    """A restatement is by a numbered item of the follow-up; a concern is named as a finding."""
    with pytest.raises(InvalidError) as caught:
        make_ruling(follow_up="f", restated_by=later)
    assert [fault.path for fault in caught.value.faults] == ["restated_by"]


@pytest.mark.parametrize(
    ("basis", "by", "is_ours"),
    [
        (Basis.PROPOSED, f"{MATCHER} 1", True),
        (Basis.SAME_THEME, f"{MATCHER} 1", True),
        (Basis.PROPOSED, "another matcher", False),
        (Basis.PROPOSED, None, False),
        (Basis.CODED, f"{MATCHER} 1", False),
    ],
)
def test_a_link_is_the_shipped_matchers_only_under_its_name_and_if_nobody_checked_it(
    basis, by, is_ours
):
    reference = ncpi.Answer(item=ONE, basis=basis, by=by)
    assert is_matchers(reference) is is_ours
