"""``ncpi deadlines``: what is due after a report."""

import json
import shlex
from datetime import date

import pytest

import ncpi
from ncpi.serial.responses import to_markdown

GLOUCESTERSHIRE = "police/gloucestershire/2025-inspection"


def test_the_output_says_for_which_day_it_holds(run):
    done = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01")
    assert (done.status, done.err) == (0, "")
    assert "Deadlines after Gloucestershire Constabulary: " in done.out
    assert "inspection on 1 July 2025" in done.out
    assert "due, 14 days left" in done.out
    assert "Not legal advice" in done.out


def test_the_day_is_today_unless_another_is_named(run):
    before = date.today()  # noqa: DTZ011 - the command line's own clock
    done = run("deadlines", GLOUCESTERSHIRE, "--format", "json")
    on = date.fromisoformat(json.loads(done.out)["content"]["on"])
    assert before <= on <= date.today()  # noqa: DTZ011 - as above


def test_unverified_rules_are_used_only_when_asked_for(run):
    entry = "UNVERIFIED ncpi-revisit-six-months"
    assert entry not in run("deadlines", GLOUCESTERSHIRE).out
    assert entry in run("deadlines", GLOUCESTERSHIRE, "--unverified").out


def test_a_file_serves_as_well_as_a_key(run, folder):
    ncpi.save(ncpi.registers.reports[GLOUCESTERSHIRE], folder / "report.json")
    by_file = run("deadlines", "report.json", "--on", "2025-07-01", "--format", "markdown")
    by_key = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01", "--format", "markdown")
    assert by_file == by_key


@pytest.mark.parametrize("wrong", ["2025-07", "yesterday", "2025-02-30"])
def test_what_is_no_day_is_wrong_usage(run, wrong):
    done = run("deadlines", GLOUCESTERSHIRE, "--on", wrong)
    assert done.status == 2
    assert wrong in done.err


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("1 November 2025", "'1 November 2025' is not a valid date. Write it as 2025-11-01"),
        ("31/02/2022", "'31/02/2022' is not a date: there is no such day. Write it as 2018-08-30"),
        ("2025-11", "'2025-11' is not a valid date. Write it as 2018-08-30"),
    ],
)
def test_a_day_that_is_refused_is_answered_with_how_to_write_it(run, wrong, fault):
    """A day in words is answered with the same day in the form that is accepted."""
    done = run("deadlines", GLOUCESTERSHIRE, "--on", wrong)
    assert done.err.endswith(f"ncpi deadlines: error: argument --on: {fault}\n")


def test_an_unknown_report_is_reported_with_its_nearest(run):
    done = run("deadlines", "police/merseyside/2018-inspektion")
    assert done.status == 1
    assert "police/merseyside/2018-inspection" in done.err


def test_without_a_report_it_is_the_shipped_archive(run):
    done = run("deadlines", "--due-from", "PCC for Gloucestershire", "--on", "2025-07-01")
    assert (done.status, done.err) == (0, "")
    assert f"report: {GLOUCESTERSHIRE}" in done.out
    assert "due, 14 days left" in done.out
    assert "report: national/2020-thematic" in done.out


def test_several_reports_make_one_list_and_a_party_narrows_even_one(run):
    other = "police/merseyside/2018-inspection"
    both = run("deadlines", GLOUCESTERSHIRE, other, "--on", "2025-07-01")
    assert "after 2 reports" in both.out
    one = run("deadlines", other, "--due-from", "Merseyside Police", "--on", "2018-11-01")
    assert "ncpi-action-plan-six-weeks" in one.out
    assert "pcc-response-56-days" not in one.out


