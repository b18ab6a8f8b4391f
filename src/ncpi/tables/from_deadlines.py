"""What is due, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol, TypeAlias

from ncpi import fields
from ncpi.errors import InvalidError, type_fault
from ncpi.model import Deadline
from ncpi.tables.columns import Cell, Row
from ncpi.tables.layouts import plain

__all__ = ["DiaryLike", "Due", "deadline_rows"]


class DiaryLike(Protocol):
    """What is due after one report, and the day for which that is said."""

    @property
    def report(self) -> str:
        """The report's key."""
        ...

    @property
    def on(self) -> date:
        """The day."""
        ...

    @property
    def entries(self) -> Sequence[Any]:
        """What is due by a day: each entry has a deadline."""
        ...

    @property
    def without_day(self) -> Sequence[Any]:
        """What is due without a day: each has a reason."""
        ...


Due: TypeAlias = "DiaryLike | Iterable[Deadline | DiaryLike]"
"""A diary, or deadlines and diaries."""


def deadline_rows(due: Due, on: date | None = None) -> list[Row]:
    """The rows of the table ``deadlines``.

    Where a deadline stands is told for the day *on*; a diary has a day of its own.

    Raises:
        ncpi.errors.InvalidError: something else is given, or *on* is a datetime.
    """
    given: Any = due
    several = [given] if _is_diary(given) else given
    if isinstance(several, str) or not hasattr(several, "__iter__"):
        raise InvalidError([type_fault(given, "deadlines or a diary")], "tables")
    listed: tuple[Any, ...] = tuple(several)
    faults = [
        type_fault(one, "a deadline or a diary").below(f"deadlines[{index}]")
        for index, one in enumerate(listed)
        if not (isinstance(one, Deadline) or _is_diary(one))
    ]
    faults += [fault.below("on") for fault in fields.optional(fields.day).faults(on)]
    if faults:
        raise InvalidError(faults, "tables")
    return sorted((row for one in listed for row in _rows(one, on)), key=_place)


def _is_diary(given: object) -> bool:
    return hasattr(given, "entries") and hasattr(given, "without_day")


def _rows(one: Any, on: date | None) -> Iterator[Row]:
    if isinstance(one, Deadline):
        yield _deadline(one, on)
        return
    for entry in one.entries:
        yield _deadline(entry.deadline, one.on)
    for told in one.without_day:
        yield {
            **_told(told, one.report),
            "due": None,
            "due_earliest": None,
            "due_latest": None,
            "on": one.on,
            "standing": "cannot tell",
            "days_left": None,
            "reason": told.reason,
        }


_STANDINGS = {True: "overdue", False: "due", None: "cannot tell"}


def _deadline(deadline: Deadline, on: date | None) -> Row:
    return {
        **_told(deadline, deadline.report),
        "due": deadline.day,
        "due_earliest": deadline.earliest,
        "due_latest": deadline.latest,
        "on": on,
        "standing": None if on is None else _STANDINGS[deadline.is_past(on)],
        "days_left": None if on is None else deadline.days_left(on),
        "reason": None,
    }


def _told(due: Any, report: str) -> dict[str, Cell]:
    return {
        "report": report,
        "recommendation": due.recommendation,
        "what": due.what,
        "due_from": due.due_from,
        "rule": due.rule,
        "legal_basis": due.basis,
        "verified": due.verified,
        "confidence": plain(due.confidence),
    }


def _place(row: Row) -> tuple[object, ...]:
    days = (row["due_earliest"] or date.max, row["due_latest"] or date.max)
    named = (str(row[name] or "") for name in ("recommendation", "rule", "what", "due_from"))
    return (row["report"], row["due"] is None and row["due_earliest"] is None, *days, *named)
