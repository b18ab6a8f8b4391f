"""The tables of registers: their columns are the fields of the rows' classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache

import attrs

from ncpi import registers
from ncpi.fields._frozen import is_tuple
from ncpi.model import DateSpan, Record
from ncpi.tables._schemas.columns import Cell, Column, ColumnType, Row, Schema
from ncpi.tables._schemas.fields import columns_of
from ncpi.tables._schemas.reports import as_date, maybe

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

_ORDER = {"key": 0, "name": 1, "confidence": 3}
"""Where a column stands whose place isn't that of its field."""


def _register(name: str) -> registers.Register[Record]:
    found: registers.Register[Record] = getattr(registers, name)
    return found


@cache
def register_schema(name: str) -> Schema:
    """The schema of the table of the register called *name*."""
    register = _register(name)
    row = type(next(iter(register)))
    columns: list[Column] = []
    for field in attrs.fields(row):
        if field.name == "span":
            columns += _SPAN_COLUMNS
        elif field.name not in ("unknown_fields", "sources"):
            columns += columns_of(row, field.name)
    if hasattr(row, "name") and "name" not in {column.name for column in columns}:
        columns.append(Column("name", ColumnType.TEXT, "Its name today, or its last one."))
    columns.sort(key=lambda column: _ORDER.get(column.name, 2))
    sources = Column("sources", ColumnType.TEXTS, "The addresses or titles of its sources.")
    meaning = f"A row of the register: {register.title}."
    return Schema(name, meaning, (*columns, sources), "as the register lists them")


_SPAN_COLUMNS = (
    as_date("start", "Its first day, as precisely as known."),
    as_date("end", "Its last day, as precisely as known."),
    maybe("still_current", "Whether it still is; empty if unknown.", ColumnType.TRUTH),
)


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
