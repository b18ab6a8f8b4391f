"""``ncpi timeline``: all the reports on one body, in order."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ncpi import Archive
from ncpi.cli import Command
from ncpi.cli._archives import refuse_without_reports, reports_in
from ncpi.cli._link_options import add_link_options, matcher_of, rulings_of
from ncpi.cli._views import add_full, add_view
from ncpi.timeline import Timeline

__all__ = ["TIMELINE"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("body", metavar="BODY", help="a body by slug, key or name: metropolitan")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="archives and reports to use instead of the shipped reports; of two reports with "
        "the same key, the one in the later file is used",
    )
    add_full(parser)
    add_link_options(parser)
    add_view(parser, csv=True)


def _timeline(options: argparse.Namespace) -> Timeline:
    files: Sequence[str] = options.files
    archive = Archive.shipped()
    if files:
        archive = Archive().with_reports(*(report for name in files for report in reports_in(name)))
        refuse_without_reports(archive, files)
    return archive.timeline(options.body, matcher=matcher_of(options), rulings=rulings_of(options))


TIMELINE = Command(
    _arguments,
    _timeline,
    examples=(
        "ncpi timeline metropolitan",
        'ncpi timeline "Kent Police" --full -o kent.md',
    ),
)
