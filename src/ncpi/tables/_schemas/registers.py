"""The tables of registers: their columns are the fields of the rows' classes."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Union, get_args, get_origin

from ncpi import registers
from ncpi.fields._annotations import hints_of
from ncpi.fields._frozen import is_tuple
from ncpi.model import DateSpan, Record
from ncpi.tables._schemas.columns import Cell, Column, ColumnType, Row, Schema
from ncpi.tables._schemas.reports import as_date

__all__ = ["REGISTER_TABLES", "register_rows", "register_schema"]

REGISTER_TABLES = (
    "forces",
    "bodies",
    "fire_services",
    "local_policing_bodies",
    "inspectorates",
    "inspectors",
    "monitoring",
    "deadline_rules",
)
"""The registers with a table of their own; the table of the reports is ``reports``."""

_TYPES: Mapping[type, ColumnType] = {
    bool: ColumnType.TRUTH,
    int: ColumnType.WHOLE,
    float: ColumnType.NUMBER,
}


_ORDER = {"key": 0, "name": 1, "confidence": 3}
"""Where a column stands whose place isn't that of its field."""


def _register(name: str) -> registers.Register[Record]:
    found: registers.Register[Record] = getattr(registers, name)
    return found


@cache
def register_schema(name: str) -> Schema:
    """The schema of the table of the register called *name*."""
    from ncpi.serial.schema import attribute_meanings  # noqa: PLC0415 - few programs need it

    register = _register(name)
    row = type(next(iter(register)))
    meanings = attribute_meanings(row)
    columns = [
        column
        for field, hint in hints_of(row, plain=True).items()
        if field not in ("unknown_fields", "sources")
        for column in _columns(field, hint, meanings[field])
    ]
    if hasattr(row, "name") and "name" not in {column.name for column in columns}:
        columns.append(Column("name", ColumnType.TEXT, "Its name today, or its last one."))
    columns.sort(key=lambda column: _ORDER.get(column.name, 2))
    sources = Column("sources", ColumnType.TEXTS, "The addresses or titles of its sources.")
    meaning = f"A row of the register: {register.title}."
    return Schema(name, meaning, (*columns, sources), "as the register lists them")


def _columns(name: str, hint: object, meaning: str) -> Iterable[Column]:
    said = f"{meaning[:1].upper()}{meaning[1:]}".rstrip(".") + "."
    kinds = [one for one in _members(hint) if one is not type(None)]
    nullable = type(None) in _members(hint)
    if DateSpan in kinds:
        yield as_date("start", "Its first day, as precisely as known.")
        yield as_date("end", "Its last day, as precisely as known.")
        yield Column(
            "still_current",
            ColumnType.TRUTH,
            "Whether it still is; empty if unknown.",
            nullable=True,
        )
    elif any(get_origin(one) is tuple for one in kinds):
        yield Column(name, ColumnType.TEXTS, said)
    else:
        words = tuple(
            str(member.value)
            for one in kinds
            if isinstance(one, type) and issubclass(one, Enum)
            for member in one
        )
        (first, *_) = kinds
        kind = _TYPES.get(first, ColumnType.TEXT) if isinstance(first, type) else ColumnType.TEXT
        yield Column(name, kind, said, nullable=nullable, words=words)


def _members(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def register_rows(schema: Schema, rows: Iterable[Record]) -> list[Row]:
    """The *rows* of a register, or some of them, as rows of its table."""
    return [{column.name: _cell(row, column) for column in schema.columns} for row in rows]


_SPAN: Mapping[str, Callable[[DateSpan], Cell]] = {
    "start": lambda span: None if span.first is None else str(span.first),
    "end": lambda span: None if span.last is None else str(span.last),
    "still_current": lambda span: span.is_current,
}


def _cell(row: Record, column: Column) -> Cell:
    span: object = getattr(row, "span", None)
    if column.name in _SPAN and isinstance(span, DateSpan):
        return _SPAN[column.name](span)
    value: object = getattr(row, column.name)
    if is_tuple(value):
        return tuple(_text(one) for one in value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return value.label() if isinstance(value, Record) else str(value)
