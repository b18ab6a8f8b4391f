"""The schemas by table name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ncpi.errors import InvalidError, member_fault
from ncpi.tables._schemas.bodies import BODY_SCHEMAS
from ncpi.tables._schemas.columns import Schema
from ncpi.tables._schemas.comparisons import COMPARISON_SCHEMAS
from ncpi.tables._schemas.programmes import PROGRAMME_SCHEMAS
from ncpi.tables._schemas.registers import REGISTER_TABLES, register_schema
from ncpi.tables._schemas.reports import REPORT_SCHEMAS

__all__ = ["SCHEMAS", "names", "schema"]

_ALL = (
    *REPORT_SCHEMAS,
    *COMPARISON_SCHEMAS,
    *PROGRAMME_SCHEMAS,
    *BODY_SCHEMAS,
)

SCHEMAS: Mapping[str, Schema] = MappingProxyType({schema.name: schema for schema in _ALL})
"""The schema of each table but those of registers, by the table's name."""


def names() -> tuple[str, ...]:
    """The names of all tables."""
    return (*SCHEMAS, *REGISTER_TABLES)


def schema(name: str) -> Schema:
    """The schema of the table *name*: its columns, with their types and meanings.

    Raises:
        ncpi.errors.InvalidError: there is no such table.
    """
    if isinstance(name, str):  # whatever a caller without a type checker passes
        if name in SCHEMAS:
            return SCHEMAS[name]
        if name in REGISTER_TABLES:
            return register_schema(name)
    raise InvalidError([member_fault(name, names(), "the name of a table").below("table")])
