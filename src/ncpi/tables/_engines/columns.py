"""The columns of callers' frames: which there must be, what they hold, and what fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

import narwhals as nw

from ncpi.errors import Fault, nearest

__all__ = ["COLUMNS", "EXTRA", "KEYS", "Kind", "column_faults", "columns"]


class Kind(Enum):
    """What a column holds, in words."""

    TEXT = "text"
    WHOLE = "whole numbers"
    TRUTH = "true or false"
    DATE = "dates, or text"

    @property
    def dtype(self) -> nw.dtypes.DType:
        """What it is cast to; a date, to the text that it is written as."""
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
    "recommendations": {
        "report": Kind.TEXT,
        "recommendation": Kind.TEXT,
        "kind": Kind.TEXT,
        "theme": Kind.TEXT,
    },
    "findings": {
        "report": Kind.TEXT,
        "finding": Kind.TEXT,
        "theme": Kind.TEXT,
        "progress": Kind.TEXT,
        "concern": Kind.TRUTH,
    },
    "answers": {
        "report": Kind.TEXT,
        "finding": Kind.TEXT,
        "baseline": Kind.TEXT,
        "recommendation": Kind.TEXT,
        "basis": Kind.TEXT,
    },
    "restatements": {
        "report": Kind.TEXT,
        "baseline": Kind.TEXT,
        "baseline_recommendation": Kind.TEXT,
        "basis": Kind.TEXT,
    },
}
"""The columns that each frame must have, and what they hold."""

EXTRA: Mapping[str, Mapping[str, tuple[Kind, str | int]]] = {
    "pairs": {"link_basis": (Kind.TEXT, "")},
    "answers": {"by": (Kind.TEXT, "")},
}
"""Columns that are used where they are there, and what stands in where they aren't."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("report",),
    "findings": ("report", "finding"),
    "answers": ("report", "finding", "baseline", "recommendation"),
    "restatements": ("report", "baseline", "baseline_recommendation"),
}
"""What a row is linked by; pandas alone would link one without it to another without it."""


def columns(name: str, schema: nw.Schema) -> Iterator[nw.Expr]:
    """The columns of the frame *name* that are used, each cast to its type."""
    for column, kind in COLUMNS[name].items():
        yield nw.col(column).cast(kind.dtype)
    for column, (kind, placeholder) in EXTRA.get(name, {}).items():
        if column in schema:
            yield nw.col(column).cast(kind.dtype).fill_null(placeholder)
        else:
            yield nw.lit(placeholder, kind.dtype).alias(column)


def column_faults(name: str, schema: nw.Schema) -> Iterator[Fault]:
    """Which columns of the frame *name* are missing or of another type."""
    extra = {column: kind for column, (kind, _) in EXTRA.get(name, {}).items()}
    for column, wanted in {**COLUMNS[name], **extra}.items():
        path = f"{name}.{column}"
        if column not in schema:
            if column in extra:
                continue
            near = nearest(column, [known for known in schema if known not in COLUMNS[name]])
            advice = f"Did you mean to name {near!r} so? " if near else ""
            entry = ", ".join(schema) or "none"
            yield Fault(path, "missing", "the column is missing", "", f"{advice}There are: {entry}")
        elif not _fits(schema[column], wanted):
            held = schema[column]
            message = f"the column holds {held}, not {wanted.value}"
            yield Fault(path, "type", message, str(held), _way_out(held, wanted))


def _fits(held: nw.dtypes.DType, wanted: Kind) -> bool:
    if held == nw.Unknown:
        return True  # a column without a single value often has no type
    if wanted is Kind.WHOLE:
        whole_decimal = isinstance(held, nw.Decimal) and held.scale == 0
        return held.is_integer() or whole_decimal
    if wanted is Kind.TRUTH:
        return held == nw.Boolean
    if wanted is Kind.DATE and held == nw.Date:
        return True
    return isinstance(held, (nw.String, nw.Categorical, nw.Enum))


def _way_out(held: nw.dtypes.DType, wanted: Kind) -> str:
    if wanted is Kind.DATE and held == nw.Datetime:
        return "Cast it to dates without a time, or to text such as 2018-08-30"
    if wanted is Kind.WHOLE and held.is_float():
        return (
            "Cast it to whole numbers; floats are taken in a plain pandas frame alone, where "
            "they stand for whole numbers of which some are unknown, and only if all are whole"
        )
    if wanted is Kind.WHOLE:
        return "Cast it to whole numbers, with null where one is unknown"
    if wanted is Kind.TRUTH:
        return "Cast it to truth values, with null where it isn't known"
    return (
        "Cast it to text; where it is read from CSV, say that the column is text, or read it "
        "with ncpi.tables.read_csv"
    )
