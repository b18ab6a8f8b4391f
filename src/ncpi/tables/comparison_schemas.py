"""The schemas of the tables that hold results; declared here, and only here."""

from __future__ import annotations

from ncpi.tables.columns import Schema

__all__ = ["COMPARISON_SCHEMAS"]

COMPARISON_SCHEMAS: tuple[Schema, ...] = ()
"""The schemas of the tables of comparisons and of what is due."""
