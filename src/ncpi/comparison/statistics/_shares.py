"""Shares of case files and what they differ by, each with its 95% interval.

Closed formulas, so no extra is needed. They treat the files as if drawn at random, which
the files of an inspection seldom are: an interval says how far chance alone reaches, and
nothing of how the files were chosen.
"""

from __future__ import annotations

from math import sqrt

from ncpi.errors import Fault, InvalidError, shown
from ncpi.fields import whole

__all__ = ["LEVEL", "Z", "difference_interval", "share_interval"]

LEVEL = 0.95
"""How often an interval covers the truth, in the long run."""
Z = 1.959963984540054
"""The point of the standard normal distribution that leaves half of 1 - `LEVEL` above it."""


def share_interval(count: int, total: int) -> tuple[float, float]:
    """From where to where the share *count* of *total* may be: Wilson's score interval.

    Raises:
        ncpi.errors.InvalidError: a total below 1, or a count that isn't from 0 to it.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", Journal of the American Statistical Association 22 (1927); method 3 of
    R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
    Statistics in Medicine 17 (1998) 857-872.
    """
    _refuse_unlike_a_share(count, total)
    share, spread = count / total, Z * Z / total
    middle = share + spread / 2
    reach = Z * sqrt(share * (1 - share) / total + spread / (4 * total))
    # At either end the formula gives the end itself, but for the last digit of its sum.
    low = 0.0 if count == 0 else (middle - reach) / (1 + spread)
    high = 1.0 if count == total else (middle + reach) / (1 + spread)
    return low, high


def difference_interval(
    baseline: tuple[int, int], follow_up: tuple[int, int]
) -> tuple[float, float]:
    """From where to where the follow-up's share less the baseline's may be.

    Each side is a count and its total. It is Newcombe's hybrid score interval, which joins
    the Wilson intervals of the two.

    Raises:
        ncpi.errors.InvalidError: as for `share_interval`.

    Source: method 10 of R. G. Newcombe, "Interval estimation for the difference between
    independent proportions: comparison of eleven methods", Statistics in Medicine 17
    (1998) 873-890.
    """
    (low_before, high_before), (low_after, high_after) = map(_interval, (baseline, follow_up))
    before, after = baseline[0] / baseline[1], follow_up[0] / follow_up[1]
    difference = after - before
    down = sqrt((after - low_after) ** 2 + (high_before - before) ** 2)
    up = sqrt((high_after - after) ** 2 + (before - low_before) ** 2)
    return max(-1.0, difference - down), min(1.0, difference + up)


def _interval(side: tuple[int, int]) -> tuple[float, float]:
    return share_interval(*side)


def _refuse_unlike_a_share(count: int, total: int) -> None:
    faults = [fault.below("total") for fault in whole(1).faults(total)]
    faults = faults or [fault.below("count") for fault in whole().faults(count)]
    if not faults and count > total:
        message = f"{count} of {total} is no share"
        faults = [Fault("count", "number", message, shown(count))]
    if faults:
        raise InvalidError(faults, "share")
