"""All grades at once: is a case of the follow-up graded better than one of the baseline?

A side is how many cases got each grade, from the best grade to the worst. Grades have an
order but no distances, so what is counted is who would win if a case were drawn at random
from either side, and the test asks how often chance alone would deal the same files as
unevenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from ncpi.comparison.statistics._shares import Z
from ncpi.errors import Fault, InvalidError, MissingExtraError
from ncpi.fields import whole

__all__ = [
    "MOST_CASES",
    "MOST_DEALS",
    "RankTest",
    "rank_test",
    "superiority",
    "superiority_interval",
]

MOST_DEALS = 200_000
"""Up to so many ways of dealing the grades to the two sides, the test counts them all."""
MOST_CASES = 1_000_000
"""Up to so many cases on both sides together, the test counts all deals."""

_ADDED = 2


def superiority(baseline: Sequence[int], follow_up: Sequence[int]) -> float:
    """How probable it is that a follow-up case is graded better than a baseline case.

    Both are drawn at random from those audited; half of the ties count. It is 0.5 where
    neither side is better.

    Raises:
        ncpi.errors.InvalidError: sides of different length, a count below zero, or a side
            without any case.

    Source: H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables
    is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947);
    U divided by the product of the sizes.
    """
    _refuse_unlike_sides(baseline, follow_up)
    return _doubled_wins(baseline, follow_up) / (2 * sum(baseline) * sum(follow_up))


def superiority_interval(baseline: Sequence[int], follow_up: Sequence[int]) -> tuple[float, float]:
    """From where to where `superiority` may be, with 95% confidence.

    It is a score interval, as Wilson's is of a share: every value from which the sample's
    lies at most `Z` standard errors away, by the variance that goes with that value. Of two
    variances the greater is taken: that of the sample, and that of sides which don't differ.
    So it is never surer of a difference than the test with mid-ranks is, up to the test's
    own approximation. The sample's variance counts two more cases on each side, spread evenly
    over the grades, so that grades which nobody got don't make it zero.

    Raises:
        ncpi.errors.InvalidError: as for `superiority`.

    Source: the interval after M. Halperin, M. I. Hamdy and P. F. Thall, "Distribution-free
    confidence intervals for a parameter of Wilcoxon-Mann-Whitney type for ordered categories
    and progressive censoring", Biometrics 45 (1989) 509-521; the sample's variance that of
    E. Brunner and U. Munzel, "The nonparametric Behrens-Fisher problem", Biometrical Journal
    42 (2000) 17-25. The greater of the two and the added cases are ncpi's choice; how
    often the interval covers the truth is given on the page about the four real pairs.
    """
    value = superiority(baseline, follow_up)
    spread = Z * Z * max(_even_factor(baseline, follow_up), _sample_factor(baseline, follow_up))
    middle = value + spread / 2
    reach = sqrt(spread * value * (1 - value) + spread * spread / 4)
    # At either end the formula gives the end itself, but for the last digit of its sum.
    low = 0.0 if value == 0 else min(value, (middle - reach) / (1 + spread))
    high = 1.0 if value == 1 else max(value, (middle + reach) / (1 + spread))
    return low, high


def _even_factor(baseline: Sequence[int], follow_up: Sequence[int]) -> float:
    """The variance between sides that don't differ, in parts of its greatest, one quarter."""
    cases = sum(baseline) + sum(follow_up)
    togethers = [one + other for one, other in zip(baseline, follow_up, strict=True)]
    return 4 * _even_variance(togethers, cases) / (sum(baseline) * sum(follow_up))


def _even_variance(togethers: Sequence[int], cases: int) -> float:
    """Of the wins between sides that don't differ, in parts of the number of pairs."""
    ties = sum(together**3 - together for together in togethers) / (cases * (cases - 1))
    return (cases + 1 - ties) / 12


def _sample_factor(baseline: Sequence[int], follow_up: Sequence[int]) -> float:
    """The sample's variance in parts of what is possible at its own effect."""
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
    """Brunner and Munzel's, from the share of each grade on either side."""
    total = 0.0
    for own, other, size in ((before, after, sizes[0]), (after, before, sizes[1])):
        wins = _wins_by_grade(other)
        mean = sum(part * won for part, won in zip(own, wins, strict=True))
        square = sum(part * (won - mean) ** 2 for part, won in zip(own, wins, strict=True))
        total += square / max(size - 1, 1)
    return total


def _wins_by_grade(other: Sequence[float]) -> list[float]:
    """How probably a case of each grade is graded better than one of *other*; half for ties."""
    worse = sum(other)
    wins: list[float] = []
    for part in other:
        worse -= part
        wins.append(worse + part / 2)
    return wins


