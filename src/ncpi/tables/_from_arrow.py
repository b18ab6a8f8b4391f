"""Converts Arrow tables to plain tables, and reads and writes Parquet files."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from ncpi.errors import Fault, InvalidError, MissingExtraError, member_fault, shown
from ncpi.tables._arrow import ARROW_TYPES
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Cell, Column, ColumnType, Schema, name_of

try:
    import pyarrow as pa
    from pyarrow import parquet, types
except ImportError as error:
    raise MissingExtraError("tables", "pyarrow") from error

# The types of these functions are partly unknown in the stubs.
_write_parquet: Callable[[pa.Table, pa.NativeFile], None] = cast("Any", parquet).write_table
_read_parquet: Callable[[pa.NativeFile], pa.Table] = cast("Any", parquet).read_table

__all__ = ["from_arrow", "from_batch", "from_parquet", "parquet_bytes"]

_MAX_EXACT = 2**53
_KEEP_TYPES = "Keep integers with missing values: to_pandas(types_mapper=pd.ArrowDtype)"


def parquet_bytes(table: PlainTable, metadata: Mapping[str, str] | None = None) -> bytes:
    """*table* as a Parquet file."""
    sink = pa.BufferOutputStream()
    _write_parquet(table.to_arrow(metadata), sink)
    return sink.getvalue().to_pybytes()


def from_parquet(data: bytes, schema: Schema) -> PlainTable:
    """The table in a Parquet file.

    Raises:
        ncpi.errors.InvalidError: it is not a Parquet file, or doesn't match *schema*; every
            fault is listed.
    """
    try:
        table = _read_parquet(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        message = f"it can't be read as Parquet: {error}"
        raise InvalidError([Fault("", "syntax", message)], f"table {schema.name}") from None
    return from_arrow(table, schema)


def from_arrow(table: pa.Table, schema: Schema | None = None) -> PlainTable:
    """An Arrow table as plain values.

    Where pandas converted integers with missing values to floats, they become integers again,
    and NaN becomes an empty cell.

    Args:
        table: the table.
        schema: the schema that it must match. By default, the schema named in its metadata, if
            it has exactly those columns; else one made from its columns.

    Raises:
        ncpi.errors.InvalidError: a column is missing, unknown or of another type, or a cell is
            invalid for its column; every fault is listed.
    """
    wanted = schema or _own_schema(table) or _schema_of(table)
    table = table.rename_columns([name_of(title, wanted) for title in table.column_names])
    if faults := [*_column_faults(table, wanted)]:
        raise InvalidError(faults, f"table {wanted.name}")
    cells: dict[str, list[Cell]] = {}
    for column in wanted.columns:
        try:
            cells[column.name] = _cells(table, column)
        except UnicodeDecodeError:
            message = "the column contains text that isn't UTF-8"
            faults.append(Fault(f"{wanted.name}.{column.name}", "encoding", message))
    if faults:
        raise InvalidError(faults, f"table {wanted.name}")
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    return PlainTable(wanted, rows)


def from_batch(batch: pa.RecordBatch, schema: Schema) -> PlainTable:
    """As `from_arrow`, of one batch."""
    return from_arrow(pa.Table.from_batches([batch]), schema)


def _cells(table: pa.Table, column: Column) -> list[Cell]:
    cells: list[Any] = table.column(column.name).to_pylist()
    if column.type is ColumnType.TEXTS:
        return [None if cell is None else tuple(cell) for cell in cells]
    if column.type is ColumnType.WHOLE:
        return [_whole(cell) if isinstance(cell, float) else cell for cell in cells]
    return cells


def _whole(number: float) -> int | None:
    return None if math.isnan(number) else int(number)


def _is_whole(number: float | None) -> bool:
    """Whether *number* is missing, or an integer small enough that a double is exact."""
    return (
        number is None or math.isnan(number) or (number.is_integer() and abs(number) < _MAX_EXACT)
    )


def _own_schema(table: pa.Table) -> Schema | None:
    name = (table.schema.metadata or {}).get(b"ncpi.table", b"").decode()
    schema = SCHEMAS.get(name)
    return schema if schema and set(schema.names) == set(table.column_names) else None


def _schema_of(table: pa.Table) -> Schema:
    """A schema for a table that isn't one of ours."""
    columns: list[Column] = []
    faults: list[Fault] = []
    for name, arrow_type in zip(table.column_names, table.schema.types, strict=True):
        kind = next((kind for kind, fits in _FITS.items() if fits(arrow_type)), None)
        if types.is_null(arrow_type):
            kind = ColumnType.TEXT
        if kind is None:
            message = f"a column of the type {arrow_type} can't be written"
            advice = _cast_advice(arrow_type)
            faults.append(Fault(name, "unstorable", message, str(arrow_type), advice))
        else:
            columns.append(Column(name, kind, "", nullable=True))
    if faults:
        raise InvalidError(faults, "table")
    return Schema("table", "", tuple(columns), "")


