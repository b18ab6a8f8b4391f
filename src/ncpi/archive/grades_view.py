"""How case grades moved, as rows for people."""

from __future__ import annotations

from collections.abc import Iterator

from ncpi.archive.case_grades import CaseGrades, GradeMove
from ncpi.archive.phrases import caveats_table, pair_in_line
from ncpi.archive.spread import Spread
from ncpi.comparison import GradeShift
from ncpi.comparison.case_audits import folded
from ncpi.errors import counted
from ncpi.model import GradeScale
from ncpi.render import Sheet, Table

__all__ = ["grades_sheet"]


def grades_sheet(grades: CaseGrades) -> Sheet:
    """The comparable audits with their figures, and the others with the reason."""
    return Sheet(
        title=f"How case grades moved: {grades.label()}",
        tables=(
            _figures(grades),
            Table(list(_spreads(grades)), ("", "in points"), "How much forces differ"),
            caveats_table(grades.caveats, "Caveats on these, of all that are comparable"),
            _apart(grades),
        ),
        notes=tuple(_grade_notes(grades)),
    )


def _figures(grades: CaseGrades) -> Table:
    rows = [
        (pair_in_line(move.pair), _area(move), "\n".join(_grade(one) for one in move.grades))
        for move in grades.comparable
    ]
    columns = ("", "cases in", "shares before and after, and their difference")
    return Table(rows, columns, "How case grades moved, pair by pair")


def _apart(grades: CaseGrades) -> Table:
    rows = [
        (pair_in_line(move.pair), _area(move), move.of.comparability.value) for move in grades.apart
    ]
    return Table(rows, ("pair", "cases in", "why"), "Audits that nothing can be set against")


def _spreads(grades: CaseGrades) -> Iterator[tuple[str, str]]:
    """What differs and how much, for each grade of each scale and area."""
    seen: dict[object, tuple[GradeScale, GradeMove]] = {}
    for move in grades.comparable:
        if move.scale is not None and move.may_stand:
            scale = move.scale
            seen.setdefault((scale.identity, folded(move.of.area)), (scale, move))
    several = len({scale.identity for scale, _ in seen.values()}) > 1
    for scale, move in seen.values():
        for grade in scale.grades:
            spread = grades.spread(grade, scale=scale, area=move.of.area)
            yield _told(spread, scale if several else None)


def _told(spread: Spread, scale: GradeScale | None) -> tuple[str, str]:
    name = f"{spread.of} [{scale.key}]" if scale else spread.of
    return name, spread.sentence.removeprefix(f"{spread.of}: ")


def _area(move: GradeMove) -> str:
    return f"{move.of.area or 'all areas'}, {_SAMPLING.get(move.sampling, move.sampling)}"


_SAMPLING = {"unknown": "sampling unknown"}


def _grade(one: GradeShift) -> str:
    before, after = (
        "unknown" if share is None else f"{share.value:.0%} of {share.cases}"
        for share in (one.baseline, one.follow_up)
    )
    difference = one.difference.in_points if one.difference else "difference unknown"
    return f"{one.grade}: {before}, then {after}; {difference}"


def _grade_notes(grades: CaseGrades) -> Iterator[str]:
    if number := len(grades.without_audits):
        yield f"Of {counted(number, 'compared pair')} no case audit is known here, on either side."
    moves = grades.moves
    if number := sum(move.is_self_assessed for move in moves):
        yield (
            f"In {counted(number, 'entry', 'entries')} the force graded cases itself: its own "
            "claim, which plays no part in how much forces differ."
        )
    if number := sum(move.pair.is_aside for move in moves):
        yield (
            f"{counted(number, 'entry', 'entries')} of thematic reports on several bodies, or of "
            "reports that are no follow-up: no force's figure, and not among those of forces."
        )
    if any(move.is_comparable for move in moves):
        yield (
            "Forces are those of which an audit is known on either side. "
            "Nothing is pooled: files of different forces were not drawn from one lot. Whether a "
            "change can be told from chance, each pair's verdict says: .case_grades().shifts(), "
            "or --verdicts on the command line."
        )
