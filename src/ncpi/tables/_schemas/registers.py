"""The tables of registers: their columns are the fields of the rows' classes."""

from __future__ import annotations

from functools import cache

import attrs

from ncpi import registers
from ncpi.model import PartialDate, Record
from ncpi.tables._schemas.columns import Column, Schema
from ncpi.tables._schemas.fields import column, columns_of

__all__ = ["REGISTER_TABLES", "register_schema"]

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
    if hasattr(row, "name") and "name" not in {one.name for one in columns}:
        columns.append(column("name", str, "Its name today, or its last one."))
    columns.sort(key=lambda one: _ORDER.get(one.name, 2))
    sources = column("sources", tuple[str, ...], "The addresses or titles of its sources.")
    meaning = f"A row of the register: {register.title}."
    return Schema(name, meaning, (*columns, sources), "as the register lists them")


_SPAN_COLUMNS = (
    column("start", PartialDate | None, "Its first day, as precisely as known.", "span.first"),
    column("end", PartialDate | None, "Its last day, as precisely as known.", "span.last"),
    column(
        "still_current",
        bool | None,
        "Whether it still is; empty if unknown.",
        "span.is_current",
    ),
)
