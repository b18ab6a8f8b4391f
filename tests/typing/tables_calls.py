"""How users make tables, for their type checker: checked by mypy and pyright, never run."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import pandas as pd
import polars as pl
import pyarrow as pa

import ncpi
from ncpi import tables
from ncpi.comparison import Ruling
from ncpi.programme._programme import ProgrammeComparison
from ncpi.schedule import Schedule
from ncpi.tables import Cell, PlainTable, Row
from ncpi.timeline._timeline import Timeline

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


def reports(archive: ncpi.Archive, report: ncpi.Report) -> None:
    """An archive, a report or several give an Arrow table."""
    assert_type(tables.table("reports", archive), pa.Table)
    assert_type(tables.table("findings", report), pa.Table)
    assert_type(tables.table("case_audits", [report, report]), pa.Table)
    assert_type(tables.table("pairs", archive.pairs()), pa.Table)
    assert_type(tables.plain("reports", archive), PlainTable)
    assert_type(tables.plain("reports", archive)[0], Row)
    assert_type(tables.plain("reports", archive).column("title"), list[Cell])

    tables.table("reports", "reports")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def results(comparison: ncpi.Comparison, deadline: ncpi.Deadline, schedule: Schedule) -> None:
    """So do comparisons and deadlines."""
    assert_type(tables.table("outcomes", comparison), pa.Table)
    assert_type(tables.table("case_audit_changes", [comparison]), pa.Table)
    assert_type(tables.table("deadlines", [deadline], on=date(2020, 3, 2)), pa.Table)

    assert_type(tables.table("deadlines", schedule), pa.Table)
    assert_type(tables.table("deadlines", [schedule, deadline]), pa.Table)

    tables.table("outcomes", deadline)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tables.table("deadlines", [deadline], date(2020, 3, 2))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def programmes(programme: ProgrammeComparison, timeline: Timeline) -> None:
    """A programme and a timeline stand for their comparisons, and have tables of their own."""
    assert_type(tables.table("outcomes", programme), pa.Table)
    assert_type(tables.table("caveats", timeline), pa.Table)
    assert_type(tables.table("rulings", programme), pa.Table)
    assert_type(tables.table("programme_outcomes", programme), pa.Table)
    assert_type(tables.table("follow_up_times", programme), pa.Table)
    assert_type(tables.table("threads", timeline), pa.Table)
    assert_type(tables.table("threads", [timeline]), pa.Table)


def frames(
    pandas: pd.DataFrame, polars: pl.DataFrame, lazy: pl.LazyFrame, duck: "DuckDBPyRelation"
) -> None:
    """Frames of every library are tables."""
    assert_type(tables.to_archive({"reports": pandas, "links": polars}), ncpi.Archive)
    assert_type(tables.to_archive({"reports": lazy, "links": duck}), ncpi.Archive)
    tables.write_csv(polars, "table.csv")
    tables.write_parquet(pandas, "table.parquet")
    assert_type(tables.to_rulings(lazy), tuple[Ruling, ...])


def bodies(archive: ncpi.Archive, polars: pl.DataFrame, batches: Iterator[pa.RecordBatch]) -> None:
    """A frame gives a table, and batches give batches, as an engine's workers ask for them."""
    assert_type(tables.table("body_documents", archive), pa.Table)
    assert_type(tables.compare_bodies(tables.table("body_documents", archive)), pa.Table)
    assert_type(tables.compare_bodies(polars), pa.Table)
    assert_type(tables.compare_bodies(batches), Iterator[pa.RecordBatch])
    in_arrow: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]] = tables.compare_bodies
    in_arrow(batches)

    tables.compare_bodies(archive)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]


def files(archive: ncpi.Archive, folder: Path) -> None:
    """Tables go into files and come back."""
    tables.write_csv(tables.table("reports", archive), folder / "reports.csv", bom=True)
    assert_type(tables.read_csv(folder / "reports.csv", "reports"), PlainTable)
    assert_type(tables.read_parquet(folder / "reports.parquet", "reports"), pa.Table)
    tables.save_tables(archive, folder, format="csv", citation="Cite me")
    assert_type(tables.load_tables(folder), ncpi.Archive)
    assert_type(tables.to_archive({"reports": tables.table("reports", archive)}), ncpi.Archive)

    assert_type(tables.to_archive({"reports": tables.plain("reports", archive)}), ncpi.Archive)

    tables.to_archive({"reports": 1})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    tables.save_tables(archive, folder, format="xls")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tables.load_tables(folder, unknown="maybe")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
