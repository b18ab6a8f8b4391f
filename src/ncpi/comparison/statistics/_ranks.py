"""Rank statistics over all grades: are follow-up cases graded better than baseline cases?

A side is the number of cases with each grade, from the best grade to the worst. Grades are
ordered but have no distances. The effect is therefore the probability that a random case of
one side is graded better than one of the other, and the test is a permutation test.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from ncpi.comparison.statistics._shares import Z
from ncpi.errors import Fault, InvalidError, MissingExtraError
from ncpi.fields import whole

__all__ = [
    "MAX_ALLOCATIONS",
    "MAX_CASES",
    "RankTest",
    "rank_test",
    "superiority",
    "superiority_interval",
]

MAX_ALLOCATIONS = 200_000
"""The test is exact up to this many ways of allocating the grades to the two sides."""
MAX_CASES = 1_000_000
"""The test is exact up to this many cases on both sides together."""

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
    _refuse_unlike_sides(baseline, follow_up)
    return _doubled_wins(baseline, follow_up) / (2 * sum(baseline) * sum(follow_up))


def superiority_interval(baseline: Sequence[int], follow_up: Sequence[int]) -> tuple[float, float]:
    """The 95% confidence interval of `superiority`.

    It is a score interval, like Wilson's for a share: it contains every value from which the
    sample's value is at most `Z` standard errors away, given the variance at that value. The
    variance is the greater of two: that of the sample, and that of sides that don't differ.
    The interval is therefore never more certain of a difference than the test with mid-ranks,
    up to the test's approximation. For the sample's variance, two cases are added to each
    side, spread evenly over the grades, so that unused grades don't make it zero.

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
    return 4 * _even_variance(totals, cases) / (sum(baseline) * sum(follow_up))


def _even_variance(totals: Sequence[int], cases: int) -> float:
    """The variance of the wins if the sides don't differ, divided by the number of pairs."""
    ties = sum(total**3 - total for total in totals) / (cases * (cases - 1))
    return (cases + 1 - ties) / 12


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


class RankTest(NamedTuple):
    """The result of a test of the hypothesis that neither side is graded better.

    Attributes:
        p_value: the probability that random allocation of the same grades to sides of the
            same sizes gives a difference at least as large, in either direction.
        exact: True if every allocation was counted, False for the normal approximation.
    """

    p_value: float
    exact: bool


def rank_test(baseline: Sequence[int], follow_up: Sequence[int]) -> RankTest:
    """A two-sided permutation test on mid-ranks of whether chance explains the difference.

    Up to `MAX_ALLOCATIONS` allocations of the grades to the two sides, every one is counted with
    its probability. Beyond that, it is the normal approximation, corrected for ties and
    continuity.

    Raises:
        ncpi.errors.InvalidError: as for `superiority`.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``).

    Source: the Wilcoxon-Mann-Whitney test with mid-ranks, as E. L. Lehmann gives it in
    "Nonparametrics: statistical methods based on ranks" (1975), chapter 1, section 4.
    """
    _refuse_unlike_sides(baseline, follow_up)
    # The smaller side has fewer allocations; choosing it also makes the test symmetric.
    part = min((sum(baseline), list(baseline)), (sum(follow_up), list(follow_up)))[1]
    graded = [(one + other, own) for one, other, own in zip(baseline, follow_up, part, strict=True)]
    graded = [(total, own) for total, own in graded if total]
    if len(graded) == 1:
        return RankTest(1.0, exact=True)
    totals = [total for total, _ in graded]
    most = sorted(min(total, sum(part)) + 1 for total in totals)
    allocations = 1
    for choices in most[:-1]:
        allocations *= choices
    own = [count for _, count in graded]
    if allocations <= MAX_ALLOCATIONS and sum(totals) <= MAX_CASES:
        return RankTest(_by_counting(totals, own), exact=True)
    return RankTest(_by_approximation(totals, own), exact=False)


def _by_counting(totals: Sequence[int], own: Sequence[int]) -> float:
    """The probability of all allocations with at least the difference that *own* has."""
    try:
        import numpy as np  # noqa: PLC0415 - comes with SciPy, which few calls need
        from scipy.special import gammaln  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise MissingExtraError("stats", "scipy") from error
    size, cases = sum(own), sum(totals)
    # The most frequent grade takes what the others leave.
    order = sorted(range(len(own)), key=lambda place: totals[place])
    scores = np.asarray(_doubled_ranks(totals), dtype=np.int64)[order]
    margins = np.asarray(totals, dtype=np.int64)[order]
    free = np.indices([min(int(margin), size) + 1 for margin in margins[:-1]], dtype=np.int64)
    dealt = free.reshape(len(own) - 1, -1)
    rest = size - dealt.sum(axis=0)
    possible = (rest >= 0) & (rest <= margins[-1])
    dealt = np.vstack([dealt, rest])[:, possible]
    # Integers, so that equal differences compare as equal.
    expected = size * int(scores @ margins)
    differences = np.abs(cases * (scores @ dealt) - expected)
    observed = abs(cases * int(scores @ np.asarray(own, dtype=np.int64)[order]) - expected)
    above = margins[:, None]
    weights = gammaln(above + 1) - gammaln(dealt + 1) - gammaln(above - dealt + 1)
    chances = weights.sum(axis=0)
    chances = np.exp(chances - chances.max())
    return float(min(1.0, chances[differences >= observed].sum() / chances.sum()))


def _by_approximation(totals: Sequence[int], own: Sequence[int]) -> float:
    """The same probability by the normal approximation."""
    try:
        from scipy.special import erfc  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise MissingExtraError("stats", "scipy") from error
    size, cases = sum(own), sum(totals)
    pairs = size * (cases - size)
    wins = _doubled_wins([total - mine for total, mine in zip(totals, own, strict=True)], own)
    deviation = sqrt(pairs * _even_variance(totals, cases))
    difference = max(0.0, (abs(wins - pairs) - 1) / 2)
    return float(erfc(difference / deviation / sqrt(2)))


def _doubled_ranks(totals: Sequence[int]) -> list[int]:
    """Twice the mid-rank of each grade, apart from a constant; integers."""
    ranks: list[int] = []
    below = 0
    for total in totals:
        ranks.append(2 * below + total)
        below += total
    return ranks


def _doubled_wins(baseline: Sequence[int], follow_up: Sequence[int]) -> int:
    """Twice the number of pairs that the follow-up wins; a tie counts as one."""
    worse = sum(baseline)
    wins = 0
    for before, after in zip(baseline, follow_up, strict=True):
        worse -= before
        wins += after * (2 * worse + before)
    return wins


def _refuse_unlike_sides(baseline: Sequence[int], follow_up: Sequence[int]) -> None:
    faults: list[Fault] = []
    for name, side in (("baseline", baseline), ("follow_up", follow_up)):
        wrong = [
            fault.below(f"{name}[{place}]")
            for place, count in enumerate(side)
            for fault in whole().faults(count)
        ]
        if not wrong and not sum(side):
            wrong = [Fault(name, "number", "no case was audited on this side")]
        faults += wrong
    if len(baseline) != len(follow_up):
        message = f"{len(baseline)} grades before, {len(follow_up)} after"
        faults.append(Fault("follow_up", "inconsistent", message))
    if faults:
        raise InvalidError(faults, "grades before and after")
