"""The view of a schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model import Record
from ncpi.schedule import Schedule, ScheduleEntry, UndatedDeadline
from ncpi.schedule._results import DAY_ONLY, NOT_ADVICE, UNVERIFIED

__all__ = ["schedule_sheet"]


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


def _rule(key: str, basis: str | None, *, verified: bool) -> str:
    text = f"{key}: {basis or 'no basis seen'}"
    return text if verified else f"{UNVERIFIED} {text}"


def _lines(records: Iterable[Record]) -> str:
    return "\n".join(record.label() for record in records)


def _about(what: str, recommendation: str | None) -> str:
    return what if recommendation is None else f"{recommendation}: {what}"


def _entry_row(entry: ScheduleEntry) -> tuple[str, ...]:
    due = entry.deadline
    return (
        str(due.day) if due.day else f"{due.earliest} to {due.latest}",
        entry.verdict,
        due.due_from,
        _about(due.what, due.recommendation),
        _rule(due.rule, due.basis, verified=due.verified),
        _lines(entry.claims),
        _lines(entry.caveats),
    )


def _undated_row(entry: UndatedDeadline) -> tuple[str, ...]:
    return (
        entry.due_from,
        _about(entry.what, entry.recommendation),
        entry.reason,
        _rule(entry.rule, entry.basis, verified=entry.verified),
        _lines(entry.claims),
        _lines(entry.caveats),
    )
