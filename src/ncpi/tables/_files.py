"""Reads and writes single tables as files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ncpi.errors import Fault, InvalidError, in_words
from ncpi.serial._codec.replacing import replacing
from ncpi.tables._csv import csv_text, plain_table_in
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import schema_called
from ncpi.tables._schemas.columns import Schema

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["as_plain", "read_csv", "read_parquet", "write_csv", "write_parquet"]


def as_plain(table: PlainTable | pa.Table, schema: Schema | None = None) -> PlainTable:
    """*table* as plain values, which must match *schema* if one is given.

    Raises:
        ncpi.errors.InvalidError: it is not a table, or contains unsupported values.
    """
    if isinstance(table, PlainTable):
        if schema is None or table.schema is schema:
            return table
        return PlainTable(schema, table.rows, table.lines)
    if not _is_arrow(table):
        fault = _other_frame(table).below(schema.name if schema else "table")
        raise InvalidError([fault], "table")
    from ncpi.tables._from_arrow import from_arrow  # noqa: PLC0415 - needs an extra

    return from_arrow(table, schema)


def _is_arrow(table: object) -> bool:
    """Whether *table* is a `pyarrow.Table`, without importing pyarrow."""
    return any(
        kind.__name__ == "Table" and kind.__module__.startswith("pyarrow.")
        for kind in type(table).__mro__
    )


def _other_frame(table: object) -> Fault:
    """The fault of a table of another library, with how to convert it."""
    kind = type(table)
    package = kind.__module__.partition(".")[0]
    name = in_words(kind) if package == "builtins" else f"{package}.{kind.__name__}"
    advice = {
        ("polars", "DataFrame"): "Pass frame.to_arrow()",
        ("polars", "LazyFrame"): "Pass frame.collect().to_arrow()",
        ("pandas", "DataFrame"): "Pass pa.Table.from_pandas(frame, preserve_index=False)",
    }.get((package, kind.__name__))
    if advice is None and hasattr(table, "__arrow_c_stream__"):
        advice = "Pass pyarrow.table(it)"
    message = f"it is {name}, not a pyarrow.Table or a PlainTable"
    return Fault("", "type", message, name, advice)


def write_csv(
    table: PlainTable | pa.Table, path: str | os.PathLike[str], *, bom: bool = False
) -> None:
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

    The columns may be in any order, and the file may have a byte order mark. For a
    `pyarrow.Table`, call `PlainTable.to_arrow` on the result.

    Raises:
        ncpi.errors.InvalidError: a column is missing or unknown, or a cell is invalid for its
            column; every fault is listed, with its row and line.
        OSError: the file can't be read.
    """
    schema = schema_called(table)
    return plain_table_in(Path(path).read_bytes(), schema)


def write_parquet(
    table: PlainTable | pa.Table,
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

    return from_parquet(Path(path).read_bytes(), schema_called(table)).to_arrow()
