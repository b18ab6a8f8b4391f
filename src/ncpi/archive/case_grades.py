"""How the grades of case files moved, force by force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.caveat_counts import CaveatCount, caveat_counts
from ncpi.archive.grade_spread import grade_spread
from ncpi.archive.pair_results import NO_FORCE, PairResult
from ncpi.archive.spread import Spread
from ncpi.comparison import CaseAuditComparison, CaseAuditShift, Caveat, GradeShift
from ncpi.comparison.results import caveats_gate, caveats_tuple
from ncpi.comparison.shifts import grade_shifts, of_the_pair
from ncpi.model import GradeScale, Noun, PartialDate
from ncpi.model.dates import optional_partial_date, partial_date_gate
from ncpi.model.sources import texts
from ncpi.vocabulary import Comparability, Sampling

__all__ = ["CaseGrades", "GradeMove", "case_grades"]


@attrs.frozen(kw_only=True, repr=False)
class GradeMove(Noun):
    """One area's case audits in one pair.

    Attributes:
        baseline: the key of the earlier report.
        follow_up: the key of the later one.
        force: the bodies that both are about.
        baseline_published: when the earlier one was published; None if unknown.
        follow_up_published: when the later one was.
        aside: whether the pair stands for no force: either is a thematic report on several
            bodies, or nothing says that the one follows the other.
        of: the audits, and whether they may be set against each other.
        pair_caveats: what to bear in mind on the pair as a whole.
    """

    TAG = "grade-move"

    baseline: str = attrs.field(validator=fields.name)
    follow_up: str = attrs.field(validator=fields.name)
    force: str = attrs.field(validator=fields.text)
    of: CaseAuditComparison = attrs.field(validator=fields.instance(CaseAuditComparison))
    baseline_published: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    follow_up_published: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    aside: bool = attrs.field(default=False, validator=fields.truth)
    pair_caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    @property
    def is_comparable(self) -> bool:
        """Whether the two sides may be set against each other."""
        return self.of.comparability is Comparability.COMPARABLE

    @property
    def scale(self) -> GradeScale | None:
        """The scale of both sides; None where they may not be set against each other."""
        return self.of.baseline.scale if self.of.baseline and self.is_comparable else None

    @property
    def sampling(self) -> str:
        """How the files were chosen or who graded them, on either side."""
        told = (audit.sampling.value for audit in (self.of.baseline, self.of.follow_up) if audit)
        return " before, then ".join(dict.fromkeys(told))

    @property
    def is_self_assessed(self) -> bool:
        """Whether the force graded either side itself: its own claim, not a finding."""
        audits = (self.of.baseline, self.of.follow_up)
        return any(audit.sampling is Sampling.SELF_ASSESSED for audit in audits if audit)

    @property
    def may_stand(self) -> bool:
        """Whether it may stand for its force in `CaseGrades.spread`, if its pair is the first."""
        apart = self.aside or self.is_self_assessed or self.force == NO_FORCE
        return self.is_comparable and not apart

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
        return of_the_pair(self.of.shift(), self.pair_caveats)

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
    """

    TAG = "case-grades"

    moves: tuple[GradeMove, ...] = attrs.field(
        default=(), converter=_moves, validator=fields.each(fields.instance(GradeMove))
    )
    without_audits: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
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
        told = {move.force for move in self.moves if not move.aside} - {NO_FORCE}
        return tuple(sorted(told))

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
        the pairs that may be compared in this area, on this scale. *scale* may be left out
        where all are on one; *area* None is all areas together. A force that was audited but
        of which no figure follows is listed as unknown: also where several of the inspectors'
        own audits share the area, since none of them is the force's figure. What forces
        graded themselves is left out, and counted as such.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade, or there are several
                scales and none was named.
        """
        return grade_spread(self.moves, grade, scale, area)

    def label(self) -> str:
        return f"{len(self.comparable)} of {len(self.moves)} audited areas comparable"

    def describe(self) -> render.Sheet:
        from ncpi.archive.grades_view import grades_sheet  # noqa: PLC0415 - it shows this

        return grades_sheet(self)


def case_grades(pairs: Sequence[PairResult]) -> CaseGrades:
    """How the grades of case files moved in *pairs*."""
    compared = [(pair, pair.comparison) for pair in pairs if pair.comparison is not None]
    return CaseGrades(
        moves=[
            GradeMove(
                baseline=pair.baseline.key,
                follow_up=pair.follow_up.key,
                force=pair.force,
                baseline_published=pair.baseline.published,
                follow_up_published=pair.follow_up.published,
                aside=pair.is_aside,
                of=entry,
                pair_caveats=comparison.caveats,
            )
            for pair, comparison in compared
            for entry in comparison.case_audits
        ],
        without_audits=[
            pair.label() for pair, comparison in compared if not comparison.case_audits
        ],
    )
