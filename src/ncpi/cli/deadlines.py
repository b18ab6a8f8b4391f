"""``ncpi deadlines``: what is due after a report, from whom and by when."""

from __future__ import annotations

import argparse
from datetime import date

import ncpi
from ncpi import Report, registers
from ncpi.cli._command import Command
from ncpi.cli._console import say
from ncpi.cli._inputs import is_file, loaded
from ncpi.cli._views import add_view, viewed
from ncpi.errors import InvalidError
from ncpi.model import PartialDate

__all__ = ["DEADLINES"]


def _day(text: str) -> date:
    """The day that *text* says in full.

    Raises:
        argparse.ArgumentTypeError: it says none, or only a month or a year.
    """
    try:
        day = PartialDate.parse(text).exact
    except InvalidError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if day is None:
        message = f"{text} is no single day; write it in full: 2018-08-30"
        raise argparse.ArgumentTypeError(message)
    return day


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="REPORT", help="a file, or the key of a shipped report")
    parser.add_argument(
        "--on",
        metavar="DAY",
        type=_day,
        help="the day for which it is said where they stand; default: today",
    )
    parser.add_argument(
        "--unverified",
        action="store_true",
        help="use rules too that were only inferred; they are marked",
    )
    parser.add_argument(
        "--holiday",
        metavar="DAY",
        type=_day,
        action="append",
        help="a bank holiday, once for each in question: working days are then counted too",
    )
    add_view(parser)


def _deadlines(options: argparse.Namespace) -> int:
    named: str = options.report
    report = loaded(named, Report) if is_file(named) else registers.reports[named]
    # The command line alone knows a clock; what it prints names the day.
    day: date = options.on or date.today()  # noqa: DTZ011 - today is where the user is
    schedule = ncpi.deadlines(
        report, on=day, unverified=options.unverified, holidays=options.holiday
    )
    say(viewed(schedule, options.format))
    return 0


DEADLINES = Command(
    "deadlines",
    "what is due after a report, from whom and by when",
    _arguments,
    _deadlines,
    notes="Not legal advice. Working days are counted only where the bank holidays are named; "
    "which they are, ncpi doesn't know.",
)
