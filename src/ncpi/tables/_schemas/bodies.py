"""The schemas of the rows that `compare_bodies` takes and gives."""

from __future__ import annotations

import attrs

from ncpi.tables._schemas.columns import Schema
from ncpi.tables._schemas.comparisons import CASE_AUDIT_CHANGES, OUTCOMES
from ncpi.tables._schemas.fields import column
from ncpi.tables._schemas.reports import PAIR

__all__ = ["BODIES", "BODY_COMPARISONS", "BODY_SCHEMAS", "COMPARED_TABLES"]

BODIES = Schema(
    "body_documents",
    "A body and all its reports. A report on several bodies is in the row of each.",
    (
        column(
            "body", str | None, "The key of the body; empty for the reports that are on no body."
        ),
        column(
            "documents",
            tuple,
            "The reports, each as a JSON document like those of ncpi.to_json.",
        ),
    ),
    "body, the reports on no body last",
)
"""The rows that `compare_bodies` takes."""

_PARTS = (OUTCOMES, CASE_AUDIT_CHANGES)
COMPARED_TABLES = tuple(schema.name for schema in _PARTS)
"""The tables whose rows stand together in `BODY_COMPARISONS`."""
_COLUMNS = {column.name: column for schema in _PARTS for column in schema.columns}

BODY_COMPARISONS = Schema(
    "body_comparisons",
    "A pair of reports on one body, the outcome of an item, or a grade before and after. "
    "Columns of other kinds of row are empty.",
    (
        column(
            "documents_of",
            str | None,
            "The body whose reports were compared; empty for those on no body.",
        ),
        attrs.evolve(
            column(
                "table",
                str,
                "The table that has such rows; comparisons for the pair as a whole, of which only "
                "refused and caveats are given.",
            ),
            words=("comparisons", *COMPARED_TABLES),
        ),
        *PAIR,
        column("refused", str | None, "Why the pair can't be compared; empty if it was."),
        *(
            attrs.evolve(column, nullable=True)
            for column in _COLUMNS.values()
            if column not in PAIR
        ),
    ),
    "the bodies' rows, follow_up, position of its link, table, then as the comparison lists them",
)
"""The rows that `compare_bodies` gives."""

BODY_SCHEMAS = (BODIES, BODY_COMPARISONS)
"""The schemas of `compare_bodies`."""
