"""``ncpi reports`` and ``ncpi forces``: the keys of what there is."""

from __future__ import annotations

import argparse

import ncpi
from ncpi import registers
from ncpi.cli import Command
from ncpi.cli._archives import holdings
from ncpi.cli._console import say
from ncpi.cli._views import add_view, json_line, shown_as
from ncpi.display import Sheet, Table
from ncpi.errors import counted

__all__ = ["FORCES", "REPORTS"]

_COLUMNS = ("key", "kind", "published", "title")


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_view(parser, csv=True)


def _forces(options: argparse.Namespace) -> int:
    if options.format == "json":
        say(ncpi.to_json(registers.forces.data))
    else:
        say(shown_as(options.format, registers.forces.describe()))
    return 0


FORCES = Command(
    _arguments,
    _forces,
    examples=(
        "ncpi forces",
        "ncpi forces --format csv -o forces.csv",
    ),
    reads=False,
)


def _choosing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="bodies or keys, and files with reports or archives to choose from; default: all "
        "shipped reports",
    )
    add_view(parser, csv=True)


def _reports(options: argparse.Namespace) -> int:
    listed = holdings(options.names)
    rows = [(one.key, one.kind.value, str(one.published or "undated"), one.title) for one in listed]
    if options.format == "json":
        say("\n".join(json_line(**dict(zip(_COLUMNS, row, strict=True))) for row in rows))
    else:
        # In text, the titles would leave no room for a table.
        columns = _COLUMNS[:3] if options.format == "text" else _COLUMNS
        cells = [row[: len(columns)] for row in rows]
        sheet = Sheet(counted(len(rows), "report"), (Table(cells, columns),))
        say(shown_as(options.format, sheet))
    return 0


REPORTS = Command(
    _choosing,
    _reports,
    examples=("ncpi reports merseyside", "ncpi reports --format csv -o reports.csv"),
)
