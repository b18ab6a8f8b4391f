"""``ncpi read``: saved pages as records, as comparisons and in an archive."""

import json
import shutil
from pathlib import Path

import pytest

import ncpi
from ncpi import pages

OWN = Path(__file__).parents[1] / "pages" / "own"


@pytest.fixture(autouse=True)
def saved(folder):
    for page in OWN.iterdir():
        shutil.copy(page, folder)


def test_a_page_is_shown_with_its_values(run):
    done = run("read", "release.txt")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("press-release")
    assert "police/wiltshire" in done.out


@pytest.mark.parametrize("view", ["json", "yaml"])
def test_a_reading_is_printed_as_a_document(view, run, folder):
    done = run("read", "release.txt", "--format", view)
    (folder / f"reading.{view}").write_text(done.out, encoding="utf-8")
    assert ncpi.load(folder / f"reading.{view}") == pages.read(folder / "release.txt")


def test_several_pages_are_printed_one_a_line(run):
    done = run("read", "release.txt", "entry.txt", "--format", "json")
    kinds = [json.loads(line)["content"]["kind"] for line in done.out.splitlines()]
    assert kinds == ["press-release", "tracker-entry"]


def test_why_gives_rule_and_words(run):
    out = run("read", "review.txt", "--why").out
    assert "published: published-on (derived): characters" in out


def test_a_file_that_is_not_a_page_is_status_1(run, folder):
    (folder / "other.txt").write_text("Something else.", encoding="utf-8")
    done = run("read", "other.txt")
    assert done.status == 1
    assert "isn't a page that ncpi can read" in done.out
    assert run("read", "missing.txt").status == 1


def test_a_release_is_compared_with_the_inspection_that_it_follows_up(run):
    done = run("read", "release.txt", "--compare")
    assert done.status == 0
    assert done.out.startswith(
        "Wiltshire Police: what changed between the inspection of 5 August 2022"
    )
    named = run(
        "read", "release.txt", "--compare", "--baseline", "police/wiltshire/2022-inspection"
    )
    assert named.out == done.out


def test_pages_are_added_to_an_archive(run, folder):
    done = run("read", "report.html", "release.txt", "--into", "archive.jsonl")
    assert done.status == 0
    assert "+ report: police/kent/2031-inspection" in done.out
    archive = ncpi.load(folder / "archive.jsonl")
    assert (len(archive.reports), len(archive.press_releases)) == (1, 1)
    again = run("read", "report.html", "--into", "archive.jsonl")
    assert (again.out, again.err) == ("", "nothing new: not written\n")


def test_a_page_without_a_record_to_add_is_status_1(run, folder):
    (folder / "bare.txt").write_text(
        "404 Page not found\n\nThe force should act.", encoding="utf-8"
    )
    assert run("read", "bare.txt").status == 0
    assert run("read", "bare.txt", "--into", "archive.jsonl").status == 1


def test_a_dry_run_writes_nothing(run, folder):
    done = run("read", "report.html", "--into", "archive.jsonl", "--dry-run")
    assert "+ report: police/kent/2031-inspection" in done.out
    assert not (folder / "archive.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["release.txt", "--dry-run"], "--dry-run goes with --into"),
        (["release.txt", "--baseline", "x"], "--baseline goes with --compare"),
        (["release.txt", "entry.txt", "--compare"], "--compare takes one file"),
        (["release.txt", "entry.txt", "--format", "yaml"], "yaml takes one file"),
        (["release.txt", "--compare", "--format", "yaml"], "--compare prints text or json"),
        (["missing.txt", "--compare", "--format", "yaml"], "--compare prints text or json"),
        (["release.txt", "--why", "--format", "json"], "--why prints text"),
        (["release.txt", "--why", "--compare"], "not allowed with"),
        (["release.txt", "--why", "--into", "a.jsonl"], "not allowed with"),
        (["release.txt", "--format", "json", "--into", "a.jsonl"], "--into prints text"),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(arguments, why, run):
    done = run("read", *arguments)
    assert done.status == 2
    assert why in done.err


def test_coverage_lists_the_pages_that_would_fill_gaps(run):
    done = run("coverage", "--to-read", "merseyside")
    assert "merseyside-national-child-protection-post-inspection-review" in done.out
    lines = run("coverage", "--to-read", "merseyside", "--format", "json").out.splitlines()
    assert json.loads(lines[0])["report"] == "police/merseyside/2018-inspection"