def _cast_advice(kind: pa.DataType) -> str:
    """Advice on how to cast a column of *kind*."""
    if types.is_decimal(kind):
        return "Cast it to float64, or to string to keep every digit"
    if types.is_timestamp(kind) or types.is_date(kind):
        return "Cast it to date32, or to string to keep the time"
    return "Cast it to string, or drop it"


def _value_type(kind: Any) -> pa.DataType:
    inner: pa.DataType = kind.value_type
    return inner


def _is_text(kind: pa.DataType) -> bool:
    if types.is_dictionary(kind):
        kind = _value_type(kind)
    # The string type of Polars; not every version of pyarrow has is_string_view.
    return types.is_string(kind) or types.is_large_string(kind) or str(kind) == "string_view"


def _is_texts(kind: pa.DataType) -> bool:
    is_list = types.is_list(kind) or types.is_large_list(kind)
    return is_list and (_is_text(_value_type(kind)) or types.is_null(_value_type(kind)))


_FITS: Mapping[ColumnType, Callable[[pa.DataType], bool]] = {
    ColumnType.TEXT: _is_text,
    ColumnType.WHOLE: types.is_integer,
    ColumnType.NUMBER: types.is_floating,
    ColumnType.TRUTH: types.is_boolean,
    ColumnType.DAY: types.is_date32,
    ColumnType.TEXTS: _is_texts,
}


def _column_faults(table: pa.Table, schema: Schema) -> Iterator[Fault]:
    names, kinds = table.column_names, table.schema.types
    for column in schema.columns:
        count = names.count(column.name)
        if count != 1:
            code, message = ("missing", "is missing") if not count else ("repeated", "is repeated")
            yield Fault(f"{schema.name}.{column.name}", code, f"the column {message}")
            continue
        fault = _type_fault(column, kinds[names.index(column.name)], table.column(column.name))
        if fault is not None:
            yield fault.below(f"{schema.name}.{column.name}")
    for name in names:
        if name not in schema.names:
            fault = member_fault(name, schema.names, f"a column of {schema.name}")
            index = name.startswith("__index_level_")
            advice = "Drop the index of pandas: preserve_index=False" if index else None
            yield Fault(
                f"{schema.name}.{name}",
                "unknown-key",
                fault.message,
                name,
                advice or fault.suggestion,
            )


def _type_fault(column: Column, kind: pa.DataType, cells: pa.ChunkedArray[Any]) -> Fault | None:
    # An empty column often has no type, or an arbitrary one.
    if _FITS[column.type](kind) or cells.null_count == len(cells):
        return None
    message = f"the column has the type {kind}, not {ARROW_TYPES[column.type]}"
    advice = f"Cast it to {ARROW_TYPES[column.type]}"
    if column.type is ColumnType.WHOLE and types.is_floating(kind):
        advice = _KEEP_TYPES
        numbers: list[float | None] = cells.to_pylist()
        wrong = [number for number in numbers if not _is_whole(number)]
        if types.is_float64(kind) and not wrong:
            return None
        if wrong:
            message += f", and {shown(wrong[0])} may not be a whole number"
    return Fault("", "type", message, str(kind), advice)
