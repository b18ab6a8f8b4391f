"""Permutation tests: does chance explain the difference between two sides?

A side is the number of cases with each grade, from the best grade to the worst.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, exp, fsum, lgamma, sqrt
from typing import NamedTuple

from ncpi.errors import Fault, InvalidError, MissingExtraError
from ncpi.fields import whole

__all__ = [
    "MAX_ALLOCATIONS",
    "MAX_CASES",
    "SIGNIFICANCE",
    "RankTest",
    "doubled_wins",
    "even_variance",
    "rank_test",
    "refuse_unlike_sides",
]

MAX_ALLOCATIONS = 200_000
"""With more than two grades, the test is exact up to this many ways of allocating the grades to
the two sides."""
MAX_CASES = 1_000_000
"""The test is exact up to this many cases on both sides together."""
SIGNIFICANCE = 0.05
"""The greatest p-value at which a change is called better or worse."""


class RankTest(NamedTuple):
    """The result of a test of the hypothesis that neither side is graded better.

    Attributes:
        p_value: the probability that random allocation of the same grades to sides of the
            same sizes gives a difference at least as large: in either direction or, for two
            grades, in the same direction, doubled.
        exact: True if every allocation was counted, False for the normal approximation.
    """

    p_value: float
    exact: bool


def rank_test(baseline: Sequence[int], follow_up: Sequence[int]) -> RankTest:
    """A two-sided permutation test on mid-ranks of whether chance explains the difference.

    If no more than two grades occur, the p-value is twice that of the one-sided test in the
    direction of the difference. Unlike the one that counts both directions together, it never
    rises when a follow-up case is graded better and the follow-up is better already.

    If more occur, it counts both directions. Up to `MAX_ALLOCATIONS` allocations of the grades
    to the two sides, every one is counted with its probability. Beyond that, it is the normal
    approximation, corrected for ties and continuity.

    Raises:
        ncpi.errors.InvalidError: as for `superiority`.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and more than
            two grades occur.

    Source: the Wilcoxon-Mann-Whitney test with mid-ranks, as E. L. Lehmann gives it in
    "Nonparametrics: statistical methods based on ranks" (1975), chapter 1, section 4. For two
    grades it is the central form of Fisher's exact test: M. P. Fay, "Confidence intervals that
    match Fisher's exact or Blaker's exact tests", Biostatistics 11 (2010) 373-374.
    """
    refuse_unlike_sides(baseline, follow_up)
    graded = [sides for sides in zip(baseline, follow_up, strict=True) if any(sides)]
    if len(graded) == 1:
        return RankTest(1.0, exact=True)
    before, after = ([sides[place] for sides in graded] for place in (0, 1))
    # The smaller side has fewer allocations; choosing it also makes the test symmetric.
    own = min((sum(side), side) for side in (before, after))[1]
    totals = [one + other for one, other in graded]
    few = sum(totals) <= MAX_CASES
    if few and len(graded) == 2:
        return RankTest(_of_two_grades(*graded), exact=True)
    allocations = 1
    for choices in sorted(min(total, sum(own)) + 1 for total in totals)[:-1]:
        allocations *= choices
    if few and allocations <= MAX_ALLOCATIONS:
        return RankTest(_by_counting(totals, own), exact=True)
    return RankTest(_by_approximation(totals, own), exact=False)


def _of_two_grades(better: tuple[int, int], worse: tuple[int, int]) -> float:
    """Twice the probability of at least the difference seen, in its direction."""
    (one, two), (three, four) = better, worse
    if one * four == two * three:
        return 1.0
    if one * four < two * three:
        one, two, three, four = two, one, four, three
    margins = one + two, three + four, one + three, two + four
    # fsum, so that the order of sides and grades doesn't change the rounding.
    factorials = [lgamma(margin + 1) for margin in margins]
    factorials += [-lgamma(count + 1) for count in (one, two, three, four, sum(better + worse))]
    chance, total = exp(fsum(factorials)), 0.0
    # Further from even, each allocation is less likely than the one before.
    while chance > total * 1e-17:
        total += chance
        chance *= two * three / ((one + 1) * (four + 1))
        one, two, three, four = one + 1, two - 1, three - 1, four + 1
    return min(1.0, 2 * total)


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
    size, cases = sum(own), sum(totals)
    pairs = size * (cases - size)
    wins = doubled_wins([total - mine for total, mine in zip(totals, own, strict=True)], own)
    deviation = sqrt(pairs * even_variance(totals, cases))
    difference = max(0.0, (abs(wins - pairs) - 1) / 2)
    return erfc(difference / deviation / sqrt(2))


def _doubled_ranks(totals: Sequence[int]) -> list[int]:
    """Twice the mid-rank of each grade, apart from a constant; integers."""
    ranks: list[int] = []
    below = 0
    for total in totals:
        ranks.append(2 * below + total)
        below += total
    return ranks


def doubled_wins(baseline: Sequence[int], follow_up: Sequence[int]) -> int:
    """Twice the number of pairs that the follow-up wins; a tie counts as one."""
    worse = sum(baseline)
    wins = 0
    for before, after in zip(baseline, follow_up, strict=True):
        worse -= before
        wins += after * (2 * worse + before)
    return wins


def even_variance(totals: Sequence[int], cases: int) -> float:
    """The variance of the wins if the sides don't differ, divided by the number of pairs."""
    ties = sum(total**3 - total for total in totals) / (cases * (cases - 1))
    return (cases + 1 - ties) / 12


def refuse_unlike_sides(baseline: Sequence[int], follow_up: Sequence[int]) -> None:
    """Refuse sides that can't be compared.

    Raises:
        ncpi.errors.InvalidError: the sides have different grades, one has no case, or a count
            isn't a whole number from 0.
    """
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
