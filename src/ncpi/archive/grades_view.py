"""How case grades moved, as rows for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi.archive.case_grades import CaseGrades, GradeMove
from ncpi.archive.grouped import CaseGradesBy
from ncpi.archive.phrases import YEAR, caveats_table, pair_in_line, some
from ncpi.archive.spread import Spread
from ncpi.comparison import GradeShift
from ncpi.model import GradeScale
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Grouping

__all__ = ["grades_by_sheet", "grades_sheet"]


def grades_sheet(grades: CaseGrades) -> Sheet:
    """The comparable audits with their figures, and the others with the reason."""
    return Sheet(
        title=f"How case grades moved: {grades.label()}",
        tables=(
            _figures(grades, "How case grades moved, pair by pair"),
            Table(list(_spreads(grades)), ("", "in points"), "How much forces differ"),
            caveats_table(grades.caveats, "Caveats on these, of all that are comparable"),
            _apart(grades, "Audits that nothing can be set against"),
        ),
        notes=tuple(_grade_notes([grades])),
    )


def grades_by_sheet(grouped: CaseGradesBy) -> Sheet:
    """The same, group by group."""
    summary = [
        (
            row.group,
            row.grades.label(),
            str(len(row.grades.forces)),
            str(len(row.grades.without_audits)),
        )
        for row in grouped.rows
    ]
    by = grouped.by.value
    spreads = [(row.group, *told) for row in grouped.rows for told in _spreads(row.grades)]
    notes = [YEAR] if grouped.by is Grouping.YEAR else []
    return Sheet(
        title=f"How case grades moved: {grouped.label()}",
        tables=(
            Table(summary, (by, "audits", "forces", "pairs without an audit"), f"By {by}"),
            Table(spreads, (by, "", "in points"), "How much forces differ within each"),
            *(
                _figures(row.grades, f"{row.group}: how case grades moved, pair by pair")
                for row in grouped.rows
            ),
            *(
                _apart(row.grades, f"{row.group}: audits that nothing can be set against")
                for row in grouped.rows
            ),
        ),
        notes=(*notes, *_grade_notes([row.grades for row in grouped.rows])),
    )


def _figures(grades: CaseGrades, caption: str) -> Table:
    rows = [
        (_move(move), _area(move), "\n".join(_grade(one) for one in move.grades))
        for move in grades.comparable
    ]
    columns = ("", "cases in", "shares before and after, difference in points")
    return Table(rows, columns, caption)


def _apart(grades: CaseGrades, caption: str) -> Table:
    rows = [(_move(move), _area(move), move.of.comparability.value) for move in grades.apart]
    return Table(rows, ("pair", "cases in", "why"), caption)


def _spreads(grades: CaseGrades) -> Iterator[tuple[str, str]]:
    """What differs and how much, for each grade of each scale and area."""
    seen: dict[tuple[str, tuple[str, ...], str | None], tuple[GradeScale, GradeMove]] = {}
    for move in grades.comparable:
        if move.scale is not None and move.may_stand:
            scale, area = move.scale, move.of.area
            mark = (scale.key, scale.grades, area.casefold() if area else None)
            seen.setdefault(mark, (scale, move))
    several = len({mark[:2] for mark in seen}) > 1
    for scale, move in seen.values():
        for grade in scale.grades:
            spread = grades.spread(grade, scale=scale, area=move.of.area)
            yield _told(spread, scale if several else None)


def _told(spread: Spread, scale: GradeScale | None) -> tuple[str, str]:
    name = f"{spread.of} [{scale.key}]" if scale else spread.of
    return name, spread.sentence.removeprefix(f"{spread.of}: ")


def _move(move: GradeMove) -> str:
    return pair_in_line(move.force, move.baseline, move.follow_up, aside=move.aside)


def _area(move: GradeMove) -> str:
    return f"{move.of.area or 'all areas'}, {_SAMPLING.get(move.sampling, move.sampling)}"


_SAMPLING = {"unknown": "sampling unknown"}


def _grade(one: GradeShift) -> str:
    before, after = (
        "unknown" if share is None else f"{share.value:.0%} of {share.cases}"
        for share in (one.baseline, one.follow_up)
    )
    return f"{one.grade}: {before}, then {after}; {_difference(one)}"


def _difference(one: GradeShift) -> str:
    if one.difference is None:
        return "difference unknown"
    value, low, high = (
        f"{points:+d}" if (points := round(100 * part)) else "0"
        for part in (one.difference.value, one.difference.low, one.difference.high)
    )
    return f"{value} (95% interval {low} to {high})"


def _grade_notes(groups: Sequence[CaseGrades]) -> Iterator[str]:
    if number := sum(len(grades.without_audits) for grades in groups):
        yield f"Of {some(number, 'compared pair')} no case audit is known here, on either side."
    moves = [move for grades in groups for move in grades.moves]
    if number := sum(move.is_self_assessed for move in moves):
        yield (
            f"In {some(number, 'entry', 'entries')} the force graded cases itself: its own claim, "
            "which plays no part in how much forces differ."
        )
    if number := sum(move.aside for move in moves):
        yield (
            f"{some(number, 'entry', 'entries')} of thematic reports on several bodies, or of "
            "reports that are no follow-up: no force's figure, and not among those of forces."
        )
    if any(move.is_comparable for move in moves):
        yield (
            "Forces are those of which an audit is known on either side. "
            "Nothing is pooled: files of different forces were not drawn from one lot. Whether a "
            "change can be told from chance, each pair's verdict says: .case_grades().shifts(), "
            "or --verdicts on the command line."
        )
