"""Guarantee 1: what is stored comes back as it was, in the class that it was."""

import json
import tempfile
from pathlib import Path
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from improvement_tracker import (
    Board,
    EscalatedRecommendation,
    LearningPoint,
    Officer,
    Priority,
    TrackedRecommendation,
)
from improvement_tracker import Report as TeamReport

import ncpi
from ncpi.model import record_class, record_tags
from ncpi.testing import (
    archives,
    comparisons,
    findings,
    instances,
    json_objects,
    names,
    pairs,
    partial_dates,
    record_classes,
    records,
    texts,
    timescales,
)

SHIPPED = {
    tag: cls
    for tag in record_tags()
    if (cls := record_class(tag)) is not None and cls.__module__.partition(".")[0] == "ncpi"
}

officers = instances(Officer, name=names(), rank=st.none() | names())
boards = instances(Board, name=names(), meets=st.lists(st.dates(), max_size=2))
tracking: dict[str, Any] = {
    "owner": st.none() | st.just("") | texts(),
    "priority": st.sampled_from(Priority),
    "evidence": st.lists(texts(), max_size=2),
    "hours": st.dictionaries(names(), st.integers(0, 10_000), max_size=3),
    "answerable": st.none() | officers | boards,
    "target": st.none() | partial_dates() | timescales(),
}
tracked = instances(TrackedRecommendation, **tracking)
escalated = instances(
    EscalatedRecommendation, escalated_to=texts(), escalated_on=st.dates(), **tracking
)
team_recommendations = st.one_of(tracked, escalated, instances(ncpi.Recommendation))
team_findings = findings() | instances(LearningPoint)
team_reports = instances(
    TeamReport,
    sponsor=st.none() | officers,
    reviewed_on=st.lists(st.dates(), max_size=2),
    recommendations=st.lists(team_recommendations, max_size=3, unique_by=lambda entry: entry.key),
    findings=st.lists(team_findings, max_size=2, unique_by=lambda entry: entry.key),
)


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


@given(st.one_of(archives(), comparisons(), team_reports))
def test_a_file_gives_back_what_was_saved(record: ncpi.Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.json"
        ncpi.save(record, path)
        assert ncpi.load(path) == record


def _with_extras(draw: st.DrawFn, record: ncpi.Record) -> ncpi.Record:
    """*record* with unknown fields on itself or on some of the records inside it."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        held = getattr(record, field.name)
        if isinstance(held, ncpi.Record) and draw(st.booleans()):
            changes[field.name] = _with_extras(draw, held)
        elif isinstance(held, tuple) and held and isinstance(held[0], ncpi.Record):
            place = draw(st.integers(0, len(held) - 1))
            changes[field.name] = (
                *held[:place],
                _with_extras(draw, held[place]),
                *held[place + 1 :],
            )
    if not changes or draw(st.booleans()):
        changes["unknown_fields"] = draw(json_objects())
    return attrs.evolve(record, **changes)


@given(st.data())
def test_what_is_unknown_comes_back_from_any_depth_if_it_is_kept(data: st.DataObject) -> None:
    record = _with_extras(data.draw, data.draw(records() | team_reports))
    stored = ncpi.to_json(record)
    back = ncpi.from_json(stored, unknown="keep")
    assert back == record
    assert type(back) is type(record)
    assert json.loads(ncpi.to_json(back)) == json.loads(stored)
    assert ncpi.to_json(back) == stored
