"""Formats, widths, files and help that the commands share."""

import csv
import io
import re
import shlex
import textwrap
from pathlib import Path

import pytest

import ncpi
from ncpi import registers
from ncpi.cli import COMMANDS, command

REPORT = "police/gloucestershire/2025-inspection"
PAGES = Path(__file__).parents[1] / "pages" / "own"


@pytest.mark.parametrize("width", [60, 80, 140])
def test_text_is_as_wide_as_the_terminal(width, run, monkeypatch):
    """No line is longer, except for a word that can't be broken."""
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (["forces"], ["compare", "merseyside"], ["coverage"]):
        lines = run(*words).out.splitlines()
        assert [line for line in lines if len(line) > width and " " in line.strip()] == []


def test_text_that_goes_to_no_terminal_has_the_width_of_a_str(run, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    shown = run("show", "merseyside").out
    assert shown.rstrip("\n") == str(registers.forces["merseyside"])


def test_nothing_is_coloured(run):
    """So NO_COLOR has nothing to switch off."""
    assert "\x1b" not in run("compare", "merseyside", "--full").out


def test_html_is_a_page_of_its_own_with_all_sections_folded(run):
    page = run("compare", "merseyside", "--format", "html").out
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "<title>Merseyside Police: what changed" in page
    assert page.count("<details>") == 3
    assert "color-scheme:light dark" in page


@pytest.mark.parametrize(
    ("words", "columns", "rows"),
    [
        (["compare", "merseyside"], {"item", "outcome", "basis"}, 7),
        (["coverage"], {"body", "reports", "findings"}, 43),
        (["forces"], {"slug", "name"}, 43),
        (["timeline", "kent"], {"item", "first_made"}, None),
        (["programme"], {"kind", "outcome", "basis", "entries"}, None),
        (["deadlines", "kent", "--on", "2025-07-01"], {"report", "due", "status"}, None),
        (["deadlines", REPORT, "--on", "2025-07-01"], {"report", "due", "status"}, None),
    ],
)
def test_csv_is_a_table_of_the_whole_result(words, columns, rows, run):
    table = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    assert columns <= {*table[0]}
    assert rows in (None, len(table))


def test_csv_of_a_part_is_refused(refused):
    assert "only for the whole result" in refused(
        "compare", "merseyside", "--entry", "6", "--format", "csv", status=2
    )


def test_a_result_goes_to_a_file_as_it_would_have_been_printed(run, folder):
    printed = run("coverage", "--format", "markdown").out
    done = run("coverage", "--format", "markdown", "-o", "held.md")
    assert (done.status, done.out, done.err) == (0, "", "written: held.md\n")
    assert (folder / "held.md").read_text("utf-8") == printed


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.md", "markdown"),
        ("a.json", "json"),
        ("a.csv", "csv"),
        ("a.txt", "text"),
        ("a", "text"),
    ],
)
def test_the_extension_of_the_file_gives_the_format(name, view, run, folder):
    printed = run("forces", "--format", view).out
    assert run("forces", "-o", name).err == f"written: {name}\n"
    assert (folder / name).read_text("utf-8") == printed
    assert run("forces", "-o", name, "--format", view, "--force").status == 0


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("forces", "-o", "a.html", "--format", "csv"), "the format html, not csv"),
        (("show", "kent", "-o", "a.csv"), "a.csv has none of the file extensions .txt, .md"),
        (("forces", "-o", "a.xlsx"), "a.xlsx has none of the file extensions .txt, .md"),
        (("compare", "merseyside", "--entry", "6", "--cite", "-o", "a.html"), "--cite prints text"),
    ],
)
def test_a_file_that_cannot_have_the_format_is_refused(words, fault, refused, folder):
    assert fault in refused(*words, status=2)
    assert [*folder.iterdir()] == []


def test_an_extension_without_a_format_of_its_own_may_have_any(run, folder):
    assert run("forces", "-o", "a.log", "--format", "csv").status == 0
    assert (folder / "a.log").read_text("utf-8") == run("forces", "--format", "csv").out


def test_a_command_that_fails_writes_no_file(run, folder):
    """A reader would take half a result for the whole."""
    assert run("compare", "nowhere", "-o", "out.txt").status == 1
    assert not (folder / "out.txt").exists()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["comapre", "merseyside"], "compare"),
        (["track", "strat"], "start"),
        (["programme", "--by", "them"], "theme"),
        (["forces", "--format", "mardown"], "markdown"),
    ],
)
def test_a_misspelt_command_or_choice_is_answered_with_what_was_meant(words, meant, refused):
    assert f"Did you mean '{meant}'?" in refused(*words, status=2)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_begins_with_what_a_command_is_for_and_ends_with_examples_that_work(
    name, run, archive
):
    ncpi.save(archive, "reports.jsonl")
    Path("release.txt").write_bytes((PAGES / "release.txt").read_bytes())
    shown = run(name, "--help").out
    purpose = COMMANDS[name]
    described = shown.partition("\n\n")[2].partition("\n\n")[0]
    assert " ".join(described.split()) == f"{purpose[0].upper()}{purpose[1:]}."
    examples = command(name).examples
    assert examples
    for example in examples:
        assert f"\n  {example}\n" in shown
        done = run(*shlex.split(example)[1:])
        assert done.status in ((0, 1) if name == "check" else (0,)), done.err


@pytest.mark.parametrize("step", ["start", "due", "since", "next", "public"])
def test_the_help_of_every_step_ends_with_an_example_on_a_line_of_its_own(step, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("track", step, "--help").out
    assert re.search(rf"\nexamples:\n  ncpi track {step} .+\.csv.*\n\Z", shown)


@pytest.mark.parametrize(("columns", "width"), [("72", 70), ("200", 198), ("9", 20)])
def test_what_a_command_is_for_fills_the_terminal_and_is_readable_in_the_smallest(
    columns, width, run, monkeypatch
):
    monkeypatch.setenv("COLUMNS", columns)
    notes = textwrap.fill(command("check").notes, width, break_on_hyphens=False)
    assert notes.count("\n") > 0
    assert f"\n\n{notes}\n" in run("check", "--help").out


def test_help_fits_the_terminal(run, monkeypatch):
    """Only examples and lists of choices, which stay whole, may be longer."""
    monkeypatch.setenv("COLUMNS", "60")
    kept = re.compile(r" +ncpi |.*[{][\w,-]|.*,[\w,-]+[}]")
    for name in COMMANDS:
        lines = run(name, "--help").out.splitlines()
        assert [line for line in lines if len(line) > 60 and not kept.match(line)] == []
