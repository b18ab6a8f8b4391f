"""Checks that a loaded value equals the stored one, including types that ``==`` ignores."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import attrs

from ncpi.fields._frozen import is_mapping
from ncpi.fields._validators import is_same_class
from ncpi.model import Record

__all__ = ["alike"]


# Typed as Any, since the types of the elements are unknown.
_SETS: Any = (set, frozenset)
_ORDERED: Any = (list, tuple, Mapping)


def alike(one: Any, other: Any) -> bool:
    """Whether two values and their types are equal, although 1 == True in Python.

    An integer may be loaded as the equal float, where a float is declared.
    """
    if type(one) is not type(other) and not _is_redefined(one, other):
        return (type(one), type(other)) == (int, float) and bool(one == other)
    if isinstance(one, _SETS):
        elements = {element: element for element in other}
        return bool(one == other) and all(alike(element, elements[element]) for element in one)
    if isinstance(one, _ORDERED):
        return len(one) == len(other) and all(map(alike, _parts(one), _parts(other)))
    names = _compared(type(one))
    if names is None:
        return bool(one == other)
    return all(alike(getattr(one, name), getattr(other, name)) for name in names)


def _is_redefined(one: object, other: object) -> bool:
    """Whether both are records of one class, which a notebook cell has defined again."""
    are_records = isinstance(one, Record) and isinstance(other, Record)
    return are_records and is_same_class(type(one), type(other))


def _parts(value: Any) -> list[Any]:
    if is_mapping(value):
        return sorted(value.items(), key=lambda item: repr(item[0]))
    return list(value)


def _compared(cls: Any) -> list[str] | None:
    """The fields that a class compares, or None if it has no fields."""
    if attrs.has(cls):
        return [field.name for field in attrs.fields(cls) if field.eq]
    if dataclasses.is_dataclass(cls):
        return [field.name for field in dataclasses.fields(cls) if field.compare]
    return None
