"""Callers' frames on the way in: every fault named, with the way out."""

import datetime as dt
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_path import ENGINES, rows_of, to_arrow
from object_path import tables
from plain_rows import audit, rows, two_reports

from ncpi.errors import InvalidError
from ncpi.tables import compare_frames

engines = pytest.mark.parametrize("engine", ENGINES)
FROM_ARROW = {
    "pandas": pa.Table.to_pandas,
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


def no_rows(engine):
    return {name: ENGINES[engine](name, table) for name, table in tables([], []).items()}


def compared(frames):
    return compare_frames(**frames)


def faults_of(frames):
    with pytest.raises(InvalidError) as caught:
        compared(frames)
    return {fault.path: fault for fault in caught.value.faults}


def with_column(engine, table, column, values):
    """Frames of *engine* with some rows, and *values* in one column of one table."""
    given = {
        name: to_arrow(name, held)
        for name, held in rows(
            **two_reports(case_audits=audit("inspection", 5, 3, total=8)),
            findings=[{"report": "review", "finding": "1"}],
        ).items()
    }
    place = given[table].column_names.index(column)
    given[table] = given[table].set_column(place, column, values)
    return {name: FROM_ARROW[engine](held) for name, held in given.items()}


@engines
def test_every_missing_or_wrongly_typed_column_is_listed_at_once(engine):
    frames = no_rows(engine)
    arrow = pa.table({"baseline": [1.5], "followup": ["r"]})
    frames["pairs"] = FROM_ARROW[engine](arrow)
    with pytest.raises(InvalidError) as caught:
        compared(frames)
    entry = {fault.path: (fault.code, fault.suggestion) for fault in caught.value.faults}
    assert set(entry) == {"pairs.baseline", "pairs.follow_up"}
    assert entry["pairs.baseline"][0] == "type"
    assert entry["pairs.follow_up"][0] == "missing"
    assert "'followup'" in entry["pairs.follow_up"][1]


def test_frames_of_several_engines_are_refused():
    frames = no_rows("polars") | {"pairs": no_rows("pyarrow")["pairs"]}
    with pytest.raises(InvalidError, match="several engines"):
        compared(frames)


def test_what_is_no_frame_is_refused():
    with pytest.raises(InvalidError, match="data frame"):
        compared(no_rows("polars") | {"pairs": [1]})


DAY = dt.date(2018, 8, 30)
MISFITS = {
    "a number for a key": ("reports", "body", pa.array([1, 2]), "Cast it to text"),
    "a year as a number": ("reports", "published", pa.array([2018, 2019]), "ncpi.tables.read_csv"),
    "days with a time": (
        "reports",
        "published",
        pa.array([None, dt.datetime(2018, 8, 30)]),  # noqa: DTZ001 - tables have no time zones
        "dates without a time",
    ),
    "text for a count": ("case_audits", "count", pa.array(["5", "3"]), "Cast it to integers"),
    "a part of a file": (
        "case_audits",
        "count",
        pa.array([5.5, 3]),
        "only in a plain pandas frame",
    ),
    "pence": ("case_audits", "count", pa.array([Decimal("5.5"), None]), "Cast it to integers"),
    "a number for a truth": ("findings", "concern", pa.array([1]), "Cast it to booleans"),
    "text for a truth": ("findings", "concern", pa.array(["true"]), "Cast it to booleans"),
}


@engines
@pytest.mark.parametrize("name", MISFITS)
def test_a_column_of_another_type_is_named_with_the_way_out(engine, name):
    table, column, values, way_out = MISFITS[name]
    fault = faults_of(with_column(engine, table, column, values))[f"{table}.{column}"]
    assert fault.code == "type"
    assert way_out in fault.suggestion


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pandas"])
def test_whole_floats_are_taken_of_pandas_alone(engine):
    given = ("case_audits", "count", pa.array([5.0, None]))
    assert faults_of(with_column(engine, *given)).keys() == {"case_audits.count"}
    case_audit_tests = compared(with_column("pandas", *given)).case_audits
    assert sorted(row[11:12] for row in rows_of(case_audit_tests) if row[11]) == [(5,)]


@engines
def test_whole_decimals_count_as_whole_numbers(engine):
    values = pa.array([Decimal(5), Decimal(3)], pa.decimal128(10, 0))
    case_audit_tests = compared(with_column(engine, "case_audits", "count", values)).case_audits
    assert {row[9]: row[11] for row in rows_of(case_audit_tests)} == {
        "good": 5,
        "requires improvement": 3,
    }


@engines
def test_a_truth_column_may_hold_nothing_at_all(engine):
    frames = with_column(engine, "findings", "concern", pa.array([None], pa.bool_()))
    assert len(rows_of(compared(frames).pairs)) == 1


TWICE = {
    "pandas": lambda: pd.DataFrame(
        [["a", "b", "c"]], columns=["baseline", "follow_up", "baseline"]
    ),
    "pyarrow": lambda: pa.table([["a"], ["b"], ["c"]], names=["baseline", "follow_up", "baseline"]),
    "duckdb": lambda: duckdb.sql("select 'a' baseline, 'b' follow_up, 'c' baseline"),
}


@pytest.mark.parametrize("engine", TWICE)
def test_a_column_that_is_there_twice_is_a_fault_and_no_error_of_the_engine(engine):
    found = faults_of(no_rows(engine) | {"pairs": TWICE[engine]()})
    assert {path: fault.code for path, fault in found.items()} == {"pairs.baseline": "repeated"}


def test_duckdb_does_not_tell_capitals_apart_in_names_and_the_others_do():
    pairs = duckdb.sql("""select 'a' baseline, 'b' follow_up, 'c' "Baseline" """)
    found = faults_of(no_rows("duckdb") | {"pairs": pairs})
    assert found["pairs.Baseline"].code == "repeated"
    assert "only in case" in found["pairs.Baseline"].message
    pairs = no_rows("polars")["pairs"].with_columns(Baseline=pl.lit(1))
    assert len(rows_of(compared(no_rows("polars") | {"pairs": pairs}).pairs)) == 0


@pytest.mark.parametrize(
    "names",
    [
        pd.MultiIndex.from_tuples([("baseline", "a"), ("follow_up", "b")]),
        ["baseline", 2],
        [0, 1],
    ],
    ids=["several levels", "one number", "numbers alone"],
)
def test_names_of_columns_that_are_no_texts_are_a_fault(names):
    found = faults_of(no_rows("pandas") | {"pairs": pd.DataFrame([["a", "b"]], columns=names)})
    assert found["pairs"].code == "type"
    assert "Use text for every column name" in found["pairs"].suggestion


def test_pandas_objects_that_are_dates_and_decimals_are_taken():
    frames = {name: ENGINES["pandas"](name, held) for name, held in rows(**two_reports()).items()}
    frames["reports"] = frames["reports"].assign(
        published=[None, DAY], recommendations_made=[Decimal(3), None]
    )
    ((*_, period, made, _, refused),) = rows_of(compared(frames).pairs)
    assert (period, made, refused) == ("2018", 3, None)


def test_what_pandas_holds_of_several_types_is_a_fault():
    frames = {name: ENGINES["pandas"](name, held) for name, held in rows(**two_reports()).items()}
    frames["reports"] = frames["reports"].assign(published=["2018", DAY])
    assert faults_of(frames).keys() == {"reports.published"}
