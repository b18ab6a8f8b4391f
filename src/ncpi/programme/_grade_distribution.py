"""The distribution over forces of the change in one grade's share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ncpi import fields
from ncpi.comparison._case_audits import same_area
from ncpi.comparison.pairs import OF_NO_FORCE
from ncpi.errors import Fault, InvalidError, counted, member_fault
from ncpi.model import GradeScale
from ncpi.programme._distribution import Distribution, DistributionValue
from ncpi.programme._first_follow_ups import UNORDERED, first_of_each

if TYPE_CHECKING:
    from ncpi.programme._case_grade_change import CaseGradeChange

__all__ = ["grade_distribution"]


def grade_distribution(
    changes: Iterable[CaseGradeChange], grade: str, scale: GradeScale | str | None, area: str | None
) -> Distribution:
    """The distribution of *changes*; see `ncpi.programme.CaseGrades.distribution`."""
    changes = [*changes]
    faults: list[Fault] = []
    if scale is not None:
        scale = fields.accept(GradeScale, scale, "scale", faults)
    areas = {
        change.entry.area: change.entry.area for change in changes if change.entry.area is not None
    }
    if area is not None and not any(same_area(known, area) for known in areas):
        fault = member_fault(area, sorted(areas), "an area of these case audits")
        faults.append(fault.below("area"))
    fields.refuse(faults, "distribution")
    here = [change for change in changes if same_area(change.entry.area, area)]
    eligible = [change for change in here if change.can_represent_force]
    if scale is None:
        scale = _only(_scales(eligible))
    name = grade if scale is None else scale.grade(grade)
    by_force = _reasons(here)
    if scale is not None:
        on_scale = [change for change in eligible if change.scale and change.scale.is_same(scale)]
        by_force |= {value.force: value for value in _figures(on_scale, here, name)}
    return Distribution(
        subject=f"change in the share of {name}{f', {area}' if area else ''}",
        unit="points",
        values=tuple(by_force[force] for force in sorted(by_force)),
        left_out=tuple(_left_out(here)),
    )


def _reasons(here: Iterable[CaseGradeChange]) -> dict[str, DistributionValue]:
    """Why each audited force has no figure, for those that turn out to have none."""
    found: dict[str, set[str]] = {}
    for change in here:
        if change.pair.has_force:
            found.setdefault(change.pair.force, set()).add(_reason(change))
    return {
        force: DistributionValue(force=force, note="; ".join(sorted(reasons)))
        for force, reasons in found.items()
    }


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
    pairs: dict[tuple[str, str], list[CaseGradeChange]] = {}
    for change in changes:
        pairs.setdefault(change.pair.keys, []).append(change)
    first = first_of_each([together[0].pair for together in pairs.values()])
    by_pair: dict[tuple[str, str], list[CaseGradeChange]] = {}
    for change in here:
        if not change.is_self_assessed:
            by_pair.setdefault(change.pair.keys, []).append(change)
    keys = tuple(pairs)
    for place in first.places:
        yield _figure(pairs[keys[place]], by_pair[keys[place]], grade)
    for force in first.unordered:
        yield DistributionValue(force=force, note=UNORDERED)


def _figure(
    eligible: Sequence[CaseGradeChange], audits: Sequence[CaseGradeChange], grade: str
) -> DistributionValue:
    """The figure of one pair, from its *eligible* changes out of all its inspectors' *audits*.

    If there are several audits, only one that was sampled alike on both sides is certain to
    compare the same kind of sample.
    """
    change = eligible[0]
    if len(eligible) > 1 or (len(audits) > 1 and not _is_alike(change)):
        samplings = ", ".join(sorted({one.sampling for one in audits}))
        note = f"several of the inspectors' own audits share this area: {samplings}"
        return DistributionValue(force=change.pair.force, note=note)
    for one in change.entry.changes:
        if one.grade == grade and one.difference is not None:
            return DistributionValue(force=change.pair.force, value=100 * one.difference.value)
    return DistributionValue(force=change.pair.force, note="a count isn't known")


def _is_alike(change: CaseGradeChange) -> bool:
    before, after = change.entry.baseline, change.entry.follow_up
    return before is not None and after is not None and before.sampling is after.sampling


def _left_out(here: Sequence[CaseGradeChange]) -> Iterator[str]:
    of_forces = [change for change in here if not change.pair.is_excluded]
    if number := sum(change.is_self_assessed for change in of_forces):
        yield f"{counted(number, 'entry', 'entries')} that forces graded themselves, on either side"
    if number := len(here) - len(of_forces):
        yield f"{counted(number, 'entry', 'entries')} {OF_NO_FORCE}"


def _scales(changes: Iterable[CaseGradeChange]) -> list[GradeScale]:
    return list(
        {change.scale.identity: change.scale for change in changes if change.scale}.values()
    )


def _only(scales: Sequence[GradeScale]) -> GradeScale | None:
    if len(scales) > 1:
        keys = ", ".join(scale.key for scale in scales)
        message = f"the audits are graded on several scales: {keys}"
        raise InvalidError(
            [Fault("scale", "inconsistent", message, "", "Name one")], "distribution"
        )
    return scales[0] if scales else None
