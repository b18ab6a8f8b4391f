"""Shares of case files and differences between them, each with its 95% interval.

The intervals treat the files as drawn at random, which the files of an inspection seldom are:
they show the effect of chance alone and take no account of how the files were chosen.
"""

from __future__ import annotations

from math import sqrt

from ncpi.comparison.statistics._rank_test import SIGNIFICANCE, RankTest, rank_test
from ncpi.errors import Fault, InvalidError, shown
from ncpi.fields import whole

__all__ = ["Z", "difference_interval", "reaching", "share_interval"]

Z = 1.959963984540054
"""The 97.5% quantile of the standard normal distribution, for 95% intervals."""


def share_interval(count: int, total: int) -> tuple[float, float]:
    """The 95% interval of the share *count* of *total*: Wilson's score interval.

    Raises:
        ncpi.errors.InvalidError: *total* is below 1, or *count* isn't from 0 to *total*.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", Journal of the American Statistical Association 22 (1927); method 3 of
    R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
    Statistics in Medicine 17 (1998) 857-872.
    """
    _refuse_unlike_a_share(count, total)
    share, factor = count / total, Z * Z / total
    middle = share + factor / 2
    margin = Z * sqrt(share * (1 - share) / total + factor / (4 * total))
    # At 0 and 1 the formula gives the value itself, apart from rounding errors.
    low = 0.0 if count == 0 else (middle - margin) / (1 + factor)
    high = 1.0 if count == total else (middle + margin) / (1 + factor)
    return low, high


def difference_interval(
    baseline: tuple[int, int], follow_up: tuple[int, int]
) -> tuple[float, float]:
    """The 95% interval of the follow-up's share minus the baseline's.

    Each side is a count and its total. It is Newcombe's hybrid score interval, which combines
    the two Wilson intervals. If the p-value of `rank_test` is above `SIGNIFICANCE`, it is
    extended to zero, if need be: it never excludes what the exact test doesn't.

    Raises:
        ncpi.errors.InvalidError: as for `share_interval`.

    Source: method 10 of R. G. Newcombe, "Interval estimation for the difference between
    independent proportions: comparison of eleven methods", Statistics in Medicine 17
    (1998) 873-890. Extending it is ncpi's choice: with few cases of a grade, the hybrid interval
    can exclude zero where random allocation often gives such a difference.
    """
    low, high = _hybrid_interval(baseline, follow_up)
    if low <= 0 <= high:
        return low, high
    sides = [(count, total - count) for count, total in (baseline, follow_up)]
    return reaching(0.0, (low, high), rank_test(*sides))


def reaching(even: float, interval: tuple[float, float], test: RankTest) -> tuple[float, float]:
    """*interval*, extended to contain *even* if *test* doesn't show a difference."""
    low, high = interval
    if test.p_value <= SIGNIFICANCE:
        return interval
    return min(low, even), max(high, even)


def _hybrid_interval(baseline: tuple[int, int], follow_up: tuple[int, int]) -> tuple[float, float]:
    """Newcombe's method 10."""
    (low_before, high_before), (low_after, high_after) = (
        share_interval(*side) for side in (baseline, follow_up)
    )
    before, after = baseline[0] / baseline[1], follow_up[0] / follow_up[1]
    difference = after - before
    down = sqrt((after - low_after) ** 2 + (high_before - before) ** 2)
    up = sqrt((high_after - after) ** 2 + (before - low_before) ** 2)
    return max(-1.0, difference - down), min(1.0, difference + up)


def _refuse_unlike_a_share(count: int, total: int) -> None:
    faults = [fault.below("total") for fault in whole(1).faults(total)]
    faults = faults or [fault.below("count") for fault in whole().faults(count)]
    if not faults and count > total:
        message = f"{count} of {total} isn't a share"
        faults = [Fault("count", "number", message, shown(count))]
    if faults:
        raise InvalidError(faults, "share")
