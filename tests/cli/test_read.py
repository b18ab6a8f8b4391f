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
    assert done.out.startswith("Press release")
    assert "Wiltshire Police" in done.out


@pytest.mark.parametrize("view", ["json", "yaml"])
def test_a_reading_is_printed_as_a_document(view, run, folder):
    done = run("read", "release.txt", "--format", view)
    (folder / f"reading.{view}").write_text(done.out, encoding="utf-8")
    assert ncpi.load(folder / f"reading.{view}") == pages.read(folder / "release.txt")


def test_several_pages_are_printed_one_a_line(run):
    done = run("read", "release.txt", "entry.txt", "--format", "json")
    kinds = [json.loads(line)["content"]["kind"] for line in done.out.splitlines()]
    assert kinds == ["press-release", "tracker-entry"]


def test_a_broken_file_among_several_loses_none_of_the_others(run, folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    names = ("release.txt", "broken.pdf", "missing.txt", "entry.txt")
    done = run("read", *names, "--format", "json")
    kinds = [json.loads(line)["content"]["kind"] for line in done.out.splitlines()]
    assert (done.status, kinds) == (1, ["press-release", "tracker-entry"])
    errors = [line for line in done.err.splitlines() if line.startswith("ncpi: ")]
    assert [error.split(":")[1].strip() for error in errors] == ["broken.pdf", "missing.txt"]
    assert "release.txt:" in run("read", *names).out
    added = run("read", *names[:2], "--into", "archive.jsonl")
    assert added.status == 1
    assert len(ncpi.load(folder / "archive.jsonl").press_releases) == 1


def test_why_gives_rule_and_words(run):
    out = run("read", "review.txt", "--why").out
    assert "published: published-on (derived): characters" in out


def test_a_file_that_is_not_a_page_is_status_1(run, folder):
    (folder / "other.txt").write_text("Something else.", encoding="utf-8")
    done = run("read", "other.txt")
    assert done.status == 1
    assert " ".join(done.out.split()).count("not recognised as any of assessment-of-progress") == 1
    assert "--kind press-release" in done.out
    compared = run("read", "other.txt", "--compare")
    assert compared.status == 1
    assert compared.err.startswith("ncpi: kind: not recognised as any of assessment-of-progress")
    assert "--kind press-release" in compared.err
    assert run("read", "missing.txt").status == 1
    assert run("read", "other.txt", "release.txt").status == 1


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


def test_a_reading_and_a_comparison_have_the_common_formats_and_go_to_a_file(run, folder):
    assert run("read", "release.txt", "--format", "markdown").out.startswith("## Press release")
    assert run("read", "release.txt", "--format", "html").out.startswith("<!doctype html>")
    compared = run("read", "release.txt", "--compare", "--format", "html").out
    assert compared.startswith("<!doctype html>")
    done = run("read", "release.txt", "--format", "json", "-o", "reading.json")
    assert (done.status, done.out, done.err) == (0, "", "written: reading.json\n")
    assert ncpi.load(folder / "reading.json") == pages.read(folder / "release.txt")


@pytest.mark.parametrize(
    ("name", "view"),
    [("a.html", "html"), ("a.yaml", "yaml"), ("a.yml", "yaml"), ("a.md", "markdown")],
)
def test_the_extension_of_the_file_gives_the_format_of_a_reading(name, view, run, folder):
    assert run("read", "release.txt", "-o", name).status == 0
    printed = run("read", "release.txt", "--format", view).out
    assert (folder / name).read_text("utf-8") == printed
    assert run("read", "release.txt", "-o", name, "--format", "json").status == 2


def test_a_comparison_begins_with_what_was_not_read_of_the_release(run, folder):
    """So that "not mentioned in what was read" isn't taken for the release's silence."""
    text = (folder / "release.txt").read_text("utf-8")
    lead = "The plan had several parts:"
    start, end = text.index("Today"), text.index("\n\n  • The control")
    (folder / "unread.txt").write_text(text[:start] + lead + text[end:], encoding="utf-8")
    done = run("read", "unread.txt", "--compare")
    above = done.out.partition("concerns:")[0]
    assert "\nNo improvements were found in the page.\n" in above
    assert f"List: '{lead} • The control room" in " ".join(above.split())
    in_json = run("read", "unread.txt", "--compare", "--format", "json")
    assert "no improvements were found in the page\n" in in_json.err
    assert json.loads(in_json.out)["content"]["type"] == "comparison"
    assert "No improvements" not in run("read", "release.txt", "--compare").out


def test_strengths_that_are_not_compared_are_mentioned(run, folder):
    text = (folder / "release.txt").read_text("utf-8").replace("Get the report", "")
    text = text.replace(" since the 2022 inspection:", ":").replace("post-inspection review", "")
    text = text.replace("Post-Inspection Review", "")
    (folder / "bare.txt").write_text(text, encoding="utf-8")
    key = "police/wiltshire/2022-inspection"
    done = run("read", "bare.txt", "--kind", "press-release", "--compare", "--baseline", key)
    assert "its strengths aren't compared" in " ".join(done.out.split())


def test_without_a_date_of_the_baseline_the_error_is_what_to_add(refused, folder):
    text = (folder / "release.txt").read_text("utf-8").replace(" in 2022", "")
    (folder / "undated.txt").write_text(text.replace("2022 ", ""), encoding="utf-8")
    assert refused("read", "undated.txt", "--compare") == (
        "ncpi: the page gives no date of the inspection that it follows; add --baseline "
        "police/wiltshire/2022-inspection\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "new.jsonl", "wiltshire"],
        ["compare", "new.jsonl"],
        ["timeline", "wiltshire", "new.jsonl"],
        ["deadlines", "new.jsonl"],
        ["reports", "new.jsonl", "wiltshire"],
    ],
)
def test_an_archive_without_reports_is_refused_by_what_needs_them(words, run, refused):
    """The shipped reports don't take their place in silence."""
    run("read", "release.txt", "--into", "new.jsonl")
    err = refused(*words)
    assert "new.jsonl: 1 fault\n  it has no reports" in err
    assert 'ncpi.save(ncpi.Archive.shipped(), "mine.jsonl")' in err


