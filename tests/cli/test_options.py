"""Every option: what a command needs, what it takes for granted, and what it does with the rest."""

import json
import os
import shlex
from datetime import date

import pytest

import ncpi
from ncpi.cli._console import why
from ncpi.testing import make_report

KENT = "police/kent/2019-inspection"
SUFFOLK = "police/suffolk/2022-inspection"
GLOUCESTERSHIRE = "police/gloucestershire/2025-inspection"
WARWICKSHIRE = "police/warwickshire/2022-inspection"


@pytest.mark.parametrize("name", ["kent", "Kent Police", "police/kent"])
def test_coverage_of_a_body_is_of_its_reports_alone(name, run, folder):
    done = run("coverage", name, "--full")
    shipped = ncpi.Archive.shipped()
    held = len(shipped.for_body("police/kent"))
    assert done.out.startswith(f"What is held: {held} reports on 1 of 1 given bodies")
    assert "police/merseyside" not in done.out
    ncpi.save(shipped, "all.json")
    assert run("coverage", "all.json", name, "--full") == done


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["export", "suffolk"], "--to"),
        (["track", "start", SUFFOLK, "--body", "suffolk"], "-o"),
        (["track", "start", SUFFOLK, "-o", "a.csv"], "--body"),
        (["track", "public", "a.csv"], "-o"),
        (["track", "due"], "FILE"),
        (["track", "since", "a.csv"], "LATER"),
        (["respond", SUFFOLK], "--output"),
        (["timeline"], "BODY"),
        (["show"], "FILE|KEY|NAME"),
        (["check"], "FILE"),
        (["convert", "a.json"], "OUT"),
        (["compare"], "BODY|BASELINE"),
        (["track"], "STEP"),
    ],
)
def test_what_a_command_needs_is_named_if_it_is_missing(words, missing, refused, folder):
    assert missing in refused(*words, status=2).splitlines()[-1]
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "suffolk", "--match"],
        ["compare", "suffolk"],
        ["compare", "suffolk", "--entry", "1"],
        ["timeline", "suffolk"],
        ["programme", "--by", "nation"],
        ["programme", "--times"],
        ["programme", "--times", "--by", "nation"],
        ["coverage"],
        ["show", SUFFOLK],
        ["show", "local-policing-body/kent"],
        ["forces"],
        ["contact", "--at", "2026-11-22T18:30"],
        ["deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01"],
    ],
)
def test_each_result_is_shown_as_text_by_default_and_as_markdown_and_json(words, run):
    default, text, markdown, data = (
        run(*words, *more)
        for more in ([], ["--format", "text"], ["--format", "markdown"], ["--format", "json"])
    )
    assert default == text
    assert markdown.status == data.status == text.status == 0
    assert "\n| --- |" in markdown.out
    assert "| --- |" not in text.out
    assert [json.loads(data.out)] if data.out.startswith("{\n") else data.out.splitlines()


@pytest.mark.parametrize(
    "words",
    [
        ["check", "a.json", "--strict", "a.json"],
        ["convert", "a.json", "--force", "b.json"],
        ["track", "start", SUFFOLK, "--body", "suffolk", WARWICKSHIRE, "-o", "a.csv"],
    ],
)
def test_options_may_stand_between_files(words, run, folder):
    ncpi.save(make_report(bodies=["police/kent"], inspectorates=["hmicfrs"]), folder / "a.json")
    assert "usage:" not in run(*words).err


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["check", "a.json", "--refernces", "b.json"], "check"),
        (["convert", "a.json", "b.json", "c.json"], "convert"),
        (["track", "due", "a.csv", "--at", "2025-01-01"], "track due"),
        (["schema", "--all"], "schema"),
    ],
)
def test_wrong_usage_is_answered_with_the_usage_of_the_command(words, command, refused):
    err = refused(*words, status=2)
    assert err.startswith(f"usage: ncpi {command} ")
    assert f"ncpi {command}: error: unrecognized arguments: " in err


