"""Faults in the order of the document, whoever found them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from ncpi.errors import Fault
from ncpi.frozen import is_list, is_mapping

__all__ = ["in_order"]

_STEP = re.compile(
    r"""\.(?P<word>[A-Za-z_][A-Za-z0-9_-]*)|\[(?P<index>[0-9]+)\]"""
    r"""|\[(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]"""
)
_LAST = float("inf")


def in_order(faults: Iterable[Fault], document: object) -> list[Fault]:
    """*faults* as a reader of *document* meets them; what is missing comes last in its object."""
    places: dict[int, dict[object, int]] = {}

    def place(fault: Fault) -> list[float]:
        steps: list[float] = []
        here = document
        for match in _STEP.finditer(fault.path, 1):
            index = match["index"]
            key: object = match["word"] or (
                ast.literal_eval(match["quoted"]) if match["quoted"] else None
            )
            if index is not None and is_list(here) and int(index) < len(here):
                steps.append(int(index))
                here = here[int(index)]
            elif index is None and is_mapping(here) and key in here:
                held = here
                if id(held) not in places:
                    places[id(held)] = {name: number for number, name in enumerate(held)}
                steps.append(places[id(held)][key])
                here = held[key]
            else:
                return [*steps, _LAST]
        return steps

    found = list(faults)
    return sorted(found, key=place) if len(found) > 1 else found
