"""Callers' frames on the way in: every column looked at, chosen and cast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import narwhals as nw

from ncpi.errors import Fault, InvalidError, shown, type_fault
from ncpi.tables._engines.columns import COLUMNS, EXTRA, KEYS, Kind, column_faults, columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Lazy", "Taken", "flag", "taken", "true", "whole"]

Lazy: TypeAlias = "nw.LazyFrame[Any]"


class Taken(NamedTuple):
    """The frames, ready to compute with, and whether results are to be collected."""

    frames: Mapping[str, Lazy]
    eager: bool


def whole(value: int) -> nw.Expr:
    """*value* in every row."""
    return nw.lit(value, nw.Int64())


def flag(condition: nw.Expr) -> nw.Expr:
    """1 where *condition* holds; 0 where it doesn't, or is unknown."""
    return nw.when(condition).then(whole(1)).otherwise(whole(0))


def true(condition: nw.Expr) -> nw.Expr:
    """*condition*, false where it is unknown."""
    return flag(condition) == 1


def taken(given: Mapping[str, object]) -> Taken:
    """The frames with the columns that are needed, each of the type that it should be.

    Raises:
        ncpi.errors.InvalidError: a column is missing, there twice or of another type,
            something is no frame, or the frames are of several engines; every fault is
            listed.
    """
    faults: list[Fault] = []
    frames: dict[str, Lazy] = {}
    kinds: dict[str, str] = {}
    eager = False
    for name, native in given.items():
        if misnamed := [*_name_faults(name, native)]:
            faults += misnamed
            continue
        try:
            frame: Any = nw.from_native(_nullable(name, native))
        except TypeError:
            wanted = "a data frame of pandas, Polars, PyArrow, DuckDB or PySpark"
            faults.append(type_fault(native, wanted).below(name))
            continue
        eager = isinstance(frame, nw.DataFrame)
        kinds[name] = f"{frame.implementation.value}{'' if eager else ', lazy'}"
        schema = frame.collect_schema()
        found = [*column_faults(name, schema)]
        faults += found
        if not found:
            frames[name] = _keyed(name, frame.lazy().select(*columns(name, schema)))
    if len(set(kinds.values())) > 1:
        entry = "; ".join(f"{name}: {kind}" for name, kind in kinds.items())
        message = f"the frames are of several engines ({entry})"
        faults.append(Fault("", "inconsistent", message, "", "Hand over frames of one"))
    if faults:
        raise InvalidError(faults, "compare_frames")
    return Taken(frames, eager)


def _keyed(name: str, frame: Lazy) -> Lazy:
    for key in KEYS.get(name, ()):
        frame = frame.filter(~nw.col(key).is_null())
    return frame


def _is_of(native: object, package: str) -> bool:
    return type(native).__module__.partition(".")[0] == package


def _name_faults(name: str, native: object) -> Iterator[Fault]:
    """Names of columns that an engine would stumble over. Polars never has such."""
    frame: Any = native  # asked what it is, it would be of a type half known
    alike = False
    if nw.dependencies.is_pandas_dataframe(native):
        names: Sequence[object] = list(frame.columns)
    elif nw.dependencies.is_pyarrow_table(native):
        names = list(frame.column_names)
    # Where PySpark isn't installed, narwhals's own question has no type.
    elif nw.dependencies.is_duckdb_relation(native) or _is_of(native, "pyspark"):
        names, alike = list(frame.columns), True
    else:
        return
    strange = [one for one in names if not isinstance(one, str)]
    if strange:
        message = f"{shown(strange[0])} is no text, and so no name of a column"
        yield Fault(name, "type", message, shown(strange[0]), "Name every column by a text")
        return
    seen: dict[str, str] = {}
    for one in map(str, names):
        first = seen.setdefault(one.lower() if alike else one, one)
        if first is not one:
            message = "the column is there twice"
            if first != one:
                message = f"{first!r} differs in capitals alone, which this engine doesn't tell"
            yield Fault(f"{name}.{one}", "repeated", message, one, "Drop one, or name it otherwise")


def _nullable(name: str, native: Any) -> Any:
    """A pandas frame with types that can say "unknown"; any other frame as it is.

    Counts of which some are unknown are floats in a plain pandas frame.
    """
    frame: Any = native  # asked whether it is of pandas, it would be of a type half known
    if not nw.dependencies.is_pandas_dataframe(native):
        return frame
    wanted = {**COLUMNS[name], **{extra: kind for extra, (kind, _) in EXTRA.get(name, {}).items()}}
    here: list[str] = [column for column in frame.columns if column in wanted]
    empty = {
        column: _PANDAS.get(wanted[column], "string[pyarrow]")
        for column in here
        if frame[column].isna().all()
    }
    typed = frame[here].astype(dict.fromkeys(empty, object)).astype(empty)
    typed = typed.convert_dtypes(dtype_backend="pyarrow")
    objects = [column for column in here if typed[column].dtype == object]
    typed = typed.assign(**{column: _of_arrow(typed[column]) for column in objects})
    # Other columns are of use to the message alone, where one is missing.
    strangers = [column for column in frame.columns if column not in wanted]
    return typed.assign(**dict.fromkeys(strangers)) if len(here) < len(wanted) else typed


_PANDAS = {Kind.WHOLE: "int64[pyarrow]", Kind.TRUTH: "bool[pyarrow]"}


def _of_arrow(objects: pd.Series[Any]) -> pd.Series[Any]:
    """Python's dates and decimals as a column that knows its type; others as they are."""
    import pandas as pd  # noqa: PLC0415 - only a frame of pandas comes here
    import pyarrow as pa  # noqa: PLC0415

    arrow: Any = pa  # it says little of its own types
    try:
        kind = arrow.Array.from_pandas(objects).type
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return objects
    return objects.astype(pd.ArrowDtype(kind))
