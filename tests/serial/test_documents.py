"""Whole documents: the envelope, the layout on the page, and real things sent round."""

import json
from datetime import date

import pytest

import ncpi
from ncpi.serial import FORMAT_VERSION

RECOMMENDATION = ncpi.Recommendation(key="1", text="Dŵr, “cân” and £1.")


def test_a_document_starts_with_a_small_envelope_that_names_format_and_version():
    document = ncpi.to_dict(RECOMMENDATION)
    assert list(document) == ["format", "version", "content"]
    assert (document["format"], document["version"]) == ("ncpi", FORMAT_VERSION)


def test_json_is_indented_readable_and_ends_in_one_newline():
    assert ncpi.to_json(RECOMMENDATION) == (
        "{\n"
        '  "format": "ncpi",\n'
        '  "version": 1,\n'
        '  "content": {\n'
        '    "type": "recommendation",\n'
        '    "key": "1",\n'
        '    "text": "Dŵr, “cân” and £1."\n'
        "  }\n"
        "}\n"
    )


def test_a_change_of_one_field_changes_one_line():
    other = ncpi.Recommendation(key="1", text="Another text.")
    before, after = (ncpi.to_json(record).split("\n") for record in (RECOMMENDATION, other))
    changed = [line for line, now in zip(before, after, strict=True) if line != now]
    assert changed == ['    "text": "Dŵr, “cân” and £1."']


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "tab\tnewline\r\n", "\u2028\u2029\x85\u202ea", "🙂", '\\u0041 \\ " /', "e\u0301 é"],
)
def test_any_text_comes_back_character_for_character(survives, text):
    assert survives(ncpi.Recommendation(key="1", text=text)).text == text


def test_the_merseyside_comparison_comes_back_equal_with_the_same_bytes(survives, merseyside):
    survives(ncpi.compare(*merseyside))


def test_the_whole_archive_comes_back_equal_with_the_same_bytes(survives):
    archive = survives(ncpi.Archive.shipped())
    assert len(archive) == len(ncpi.registers.reports)
    assert archive.responses
    assert archive.monitoring


def test_the_second_packages_report_comes_back_as_its_own_class(survives):
    import improvement_tracker

    report = survives(improvement_tracker.sample())
    assert type(report) is improvement_tracker.Report
    assert [type(held).__name__ for held in report.recommendations] == [
        "Recommendation",
        "TrackedRecommendation",
        "EscalatedRecommendation",
    ]


def test_the_second_package_makes_published_records_its_own(survives, warwickshire):
    """Three subclasses are made with `of`, keep their places and types, and are stored."""
    from improvement_tracker import (
        EscalatedRecommendation,
        LearningPoint,
        Report,
        TrackedRecommendation,
        adopt,
    )

    baseline, follow_up = warwickshire
    ours = adopt(baseline, {baseline.recommendations[0].key: "Chief Inspector"})
    assert [entry.key for entry in ours.recommendations] == [
        entry.key for entry in baseline.recommendations
    ]
    escalated = EscalatedRecommendation.of(
        ours.recommendation(1, TrackedRecommendation),
        escalated_to="Deputy Chief Constable",
        escalated_on=date(2018, 12, 24),
    )
    ours = ours.replacing(escalated)
    point = LearningPoint.of(follow_up.findings[0])
    later = follow_up.replacing(point)
    assert later.finding(point.key, LearningPoint) is point
    again = survives(Report.of(ours))
    assert again.recommendation(1, EscalatedRecommendation).owner == "Chief Inspector"
    assert [type(entry) for entry in again.recommendations[1:]] == [TrackedRecommendation] * (
        len(baseline.recommendations) - 1
    )
    assert len(ncpi.compare(again, later).recommendations) == len(baseline.recommendations)


def test_bytes_and_text_are_read_alike():
    text = ncpi.to_json(RECOMMENDATION)
    read = [ncpi.from_json(given) for given in (text, text.encode(), bytearray(text.encode()))]
    assert read == [RECOMMENDATION] * 3


def test_a_byte_order_mark_is_passed_over_in_bytes_and_in_text():
    text = ncpi.to_json(RECOMMENDATION)
    assert ncpi.from_json(text.encode("utf-8-sig")) == RECOMMENDATION
    assert ncpi.from_json("\ufeff" + text) == RECOMMENDATION


def test_compact_json_of_other_writers_is_read():
    compact = json.dumps(ncpi.to_dict(RECOMMENDATION), separators=(",", ":"))
    assert ncpi.from_json(compact) == RECOMMENDATION


def test_the_class_that_the_caller_expects_is_given_or_refused(faults):
    text = ncpi.to_json(RECOMMENDATION)
    assert ncpi.from_json(text, ncpi.Recommendation) == RECOMMENDATION
    assert ncpi.from_json(text, ncpi.Sourced) == RECOMMENDATION
    assert faults(text, expect=ncpi.Report) == [("$.content.type", "type")]


def test_what_is_given_to_from_dict_is_left_as_it_was(merseyside):
    document = ncpi.to_dict(merseyside[0])
    before = json.dumps(document)
    ncpi.from_dict(document)
    assert json.dumps(document) == before


@pytest.mark.parametrize("thing", [None, "text", {}, object()])
def test_only_a_record_can_be_stored(unstorable, thing):
    (fault,) = unstorable(thing).faults
    assert (fault.code, fault.message.endswith("not a record of ncpi")) == ("type", True)
