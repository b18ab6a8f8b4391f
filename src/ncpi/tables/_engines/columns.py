"""The columns of callers' frames: their names, their types, and checks of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

import narwhals as nw

from ncpi.errors import Fault, nearest

__all__ = ["COLUMNS", "EXTRA", "KEYS", "Kind", "column_faults", "columns"]


class Kind(Enum):
    """The type of a column, in words."""

    TEXT = "text"
    WHOLE = "whole numbers"
    TRUTH = "true or false"
    DATE = "dates, or text"

    @property
    def dtype(self) -> nw.dtypes.DType:
        """The type to which it is cast; a date is cast to text."""
        return _DTYPES.get(self, nw.String())


_DTYPES: Mapping[Kind, nw.dtypes.DType] = {Kind.WHOLE: nw.Int64(), Kind.TRUTH: nw.Boolean()}

COLUMNS: Mapping[str, Mapping[str, Kind]] = {
    "pairs": {"baseline": Kind.TEXT, "follow_up": Kind.TEXT},
    "reports": {
        "report": Kind.TEXT,
        "body": Kind.TEXT,
        "published": Kind.DATE,
        "fieldwork_start": Kind.DATE,
        "fieldwork_end": Kind.DATE,
        "framework": Kind.TEXT,
        "recommendations_made": Kind.WHOLE,
    },
    "case_audits": {
        "report": Kind.TEXT,
        "area": Kind.TEXT,
        "sampling": Kind.TEXT,
        "scale": Kind.TEXT,
        "grade": Kind.TEXT,
        "grade_rank": Kind.WHOLE,
        "count": Kind.WHOLE,
        "total": Kind.WHOLE,
    },
    "items": {
        "report": Kind.TEXT,
        "item": Kind.TEXT,
        "kind": Kind.TEXT,
        "theme": Kind.TEXT,
    },
    "findings": {
        "report": Kind.TEXT,
        "finding": Kind.TEXT,
        "theme": Kind.TEXT,
        "progress": Kind.TEXT,
        "progress_basis": Kind.TEXT,
        "concern": Kind.TRUTH,
    },
    "answers": {
        "report": Kind.TEXT,
        "finding": Kind.TEXT,
        "item": Kind.TEXT,
        "basis": Kind.TEXT,
    },
    "restatements": {
        "report": Kind.TEXT,
        "item": Kind.TEXT,
        "basis": Kind.TEXT,
    },
}
"""The columns that each frame must have, and their types."""

EXTRA: Mapping[str, Mapping[str, tuple[Kind, str | int]]] = {
    "pairs": {"link_basis": (Kind.TEXT, "")},
    "answers": {"by": (Kind.TEXT, "")},
}
"""Optional columns, their types, and the value used if they are missing."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("report",),
    "findings": ("report", "finding"),
    "answers": ("report", "finding", "item"),
    "restatements": ("report", "item"),
}
"""The columns by which rows are joined; only pandas would join null to null."""


def columns(name: str, schema: nw.Schema) -> Iterator[nw.Expr]:
    """The columns of the frame *name* that are needed, each cast to its type."""
    for column, kind in COLUMNS[name].items():
        yield nw.col(column).cast(kind.dtype)
    for column, (kind, placeholder) in EXTRA.get(name, {}).items():
        if column in schema:
            yield nw.col(column).cast(kind.dtype).fill_null(placeholder)
        else:
            yield nw.lit(placeholder, kind.dtype).alias(column)


def column_faults(name: str, schema: nw.Schema) -> Iterator[Fault]:
    """Faults for columns of the frame *name* that are missing or of another type."""
    extra = {column: kind for column, (kind, _) in EXTRA.get(name, {}).items()}
    for column, wanted in {**COLUMNS[name], **extra}.items():
        path = f"{name}.{column}"
        if column not in schema:
            if column in extra:
                continue
            near = nearest(column, [known for known in schema if known not in COLUMNS[name]])
            advice = f"Rename {near!r} if that is meant. " if near else ""
            names = ", ".join(schema) or "none"
            yield Fault(path, "missing", "the column is missing", "", f"{advice}Columns: {names}")
        elif not _fits(schema[column], wanted):
            actual = schema[column]
            message = f"the column has the type {actual}, not {wanted.value}"
            yield Fault(path, "type", message, str(actual), _advice(actual, wanted))


def _fits(actual: nw.dtypes.DType, wanted: Kind) -> bool:
    if actual == nw.Unknown:
        return True  # an empty column often has no type
    if wanted is Kind.WHOLE:
        whole_decimal = isinstance(actual, nw.Decimal) and actual.scale == 0
        return actual.is_integer() or whole_decimal
    if wanted is Kind.TRUTH:
        return actual == nw.Boolean
    if wanted is Kind.DATE and actual == nw.Date:
        return True
    return isinstance(actual, (nw.String, nw.Categorical, nw.Enum))


def _advice(actual: nw.dtypes.DType, wanted: Kind) -> str:
    if wanted is Kind.DATE and actual == nw.Datetime:
        return "Cast it to dates without a time, or to text such as 2018-08-30"
    if wanted is Kind.WHOLE and actual.is_float():
        return (
            "Cast it to integers; floats are accepted only in a plain pandas frame, which has "
            "them for integers with missing values, and only if all are whole numbers"
        )
    if wanted is Kind.WHOLE:
        return "Cast it to integers, with null for unknown values"
    if wanted is Kind.TRUTH:
        return "Cast it to booleans, with null for unknown values"
    return (
        "Cast it to text; when reading CSV, declare the column as text, or read the file with "
        "ncpi.tables.read_csv"
    )