def test_a_response_of_a_file_meets_the_duty_that_it_answers(run, folder):
    said = ncpi.Response(
        report=GLOUCESTERSHIRE,
        body="local-policing-body/gloucestershire",
        published="2025-07-01",
    )
    ncpi.save(said, folder / "answer.json")
    done = run("deadlines", GLOUCESTERSHIRE, "answer.json", "--on", "2025-08-01")
    assert "met: published comments of Police and Crime Commissioner" in done.out
    archive = ncpi.Archive(reports=[ncpi.registers.reports[GLOUCESTERSHIRE]], responses=[said])
    ncpi.save(archive, folder / "archive.json")
    assert run("deadlines", "archive.json", "--on", "2025-08-01").out == done.out
    (folder / "answer.md").write_text(to_markdown(said), encoding="utf-8")
    assert run("deadlines", GLOUCESTERSHIRE, "answer.md", "--on", "2025-08-01").out == done.out


def test_a_response_to_a_report_that_is_not_given_is_refused(run, folder):
    ncpi.save(ncpi.Response(report="police/kent/2031"), folder / "answer.json")
    done = run("deadlines", GLOUCESTERSHIRE, "answer.json")
    assert done.status == 1
    assert "police/kent/2031" in done.err


def test_a_file_with_anything_else_is_refused(run, folder):
    ncpi.save(ncpi.registers.forces["kent"], folder / "force.json")
    done = run("deadlines", "force.json")
    assert done.status == 1
    assert "not an archive, a report, a response, a tracker, " in done.err


def test_that_nothing_is_due_is_said_and_a_name_that_is_nobody_is_refused(run):
    done = run("deadlines", GLOUCESTERSHIRE, "--due-from", "Kent Police", "--on", "2025-07-01")
    assert done.status == 0
    assert done.out.startswith("Nothing is due from Kent Police on 1 July 2025, after 1 report")
    done = run("deadlines", "--due-from", "PCC for Kant")
    assert done.status == 1
    assert "local-policing-body/kent" in done.err


def test_the_list_is_json_too(run):
    done = run(
        *("deadlines", "--due-from", "PCC for Kent", "--on", "2025-07-01", "--format", "json")
    )
    listed = json.loads(done.out)
    assert listed["on"] == "2025-07-01"
    assert all(entry["deadline"]["report"] for entry in listed["entries"])


def test_rules_that_cannot_apply_are_listed_only_in_full(run):
    short = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01")
    assert "frs-response" not in short.out
    assert "--full adds: excluded rules" in short.out
    assert "frs-response" in run("deadlines", GLOUCESTERSHIRE, "--full").out


def test_a_body_or_a_key_chooses_from_an_archive(run, folder):
    ncpi.save(ncpi.Archive.shipped(), "all.json")
    by_key = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01")
    assert run("deadlines", "all.json", GLOUCESTERSHIRE, "--on", "2025-07-01") == by_key
    by_body = run("deadlines", "all.json", "Kent Police", "--on", "2025-07-01")
    assert "after 2 reports" in by_body.out
    assert run("deadlines", "kent", "--on", "2025-07-01").out == by_body.out
    assert "police/kent" in run("deadlines", "all.json", "kennt").err


def test_the_deadlines_of_a_body_point_to_those_of_national_reports(run):
    """A body's own reports aren't all that is due from it; the command named shows the rest."""
    done = run("deadlines", "wiltshire", "--on", "2025-07-01")
    command = "ncpi deadlines --due-from 'Wiltshire Police' --on 2025-07-01"
    assert done.err.endswith(f"{command}\n")
    assert "report: national/" not in done.out
    assert "report: national/" in run(*shlex.split(command)[1:]).out


def test_of_a_whole_archive_only_the_short_form_is_printed(run):
    """Long sections wait for ``--full``; the few deadlines of one body are printed."""
    short, full = (run("deadlines", *more, "--on", "2026-11-30").out for more in ((), ("--full",)))
    assert len(short.splitlines()) < 100 < len(full.splitlines())
    assert "--full adds" in short
    assert "due date 29 September 2022" in run("deadlines", "wiltshire", "--on", "2026-11-30").out


def test_a_body_without_a_report_in_the_archive_is_refused(run, folder):
    ncpi.save(ncpi.Archive(reports=ncpi.Archive.shipped().for_body("kent")), "kent.json")
    done = run("deadlines", "kent.json", "merseyside")
    assert (done.status, done.out) == (1, "")
    assert "Candidates: police/kent" in done.err
