"""How the grades of case files changed, force by force."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ncpi.comparison import CaseAuditTest
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison.pairs import PairResult
from ncpi.model import GradeScale
from ncpi.model._shown import Shown
from ncpi.programme._case_grade_change import CaseGradeChange
from ncpi.programme._counts import Count, caveat_counts
from ncpi.programme._distribution import Distribution
from ncpi.programme._grade_distribution import grade_distribution
from ncpi.vocabulary import CaveatCode

__all__ = ["CaseGrades", "case_grades"]


@attrs.frozen(kw_only=True)
class CaseGrades(Shown):
    """How the grades of case files changed, pair by pair; nothing is pooled.

    Attributes:
        changes: one entry for every audited area of every compared pair.
        without_audits: the compared pairs of which neither report's audits are known here.
    """

    changes: tuple[CaseGradeChange, ...] = ()
    without_audits: tuple[str, ...] = ()

    @property
    def comparable(self) -> tuple[CaseGradeChange, ...]:
        """The entries whose two sides may be set against each other."""
        return tuple(change for change in self.changes if change.is_comparable)

    @property
    def apart(self) -> tuple[CaseGradeChange, ...]:
        """The others, each of which says why not."""
        return tuple(change for change in self.changes if not change.is_comparable)

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces with an audit on either side, in alphabetical order."""
        return tuple(
            sorted({change.pair.force for change in self.changes if change.pair.has_force})
        )

    @property
    def caveats(self) -> tuple[Count[CaveatCode], ...]:
        """How many of the comparable entries carry each caveat, their pair's included."""
        return caveat_counts(
            (*change.of.caveats, *change.pair_caveats) for change in self.comparable
        )

    def case_audit_tests(self) -> tuple[CaseAuditTest, ...]:
        """Every comparable entry with its verdict, which is slower to find.

        Raises:
            ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and
                there is enough to test.
        """
        return tuple(case_audit_test(change.of, change.pair_caveats) for change in self.comparable)

    def distribution(
        self, grade: str, *, scale: GradeScale | str | None = None, area: str | None = None
    ) -> Distribution:
        """How much the change in the share of *grade* differs between forces, in points.

        A force has one figure: that of the first follow-up of its earliest baseline among
        the pairs that may be compared in this area, on this scale. *scale* may be left out
        where all are on one; *area* None is all areas together. A force that was audited but
        of which no figure follows is listed as unknown: also where several of the inspectors'
        own audits share the area, since none of them is the force's figure. What forces
        graded themselves is left out, and counted as such.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade, there are several scales
                and none was named, or nothing was audited in this area.
        """
        return grade_distribution(self.changes, grade, scale, area)

    def label(self) -> str:
        return f"{len(self.comparable)} of {len(self.changes)} audited areas comparable"


def case_grades(pairs: Sequence[PairResult]) -> CaseGrades:
    """How the grades of case files changed in *pairs*."""
    compared = [(pair, pair.comparison) for pair in pairs if pair.comparison is not None]
    return CaseGrades(
        changes=tuple(
            CaseGradeChange(pair=pair, of=entry)
            for pair, comparison in compared
            for entry in comparison.case_audits
        ),
        without_audits=tuple(
            pair.label() for pair, comparison in compared if not comparison.case_audits
        ),
    )
