"""The entries for audits of case files and graded topics, and the rules that both share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat
from ncpi.comparison._grade_shares import GradeChange, grade_change
from ncpi.errors import Fault
from ncpi.fields import Name
from ncpi.model._shown import Several
from ncpi.model.frameworks import Framework, same_framework
from ncpi.model.grading import CaseAudit, GradeScale, Judgment
from ncpi.model.record import Record
from ncpi.model.reports import Report
from ncpi.vocabulary import CaveatCode, Comparability, Completeness

__all__ = [
    "SIDES",
    "CaseAuditComparison",
    "JudgmentComparison",
    "absence",
    "frameworks_in_words",
    "of_other_bodies",
    "one_sided",
    "same_body",
    "scale_caveat",
    "unread",
]


SIDES = {
    Comparability.COMPARABLE: [(True, True)],
    Comparability.BASELINE_ONLY: [(True, False)],
    Comparability.FOLLOW_UP_ONLY: [(False, True)],
    Comparability.NOT_COMPARABLE: [(True, True), (True, False), (False, True)],
}
"""Whether the baseline and the follow-up have an entry, for each comparability."""


def _comparability_fault(
    comparability: Comparability,
    baseline: CaseAudit | Judgment | None,
    follow_up: CaseAudit | Judgment | None,
) -> Fault | None:
    """Why the two sides contradict *comparability*, or None if they don't."""
    sides = (baseline is not None, follow_up is not None)
    message = None
    if sides not in SIDES[comparability]:
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

    def change(self, grade: str, *others: str) -> GradeChange:
        """The share of a grade, or of several together, before and after, with intervals.

        There is a difference only if the sides are comparable and both shares are known. It is
        that between the samples audited, not an estimate of a trend; for a verdict see
        `Comparison.case_audit_tests`. Where a report prints only percentages, the shares and
        the difference have no interval.

        Raises:
            ncpi.errors.InvalidError: neither side is on a scale with these grades.
        """
        grades = (grade, *others)
        graded = [
            audit
            for audit in self.audits
            if all(str(one).casefold() in audit.scale.wordings for one in grades)
        ]
        scale = (graded or self.audits)[0].scale
        meant = {scale.grade(one) for one in grades}
        wanted = tuple(one for one in scale.grades if one in meant)
        before = self.baseline if self.baseline in graded else None
        after = self.follow_up if self.follow_up in graded else None
        comparable = self.comparability is Comparability.COMPARABLE
        names = {merged.grades: merged.name for audit in self.audits for merged in audit.merged}
        name = names.get(wanted) or " or ".join(wanted)
        return grade_change(name, wanted, (before, after), comparable=comparable)

    @property
    def audits(self) -> tuple[CaseAudit, ...]:
        """Those of the baseline and the follow-up that there are."""
        return Several(audit for audit in (self.baseline, self.follow_up) if audit is not None)

    @property
    def changes(self) -> tuple[GradeChange, ...]:
        """The change of each grade, in the scale's order, then of the merged grades.

        Empty if the scales differ.
        """
        sides = self.audits
        if not all(audit.scale.is_same(sides[0].scale) for audit in sides):
            return Several()
        single = [(grade,) for grade in sides[0].scale.grades]
        return Several(self.change(*grades) for grades in (*single, *self.merged_grades))

    @property
    def merged_grades(self) -> tuple[tuple[str, ...], ...]:
        """The groups of grades of which either report gives a merged count."""
        groups = (merged.grades for audit in self.audits for merged in audit.merged)
        return tuple(dict.fromkeys(groups))

    @property
    def body(self) -> str | None:
        """The key of the body whose files they are, where a report on several names it."""
        return next((audit.body for audit in self.audits if audit.body), None)

    @property
    def name(self) -> str:
        """The area, or "all areas", and the body if it is named."""
        area = self.area or "all areas"
        return f"{area} ({self.body})" if self.body else area

    def label(self) -> str:
        return f"{self.name}: {self.comparability.value}"


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
        before, after = self.baseline.grade, self.follow_up.grade
        if before is None or after is None:
            return None
        return self.baseline.scale.steps(before, after)

    @property
    def body(self) -> str | None:
        """The key of the body graded, where a report on several names it."""
        sides = (self.baseline, self.follow_up)
        return next((one.body for one in sides if one and one.body), None)

    @property
    def name(self) -> str:
        """The topic, with the question and the body if they are named."""
        side = self.baseline or self.follow_up
        question = f": {side.question}" if side and side.question else ""
        return f"{self.topic}{question}{f' ({self.body})' if self.body else ''}"

    def label(self) -> str:
        return f"{self.name}: {self.comparability.value}"


_READ = {Completeness.PARTIAL: "partial", Completeness.UNKNOWN: "not known to be complete"}
_FRAMEWORK_CODES = {CaveatCode.DIFFERENT_FRAMEWORK, CaveatCode.NO_CROSSWALK}


def absence(
    baseline: Report, follow_up: Report, side: str, completeness: Completeness
) -> tuple[Caveat, ...]:
    """Why a theme or topic may be missing from one *side* without having been left out."""
    caveats: list[Caveat] = []
    here, there = baseline.framework, follow_up.framework
    if not same_framework(here, there):
        text = f"{frameworks_in_words(here, there)}; it has no counterpart there"
        both = here is not None and there is not None
        code = CaveatCode.DIFFERENT_FRAMEWORK if both else CaveatCode.NO_CROSSWALK
        caveats.append(Caveat(code=code, text=text))
    return (*caveats, *unread(side, completeness))


def unread(side: str, completeness: Completeness) -> tuple[Caveat, ...]:
    """That something may be missing from one *side* because its list may be incomplete."""
    if completeness is Completeness.COMPLETE:
        return ()
    text = f"the {side} may have it: its list is {_READ[completeness]}"
    return (Caveat(code=CaveatCode.INCOMPLETE, text=text),)


def frameworks_in_words(here: Framework | None, there: Framework | None) -> str:
    """The frameworks of the two reports, in a few words."""
    before, after = (entry.key if entry else "not recorded" for entry in (here, there))
    return f"the framework is {before} before, {after} after"


def of_other_bodies(baseline: Report, follow_up: Report) -> tuple[Caveat, ...]:
    """That the two reports graded different bodies, so different cases."""
    only = sorted(set(baseline.bodies) ^ set(follow_up.bodies))
    if not only:
        return ()
    text = f"the grades cover different bodies: only one side covers {', '.join(only)}"
    return (Caveat(code=CaveatCode.BODIES_DIFFER, text=text),)


def same_body(one: tuple[Report, str | None], other: tuple[Report, str | None]) -> bool:
    """Whether the grades of two reports, each with the body that it names, belong together.

    A grade that names no body is of all the bodies that its report is on. Where neither names
    one, `of_other_bodies` says whether the reports are on different bodies.
    """
    if one[1] is None and other[1] is None:
        return True
    bodies = [body or _only_body(report) for report, body in (one, other)]
    return bodies[0] == bodies[1]


def _only_body(report: Report) -> str | None:
    return report.bodies[0] if len(report.bodies) == 1 else None


def one_sided(only: Comparability, absent: Sequence[Caveat]) -> Comparability:
    """*only*, or "not comparable" if the sides have different frameworks."""
    if any(caveat.code in _FRAMEWORK_CODES for caveat in absent):
        return Comparability.NOT_COMPARABLE
    return only
