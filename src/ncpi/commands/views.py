"""How nouns are shown: as text, as Markdown, or as a document."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

import ncpi
from ncpi import Noun, render

__all__ = ["add_view", "shown_as", "viewed"]

_VIEWS: Mapping[str, Callable[[render.Sheet], str]] = {
    "text": render.as_text,
    "markdown": render.as_markdown,
}


def add_view(parser: argparse.ArgumentParser) -> None:
    """Let the user choose how a command's result is shown."""
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="default: text"
    )


def shown_as(view: str, sheet: render.Sheet) -> str:
    """*sheet* as text or as Markdown."""
    return _VIEWS[view](sheet)


def viewed(noun: Noun, view: str) -> str:
    """*noun* as text, as Markdown or as a JSON document."""
    return ncpi.to_json(noun) if view == "json" else shown_as(view, noun.describe())
