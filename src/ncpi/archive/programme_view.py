"""A programme and its views as rows for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ncpi.archive.case_grades import CaseGrades, GradeMove
from ncpi.archive.caveat_counts import CaveatCount
from ncpi.archive.follow_up_times import FollowUpTimes
from ncpi.archive.outcomes import OutcomeRow, OutcomeTable
from ncpi.archive.programme import ProgrammeComparison
from ncpi.archive.spread import Spread
from ncpi.comparison import GradeShift
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Grouping, LinkBasis, Outcome, Stretch

__all__ = ["grades_sheet", "outcomes_sheet", "programme_sheet", "times_sheet"]

_SILENCE = (
    "Not mentioned in what was read isn't evidence that nothing was done, and is no outcome "
    "beside the others."
)


def programme_sheet(programme: ProgrammeComparison) -> Sheet:
    """The programme over all, how long follow-ups took, and its case grades."""
    outcomes, times = programme.outcomes(), programme.follow_up_times()
    grades = grades_sheet(programme.case_grades())
    answered = outcomes_sheet(outcomes)
    baselines = {pair.baseline.key for pair in programme.pairs}
    inferred = sum(pair.link is LinkBasis.INFERRED for pair in programme.pairs)
    heading = [
        ("reports", f"{programme.reports}, of which {len(programme.unpaired)} are in no pair"),
        (
            "pairs",
            _sentence(
                f"{len(programme.pairs)}, of {_some(len(baselines), 'baseline')} and",
                f"{_some(len(programme.forces), 'force')};",
                f"that one follows the other is inferred in {inferred}, not stated",
            ),
        ),
    ]
    if programme.dangling:
        heading.append(("follow an earlier report that isn't held", ", ".join(programme.dangling)))
    if undecided := sum(
        len(pair.comparison.undecided) for pair in programme.pairs if pair.comparison
    ):
        told = "left to a person, and not counted"
        heading.append(("undecided by text", f"{_some(undecided, 'answer or restatement')} {told}"))
    if programme.refused:
        heading.append(("not compared", f"{_some(len(programme.refused), 'pair')}, named below"))
    refused = [(*pair.keys, pair.refused or "") for pair in programme.refused]
    return Sheet(
        title=f"The programme: {programme.label()}",
        tables=(
            Table(heading),
            Table(refused, ("baseline", "follow-up", "why"), "Pairs that may not be compared"),
            *answered.tables,
            _summary(times),
            *grades.tables,
            _caveats(programme.caveats, "Caveats on whole pairs, of all that were compared"),
        ),
        notes=(*answered.notes, *_time_notes(), *grades.notes),
    )


def outcomes_sheet(table: OutcomeTable) -> Sheet:
    """Every row of the outcomes, each outcome with its basis."""
    grouped = "" if table.by is Grouping.ALL else f", by {table.by.value}"
    columns = (
        "" if table.by is Grouping.ALL else table.by.value,
        "pairs",
        "recommendations",
        "entries",
        "what the follow-ups said",
        Outcome.NOT_MENTIONED.value,
        "other frameworks",
    )
    title = f"How recommendations were answered{grouped}"
    return Sheet(
        title=title,
        tables=(
            Table([_outcome_row(row, table.by) for row in table.rows], columns, title),
            _caveats(table.caveats, "Caveats on those answers, of all entries"),
        ),
        notes=tuple(_outcome_notes(table)),
    )


def _outcome_row(row: OutcomeRow, by: Grouping) -> tuple[str, ...]:
    where = f" [{row.framework or 'no framework'}]" if by is Grouping.THEME else ""
    refused = f"; {row.refused} more could not be compared" if row.refused else ""
    said = [count for count in row.counts if count.outcome is not Outcome.NOT_MENTIONED]
    return (
        f"{row.group}{where}",
        f"{row.pairs}, of {_some(row.baselines, 'baseline')}{refused}",
        _listed(row),
        str(row.entries),
        "\n".join(count.label() for count in said),
        str(row.not_mentioned) if row.entries else "",
        "\n".join(row.crosswalks),
    )


def _some(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _sentence(*parts: str) -> str:
    return " ".join(parts)


def _listed(row: OutcomeRow) -> str:
    """How many are listed, and of how many that is known to be a part."""
    parts = [f"{row.recommendations} listed"]
    if row.made is None:
        return parts[0]
    stating = row.baselines - (row.made_unknown or 0)
    if stating:
        made = f"of the {row.made} that {_some(stating, 'baseline')} made"
        parts.append(f"{made}, {row.made_listed} are listed")
    if row.made_unknown:
        parts.append(f"how many {_some(row.made_unknown, 'baseline')} made isn't known")
    return "; ".join(parts)


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
            _pair(told.force, told.baseline, told.follow_up),
            *(days.label() if (days := told.days(stretch)) else "unknown" for stretch in Stretch),
        )
        for told in times.pairs
    ]
    return Sheet(
        title=f"How long the follow-ups took: {times.label()}",
        tables=(
            _summary(times),
            Table(rows, ("", *(stretch.value for stretch in Stretch)), "Pair by pair, in days"),
        ),
        notes=tuple(_time_notes()),
    )


def _summary(times: FollowUpTimes) -> Table:
    rows = [_summary_row(stretch, times) for stretch in Stretch]
    columns = ("days", "pairs", "known to the day", "with ranges")
    return Table(rows, columns, "How long the follow-ups took, in days")


def _summary_row(stretch: Stretch, times: FollowUpTimes) -> tuple[str, ...]:
    found = [told.days(stretch) for told in times.pairs]
    known = [days for days in found if days is not None]
    exact = sum(days.is_certain for days in known)
    return (
        stretch.value,
        f"{exact} to the day, {len(known) - exact} as a range, {len(found) - len(known)} unknown",
        times.spread(stretch).sentence.partition(": ")[2],
        _bounds(*times.bounds(stretch)) if exact < len(known) else "",
    )


def _bounds(least: Spread, most: Spread) -> str:
    """Between what the summary of all that is known must lie, ranges included."""
    told = f"{len(least.known)} of {least.forces} forces"
    if not least.is_summed_up:
        return f"{told}, too few to sum up"
    named = {
        "the least": (least.least, most.least),
        "the median": (least.median, most.median),
        "the greatest": (least.greatest, most.greatest),
    }
    parts = [
        f"{words} lies between {low:.0f} and {high:.0f}"
        for words, (low, high) in named.items()
        if low is not None and high is not None
    ]
    return f"{told}: {', '.join(parts)}"


def _time_notes() -> Iterator[str]:
    yield _sentence(
        "Where a date is known to the month or the year only, the days are a range; where one",
        "isn't known at all, so are they not. Below nought, the dates leave open which was first.",
        "A force counts once, with the first follow-up of",
        "its earliest baseline; where the dates can't tell which that is, as not known. What is",
        "known to the day isn't a fair part of all: read it beside the ranges.",
    )


def _pair(force: str, baseline: str, follow_up: str) -> str:
    """A pair in one line, the force's key written once."""
    start = f"{force}/"
    if baseline.startswith(start) and follow_up.startswith(start):
        return f"{force}: {baseline.removeprefix(start)}, {follow_up.removeprefix(start)}"
    return f"{baseline}, {follow_up}"


