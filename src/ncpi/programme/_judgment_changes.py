"""How the grades of topics changed, force by force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from ncpi.comparison import JudgmentComparison
from ncpi.comparison._counts import Count, caveat_counts
from ncpi.comparison.pairs import PairResult
from ncpi.errors import counted
from ncpi.model import GradeScale
from ncpi.model._shown import Several, Shown
from ncpi.vocabulary import CaveatCode

__all__ = ["ChangesOnScale", "JudgmentChange", "JudgmentChanges", "judgment_changes"]


@attrs.frozen(kw_only=True)
class JudgmentChange(Shown):
    """One topic's grades in one pair.

    Attributes:
        pair: the pair, which was compared.
        entry: the grades, and whether they are comparable.
    """

    pair: PairResult
    entry: JudgmentComparison

    @property
    def steps(self) -> int | None:
        """How many grades better; negative if worse; None if not comparable or not of a force."""
        return self.entry.steps if self.pair.has_force else None

    def label(self) -> str:
        return f"{self.pair.label()}, {self.entry.label()}"


class ChangesOnScale(NamedTuple):
    """How many comparable entries on one scale improved, stayed the same or got worse.

    Attributes:
        scale: the scale of both sides.
        improved: how many are better by one grade or more.
        same: how many have the same grade.
        worse: how many are worse by one grade or more.
        forces: the number of forces.
    """

    scale: GradeScale
    improved: int
    same: int
    worse: int
    forces: int


@attrs.frozen(kw_only=True)
class JudgmentChanges(Shown):
    """How graded topics changed, pair by pair; grades on different scales are kept separate.

    Attributes:
        changes: one entry for every graded topic of every compared pair.
    """

    changes: tuple[JudgmentChange, ...] = ()

    @property
    def comparable(self) -> tuple[JudgmentChange, ...]:
        """The entries that are of one force and whose two sides can be compared."""
        return Several(change for change in self.changes if change.steps is not None)

    @property
    def excluded(self) -> tuple[JudgmentChange, ...]:
        """The entries that aren't `comparable`."""
        return Several(change for change in self.changes if change.steps is None)

    @property
    def by_scale(self) -> tuple[ChangesOnScale, ...]:
        """How many improved, stayed the same or got worse on each scale, by the scale's key."""
        found: dict[tuple[str, tuple[str, ...]], list[tuple[JudgmentChange, int, GradeScale]]] = {}
        for change in self.comparable:
            if change.entry.baseline is not None and change.steps is not None:
                scale = change.entry.baseline.scale
                found.setdefault(scale.identity, []).append((change, change.steps, scale))
        return Several(
            ChangesOnScale(
                scale=entry[0][2],
                improved=sum(steps > 0 for _, steps, _ in entry),
                same=sum(steps == 0 for _, steps, _ in entry),
                worse=sum(steps < 0 for _, steps, _ in entry),
                forces=len({change.pair.force for change, _, _ in entry}),
            )
            for _, entry in sorted(found.items())
        )

    @property
    def caveats(self) -> tuple[Count[CaveatCode], ...]:
        """How many of the comparable entries have each caveat."""
        return caveat_counts(change.entry.caveats for change in self.comparable)

    def label(self) -> str:
        number = counted(len(self.changes), "graded topic")
        return f"{len(self.comparable)} of {number} comparable"


def judgment_changes(pairs: Sequence[PairResult]) -> JudgmentChanges:
    """How the graded topics of *pairs* changed."""
    return JudgmentChanges(
        changes=tuple(
            JudgmentChange(pair=pair, entry=entry)
            for pair in pairs
            if pair.comparison is not None
            for entry in pair.comparison.judgments
        )
    )
