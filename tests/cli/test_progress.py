"""Long inputs show how far they are on a terminal, and nothing in a pipe."""

import io
import sys

import pytest

import ncpi
from ncpi.cli._progress import LONG, Progress


@pytest.fixture(autouse=True)
def long_files(archive, folder):
    """``long.jsonl`` and ``long.json``, sound and mostly blank, and ``short.jsonl``."""
    ncpi.save(archive, "short.jsonl")
    blank = (" " * 99_999 + "\n") * (LONG // 100_000 + 1)
    lines = (folder / "short.jsonl").read_text("utf-8")
    (folder / "long.jsonl").write_text(blank + lines, "utf-8")
    (folder / "long.json").write_text(blank + ncpi.to_json(archive), "utf-8")


@pytest.mark.parametrize("size", [(24, 80), (0, 0)], ids=["known size", "unknown size"])
def test_a_long_file_shows_a_bar_over_its_bytes_on_a_terminal(size, on_terminal):
    pytest.importorskip("tqdm")
    done = on_terminal("check", "long.jsonl", size=size)
    assert done.status == 0
    assert done.out == ""
    assert "0%|" in done.err
    assert "/5." in done.err
    assert done.err.endswith("\r1 file, no faults\r\n")
    assert max(map(len, done.err.split("\r"))) <= 80


def test_converting_a_long_file_shows_a_bar(on_terminal):
    pytest.importorskip("tqdm")
    done = on_terminal("convert", "long.jsonl", "out.jsonl")
    assert "0%|" in done.err
    assert done.err.endswith("\rwritten: out.jsonl (5 reports)\r\n")


def test_several_documents_advance_one_bar(on_terminal):
    pytest.importorskip("tqdm")
    done = on_terminal("check", "long.json", "long.json")
    assert "0%|" in done.err
    assert done.err.endswith("\r2 files, no faults\r\n")


@pytest.mark.parametrize("hidden", [False, True], ids=["with tqdm", "without"])
def test_a_single_document_is_named_and_no_bar_pretends_to_know(hidden, on_terminal, monkeypatch):
    if hidden:
        monkeypatch.setitem(sys.modules, "tqdm", None)
    done = on_terminal("check", "long.json")
    assert done.err == "reading long.json (5 MB)\r\n1 file, no faults\r\n"


def test_without_tqdm_a_line_says_what_is_read_and_what_would_show_progress(
    on_terminal, monkeypatch
):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    done = on_terminal("check", "long.jsonl")
    assert (done.status, done.out) == (0, "")
    reading, count = done.err.splitlines()
    assert reading == 'reading long.jsonl (5 MB); pip install "ncpi[progress]" shows progress'
    assert count == "1 file, no faults"


def test_a_short_file_shows_none(on_terminal):
    done = on_terminal("check", "short.jsonl")
    assert done.err == "1 file, no faults\r\n"


def test_a_pipe_gets_none(run):
    assert run("check", "long.jsonl", "long.json").err == "2 files, no faults\n"


def test_showing_a_long_file_shows_progress_too(on_terminal):
    pytest.importorskip("tqdm")
    done = on_terminal("show", "long.jsonl")
    assert "0%|" in done.err
    assert done.out.startswith("Archive of 5 reports")


class Bar:
    """Stands in for tqdm's."""

    def __init__(self):
        self.counted = 0

    def update(self, count):
        self.counted += count


def test_all_that_is_read_of_a_file_is_counted_where_there_is_a_bar():
    bar, file = Bar(), io.BytesIO(b"x" * 300_000)
    assert len(Progress(bar).follow(file).read()) == bar.counted == 300_000
    assert Progress().follow(file) is file
