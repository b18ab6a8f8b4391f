"""The engines: rows into a frame of each, and a result frame back into plain rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import object_path
import pandas as pd
import polars as pl
import pyarrow as pa

from ncpi.tables import ProgrammeFrames, compare_frames

ARROW = {
    object_path.TEXT: pa.string(),
    object_path.WHOLE: pa.int64(),
    object_path.TRUTH: pa.bool_(),
}
AUDIT_KEYS, OUTCOME_KEYS = 10, 7


def to_arrow(name: str, rows: object_path.Rows) -> pa.Table:
    fields = [(column, ARROW[kind]) for column, kind in object_path.LAYOUT[name].items()]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def to_pandas(name: str, rows: object_path.Rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(object_path.LAYOUT[name]))


def to_polars(name: str, rows: object_path.Rows) -> pl.DataFrame:
    frame = pl.from_arrow(to_arrow(name, rows))
    assert isinstance(frame, pl.DataFrame)
    return frame


def to_polars_lazy(name: str, rows: object_path.Rows) -> pl.LazyFrame:
    return to_polars(name, rows).lazy()


DUCK = duckdb.connect()


def to_duckdb(name: str, rows: object_path.Rows) -> duckdb.DuckDBPyRelation:
    return DUCK.from_arrow(to_arrow(name, rows))


ENGINES: dict[str, Callable[[str, object_path.Rows], Any]] = {
    "pandas": to_pandas,
    "polars": to_polars,
    "polars lazy": to_polars_lazy,
    "pyarrow": to_arrow,
    "duckdb": to_duckdb,
}


def rows_of(frame: Any) -> list[tuple[Any, ...]]:
    """The rows of a result frame of any engine, with None for whatever says "unknown"."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.rows()
    if isinstance(frame, pa.Table):
        return [tuple(row.values()) for row in frame.to_pylist()]
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return frame.fetchall()
    if isinstance(frame, pd.DataFrame):
        return [
            tuple(None if pd.isna(cell) else cell for cell in row)
            for row in frame.itertuples(index=False, name=None)
        ]
    return [tuple(row) for row in frame.collect()]


def by_key(frame: Any, keys: int) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    rows = rows_of(frame)
    found = {row[:keys]: row[keys:] for row in rows}
    assert len(found) == len(rows), "two rows have one key"
    return found


def answer(results: ProgrammeFrames[Any]) -> object_path.Answer:
    return object_path.Answer(
        by_key(results.case_audits, AUDIT_KEYS), by_key(results.outcomes, OUTCOME_KEYS)
    )


def asked(
    engine: Callable[[str, object_path.Rows], Any], rows: dict[str, object_path.Rows], **more: Any
) -> ProgrammeFrames[Any]:
    return compare_frames(**{name: engine(name, table) for name, table in rows.items()}, **more)
