"""Makes rows: the path of each column leads to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import cast

from ncpi.comparison._entries import ReportHeading
from ncpi.fields._frozen import is_tuple
from ncpi.model import Record, Report, Sourced
from ncpi.tables._schemas.columns import Cell, ColumnType, Row, Schema
from ncpi.vocabulary import Other

__all__ = ["only", "plain", "provenance", "row_of", "shared_bodies"]


def row_of(schema: Schema, entry: object, /, **parts: object) -> Row:
    """A row on *entry*, in which each column's path begins, unless it begins with one of *parts*.

    What a path finds in a list is a list, in which nothing is an empty text; a column of whole
    numbers counts it.
    """
    row: dict[str, Cell] = {}
    for name, kind, first, steps in _paths(schema):
        found = parts[first] if first in parts else getattr(entry, first)
        for step in steps:
            if found is None:
                break
            found = _each(found, step) if is_tuple(found) else getattr(found, step)
        if type(found) in _CELLS:  # most are, so first
            row[name] = cast("Cell", found)
        elif found is None:
            row[name] = () if kind is ColumnType.TEXTS else None
        else:
            row[name] = len(found) if kind is ColumnType.WHOLE and is_tuple(found) else plain(found)
    return row


_CELLS = frozenset({str, bool, int, float, date})
"""The types of values that are cells already."""


@cache
def _paths(schema: Schema) -> list[tuple[str, ColumnType, str, list[str]]]:
    """The name and the type of each column, and the first and the further steps of its path."""
    paths = [(column, (column.path or column.name).split(".")) for column in schema.columns]
    return [(column.name, column.type, path[0], path[1:]) for column, path in paths]


def _each(several: tuple[object, ...], name: str) -> tuple[object, ...]:
    return tuple(getattr(one, name) for one in several)


def plain(value: object) -> Cell:
    """A value as a cell."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Record):
        return value.label()
    if isinstance(value, Other):
        return str(value)
    if is_tuple(value):
        texts = ["" if one is None else plain(one) for one in value]
        return cast("tuple[str, ...]", tuple(texts))  # PlainTable checks them
    return cast("Cell", value)


def only(bodies: Sequence[str]) -> str | None:
    """The only one of *bodies*, or None if there are several or none."""
    return bodies[0] if len(bodies) == 1 else None


def shared_bodies(one: Report | ReportHeading, other: Report | ReportHeading) -> tuple[str, ...]:
    """The bodies that both reports are on."""
    return tuple(body for body in one.bodies if body in other.bodies)


def provenance(record: Sourced) -> tuple[str, ...]:
    """Whose words the sources of *record* contain, each once."""
    stated = (source.provenance for source in record.sources if source.provenance)
    return tuple(dict.fromkeys(one.value for one in stated))
