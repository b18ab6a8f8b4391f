"""What type checkers say of calls to the frames' path; checked, never run."""

from typing import TYPE_CHECKING, assert_type

import pandas as pd
import polars as pl
import pyarrow as pa

from ncpi.tables import ProgrammeFrames, compare_frames

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


def pandas_in_pandas_out(one: pd.DataFrame) -> None:
    results = compare_frames(
        pairs=one, reports=one, case_audits=one, items=one, findings=one, answers=one
    )
    assert_type(results, ProgrammeFrames[pd.DataFrame])
    assert_type(results.outcomes, pd.DataFrame)


def polars_in_polars_out(one: pl.DataFrame) -> None:
    results = compare_frames(
        pairs=one, reports=one, case_audits=one, items=one, findings=one, answers=one
    )
    assert_type(results.case_audits, pl.DataFrame)


def lazy_in_lazy_out(one: pl.LazyFrame) -> None:
    results = compare_frames(
        pairs=one,
        reports=one,
        case_audits=one,
        items=one,
        findings=one,
        answers=one,
        restatements=one,
    )
    assert_type(results.pairs, pl.LazyFrame)


def arrow_in_arrow_out(one: pa.Table) -> None:
    results = compare_frames(
        pairs=one, reports=one, case_audits=one, items=one, findings=one, answers=one
    )
    assert_type(results.outcomes, pa.Table)


def duckdb_in_duckdb_out(one: "DuckDBPyRelation") -> None:
    results = compare_frames(
        pairs=one, reports=one, case_audits=one, items=one, findings=one, answers=one
    )
    assert_type(results.outcomes, DuckDBPyRelation)


def a_frame_is_no_number(one: pl.DataFrame) -> None:
    compare_frames(
        pairs=one,
        reports=one,
        case_audits=one,
        items=one,
        findings=one,
        answers=1,  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    )
