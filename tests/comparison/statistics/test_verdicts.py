"""The verdict: by a rule that is written down, and never turned by one file in silence."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncpi.comparison.statistics import (
    FEWEST_CASES,
    SIGNIFICANCE,
    _verdicts,
    difference_interval,
    other_verdicts,
    read,
    superiority_interval,
)
from ncpi.vocabulary import Verdict

BEFORE = [20, 30, 30]


def test_the_thresholds_are_the_documented_ones():
    assert (FEWEST_CASES, SIGNIFICANCE) == (20, 0.05)


def test_clearly_better_grades_are_called_better_and_the_reverse_worse():
    assert read(BEFORE, [25, 5, 2]).verdict is Verdict.BETTER
    assert read([25, 5, 2], BEFORE).verdict is Verdict.WORSE


def test_what_chance_may_have_done_is_called_no_clear_change():
    reading = read(BEFORE, [9, 11, 10])
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE
    assert reading.test.p_value > SIGNIFICANCE


@pytest.mark.parametrize("sides", [(BEFORE, [19, 0, 0]), ([0, 0, 19], [300, 0, 0])])
def test_fewer_cases_than_the_convention_are_too_few_however_they_are_graded(sides):
    assert read(*sides) == (Verdict.TOO_FEW, None, None)


def test_a_firm_verdict_has_no_other():
    assert other_verdicts(BEFORE, [25, 5, 2]) == ()
    assert other_verdicts(BEFORE, BEFORE) == ()


def test_a_verdict_that_one_case_would_turn_names_the_other():
    """Grades are bettered case by case: wherever the verdict turns, both sides say so."""
    turned = 0
    side = [8, 11, 11]
    while side[2]:
        then = [side[0] + 1, side[1], side[2] - 1]
        step = [side[0], side[1] + 1, side[2] - 1]
        for one, other in ((side, step), (step, then)):
            here, there = read(BEFORE, one).verdict, read(BEFORE, other).verdict
            if here is not there:
                turned += 1
                assert there in other_verdicts(BEFORE, one)
                assert here in other_verdicts(BEFORE, other)
        side = then
    assert turned == 1


def test_a_sample_at_the_border_of_too_few_says_so():
    assert other_verdicts(BEFORE, [7, 7, 6]) == (Verdict.TOO_FEW,)
    assert other_verdicts(BEFORE, [7, 6, 6]) == (Verdict.NO_CLEAR_CHANGE,)
    assert other_verdicts(BEFORE, [7, 6, 5]) == ()
    assert other_verdicts(BEFORE, [7, 7, 7]) == ()


def test_better_needs_the_test_as_well_as_the_interval():
    """The interval by itself would exclude one half; it is extended because the test says more."""
    before, after = [1, 30, 6], [5, 26, 2]
    assert superiority_interval(before, after)[0] > 0.5
    reading = read(before, after)
    assert reading.test.p_value > SIGNIFICANCE
    assert reading.effect[1] == 0.5
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE


def test_better_needs_the_interval_as_well_as_the_test():
    """Grades that moved to both ends differ from before, and aren't better on the whole."""
    reading = read([0, 45, 6], [13, 2, 6])
    assert reading.test.p_value <= SIGNIFICANCE
    assert reading.effect[1] <= 0.5
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE
    assert reading.is_mixed
    assert not read(BEFORE, [25, 5, 2]).is_mixed
    assert not read(BEFORE, [9, 11, 10]).is_mixed


def test_a_change_of_two_grades_is_called_what_its_p_value_and_its_interval_say():
    """Four good files of 38 after none of 100: 3 to 24 points more."""
    reading = read([0, 100], [4, 34])
    assert reading.test.p_value == pytest.approx(0.0102, abs=5e-5)
    assert difference_interval((0, 100), (4, 38)) == pytest.approx((0.032, 0.241), abs=5e-4)
    assert reading.verdict is Verdict.BETTER
    assert read([0, 100, 0], [4, 34, 0]) == read([0, 0, 100], [0, 4, 34]) == reading


RANK = {Verdict.WORSE: -1, Verdict.NO_CLEAR_CHANGE: 0, Verdict.BETTER: 1}


