"""How the grades of case files changed, force by force."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ncpi.comparison import CaseAuditTest
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison._counts import Count, caveat_counts
from ncpi.comparison.pairs import PairResult
from ncpi.model import GradeScale
from ncpi.model._shown import Several, Shown
from ncpi.programme._case_grade_change import CaseGradeChange
from ncpi.programme._distribution import Distribution
from ncpi.programme._grade_distribution import grade_distribution
from ncpi.vocabulary import CaveatCode

__all__ = ["CaseGrades", "case_grades"]


@attrs.frozen(kw_only=True)
class CaseGrades(Shown):
    """How the grades of case files changed, pair by pair; nothing is pooled.

    Attributes:
        changes: one entry for every audited area of every compared pair.
        without_audits: the compared pairs for which no audit of either report is listed.
    """

    changes: tuple[CaseGradeChange, ...] = ()
    without_audits: tuple[str, ...] = ()

    @property
    def comparable(self) -> tuple[CaseGradeChange, ...]:
        """The entries whose two sides can be compared."""
        return Several(change for change in self.changes if change.is_comparable)

    @property
    def not_comparable(self) -> tuple[CaseGradeChange, ...]:
        """The entries whose two sides can't be compared, each with the reason."""
        return Several(change for change in self.changes if not change.is_comparable)

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces with an audit on either side, in alphabetical order."""
        return tuple(
            sorted({change.pair.force for change in self.changes if change.pair.has_force})
        )

    @property
    def caveats(self) -> tuple[Count[CaveatCode], ...]:
        """How many of the comparable entries have each caveat, including those of their pairs."""
        return caveat_counts(
            (*change.entry.caveats, *change.pair_caveats) for change in self.comparable
        )

    def case_audit_tests(self) -> tuple[CaseAuditTest, ...]:
        """The test of every comparable entry, with its verdict; slower than the rest.

        Raises:
            ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and
                there are enough cases to test.
        """
        return Several(
            case_audit_test(change.entry, change.pair_caveats) for change in self.comparable
        )

    def distribution(
        self, grade: str, *, scale: GradeScale | str | None = None, area: str | None = None
    ) -> Distribution:
        """How much the change in the share of *grade* differs between forces, in points.

        Each force has one figure: that of the first follow-up of its earliest baseline among
        the pairs that can be compared in this area, on this scale. *scale* can be left out if
        there is only one; *area* None means all areas together. A force that was audited but
        has no figure is listed as unknown, including if several of the inspectors' own audits
        share the area. Forces' own grading is left out and counted separately.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade, there are several scales
                and none was given, or nothing was audited in this area.
        """
        return grade_distribution(self.changes, grade, scale, area)

    def label(self) -> str:
        return f"{len(self.comparable)} of {len(self.changes)} audited areas comparable"


def case_grades(pairs: Sequence[PairResult]) -> CaseGrades:
    """How the grades of case files changed in *pairs*."""
    compared = [(pair, pair.comparison) for pair in pairs if pair.comparison is not None]
    return CaseGrades(
        changes=tuple(
            CaseGradeChange(pair=pair, entry=entry)
            for pair, comparison in compared
            for entry in comparison.case_audits
        ),
        without_audits=tuple(
            pair.label() for pair, comparison in compared if not comparison.case_audits
        ),
    )
