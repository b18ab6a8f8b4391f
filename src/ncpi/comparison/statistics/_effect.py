"""The effect over all grades: are follow-up cases graded better than baseline cases?

A side is the number of cases with each grade, from the best grade to the worst. Grades are
ordered but have no distances. The effect is therefore the probability that a random case of
one side is graded better than one of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from ncpi.comparison.statistics._rank_test import doubled_wins, even_variance, refuse_unlike_sides
from ncpi.comparison.statistics._shares import Z, difference_interval

__all__ = ["EVEN", "superiority", "superiority_interval"]

EVEN = 0.5
"""The effect if neither side is better."""

_ADDED = 2


def superiority(baseline: Sequence[int], follow_up: Sequence[int]) -> float:
    """The probability that a follow-up case is graded better than a baseline case.

    Both are drawn at random from those audited; ties count as half. It is 0.5 if neither
    side is better.

    Raises:
        ncpi.errors.InvalidError: sides of different lengths, a negative count, or a side
            without cases.

    Source: H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables
    is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947);
    U divided by the product of the sizes.
    """
    refuse_unlike_sides(baseline, follow_up)
    return doubled_wins(baseline, follow_up) / (2 * sum(baseline) * sum(follow_up))


def superiority_interval(baseline: Sequence[int], follow_up: Sequence[int]) -> tuple[float, float]:
    """The 95% confidence interval of `superiority`.

    If two grades occur, the effect is one half plus half the difference between the sides'
    shares of the better one, and so is each end of the interval: see `difference_interval`.

    If more occur, it is a score interval, like Wilson's for a share: it contains every value
    from which the sample's value is at most `Z` standard errors away, given the variance at
    that value. The variance is the greater of two: that of the sample, and that of sides that
    don't differ. For the sample's variance, two cases are added to each side, spread evenly
    over the grades, so that unused grades don't make it zero.

    Raises:
        ncpi.errors.InvalidError: as for `superiority`.

    Source: the interval after M. Halperin, M. I. Hamdy and P. F. Thall, "Distribution-free
    confidence intervals for a parameter of Wilcoxon-Mann-Whitney type for ordered categories
    and progressive censoring", Biometrics 45 (1989) 509-521; the sample's variance after
    E. Brunner and U. Munzel, "The nonparametric Behrens-Fisher problem", Biometrical Journal
    42 (2000) 17-25. Taking the greater of the two and adding cases are ncpi's choices; the
    page about the four real pairs gives the coverage of the interval.
    """
    value = superiority(baseline, follow_up)
    used = [
        place for place, sides in enumerate(zip(baseline, follow_up, strict=True)) if any(sides)
    ]
    if len(used) == 2 or len(baseline) == 2:
        best = used[0] if len(used) == 2 else 0
        before, after = ((side[best], sum(side)) for side in (baseline, follow_up))
        low, high = difference_interval(before, after)
        return EVEN + low / 2, EVEN + high / 2
    factor = Z * Z * max(_even_factor(baseline, follow_up), _sample_factor(baseline, follow_up))
    middle = value + factor / 2
    margin = sqrt(factor * value * (1 - value) + factor * factor / 4)
    # At 0 and 1 the formula gives the value itself, apart from rounding errors.
    low = 0.0 if value == 0 else min(value, (middle - margin) / (1 + factor))
    high = 1.0 if value == 1 else max(value, (middle + margin) / (1 + factor))
    return low, high


def _even_factor(baseline: Sequence[int], follow_up: Sequence[int]) -> float:
    """The variance if the sides don't differ, relative to its maximum of one quarter."""
    cases = sum(baseline) + sum(follow_up)
    totals = [one + other for one, other in zip(baseline, follow_up, strict=True)]
    return 4 * even_variance(totals, cases) / (sum(baseline) * sum(follow_up))


def _sample_factor(baseline: Sequence[int], follow_up: Sequence[int]) -> float:
    """The sample's variance, relative to the maximum for its effect."""
    sizes = sum(baseline), sum(follow_up)
    more = _ADDED / len(baseline)
    before, after = (
        [(count + more) / (size + _ADDED) for count in side]
        for side, size in zip((baseline, follow_up), sizes, strict=True)
    )
    value = sum(part * won for part, won in zip(after, _wins_by_grade(before), strict=True))
    return _sample_variance(before, after, sizes) / (value * (1 - value))


def _sample_variance(
    before: Sequence[float], after: Sequence[float], sizes: tuple[int, int]
) -> float:
    """Brunner and Munzel's variance, from the share of each grade on each side."""
    total = 0.0
    for own, other, size in ((before, after, sizes[0]), (after, before, sizes[1])):
        wins = _wins_by_grade(other)
        mean = sum(part * won for part, won in zip(own, wins, strict=True))
        square = sum(part * (won - mean) ** 2 for part, won in zip(own, wins, strict=True))
        total += square / max(size - 1, 1)
    return total


def _wins_by_grade(other: Sequence[float]) -> list[float]:
    """For each grade, the probability that it beats a case of *other*; ties count as half."""
    worse = sum(other)
    wins: list[float] = []
    for part in other:
        worse -= part
        wins.append(worse + part / 2)
    return wins