def _contradicts_no_figure(before, after):
    """The rank of the verdict on two grades, held against every figure shown beside it."""
    reading = read(before, after)
    value, low, high = reading.effect
    ends = difference_interval((before[0], sum(before)), (after[0], sum(after)))
    clear = reading.verdict is not Verdict.NO_CLEAR_CHANGE
    assert (reading.test.p_value <= SIGNIFICANCE) is clear
    assert (not ends[0] <= 0 <= ends[1]) is clear
    assert (not low <= 0.5 <= high) is clear
    assert not reading.is_mixed
    assert ends[0] <= after[0] / sum(after) - before[0] / sum(before) <= ends[1]
    if clear:
        assert (reading.verdict is Verdict.BETTER) == (value > 0.5) == (ends[0] > 0)
    return RANK[reading.verdict]


def _all_of_two_grades(sizes):
    """The rank of the verdict on every pair of sides of *sizes*, by good files and totals."""
    return {
        (good, total, good_after, total_after): _contradicts_no_figure(
            [good, total - good], [good_after, total_after - good_after]
        )
        for total in sizes
        for good in range(total + 1)
        for total_after in sizes
        for good_after in range(total_after + 1)
    }


def _is_monotone(ranks):
    """A follow-up file graded better, a good one more or a bad one fewer never lowers it."""
    for (good, total, good_after, total_after), rank in ranks.items():
        for more, of in ((1, 0), (1, 1), (0, -1)):
            near = good, total, good_after + more, total_after + of
            assert ranks.get(near, rank) >= rank
        assert ranks[total - good, total, total_after - good_after, total_after] == -rank
        if (total_after, total) in ranks:
            assert ranks[good_after, total_after, good, total] == -rank


def test_with_two_grades_no_verdict_contradicts_a_figure_or_falls_as_grades_rise(monkeypatch):
    """Every pair of sides of up to 12 files, as if none were too few."""
    monkeypatch.setattr(_verdicts, "FEWEST_CASES", 1)
    ranks = _all_of_two_grades(range(1, 13))
    assert len(ranks) == 8100
    assert set(ranks.values()) == {-1, 0, 1}
    _is_monotone(ranks)


@pytest.mark.slow
def test_with_two_grades_the_same_holds_of_every_pair_of_sides_of_20_to_60_files():
    _is_monotone(_all_of_two_grades(range(20, 61)))


_sizes = st.integers(20, 400)


@given(_sizes, _sizes, st.data())
def test_with_two_grades_the_same_holds_of_larger_sides(total, total_after, data):
    good = data.draw(st.integers(0, total))
    good_after = data.draw(st.integers(0, total_after - 1))
    here, better = (
        _contradicts_no_figure([good, total - good], [count, total_after - count])
        for count in (good_after, good_after + 1)
    )
    assert better >= here


def _sides(most):
    """Every side of up to *most* files in three grades."""
    return [side for side in product(range(most + 1), repeat=3) if 0 < sum(side) <= most]


def _three_grades_agree(before, after):
    reading = read(before, after)
    value, low, high = reading.effect
    assert (reading.verdict is Verdict.BETTER) == (low > 0.5)
    assert (reading.verdict is Verdict.WORSE) == (high < 0.5)
    assert low <= value <= high
    if reading.test.p_value > SIGNIFICANCE:
        assert reading.verdict is Verdict.NO_CLEAR_CHANGE
    elif not reading.is_mixed:
        assert reading.verdict is not Verdict.NO_CLEAR_CHANGE
    return RANK[reading.verdict]


@pytest.mark.slow
def test_with_three_grades_a_verdict_is_that_of_its_interval_and_no_better_file_turns_it_round(
    monkeypatch,
):
    """Every pair of sides of up to 12 files, as if none were too few."""
    monkeypatch.setattr(_verdicts, "FEWEST_CASES", 1)
    sides = _sides(12)
    for before in sides:
        ranks = {after: _three_grades_agree(before, after) for after in sides}
        for (good, middle, bad), rank in ranks.items():
            for near in ((good + 1, middle - 1, bad), (good, middle + 1, bad - 1)):
                assert ranks.get(near, rank) - rank > -2


@given(st.data())
def test_with_three_grades_a_verdict_is_that_of_its_interval(data):
    side = st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(lambda it: sum(it) >= 20)
    _three_grades_agree(data.draw(side), data.draw(side))
