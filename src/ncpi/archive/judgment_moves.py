"""How the grades of topics moved, force by force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs

from ncpi import render
from ncpi.archive.counts import Count, caveat_counts
from ncpi.archive.pair_results import NO_FORCE, OF_NO_FORCE, PairResult
from ncpi.archive.phrases import caveats_table, pair_in_line
from ncpi.comparison import JudgmentComparison
from ncpi.errors import counted
from ncpi.model import GradeScale
from ncpi.render import Shown
from ncpi.vocabulary import CaveatCode, Comparability

__all__ = ["JudgmentMove", "JudgmentMoves", "StepsOnScale", "judgment_moves"]


@attrs.frozen(kw_only=True)
class JudgmentMove(Shown):
    """One topic's grades in one pair.

    Attributes:
        pair: the pair, which was compared.
        of: the grades, and whether they may be set against each other.
    """

    pair: PairResult
    of: JudgmentComparison

    @property
    def steps(self) -> int | None:
        """How many grades better, negative if worse; None if that isn't a force's own move."""
        return self.of.steps if self.pair.has_force else None

    def label(self) -> str:
        return f"{self.pair.label()}, {self.of.label()}"


class StepsOnScale(NamedTuple):
    """How many comparable entries on one scale moved which way.

    Attributes:
        scale: the scale that both sides are on.
        improved: how many are better by one grade or more.
        same: how many have the same grade.
        worse: how many are worse by one grade or more.
        forces: of how many forces these are.
    """

    scale: GradeScale
    improved: int
    same: int
    worse: int
    forces: int


@attrs.frozen(kw_only=True)
class JudgmentMoves(Shown):
    """How graded topics moved, pair by pair; grades on different scales stay apart.

    Attributes:
        moves: one entry for every graded topic of every compared pair.
    """

    moves: tuple[JudgmentMove, ...] = ()

    @property
    def comparable(self) -> tuple[JudgmentMove, ...]:
        """The entries of one force whose two sides may be set against each other."""
        return tuple(move for move in self.moves if move.steps is not None)

    @property
    def apart(self) -> tuple[JudgmentMove, ...]:
        """The others."""
        return tuple(move for move in self.moves if move.steps is None)

    @property
    def by_scale(self) -> tuple[StepsOnScale, ...]:
        """How many moved which way, each scale by itself, in the order of their keys."""
        found: dict[tuple[str, tuple[str, ...]], list[tuple[JudgmentMove, int, GradeScale]]] = {}
        for move in self.comparable:
            if move.of.baseline is not None and move.steps is not None:
                scale = move.of.baseline.scale
                found.setdefault(scale.identity, []).append((move, move.steps, scale))
        return tuple(
            StepsOnScale(
                scale=told[0][2],
                improved=sum(steps > 0 for _, steps, _ in told),
                same=sum(steps == 0 for _, steps, _ in told),
                worse=sum(steps < 0 for _, steps, _ in told),
                forces=len({move.pair.force for move, _, _ in told}),
            )
            for _, told in sorted(found.items())
        )

    @property
    def caveats(self) -> tuple[Count[CaveatCode], ...]:
        """How many of the comparable entries carry each caveat."""
        return caveat_counts(move.of.caveats for move in self.comparable)

    def label(self) -> str:
        told = counted(len(self.moves), "graded topic")
        return f"{len(self.comparable)} of {told} comparable"

    def describe(self) -> render.Sheet:
        title = f"How graded topics moved: {self.label()}"
        counts = [
            (told.scale.key, *map(str, (told.improved, told.same, told.worse, told.forces)))
            for told in self.by_scale
        ]
        apart = Counter(_why(move) for move in self.apart)
        return render.Sheet(
            title=title,
            tables=(
                render.Table(counts, ("scale", "improved", "same", "worse", "forces"), title),
                render.Table([_row(move) for move in self.comparable], _COLUMNS, "Force by force"),
                render.Table(
                    [(why, str(apart[why])) for why in sorted(apart)],
                    ("not set against each other", "graded topics"),
                ),
                caveats_table(self.caveats, "Caveats on those that are, of all of them"),
            ),
            notes=tuple(self._notes()),
        )

    def _notes(self) -> Iterator[str]:
        if self.comparable:
            yield (
                "An entry is one graded topic in one pair, so that a force with several pairs has "
                "several. How many moved which way isn't a share of forces, and grades on "
                "different scales are never counted together."
            )
        else:
            yield "No graded topic of any pair can be set against another."


_COLUMNS = ("", "topic", "before", "after", "grades better")


def _row(move: JudgmentMove) -> tuple[str, ...]:
    sides = [told for told in (move.of.baseline, move.of.follow_up) if told]
    before, after = (told.grade for told in sides)
    # By a crosswalk a topic may meet one of another name.
    topic = ", then ".join(dict.fromkeys(told.topic for told in sides))
    steps = f"{move.steps:+d}" if move.steps else "0"
    return pair_in_line(move.pair), topic, before, after, steps


def _why(move: JudgmentMove) -> str:
    if move.of.comparability is Comparability.COMPARABLE:
        return OF_NO_FORCE if move.pair.is_aside else NO_FORCE
    return move.of.comparability.value


def judgment_moves(pairs: Sequence[PairResult]) -> JudgmentMoves:
    """How the graded topics of *pairs* moved."""
    return JudgmentMoves(
        moves=tuple(
            JudgmentMove(pair=pair, of=entry)
            for pair in pairs
            if pair.comparison is not None
            for entry in pair.comparison.judgments
        )
    )
