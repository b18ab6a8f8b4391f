"""`show` and `compare` take files of every format."""

import json

import pytest

import ncpi
from ncpi.testing import make_tracker


@pytest.mark.parametrize("ending", ["json", "yaml", "yml", "YAML"])
def test_a_report_is_shown_from_every_format(ending, run, archive):
    if ending != "json":
        pytest.importorskip("yaml")
    ncpi.save(archive.reports[0], f"one.{ending}")
    ncpi.save(archive.reports[0], "same.json")
    assert run("show", f"one.{ending}") == run("show", "same.json")


@pytest.mark.parametrize("ending", ["jsonl", "ndjson"])
def test_json_lines_are_shown_as_an_archive(ending, run, archive):
    ncpi.save(archive, f"all.{ending}")
    done = run("show", f"all.{ending}")
    assert done.out.startswith("Archive of 5 reports")
    assert ncpi.from_json(run("show", f"all.{ending}", "--format", "json").out) == archive


def test_reports_are_compared_from_yaml(run):
    pytest.importorskip("yaml")
    pair = ncpi.Archive.shipped().pair("dorset")
    ncpi.save(pair.baseline, "before.yaml")
    ncpi.save(pair.follow_up, "after.yml")
    assert run("compare", "before.yaml", "after.yml") == run(
        "compare", pair.baseline.key, pair.follow_up.key
    )


@pytest.mark.parametrize("name", ["missing.yaml", "missing.yml", "missing.jsonl"])
def test_a_missing_file_is_said_to_be_missing(name, run):
    assert run("show", name) == (1, "", f"ncpi: {name}: No such file or directory\n")


def test_a_folder_is_no_file(run, folder):
    (folder / "all.json").mkdir()
    assert run("show", "all.json") == (1, "", "ncpi: all.json: It is a folder; name files\n")


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "all.json"),
        ("timeline", "dorset", "all.json"),
        ("deadlines", "all.json", "--on", "2025-01-01"),
        ("programme", "all.json"),
        ("coverage", "all.json"),
        ("show", "all.json"),
        ("reports", "all.json"),
        ("check", "all.json"),
        ("respond", "one.json", "-o", "answer.md"),
        ("track", "start", "one.json", "--body", "dorset", "-o", "t.json"),
        ("track", "due", "tracker.json"),
    ],
    ids=lambda command: "-".join(command[:2]),
)
def test_every_command_that_reads_documents_keeps_or_ignores_what_is_unknown(run, folder, command):
    """One record of a class, or with a key, that isn't installed here doesn't lock the file."""
    pair = ncpi.Archive.shipped().pair("dorset")
    one = ncpi.to_dict(pair.baseline)
    both = ncpi.to_dict(ncpi.Archive(reports=[pair.baseline, pair.follow_up]))
    tracker = ncpi.to_dict(make_tracker())
    for content in (one["content"], both["content"]["reports"][0], tracker["content"]):
        content["colour"] = "red"
    for name, document in (("all", both), ("one", one), ("tracker", tracker)):
        (folder / f"{name}.json").write_text(json.dumps(document), "utf-8")
    refused = run(*command)
    assert refused.status == 1
    assert "'colour' is not a field" in refused.err + refused.out
    for choice in ("keep", "ignore"):
        extra = ("--force",) if "-o" in command else ()
        assert run(*command, *extra, "--unknown", choice).status == 0
    assert run(*command, *extra).status == 1


def test_a_command_that_reads_no_documents_has_no_option_for_what_is_unknown(run):
    for command in ("forces", "contact", "schema"):
        assert run(command, "--unknown", "keep").status == 2
