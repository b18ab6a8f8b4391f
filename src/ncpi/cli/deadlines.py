"""``ncpi deadlines``: what is due after a report, from whom and by when."""

from __future__ import annotations

import argparse
from datetime import date

import ncpi
from ncpi import Report, registers
from ncpi.cli._command import Command
from ncpi.cli._console import say
from ncpi.cli._inputs import date_argument, is_file, loaded
from ncpi.cli._views import add_view, viewed

__all__ = ["DEADLINES"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="REPORT", help="a file, or the key of a shipped report")
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=date_argument,
        help="the date on which to state what is due or overdue; default: today",
    )
    parser.add_argument(
        "--unverified",
        action="store_true",
        help="also use rules that were only inferred; they are marked",
    )
    parser.add_argument(
        "--holiday",
        metavar="DATE",
        type=date_argument,
        action="append",
        help="the date of a bank holiday; repeat it for every bank holiday in the period. Working "
        "days are counted only if bank holidays are given",
    )
    add_view(parser)


def _deadlines(options: argparse.Namespace) -> int:
    name: str = options.report
    report = loaded(name, Report) if is_file(name) else registers.reports[name]
    # Only the command line reads the clock; its output states the date.
    day: date = options.on or date.today()  # noqa: DTZ011 - the user's local date
    schedule = ncpi.deadlines(
        report, on=day, unverified=options.unverified, holidays=options.holiday
    )
    say(viewed(schedule, options.format))
    return 0


DEADLINES = Command(
    "deadlines",
    "show what is due after a report, from whom and by when",
    _arguments,
    _deadlines,
    notes="Not legal advice. Working days are counted only if you give the bank holidays, of "
    "which ncpi has no list.",
)
