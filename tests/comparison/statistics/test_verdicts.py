"""The verdict: by a rule that is written down, and never turned by one file in silence."""

import pytest

from ncpi.comparison.statistics import FEWEST_CASES, SIGNIFICANCE, other_verdicts, read
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
    reading = read([1, 39], [7, 33])
    assert reading.effect[1] > 0.5
    assert reading.test.p_value > SIGNIFICANCE
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE


def test_better_needs_the_interval_as_well_as_the_test():
    """Grades that moved to both ends differ from before, and aren't better on the whole."""
    reading = read([0, 45, 6], [13, 2, 6])
    assert reading.test.p_value <= SIGNIFICANCE
    assert reading.effect[1] <= 0.5
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE
