"""The cells of a tracker's table: how they are written, and what people type in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

import attrs

from ncpi.errors import Fault, InvalidError, member_fault, shown
from ncpi.model.dates import PartialDate
from ncpi.model.dates._written import date_fault
from ncpi.model.items import ItemRef
from ncpi.model.tracking import Action, TargetDate
from ncpi.vocabulary import Rag, TrackingStatus

__all__ = [
    "Grid",
    "Unreadable",
    "Written",
    "action_lines",
    "actions_in",
    "day_in",
    "item_in",
    "partial_date_in",
    "per_cent_in",
    "rag_in",
    "status_in",
    "target_lines",
    "targets_in",
    "text_in",
]


@attrs.frozen
class Unreadable:
    """A cell without a value, such as a formula that was never calculated.

    Attributes:
        message: what is wrong with it.
        suggestion: what to do.
    """

    message: str
    suggestion: str


Grid: TypeAlias = Sequence[Sequence[object]]
"""The rows of a sheet as they are read: text, numbers, dates, None and `Unreadable`."""

Written: TypeAlias = str | date | int | None
"""A cell to write; a whole number is a percentage."""

_DAY_ADVICE = "Write a day: 2022-01-31, 31/01/2022 or 31 January 2022"
_TARGET_ADVICE = (
    "Write each target on a line of its own, with when and why it was set: 2026-03-31, set on "
    "2026-01-05: waiting for the budget"
)
_FURTHER = "   | "
"""How a further line of a text in several lines begins."""


def _refused(fault: Fault, suggestion: str | None = None) -> InvalidError:
    return InvalidError([attrs.evolve(fault, suggestion=suggestion) if suggestion else fault])


def text_in(cell: object) -> str:
    """The cell as text, unchanged; numbers and dates as they are usually written.

    Raises:
        ncpi.errors.InvalidError: it has no value.
    """
    if isinstance(cell, Unreadable):
        raise InvalidError([Fault("", "unreadable", cell.message, suggestion=cell.suggestion)])
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def item_in(cell: object) -> str:
    """The name of an item.

    Raises:
        ncpi.errors.InvalidError: it doesn't name one.
    """
    return str(ItemRef.parse(text_in(cell).strip()))


def status_in(cell: object) -> str:
    """A status, in capitals or not. What isn't one is left for the record to reject."""
    text = text_in(cell).strip()
    other = re.fullmatch(r"(?i:other): *(.*)", text)
    return f"other: {other[1]}" if other else _word(text, [one.value for one in TrackingStatus])


def rag_in(cell: object) -> str:
    """A rating, in capitals or not, or as a single letter.

    Raises:
        ncpi.errors.InvalidError: it isn't one.
    """
    words = [one.value for one in Rag]
    text = text_in(cell).strip()
    word = {word[0]: word for word in words}.get(text.casefold()) or _word(text, words)
    if word not in words:
        raise InvalidError([member_fault(text, words, "a RAG rating")])
    return word


def _word(text: str, words: Sequence[str]) -> str:
    plain = " ".join(text.split()).casefold()
    return plain if plain in words else text


def per_cent_in(cell: object) -> int:
    """A percentage: ``50``, or ``50%``.

    Raises:
        ncpi.errors.InvalidError: it isn't a whole number from 0 to 100.
    """
    text = text_in(cell).strip()
    found = re.fullmatch(r"(-?[0-9]{1,9})(?:\.0*)? ?%?", text, re.ASCII)
    if found is None or not 0 <= int(found[1]) <= 100:
        message = f"{shown(text)} is not a whole percentage from 0 to 100"
        raise InvalidError([Fault("", "number", message, shown(text), "Write 50 or 50%")])
    return int(found[1])


def day_in(cell: object) -> str:
    """A day, in ISO 8601.

    Raises:
        ncpi.errors.InvalidError: it isn't a day, or could mean two.
    """
    try:
        text = partial_date_in(cell)
    except InvalidError as error:
        # Dates of other precision are of no use here, but the readings of one that is unclear are.
        advice = error.faults[0].suggestion or ""
        raise _refused(error.faults[0], _DAY_ADVICE if "year" in advice else None) from None
    parsed = PartialDate.parse(text)
    if parsed.exact is None:
        message = f"{shown(text)} is not a single day"
        raise InvalidError([Fault("", "date", message, shown(text), _DAY_ADVICE)])
    return parsed.exact.isoformat()


