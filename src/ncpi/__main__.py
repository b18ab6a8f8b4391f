"""The command line: ``ncpi``, or ``python -m ncpi``.

Exit status 0 where all is well, 1 where the input was refused, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import ncpi
from ncpi import Archive, Noun, Report, registers, render
from ncpi.errors import NcpiError, UnknownNameError, shown

__all__ = ["main"]

LONDON = "Europe/London"
_PURPOSE = "Police child-protection inspections, and what had changed when inspectors came back."
_VIEWS: dict[str, Callable[[render.Sheet], str]] = {
    "text": render.as_text,
    "markdown": render.as_markdown,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    # A terminal that can't show a sign shows its number rather than a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    run: Callable[[argparse.Namespace], str] = options.run
    try:
        print(run(options).rstrip("\n"))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; nothing may be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (NcpiError, OSError) as error:
        print(f"ncpi: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ncpi", description=_PURPOSE)
    parser.add_argument("--version", action="version", version=f"ncpi {ncpi.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="default: text"
    )

    compare = commands.add_parser(
        "compare", parents=[shared], help="what had changed when the inspectors came back"
    )
    compare.add_argument(
        "baseline",
        metavar="BODY|BASELINE",
        help="a body of which ncpi ships a pair (merseyside), or the baseline: a file or the "
        "key of a shipped report",
    )
    compare.add_argument(
        "follow_up", metavar="FOLLOW-UP", nargs="?", help="the follow-up: a file or a key"
    )
    compare.set_defaults(run=_compare, parser=compare)

    show = commands.add_parser("show", parents=[shared], help="a file, a shipped report or a body")
    show.add_argument("what", metavar="FILE|KEY|FORCE")
    show.set_defaults(run=_show)

    forces = commands.add_parser("forces", parents=[shared], help="the 43 territorial forces")
    forces.set_defaults(run=_forces)

    contact = commands.add_parser(
        "contact", parents=[shared], help="whom to ring at HMICFRS's press office"
    )
    contact.add_argument(
        "--at",
        type=_moment,
        metavar="TIME",
        help="such as 2026-11-22T18:30; without a zone it is London time. Default: now",
    )
    contact.add_argument(
        "--closed",
        type=_day,
        metavar="DAY",
        action="append",
        default=[],
        help="a day on which the office is closed, such as a bank holiday; may be repeated",
    )
    contact.set_defaults(run=_contact)
    return parser


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


def _viewed(noun: Noun, view: str) -> str:
    return ncpi.to_json(noun) if view == "json" else _VIEWS[view](noun.describe())


def _compare(options: argparse.Namespace) -> str:
    archive = Archive(reports=registers.reports)
    if options.follow_up is not None:
        baseline = _report(options.baseline, archive)
        comparison = ncpi.compare(baseline, _report(options.follow_up, archive))
    elif _is_file(options.baseline):
        parser: argparse.ArgumentParser = options.parser
        parser.error(f"{options.baseline} is one report; name its follow-up too")
    else:
        pair = archive.pair(_body_key(options.baseline, archive))
        comparison = ncpi.compare(pair.baseline, pair.follow_up)
    return _viewed(comparison, options.format)


def _show(options: argparse.Namespace) -> str:
    what: str = options.what
    if _is_file(what):
        return _viewed(ncpi.load(what), options.format)
    return _viewed(_shipped(what), options.format)


def _shipped(what: str) -> Noun:
    """A report by key, or a body by key or name; a bare name is a force's."""
    kind, slash, slug = what.partition("/")
    if not slash:
        return registers.forces.find(what)
    by_kind: dict[str, registers.Register[Any]] = {
        "police": registers.forces,
        "fire": registers.fire_services,
        "law-enforcement": registers.bodies,
    }
    if kind not in by_kind or "/" in slug:
        return registers.reports[what]
    found: Noun = by_kind[kind][what]
    return found


def _forces(options: argparse.Namespace) -> str:
    if options.format == "json":
        return ncpi.to_json(registers.forces.data)
    return _VIEWS[options.format](registers.forces.describe())


def _contact(options: argparse.Namespace) -> str:
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
            print(f"ncpi: {when:%Y-%m-%d %H:%M}: {as_read}", file=sys.stderr)
        return ncpi.to_json(contact)
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
    sheet = render.Sheet("HMICFRS press office", (render.Table(rows),), notes)
    return _VIEWS[options.format](sheet)


def _is_file(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() == ".json" or (bool(path.suffix) and path.is_file())


def _report(name: str, archive: Archive) -> Report:
    return ncpi.load(name, Report) if _is_file(name) else archive[name]


def _body_key(name: str, archive: Archive) -> str:
    """The key of a body by slug, key or name."""
    slugs = {key.partition("/")[2] for key in archive.bodies}
    return name if name in slugs or name in archive.bodies else registers.forces.find(name).key


if __name__ == "__main__":
    sys.exit(main())
