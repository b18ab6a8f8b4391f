"""The verdict on two samples, and whether one case file would change it."""

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
"""With fewer audited cases than this on either side, nothing is concluded.

This is ncpi's convention: in a smaller sample, one case file is more than five percentage
points.
"""
SIGNIFICANCE = 0.05
"""The greatest p-value at which a change is called better or worse."""

_EVEN = 0.5


class Reading(NamedTuple):
    """The result for two sides that are graded on one scale.

    Attributes:
        verdict: the verdict, by the rule of `read`.
        effect: `superiority` and the ends of its interval; None if there are too few cases.
        test: the permutation test; None if there are too few cases.
    """

    verdict: Verdict
    effect: tuple[float, float, float] | None = None
    test: RankTest | None = None


def read(baseline: Sequence[int], follow_up: Sequence[int]) -> Reading:
    """The verdict, effect and test for two sides, each given from best grade to worst.

    1. If either side has fewer than `FEWEST_CASES` cases, the verdict is "too few to say".
    2. Otherwise it is "better" or "worse" if the p-value of the test is at most
       `SIGNIFICANCE` and the whole interval of the effect is above or below one half. The
       test alone isn't enough, because it responds to any difference, including grades that
       moved to both ends.
    3. Otherwise it is "no clear change", which doesn't mean "no change".

    `other_verdicts` shows whether one case file could change the verdict.

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
    """The other verdicts that one case file could change it to; empty if the verdict is firm.

    On each side it tries one case graded differently, one case fewer and one more.

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
    """The verdict alone; the test is skipped if it can't change the verdict."""
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
    """Every side that differs by one case file."""
    for place, count in enumerate(side):
        yield _with(side, place, 1)
        if count:
            yield _with(side, place, -1)
            for other in range(len(side)):
                if other != place:
                    yield _with(_with(side, place, -1), other, 1)


def _with(side: Sequence[int], place: int, more: int) -> list[int]:
    return [count + more if at == place else count for at, count in enumerate(side)]
