"""All grades at once: published examples, a count by hand, and what needs SciPy."""

import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ncpi.comparison.statistics import (
    difference_interval,
    rank_test,
    superiority,
    superiority_interval,
)
from ncpi.comparison.statistics._effect import (
    Z,
    _even_factor,
    _sample_factor,
    _sample_variance,
)
from ncpi.comparison.statistics._rank_test import MAX_ALLOCATIONS, MAX_CASES
from ncpi.errors import InvalidError, MissingExtraError

# Scores from best to worst. R. Bergmann, J. Ludbrook and W. P. J. M. Spooren, "Different
# outcomes of the Wilcoxon-Mann-Whitney test from different statistics packages", The
# American Statistician 54 (2000): seconds that rats stayed on a turning rod.
ROTAROD_CONTROL = [12, 0, 0, 0, 0, 0]  # all for the full 300
ROTAROD_TREATED = [7, 1, 1, 1, 1, 1]  # 300, 271, 163, 75, 22 and 18
# E. Brunner and U. Munzel, "The nonparametric Behrens-Fisher problem", Biometrical Journal
# 42 (2000), as corrected by K. Neubert and E. Brunner (2007): pain after surgery, 1 to 5.
PAIN_TREATED = [11, 2, 0, 1, 0]
PAIN_CONTROL = [3, 1, 4, 2, 1]
# J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a ROC curve",
# Radiology 143 (1982), table I: images rated from definitely abnormal to definitely normal.
ABNORMAL = [33, 11, 2, 2, 3]
NORMAL = [2, 11, 6, 6, 33]


def test_the_exact_p_value_of_the_rotating_rod_is_the_published_one():
    assert rank_test(ROTAROD_CONTROL, ROTAROD_TREATED) == (pytest.approx(0.0373, abs=5e-5), True)


def test_the_effect_of_the_pain_scores_is_the_published_one():
    assert superiority(PAIN_CONTROL, PAIN_TREATED) == pytest.approx(0.788961, abs=5e-7)


def test_the_sample_variance_of_the_pain_scores_gives_the_published_statistic():
    shares = [[count / sum(side) for count in side] for side in (PAIN_CONTROL, PAIN_TREATED)]
    variance = _sample_variance(*shares, (sum(PAIN_CONTROL), sum(PAIN_TREATED)))
    effect = superiority(PAIN_CONTROL, PAIN_TREATED)
    assert (effect - 0.5) / variance**0.5 == pytest.approx(3.1375, abs=5e-5)


def test_the_area_under_a_curve_of_ratings_is_that_of_hanley_and_mcneil():
    assert superiority(NORMAL, ABNORMAL) == pytest.approx(0.893, abs=5e-4)
    low, high = superiority_interval(NORMAL, ABNORMAL)
    # Theirs, by another variance, is 0.893 with a standard error of 0.032.
    assert (high - low) / (2 * Z) == pytest.approx(0.032, abs=0.005)


_counts = st.lists(st.integers(0, 30), min_size=3, max_size=3).filter(any)


def _used(before, after):
    """How many grades occur."""
    return sum(any(sides) for sides in zip(before, after, strict=True))


@given(_counts, _counts)
def test_each_end_lies_just_as_far_from_the_effect_as_its_variance_allows(before, after):
    assume(_used(before, after) > 2)
    value = superiority(before, after)
    factor = max(_even_factor(before, after), _sample_factor(before, after))
    for end in superiority_interval(before, after):
        assert (end - value) ** 2 == pytest.approx(Z**2 * factor * end * (1 - end), abs=1e-12)


def _approximate_p_value(before, after, *, continuity=True):
    from scipy.stats import mannwhitneyu  # takes a second, which collecting need not

    found = mannwhitneyu(before, after, method="asymptotic", use_continuity=continuity)
    return found.pvalue


@given(_counts, _counts)
def test_the_interval_is_never_surer_of_a_difference_than_the_approximate_test(before, after):
    assume(_used(before, after) > 2)
    low, high = superiority_interval(before, after)
    if low <= 0.5 <= high:
        return
    samples = [np.repeat(range(3), side) for side in (before, after)]
    p_value = _approximate_p_value(*samples, continuity=False)
    assert p_value <= 0.05


_few = st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(any)


@given(_few, _few)
def test_the_p_value_is_what_dealing_by_hand_gives(before, after):
    assume(sum(before) + sum(after) <= 11)
    graded = [place for side in (before, after) for place, n in enumerate(side) for _ in range(n)]
    size = sum(after)
    everyone = range(len(graded))

    def won(chosen):
        """How far a deal is from even, in halves of a win."""
        ours = [graded[who] for who in chosen]
        theirs = [graded[who] for who in everyone if who not in chosen]
        return sum((a < b) - (a > b) for a in ours for b in theirs)

    seen = won(range(sum(before), len(graded)))
    allocations = [won(chosen) for chosen in map(set, combinations(everyone, size))]
    if _used(before, after) > 2:
        as_far = sum(abs(deal) >= abs(seen) for deal in allocations)
    else:
        beyond = sum(deal >= seen for deal in allocations), sum(d <= seen for d in allocations)
        as_far = min(len(allocations), 2 * min(beyond))
    assert rank_test(before, after).p_value == pytest.approx(as_far / len(allocations))


