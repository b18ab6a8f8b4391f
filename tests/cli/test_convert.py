"""``ncpi convert``: another format, and never a harmed file."""

import json
import os
import sys
from pathlib import Path

import pytest

import ncpi
from ncpi.testing import make_report, make_tracker

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


def test_all_faults_of_all_lines_are_reported_and_nothing_is_written(refused, archive, folder):
    ncpi.save(archive, "in.jsonl")
    lines = (folder / "in.jsonl").read_text("utf-8").splitlines()
    lines[1], lines[3] = "{nonsense", lines[0]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    before = sorted(folder.iterdir())
    err = refused("convert", "in.jsonl", "out.jsonl")
    assert "in.jsonl: 2 faults" in err
    assert "line 2, " in err
    assert "line 4, " in err
    assert sorted(folder.iterdir()) == before


def test_a_faulty_file_is_unharmed_when_it_should_replace_itself(run, archive, folder):
    ncpi.save(archive, "in.jsonl")
    with (folder / "in.jsonl").open("a") as file:
        file.write("{nonsense\n")
    before = (folder / "in.jsonl").read_bytes()
    assert run("convert", "in.jsonl", "in.jsonl", "--force").status == 1
    assert (folder / "in.jsonl").read_bytes() == before


@pytest.mark.parametrize("end", ["json", "jsonl"])
def test_unknown_keys_are_kept_or_left_out_if_that_is_asked_for(end, run, archive, folder):
    document = ncpi.to_dict(archive.reports[0])
    document["content"]["colour"] = "red"
    (folder / f"in.{end}").write_text(json.dumps(document), "utf-8")
    words = ("convert", f"in.{end}", f"out.{end}", "--force")
    assert run(*words).status == 1
    assert run(*words, "--unknown", "keep").status == 0
    assert json.loads((folder / f"out.{end}").read_text("utf-8")) == document
    assert run(*words, "--unknown", "ignore").status == 0
    assert "colour" not in (folder / f"out.{end}").read_text("utf-8")


def test_what_json_lines_cannot_hold_is_refused(refused, archive, folder):
    ncpi.save(archive.reports[0], "in.json")
    assert "JSON Lines" in refused("convert", "in.json", "out.jsonl")
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


def test_a_format_must_be_named_for_standard_output(refused, archive):
    ncpi.save(archive, "in.json")
    assert "state the format with --to" in refused("convert", "in.json", "-", status=2)


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
    target, said, refused, archive, folder
):
    ncpi.save(archive, "in.json")
    (folder / "inner").mkdir()
    assert said in refused("convert", "in.json", target)
    assert sorted(path.name for path in folder.iterdir()) == ["in.json", "inner"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_what_is_no_ordinary_file_is_never_replaced_even_if_forced(refused, archive, folder):
    ncpi.save(archive, "in.json")
    os.mkfifo("pipe.json")
    assert "Not a regular file" in refused("convert", "in.json", "pipe.json", "--force")
    assert (folder / "pipe.json").is_fifo()


def test_everything_in_an_archive_is_counted_by_kind(run):
    report = make_report()
    response = ncpi.Response(report=report.key)
    held = ncpi.Archive(reports=[report], responses=[response], trackers=[make_tracker()])
    for name, more in (("in.json", []), ("in.jsonl", ["--force"])):
        ncpi.save(held, name)
        done = run("convert", name, "out.jsonl", *more)
        assert done.err == "written: out.jsonl (1 report, 1 response, 1 tracker)\n"
        assert ncpi.load("out.jsonl") == held


@pytest.mark.parametrize("end", ["json", "jsonl"])
def test_an_empty_archive_is_written_and_said_to_be_empty(end, run):
    ncpi.save(ncpi.Archive(), "in.jsonl")
    done = run("convert", "in.jsonl", f"out.{end}")
    assert done == (0, "", f"written: out.{end} (0 reports)\n")


def test_the_format_named_counts_for_more_than_the_extension(run, archive, folder):
    ncpi.save(archive, "in.json")
    assert run("convert", "in.json", "out.json", "--to", "jsonl").status == 0
    assert len((folder / "out.json").read_text("utf-8").splitlines()) == 5
    assert run("convert", "out.json", "back.json").status == 1
    assert run("convert", "out.json", "back.json", "--from", "jsonl").status == 0
    assert ncpi.load("back.json") == archive
