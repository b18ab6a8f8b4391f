"""The view of a schedule."""

from __future__ import annotations

from collections.abc import Iterator

from ncpi.display._phrases import labels
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model import ItemRef
from ncpi.schedule import ArchiveDeadlines, Schedule, ScheduleEntry, UndatedDeadline
from ncpi.schedule._results import DAY_ONLY, NOT_ADVICE, UNVERIFIED, doubt_of

__all__ = ["archive_deadlines_sheet", "schedule_sheet"]


@view(Schedule)
def schedule_sheet(schedule: Schedule) -> Sheet:
    """The dated and undated deadlines, and the excluded rules."""
    return Sheet(
        f"Deadlines after {schedule.report} on {schedule.on}",
        tuple(_tables(schedule)),
        (*(caveat.label() for caveat in schedule.caveats), DAY_ONLY, NOT_ADVICE),
    )


def _tables(schedule: Schedule) -> Iterator[Table]:
    yield Table((("report", schedule.heading.label()), ("on", str(schedule.on))))
    yield Table(
        [_entry_row(entry) for entry in schedule.entries],
        ("due date", "status", "due from", "what", "rule", "claims", "caveats"),
        "Deadlines",
    )
    yield Table(
        [_undated_row(item) for item in schedule.undated],
        ("due from", "what", "why undated", "rule", "claims", "caveats"),
        "Undated deadlines",
    )
    yield Table(
        [(item.rule, item.verdict, item.reason) for item in schedule.excluded_rules],
        ("rule", "status", "why"),
        "Excluded rules",
    )


@view(ArchiveDeadlines)
def archive_deadlines_sheet(due: ArchiveDeadlines) -> Sheet:
    """The dated deadlines by their status, and the undated ones, each with its report."""
    label = due.label()
    groups = (
        ("Due", due.due),
        ("May have passed or been met", due.cannot_tell),
        ("Due day passed; nothing on record here", due.passed),
        ("Met", due.met),
    )
    columns = ("due date", "status", "due from", "report", "what", "rule", "claims", "caveats")
    tables = [
        Table(
            [_with_report(_entry_row(one), one.deadline.report) for one in entries], columns, name
        )
        for name, entries in groups
    ]
    undated = ("due from", "what", "report", "why undated", "rule", "claims", "caveats")
    rows = [(*_undated_row(one)[:2], one.report, *_undated_row(one)[2:]) for one in due.undated]
    tables.append(Table(rows, undated, "Undated deadlines"))
    return Sheet(label[0].upper() + label[1:], tuple(tables), (DAY_ONLY, NOT_ADVICE))


def _with_report(row: tuple[str, ...], report: str) -> tuple[str, ...]:
    return (*row[:3], report, *row[3:])


def _rule(key: str, basis: str | None, *, verified: bool) -> str:
    text = f"{key}: {basis or 'no basis seen'}"
    return text if verified else f"{UNVERIFIED} {text}"


def _about(what: str, item: ItemRef | None) -> str:
    return what if item is None else f"{item.name}: {what}"


def _entry_row(entry: ScheduleEntry) -> tuple[str, ...]:
    due = entry.deadline
    return (
        str(due.day) if due.day else f"{due.earliest} to {due.latest}",
        entry.verdict,
        due.due_from,
        _about(due.what, due.item),
        _rule(due.rule, due.basis, verified=due.verified),
        labels(entry.claims),
        labels(entry.caveats),
    )


def _undated_row(entry: UndatedDeadline) -> tuple[str, ...]:
    met = [f"met by {one.label()}" for one in entry.met_by]
    return (
        entry.due_from,
        _about(entry.what, entry.item),
        "\n".join(filter(None, [entry.reason, *met, doubt_of(entry)])),
        _rule(entry.rule, entry.basis, verified=entry.verified),
        labels(entry.claims),
        labels(entry.caveats),
    )
