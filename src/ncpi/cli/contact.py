"""``ncpi contact``: whom to ring at the press office."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import ncpi
from ncpi import PressContact, display, registers
from ncpi.cli._command import Command
from ncpi.cli._console import say, tell
from ncpi.cli._views import add_view, shown_as
from ncpi.errors import UnknownNameError, shown

__all__ = ["CONTACT", "LONDON"]

LONDON = "Europe/London"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at",
        type=_moment,
        metavar="TIME",
        help="such as 2026-11-22T18:30; without a zone it is London time. Default: now",
    )
    parser.add_argument(
        "--closed",
        type=_day,
        metavar="DAY",
        action="append",
        default=[],
        help="a day on which the office is closed, such as a bank holiday; may be repeated",
    )
    add_view(parser)


def _moment(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or "T" not in text.upper().replace(" ", "T"):
        message = f"{shown(text)} is not a day and a time such as 2026-11-22T18:30"
        raise argparse.ArgumentTypeError(message)
    return when


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{shown(text)} is not a day such as 2026-12-25"
        raise argparse.ArgumentTypeError(message) from None


def _contact(options: argparse.Namespace) -> int:
    given: datetime | None = options.at
    when = given or datetime.now(UTC)
    # Read before any zone is asked for: its hours say clearly where there is no zone data.
    office = registers.inspectorates["hmicfrs"]
    as_read = ""
    if when.tzinfo is None:
        when = when.replace(tzinfo=ZoneInfo(LONDON))
        as_read = "no zone was given, so it is read as London time"
    closed: list[date] = options.closed
    contact = office.contact_at(when, closed=closed)
    if contact is None:
        raise UnknownNameError(when.isoformat(), "hours of HMICFRS's press office")
    if options.format == "json":
        if as_read:
            tell(f"ncpi: {when:%Y-%m-%d %H:%M}: {as_read}")
        say(ncpi.to_json(contact))
    else:
        say(shown_as(options.format, _sheet(contact, when, as_read)))
    return 0


def _sheet(contact: PressContact, when: datetime, as_read: str) -> display.Sheet:
    local = when.astimezone(ZoneInfo(LONDON))
    year = contact.as_of.year if contact.as_of else "an unknown year"
    rows = [
        ("when", f"{local:%A %d %B %Y, %H:%M} in London" + (f" ({as_read})" if as_read else "")),
        ("ring", f"{contact.name}, {contact.phone or contact.email}"),
        ("answers", contact.hours.label() if contact.hours else "at any time"),
        ("published", f"{year}; the number may have changed since"),
        *(("source", source.label()) for source in contact.sources),
    ]
    note = "Bank holidays are not known here: name them with --closed."
    notes = (contact.note, note) if contact.note else (note,)
    return display.Sheet("HMICFRS press office", (display.Table(rows),), notes)


CONTACT = Command("contact", "whom to ring at HMICFRS's press office", _arguments, _contact)
