"""Whether what came back is what was stored, down to the types that ``==`` overlooks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ncpi.errors import Fault, InvalidError, path_step, shown, type_fault
from ncpi.fields._frozen import freeze_json, is_list, is_mapping

__all__ = ["alike", "unplain"]


# Typed as anything, for what these hold is not known.
_SETS: Any = (set, frozenset)
_ORDERED: Any = (list, tuple, Mapping)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are equal down to their types, where Python takes 1 for True.

    A whole number where a number is meant may come back as that number.
    """
    if type(one) is not type(other):
        return (type(one), type(other)) == (int, float) and bool(one == other)
    if isinstance(one, _SETS):
        held = {element: element for element in other}
        return bool(one == other) and all(alike(element, held[element]) for element in one)
    if isinstance(one, _ORDERED):
        return len(one) == len(other) and all(map(alike, _parts(one), _parts(other)))
    names = _compared(type(one))
    if names is None:
        return bool(one == other)
    return all(alike(getattr(one, name), getattr(other, name)) for name in names)


def _parts(value: Any) -> list[Any]:
    if is_mapping(value):
        return sorted(value.items(), key=lambda item: repr(item[0]))
    return list(value)


def _compared(cls: Any) -> list[str] | None:
    """The fields that a class compares by, or None if it isn't made of fields."""
    if attrs.has(cls):
        return [field.name for field in attrs.fields(cls) if field.eq]
    if dataclasses.is_dataclass(cls):
        return [field.name for field in dataclasses.fields(cls) if field.compare]
    return None


def unplain(value: object) -> Iterator[Fault]:
    """What JSON has no word for in a written record, or would not give back."""
    if is_mapping(value):
        for key, inner in value.items():
            place = path_step(key) if type(key) is str else f"[{shown(key)}]"
            found = unplain(inner) if type(key) is str else [type_fault(key, "text")]
            yield from (fault.below(place) for fault in found)
    elif is_list(value):
        for index, inner in enumerate(value):
            yield from (fault.below(f"[{index}]") for fault in unplain(inner))
    else:
        try:
            freeze_json(value)
        except InvalidError as error:
            yield from error.faults
