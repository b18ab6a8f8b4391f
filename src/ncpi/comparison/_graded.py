"""The entries of a comparison for audits of case files and graded topics."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat
from ncpi.comparison._grade_shares import GradeChange, grade_change
from ncpi.errors import Fault
from ncpi.fields import Name
from ncpi.model.grading import CaseAudit, GradeScale, Judgment
from ncpi.model.record import Record
from ncpi.vocabulary import CaveatCode, Comparability

__all__ = ["CaseAuditComparison", "JudgmentComparison", "scale_caveat"]


def _comparability_fault(
    comparability: Comparability,
    baseline: CaseAudit | Judgment | None,
    follow_up: CaseAudit | Judgment | None,
) -> Fault | None:
    """Why the two sides contradict *comparability*, or None if they don't."""
    sides = (baseline is not None, follow_up is not None)
    wanted = {
        Comparability.COMPARABLE: [(True, True)],
        Comparability.BASELINE_ONLY: [(True, False)],
        Comparability.FOLLOW_UP_ONLY: [(False, True)],
        Comparability.NOT_COMPARABLE: [(True, True), (True, False), (False, True)],
    }
    message = None
    if sides not in wanted[comparability]:
        message = f"its sides don't fit {comparability.value!r}"
    elif comparability is not Comparability.COMPARABLE or baseline is None or follow_up is None:
        return None
    elif not baseline.scale.is_same(follow_up.scale):
        message = f"{baseline.scale.key} and {follow_up.scale.key} are different scales"
    return Fault("comparability", "inconsistent", message) if message else None


def scale_caveat(baseline: GradeScale, follow_up: GradeScale) -> Caveat:
    """That the two sides were graded on different scales."""
    text = f"graded on {baseline.key} before, on {follow_up.key} after"
    return Caveat(code=CaveatCode.DIFFERENT_SCALE, text=text)


@attrs.frozen(kw_only=True, repr=False)
class CaseAuditComparison(Record):
    """Case grades in one area, before and after.

    Attributes:
        area: the area, or None for all areas together.
        comparability: whether the two sides can be compared.
        baseline: the baseline's audit, or None.
        follow_up: the follow-up's audit, or None.
        caveats: why it needs care. A small or targeted sample always has a caveat.
    """

    TAG = "case-audit-comparison"

    area: Name | None = None
    comparability: Comparability = attrs.field(converter=fields.one_of[Comparability])
    baseline: CaseAudit | None = None
    follow_up: CaseAudit | None = None
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        if fault := _comparability_fault(self.comparability, self.baseline, self.follow_up):
            yield fault

    def change(self, grade: str) -> GradeChange:
        """The share of *grade* before and after, and the difference, with 95% intervals.

        There is a difference only if the sides are comparable and both shares are known. It is
        that between the samples audited, not an estimate of a trend; for a verdict see
        `Comparison.case_audit_tests`.

        Raises:
            ncpi.errors.InvalidError: neither side is on a scale with this grade.
        """
        sides = [audit for audit in (self.baseline, self.follow_up) if audit is not None]
        graded = [audit for audit in sides if str(grade).casefold() in audit.scale.wordings]
        before = self.baseline if self.baseline in graded else None
        after = self.follow_up if self.follow_up in graded else None
        return grade_change(
            (graded or sides)[0].scale.grade(grade),
            before,
            after,
            comparable=self.comparability is Comparability.COMPARABLE,
        )

    @property
    def changes(self) -> tuple[GradeChange, ...]:
        """The change of each grade, in the scale's order; empty if the scales differ."""
        sides = [audit for audit in (self.baseline, self.follow_up) if audit is not None]
        if not all(audit.scale.is_same(sides[0].scale) for audit in sides):
            return ()
        return tuple(self.change(grade) for grade in sides[0].scale.grades)

    def label(self) -> str:
        return f"{self.area or 'all areas'}: {self.comparability.value}"


@attrs.frozen(kw_only=True, repr=False)
class JudgmentComparison(Record):
    """The grade of one topic, before and after.

    Attributes:
        topic: the topic as the baseline names it, or else as the follow-up does.
        comparability: whether the two grades can be compared.
        baseline: the baseline's judgment, or None.
        follow_up: the follow-up's judgment, or None.
        caveats: why it needs care.
    """

    TAG = "judgment-comparison"

    topic: Name
    comparability: Comparability = attrs.field(converter=fields.one_of[Comparability])
    baseline: Judgment | None = None
    follow_up: Judgment | None = None
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        if fault := _comparability_fault(self.comparability, self.baseline, self.follow_up):
            yield fault

    @property
    def steps(self) -> int | None:
        """How many grades better the follow-up is; negative if worse; None if not comparable."""
        if self.baseline is None or self.follow_up is None:
            return None
        if self.comparability is not Comparability.COMPARABLE:
            return None
        return self.baseline.scale.steps(self.baseline.grade, self.follow_up.grade)

    def label(self) -> str:
        return f"{self.topic}: {self.comparability.value}"