@pytest.mark.parametrize(
    "words",
    [
        "check a.json --format markdown",
        "check a.json --from csv",
        "check a.json --unknown drop",
        "compare a b c",
    ],
)
def test_a_choice_or_a_number_of_names_that_does_not_exist_is_wrong_usage(words, refused):
    assert refused(*words.split(), status=2).startswith("usage: ncpi ")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (f"compare {KENT.replace('tion', 'ktion')}", f"Candidates: {KENT}\n"),
        (f"compare {KENT.replace('kent', 'Kent')}", f"Candidates: {KENT}\n"),
        ("compare merseyside --entry own-7", "own-6"),
        ("coverage kennt", "Candidates: police/kent"),
        (f"deadlines {KENT}s", KENT),
        ("deadlines --due-from 'PCC for Kant'", "local-policing-body/kent"),
        ("export Sufolk --to out", "suffolk"),
        ("reports kennt", "police/kent"),
        (f"respond {WARWICKSHIRE} -o b.md --body 'PCC for Kant'", "kent"),
        ("schema force reprot", "'reprot' is not the type of a record. Did you mean 'report'?"),
        ("show kennt", "police/kent"),
        ("show hmicfs", "hmicfrs"),
        ("show PCC", "local-policing-body/kent"),
        (f"show {KENT}s", KENT),
        ("timeline metropolitain", "metropolitan"),
        (f"track start {WARWICKSHIRE} --body Warwikshire -o a.csv", "'Warwikshire'"),
    ],
)
def test_a_name_that_matches_nothing_is_answered_with_the_nearest(words, near, refused, folder):
    assert near in refused(*shlex.split(words))
    assert [*folder.iterdir()] == []


REPORTS = "a report or an archive of reports"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("compare kent.json kent.json", REPORTS),
        ("coverage kent.json", REPORTS),
        ("programme kent.json", REPORTS),
        ("timeline kent kent.json", REPORTS),
        ("deadlines kent.json", "an archive, a report, a response, a tracker, "),
        ("export kent.json --to out", "an archive, a report, "),
        ("compare merseyside --rulings kent.json", "a ruling or a comparison with rulings"),
    ],
)
def test_a_file_of_something_else_is_refused_by_what_it_contains(words, wanted, refused, folder):
    ncpi.save(ncpi.registers.forces["kent"], "kent.json")
    err = refused(*words.split())
    assert "kent.json: 1 fault" in err
    assert f"it contains a force, not {wanted}" in err
    assert len([*folder.iterdir()]) == 1


@pytest.mark.parametrize(
    "words",
    [
        "coverage -o out.md",
        f"respond {WARWICKSHIRE} -o out.md",
        f"track start {WARWICKSHIRE} --body warwickshire -o out.csv",
        "convert in.json out.json",
    ],
)
def test_a_file_that_exists_is_replaced_only_with_force(words, run, refused, folder):
    ncpi.save(make_report(), "in.json")
    target = folder / words.split()[-1]
    target.write_text("mine", "utf-8")
    words = words.split()
    assert refused(*words) == f"ncpi: {target.name}: The file exists; --force replaces it\n"
    assert target.read_text("utf-8") == "mine"
    assert run(*words, "--force").status == 0
    assert target.read_text("utf-8") != "mine"


def test_the_day_is_today_unless_another_is_named(run):
    before = date.today()  # noqa: DTZ011 - the command line's own clock
    one = run("deadlines", GLOUCESTERSHIRE, "--format", "json").out
    several = run("deadlines", "--due-from", "PCC for Kent", "--format", "json").out
    started = run("track", "start", WARWICKSHIRE, "--body", "warwickshire", "-o", "a.json")
    assert started.err.startswith("written: a.json (5 items)\n")
    days = [json.loads(one)["content"]["on"], json.loads(several)["on"], ncpi.load("a.json").as_of]
    for day in days:
        assert before <= date.fromisoformat(str(day)) <= date.today()  # noqa: DTZ011 - as above


def test_an_error_of_memory_or_of_the_system_is_said_in_plain_words():
    assert why(MemoryError()) == "there is not enough memory"
    assert why(FileNotFoundError(2, "No such file", "a.json")) == "a.json: No such file"
    assert why(OSError(28, "No space left")) == "No space left"
    assert why(OSError("odd")) == "odd"


def test_characters_that_a_terminal_lacks_are_escaped_as_in_json(spawn, folder):
    report = make_report(title="é€😀 and more")
    ncpi.save(report, "one.json")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = spawn("show", "one.json", "--format", "json", env=environment)
    assert "\\u00e9\\u20ac\\ud83d\\ude00 and more" in done.stdout
    assert ncpi.from_json(done.stdout) == report
