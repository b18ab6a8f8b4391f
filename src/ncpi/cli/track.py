"""``ncpi track``: one body's own record of what it does about published items."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ncpi import Archive, Report
from ncpi.cli._archives import reports_in
from ncpi.cli._command import Command
from ncpi.cli._console import say, tell
from ncpi.cli._inputs import add_import, add_unknown, date_argument, is_file
from ncpi.cli._outputs import check_target
from ncpi.cli._trackers import tracker_in, warn_of_wording
from ncpi.cli._views import add_view, viewed
from ncpi.errors import Fault, InvalidError, counted
from ncpi.owed import outsider_in, without_others

if TYPE_CHECKING:
    from ncpi import Tracker

__all__ = ["TRACK"]

_FILE = "a tracker: .xlsx, .csv, .json, .yaml or .yml"
_NOTES = """A tracker is one table that you edit in a spreadsheet. It never changes the published
reports. Excel workbooks need the extra office."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(title="steps", metavar="STEP", required=True)
    start = steps.add_parser("start", help="begin a tracker with one row for each item of reports")
    start.add_argument(
        "reports", metavar="REPORT", nargs="+", help="a file, or the key of a shipped report"
    )
    start.add_argument(
        "--body",
        required=True,
        help="the body that keeps the tracker: its key, or a name that the registers know",
    )
    start.add_argument(
        "--as-of",
        metavar="DATE",
        type=date_argument,
        help="the date of this state of the tracker; default: today",
    )
    start.add_argument(
        "--concerns",
        action="store_true",
        help="add a row for each concern that the reports list without a number",
    )
    _add_output(start)
    start.epilog = (
        "examples:\n  ncpi track start police/warwickshire/2022-inspection --body warwickshire "
        "-o tracker.csv"
    )
    start.set_defaults(step=_start, parser=start)

    due = steps.add_parser("due", help="show what is needed next for each item")
    due.add_argument("file", metavar="FILE", help=_FILE)
    due.add_argument(
        "--on",
        metavar="DATE",
        type=date_argument,
        help="the date on which targets are due or have passed; default: today",
    )
    due.add_argument(
        "--report",
        metavar="REPORT",
        action="append",
        default=[],
        help="a file or the key of a report to check the wording against; repeat it for several; "
        "default: the shipped reports",
    )
    add_view(due)
    due.epilog = "examples:\n  ncpi track due tracker.csv --on 2022-12-01"
    due.set_defaults(step=_due, parser=due)

    since = steps.add_parser("since", help="show what changed between two states of a tracker")
    since.add_argument("earlier", metavar="EARLIER", help=_FILE)
    since.add_argument("later", metavar="LATER", help="a later state of it")
    add_view(since)
    since.epilog = "examples:\n  ncpi track since october.csv december.csv"
    since.set_defaults(step=_since, parser=since)

    following = steps.add_parser(
        "next", help="begin the next state of a tracker: its rows, with moved targets kept"
    )
    following.add_argument("file", metavar="FILE", help=_FILE)
    following.add_argument(
        "--as-of",
        metavar="DATE",
        type=date_argument,
        help="the date of the next state of the tracker; default: today",
    )
    _add_output(following)
    following.epilog = "examples:\n  ncpi track next december.csv --as-of 2023-01-01 -o january.csv"
    following.set_defaults(step=_next, parser=following)

    public = steps.add_parser(
        "public", help="write a tracker without owners, notes, evidence and sign-offs"
    )
    public.add_argument("file", metavar="FILE", help=_FILE)
    _add_output(public)
    public.epilog = "examples:\n  ncpi track public tracker.csv -o published.csv"
    public.set_defaults(step=_public, parser=public)
    for step in steps.choices.values():
        add_import(step, is_step=True)
        add_unknown(step, is_step=True)
        # An example on one line can be pasted.
        step.formatter_class = argparse.RawDescriptionHelpFormatter


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=_FILE)
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")


def _track(options: argparse.Namespace) -> int:
    options.step(options)
    return 0


def _start(options: argparse.Namespace) -> None:
    from ncpi import Tracker  # noqa: PLC0415 - few commands need it

    reports = [report for name in options.reports for report in _reports(name)]
    body = Archive(reports=reports).find_body(options.body)
    faults = [fault for report in reports if (fault := outsider_in(report, body))]
    if faults:
        raise InvalidError(faults)
    day: date = options.as_of or _today()
    tracker = Tracker.start(*reports, body=body, as_of=day, concerns=options.concerns)
    tracker = without_others(tracker, reports)
    if not tracker.entries:
        every = Tracker.start(*reports, body=body, as_of=day, concerns=True)
        more = without_others(every, reports).entries
        found = f"number no item for {body}, but list {counted(len(more), 'concern')}: --concerns"
        nothing = f"list no item for {body}, so the tracker has no rows"
        tell(f"ncpi: the reports {f'{found} adds a row for each' if more else nothing}")
    _write(tracker, options)


def _due(options: argparse.Namespace) -> None:
    tracker = tracker_in(options.file)
    reports = [report for name in options.report for report in _reports(name)]
    warn_of_wording(tracker, reports or Archive.shipped())
    say(viewed(tracker.due(on=options.on or _today()), options.format))


def _since(options: argparse.Namespace) -> None:
    earlier, later = tracker_in(options.earlier), tracker_in(options.later)
    say(viewed(later.since(earlier), options.format))


def _next(options: argparse.Namespace) -> None:
    tracker = tracker_in(options.file)
    day: date = options.as_of or _today()
    if day < tracker.as_of:
        message = f"{day} is before the day of {options.file}, {tracker.as_of}"
        raise InvalidError([Fault("as_of", "inconsistent", message, str(day))])
    _write(attrs.evolve(tracker, as_of=day), options)


def _public(options: argparse.Namespace) -> None:
    _write(tracker_in(options.file).public(), options)


def _write(tracker: Tracker, options: argparse.Namespace) -> None:
    from ncpi.tables import write_tracker  # noqa: PLC0415 - few commands need tables

    check_target(Path(options.output), force=options.force)
    write_tracker(tracker, options.output)
    tell(f"written: {options.output} ({counted(len(tracker.entries), 'item')})")


def _today() -> date:
    # Only the command line reads the clock; its output states the date.
    return date.today()  # noqa: DTZ011 - the user's local date


def _reports(name: str) -> tuple[Report, ...]:
    return tuple(reports_in(name)) if is_file(name) else (Archive.shipped()[name],)


TRACK = Command(
    _arguments,
    _track,
    examples=(
        "ncpi track start police/warwickshire/2022-inspection --body warwickshire -o tracker.csv",
        "ncpi track due tracker.csv --on 2022-12-01",
    ),
    notes=_NOTES,
)
