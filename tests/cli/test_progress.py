"""Long inputs show how far they are on a terminal, and nothing in a pipe."""

import io
import sys

import pytest

import ncpi
from ncpi.cli._progress import LONG, MANY, Progress, counting
from ncpi.testing import make_report


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
    assert "B/s]" in done.err
    assert "it/s]" not in done.err
    assert done.err.endswith("\r1 file, no faults\r\n")
    assert max(map(len, done.err.split("\r"))) <= 80


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("convert long.jsonl out.jsonl", "\rwritten: out.jsonl (5 reports)\r\n"),
        ("check long.json long.json", "\r2 files, no faults\r\n"),
        ("show long.jsonl", ""),
    ],
)
def test_whatever_reads_a_long_file_or_several_shows_one_bar(words, end, on_terminal):
    pytest.importorskip("tqdm")
    done = on_terminal(*words.split())
    assert done.status == 0
    assert "0%|" in done.err
    assert done.err.endswith(end)


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


def test_a_short_file_and_a_pipe_show_none(run, on_terminal):
    assert on_terminal("check", "short.jsonl").err == "1 file, no faults\r\n"
    assert run("check", "long.jsonl", "long.json").err == "2 files, no faults\n"


class Bar:
    """Stands in for tqdm's."""

    def __init__(self):
        self.counted = self.cleared = 0

    def update(self, count):
        self.counted += count

    def clear(self):
        self.cleared += 1


def test_all_that_is_read_of_a_file_is_counted_where_there_is_a_bar():
    bar, file = Bar(), io.BytesIO(b"x" * 300_000)
    assert len(Progress(bar).follow(file).read()) == bar.counted == 300_000
    assert Progress().follow(file) is file
    Progress(bar).make_room()
    Progress().make_room()
    assert bar.cleared == 1


def test_without_standard_error_nothing_is_shown(monkeypatch):
    """A shell may have closed it."""
    monkeypatch.setattr(sys, "stderr", None)
    many = range(MANY)
    assert counting(many) is many


@pytest.mark.parametrize(("short", "is_shown"), [(0, True), (1, False)])
def test_a_file_is_long_from_a_certain_size(short, is_shown, on_terminal, folder):
    pytest.importorskip("tqdm")
    (folder / "long.jsonl").write_text(" " * (LONG - short), "utf-8")
    assert ("B/s]" in on_terminal("check", "long.jsonl").err) is is_shown


def test_several_files_are_counted_together_and_said_to_be_several(
    on_terminal, folder, monkeypatch
):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    for name in ("a.jsonl", "b.jsonl"):
        (folder / name).write_text((" " * 99_999 + "\n") * (LONG // 200_000 + 1), "utf-8")
    done = on_terminal("check", "a.jsonl", "b.jsonl")
    assert done.err.startswith("reading 2 files (5 MB); ")


def test_a_fault_does_not_stand_in_the_line_of_the_bar(on_terminal, folder, monkeypatch):
    pytest.importorskip("tqdm")
    cleared = []
    monkeypatch.setattr(Progress, "make_room", lambda _: cleared.append(1))
    (folder / "bad.jsonl").write_text("{nonsense\n", "utf-8")
    ncpi.save(make_report(), "good.json")
    assert on_terminal("check", "bad.jsonl", "good.json").status == 1
    assert len(cleared) == 1


def test_empty_standard_input_is_a_fault_in_every_format(spawn):
    assert spawn("check", "-", input="").returncode == 1
    assert spawn("check", "-", "--from", "jsonl", input="\n").returncode == 1
