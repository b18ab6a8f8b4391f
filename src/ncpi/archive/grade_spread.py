"""How much the change in one grade's share differs between forces, one figure each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ncpi import fields
from ncpi.archive.one_each import UNORDERED, first_of_each
from ncpi.archive.pair_results import OF_NO_FORCE
from ncpi.archive.spread import Spread, SpreadValue
from ncpi.comparison.case_audits import same_area
from ncpi.errors import Fault, InvalidError, counted, member_fault
from ncpi.model import GradeScale

if TYPE_CHECKING:
    from ncpi.archive.case_grades import GradeMove

__all__ = ["grade_spread"]


def grade_spread(
    moves: Iterable[GradeMove], grade: str, scale: GradeScale | str | None, area: str | None
) -> Spread:
    """What `ncpi.archive.case_grades.CaseGrades.spread` says of *moves*."""
    moves = [*moves]
    faults: list[Fault] = []
    if scale is not None:
        scale = fields.accept(GradeScale, scale, "scale", faults)
    areas = {move.of.area: move.of.area for move in moves if move.of.area is not None}
    if area is not None and not any(same_area(known, area) for known in areas):
        fault = member_fault(area, sorted(areas), "an area of these case audits")
        faults.append(fault.below("area"))
    fields.refuse(faults, "spread")
    here = [move for move in moves if same_area(move.of.area, area)]
    standing = [move for move in here if move.may_stand]
    if scale is None:
        scale = _only(_scales(standing))
    name = grade if scale is None else scale.grade(grade)
    told = _reasons(here)
    if scale is not None:
        on_scale = [move for move in standing if move.scale and move.scale.is_same(scale)]
        told |= {value.force: value for value in _figures(on_scale, here, name)}
    return Spread(
        of=f"change in the share of {name}{f', {area}' if area else ''}",
        unit="points",
        values=tuple(told[force] for force in sorted(told)),
        left_out=tuple(_left_out(here)),
    )


def _reasons(here: Iterable[GradeMove]) -> dict[str, SpreadValue]:
    """Of every audited force why no figure follows, which holds unless one does."""
    found: dict[str, set[str]] = {}
    for move in here:
        if move.pair.has_force:
            found.setdefault(move.pair.force, set()).add(_reason(move))
    return {
        force: SpreadValue(force=force, note="; ".join(sorted(reasons)))
        for force, reasons in found.items()
    }


def _reason(move: GradeMove) -> str:
    if not move.is_comparable:
        return move.of.comparability.value
    if move.is_self_assessed:
        return "graded by the force itself"
    return "graded on another scale"


def _figures(
    moves: Iterable[GradeMove], here: Iterable[GradeMove], grade: str
) -> Iterator[SpreadValue]:
    """What stands for each force that has a pair among *moves*, or why nothing does."""
    pairs: dict[tuple[str, str], list[GradeMove]] = {}
    for move in moves:
        pairs.setdefault(move.pair.keys, []).append(move)
    first = first_of_each([together[0].pair for together in pairs.values()])
    beside: dict[tuple[str, str], list[GradeMove]] = {}
    for move in here:
        if not move.is_self_assessed:
            beside.setdefault(move.pair.keys, []).append(move)
    keys = tuple(pairs)
    for place in first.places:
        yield _figure(pairs[keys[place]], beside[keys[place]], grade)
    for force in first.unordered:
        yield SpreadValue(force=force, note=UNORDERED)


def _figure(together: Sequence[GradeMove], beside: Sequence[GradeMove], grade: str) -> SpreadValue:
    """The figure of one pair, of which *together* may stand, and *beside* are all its own audits.

    Where files were chosen in several ways, only what was chosen alike on both sides is sure
    to belong together.
    """
    move = together[0]
    if len(together) > 1 or (len(beside) > 1 and not _is_alike(move)):
        samplings = ", ".join(sorted({one.sampling for one in beside}))
        note = f"several of the inspectors' own audits share this area: {samplings}"
        return SpreadValue(force=move.pair.force, note=note)
    for one in move.grades:
        if one.grade == grade and one.difference is not None:
            return SpreadValue(force=move.pair.force, value=100 * one.difference.value)
    return SpreadValue(force=move.pair.force, note="a count isn't known")


def _is_alike(move: GradeMove) -> bool:
    before, after = move.of.baseline, move.of.follow_up
    return before is not None and after is not None and before.sampling is after.sampling


def _left_out(here: Sequence[GradeMove]) -> Iterator[str]:
    of_forces = [move for move in here if not move.pair.is_aside]
    if number := sum(move.is_self_assessed for move in of_forces):
        yield f"{counted(number, 'entry', 'entries')} that forces graded themselves, on either side"
    if number := len(here) - len(of_forces):
        yield f"{counted(number, 'entry', 'entries')} {OF_NO_FORCE}"


def _scales(moves: Iterable[GradeMove]) -> list[GradeScale]:
    return list({move.scale.identity: move.scale for move in moves if move.scale}.values())


def _only(scales: Sequence[GradeScale]) -> GradeScale | None:
    if len(scales) > 1:
        keys = ", ".join(scale.key for scale in scales)
        message = f"the audits are graded on several scales: {keys}"
        raise InvalidError([Fault("scale", "inconsistent", message, "", "Name one")], "spread")
    return scales[0] if scales else None
