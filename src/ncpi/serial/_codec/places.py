"""Where faults are: their order in a document, and the lines of its values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from ncpi.errors import Fault, path_step
from ncpi.fields._frozen import is_list, is_mapping

__all__ = ["in_order", "positions_in_json"]

_INDEX = r"\[([0-9]+)\]"
_WORD = r"\.[A-Za-z_][A-Za-z0-9_-]*"
_LAST = float("inf")

Steps: TypeAlias = dict[str, tuple[int, object]]
"""The position and value of each key of an object, by the key's step in a path."""
Known: TypeAlias = tuple[Steps, list[int]]
"""The steps into an object, and their lengths."""


def in_order(faults: Iterable[Fault], document: object) -> list[Fault]:
    """*faults* in the order of *document*; those of missing keys come last in their object."""
    unsorted = list(faults)
    if len(unsorted) < 2:
        return unsorted
    known: dict[int, Known] = {}

    def place(fault: Fault) -> list[float]:
        places: list[float] = []
        here, rest = document, fault.path.removeprefix("$")
        while rest:
            step, number, here = _next(here, rest, known)
            places.append(number)
            if not step:
                break
            rest = rest.removeprefix(step)
        return places

    return sorted(unsorted, key=place)


def _next(
    here: object, rest: str, known: dict[int, tuple[Steps, list[int]]]
) -> tuple[str, float, object]:
    """The step at the start of *rest*, and the position and value that it leads to in *here*."""
    if is_list(here) and (match := re.match(_INDEX, rest)) and int(match[1]) < len(here):
        return match[0], int(match[1]), here[int(match[1])]
    if is_mapping(here):
        if id(here) not in known:
            steps = _steps(here)
            known[id(here)] = steps, sorted({len(step) for step in steps})
        steps, lengths = known[id(here)]
        match = re.match(_WORD, rest)
        # The step of any other key may be shortened, so it can't be parsed: try each length.
        step = match[0] if match else next((rest[:n] for n in lengths if rest[:n] in steps), "")
        if step in steps:
            return step, *steps[step]
    return "", _LAST, None


def _steps(mapping: Mapping[object, object]) -> Steps:
    return {path_step(str(key)): (n, mapping[key]) for n, key in enumerate(mapping)}


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
