"""``ncpi contact``: which press contact to ring."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import ncpi
from ncpi import PressContact, display, registers
from ncpi.cli._command import Command
from ncpi.cli._console import say, tell
from ncpi.cli._inputs import date_argument
from ncpi.cli._views import add_view, shown_as
from ncpi.errors import UnknownNameError, shown

__all__ = ["CONTACT", "LONDON"]

LONDON = "Europe/London"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at",
        type=_datetime,
        metavar="TIME",
        help="a time such as 2026-11-22T18:30, in London if it has no UTC offset; default: now",
    )
    parser.add_argument(
        "--closed",
        type=date_argument,
        metavar="DATE",
        action="append",
        default=[],
        help="a date on which the office is closed, such as a bank holiday; may be repeated",
    )
    add_view(parser)


def _datetime(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or "T" not in text.upper().replace(" ", "T"):
        message = f"{shown(text)} is not a date and time such as 2026-11-22T18:30"
        raise argparse.ArgumentTypeError(message)
    return when


def _contact(options: argparse.Namespace) -> int:
    requested: datetime | None = options.at
    when = requested or datetime.now(UTC)
    # Loaded before ZoneInfo is used, since its opening hours report missing zone data clearly.
    office = registers.inspectorates["hmicfrs"]
    assumption = ""
    if when.tzinfo is None:
        when = when.replace(tzinfo=ZoneInfo(LONDON))
        assumption = "no UTC offset given, so London time is assumed"
    closed: list[date] = options.closed
    contact = office.contact_at(when, closed=closed)
    if contact is None:
        raise UnknownNameError(when.isoformat(), "hours of HMICFRS's press office")
    if options.format == "json":
        if assumption:
            tell(f"ncpi: {when:%Y-%m-%d %H:%M}: {assumption}")
        say(ncpi.to_json(contact))
    else:
        say(shown_as(options.format, _sheet(contact, when, assumption)))
    return 0


def _sheet(contact: PressContact, when: datetime, assumption: str) -> display.Sheet:
    local = when.astimezone(ZoneInfo(LONDON))
    year = contact.as_of.year if contact.as_of else "an unknown year"
    remark = f" ({assumption})" if assumption else ""
    rows = [
        ("when", f"{local:%A %d %B %Y, %H:%M} in London{remark}"),
        ("ring", f"{contact.name}, {contact.phone or contact.email}"),
        ("answers", contact.hours.label() if contact.hours else "at any time"),
        ("published", f"{year}; the number may have changed since"),
        *(("source", source.label()) for source in contact.sources),
    ]
    note = "ncpi has no list of bank holidays: give their dates with --closed."
    notes = (contact.note, note) if contact.note else (note,)
    return display.Sheet("HMICFRS press office", (display.Table(rows),), notes)


CONTACT = Command(
    "contact", "show which HMICFRS press contact to ring at a given time", _arguments, _contact
)