class RankTest(NamedTuple):
    """What a test of "neither side is graded better" gave.

    Attributes:
        p_value: how often chance alone, dealing the same grades to sides of the same size,
            would part them at least so much, in either direction.
        exact: whether every deal was counted; otherwise it is the normal approximation.
    """

    p_value: float
    exact: bool


def rank_test(baseline: Sequence[int], follow_up: Sequence[int]) -> RankTest:
    """Whether chance alone may have parted the two sides: a permutation test on mid-ranks.

    Every way of dealing the grades to the two sides is counted with its probability, up to
    `MOST_DEALS` of them; nothing is drawn at random. Beyond that the normal approximation
    stands in, corrected for ties and continuity.

    Raises:
        ncpi.errors.InvalidError: as for `superiority`.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``).

    Source: the Wilcoxon-Mann-Whitney test with mid-ranks, as E. L. Lehmann gives it in
    "Nonparametrics: statistical methods based on ranks" (1975), chapter 1, section 4.
    """
    _refuse_unlike_sides(baseline, follow_up)
    # The smaller side, so that there are fewer deals and swapping changes nothing.
    part = min((sum(baseline), list(baseline)), (sum(follow_up), list(follow_up)))[1]
    graded = [(one + other, own) for one, other, own in zip(baseline, follow_up, part, strict=True)]
    graded = [(together, own) for together, own in graded if together]
    if len(graded) == 1:
        return RankTest(1.0, exact=True)
    togethers = [together for together, _ in graded]
    most = sorted(min(together, sum(part)) + 1 for together in togethers)
    deals = 1
    for choices in most[:-1]:
        deals *= choices
    own = [count for _, count in graded]
    if deals <= MOST_DEALS and sum(togethers) <= MOST_CASES:
        return RankTest(_by_counting(togethers, own), exact=True)
    return RankTest(_by_approximation(togethers, own), exact=False)


def _by_counting(togethers: Sequence[int], own: Sequence[int]) -> float:
    """The probability of all deals that part the sides as much as *own* does."""
    try:
        import numpy as np  # noqa: PLC0415 - comes with SciPy, which few calls need
        from scipy.special import gammaln  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise MissingExtraError("stats", "scipy") from error
    size, cases = sum(own), sum(togethers)
    # The grade that most cases got takes what the others leave.
    order = sorted(range(len(own)), key=lambda place: togethers[place])
    scores = np.asarray(_doubled_ranks(togethers), dtype=np.int64)[order]
    margins = np.asarray(togethers, dtype=np.int64)[order]
    free = np.indices([min(int(margin), size) + 1 for margin in margins[:-1]], dtype=np.int64)
    dealt = free.reshape(len(own) - 1, -1)
    rest = size - dealt.sum(axis=0)
    possible = (rest >= 0) & (rest <= margins[-1])
    dealt = np.vstack([dealt, rest])[:, possible]
    # In whole numbers, so that deals which part the sides alike are seen to do so.
    expected = size * int(scores @ margins)
    parted = np.abs(cases * (scores @ dealt) - expected)
    seen = abs(cases * int(scores @ np.asarray(own, dtype=np.int64)[order]) - expected)
    above = margins[:, None]
    weights = gammaln(above + 1) - gammaln(dealt + 1) - gammaln(above - dealt + 1)
    chances = weights.sum(axis=0)
    chances = np.exp(chances - chances.max())
    return float(min(1.0, chances[parted >= seen].sum() / chances.sum()))


def _by_approximation(togethers: Sequence[int], own: Sequence[int]) -> float:
    """The probability of parting the sides as much, by the normal approximation."""
    try:
        from scipy.special import erfc  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise MissingExtraError("stats", "scipy") from error
    size, cases = sum(own), sum(togethers)
    pairs = size * (cases - size)
    wins = _doubled_wins(
        [together - mine for together, mine in zip(togethers, own, strict=True)], own
    )
    deviation = sqrt(pairs * _even_variance(togethers, cases))
    apart = max(0.0, (abs(wins - pairs) - 1) / 2)
    return float(erfc(apart / deviation / sqrt(2)))


def _doubled_ranks(togethers: Sequence[int]) -> list[int]:
    """Twice the mid-rank of each grade, but for a constant; whole numbers."""
    ranks: list[int] = []
    below = 0
    for together in togethers:
        ranks.append(2 * below + together)
        below += together
    return ranks


def _doubled_wins(baseline: Sequence[int], follow_up: Sequence[int]) -> int:
    """How many pairs the follow-up wins, twice; a tie counts one."""
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
