"""Faults in the order of the document, whoever found them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from ncpi.errors import Fault, path_step
from ncpi.fields._frozen import is_list, is_mapping

__all__ = ["in_order"]

_INDEX = r"\[([0-9]+)\]"
_WORD = r"\.[A-Za-z_][A-Za-z0-9_-]*"
_LAST = float("inf")

Steps: TypeAlias = dict[str, tuple[int, object]]
"""Of an object: by the step that a path takes to it, each value with its place."""
Known: TypeAlias = tuple[Steps, list[int]]
"""The steps into an object, and how long they are."""


def in_order(faults: Iterable[Fault], document: object) -> list[Fault]:
    """*faults* as a reader of *document* meets them; what is missing comes last in its object."""
    found = list(faults)
    if len(found) < 2:
        return found
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

    return sorted(found, key=place)


def _next(
    here: object, rest: str, known: dict[int, tuple[Steps, list[int]]]
) -> tuple[str, float, object]:
    """The step at the start of *rest*, its place in *here*, and what stands there."""
    if is_list(here) and (match := re.match(_INDEX, rest)) and int(match[1]) < len(here):
        return match[0], int(match[1]), here[int(match[1])]
    if is_mapping(here):
        if id(here) not in known:
            steps = _steps(here)
            known[id(here)] = steps, sorted({len(step) for step in steps})
        steps, lengths = known[id(here)]
        match = re.match(_WORD, rest)
        # A key that is no plain word was cut for its step, and can only be tried.
        step = match[0] if match else next((rest[:n] for n in lengths if rest[:n] in steps), "")
        if step in steps:
            return step, *steps[step]
    return "", _LAST, None


def _steps(held: Mapping[object, object]) -> Steps:
    return {path_step(str(key)): (n, held[key]) for n, key in enumerate(held)}
