"""``ncpi timeline``: one body through all the looks at it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ncpi import Archive, registers
from ncpi.cli.archives import reports_in
from ncpi.cli.bodies import body_key
from ncpi.cli.command import Command
from ncpi.cli.console import say
from ncpi.cli.tying import add_ties, matcher_of, rulings_of
from ncpi.cli.views import add_view, viewed

__all__ = ["TRAJECTORY"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("body", metavar="BODY", help="a body by slug, key or name: metropolitan")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="archives and reports in which to look, instead of those that ncpi ships; of two "
        "reports with one key the later file's counts",
    )
    add_ties(parser)
    add_view(parser)


def _timeline(options: argparse.Namespace) -> int:
    files: Sequence[str] = options.files
    archive = Archive(reports=registers.reports)
    if files:
        archive = Archive().with_reports(*(report for name in files for report in reports_in(name)))
    timeline = archive.timeline(
        body_key(options.body, archive), matcher=matcher_of(options), rulings=rulings_of(options)
    )
    say(viewed(timeline, options.format))
    return 0


TRAJECTORY = Command(
    "timeline",
    "a body through all the looks at it",
    _arguments,
    _timeline,
)
