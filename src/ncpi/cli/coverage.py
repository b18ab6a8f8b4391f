"""``ncpi coverage``: what an archive contains about each body, and what is missing."""

from __future__ import annotations

import argparse

from ncpi import registers
from ncpi.cli._archives import add_files, archive_of
from ncpi.cli._command import Command
from ncpi.cli._console import say
from ncpi.cli._views import add_full, add_view, shown_as, viewed

__all__ = ["COVERAGE"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    add_full(parser)
    add_view(parser, csv=True)


def _coverage(options: argparse.Namespace) -> int:
    coverage = archive_of(options.files).coverage(bodies=registers.forces)
    if options.format == "csv":
        say(shown_as("csv", coverage.describe()))
    else:
        say(viewed(coverage, options.format, full=options.full))
    return 0


COVERAGE = Command(
    "coverage",
    "show which reports on each force are held, missing or second-hand",
    _arguments,
    _coverage,
    examples=(
        "ncpi coverage",
        "ncpi coverage --format csv -o coverage.csv",
    ),
)
