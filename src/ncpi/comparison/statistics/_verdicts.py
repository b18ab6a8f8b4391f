"""The verdict on two samples, and whether one case file would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ncpi.comparison.statistics._effect import EVEN, superiority, superiority_interval
from ncpi.comparison.statistics._rank_test import SIGNIFICANCE, RankTest, rank_test
from ncpi.comparison.statistics._shares import reaching
from ncpi.vocabulary import Verdict

__all__ = ["FEWEST_CASES", "Reading", "other_verdicts", "read"]

FEWEST_CASES = 20
"""With fewer audited cases than this on either side, nothing is concluded.

This is ncpi's convention: in a smaller sample, one case file is more than five percentage
points.
"""


class Reading(NamedTuple):
    """The result for two sides that are graded on one scale.

    Attributes:
        verdict: the verdict, by the rule of `read`.
        effect: `superiority` and the ends of its interval, extended to one half if the test
            doesn't show a difference; None if there are too few cases.
        test: the permutation test; None if there are too few cases.
    """

    verdict: Verdict
    effect: tuple[float, float, float] | None = None
    test: RankTest | None = None

    @property
    def is_mixed(self) -> bool:
        """Whether grades changed by more than chance explains, but for neither better nor worse."""
        unclear = self.verdict is Verdict.NO_CLEAR_CHANGE
        return unclear and self.test is not None and self.test.p_value <= SIGNIFICANCE


def read(baseline: Sequence[int], follow_up: Sequence[int]) -> Reading:
    """The verdict, effect and test for two sides, each given from best grade to worst.

    1. If either side has fewer than `FEWEST_CASES` cases, the verdict is "too few to say".
    2. The interval of the effect is never surer than the test: if the p-value is above
       `SIGNIFICANCE`, it is extended to contain one half.
    3. The verdict is "better" if the whole interval is above one half, "worse" if the whole
       interval is below.
    4. Otherwise it is "no clear change", which doesn't mean "no change".

    If two grades occur, the p-value is at most `SIGNIFICANCE` exactly where the interval
    excludes one half, which is where `difference_interval` excludes zero. A case graded better
    in the follow-up never makes the verdict worse, nor does a good case more or a bad case
    fewer. (Every pair of sides of up to 12 cases, and every pair of 20 to 60, was tried.)

    If more occur, the p-value can be small although the interval contains one half: the test
    responds to any difference, including grades that moved to both ends. Such a result shows
    that grades changed, not that they are better or worse.

    `other_verdicts` shows whether one case file could change the verdict.

    Raises:
        ncpi.errors.InvalidError: as for `ncpi.comparison.statistics.superiority`.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and more than two
            grades occur.
    """
    if _too_few(baseline, follow_up):
        return Reading(Verdict.TOO_FEW)
    test = rank_test(baseline, follow_up)
    low, high = reaching(EVEN, superiority_interval(baseline, follow_up), test)
    return Reading(_verdict(low, high), (superiority(baseline, follow_up), low, high), test)


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
    interval = superiority_interval(baseline, follow_up)
    if _verdict(*interval) is Verdict.NO_CLEAR_CHANGE:
        return Verdict.NO_CLEAR_CHANGE
    return _verdict(*reaching(EVEN, interval, rank_test(baseline, follow_up)))


def _verdict(low: float, high: float) -> Verdict:
    if low <= EVEN <= high:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.BETTER if low > EVEN else Verdict.WORSE


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