def grades_sheet(grades: CaseGrades) -> Sheet:
    """The comparable audits with their figures, and the others with the reason."""
    rows = [
        (_move(move), _area(move), "\n".join(_grade(one) for one in move.grades))
        for move in grades.comparable
    ]
    apart = [(_move(move), _area(move), move.of.comparability.value) for move in grades.apart]
    spreads = [tuple(spread.sentence.split(": ", 1)) for spread in _spreads(grades)]
    return Sheet(
        title=f"How case grades moved: {grades.label()}",
        tables=(
            Table(
                rows,
                ("", "cases in", "shares before and after, difference in points"),
                "How case grades moved, pair by pair",
            ),
            Table(spreads, ("", "in points"), "How much forces differ"),
            _caveats(grades.caveats, "Caveats on these, of all that are comparable"),
            Table(apart, ("pair", "cases in", "why"), "Audits that nothing can be set against"),
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


def _move(move: GradeMove) -> str:
    return _pair(move.force, move.baseline, move.follow_up)


def _area(move: GradeMove) -> str:
    return move.of.area or "all areas"


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


def _grade_notes(grades: CaseGrades) -> Iterator[str]:
    if grades.without_audits:
        number = len(grades.without_audits)
        yield f"Of {_some(number, 'compared pair')} no case audit is known here, on either side."
    if grades.comparable:
        yield (
            "Forces are those of which an audit is known on either side. "
            "Nothing is pooled: files of different forces were not drawn from one lot. Whether a "
            "change can be told from chance, each pair's verdict says: .case_grades().shifts(), "
            "or --verdicts on the command line."
        )


def _caveats(counts: Iterable[CaveatCount], caption: str) -> Table:
    rows = [(count.code.value, f"{count.carried} of {count.of}") for count in counts]
    return Table(rows, ("caveat", "carried by"), caption)
