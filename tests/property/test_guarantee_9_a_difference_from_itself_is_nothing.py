"""Guarantee 9: a difference from itself is zero, and changes sign when its sides are swapped."""

from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.comparison import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._case_audits import audit_comparison
from ncpi.testing import instances, pairs
from ncpi.vocabulary import Comparability, JudgmentStatus, Sampling

Pair = tuple[ncpi.Report, ncpi.Report]


def differences(entry):
    """The difference of each single grade's share that is known; None where it isn't."""
    grades = (entry.baseline or entry.follow_up).scale.grades
    return {
        change.grade: change.difference.value if change.difference else None
        for change in entry.changes[: len(grades)]
    }


@st.composite
def _two_of_a_scale(draw: st.DrawFn) -> tuple[ncpi.CaseAudit, ncpi.CaseAudit]:
    scale = draw(instances(ncpi.GradeScale))
    sampling = draw(st.sampled_from(Sampling))
    audit = instances(ncpi.CaseAudit, scale=scale, sampling=sampling)
    return draw(audit), draw(audit)


@given(instances(ncpi.CaseAudit))
def test_an_audit_set_against_itself_has_changed_nowhere(audit: ncpi.CaseAudit) -> None:
    entry = audit_comparison(audit, audit)
    assert entry.comparability is Comparability.COMPARABLE
    assert differences(entry) == {
        grade: None if audit.share(grade) is None else 0 for grade in audit.scale.grades
    }


@given(_two_of_a_scale())
def test_an_audits_change_changes_sign_when_its_sides_are_swapped(
    two: tuple[ncpi.CaseAudit, ncpi.CaseAudit],
) -> None:
    before, after = two
    there = differences(audit_comparison(before, after))
    back = differences(audit_comparison(after, before))
    assert there == {grade: None if change is None else -change for grade, change in back.items()}
    assert list(there) == list(before.scale.grades)


@given(_two_of_a_scale())
def test_the_changes_of_all_grades_come_to_nothing_where_all_are_known(
    two: tuple[ncpi.CaseAudit, ncpi.CaseAudit],
) -> None:
    case_audit_tests = [*differences(audit_comparison(*two)).values()]
    known = [case_audit_test for case_audit_test in case_audit_tests if case_audit_test is not None]
    # Printed percentages are rounded.
    if len(known) == len(case_audit_tests) and not any(audit.percentages for audit in two):
        assert abs(sum(known)) < 1e-9


@given(data=st.data(), scale=instances(ncpi.GradeScale))
def test_a_topics_steps_are_zero_from_itself_and_change_sign_when_swapped(
    data: st.DataObject, scale: ncpi.GradeScale
) -> None:
    one, other = (
        data.draw(instances(ncpi.Judgment, scale=scale, status="graded")) for _ in range(2)
    )

    def steps(before: ncpi.Judgment, after: ncpi.Judgment) -> int | None:
        together = instances(
            JudgmentComparison,
            comparability=Comparability.COMPARABLE,
            baseline=before,
            follow_up=after,
        )
        return data.draw(together).steps

    assert steps(one, one) == 0
    there, back = steps(one, other), steps(other, one)
    assert there is not None
    assert back == -there
    assert (there == 0) == (one.grade == other.grade)


promised = Promises[Pair]()


@promised
def a_report_compared_with_a_later_copy_of_itself_has_changed_nowhere(pair: Pair) -> None:
    baseline = attrs.evolve(pair[0], published="2018-08-30", fieldwork=None)
    later = ncpi.PartialDate.parse("2018-08-30").latest + timedelta(days=365)
    copy = attrs.evolve(baseline, key=f"{baseline.key} again", published=later)
    comparison = ncpi.compare(baseline, copy)
    assert len(comparison.case_audits) == len(baseline.case_audits)
    assert {
        change for entry in comparison.case_audits for change in differences(entry).values()
    } <= {0, None}
    assert [entry.steps for entry in comparison.judgments] == [
        0 if judgment.status is JudgmentStatus.GRADED else None for judgment in baseline.judgments
    ]


def _case_audit_tests(comparison: ncpi.Comparison) -> dict[object, float | int | None]:
    """Every shift of a comparison, by what it is of."""
    found: dict[object, float | int | None] = {}
    for entry in comparison.case_audits:
        found |= {(_sides(entry), grade): change for grade, change in differences(entry).items()}
    found |= {_sides(entry): entry.steps for entry in comparison.judgments}
    return found


def _sides(entry: CaseAuditComparison | JudgmentComparison) -> frozenset[object]:
    return frozenset((entry.baseline, entry.follow_up))


@promised
def two_undated_reports_compared_the_other_way_round_have_every_change_reversed(
    pair: Pair,
) -> None:
    one, other = (attrs.evolve(report, published=None, fieldwork=None) for report in pair)
    other = attrs.evolve(other, follows=())
    there, back = (
        _case_audit_tests(ncpi.compare(one, other)),
        _case_audit_tests(ncpi.compare(other, one)),
    )
    assert there == {
        of: None if case_audit_test is None else -case_audit_test
        for of, case_audit_test in back.items()
    }


@given(pairs())
def test_every_promise_of_guarantee_9_is_kept(pair: Pair) -> None:
    promised.are_kept(pair)
