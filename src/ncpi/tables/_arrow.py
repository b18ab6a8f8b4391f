"""Converts tables to `pyarrow.Table`. Only this module and `_from_arrow` import pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from ncpi import __version__
from ncpi.errors import MissingExtraError
from ncpi.tables._schemas.columns import SCHEMA_VERSION, ColumnType, Row, Schema

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("tables", "pyarrow") from error

__all__ = ["ARROW_TYPES", "arrow_schema", "in_batches", "to_arrow"]

_BATCH = 10_000

ARROW_TYPES: Mapping[ColumnType, pa.DataType] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.WHOLE: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.TRUTH: pa.bool_(),
    ColumnType.DAY: pa.date32(),
    ColumnType.TEXTS: pa.list_(pa.string()),
}


def arrow_schema(schema: Schema, metadata: Mapping[str, str] | None = None) -> pa.Schema:
    """The Arrow schema of a table, with the versions of ncpi and of its schemas as metadata."""
    properties = {
        "ncpi.table": schema.name,
        "ncpi.schema_version": str(SCHEMA_VERSION),
        "ncpi.version": __version__,
        **(metadata or {}),
    }
    fields = [
        pa.field(
            column.name,
            ARROW_TYPES[column.type],
            nullable=column.nullable,
            metadata={"meaning": column.meaning},
        )
        for column in schema.columns
    ]
    return pa.schema(fields, metadata=cast("dict[str | bytes, str | bytes]", properties))


def to_arrow(
    schema: Schema, rows: Sequence[Row], metadata: Mapping[str, str] | None = None
) -> pa.Table:
    """*rows*, which must match *schema*, as an Arrow table."""
    return pa.Table.from_arrays(_arrays(schema, rows), schema=arrow_schema(schema, metadata))


def in_batches(schema: Schema, rows: Iterable[Row]) -> pa.RecordBatchReader:
    """*rows*, which must match *schema*, in batches that are made when they are asked for.

    There is at least one, since PySpark can't read the columns of a table without any.
    """
    arrow = arrow_schema(schema)

    def batches(left: Iterator[Row]) -> Iterator[pa.RecordBatch]:
        some = [*islice(left, _BATCH)]
        yield pa.record_batch(_arrays(schema, some), schema=arrow)
        while some := [*islice(left, _BATCH)]:
            yield pa.record_batch(_arrays(schema, some), schema=arrow)

    return pa.RecordBatchReader.from_batches(arrow, batches(iter(rows)))


def _arrays(schema: Schema, rows: Sequence[Row]) -> list[pa.Array[Any]]:
    return [
        pa.array([row[column.name] for row in rows], type=ARROW_TYPES[column.type])
        for column in schema.columns
    ]
