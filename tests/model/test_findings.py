import pytest

from ncpi import Answer, Finding
from ncpi.errors import InvalidError
from ncpi.vocabulary import Basis, Other, Progress


def answer(recommendation: str, basis: Basis = Basis.STATED, report: str = "r") -> Answer:
    return Answer(item=f"{report}#recommendation-{recommendation}", basis=basis)


def test_items_of_one_key_in_two_reports_or_of_two_kinds_are_several():
    cause = Answer(item="r#cause-of-concern-1", basis=Basis.STATED)
    answers = [answer("1"), answer("1", report="other"), cause]
    assert Finding(key="1", text="t", answers=answers).answers == tuple(answers)


def test_one_recommendation_is_not_answered_twice_by_one_finding():
    with pytest.raises(InvalidError) as caught:
        Finding(key="1", text="t", answers=[answer("1"), answer("1", Basis.PROPOSED)])
    fault = caught.value.faults[0]
    assert (fault.path, fault.code) == ("answers[1]", "repeated")
    assert fault.message == "the item 'r#recommendation-1' is repeated; it first appears at [0]"


def test_an_answer_is_added_and_the_finding_before_stays_as_it_was():
    before = Finding(key="1", text="t", answers=[answer("1")])
    after = before.with_answer(answer("2", Basis.CODED))
    assert before.answers == (answer("1"),)
    assert after.answers == (answer("1"), answer("2", Basis.CODED))


def test_an_answer_to_the_same_recommendation_replaces_the_one_before():
    before = Finding(key="1", text="t", answers=[answer("1", Basis.PROPOSED), answer("2")])
    after = before.with_answer(answer("1", Basis.CODED))
    assert set(after.answers) == {answer("2"), answer("1", Basis.CODED)}


HARSH = [
    Progress.NOT_IMPROVED,
    Progress.WORSE,
    Progress.INSUFFICIENT_PROGRESS,
    Progress.NO_MEANINGFUL_PROGRESS,
]


@pytest.mark.parametrize("progress", [*Progress, Other("on track")])
@pytest.mark.parametrize("basis", [Basis.STATED, Basis.CODED])
@pytest.mark.parametrize("concern", [False, True])
def test_only_the_inspectorate_says_that_nothing_improved(progress, basis, concern):
    """What an analyst read as such is a concern, and no statement of progress."""
    finding = Finding(key="1", text="t", progress=progress, progress_basis=basis, concern=concern)
    read_so = basis is Basis.CODED and progress in HARSH
    assert finding.states_progress is (progress is not Progress.NOT_STATED and not read_so)
    assert finding.is_concern is (concern or read_so)


@pytest.mark.parametrize("basis", [Basis.PROPOSED, Basis.SAME_THEME])
def test_progress_is_stated_or_coded(basis):
    """Neither a matcher nor a theme says what progress was made."""
    with pytest.raises(InvalidError) as caught:
        Finding(key="1", text="t", progress_basis=basis)
    assert caught.value.faults[0].path == "progress_basis"


@pytest.mark.parametrize(
    ("entry", "verdict"),
    [
        ({}, "progress not stated"),
        ({"progress_basis": "coded"}, "progress not stated"),
        ({"progress": "improved", "progress_basis": "coded"}, "improved (coded)"),
        ({"progress": Other("on track"), "concern": True}, "on track, a concern"),
        ({"progress": "not improved", "concern": True}, "not improved, a concern"),
        (
            {"progress": "not improved", "progress_basis": "coded", "concern": True},
            "a concern; coded: not improved",
        ),
        (
            {"progress": "worse", "progress_basis": "coded", "concern": True, "lasting": False},
            "a concern, not lasting; coded: worse",
        ),
        (
            {"progress": "insufficient progress", "progress_basis": "coded"},
            "coded: insufficient progress, which is read as a concern",
        ),
        ({"effective_practice": True, "lasting": False}, None),
        ({"progress": "improved", "lasting": True}, "improved, lasting"),
    ],
)
def test_a_verdict_says_whose_word_the_progress_is(entry, verdict):
    """An analyst's reading is marked; the inspectorate's own words stand as they are."""
    expected = verdict or "progress not stated, effective practice, not lasting"
    assert Finding(key="1", text="t", **entry).verdict == expected
