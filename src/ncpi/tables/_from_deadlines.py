"""Converts deadlines and schedules to rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

import attrs

from ncpi import fields
from ncpi.archive import Archive
from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.model import Deadline
from ncpi.schedule._archive import ArchiveDeadlines
from ncpi.schedule._results import Schedule, ScheduleEntry, doubt_of
from ncpi.tables._arguments import several
from ncpi.tables._rows import row_of
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Row

__all__ = ["Due", "deadline_rows"]

Due: TypeAlias = Schedule | ArchiveDeadlines | Iterable[Deadline | Schedule]
"""A schedule, the deadlines of an archive, or deadlines and schedules."""


def deadline_rows(due: Due, on: date | str | None = None) -> list[Row]:
    """The rows of the table ``deadlines``.

    The status of a deadline is that on the date *on*; a schedule has its own date.

    Raises:
        ncpi.errors.InvalidError: *due* is something else, or *on* isn't a date.
    """
    faults: list[Fault] = []
    day = None if on is None else fields.accept(date, on, "on", faults)
    if isinstance(due, Archive):
        way_out = "Pass ncpi.schedule.archive_deadlines(archive, on=day)"
        fault = type_fault(due, "a schedule or a list of deadlines")
        raise InvalidError([attrs.evolve(fault, suggestion=way_out), *faults], "tables")
    if isinstance(due, ArchiveDeadlines):
        fields.refuse(faults, "tables")
        return sorted(map(_entry, (*due.entries, *due.undated)), key=_order)
    iterable = (due,) if isinstance(due, Schedule) else due
    items = several(iterable, tuple[Deadline | Schedule, ...], "deadlines", faults)
    return sorted((row for item in items for row in _rows(item, day)), key=_order)


def _rows(one: Deadline | Schedule, on: date | None) -> Iterator[Row]:
    if isinstance(one, Schedule):
        yield from map(_entry, (*one.entries, *one.undated))
    elif on is not None:
        yield _entry(ScheduleEntry(deadline=one, on=on))
    else:
        unknown = dict.fromkeys(("on", "status", "days_left"))
        yield row_of(SCHEMAS["deadlines"], one, caveats=(), **unknown)


def _entry(entry: ScheduleEntry) -> Row:
    return row_of(
        SCHEMAS["deadlines"],
        entry.deadline,
        on=entry.on,
        status=entry.status,
        days_left=entry.days_left,
        reason="; ".join(filter(None, [entry.deadline.reason, doubt_of(entry)])) or None,
        caveats=entry.caveats,
    )


def _order(row: Row) -> tuple[object, ...]:
    days = (row["due_earliest"] or date.max, row["due_latest"] or date.max)
    texts = (str(row[name] or "") for name in ("item", "rule", "what", "due_from"))
    return (row["report"], row["due_earliest"] is None, *days, *texts)
