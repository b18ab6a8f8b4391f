"""Converts data frames of every library that narwhals knows to plain tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, cast

from ncpi.errors import Fault, InvalidError, MissingExtraError, in_words, path_step
from ncpi.fields._frozen import is_list
from ncpi.tables._from_arrow import from_arrow
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.columns import Schema, name_of

try:
    import narwhals as nw
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("tables", error.name or "narwhals") from error

__all__ = ["from_frame"]

# The types of this function are partly unknown in the stubs.
_from_pandas: Callable[[object], Any] = cast("Any", pa).Array.from_pandas

_WANTED = "a PlainTable or a data frame of pandas, Polars, PyArrow, DuckDB or PySpark"


def from_frame(native: object, schema: Schema | None = None) -> PlainTable:
    """A data frame as plain values; a lazy one is computed.

    The index of pandas is dropped, except for a level that is the only one with a column's name.

    Raises:
        ncpi.errors.InvalidError: it isn't a data frame, or `from_arrow` refuses it.
    """
    name = schema.name if schema else "table"
    return from_arrow(_arrow_table(native, name, schema), schema)


def _arrow_table(native: Any, name: str, schema: Schema | None) -> pa.Table:
    if isinstance(native, pa.Table):
        return native
    if nw.dependencies.is_pandas_dataframe(native):
        return _of_pandas(native, name, schema)
    try:
        frame: Any = nw.from_native(native)
        eager = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    except TypeError:
        actual = _kind_of(native)
        fault = Fault(name, "type", f"it is {actual}, not {_WANTED}", actual)
        raise InvalidError([fault], "table") from None
    except nw.exceptions.DuplicateError as error:
        message = " ".join(str(error).split())
        raise InvalidError([Fault(name, "repeated", message)], "table") from None
    arrow: pa.Table = eager.to_arrow()
    return arrow


def _kind_of(value: object) -> str:
    """Its class in words, without its content."""
    kind = type(value)
    package = kind.__module__.partition(".")[0]
    return in_words(kind) if package == "builtins" else f"{package}.{kind.__name__}"


def _of_pandas(frame: Any, name: str, schema: Schema | None) -> pa.Table:
    """Its columns as they are; one of mixed values becomes a fault for each that doesn't fit."""
    if schema:
        # A column that became the index, as after set_index("report").
        lost = [one for one in frame.index.names if one in schema.names and one not in frame]
        frame = frame.reset_index(level=lost) if lost else frame
    names = [name_of(str(one), schema) if schema else str(one) for one in frame.columns]
    arrays: list[Any] = []
    faults: list[Fault] = []
    for place, column in enumerate(names):
        cells = frame.iloc[:, place]
        try:
            arrays.append(_from_pandas(cells))
        except (pa.ArrowException, NotImplementedError) as error:
            unfit = [*_unfit(cells, schema, column)] if schema and column in schema.names else []
            path = f"{name}{path_step(column)}"
            faults += unfit or [Fault(path, "type", str(error), "", "Cast it to one type")]
    if faults:
        raise InvalidError(faults, f"table {name}")
    return pa.Table.from_arrays(arrays, names=names)


def _unfit(cells: Iterable[object], schema: Schema, name: str) -> Iterator[Fault]:
    """A fault for each cell of pandas that the column *name* doesn't allow."""
    column = schema.column(name)
    for index, cell in enumerate(cells):
        value = cell
        with suppress(pa.ArrowException, NotImplementedError):
            value = _from_pandas([cell]).to_pylist()[0]
        if (fault := column.fault(tuple(value) if is_list(value) else value)) is not None:
            yield fault.below(f"{schema.name}[{index}]{path_step(name)}")
