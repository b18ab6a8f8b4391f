"""Callers' frames on the way in: every column looked at, chosen and cast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

import narwhals as nw

from ncpi.errors import Fault, InvalidError, nearest, type_fault

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = ["COLUMNS", "Lazy", "Taken", "taken"]

FrameT = TypeVar("FrameT", bound="IntoFrame")

Lazy: TypeAlias = "nw.LazyFrame[Any]"

_TEXT, _WHOLE = nw.String(), nw.Int64()
_WORDS: Mapping[nw.dtypes.DType, str] = {_TEXT: "text", _WHOLE: "whole numbers"}

COLUMNS: Mapping[str, Mapping[str, nw.dtypes.DType]] = {
    "pairs": {"baseline": _TEXT, "follow_up": _TEXT},
    "reports": {
        "report": _TEXT,
        "body": _TEXT,
        "published": _TEXT,
        "fieldwork_start": _TEXT,
        "fieldwork_end": _TEXT,
        "framework": _TEXT,
        "recommendations_made": _WHOLE,
    },
    "case_audits": {
        "report": _TEXT,
        "area": _TEXT,
        "sampling": _TEXT,
        "scale": _TEXT,
        "grade": _TEXT,
        "grade_rank": _WHOLE,
        "count": _WHOLE,
        "total": _WHOLE,
    },
    "recommendations": {
        "report": _TEXT,
        "recommendation": _TEXT,
        "kind": _TEXT,
        "theme": _TEXT,
    },
    "findings": {"report": _TEXT, "finding": _TEXT, "theme": _TEXT, "progress": _TEXT},
    "answers": {
        "report": _TEXT,
        "finding": _TEXT,
        "baseline": _TEXT,
        "recommendation": _TEXT,
        "basis": _TEXT,
    },
    "restatements": {
        "report": _TEXT,
        "baseline": _TEXT,
        "baseline_recommendation": _TEXT,
        "basis": _TEXT,
    },
}
"""The columns that each frame must have, and what they hold."""

# Used where they are there; what stands in where they aren't.
_EXTRA: Mapping[str, Mapping[str, tuple[nw.dtypes.DType, str | int]]] = {
    "pairs": {"link_basis": (_TEXT, "")},
    "case_audits": {"position": (_WHOLE, 0)},
}


class Taken(NamedTuple):
    """The frames, ready to compute with, and whether results are to be collected."""

    frames: Mapping[str, Lazy]
    eager: bool


def taken(given: Mapping[str, object]) -> Taken:
    """The frames with the columns that are needed, each of the type that it should be.

    Raises:
        ncpi.errors.InvalidError: a column is missing or of another type, something is no
            frame, or the frames are of several engines; every fault is listed.
    """
    faults: list[Fault] = []
    frames: dict[str, Lazy] = {}
    kinds: dict[str, str] = {}
    eager = False
    for name, native in given.items():
        try:
            frame: Any = nw.from_native(_nullable(name, native))
        except TypeError:
            wanted = "a data frame of pandas, Polars, PyArrow, DuckDB or PySpark"
            faults.append(type_fault(native, wanted).below(name))
            continue
        eager = isinstance(frame, nw.DataFrame)
        kinds[name] = f"{frame.implementation.value}{'' if eager else ', lazy'}"
        schema = frame.collect_schema()
        found = [*_faults(name, schema)]
        faults += found
        if not found:
            frames[name] = frame.lazy().select(*_columns(name, schema))
    if len(set(kinds.values())) > 1:
        told = "; ".join(f"{name}: {kind}" for name, kind in kinds.items())
        message = f"the frames are of several engines ({told})"
        faults.append(Fault("", "inconsistent", message, "", "Hand over frames of one"))
    if faults:
        raise InvalidError(faults, "compare_frames")
    return Taken(frames, eager)


def _faults(name: str, schema: nw.Schema) -> Iterator[Fault]:
    extra = {column: kind for column, (kind, _) in _EXTRA.get(name, {}).items()}
    for column, wanted in {**COLUMNS[name], **extra}.items():
        path = f"{name}.{column}"
        if column not in schema:
            if column in extra:
                continue
            near = nearest(column, [known for known in schema if known not in COLUMNS[name]])
            advice = f"Did you mean to name {near!r} so? " if near else ""
            told = ", ".join(schema) or "none"
            yield Fault(path, "missing", "the column is missing", "", f"{advice}There are: {told}")
        elif not _fits(schema[column], wanted):
            held = schema[column]
            message = f"the column holds {held}, not {_WORDS[wanted]}"
            yield Fault(path, "type", message, str(held))


def _fits(held: nw.dtypes.DType, wanted: nw.dtypes.DType) -> bool:
    if held == nw.Unknown:
        return True  # a column without a single value often has no type
    if wanted == _WHOLE:
        return held.is_integer()
    return isinstance(held, (nw.String, nw.Categorical, nw.Enum))


def _columns(name: str, schema: nw.Schema) -> Iterator[nw.Expr]:
    for column, kind in COLUMNS[name].items():
        yield nw.col(column).cast(kind)
    for column, (kind, standing_in) in _EXTRA.get(name, {}).items():
        if column in schema:
            yield nw.col(column).cast(kind).fill_null(standing_in)
        else:
            yield nw.lit(standing_in, kind).alias(column)


def _nullable(name: str, native: Any) -> Any:
    """A pandas frame with types that can say "unknown"; any other frame as it is.

    Counts of which some are unknown are floats in a plain pandas frame.
    """
    frame: Any = native  # asked whether it is of pandas, it would be of a type half known
    if not nw.dependencies.is_pandas_dataframe(native):
        return frame
    wanted = {**COLUMNS[name], **{extra: kind for extra, (kind, _) in _EXTRA.get(name, {}).items()}}
    here: list[str] = [column for column in frame.columns if column in wanted]
    empty = {
        column: "string[pyarrow]" if wanted[column] == _TEXT else "int64[pyarrow]"
        for column in here
        if frame[column].isna().all()
    }
    typed = frame[here].astype(dict.fromkeys(empty, object)).astype(empty)
    typed = typed.convert_dtypes(dtype_backend="pyarrow")
    # Other columns are of use to the message alone, where one is missing.
    strangers = [column for column in frame.columns if column not in wanted]
    return typed.assign(**dict.fromkeys(map(str, strangers))) if len(here) < len(wanted) else typed
