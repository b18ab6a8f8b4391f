"""Finds the line of each value in a JSON text, for error messages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from ncpi.errors import path_step

__all__ = ["positions_in_json"]

_PIECE = r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|\n|[^\s{}\[\]:,"]+'
_LONGEST_PATH = 300
"""Lines of longer paths aren't kept: a hostile, deeply nested document would fill the memory."""


def positions_in_json(text: str) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """The line of every value in *text*, which must be valid JSON, by its path.

    The line of a value with a key is that of the key; of a repeated key, the last one's. With
    them, how each number and truth value is written.
    """
    walk = _Walk()
    for found in re.finditer(_PIECE, text):
        walk.take(found[0])
    return walk.lines, walk.tokens


class _Walk:
    """The state of a walk over the tokens of a JSON text."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self.tokens: dict[str, str] = {}
        self.line = 1
        self.path = "$"
        self.is_key = False
        # The path of each open list or object, and the index of a list's next element.
        self.around: list[tuple[str, int | None]] = []

    def take(self, piece: str) -> None:
        if piece == "\n":
            self.line += 1
        elif piece in "{[":
            self.note()
            self.around.append((self.path, 0 if piece == "[" else None))
            self.is_key = piece == "{"
            self.path += "[0]" if piece == "[" else ""
        elif piece in "}]":
            self.path, _ = self.around.pop()
            self.is_key = False
        elif piece == ",":
            self.next_element()
        elif self.is_key:
            self.path = self.around[-1][0] + path_step(str(json.loads(piece)))
            self.lines.pop(self.path, None)
            self.note()
            self.is_key = False
        elif piece != ":":
            self.note()
            if piece[0] != '"' and piece != "null" and len(self.path) <= _LONGEST_PATH:
                self.tokens[self.path] = piece

    def next_element(self) -> None:
        outer, index = self.around.pop()
        self.is_key = index is None
        if index is None:
            self.around.append((outer, None))
        else:
            self.around.append((outer, index + 1))
            self.path = f"{outer}[{index + 1}]"

    def note(self) -> None:
        if len(self.path) <= _LONGEST_PATH:
            self.lines.setdefault(self.path, self.line)
