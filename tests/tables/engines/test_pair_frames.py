"""Pairs over frames: what is refused, why, and which words weren't understood."""

import datetime as dt

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from frames_path import ENGINES, answer, asked, rows_of, to_arrow
from plain_rows import rows, two_reports

from ncpi.tables import compare_frames

engines = pytest.mark.parametrize("engine", ENGINES)


def pair_rows(engine, **changes):
    results = asked(ENGINES[engine], rows(**two_reports(**changes)))
    return {row[:2]: row[2:] for row in rows_of(results.pairs)}, results


def dated(**cells):
    before, after = two_reports()["reports"]
    return [before, after | cells]


OTHERWISE = (
    "30/08/2018",
    "2018-8-30",
    "2018-08-30T00:00:00",
    " 2018",
    "2018 ",
    "2018\n",
    "2018-08\n",
    "2018-13",
    "2018-00",
    "2018-01-32",
    "18",
    "Summer 2018",
    "summer 201",
    "\uff12\uff10\uff11\uff18",
    "",
)
AS_PUBLISHED = ("2019", "2019-12", "2019-12-31", "summer 2019", None)


def written(engine, dates):
    """What becomes of a pair for each of *dates*, if the follow-up's is written so."""
    before, after = two_reports()["reports"]
    reviews = [after | {"report": repr(date), "published": date} for date in dates]
    pairs = [{"baseline": "inspection", "follow_up": repr(date)} for date in dates]
    entry, _ = pair_rows(engine, reports=[before, *reviews], pairs=pairs)
    return {follow_up: row for (_, follow_up), row in entry.items()}


@engines
def test_a_date_written_otherwise_refuses_the_pair_and_gives_no_period(engine):
    reason = "a date of the follow-up isn't written as 2018, 2018-08, 2018-08-30 or summer 2018"
    refused = ("police/x", None, None, 0, reason)
    assert written(engine, OTHERWISE) == {repr(date): refused for date in OTHERWISE}


@engines
def test_a_date_as_published_or_none_is_taken(engine):
    assert written(engine, AS_PUBLISHED) == {
        repr(date): ("police/x", date and "2019", None, 0, None) for date in AS_PUBLISHED
    }


@engines
@pytest.mark.parametrize(
    ("baseline", "follow_up", "period", "compared"),
    [
        ("winter 2018", "2019-04-01", "2019", True),
        ("summer 2018", "2017-12", "2017", False),
        ("summer 2018", "2018-12", "2018", True),
        ("winter 2018", "2017-11-30", "2017", False),
        ("winter 2018", "2017-12-01", "2017", True),
        ("2019-04", "winter 2018", None, False),
        ("2019-03", "winter 2018", None, True),
    ],
)
def test_a_season_is_compared_as_the_days_that_it_may_mean(
    engine, baseline, follow_up, period, compared
):
    """The frames agree with `PartialDate.relation` on seasons."""
    before, after = two_reports()["reports"]
    undated = {"fieldwork_start": None, "fieldwork_end": None}
    before, after = before | undated, after | undated
    entry, _ = pair_rows(
        engine, reports=[before | {"published": baseline}, after | {"published": follow_up}]
    )
    _, found, *_, refused = entry["inspection", "review"]
    assert (found, refused is None) == (period, compared)


@engines
def test_every_date_of_both_reports_is_looked_at(engine):
    for column in ("fieldwork_start", "fieldwork_end"):
        entry, _ = pair_rows(engine, reports=dated(**{column: "May 2018"}))
        assert entry["inspection", "review"][-1].startswith("a date of the follow-up")
    before, after = two_reports()["reports"]
    entry, results = pair_rows(engine, reports=[before | {"published": "May 2018"}, after])
    assert entry["inspection", "review"][1] is None
    assert entry["inspection", "review"][-1].startswith("a date of the baseline")
    assert answer(results) == ({}, {})


def frames_with_dates(engine, kind, value):
    given = {name: to_arrow(name, table) for name, table in rows(**two_reports()).items()}
    column = pa.array([None, value], kind)
    place = given["reports"].column_names.index("published")
    given["reports"] = given["reports"].set_column(place, "published", column)
    make = {
        "pandas": pa.Table.to_pandas,
        "polars": pl.from_arrow,
        "polars lazy": lambda table: pl.from_arrow(table).lazy(),
        "pyarrow": lambda table: table,
        "duckdb": duckdb.from_arrow,
    }[engine]
    return {name: make(table) for name, table in given.items()}


@engines
def test_a_column_of_dates_is_taken_as_their_days(engine):
    frames = frames_with_dates(engine, pa.date32(), dt.date(2019, 5, 4))
    ((*_, period, _, _, refused),) = rows_of(compare_frames(**frames).pairs)
    assert (period, refused) == ("2019", None)


@engines
def test_a_report_with_several_rows_is_compared_in_no_pair(engine):
    for place, side in enumerate(("baseline", "follow-up")):
        reports = two_reports()["reports"]
        reports.append(reports[place] | {"title": "Another"})
        entry, results = pair_rows(engine, reports=reports)
        assert entry["inspection", "review"][-1] == (
            f"several rows for the report that is the {side}"
        )
        assert answer(results) == ({}, {})


@engines
def test_a_report_that_is_not_among_the_reports_is_compared_in_no_pair(engine):
    for place, side in ((1, "baseline"), (0, "follow-up")):
        entry, _ = pair_rows(engine, reports=[two_reports()["reports"][place]])
        assert entry["inspection", "review"][-1] == f"the {side} isn't among the reports"
    reports = [*two_reports()["reports"], {"report": None, "published": "2018"}]
    pair = {"baseline": None, "follow_up": "review"}
    entry, _ = pair_rows(engine, reports=reports, pairs=[pair])
    assert entry[None, "review"][-1] == "the baseline isn't among the reports"


@engines
def test_a_pair_with_no_body_on_one_side_is_not_refused_for_its_body(engine):
    entry, _ = pair_rows(engine, reports=dated(body=None))
    assert entry["inspection", "review"] == ("police/x", "2019", None, 0, None)


@engines
def test_words_that_are_none_of_ncpis_are_counted_by_pair(engine):
    def answering(finding, basis, **cells):
        entry = {"report": "review", "item": "inspection#concern-1"}
        return entry | {"finding": finding, "basis": basis} | cells

    entry, _ = pair_rows(
        engine,
        items=[
            {"report": report, "item": f"{report}#concern-{key}"}
            for report, key in (("inspection", 1), ("inspection", 2), ("another", 1))
        ],
        findings=[
            {"report": "review", "finding": key, "progress": progress, "progress_basis": basis}
            for key, progress, basis in (
                ("1", "improved", "stated"),
                ("2", "better", "stated"),
                ("2", "better", "stated"),
                ("3", None, "coded"),
                ("4", "improved", "guessed"),
                ("5", "other: much the same", "coded"),
            )
        ],
        answers=[
            answering("1", "stated"),
            answering("1", "guessed", item="inspection#concern-2"),
            answering("2", None),
            answering("2", None),
            answering("3", "Stated", item="another#concern-1"),
        ],
    )
    assert entry["inspection", "review"][3] == 5
