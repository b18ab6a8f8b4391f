"""Open lists: a well-known value, or any other as it is written, on every path."""

import json
import sys
from pathlib import Path

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import _documents as paths
from ncpi.vocabulary import ClosureReason, Other, Party, Progress, ReportKind

sys.path.insert(0, str(Path(__file__).parent))

from two_paths import all_alike

EVENT = ncpi.StatusEvent(party=Party.FORCE, dated="2018-09-05", status="closed")
OPEN = [
    pytest.param(EVENT, "party", Party, id="party"),
    pytest.param(EVENT, "reason", ClosureReason, id="reason"),
    pytest.param(ncpi.Finding(key="1", text="t"), "progress", Progress, id="progress"),
    pytest.param(ncpi.Report(key="r", title="t", kind="inspection"), "kind", ReportKind, id="kind"),
]
every_list = pytest.mark.parametrize(("record", "field", "known"), OPEN)
WORDS = ["JTAI letter", "null", "a: b # c", "'quoted'", "heddlu: ŵ", "other: twice", "- x", "007"]


def read(record, field, value):
    """What *record* with *value* for *field* is read as, on every path alike, and its faults."""
    document = ncpi.to_dict(record)
    document["content"][field] = value
    texts = [json.dumps(document, indent=indent) for indent in (2, None)]
    (one, *others) = [
        all_alike(lambda text=text: paths.from_json(text, unknown="error")) for text in texts
    ] + [all_alike(lambda: ncpi.from_dict(document))]
    faults = [attrs.evolve(fault, path=field, line=None) for fault in one.faults]
    for other in others:
        assert other.value == one.value
        assert [attrs.evolve(fault, path=field, line=None) for fault in other.faults] == faults
    assert {fault.path for fault in one.faults} <= {f"$.content.{field}"}
    return one.value, faults


@every_list
@pytest.mark.parametrize("words", WORDS)
def test_any_other_value_is_kept_as_it_is_written(record, field, known, words, tmp_path):
    """In JSON, JSON Lines and YAML, by every path."""
    other = attrs.evolve(record, **{field: Other(words)})
    assert ncpi.to_dict(other)["content"][field] == f"other: {words}"
    assert read(record, field, f"other: {words}") == (other, [])
    assert ncpi.from_json(ncpi.to_json(other)) == other
    assert ncpi.load(paths.json_line(other), format="json") == other
    ncpi.save(other, tmp_path / "other.yaml")
    assert ncpi.load(tmp_path / "other.yaml") == other


@every_list
def test_a_well_known_value_is_itself_and_no_other(record, field, known):
    for one in known:
        entry = attrs.evolve(record, **{field: one})
        assert getattr(read(record, field, one.value)[0], field) is one
        assert ncpi.from_json(ncpi.to_json(entry)) == entry


@every_list
def test_other_words_that_mean_a_well_known_value_are_refused_with_what_to_write(
    record, field, known
):
    """One value has one form, or two of the same would count as two."""
    for one in known:
        for words in (one.value, one.value.upper()):
            (fault,) = read(record, field, f"other: {words}")[1]
            assert fault.code == "choice"
            assert "repeats a well-known value" in fault.message
            assert fault.suggestion == f"Write {one.value!r}"
            with pytest.raises(InvalidError) as caught:
                attrs.evolve(record, **{field: Other(words)})
            assert caught.value.faults == (fault,)


@every_list
@pytest.mark.parametrize("value", ["no such word", "Other: x", "other", "", 5, True, ["force"], {}])
def test_a_word_that_is_neither_is_refused_with_the_choices(record, field, known, value):
    """A misspelt word isn't taken for another one."""
    (fault, *_) = read(record, field, value)[1]
    assert next(iter(known)).value in fault.suggestion
    assert fault.suggestion.endswith("For any other, write other: and its words")


@every_list
@pytest.mark.parametrize("words", ["", " ", " x", "x ", "a\nb", "x" * 1001])
def test_words_that_are_no_name_are_refused(record, field, known, words):
    """Blank, padded, on several lines or too long."""
    assert read(record, field, f"other: {words}")[1]
    with pytest.raises(InvalidError):
        attrs.evolve(record, **{field: Other(words)})


@pytest.mark.parametrize("bad", [None, 5, b"x", ["x"]])
def test_other_words_are_text(bad):
    with pytest.raises(InvalidError) as caught:
        ncpi.Finding(key="1", text="t", progress=Other(bad))
    assert caught.value.faults[0].path == "progress"


def test_an_item_is_another_list_and_refused():
    """A member of one list is no value of another, even where the words agree."""
    with pytest.raises(InvalidError) as caught:
        ncpi.Finding(key="1", text="t", progress=ncpi.vocabulary.Outcome.IMPROVED)
    assert caught.value.faults[0].path == "progress"
