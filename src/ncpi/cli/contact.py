"""``ncpi contact``: which press contact to ring."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import ncpi
from ncpi import PressContact, display, registers
from ncpi.cli import Command
from ncpi.cli._console import tell
from ncpi.cli._inputs import date_argument
from ncpi.cli._views import add_view
from ncpi.errors import UnknownNameError, shown
from ncpi.model.dates._partial_dates import BANK_HOLIDAYS

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
        type=_closed,
        metavar="DAYS",
        action="append",
        default=[],
        help="a date on which the office is closed, or the bank holidays of "
        f"{', '.join(BANK_HOLIDAYS)} (extra holidays); may be repeated",
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


def _closed(text: str) -> str:
    if text in BANK_HOLIDAYS:
        return text
    try:
        return str(date_argument(text))
    except argparse.ArgumentTypeError as error:
        message = f"{error}, or choose from: {', '.join(BANK_HOLIDAYS)}"
        raise argparse.ArgumentTypeError(message) from None


def _contact(options: argparse.Namespace) -> str | display.Sheet:
    requested: datetime | None = options.at
    when = requested or datetime.now(UTC)
    # Loaded before ZoneInfo is used, since its opening hours report missing zone data clearly.
    office = registers.inspectorates["hmicfrs"]
    assumption = ""
    if when.tzinfo is None:
        when = _in_london(when)
        assumption = "no UTC offset given, so London time is assumed"
    closed: list[str] = options.closed
    contacts = office.contacts_at(when, closed=closed)
    if not contacts:
        raise UnknownNameError(when.isoformat(), "hours of HMICFRS's press office")
    if options.format == "json":
        if assumption:
            tell(f"ncpi: {when:%Y-%m-%d %H:%M}: {assumption}")
        for remark in (*_warnings(contacts[:1], when), *map(_instead, contacts[1:])):
            tell(f"ncpi: {remark}")
        return ncpi.to_json(contacts[0])
    opening = office.opens_again(when, closed=closed)
    notes = [f"Warning: {warning}." for warning in _warnings(contacts, when)]
    if BANK_HOLIDAYS.keys().isdisjoint(closed):
        notes.append("Bank holidays count as other days: see --closed england-and-wales.")
    return _sheet(contacts, when, assumption, opening, notes)


def _in_london(when: datetime) -> datetime:
    """*when*, which has no offset, in London, unless the clocks change there then."""
    first, second = (when.replace(tzinfo=ZoneInfo(LONDON), fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        local = when.isoformat(timespec="minutes")
        message = (
            f"{local} isn't one moment in London, where the clocks change then: write "
            f"{first.isoformat(timespec='minutes')} or {second.isoformat(timespec='minutes')}"
        )
        raise argparse.ArgumentError(None, message)
    return first


def _moment(when: datetime) -> str:
    """*when* in London, in words."""
    local = when.astimezone(ZoneInfo(LONDON))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M} in London"


def _warnings(contacts: Sequence[PressContact], when: datetime) -> Iterator[str]:
    for contact in contacts:
        reach = _reach(contact)
        if contact.is_dated(when) is None:
            known = f", only {contact.as_of}" if contact.as_of else ""
            yield f"when {reach} was published isn't known{known}: check it before you rely on it"
        elif contact.as_of and contact.as_of.earliest > when.date():
            yield (
                f"{reach} was published on {contact.as_of}, after the day asked for: no earlier "
                "number is known"
            )
        elif contact.is_dated(when):
            yield (
                f"{reach} was published on {contact.as_of}, more than two years before: check "
                "it before you rely on it"
            )


def _instead(contact: PressContact) -> str:
    return f"or ring {contact.label()}"


def _sheet(
    contacts: Sequence[PressContact],
    when: datetime,
    assumption: str,
    opening: datetime | None,
    notes: Sequence[str],
) -> display.Sheet:
    remark = f" ({assumption})" if assumption else ""
    rows = [("when", f"{_moment(when)}{remark}")]
    for contact in contacts:
        rows += [
            ("ring" if contact is contacts[0] else "or", f"{contact.name}, {_reach(contact)}"),
            ("answers", contact.hours_label),
            ("as of", str(contact.as_of or "an unknown date")),
            *((("note", contact.note),) if contact.note else ()),
            *(("source", source.label()) for source in contact.sources),
        ]
    if opening is not None:
        rows.append(("office opens again", _moment(opening)))
    return display.Sheet("HMICFRS press office", (display.Table(rows),), tuple(notes))


def _reach(contact: PressContact) -> str:
    return ", ".join(part for part in (contact.phone, contact.email) if part)


CONTACT = Command(
    _arguments,
    _contact,
    examples=("ncpi contact --at 2026-11-22T18:30",),
    reads=False,
)
