"""The views of changes in case grades and of distributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi.comparison import GradeChange
from ncpi.comparison._case_audits import folded
from ncpi.comparison._grade_shares import share_of_cases
from ncpi.comparison.pairs import OF_NO_FORCE
from ncpi.display._names import reworded
from ncpi.display._phrases import caveats_table, pair_in_line, without_subject
from ncpi.display._sheets import FIRST, Sheet, Table, fold
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.model import GradeScale
from ncpi.programme import CaseGradeChange, CaseGrades
from ncpi.programme._distribution import Distribution
from ncpi.vocabulary import CaveatCode

__all__ = ["distribution_sheet", "grades_sheet"]


@view(CaseGrades)
def grades_sheet(grades: CaseGrades) -> Sheet:
    """The comparable audits with their figures, and the others with the reason."""
    return Sheet(
        title=f"How case grades changed: {grades.label()}",
        tables=(
            _figures(grades),
            Table(list(_distributions(grades)), ("", "in points"), "How much forces differ"),
            *fold(
                [caveats_table(grades.caveats, "Caveats on the comparable case audits")], "Caveats"
            ),
            _not_comparable(grades),
        ),
        notes=tuple(_grade_notes(grades)),
    )


def _figures(grades: CaseGrades) -> Table:
    return table_of(
        grades.comparable,
        {
            "": lambda change: pair_in_line(change.pair),
            "cases in": _area,
            "shares before and after, and their difference": lambda change: _grades(
                change.entry.changes
            ),
        },
        "How case grades changed, pair by pair",
        first=FIRST,
    )


def _not_comparable(grades: CaseGrades) -> Table:
    return table_of(
        grades.not_comparable,
        {
            "pair": lambda change: pair_in_line(change.pair),
            "cases in": _area,
            "why": lambda one: one.entry.comparability,
        },
        "Case audits that can't be compared",
        folded="Not comparable",
        first=FIRST,
    )


def _distributions(grades: CaseGrades) -> Iterator[tuple[str, str]]:
    """A row for each grade of each scale and area."""
    seen: dict[object, tuple[GradeScale, CaseGradeChange]] = {}
    for change in grades.comparable:
        if change.scale is not None and change.can_represent_force:
            scale = change.scale
            seen.setdefault((scale.identity, folded(change.entry.area)), (scale, change))
    several = len({scale.identity for scale, _ in seen.values()}) > 1
    for scale, change in seen.values():
        for grade in scale.grades:
            distribution = grades.distribution(grade, scale=scale, area=change.entry.area)
            name = f"{distribution.subject} [{scale.title}]" if several else distribution.subject
            yield name, without_subject(distribution)


def _area(change: CaseGradeChange) -> str:
    is_small = any(one.code is CaveatCode.SMALL_SAMPLE for one in change.entry.caveats)
    small = f", {CaveatCode.SMALL_SAMPLE}" if is_small else ""
    return f"{change.entry.name}, {_SAMPLING.get(change.sampling, change.sampling)}{small}"


_SAMPLING = {"unknown": "sampling unknown"}


def _grades(changes: Sequence[GradeChange]) -> Iterator[str]:
    """A line for each grade whose difference is known, and one for all others."""
    for one in changes:
        if one.difference:
            yield f"{one.grade}: {_shares(one)}; {one.difference.in_points}"
    if others := [f"{one.grade} {_shares(one)}" for one in changes if not one.difference]:
        yield f"difference unknown: {'; '.join(others)}"


def _shares(one: GradeChange) -> str:
    before, after = (
        "unknown" if share is None else share_of_cases(share)
        for share in (one.baseline, one.follow_up)
    )
    return "unknown" if before == after == "unknown" else f"{before}, then {after}"


def _grade_notes(grades: CaseGrades) -> Iterator[str]:
    if number := len(grades.without_audits):
        yield f"For {counted(number, 'compared pair')}, no case audit is listed on either side."
    changes = grades.changes
    if number := sum(change.is_self_assessed for change in changes):
        yield (
            f"In {counted(number, 'entry', 'entries')} the force graded cases itself. That is its "
            "own claim, and isn't used for the differences between forces."
        )
    if number := sum(change.pair.is_excluded for change in changes):
        yield f"{counted(number, 'entry', 'entries')} {OF_NO_FORCE}."
    if any(change.is_comparable for change in changes):
        yield (
            "Forces are those with an audit on either side. Nothing is pooled, because the files "
            "of different forces aren't one sample. For whether a change can be distinguished "
            "from chance, see the verdict of each pair: .case_grades().case_audit_tests(), or "
            "--verdicts on the command line."
        )


@view(Distribution)
def distribution_sheet(distribution: Distribution) -> Sheet:
    """Each force's figure, or why it is unknown."""
    table = table_of(
        distribution.values,
        {
            "force": lambda one: reworded(one.force),
            distribution.unit: lambda entry: (
                "unknown" if entry.value is None else distribution.in_unit(entry.value)
            ),
            "note": lambda one: one.note,
        },
    )
    return Sheet(distribution.subject, (table,), (reworded(distribution.sentence),))
