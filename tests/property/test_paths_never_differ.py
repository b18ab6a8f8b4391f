"""The happy and the thorough path give the same records, bytes and faults."""

import json
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from improvement_tracker import TrackedRecommendation
from jsonschema import Draft202012Validator
from second_package import SHIPPED, strangers, with_unknown_fields

import ncpi
from ncpi.fields._arguments import default_of
from ncpi.serial import _documents as paths
from ncpi.serial import make_converter
from ncpi.serial._codec.shapes import stored_fields
from ncpi.serial.lines import write_lines
from ncpi.serial.schema import json_schema
from ncpi.testing import instances, names, records

sys.path.insert(0, str(Path(__file__).parents[1] / "serial"))

from spoiling import LAYOUTS, planted, spelt, spoilt_texts
from two_paths import all_alike

UNKNOWN = ("error", "keep", "ignore")
SCHEMA = Draft202012Validator(json_schema())
MANY = settings(max_examples=settings.default.max_examples * 5)
# For what is tried on every class in turn.
FEW = settings(max_examples=max(3, settings.default.max_examples // 3))


@st.composite
def _extended(draw: st.DrawFn) -> ncpi.Record:
    return with_unknown_fields(draw, draw(records() | strangers))


def _written_alike(record: ncpi.Record) -> str:
    """The text of *record*, which each path writes alike, as each of the four verbs does."""
    for write in (ncpi.to_dict, paths.json_line):
        assert all_alike(lambda write=write: write(record)).is_sound
    text = all_alike(lambda: ncpi.to_json(record)).value
    assert isinstance(text, str)
    return text


def _read_alike(record: ncpi.Record, text: str | bytes, unknown: Any = "error") -> None:
    """Each path makes of *text* what it was made of."""
    found = all_alike(lambda: paths.from_json(text, unknown=unknown))
    assert found.is_sound, found.faults
    assert found.value == record


def _comes_back_on_every_path(record: ncpi.Record, unknown: Any = "error") -> None:
    text = _written_alike(record)
    line = paths.json_line(record)
    for given_text in (text, text.encode(), line, line.decode(), line.rstrip(b"\n")):
        _read_alike(record, given_text, unknown)
    assert json.loads(text) == json.loads(line) == ncpi.to_dict(record)
    document = ncpi.to_dict(record)
    assert all_alike(lambda: ncpi.from_dict(document, unknown=unknown)).value == record


@pytest.mark.parametrize("tag", SHIPPED)
@FEW
@given(data=st.data())
def test_guarantee_1_every_record_comes_back_on_every_path_and_is_valid_against_the_schema(
    tag: str, data: st.DataObject
) -> None:
    record = data.draw(instances(SHIPPED[tag]))
    text = _written_alike(record)
    for given_text in (text, paths.json_line(record)):
        _read_alike(record, given_text)
    document = ncpi.to_dict(record)
    assert all_alike(lambda: ncpi.from_dict(document)).value == record
    assert [error.json_path for error in SCHEMA.iter_errors(document)] == []
    # What is left out at its default may be written.
    defaults = {
        field.name: make_converter().unstructure(default_of(field), unstructure_as=field.type)
        for field in stored_fields(type(record))
        if default_of(field) is not attrs.NOTHING
    }
    document["content"] = {**defaults, **document["content"]}
    assert ncpi.from_dict(document) == record
    assert [error.json_path for error in SCHEMA.iter_errors(document)] == []


@given(st.one_of(instances(ncpi.Report), instances(ncpi.Archive), instances(ncpi.Comparison)))
def test_whole_reports_archives_and_comparisons_come_back_alike(record: ncpi.Record) -> None:
    _comes_back_on_every_path(record)


@given(strangers)
def test_another_packages_records_inside_come_back_alike(record: ncpi.Record) -> None:
    _comes_back_on_every_path(record)


@given(_extended())
def test_unknown_fields_that_are_kept_come_back_alike(record: ncpi.Record) -> None:
    _comes_back_on_every_path(record, "keep")


@given(_extended(), st.sampled_from(UNKNOWN))
def test_unknown_fields_are_refused_kept_or_dropped_alike(
    record: ncpi.Record, unknown: Any
) -> None:
    assume(isinstance(text := all_alike(lambda: ncpi.to_json(record)).value, str))
    for given_text in (text, paths.json_line(record)):
        all_alike(lambda given_text=given_text: paths.from_json(given_text, unknown=unknown))


@given(data=st.data(), words=names())
def test_other_values_of_open_lists_are_kept_alike(data: st.DataObject, words: str) -> None:
    other = ncpi.vocabulary.Other(words)
    event = instances(ncpi.StatusEvent, party=st.just(other), reason=st.none() | st.just(other))
    finding = instances(ncpi.Finding, progress=st.just(other))
    whole = instances(ncpi.Report, kind=st.just(other), findings=st.lists(finding, max_size=1))
    _comes_back_on_every_path(data.draw(event | finding | whole))


def _expectations(record: ncpi.Record) -> st.SearchStrategy[Any]:
    """Right ones, bases, wrong ones, and what is no class of records at all."""
    classes = [cls for cls in type(record).__mro__ if cls is not object]
    odd = [object, str, ncpi.Force, ncpi.Recommendation, TrackedRecommendation, None, "report", 3]
    return st.sampled_from([ncpi.Record, *classes, *odd, list[int], ncpi.Record | None])


@MANY
@given(st.data())
def test_a_spoilt_document_is_read_or_refused_alike(data: st.DataObject) -> None:
    record = data.draw(records() | instances(ncpi.Report) | strangers)
    text = data.draw(spoilt_texts(ncpi.to_dict(record)))
    unknown: Any = data.draw(st.sampled_from(UNKNOWN))
    expect = data.draw(st.just(ncpi.Record) | _expectations(record))
    found = all_alike(lambda: paths.from_json(text, expect, unknown=unknown))
    event("read" if found.is_sound else "refused")


@MANY
@given(st.data())
def test_a_report_spoilt_in_one_place_is_read_or_refused_alike(data: st.DataObject) -> None:
    record = data.draw(instances(ncpi.Report))
    text = data.draw(spoilt_texts(ncpi.to_dict(record), most=1))
    unknown: Any = data.draw(st.sampled_from(UNKNOWN))
    found = all_alike(lambda: paths.from_json(text, unknown=unknown))
    event("read" if found.is_sound else "refused")


_ODD_VALUES: list[Any] = [
    (), (1,), {1}, b"x", 1.0, 10**400, float("nan"), "\ud800", ncpi.PartialDate(year=2018),
    ncpi.vocabulary.ReportKind.INSPECTION, *ncpi.vocabulary.Progress, object, {1: 2},
    type("Text", (str,), {})("2018"), type("Number", (int,), {})(1), type("Many", (list,), {})(),
]  # fmt: skip


@given(st.data())
def test_python_objects_that_no_text_can_hold_are_read_or_refused_alike(
    data: st.DataObject,
) -> None:
    record = data.draw(records() | instances(ncpi.Report))
    document = ncpi.to_dict(record)
    held: Any = document
    while True:
        keys = list(held) if isinstance(held, dict) else list(range(len(held)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(held[key], (dict, list)) or not held[key] or data.draw(st.booleans()):
            break
        held = held[key]
    copies = [type("Copy", (kind,), {})(held[key]) for kind in (str, dict, list)
              if type(held[key]) is kind]  # fmt: skip
    held[key] = data.draw(st.sampled_from([*_ODD_VALUES, *copies]))
    unknown: Any = data.draw(st.sampled_from(UNKNOWN))
    all_alike(lambda: ncpi.from_dict(document, unknown=unknown))


@given(st.data())
def test_keys_that_stand_twice_are_refused_alike_at_every_level(data: st.DataObject) -> None:
    record = data.draw(records() | instances(ncpi.Report))
    tree = planted(ncpi.to_dict(record))
    found = [tree]
    for held in found:
        inner = [pair[1] for pair in held.pairs] if hasattr(held, "pairs") else held
        found += [one for one in inner if hasattr(one, "pairs") or type(one) is list]
    holder = data.draw(st.sampled_from([one for one in found if getattr(one, "pairs", None)]))
    pair = data.draw(st.sampled_from(holder.pairs))
    other = data.draw(st.sampled_from([pair[1], None, "x", 2, []]))
    twins = data.draw(st.sampled_from([[[pair[0], other]], [["strange", 1], ["strange", 1]]]))
    for twin in twins:
        holder.pairs.insert(data.draw(st.integers(0, len(holder.pairs))), twin)
    for layout in ("indented", "a line"):
        text = spelt(tree, LAYOUTS[layout])
        for unknown in UNKNOWN:
            assert not all_alike(
                lambda text=text, unknown=unknown: paths.from_json(text, unknown=unknown)
            ).is_sound


def _in_full(record: Any) -> Any:
    """*record* as plain values with every field written, defaults too."""
    if isinstance(record, ncpi.Record) and type(record) not in (ncpi.PartialDate, ncpi.GradeScale):
        fields = [field for field in attrs.fields(type(record)) if field.name != "unknown_fields"]
        return {field.name: _in_full(getattr(record, field.name)) for field in fields}
    if isinstance(record, tuple):
        return [_in_full(held) for held in record]
    if isinstance(record, ncpi.fields.FrozenMapping):
        return {key: _in_full(held) for key, held in record.items()}
    return _short(record)


def _short(value: Any) -> Any:
    if isinstance(value, ncpi.GradeScale):
        content = ncpi.to_dict(value)["content"]
        return {key: held for key, held in content.items() if key != "type"}
    return str(value) if isinstance(value, (ncpi.PartialDate, ncpi.vocabulary.Other)) else value


@given(st.one_of(instances(ncpi.Report), instances(ncpi.DatedName), instances(ncpi.Force)))
def test_defaults_that_are_written_out_are_read_alike(record: ncpi.Record) -> None:
    content = {"type": record.TAG, **_in_full(record)}
    whole = {"format": "ncpi", "version": ncpi.serial.FORMAT_VERSION, "content": content}
    for indent, ends in ((2, "\n"), (None, "")):
        separators = (",", ":") if indent is None else None
        text = json.dumps(whole, ensure_ascii=False, indent=indent, separators=separators) + ends
        _read_alike(record, text)


@given(
    st.lists(instances(ncpi.Report), min_size=1, max_size=3, unique_by=lambda report: report.key)
)
def test_json_lines_are_written_and_read_alike(given_reports: list[ncpi.Report]) -> None:
    lines = all_alike(lambda: b"".join(paths.json_line(report) for report in given_reports)).value
    assert isinstance(lines, bytes)
    found = all_alike(lambda: ncpi.load(lines, format="jsonl"))
    assert found.value == ncpi.Archive(reports=given_reports)


def test_a_file_of_json_lines_is_written_alike(tmp_path: Path) -> None:
    shipped = list(ncpi.registers.reports)[:20]

    def written() -> bytes:
        write_lines(shipped, tmp_path / "reports.jsonl")
        return (tmp_path / "reports.jsonl").read_bytes()

    assert all_alike(written).is_sound
