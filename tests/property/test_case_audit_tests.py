"""Guarantees 8 to 10 of what two case audits say together."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ncpi
from ncpi.comparison import CaseAuditTest, Estimate
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison._case_audits import audit_comparison
from ncpi.comparison.statistics import share_interval, superiority
from ncpi.testing import instances, pairs
from ncpi.vocabulary import Comparability, Sampling, Verdict

# These make large things: the guarantees are tried harder in their own step.
FEW = settings(max_examples=max(3, settings.default.max_examples // 3))

Two = tuple[ncpi.CaseAudit, ncpi.CaseAudit]
OPEN = (Verdict.TOO_FEW, Verdict.CANNOT_TELL)
TURNED = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}


@st.composite
def _two(draw: st.DrawFn) -> Two:
    """Two audits on one scale, sampled alike, whose counts may be unknown."""
    audit = instances(
        ncpi.CaseAudit,
        scale=draw(instances(ncpi.GradeScale)),
        sampling=draw(st.sampled_from(Sampling)),
        merged=(),
        percentages={},
    )
    return draw(audit), draw(audit)


@st.composite
def _two_counted(draw: st.DrawFn) -> Two:
    """Two audits on one scale of which every count is known; some large enough to test."""
    scale = draw(instances(ncpi.GradeScale))
    counts = st.lists(
        st.integers(0, 40), min_size=len(scale.grades), max_size=len(scale.grades)
    ).filter(any)
    one, other = (
        ncpi.CaseAudit(scale=scale, counts=zip(scale.grades, draw(counts), strict=True))
        for _ in range(2)
    )
    return one, other


_two_audits = _two() | _two_counted()


def _shift(two: Two) -> CaseAuditTest:
    return case_audit_test(audit_comparison(*two))


@given(instances(ncpi.CaseAudit) | _two_counted().map(lambda two: two[0]))
def test_an_audit_set_against_itself_has_not_shifted(audit: ncpi.CaseAudit) -> None:
    entry = _shift((audit, audit))
    assert entry.verdict in (Verdict.NO_CLEAR_CHANGE, *OPEN)
    assert {one.difference.value for one in entry.changes if one.difference} <= {0}
    if entry.effect is not None:
        assert (entry.effect.value, entry.p_value) == (0.5, 1)


@FEW
@given(_two_audits)
def test_swapped_sides_change_the_sign_mirror_the_effect_and_turn_the_verdict(two: Two) -> None:
    there, back = _shift(two), _shift((two[1], two[0]))
    assert back.verdict is TURNED.get(there.verdict, there.verdict)
    assert {TURNED.get(one, one) for one in there.other_verdicts} == set(back.other_verdicts)
    assert back.p_value == there.p_value
    for one, other in zip(there.changes, back.changes, strict=True):
        assert (one.baseline, one.follow_up) == (other.follow_up, other.baseline)
        assert _ends(one.difference) == [-end for end in reversed(_ends(other.difference))]
    if there.effect is not None:
        assert _ends(there.effect) == pytest.approx(
            [1 - end for end in reversed(_ends(back.effect))]
        )


def _ends(estimate: Estimate | None) -> list[float]:
    return [] if estimate is None else [estimate.low, estimate.value, estimate.high]


@given(_two_audits)
def test_every_figure_lies_within_its_interval_and_that_within_what_is_possible(two: Two) -> None:
    entry = _shift(two)
    for one in entry.changes:
        for share in (one.baseline, one.follow_up):
            assert share is None or 0 <= share.low <= share.value <= share.high <= 1
        if one.difference is not None:
            assert -1 <= one.difference.low <= one.difference.value <= one.difference.high <= 1
    if entry.effect is not None:
        assert 0 <= entry.effect.low <= entry.effect.value <= entry.effect.high <= 1


@given(_two_audits)
def test_nothing_is_concluded_from_counts_that_are_not_known(two: Two) -> None:
    entry = _shift(two)
    for one in entry.changes:
        for audit, share in zip(two, (one.baseline, one.follow_up), strict=True):
            assert (share is None) == (audit.share(one.grade) is None)
            if share is not None:
                assert share.value == pytest.approx(audit.share(one.grade))
    known = all(audit.share(grade) is not None for audit in two for grade in audit.scale.grades)
    assert (entry.verdict is Verdict.CANNOT_TELL) == (not known)


@given(instances(ncpi.CaseAudit), instances(ncpi.CaseAudit))
def test_sides_that_are_not_comparable_give_no_difference_and_no_verdict(
    before: ncpi.CaseAudit, after: ncpi.CaseAudit
) -> None:
    entry = audit_comparison(before, after)
    if entry.comparability is Comparability.COMPARABLE:
        return
    item = case_audit_test(entry)
    assert (item.verdict, item.effect, item.p_value) == (Verdict.CANNOT_TELL, None, None)
    assert all(one.difference is None for one in item.changes)
    assert item.caveats == entry.caveats


@FEW
@given(two=_two_counted(), data=st.data())
def test_no_single_file_turns_a_verdict_that_does_not_say_so(two: Two, data: st.DataObject) -> None:
    entry = _shift(two)
    side = data.draw(st.sampled_from((0, 1)))
    counts = list(two[side].counts.values())
    place = data.draw(st.integers(0, len(counts) - 1))
    way = data.draw(st.sampled_from(("more", "fewer", "better", "worse")))
    if way == "more":
        counts[place] += 1
    elif counts[place]:
        counts[place] -= 1
        to = place + {"fewer": len(counts), "better": -1, "worse": 1}[way]
        if 0 <= to < len(counts):  # otherwise the file is left out
            counts[to] += 1
    if not sum(counts):
        return
    moved = attrs.evolve(two[side], counts=zip(two[side].scale.grades, counts, strict=True))
    there = _shift((moved, two[1]) if side == 0 else (two[0], moved))
    assert there.verdict in (entry.verdict, *entry.other_verdicts)


@given(two=_two_counted(), data=st.data())
def test_a_file_graded_better_never_lowers_the_effect(two: Two, data: st.DataObject) -> None:
    before, after = ([count or 0 for count in audit.counts.values()] for audit in two)
    place = data.draw(st.sampled_from([at for at, count in enumerate(after) if count]))
    better = data.draw(st.integers(0, place))
    moved = list(after)
    moved[place] -= 1
    moved[better] += 1
    assert superiority(before, moved) >= superiority(before, after)


@given(st.integers(1, 10**9), st.data())
def test_the_interval_of_a_share_rises_with_its_count(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total - 1))
    one, other = share_interval(count, total), share_interval(count + 1, total)
    assert one[0] <= other[0]
    assert one[1] <= other[1]


@given(pairs())
def test_a_comparison_has_a_change_for_every_audited_area(pair: tuple[ncpi.Report, ...]) -> None:
    comparison = ncpi.compare(*pair)
    case_audit_tests = comparison.case_audit_tests()
    assert [entry.entry for entry in case_audit_tests] == list(comparison.case_audits)
    for entry in case_audit_tests:
        assert set(entry.entry.caveats) <= set(entry.caveats)
