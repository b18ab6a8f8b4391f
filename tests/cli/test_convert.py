"""``ncpi convert``: another format, and never a harmed file."""

import json
import os
import sys
from pathlib import Path

import pytest

import ncpi

ENDINGS = ("json", "jsonl", "ndjson", "yaml", "yml")


@pytest.mark.parametrize("start", ENDINGS)
@pytest.mark.parametrize("end", ENDINGS)
def test_an_archive_survives_from_every_format_to_every_format(start, end, run, archive):
    if {"yaml", "yml"} & {start, end}:
        pytest.importorskip("yaml")
    ncpi.save(archive, f"in.{start}")
    done = run("convert", f"in.{start}", f"out.{end}")
    assert done == (0, "", f"written: out.{end} (5 reports)\n")
    assert ncpi.load(f"out.{end}") == archive


def test_a_single_record_is_converted_and_named(run, archive):
    ncpi.save(archive.reports[0], "in.json")
    (Path("in.json")).rename("in.txt")
    done = run("convert", "in.txt", "out.json", "--from", "json")
    assert done == (0, "", "written: out.json (a report)\n")
    assert ncpi.load("out.json") == archive.reports[0]


def test_the_data_of_a_register_are_named_a_register(run):
    """The name of the stored class isn't English, so the message has the word of the field."""
    file = Path(ncpi.__file__).parent / "registers" / "data" / "inspectorates.json"
    done = run("convert", str(file), "out.json")
    assert done == (0, "", "written: out.json (a register)\n")


@pytest.mark.parametrize(("count", "said"), [(1, "1 report"), (2, "2 reports")])
def test_reports_are_counted(count, said, run, archive):
    ncpi.save(ncpi.Archive(reports=archive.reports[:count]), "in.jsonl")
    done = run("convert", "in.jsonl", "out.jsonl")
    assert done.err == f"written: out.jsonl ({said})\n"


def test_a_file_that_is_there_is_not_replaced_unless_forced(run, archive, folder):
    ncpi.save(archive, "in.json")
    (folder / "out.json").write_text("mine", "utf-8")
    done = run("convert", "in.json", "out.json")
    assert done.status == 1
    assert done.err == "ncpi: out.json: The file exists; --force replaces it\n"
    assert (folder / "out.json").read_text("utf-8") == "mine"
    assert run("convert", "in.json", "out.json", "--force").status == 0
    assert ncpi.load("out.json") == archive


def test_a_file_is_written_anew_in_its_own_place_only_if_forced(run, archive, folder):
    ncpi.save(archive, "in.json")
    mine = folder / "in.json"
    before = mine.read_bytes()
    mine.write_bytes(before.replace(b"\n", b" "))
    assert run("convert", "in.json", "in.json").status == 1
    assert mine.read_bytes() != before
    assert run("convert", "in.json", "in.json", "--force").status == 0
    assert mine.read_bytes() == before


def test_lines_keep_their_order(run, archive, folder):
    ncpi.save(archive, "in.jsonl")
    lines = (folder / "in.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "in.jsonl").write_text("".join(reversed(lines)), "utf-8")
    run("convert", "in.jsonl", "out.jsonl")
    assert (folder / "out.jsonl").read_text("utf-8") == "".join(reversed(lines))


def test_all_faults_of_all_lines_are_reported_and_nothing_is_written(run, archive, folder):
    ncpi.save(archive, "in.jsonl")
    lines = (folder / "in.jsonl").read_text("utf-8").splitlines()
    lines[1], lines[3] = "{nonsense", lines[0]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    before = sorted(folder.iterdir())
    done = run("convert", "in.jsonl", "out.jsonl")
    assert done.status == 1
    assert "in.jsonl: 2 faults" in done.err
    assert "line 2, " in done.err
    assert "line 4, " in done.err
    assert sorted(folder.iterdir()) == before


def test_a_faulty_file_is_unharmed_when_it_should_replace_itself(run, archive, folder):
    ncpi.save(archive, "in.jsonl")
    with (folder / "in.jsonl").open("a") as file:
        file.write("{nonsense\n")
    before = (folder / "in.jsonl").read_bytes()
    assert run("convert", "in.jsonl", "in.jsonl", "--force").status == 1
    assert (folder / "in.jsonl").read_bytes() == before


def test_unknown_keys_are_kept_if_that_is_asked_for(run, archive, folder):
    document = ncpi.to_dict(archive.reports[0])
    document["content"]["colour"] = "red"
    (folder / "in.jsonl").write_text(json.dumps(document), "utf-8")
    assert run("convert", "in.jsonl", "no.jsonl").status == 1
    assert run("convert", "in.jsonl", "kept.jsonl", "--unknown", "keep").status == 0
    assert json.loads((folder / "kept.jsonl").read_text("utf-8")) == document


def test_what_json_lines_cannot_hold_is_refused(run, archive, folder):
    ncpi.save(archive.reports[0], "in.json")
    done = run("convert", "in.json", "out.jsonl")
    assert done.status == 1
    assert "JSON Lines" in done.err
    assert not (folder / "out.jsonl").exists()


def test_standard_streams_stand_for_files(spawn, archive, folder):
    ncpi.save(archive, "in.jsonl")
    ncpi.save(archive, "same.json")
    text = (folder / "in.jsonl").read_text("utf-8")
    done = spawn("convert", "-", "-", "--from", "jsonl", "--to", "json", input=text)
    assert done.returncode == 0
    assert done.stdout == (folder / "same.json").read_text("utf-8")
    assert done.stderr == "written: standard output (5 reports)\n"


def test_after_a_faulty_line_nothing_more_goes_to_standard_output(spawn, archive, folder):
    ncpi.save(archive, "in.jsonl")
    first, *rest = (folder / "in.jsonl").read_text("utf-8").splitlines(keepends=True)
    text = first + "{nonsense\n" + "".join(rest)
    done = spawn("convert", "-", "-", "--from", "jsonl", "--to", "jsonl", input=text)
    assert done.returncode == 1
    assert done.stdout == first


def test_a_format_must_be_named_for_standard_output(run, archive):
    ncpi.save(archive, "in.json")
    done = run("convert", "in.json", "-")
    assert done.status == 2
    assert "state the format with --to" in done.err


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("inner", "inner: It is a folder"),
        ("nowhere/out.json", "nowhere/out.json: No such folder"),
        ("out.txt", "'.txt' is not the file extension"),
        ("missing/", "state the format"),
    ],
)
def test_a_target_that_cannot_be_written_is_refused_in_plain_words(
    target, said, run, archive, folder
):
    ncpi.save(archive, "in.json")
    (folder / "inner").mkdir()
    done = run("convert", "in.json", target)
    assert (done.status, done.out) == (1, "")
    assert said in done.err
    assert sorted(path.name for path in folder.iterdir()) == ["in.json", "inner"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_what_is_no_ordinary_file_is_never_replaced_even_if_forced(run, archive, folder):
    ncpi.save(archive, "in.json")
    os.mkfifo("pipe.json")
    done = run("convert", "in.json", "pipe.json", "--force")
    assert done.status == 1
    assert "Not a regular file" in done.err
    assert (folder / "pipe.json").is_fifo()
