"""``ncpi deadlines``: what is due after a report."""

import shlex

import attrs
import pytest

import ncpi
from ncpi.serial.responses import to_markdown
from ncpi.testing import make_report

GLOUCESTERSHIRE = "police/gloucestershire/2025-inspection"


def test_the_output_says_for_which_day_it_holds(run):
    done = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01")
    assert (done.status, done.err) == (0, "")
    assert "Deadlines after Gloucestershire Constabulary: " in done.out
    assert "inspection on 1 July 2025" in done.out
    assert "due, 14 days left" in done.out
    assert "Not legal advice" in done.out


@pytest.mark.parametrize("more", [(), ("police/suffolk/2022-inspection",)])
def test_unverified_rules_are_used_only_when_asked_for(more, run):
    words = ("deadlines", GLOUCESTERSHIRE, *more, "--on", "2025-07-01")
    assert "UNVERIFIED" not in run(*words).out
    assert "UNVERIFIED ncpi-revisit-six-months" in run(*words, "--unverified").out


def test_a_file_serves_as_well_as_a_key(run, folder):
    ncpi.save(ncpi.registers.reports[GLOUCESTERSHIRE], folder / "report.json")
    by_file = run("deadlines", "report.json", "--on", "2025-07-01", "--format", "markdown")
    by_key = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01", "--format", "markdown")
    assert by_file == by_key


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("1 November 2025", "'1 November 2025' is not a valid date. Write it as 2025-11-01"),
        ("31/02/2022", "'31/02/2022' is not a date: there is no such day. Write it as 2018-08-30"),
        ("yesterday", "'yesterday' is not a date. Write it as 2018-08-30"),
        ("2025-11", "'2025-11' is not a valid date. Write it as 2018-08-30"),
    ],
)
def test_a_day_that_is_refused_is_answered_with_how_to_write_it(refused, wrong, fault):
    """A day in words is answered with the same day in the form that is accepted."""
    err = refused("deadlines", GLOUCESTERSHIRE, "--on", wrong, status=2)
    assert err.endswith(f"ncpi deadlines: error: argument --on: {fault}\n")


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
    chosen = run("deadlines", "merseyside", "--due-from", "Merseyside Police", "--on", "2018-11-01")
    assert (chosen.status, chosen.err) == (0, "")


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


def test_a_response_to_a_report_that_is_not_given_is_refused(refused, folder):
    ncpi.save(ncpi.Response(report="police/kent/2031"), folder / "answer.json")
    assert "police/kent/2031" in refused("deadlines", GLOUCESTERSHIRE, "answer.json")


def test_a_response_to_a_report_that_a_key_leaves_out_is_left_out_with_it(run, folder):
    reports = [make_report(key=key) for key in ("police/kent/2018-x", "police/kent/2019-x")]
    said = ncpi.Response(report=reports[1].key, published="2019-12-01")
    ncpi.save(ncpi.Archive(reports=reports, responses=[said]), "two.json")
    done = run("deadlines", "two.json", reports[0].key, "--on", "2020-01-01")
    assert (done.status, done.err) == (0, "")
    ncpi.save(ncpi.Archive(reports=reports), "alone.json")
    assert run("deadlines", "alone.json", reports[0].key, "--on", "2020-01-01") == done


def test_a_shipped_response_counts_once_and_only_beside_shipped_reports(run, folder):
    archive = ncpi.Archive.shipped()
    said = archive.responses[0]
    ncpi.save(said, "answer.json")
    every = run("deadlines", "--on", "2023-02-01", "--full").out
    assert run("deadlines", "answer.json", "--on", "2023-02-01", "--full").out == every
    words = ("deadlines", said.report, "--on", "2023-02-01")
    ncpi.save(ncpi.Archive(reports=[archive[said.report]]), "own.json")
    assert "met: published comments" in run(*words).out
    assert "met: published comments" not in run("deadlines", "own.json", *words[1:]).out


def test_that_nothing_is_due_is_said(run):
    done = run("deadlines", GLOUCESTERSHIRE, "--due-from", "Kent Police", "--on", "2025-07-01")
    assert done.status == 0
    assert done.out.startswith("Nothing is due from Kent Police on 1 July 2025, after 1 report")


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


def test_a_body_without_a_report_in_the_archive_is_refused(refused, folder):
    ncpi.save(ncpi.Archive(reports=ncpi.Archive.shipped().for_body("kent")), "kent.json")
    assert "Candidates: police/kent" in refused("deadlines", "kent.json", "merseyside")


def test_a_response_alone_is_read_with_the_shipped_reports(run):
    said = ncpi.Response(
        report=GLOUCESTERSHIRE,
        body="local-policing-body/gloucestershire",
        published="2025-07-01",
    )
    ncpi.save(said, "answer.json")
    words = ("deadlines", "answer.json", "--due-from", "PCC for Gloucestershire")
    done = run(*words, "--on", "2025-08-01")
    assert done.status == 0
    assert done.err == "ncpi: no reports in answer.json: the shipped reports are used\n"
    assert "met: published comments of Police and Crime Commissioner" in done.out
    assert "report: national/2020-thematic" in done.out


def test_a_register_of_other_things_holds_no_report_to_look_at(run):
    kent = ncpi.registers.reports["police/kent/2019-inspection"]
    data = ncpi.registers.reports.data
    ncpi.save(attrs.evolve(data, rows=[kent]), "rows.json")
    by_rows = run("deadlines", "rows.json", "--on", "2020-01-01")
    assert by_rows == run("deadlines", kent.key, "--on", "2020-01-01")


def test_the_ending_of_markdown_may_be_in_capitals(run, folder):
    assert run("respond", GLOUCESTERSHIRE, "-o", "answer.MD").status == 0
    assert (folder / "answer.MD").read_text("utf-8").startswith("#")
    assert run("deadlines", GLOUCESTERSHIRE, "answer.MD", "--on", "2025-07-01").status == 0
