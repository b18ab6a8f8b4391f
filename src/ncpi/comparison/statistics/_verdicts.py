"""The verdict in plain words, and whether a single case file would turn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ncpi.comparison.statistics._ranks import (
    RankTest,
    rank_test,
    superiority,
    superiority_interval,
)
from ncpi.vocabulary import Verdict

__all__ = ["FEWEST_CASES", "SIGNIFICANCE", "Reading", "other_verdicts", "read"]

FEWEST_CASES = 20
"""Below so many audited cases on either side nothing is concluded.

It is ncpi's convention: in a smaller sample a single case file is more than five points of
a share.
"""
SIGNIFICANCE = 0.05
"""The greatest p-value with which a change is called better or worse."""

_EVEN = 0.5


class Reading(NamedTuple):
    """What two sides, graded on one scale, say.

    Attributes:
        verdict: by the rule of `read`.
        effect: `superiority`, and its interval; None where there are too few cases.
        test: the permutation test; None likewise.
    """

    verdict: Verdict
    effect: tuple[float, float, float] | None = None
    test: RankTest | None = None


def read(baseline: Sequence[int], follow_up: Sequence[int]) -> Reading:
    """What the grades of two sides say, each given from best to worst.

    1. Fewer than `FEWEST_CASES` cases on either side: "too few to say".
    2. Otherwise "better" or "worse", if two things hold: the test gives a p-value of at
       most `SIGNIFICANCE`, and the whole interval of the effect lies on that side of one
       half. The test alone isn't enough: it answers to any difference, also to grades that
       moved to both ends.
    3. Otherwise "no clear change", which isn't "no change".

    A verdict that one case file could turn should say so: see `other_verdicts`.

    Raises:
        ncpi.errors.InvalidError: as for `ncpi.comparison.statistics.superiority`.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``).
    """
    if _too_few(baseline, follow_up):
        return Reading(Verdict.TOO_FEW)
    low, high = superiority_interval(baseline, follow_up)
    test = rank_test(baseline, follow_up)
    verdict = _verdict(low, high, test.p_value)
    return Reading(verdict, (superiority(baseline, follow_up), low, high), test)


def other_verdicts(baseline: Sequence[int], follow_up: Sequence[int]) -> tuple[Verdict, ...]:
    """The other verdicts that one case file would lead to; none where the verdict is firm.

    Tried on either side: one case graded otherwise, one left out, one more.

    Raises:
        ncpi.errors.InvalidError: as for `ncpi.comparison.statistics.superiority`.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``).
    """
    here = _verdict_on(baseline, follow_up)
    there = {_verdict_on(near, follow_up) for near in _one_case_away(baseline)}
    there |= {_verdict_on(baseline, near) for near in _one_case_away(follow_up)}
    return tuple(verdict for verdict in Verdict if verdict in there - {here})


def _too_few(baseline: Sequence[int], follow_up: Sequence[int]) -> bool:
    return min(sum(baseline), sum(follow_up)) < FEWEST_CASES


def _verdict_on(baseline: Sequence[int], follow_up: Sequence[int]) -> Verdict:
    """The verdict alone, without a test where its result can't matter."""
    if _too_few(baseline, follow_up):
        return Verdict.TOO_FEW
    low, high = superiority_interval(baseline, follow_up)
    if low <= _EVEN <= high:
        return Verdict.NO_CLEAR_CHANGE
    return _verdict(low, high, rank_test(baseline, follow_up).p_value)


def _verdict(low: float, high: float, p_value: float) -> Verdict:
    if p_value > SIGNIFICANCE or low <= _EVEN <= high:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.BETTER if low > _EVEN else Verdict.WORSE


def _one_case_away(side: Sequence[int]) -> Iterator[list[int]]:
    """Every side that differs in one case file."""
    for place, count in enumerate(side):
        yield _with(side, place, 1)
        if count:
            yield _with(side, place, -1)
            for other in range(len(side)):
                if other != place:
                    yield _with(_with(side, place, -1), other, 1)


def _with(side: Sequence[int], place: int, more: int) -> list[int]:
    return [count + more if at == place else count for at, count in enumerate(side)]
