"""How results are shown: as text, as Markdown, or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, cast

import attrs

import ncpi
from ncpi import Record, display
from ncpi.comparison.pairs import PairResult
from ncpi.display import Shown
from ncpi.fields._frozen import is_tuple

__all__ = ["add_view", "json_line", "shown_as", "viewed"]

_VIEWS: Mapping[str, Callable[[display.Sheet], str]] = {
    "text": display.as_text,
    "markdown": display.as_markdown,
}


def add_view(parser: argparse.ArgumentParser) -> None:
    """Let the user choose how a command's result is shown."""
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="default: text"
    )


def shown_as(view: str, sheet: display.Sheet) -> str:
    """*sheet* as text or as Markdown."""
    return _VIEWS[view](sheet)


def viewed(result: Shown, view: str) -> str:
    """*result* as text, as Markdown or as JSON: a document, if it can be loaded again."""
    if view != "json":
        return shown_as(view, result.describe())
    if isinstance(result, Record):
        return ncpi.to_json(result)
    return json.dumps(_plain(result), ensure_ascii=False, indent=2)


def json_line(**entry: object) -> str:
    """Figures by name as one line of JSON."""
    return json.dumps({name: _plain(value) for name, value in entry.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    """A figure by the names of its fields; records as in documents, and a pair by its keys."""
    if isinstance(value, PairResult):
        baseline, follow_up = value.keys
        named = {"baseline": baseline, "follow_up": follow_up, "force": value.force}
        return named if value.refused is None else named | {"refused": value.refused}
    if isinstance(value, Record):
        return ncpi.to_dict(value)["content"]
    if isinstance(value, Enum):
        return value.value
    if is_tuple(value):
        return [_plain(one) for one in value]
    if attrs.has(type(value)):
        fields = attrs.fields(cast("Any", type(value)))
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    return value
