"""Reads and writes single tables as files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from ncpi.serial._codec.replacing import path_of, replacing
from ncpi.tables._csv import csv_text, plain_table_in
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import schema as schema_called
from ncpi.tables._schemas.columns import Schema

if TYPE_CHECKING:
    import pyarrow as pa
    from narwhals.typing import IntoFrame

__all__ = ["Frame", "as_plain", "read_csv", "read_parquet", "write_csv", "write_parquet"]

Frame: TypeAlias = "PlainTable | IntoFrame"
"""A `PlainTable`, or a data frame of pandas, Polars (lazy too), PyArrow, DuckDB or PySpark."""


def as_plain(table: Frame, schema: Schema | None = None) -> PlainTable:
    """*table* as plain values, which must match *schema* if one is given.

    Raises:
        ncpi.errors.InvalidError: it is not a table, or contains unsupported values.
        ncpi.errors.MissingExtraError: it isn't a `PlainTable`, and pyarrow or narwhals isn't
            installed (extra ``tables``).
    """
    if isinstance(table, PlainTable):
        if schema is None or table.schema is schema:
            return table
        return PlainTable(schema, table.rows, table.lines)
    from ncpi.tables._from_frames import from_frame  # noqa: PLC0415 - needs an extra

    return from_frame(table, schema)


def write_csv(table: Frame, path: str | os.PathLike[str], *, bom: bool = False) -> None:
    """Write *table* to the file *path* as CSV in UTF-8; needs no extra.

    Text that a spreadsheet would read as a formula gets an apostrophe before it, which
    `read_csv` removes again. With *bom*, the file starts with a byte order mark, from which
    Excel recognises UTF-8.

    Raises:
        ncpi.errors.InvalidError: it is not a table, or contains unsupported values.
        OSError: the file can't be written; an existing file stays unchanged.
    """
    text = csv_text(as_plain(table))
    with replacing(path) as file:
        file.write(text.encode("utf-8-sig" if bom else "utf-8"))


def read_csv(path: str | os.PathLike[str], table: str) -> PlainTable:
    """The table called *table* from a CSV file; needs no extra.

    It may have been saved by another program, with its columns in any order and their names in
    capitals. Read as they are meant are a byte order mark, a line such as ``sep=;``, semicolons
    (with decimal commas), tabs or bars between the cells, quotation marks around all cells, blank
    rows, columns without a name that are empty or number the rows, a second copy of a column, an
    empty cell for an empty list, and ``9.0`` for a whole number. Dates such as ``30/08/2018`` are
    read if the table shows whether the day or the month comes first. For a `pyarrow.Table`, call
    `PlainTable.to_arrow` on the result.

    Raises:
        ncpi.errors.InvalidError: a column is missing or unknown, or a cell is invalid for its
            column; every fault is listed, with its row and line.
        OSError: the file can't be read.
    """
    return plain_table_in(path_of(path).read_bytes(), schema_called(table))


def write_parquet(
    table: Frame,
    path: str | os.PathLike[str],
    *,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write *table* to the file *path* as Parquet, with *metadata* in addition to ncpi's own.

    Raises:
        ncpi.errors.InvalidError: it is not a table, or contains unsupported values.
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
        OSError: the file can't be written; an existing file stays unchanged.
    """
    from ncpi.tables._from_arrow import parquet_bytes  # noqa: PLC0415 - only Parquet needs pyarrow

    data = parquet_bytes(as_plain(table), metadata)
    with replacing(path) as file:
        file.write(data)


def read_parquet(path: str | os.PathLike[str], table: str) -> pa.Table:
    """The table called *table* from a Parquet file, written by any program.

    Raises:
        ncpi.errors.InvalidError: it is not a Parquet file, a column is missing, unknown or of
            another type, or a cell is invalid for its column; every fault is listed.
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
        OSError: the file can't be read.
    """
    from ncpi.tables._from_arrow import from_parquet  # noqa: PLC0415 - as above

    return from_parquet(path_of(path).read_bytes(), schema_called(table)).to_arrow()
