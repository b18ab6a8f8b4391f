"""How the grades of case files changed, force by force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from ncpi import fields
from ncpi.comparison import CaseAuditComparison, CaseAuditTest, Caveat
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison._case_audits import same_area
from ncpi.comparison._counts import Count, caveat_counts
from ncpi.comparison.pairs import OF_NO_FORCE, PairResult
from ncpi.errors import Fault, counted, member_fault
from ncpi.model import GradeScale
from ncpi.model._shown import Several, Shown
from ncpi.programme._distribution import (
    UNORDERED,
    Distribution,
    DistributionValue,
    first_of_each,
)
from ncpi.vocabulary import CaveatCode, Comparability, Sampling

__all__ = ["CaseGradeChange", "CaseGrades", "case_grades"]


@attrs.frozen(kw_only=True)
class CaseGradeChange(Shown):
    """One area's case audits in one pair.

    Attributes:
        pair: the pair, which was compared.
        entry: the audits, and whether they are comparable.
    """

    pair: PairResult
    entry: CaseAuditComparison

    @property
    def is_comparable(self) -> bool:
        """Whether the two sides can be compared."""
        return self.entry.comparability is Comparability.COMPARABLE

    @property
    def scale(self) -> GradeScale | None:
        """The scale of both sides; None if they can't be compared."""
        return self.entry.baseline.scale if self.entry.baseline and self.is_comparable else None

    @property
    def sampling(self) -> str:
        """How the files were chosen or who graded them, on both sides."""
        return " before, then ".join(dict.fromkeys(one.sampling.value for one in self.entry.audits))

    @property
    def is_self_assessed(self) -> bool:
        """Whether the force graded either side itself, which makes it a claim, not a finding."""
        return any(audit.sampling is Sampling.SELF_ASSESSED for audit in self.entry.audits)

    @property
    def can_represent_force(self) -> bool:
        """Whether it can represent its force."""
        return self.pair.can_represent_force and self.is_comparable and not self.is_self_assessed

    @property
    def pair_caveats(self) -> tuple[Caveat, ...]:
        """The caveats on the pair as a whole."""
        return Several(self.pair.comparison.caveats if self.pair.comparison else ())

    def label(self) -> str:
        return f"{self.pair.label()}, {self.entry.label()}"


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
        faults: list[Fault] = []
        grade = fields.accept(str, grade, "grade", faults)
        if scale is not None:
            scale = fields.accept(GradeScale, scale, "scale", faults)
        if area is not None:
            area = fields.accept(str, area, "area", faults)
        fields.refuse(faults, "distribution")
        areas = {name for change in self.changes if (name := change.entry.area) is not None}
        if area is not None and not any(same_area(known, area) for known in areas):
            fault = member_fault(area, sorted(areas), "an area of these case audits")
            faults.append(fault.below("area"))
        fields.refuse(faults, "distribution")
        here = [change for change in self.changes if same_area(change.entry.area, area)]
        eligible = [change for change in here if change.can_represent_force]
        if scale is None:
            scale = _only_scale(eligible)
        name = grade if scale is None else scale.grade(grade)
        on_scale = [
            change
            for change in eligible
            if scale is not None and change.scale and change.scale.is_same(scale)
        ]
        return Distribution.over(
            f"change in the share of {name}{f', {area}' if area else ''}",
            "points",
            _reasons(here),
            _figures(on_scale, here, name),
            _left_out(here),
        )

    def label(self) -> str:
        return f"{len(self.comparable)} of {len(self.changes)} audited areas comparable"


def _only_scale(changes: Iterable[CaseGradeChange]) -> GradeScale | None:
    scales = {change.scale.identity: change.scale for change in changes if change.scale}
    if len(scales) > 1:
        keys = ", ".join(scale.key for scale in scales.values())
        message = f"the audits are graded on several scales: {keys}"
        fields.refuse([Fault("scale", "inconsistent", message, "", "Name one")], "distribution")
    return next(iter(scales.values()), None)


def _reasons(here: Iterable[CaseGradeChange]) -> dict[str, str]:
    """Why each audited force has no figure, for those that turn out to have none."""
    found: dict[str, set[str]] = {}
    for change in here:
        if change.pair.has_force:
            found.setdefault(change.pair.force, set()).add(_reason(change))
    return {force: "; ".join(sorted(reasons)) for force, reasons in found.items()}


def _reason(change: CaseGradeChange) -> str:
    if not change.is_comparable:
        return change.entry.comparability.value
    if change.is_self_assessed:
        return "graded by the force itself"
    return "graded on another scale"


def _figures(
    changes: Iterable[CaseGradeChange], here: Iterable[CaseGradeChange], grade: str
) -> Iterator[DistributionValue]:
    """The figure of each force that has a pair among *changes*, or the reason for its absence."""
    pairs = _by_pair(changes)
    inspected = _by_pair(change for change in here if not change.is_self_assessed)
    first = first_of_each([together[0].pair for together in pairs.values()])
    keys = tuple(pairs)
    for place in first.places:
        yield _figure(pairs[keys[place]], inspected[keys[place]], grade)
    for force in first.unordered:
        yield DistributionValue(force=force, note=UNORDERED)


def _by_pair(
    changes: Iterable[CaseGradeChange],
) -> dict[tuple[str, str], list[CaseGradeChange]]:
    found: dict[tuple[str, str], list[CaseGradeChange]] = {}
    for change in changes:
        found.setdefault(change.pair.keys, []).append(change)
    return found


def _figure(
    eligible: Sequence[CaseGradeChange], audits: Sequence[CaseGradeChange], grade: str
) -> DistributionValue:
    """The figure of one pair, from its *eligible* changes out of all its inspectors' *audits*.

    If there are several audits, only one that was sampled alike on both sides is certain to
    compare the same kind of sample.
    """
    change = eligible[0]
    force = change.pair.force
    is_alike = len({one.sampling for one in change.entry.audits}) == 1
    if len(eligible) > 1 or (len(audits) > 1 and not is_alike):
        samplings = ", ".join(sorted({one.sampling for one in audits}))
        note = f"several of the inspectors' own audits share this area: {samplings}"
        return DistributionValue(force=force, note=note)
    for one in change.entry.changes:
        if one.grade == grade and one.difference is not None:
            return DistributionValue(force=force, value=100 * one.difference.value)
    return DistributionValue(force=force, note="a count isn't known")


def _left_out(here: Sequence[CaseGradeChange]) -> Iterator[str]:
    of_forces = [change for change in here if not change.pair.is_excluded]
    if number := sum(change.is_self_assessed for change in of_forces):
        yield f"{counted(number, 'entry', 'entries')} that forces graded themselves, on either side"
    if number := len(here) - len(of_forces):
        yield f"{counted(number, 'entry', 'entries')} {OF_NO_FORCE}"


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
