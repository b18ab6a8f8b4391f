"""``ncpi reports`` and ``ncpi forces``: the keys of what there is."""

from __future__ import annotations

import argparse

import ncpi
from ncpi import registers
from ncpi.cli import Command
from ncpi.cli._archives import holdings
from ncpi.cli._views import add_view, json_line
from ncpi.display import Sheet, Table
from ncpi.errors import counted

__all__ = ["FORCES", "REPORTS"]

_COLUMNS = ("key", "kind", "published", "title")


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_view(parser, csv=True)


def _forces(options: argparse.Namespace) -> str | Sheet:
    is_json = options.format == "json"
    return ncpi.to_json(registers.forces.data) if is_json else registers.forces.describe()


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


def _reports(options: argparse.Namespace) -> str | Sheet:
    listed = holdings(options.names)
    rows = [(one.key, one.kind.value, str(one.published or "undated"), one.title) for one in listed]
    if options.format == "json":
        return "\n".join(json_line(**dict(zip(_COLUMNS, row, strict=True))) for row in rows)
    # In text, the titles would leave no room for a table.
    columns = _COLUMNS[:3] if options.format == "text" else _COLUMNS
    cells = [row[: len(columns)] for row in rows]
    return Sheet(counted(len(rows), "report"), (Table(cells, columns),))


REPORTS = Command(
    _choosing,
    _reports,
    examples=("ncpi reports merseyside", "ncpi reports --format csv -o reports.csv"),
)
