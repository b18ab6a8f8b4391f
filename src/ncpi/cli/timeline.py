"""``ncpi timeline``: one body through all the reports on it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ncpi import Archive
from ncpi.cli._archives import reports_in
from ncpi.cli._command import Command
from ncpi.cli._console import say
from ncpi.cli._linking import add_linking, matcher_of, rulings_of
from ncpi.cli._views import add_view, viewed

__all__ = ["TIMELINE"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("body", metavar="BODY", help="a body by slug, key or name: metropolitan")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="archives and reports in which to report, instead of those that ncpi ships; of two "
        "reports with one key the later file's counts",
    )
    add_linking(parser)
    add_view(parser)


def _timeline(options: argparse.Namespace) -> int:
    files: Sequence[str] = options.files
    archive = Archive.shipped()
    if files:
        archive = Archive().with_reports(*(report for name in files for report in reports_in(name)))
    timeline = archive.timeline(
        options.body, matcher=matcher_of(options), rulings=rulings_of(options)
    )
    say(viewed(timeline, options.format))
    return 0


TIMELINE = Command(
    "timeline",
    "a body through all the reports on it",
    _arguments,
    _timeline,
)
