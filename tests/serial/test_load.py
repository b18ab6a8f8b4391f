"""What `ncpi.load` takes: a path or a text, in any format."""

import os
from pathlib import Path

import pytest

import ncpi
from ncpi.errors import InvalidError

RECORD = ncpi.Recommendation(key="1", text="Dŵr")
TEXT = ncpi.to_json(RECORD)
COMPACT = '{"format":"ncpi","version":1,"content":{"type":"recommendation","key":"1","text":"Dŵr"}}'


@pytest.mark.parametrize(
    "text",
    [TEXT, COMPACT, " \t" + COMPACT, "\ufeff" + COMPACT, "\n" + COMPACT, COMPACT + "\n"],
    ids=["indented", "compact", "blanks before", "mark before", "newline before", "behind"],
)
def test_text_with_a_line_break_or_a_brace_at_its_start_is_a_document(text):
    assert ncpi.load(text) == RECORD


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_bytes_are_always_a_document_and_never_a_path(tmp_path, kind):
    ncpi.save(RECORD, tmp_path / "record.json")
    assert ncpi.load(kind(TEXT.encode())) == RECORD
    with pytest.raises(InvalidError) as caught:
        ncpi.load(kind(os.fsencode(tmp_path / "record.json")))
    assert [fault.code for fault in caught.value.faults] == ["syntax"]


class PathOfAnother:
    """What `os.PathLike` asks for and nothing else."""

    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return str(self.path)


@pytest.mark.parametrize("kind", [Path, str, PathOfAnother])
def test_any_other_text_and_anything_like_a_path_is_a_path(tmp_path, kind):
    ncpi.save(RECORD, tmp_path / "record.json")
    assert ncpi.load(kind(tmp_path / "record.json")) == RECORD
    with pytest.raises(FileNotFoundError):
        ncpi.load(kind(tmp_path / "none.json"))


@pytest.mark.parametrize("name", ["{record}.json", "two\nlines.json"])
def test_a_file_with_such_a_name_is_read_where_it_is_given_as_a_path(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    ncpi.save(RECORD, name)
    assert ncpi.load(Path(name)) == RECORD
    with pytest.raises(InvalidError):
        ncpi.load(name)


@pytest.mark.parametrize("text", ["[]", "record", "", '"text"'])
def test_a_text_that_is_neither_is_taken_for_a_path_and_refused_by_its_ending(text):
    with pytest.raises(InvalidError) as caught:
        ncpi.load(text)
    assert ".json" in caught.value.faults[0].suggestion


@pytest.mark.parametrize(
    "source", [None, 5, {"format": "ncpi"}, ["a"], RECORD, memoryview(b"{}"), Path]
)
def test_what_is_neither_path_nor_text_is_refused_in_plain_words(source):
    with pytest.raises(InvalidError) as caught:
        ncpi.load(source)
    (fault,) = caught.value.faults
    assert fault.code == "type"
    assert fault.message.endswith("not a path, or the text of a document")


@pytest.mark.parametrize("text", ["{}", COMPACT[:-5], "{\n\ud800}"], ids=["empty", "cut", "half"])
def test_a_faulty_text_is_called_a_document_and_a_faulty_file_by_its_name(tmp_path, text):
    with pytest.raises(InvalidError) as caught:
        ncpi.load(text)
    assert caught.value.subject == "document"
    (tmp_path / "record.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InvalidError) as of_file:
        ncpi.load(tmp_path / "record.json")
    assert of_file.value.subject == str(tmp_path / "record.json")
    assert of_file.value.faults == caught.value.faults


def test_what_is_wrong_with_the_callers_wishes_is_reported():
    for how, path in (
        ({"unknown": "drop"}, "unknown"),
        ({"expect": "Report"}, "expect"),
        ({"format": "xml"}, "format"),
    ):
        with pytest.raises(InvalidError) as caught:
            ncpi.load(TEXT, **how)
        assert [fault.path for fault in caught.value.faults] == [path]