def test_pages_are_added_to_an_archive_and_a_dry_run_only_shows_what_is_new(run, folder):
    done = run("read", "report.html", "--into", "archive.jsonl", "--dry-run")
    assert "+ report: police/kent/2031-inspection" in done.out
    assert not (folder / "archive.jsonl").exists()
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


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["release.txt", "--dry-run"], "--dry-run goes with --into"),
        (["release.txt", "--baseline", "x"], "--baseline goes with --compare"),
        (["release.txt", "entry.txt", "--compare"], "--compare takes one file"),
        (["release.txt", "entry.txt", "--format", "yaml"], "yaml takes one file"),
        (["release.txt", "entry.txt", "--format", "html"], "html takes one file"),
        (["release.txt", "--compare", "--format", "yaml"], "--compare prints no yaml"),
        (["missing.txt", "--compare", "--format", "yaml"], "--compare prints no yaml"),
        (["release.txt", "--why", "--format", "json"], "--why prints text"),
        (["release.txt", "--why", "--compare"], "not allowed with"),
        (["release.txt", "--why", "--into", "a.jsonl"], "not allowed with"),
        (["release.txt", "--format", "json", "--into", "a.jsonl"], "--into prints text"),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(arguments, why, refused):
    assert why in refused("read", *arguments, status=2)


def test_coverage_lists_the_pages_that_would_fill_gaps(run):
    done = run("coverage", "--to-read", "merseyside")
    assert "merseyside-national-child-protection-post-inspection-review" in done.out
    lines = run("coverage", "--to-read", "merseyside", "--format", "json").out.splitlines()
    assert json.loads(lines[0])["report"] == "police/merseyside/2018-inspection"


def test_a_report_whose_pages_have_no_known_address_says_so(run, folder):
    report = ncpi.Report(
        key="police/kent/2031", title="Kent", kind="inspection", bodies=["police/kent"]
    )
    ncpi.save(report, folder / "own.json")
    assert "no address is known" in run("coverage", "own.json", "--to-read", "kent").out
