"""Guarantee 1: what is stored comes back as it was, in the class that it was."""

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from improvement_tracker import LearningPoint
from improvement_tracker import Report as TeamReport
from second_package import (
    SHIPPED,
    boards,
    escalated,
    officers,
    team_findings,
    team_recommendations,
    team_reports,
    tracked,
    with_unknown_fields,
)

import ncpi
from ncpi.testing import instances, pairs, record_classes, records


def _comes_back(record: ncpi.Record) -> None:
    stored = ncpi.to_json(record)
    back = ncpi.from_json(stored)
    assert back == record
    assert type(back) is type(record)
    assert ncpi.to_json(back) == stored


def test_there_is_a_strategy_for_every_record_that_ncpi_ships() -> None:
    assert set(record_classes()) == set(SHIPPED.values())


@given(records())
def test_a_plain_document_gives_back_what_was_put_in(record: ncpi.Record) -> None:
    document = ncpi.to_dict(record)
    assert ncpi.from_dict(document) == record
    assert _is_plain(document)


def _is_plain(value: object) -> bool:
    if type(value) is dict:
        return all(type(key) is str and _is_plain(held) for key, held in value.items())
    if type(value) is list:
        return all(_is_plain(held) for held in value)
    return type(value) in (str, int, float, bool, type(None))


@given(st.one_of(officers, boards, tracked, escalated, instances(LearningPoint)))
def test_records_of_a_second_package_come_back_equal_and_of_their_class(
    record: ncpi.Record,
) -> None:
    _comes_back(record)


@given(team_reports)
def test_a_second_packages_records_come_back_from_inside_its_own_report(report: TeamReport) -> None:
    _comes_back(report)
    back = ncpi.from_json(ncpi.to_json(report), TeamReport)
    assert [type(entry) for entry in back.recommendations] == [
        type(entry) for entry in report.recommendations
    ]
    assert [type(entry) for entry in back.findings] == [type(entry) for entry in report.findings]


@given(pairs(recommendations=team_recommendations, findings=team_findings))
def test_a_second_packages_records_come_back_from_inside_a_comparison(
    pair: tuple[ncpi.Report, ncpi.Report],
) -> None:
    baseline, follow_up = pair
    comparison = ncpi.compare(baseline, follow_up)
    _comes_back(comparison)
    back = ncpi.from_json(ncpi.to_json(comparison), ncpi.Comparison)
    assert [type(entry.item) for entry in back.recommendations] == [
        type(entry.item) for entry in comparison.recommendations
    ]


@given(st.one_of(instances(ncpi.Archive), instances(ncpi.Comparison), team_reports))
def test_a_file_gives_back_what_was_saved(record: ncpi.Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.json"
        ncpi.save(record, path)
        assert ncpi.load(path) == record


@given(st.data())
def test_what_is_unknown_comes_back_from_any_depth_if_it_is_kept(data: st.DataObject) -> None:
    record = with_unknown_fields(data.draw, data.draw(records() | team_reports))
    stored = ncpi.to_json(record)
    back = ncpi.from_json(stored, unknown="keep")
    assert back == record
    assert type(back) is type(record)
    assert json.loads(ncpi.to_json(back)) == json.loads(stored)
    assert ncpi.to_json(back) == stored
