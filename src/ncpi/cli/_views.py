"""Displays results as text, Markdown, HTML, JSON or CSV."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, cast

import attrs

import ncpi
from ncpi import ItemRef, Record, display
from ncpi.cli._outputs import add_output
from ncpi.display import Shown
from ncpi.fields._frozen import is_tuple

__all__ = ["add_full", "add_view", "json_line", "viewed"]

_WIDTH = 100
"""The width of text that goes to no terminal."""

_TABLES: Mapping[str, str | None] = {
    "comparison": "outcomes",
    "coverage": None,
    "programme-comparison": "programme_outcomes",
    "schedule": "deadlines",
    "ArchiveDeadlines": "deadlines",
    "timeline": "threads",
}
"""The table of `ncpi.tables` that is the CSV of a result, by the tag or name of its class.

None for the first table of its view.
"""

_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>:root{{color-scheme:light dark}}body{{font-family:sans-serif;margin:1em}}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>"""


def add_view(parser: argparse.ArgumentParser, *, csv: bool = False, output: bool = True) -> None:
    """Add options for the format of the result, *csv* among them, and for a file to write."""
    formats = ("text", "markdown", "html", "json", *(["csv"] if csv else []))
    default, usual = (None, "that of FILE's extension, or text") if output else ("text", "text")
    parser.add_argument("--format", choices=formats, default=default, help=f"default: {usual}")
    if output:
        add_output(parser, formats)


def add_full(parser: argparse.ArgumentParser) -> None:
    """Add an option for the sections and rows that a short form leaves out."""
    parser.add_argument(
        "--full",
        action="store_true",
        help="also the sections and rows that the short form leaves out; HTML only folds the "
        "sections, and JSON and CSV are always full",
    )


def _width() -> int:
    """The width of the terminal, or of COLUMNS; a fixed one if the text goes elsewhere."""
    if "COLUMNS" not in os.environ and not (sys.stdout and sys.stdout.isatty()):
        return _WIDTH
    return max(shutil.get_terminal_size((_WIDTH, 0)).columns, 20)


def _csv(sheet: display.Sheet) -> str:
    from ncpi.tables._csv import guarded  # noqa: PLC0415 - few commands need tables

    (table, *_) = [table for table in sheet.tables if table.columns and not table.folded]
    return "\n".join(",".join(map(guarded, row)) for row in (table.columns, *table.rows))


def _csv_of(result: Any) -> str:
    for cls in type(result).__mro__:
        if (name := getattr(cls, "TAG", cls.__name__)) in _TABLES:
            table = _TABLES[name]
            if table is None:
                return _csv(result.describe())
            from ncpi.tables import plain  # noqa: PLC0415 - few commands need tables
            from ncpi.tables._csv import csv_text  # noqa: PLC0415 - as above

            return csv_text(plain(table, result)).replace("\r\n", "\n")
    message = "--format csv is only for the whole result; export writes every table"
    raise argparse.ArgumentError(None, message)


def viewed(result: Shown | display.Sheet, view: str, *, full: bool = True) -> str:
    """*result* in the format *view*; the JSON of a record is a document.

    Unless *full*, text and Markdown leave out the folded sections, which they name, and all but
    the first rows of long tables.
    """
    if isinstance(result, display.Sheet):
        sheet = result
    elif view == "csv":
        return _csv_of(result)
    elif view == "json":
        if isinstance(result, Record):
            return ncpi.to_json(result)
        return json.dumps(_plain(result), ensure_ascii=False, indent=2)
    else:
        sheet = result.describe().in_full() if full else result.describe()
    if view == "csv":
        return _csv(sheet)
    if view == "html":
        import html  # noqa: PLC0415 - slow to import; few programs need it

        return _PAGE.format(title=html.escape(sheet.title), body=display.as_html(sheet, 1))
    short = sheet if full else sheet.brief("--full adds")
    return display.as_markdown(short) if view == "markdown" else display.as_text(short, _width())


def json_line(**figures: object) -> str:
    """*figures* as a JSON object on one line."""
    return json.dumps({name: _plain(value) for name, value in figures.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    """A figure as an object of its fields, a record as in documents, a pair as its keys."""
    from ncpi.comparison.pairs import PairResult  # noqa: PLC0415 - few commands compare

    if isinstance(value, PairResult):
        baseline, follow_up = value.keys
        pair = {"baseline": baseline, "follow_up": follow_up, "force": value.force}
        return pair if value.refused is None else pair | {"refused": value.refused}
    if isinstance(value, (ItemRef, date, Enum)):
        return str(value)
    if isinstance(value, Record):
        return ncpi.to_dict(value)["content"]
    if is_tuple(value):
        return [_plain(one) for one in value]
    if attrs.has(type(value)):
        fields = attrs.fields(cast("Any", type(value)))
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    return value
