"""``ncpi track``: one body's own record of what it does about published items."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ncpi import Archive, Report
from ncpi.cli import Command
from ncpi.cli._archives import reports_in, tracker_in, unlisted, warn_of_wording
from ncpi.cli._console import tell
from ncpi.cli._inputs import add_date, add_for_records, is_file, today
from ncpi.cli._outputs import check_target
from ncpi.cli._views import add_view
from ncpi.display import Shown
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

    def add(
        name: str, run: Callable[[argparse.Namespace], int | Shown], what: str, example: str
    ) -> argparse.ArgumentParser:
        # An example on one line can be pasted.
        step = steps.add_parser(
            name,
            help=what,
            epilog=f"examples:\n  ncpi track {name} {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        step.set_defaults(step=run, parser=step)
        return step

    start = add(
        "start",
        _start,
        "begin a tracker with one row for each item of reports",
        "police/warwickshire/2022-inspection --body warwickshire -o tracker.csv",
    )
    start.add_argument(
        "reports", metavar="REPORT", nargs="+", help="a file, or the key of a shipped report"
    )
    start.add_argument(
        "--body",
        required=True,
        help="the body that keeps the tracker: its key, or a name that the registers know",
    )
    add_date(start, "--as-of", "the date of this state of the tracker")
    start.add_argument(
        "--concerns",
        action="store_true",
        help="add a row for each concern that the reports list without a number",
    )
    _add_output(start)

    due = add("due", _due, "show what is needed next for each item", "tracker.csv --on 2022-12-01")
    due.add_argument("file", metavar="FILE", help=_FILE)
    add_date(due, "--on", "the date on which targets are due or have passed")
    due.add_argument(
        "--report",
        metavar="REPORT",
        action="append",
        default=[],
        help="a file or the key of a report to check the wording against; repeat it for several; "
        "default: the shipped reports",
    )
    add_view(due)

    since = add(
        "since",
        _since,
        "show what changed between two states of a tracker",
        "october.csv december.csv",
    )
    since.add_argument("earlier", metavar="EARLIER", help=_FILE)
    since.add_argument("later", metavar="LATER", help="a later state of it")
    add_view(since)

    following = add(
        "next",
        _next,
        "begin the next state of a tracker: its rows, with moved targets kept",
        "december.csv --as-of 2023-01-01 -o january.csv",
    )
    following.add_argument("file", metavar="FILE", help=_FILE)
    add_date(following, "--as-of", "the date of the next state of the tracker")
    _add_output(following)

    public = add(
        "public",
        _public,
        "write a tracker without owners, notes, evidence and sign-offs",
        "tracker.csv -o published.csv",
    )
    public.add_argument("file", metavar="FILE", help=_FILE)
    _add_output(public)
    for step in steps.choices.values():
        add_for_records(step, reads=True, is_step=True)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=_FILE)
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")


def _track(options: argparse.Namespace) -> int | Shown:
    result: int | Shown = options.step(options)
    return result


def _start(options: argparse.Namespace) -> int:
    from ncpi import Tracker  # noqa: PLC0415 - few commands need it

    reports = [report for name in options.reports for report in _reports(name)]
    body = Archive(reports=reports).find_body(options.body)
    faults = [fault for report in reports if (fault := outsider_in(report, body))]
    if faults:
        raise InvalidError(faults)
    day: date = options.as_of or today()
    tracker = Tracker.start(*reports, body=body, as_of=day, concerns=options.concerns)
    tracker = without_others(tracker, reports)
    status = _write(tracker, options)
    if not tracker.entries:
        every = Tracker.start(*reports, body=body, as_of=day, concerns=True)
        more = without_others(every, reports).entries
        found = f"number no item for {body}, but list {counted(len(more), 'concern')}: --concerns"
        nothing = f"list no item for {body}, so the tracker has no rows"
        tell(f"ncpi: the reports {f'{found} adds a row for each' if more else nothing}")
    if made := unlisted(reports):
        item = f"{reports[0].key}#recommendation-NUMBER"
        tell(f"ncpi: {made}. Add a row for each other, with an item such as {item}")
    return status


def _due(options: argparse.Namespace) -> Shown:
    tracker = tracker_in(options.file)
    reports = [report for name in options.report for report in _reports(name)]
    warn_of_wording(tracker, reports or Archive.shipped())
    return tracker.due(on=options.on or today())


def _since(options: argparse.Namespace) -> Shown:
    earlier, later = tracker_in(options.earlier), tracker_in(options.later)
    return later.since(earlier)


def _next(options: argparse.Namespace) -> int:
    tracker = tracker_in(options.file)
    day: date = options.as_of or today()
    if day < tracker.as_of:
        message = f"{day} is before the day of {options.file}, {tracker.as_of}"
        raise InvalidError([Fault("as_of", "inconsistent", message, str(day))])
    return _write(attrs.evolve(tracker, as_of=day), options)


def _public(options: argparse.Namespace) -> int:
    return _write(tracker_in(options.file).public(), options)


def _write(tracker: Tracker, options: argparse.Namespace) -> int:
    from ncpi.tables import write_tracker  # noqa: PLC0415 - few commands need tables

    check_target(Path(options.output), force=options.force)
    write_tracker(tracker, options.output)
    tell(f"written: {options.output} ({counted(len(tracker.entries), 'item')})")
    return 0


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
