"""What a comparison says of graded things: audits of case files, and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ncpi import fields
from ncpi.comparison.results import Caveat, caveats_gate, caveats_tuple
from ncpi.errors import Fault, InvalidError
from ncpi.model.grading import CaseAudit, Judgment
from ncpi.model.noun import Noun
from ncpi.vocabulary import Comparability

if TYPE_CHECKING:
    from ncpi.comparison.shifts import CaseAuditShift

__all__ = ["CaseAuditComparison", "JudgmentComparison"]


def _comparability_fault(
    comparability: Comparability,
    baseline: CaseAudit | Judgment | None,
    follow_up: CaseAudit | Judgment | None,
) -> Fault | None:
    """Why the two sides can't be what *comparability* says, or None if they can."""
    sides = (baseline is not None, follow_up is not None)
    wanted = {
        Comparability.COMPARABLE: [(True, True)],
        Comparability.BASELINE_ONLY: [(True, False)],
        Comparability.FOLLOW_UP_ONLY: [(False, True)],
        Comparability.NOT_COMPARABLE: [(True, True), (True, False), (False, True)],
    }
    message = None
    if sides not in wanted[comparability]:
        message = f"its sides aren't those of what is {comparability.value!r}"
    elif comparability is not Comparability.COMPARABLE or baseline is None or follow_up is None:
        return None
    elif not baseline.scale.is_same(follow_up.scale):
        message = f"{baseline.scale.key} and {follow_up.scale.key} are different scales"
    return Fault("comparability", "inconsistent", message) if message else None


@attrs.frozen(kw_only=True, repr=False)
class CaseAuditComparison(Noun):
    """How case grades stand in one area, before and after.

    Attributes:
        area: the area, or None for all areas together.
        comparability: whether the two sides may be set against each other.
        baseline: the baseline's audit, or None.
        follow_up: the follow-up's audit, or None.
        caveats: why this should be read with care. A small or targeted sample is always
            named here.
    """

    TAG = "case-audit-comparison"

    area: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    comparability: Comparability = attrs.field(validator=fields.member(Comparability))
    baseline: CaseAudit | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(CaseAudit))
    )
    follow_up: CaseAudit | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(CaseAudit))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def __attrs_post_init__(self) -> None:
        if fault := _comparability_fault(self.comparability, self.baseline, self.follow_up):
            raise InvalidError([fault], type(self).__name__)

    def change(self, grade: str) -> float | None:
        """By how much the share of *grade* is greater in the follow-up, from -1 to 1.

        None where the sides aren't comparable or a share isn't known. It is a difference
        of what was audited, not an estimate of a trend.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        if self.baseline is None or self.follow_up is None:
            return None
        if self.comparability is not Comparability.COMPARABLE:
            return None
        before, after = self.baseline.share(grade), self.follow_up.share(grade)
        return None if before is None or after is None else after - before

    @property
    def changes(self) -> tuple[tuple[str, float | None], ...]:
        """The change of each grade's share, in the scale's order; empty if not comparable."""
        if self.baseline is None or self.comparability is not Comparability.COMPARABLE:
            return ()
        return tuple((grade, self.change(grade)) for grade in self.baseline.scale.grades)

    def shift(self) -> CaseAuditShift:
        """The shares, the effect over all grades, and a verdict, with their uncertainty.

        Raises:
            ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and
                there is enough to test.
        """
        from ncpi.comparison.shifts import shift  # noqa: PLC0415 - it is made from this class

        return shift(self)

    def label(self) -> str:
        return f"{self.area or 'all areas'}: {self.comparability.value}"


@attrs.frozen(kw_only=True, repr=False)
class JudgmentComparison(Noun):
    """How the grade of one topic moved.

    Attributes:
        topic: the topic as the baseline names it, else as the follow-up does.
        comparability: whether the two grades may be set against each other.
        baseline: the baseline's judgment, or None.
        follow_up: the follow-up's judgment, or None.
        caveats: why this should be read with care.
    """

    TAG = "judgment-comparison"

    topic: str = attrs.field(validator=fields.name)
    comparability: Comparability = attrs.field(validator=fields.member(Comparability))
    baseline: Judgment | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(Judgment))
    )
    follow_up: Judgment | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(Judgment))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def __attrs_post_init__(self) -> None:
        if fault := _comparability_fault(self.comparability, self.baseline, self.follow_up):
            raise InvalidError([fault], type(self).__name__)

    @property
    def steps(self) -> int | None:
        """How many grades the follow-up is better; negative if worse; None if not comparable."""
        if self.baseline is None or self.follow_up is None:
            return None
        if self.comparability is not Comparability.COMPARABLE:
            return None
        return self.baseline.scale.steps(self.baseline.grade, self.follow_up.grade)

    def label(self) -> str:
        return f"{self.topic}: {self.comparability.value}"
