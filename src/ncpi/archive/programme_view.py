"""A programme and its views as rows for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ncpi.archive.case_grades import CaseGrades, GradeMove
from ncpi.archive.caveat_counts import CaveatCount
from ncpi.archive.follow_up_times import FollowUpTimes
from ncpi.archive.outcomes import OutcomeCount, OutcomeRow, OutcomeTable
from ncpi.archive.programme import ProgrammeComparison
from ncpi.archive.spread import Spread
from ncpi.comparison import GradeShift
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Grouping, Outcome, Stretch

__all__ = ["grades_sheet", "outcomes_sheet", "programme_sheet", "times_sheet"]

_SILENCE = (
    "Not mentioned in what was read isn't evidence that nothing was done, and is no outcome "
    "beside the others."
)


def programme_sheet(programme: ProgrammeComparison) -> Sheet:
    """The programme over all, its follow-up times and its case grades."""
    outcomes, times = programme.outcomes(), programme.follow_up_times()
    grades = programme.case_grades()
    parts = [outcomes_sheet(outcomes), times_sheet(times), grades_sheet(grades)]
    baselines = {pair.baseline.key for pair in programme.pairs}
    heading = [
        ("reports", str(programme.reports)),
        (
            "pairs",
            f"{len(programme.pairs)} of {len(baselines)} baselines and "
            f"{len(programme.forces)} forces",
        ),
        ("refused", str(len(programme.refused)) if programme.refused else ""),
    ]
    refused = [(*pair.keys, pair.refused or "") for pair in programme.refused]
    return Sheet(
        title=f"The programme: {programme.label()}",
        tables=(
            Table([row for row in heading if row[1]]),
            Table(refused, ("baseline", "follow-up", "why"), "Pairs that may not be compared"),
            *(table for part in parts for table in part.tables),
            _caveats(programme.caveats, "Caveats on whole pairs, of all compared"),
        ),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )


def outcomes_sheet(table: OutcomeTable) -> Sheet:
    """Every row of the outcomes, each outcome with its basis."""
    by = table.by.value
    columns = (by, "pairs", "listed", "entries", "what the follow-ups said", "not mentioned")
    if table.by is Grouping.THEME:
        columns = (*columns, "other frameworks")
    rows = [_outcome_row(row, table.by) for row in table.rows]
    return Sheet(
        title=f"How recommendations were answered, by {by}",
        tables=(
            Table(rows, columns, f"How recommendations were answered, by {by}"),
            _caveats(table.caveats, "Caveats on those answers, of all entries"),
        ),
        notes=tuple(_outcome_notes(table)),
    )


def _outcome_row(row: OutcomeRow, by: Grouping) -> tuple[str, ...]:
    where = f" [{row.framework or 'no framework'}]" if by is Grouping.THEME else ""
    refused = f", {row.refused} more refused" if row.refused else ""
    said = [count for count in row.counts if count.outcome is not Outcome.NOT_MENTIONED]
    cells = (
        f"{row.group}{where}",
        f"{row.pairs} of {_some(row.baselines, 'baseline')}{refused}",
        _listed(row),
        str(row.entries),
        "\n".join(count.label() for count in said),
        str(row.not_mentioned) if row.entries else "",
    )
    return (*cells, "\n".join(row.crosswalks)) if by is Grouping.THEME else cells


def _some(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _listed(row: OutcomeRow) -> str:
    """How many are listed, and of how many that is known to be a part."""
    listed = f"{row.recommendations}"
    if row.made is None:
        return listed
    stating = row.baselines - (row.made_unknown or 0)
    parts: list[str] = []
    if stating:
        parts.append(f"{row.made_listed} of the {row.made} that {_some(stating, 'baseline')} made")
    if row.made_unknown:
        parts.append(f"{_some(row.made_unknown, 'baseline')} made a number not known")
    return f"{listed}; {'; '.join(parts)}" if parts else listed


def _outcome_notes(table: OutcomeTable) -> Iterator[str]:
    if table.entries:
        yield (
            "An entry is one recommendation in one pair: a baseline with several follow-ups has "
            "an entry in each. Each outcome stands with its basis; they are never added up."
        )
        yield _SILENCE
    else:
        yield "No recommendation of a baseline is listed, so nothing is said of any."
    if table.by is Grouping.YEAR:
        yield "The year is that in which the baseline was published."
    if table.by is Grouping.THEME:
        yield "Themes of different frameworks stay apart, even under one name."


def times_sheet(times: FollowUpTimes) -> Sheet:
    """How long every follow-up took, and how much that differs between forces."""
    rows = [
        (
            f"{told.baseline}\n{told.follow_up}",
            *(days.label() if (days := told.days(stretch)) else "unknown" for stretch in Stretch),
        )
        for told in times.pairs
    ]
    summary = [_summary_row(stretch, times) for stretch in Stretch]
    return Sheet(
        title=f"How long the follow-ups took: {times.label()}",
        tables=(
            Table(summary, ("days", "pairs", "forces"), "How long the follow-ups took, in days"),
            Table(rows, ("pair", *(stretch.value for stretch in Stretch)), "Pair by pair, in days"),
        ),
        notes=(
            "Where a date is known to the month or the year only, the days are a range and are "
            "in no summary; where one isn't known, they are unknown. A force counts once, "
            "with the first follow-up of its earliest baseline.",
        ),
    )


def _summary_row(stretch: Stretch, times: FollowUpTimes) -> tuple[str, ...]:
    found = [told.days(stretch) for told in times.pairs]
    known = [days for days in found if days is not None]
    exact = sum(days.is_certain for days in known)
    return (
        stretch.value,
        f"{exact} to the day, {len(known) - exact} as a range, {len(found) - len(known)} unknown",
        _in_short(times.spread(stretch)),
    )


def _in_short(spread: Spread) -> str:
    return spread.sentence.partition(": ")[2]


def grades_sheet(grades: CaseGrades) -> Sheet:
    """The comparable audits with their figures, and the others with the reason."""
    columns = ("force", "pair", "cases in", "grade", "before", "after", "difference in points")
    rows = [row for move in grades.comparable for row in _grade_rows(move)]
    apart = [
        (move.force, f"{move.baseline}\n{move.follow_up}", _area(move), move.of.comparability.value)
        for move in grades.apart
    ]
    spreads = list(_spreads(grades))
    return Sheet(
        title=f"How case grades moved: {grades.label()}",
        tables=(
            Table(rows, columns, "How case grades moved, force by force"),
            Table([(spread.sentence,) for spread in spreads], (), "How much forces differ"),
            Table(apart, ("force", "pair", "cases in", "why not"), "Audits with nothing beside"),
            _caveats(grades.caveats, "Caveats on those that are comparable"),
        ),
        notes=tuple(_grade_notes(grades)),
    )


def _spreads(grades: CaseGrades) -> Iterator[Spread]:
    """One for each grade of each scale and area."""
    seen: dict[tuple[str, tuple[str, ...], str | None], GradeMove] = {}
    for move in grades.comparable:
        if move.of.baseline is not None:
            scale, area = move.of.baseline.scale, move.of.area
            mark = (scale.key, scale.grades, area.casefold() if area else None)
            seen.setdefault(mark, move)
    for move in seen.values():
        if move.of.baseline is not None:
            scale = move.of.baseline.scale
            for grade in scale.grades:
                yield grades.spread(grade, scale=scale, area=move.of.area)


def _grade_rows(move: GradeMove) -> Iterator[tuple[str, ...]]:
    for one in move.grades:
        yield (
            move.force,
            f"{move.baseline}\n{move.follow_up}",
            _area(move),
            one.grade,
            _share(one, after=False),
            _share(one, after=True),
            _difference(one),
        )


def _area(move: GradeMove) -> str:
    return move.of.area or "all areas"


def _share(one: GradeShift, *, after: bool) -> str:
    share = one.follow_up if after else one.baseline
    return "unknown" if share is None else f"{share.value:.0%} of {share.cases}"


def _difference(one: GradeShift) -> str:
    if one.difference is None:
        return "unknown"
    value, low, high = (
        f"{points:+d}" if (points := round(100 * part)) else "0"
        for part in (one.difference.value, one.difference.low, one.difference.high)
    )
    return f"{value} (95% interval {low} to {high})"


def _grade_notes(grades: CaseGrades) -> Iterator[str]:
    if grades.without_audits:
        number = len(grades.without_audits)
        yield f"Of {_some(number, 'compared pair')} no case audit is known here, on either side."
    if grades.comparable:
        yield (
            "Nothing is pooled: files of different forces were not drawn from one lot. Whether a "
            "change can be told from chance, each pair's verdict says: .case_grades().shifts(), "
            "or --verdicts on the command line."
        )


def _caveats(counts: Iterable[CaveatCount], caption: str) -> Table:
    rows = [(count.code.value, f"{count.carried} of {count.of}") for count in counts]
    return Table(rows, ("caveat", "carried by"), caption)
