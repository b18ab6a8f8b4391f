"""The schemas by table name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ncpi.errors import InvalidError, member_fault
from ncpi.tables._schemas.bodies import BODY_SCHEMAS
from ncpi.tables._schemas.columns import Schema
from ncpi.tables._schemas.comparisons import COMPARISON_SCHEMAS
from ncpi.tables._schemas.matching import MATCHING_SCHEMAS
from ncpi.tables._schemas.programmes import PROGRAMME_SCHEMAS
from ncpi.tables._schemas.reports import REPORT_SCHEMAS

__all__ = ["SCHEMAS", "schema_called"]

_ALL = (
    *REPORT_SCHEMAS,
    *COMPARISON_SCHEMAS,
    *MATCHING_SCHEMAS,
    *PROGRAMME_SCHEMAS,
    *BODY_SCHEMAS,
)

SCHEMAS: Mapping[str, Schema] = MappingProxyType({schema.name: schema for schema in _ALL})
"""The schema of each table, by the table's name."""


def schema_called(name: str) -> Schema:
    """The schema of the table *name*.

    Raises:
        ncpi.errors.InvalidError: there is no such table.
    """
    if name not in SCHEMAS:
        fault = member_fault(name, list(SCHEMAS), "the name of a table")
        raise InvalidError([fault.below("table")])
    return SCHEMAS[name]
