"""Checks callers' frames, and selects and casts their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import narwhals as nw

from ncpi.errors import Fault, InvalidError, shown, type_fault
from ncpi.tables._engines.columns import COLUMNS, EXTRA, KEYS, Kind, column_faults, columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Lazy", "Prepared", "flag", "prepared", "true", "whole"]

Lazy: TypeAlias = "nw.LazyFrame[Any]"


class Prepared(NamedTuple):
    """The frames, checked and cast, and whether the results should be collected."""

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


def prepared(natives: Mapping[str, object]) -> Prepared:
    """The frames with the columns that are needed, each cast to its type.

    Raises:
        ncpi.errors.InvalidError: a column is missing, repeated or of another type, an argument
            isn't a frame, or the frames are of several engines; every fault is listed.
    """
    faults: list[Fault] = []
    frames: dict[str, Lazy] = {}
    kinds: dict[str, str] = {}
    eager = False
    for name, native in natives.items():
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
        wrong = [*column_faults(name, schema)]
        faults += wrong
        if not wrong:
            frames[name] = _keyed(name, frame.lazy().select(*columns(name, schema)))
    if len(set(kinds.values())) > 1:
        engines = "; ".join(f"{name}: {kind}" for name, kind in kinds.items())
        message = f"the frames are of several engines ({engines})"
        faults.append(Fault("", "inconsistent", message, "", "Pass frames of one engine"))
    if faults:
        raise InvalidError(faults, "compare_frames")
    return Prepared(frames, eager)


def _keyed(name: str, frame: Lazy) -> Lazy:
    for key in KEYS.get(name, ()):
        frame = frame.filter(~nw.col(key).is_null())
    return frame


def _is_of(native: object, package: str) -> bool:
    return type(native).__module__.partition(".")[0] == package


def _name_faults(name: str, native: object) -> Iterator[Fault]:
    """Faults for column names that an engine can't handle. Polars never allows them."""
    frame: Any = native  # the checks below would narrow it to a partly unknown type
    ignores_case = False
    if nw.dependencies.is_pandas_dataframe(native):
        names: Sequence[object] = list(frame.columns)
    elif nw.dependencies.is_pyarrow_table(native):
        names = list(frame.column_names)
    # narwhals's own check has no type if PySpark isn't installed.
    elif nw.dependencies.is_duckdb_relation(native) or _is_of(native, "pyspark"):
        names, ignores_case = list(frame.columns), True
    else:
        return
    others = [one for one in names if not isinstance(one, str)]
    if others:
        message = f"the column name {shown(others[0])} is not text"
        yield Fault(name, "type", message, shown(others[0]), "Use text for every column name")
        return
    seen: dict[str, str] = {}
    for one in map(str, names):
        first = seen.setdefault(one.lower() if ignores_case else one, one)
        if first is not one:
            message = "the column is repeated"
            if first != one:
                message = f"{first!r} differs only in case, which this engine ignores"
            yield Fault(f"{name}.{one}", "repeated", message, one, "Drop or rename one of them")


def _nullable(name: str, native: Any) -> Any:
    """A pandas frame with nullable types; any other frame unchanged.

    In a plain pandas frame, integers with missing values are floats.
    """
    frame: Any = native  # the check below would narrow it to a partly unknown type
    if not nw.dependencies.is_pandas_dataframe(native):
        return frame
    wanted = {**COLUMNS[name], **{extra: kind for extra, (kind, _) in EXTRA.get(name, {}).items()}}
    present: list[str] = [column for column in frame.columns if column in wanted]
    empty = {
        column: _PANDAS.get(wanted[column], "string[pyarrow]")
        for column in present
        if frame[column].isna().all()
    }
    typed = frame[present].astype(dict.fromkeys(empty, object)).astype(empty)
    typed = typed.convert_dtypes(dtype_backend="pyarrow")
    objects = [column for column in present if typed[column].dtype == object]
    typed = typed.assign(**{column: _of_arrow(typed[column]) for column in objects})
    # Other columns are only needed for the error message if a column is missing.
    others = [column for column in frame.columns if column not in wanted]
    return typed.assign(**dict.fromkeys(others)) if len(present) < len(wanted) else typed


_PANDAS = {Kind.WHOLE: "int64[pyarrow]", Kind.TRUTH: "bool[pyarrow]"}


def _of_arrow(objects: pd.Series[Any]) -> pd.Series[Any]:
    """A column of Python dates or decimals with an Arrow type; any other column unchanged."""
    import pandas as pd  # noqa: PLC0415 - installed, since the frame is of pandas
    import pyarrow as pa  # noqa: PLC0415

    arrow: Any = pa  # its types are mostly unknown
    try:
        kind = arrow.Array.from_pandas(objects).type
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return objects
    return objects.astype(pd.ArrowDtype(kind))
