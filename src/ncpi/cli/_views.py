"""Displays results as text, Markdown or JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, cast

import attrs

import ncpi
from ncpi import ItemRef, Record, display
from ncpi.comparison.pairs import PairResult
from ncpi.display import Shown
from ncpi.fields._frozen import is_tuple

__all__ = ["add_full", "add_view", "json_line", "shown_as", "viewed"]

_VIEWS: Mapping[str, Callable[[display.Sheet], str]] = {
    "text": display.as_text,
    "markdown": display.as_markdown,
}


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add an option for the format of the result."""
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="default: text"
    )


def add_full(parser: argparse.ArgumentParser) -> None:
    """Add an option for the sections and rows that a short form leaves out."""
    parser.add_argument(
        "--full",
        action="store_true",
        help="also the sections and rows that the short form leaves out; JSON always has them",
    )


def shown_as(view: str, sheet: display.Sheet) -> str:
    """*sheet* as text or as Markdown."""
    return _VIEWS[view](sheet)


def viewed(result: Shown, view: str, *, full: bool = True) -> str:
    """*result* as text, Markdown or JSON; the JSON of a record is a document.

    Unless *full*, text and Markdown leave out the folded sections, which they name, and all but
    the first rows of long tables.
    """
    if view != "json":
        sheet = result.describe()
        return shown_as(view, sheet.in_full() if full else _brief(sheet))
    if isinstance(result, Record):
        return ncpi.to_json(result)
    return json.dumps(_plain(result), ensure_ascii=False, indent=2)


def _brief(sheet: display.Sheet) -> display.Sheet:
    left = [f"{section.lower()} ({rows})" for section, rows in sheet.folded.items()]
    more = sum(table.more for table in sheet.tables if not table.folded)
    left += [f"{more} more rows"] if more else []
    note = (f"--full adds: {', '.join(left)}",) if left else ()
    return attrs.evolve(sheet.brief(), notes=(*sheet.notes, *note))


def json_line(**figures: object) -> str:
    """*figures* as a JSON object on one line."""
    return json.dumps({name: _plain(value) for name, value in figures.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    """A figure as an object of its fields, a record as in documents, a pair as its keys."""
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