def partial_date_in(cell: object) -> str:
    """A date of any precision, in ISO 8601 or in words.

    Raises:
        ncpi.errors.InvalidError: it isn't a date, or could mean two.
    """
    if isinstance(cell, datetime):
        message = f"{shown(str(cell))} is a date with a time of day"
        raise InvalidError([Fault("", "date", message, shown(str(cell)), "Drop the time")])
    if isinstance(cell, date):
        return cell.isoformat()
    text = text_in(cell).strip()
    if isinstance(cell, (int, float)) and cell > 9999:
        message = f"{text} is a number, not a date"
        raise InvalidError([Fault("", "date", message, text, "Format the cell as a date")])
    if found := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})", text, re.ASCII):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        day, other = _day(year, two, one), _day(year, one, two)
        if day and other in (None, day):
            return day.isoformat()
        if not (day or other):
            raise _refused(date_fault(text), _DAY_ADVICE)
    try:
        return str(PartialDate.parse(text))
    except InvalidError as error:
        advice = error.faults[0].suggestion or ""
        raise _refused(error.faults[0], _DAY_ADVICE if "ncpi." in advice else None) from None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def target_lines(targets: Sequence[TargetDate]) -> str | None:
    """The target dates in their order, each on a line with when and why it was set."""
    return "\n".join(map(_target, targets)) or None


def _target(target: TargetDate) -> str:
    when = f", set on {target.set_on}" if target.set_on else ""
    why = f": {target.reason}" if target.reason else ""
    return f"{target.target}{when}{why}".replace("\n", f"\n{_FURTHER}")


def targets_in(cell: object) -> list[dict[str, Any]]:
    """The target dates that `target_lines` writes.

    Raises:
        ncpi.errors.InvalidError: a line isn't a target date; every fault is listed.
    """
    found: list[dict[str, Any]] = []
    faults: list[Fault] = []
    if isinstance(cell, date):
        return [{"target": day_in(cell)}]
    for line, is_further in _lines(text_in(cell)):
        if is_further and found:
            earlier = found[-1].get("reason")
            found[-1]["reason"] = line if earlier is None else f"{earlier}\n{line}"
            continue
        parts = re.fullmatch(
            r"(?P<target>[^:]+?)(?:, *set on (?P<set_on>[^:]+?))?(?: *: ?(?P<reason>.*))?",
            line,
            re.IGNORECASE | re.DOTALL,
        )
        target: dict[str, Any] = {}
        for name, text in (parts.groupdict() if parts else {"target": line}).items():
            try:
                if text is not None:
                    target[name] = text if name == "reason" else day_in(text)
            except InvalidError as error:
                advice = error.faults[0].suggestion or ""
                faults.append(
                    attrs.evolve(
                        error.faults[0],
                        suggestion=advice if "could be" in advice else _TARGET_ADVICE,
                    )
                )
        found.append(target)
    if faults:
        raise InvalidError(faults)
    return [
        {name: value for name, value in one.items() if name != "reason" or value} for one in found
    ]


_DETAILS = ("owner", "due", "status")


def action_lines(actions: Sequence[Action]) -> str | None:
    """The actions as a numbered list, with a line for each detail."""
    return "\n".join(line for place in enumerate(actions, 1) for line in _action(*place)) or None


def _action(number: int, action: Action) -> Iterator[str]:
    yield f"{number}. " + action.text.replace("\n", f"\n{_FURTHER}")
    for name in _DETAILS:
        if (value := getattr(action, name)) is not None:
            yield f"   {name.capitalize()}: {value}"


def actions_in(cell: object) -> list[dict[str, Any]]:
    """The actions that `action_lines` writes, or the lines of a list typed by hand.

    Raises:
        ncpi.errors.InvalidError: a detail is wrong or repeated; every fault is listed.
    """
    found: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for line, is_further in _lines(text_in(cell)):
        detail = re.fullmatch(rf"({'|'.join(_DETAILS)}) *: *(.*?)\s*", line, re.IGNORECASE)
        if found and detail and is_further is not _EXACTLY:
            name, value = detail[1].lower(), detail[2]
            if name in found[-1]:
                message = f"action {len(found)} has two lines for its {name}"
                faults.append(Fault("", "repeated", message, shown(value)))
            try:
                if value:
                    found[-1][name] = day_in(value) if name == "due" else value
            except InvalidError as error:
                faults += error.faults
        elif found and is_further:
            found[-1]["text"] += f"\n{line}"
        else:
            numbered = re.fullmatch(r"[0-9]+\.(?: (.*))?", line, re.ASCII | re.DOTALL)
            found.append({"text": (numbered[1] or "") if numbered else line})
    if faults:
        raise InvalidError(faults)
    return found


_EXACTLY = "exactly"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line that isn't blank, with how it continues the entry above it; empty if it doesn't.

    A line that the writer continued is kept exactly; one that a person indented is stripped.
    """
    for line in text.split("\n"):
        if line.startswith(_FURTHER.rstrip(" ")):
            yield line.removeprefix(_FURTHER.rstrip(" ")).removeprefix(" "), _EXACTLY
        elif line.strip():
            yield (line.strip(), "indented") if line[0].isspace() else (line, "")
