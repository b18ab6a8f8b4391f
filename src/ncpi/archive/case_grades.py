"""How the grades of case files moved, force by force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.caveat_counts import CaveatCount, caveat_counts
from ncpi.archive.one_each import first_of_each
from ncpi.archive.pair_results import PairResult
from ncpi.archive.spread import Spread, SpreadValue
from ncpi.comparison import CaseAuditComparison, CaseAuditShift, Caveat, GradeShift
from ncpi.comparison.results import caveats_gate, caveats_tuple
from ncpi.comparison.shifts import grade_shifts
from ncpi.errors import Fault, InvalidError
from ncpi.model import GradeScale, Noun
from ncpi.model.sources import texts
from ncpi.vocabulary import Comparability

__all__ = ["CaseGrades", "GradeMove", "case_grades"]


@attrs.frozen(kw_only=True, repr=False)
class GradeMove(Noun):
    """One area's case audits in one pair.

    Attributes:
        baseline: the key of the earlier report.
        follow_up: the key of the later one.
        force: the bodies that both are about.
        of: the audits, and whether they may be set against each other.
        stands: whether the pair is the one that stands for its force in `CaseGrades.spread`.
        pair_caveats: what to bear in mind on the pair as a whole.
    """

    TAG = "grade-move"

    baseline: str = attrs.field(validator=fields.name)
    follow_up: str = attrs.field(validator=fields.name)
    force: str = attrs.field(validator=fields.text)
    of: CaseAuditComparison = attrs.field(validator=fields.instance(CaseAuditComparison))
    stands: bool = attrs.field(default=False, validator=fields.truth)
    pair_caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    @property
    def is_comparable(self) -> bool:
        """Whether the two sides may be set against each other."""
        return self.of.comparability is Comparability.COMPARABLE

    @property
    def grades(self) -> tuple[GradeShift, ...]:
        """The share of each grade, the change, and their 95% intervals; needs no extra."""
        return grade_shifts(self.of)

    def shift(self) -> CaseAuditShift:
        """The same with a verdict, which is slower to find.

        Raises:
            ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and
                there is enough to test.
        """
        return self.of.shift()

    def label(self) -> str:
        return f"{self.baseline} and {self.follow_up}, {self.of.label()}"


def _moves(value: Iterable[GradeMove]) -> tuple[GradeMove, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class CaseGrades(Noun):
    """How the grades of case files moved, pair by pair; nothing is pooled.

    Attributes:
        moves: one entry for every audited area of every compared pair.
        without_audits: the compared pairs of which neither report's audits are known here.
        unordered: the forces with several comparable pairs of which the dates can't tell
            the first, so that none stands for the force.
    """

    TAG = "case-grades"

    moves: tuple[GradeMove, ...] = attrs.field(
        default=(), converter=_moves, validator=fields.each(fields.instance(GradeMove))
    )
    without_audits: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )
    unordered: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.text)
    )

    @property
    def comparable(self) -> tuple[GradeMove, ...]:
        """The entries whose two sides may be set against each other."""
        return tuple(move for move in self.moves if move.is_comparable)

    @property
    def apart(self) -> tuple[GradeMove, ...]:
        """The others, each of which says why not."""
        return tuple(move for move in self.moves if not move.is_comparable)

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces with an audit on either side, in alphabetical order."""
        return tuple(sorted({move.force for move in self.moves}))

    @property
    def caveats(self) -> tuple[CaveatCount, ...]:
        """How many of the comparable entries carry each caveat, their pair's included."""
        return caveat_counts((*move.of.caveats, *move.pair_caveats) for move in self.comparable)

    def shifts(self) -> tuple[CaseAuditShift, ...]:
        """Every comparable entry with its verdict, which is slower to find.

        Raises:
            ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and
                there is enough to test.
        """
        return tuple(move.shift() for move in self.comparable)

    def spread(
        self, grade: str, *, scale: GradeScale | None = None, area: str | None = None
    ) -> Spread:
        """How much the change in the share of *grade* differs between forces, in points.

        A force has one figure: that of the first follow-up of its earliest baseline among
        the pairs that may be compared in this area. *scale* may be left out where all are
        on one; *area* None is all areas together. A force that was audited but of which
        no figure follows is listed as unknown.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade, or there are several
                scales and none was named.
        """
        moves = [move for move in self.moves if _same(move.of.area, area)]
        scales = _scales(moves)
        if scale is None:
            scale = _only(scales)
        if scale is None:
            return Spread(of=f"change in the share of {grade}", unit="points")
        name = scale.grade(grade)
        values = {force: SpreadValue(force=force, note=why) for force, why in self._why(moves)}
        for move in moves:
            if move.stands and move.of.baseline and move.of.baseline.scale.is_same(scale):
                values[move.force] = _figure(move, name)
        ordered = [values[force] for force in sorted(values)]
        return Spread(of=f"change in the share of {name}", unit="points", values=ordered)

    def _why(self, moves: Iterable[GradeMove]) -> Iterable[tuple[str, str]]:
        """Why no figure follows, unless one does."""
        apart = set(self.unordered)
        for move in moves:
            if move.force in apart:
                yield move.force, "several pairs, of which the dates can't tell the first"
            else:
                yield move.force, move.of.comparability.value

    def label(self) -> str:
        return f"{len(self.comparable)} of {len(self.moves)} audited areas comparable"

    def describe(self) -> render.Sheet:
        from ncpi.archive.programme_view import grades_sheet  # noqa: PLC0415 - it shows this

        return grades_sheet(self)


def _figure(move: GradeMove, grade: str) -> SpreadValue:
    for one in move.grades:
        if one.grade == grade and one.difference is not None:
            return SpreadValue(force=move.force, value=100 * one.difference.value)
    return SpreadValue(force=move.force, note="a count isn't known")


def _scales(moves: Iterable[GradeMove]) -> list[GradeScale]:
    found: list[GradeScale] = []
    for move in moves:
        if move.is_comparable and move.of.baseline is not None:
            scale = move.of.baseline.scale
            if not any(scale.is_same(known) for known in found):
                found.append(scale)
    return found


def _only(scales: Sequence[GradeScale]) -> GradeScale | None:
    if len(scales) > 1:
        keys = ", ".join(scale.key for scale in scales)
        message = f"the audits are graded on several scales: {keys}"
        raise InvalidError([Fault("scale", "inconsistent", message, "", "Name one")], "spread")
    return scales[0] if scales else None


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.casefold() == other.casefold()


def case_grades(pairs: Sequence[PairResult]) -> CaseGrades:
    """How the grades of case files moved in *pairs*."""
    compared = [pair for pair in pairs if pair.comparison is not None]
    audited = [pair for pair in compared if _is_comparable(pair)]
    first = first_of_each(audited)
    standing = {audited[place].keys for place in first.places}
    return CaseGrades(
        moves=[
            GradeMove(
                baseline=pair.baseline.key,
                follow_up=pair.follow_up.key,
                force=pair.force,
                of=entry,
                stands=pair.keys in standing and entry.comparability is Comparability.COMPARABLE,
                pair_caveats=pair.comparison.caveats,
            )
            for pair in compared
            if pair.comparison is not None
            for entry in pair.comparison.case_audits
        ],
        without_audits=[
            pair.label() for pair in compared if pair.comparison and not pair.comparison.case_audits
        ],
        unordered=first.unordered,
    )


def _is_comparable(pair: PairResult) -> bool:
    entries = pair.comparison.case_audits if pair.comparison else ()
    return any(entry.comparability is Comparability.COMPARABLE for entry in entries)