def test_too_many_allocations_to_count_are_approximated_as_scipy_does():
    before, after = [150, 120, 130, 90, 60], [60, 30, 50, 40, 20]
    ours = rank_test(before, after)
    assert not ours.exact
    samples = [np.repeat(range(5), side) for side in (before, after)]
    assert ours.p_value == pytest.approx(_approximate_p_value(*samples))


def test_exactly_as_many_allocations_as_allowed_are_counted_and_one_more_choice_is_not():
    before, after = [200, 250, 300], [199, 249, 300]
    assert MAX_ALLOCATIONS == (399 + 1) * (499 + 1)
    assert rank_test(before, after).exact
    assert not rank_test([200, 251, 300], after).exact


def test_a_side_of_few_cases_is_counted_however_many_the_other_has():
    assert rank_test([1000, 1000, 1000], [1, 1, 1]).exact
    assert rank_test([1, 1, 1], [1000, 1000, 1000]).exact


def test_the_limits_of_counting_are_the_documented_ones():
    assert (MAX_ALLOCATIONS, MAX_CASES) == (200_000, 1_000_000)


def test_beyond_a_million_cases_even_a_handful_of_allocations_is_approximated():
    assert rank_test([3, 0], [0, MAX_CASES - 3]).exact
    assert not rank_test([3, 0], [0, MAX_CASES - 2]).exact


def test_a_side_of_two_cases_has_the_variance_worked_out_by_hand():
    # Grades are even on both sides, so that each case wins 3/4 or 1/4: variance 1/16 a side,
    # divided by 2 - 1 and by 20 - 1, in parts of the greatest possible, 1/4.
    assert _sample_factor([1, 1], [10, 10]) == pytest.approx((1 + 1 / 19) / 4)


@given(_counts, _counts)
def test_the_effect_of_two_grades_is_half_the_difference_of_shares_in_every_figure(before, after):
    two = [counts[:2] for counts in (before, after)]
    assume(all(map(any, two)))
    low, high = difference_interval(*((side[0], sum(side)) for side in two))
    assert superiority_interval(*two) == (0.5 + low / 2, 0.5 + high / 2)
    if _used(*two) == 2:
        unused = [[0, side[0], 0, side[1]] for side in two]
        assert superiority_interval(*unused) == superiority_interval(*two)
        assert rank_test(*unused) == rank_test(*two)


def test_the_approximation_is_near_the_count_where_both_can_be_had():
    before, after = [96, 150, 128], [30, 64, 41]
    exact = rank_test(before, after)
    assert exact.exact
    samples = [np.repeat(range(3), side) for side in (before, after)]
    approximate = _approximate_p_value(*samples)
    assert exact.p_value == pytest.approx(approximate, rel=0.01)


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [([0, 5], [5, 0], 1), ([5, 0], [0, 5], 0), ([0, 1], [1, 0], 1), ([0, 10**9], [10**9, 0], 1)],
)
def test_sides_wholly_apart_reach_the_end_and_no_further(before, after, value):
    assert superiority(before, after) == value
    low, high = superiority_interval(before, after)
    assert value in (low, high)
    assert 0 < (low if value else high) < 1


def test_one_case_on_either_side_says_nothing():
    low, high = superiority_interval([0, 1], [1, 0])
    assert (low < 0.5, high) == (True, 1)
    assert rank_test([0, 1], [1, 0]) == (1.0, True)


def test_grades_that_are_all_one_leave_the_effect_even_and_the_interval_open():
    assert superiority([0, 30], [0, 20]) == 0.5
    low, high = superiority_interval([0, 30], [0, 20])
    assert low < 0.45
    assert high > 0.55
    assert rank_test([0, 30], [0, 20]) == (1.0, True)


def test_huge_counts_are_no_trouble():
    huge = 10**9
    assert rank_test([huge, huge, huge], [huge, huge, huge]) == (1.0, False)
    assert rank_test([huge, huge, huge], [2 * huge, huge, huge]).p_value == 0


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ([1, 2], [1, 2, 3], "follow_up"),
        ([0, 0], [1, 2], "baseline"),
        ([1, 2], [], "follow_up"),
        ([1, -2], [1, 2], "baseline[1]"),
        ([1, 2], [1.0, 2], "follow_up[0]"),
    ],
)
def test_what_are_no_two_sides_is_refused_with_its_place(before, after, path):
    for figure in (superiority, superiority_interval, rank_test):
        with pytest.raises(InvalidError) as caught:
            figure(before, after)
        assert path in [fault.path for fault in caught.value.faults]


def test_without_scipy_the_test_names_the_extra_and_what_needs_no_counting_still_works(
    monkeypatch,
):
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    with pytest.raises(MissingExtraError) as caught:
        rank_test([5, 5, 5], [5, 6, 4])
    assert (caught.value.extra, caught.value.package) == ("stats", "scipy")
    assert superiority_interval([5, 5, 5], [5, 6, 4])[0] > 0
    assert rank_test([5, 5], [5, 6]).exact
    assert not rank_test([10**7, 5, 5], [5, 5, 10**7]).exact


@pytest.mark.parametrize("turned", [1, -1])
def test_whether_a_p_value_is_exact_is_independent_of_the_direction_of_the_scale(turned):
    """The most frequent grade takes what the others leave, wherever it stands."""
    before, after = (10, 500, 500), (0, 500, 500)
    assert rank_test(before[::turned], after[::turned]).exact
