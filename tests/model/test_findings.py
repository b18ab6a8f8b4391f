import pytest

from ncpi import Answer, Finding
from ncpi.errors import InvalidError
from ncpi.vocabulary import Basis, Other, Progress


def answer(recommendation: str, basis: Basis = Basis.STATED, report: str = "r") -> Answer:
    return Answer(item=f"{report}#recommendation-{recommendation}", basis=basis)


def test_a_thing_can_be_better_and_a_concern():
    finding = Finding(key="1", text="t", progress=Progress.IMPROVED, concern=True)
    assert finding.progress is Progress.IMPROVED
    assert finding.concern is True


def test_a_finding_may_have_no_theme_and_answer_nothing():
    finding = Finding(key="1", text="t")
    assert finding.theme is None
    assert finding.answers == ()


def test_a_finding_says_nothing_of_progress_unless_it_does():
    assert Finding(key="1", text="t").progress is Progress.NOT_STATED


def test_whether_a_change_will_last_is_yes_no_or_not_said():
    assert Finding(key="1", text="t").lasting is None
    assert Finding(key="1", text="t", lasting=False).lasting is False
    assert Finding(key="1", text="t", lasting=False) != Finding(key="1", text="t")


def test_one_finding_may_answer_several_recommendations_on_different_bases():
    finding = Finding(key="1", text="t", answers=[answer("1"), answer("2", Basis.CODED)])
    assert [(link.item.name, link.basis) for link in finding.answers] == [
        ("recommendation 1", Basis.STATED),
        ("recommendation 2", Basis.CODED),
    ]


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


def test_an_answer_carries_who_made_it_on_what_evidence_and_what_speaks_against_it():
    coded = Answer(
        item="r#recommendation-1",
        basis=Basis.CODED,
        by="an analyst",
        evidence="Page 12.",
        caveat="Only one unit was seen.",
    )
    assert (coded.by, coded.evidence, coded.caveat) == (
        "an analyst",
        "Page 12.",
        "Only one unit was seen.",
    )


def test_an_answer_says_on_what_basis():
    with pytest.raises(InvalidError, match="basis"):
        Answer(item="r#recommendation-1")


@pytest.mark.parametrize("bad", ["false", 0, 1, "", "no"])
def test_what_merely_behaves_as_true_or_false_is_refused(bad):
    for field in ("concern", "effective_practice", "lasting"):
        with pytest.raises(InvalidError) as caught:
            Finding(key="1", text="t", **{field: bad})
        assert caught.value.faults[0].path == field
        assert "not true or false" in caught.value.faults[0].message


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
    ],
)
def test_a_verdict_says_whose_word_the_progress_is(entry, verdict):
    """An analyst's reading is marked; the inspectorate's own words stand as they are."""
    expected = verdict or "progress not stated, effective practice, not lasting"
    assert Finding(key="1", text="t", **entry).verdict == expected
