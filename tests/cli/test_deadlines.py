"""``ncpi deadlines``: what is due after a report."""

import json
from datetime import date

import pytest

import ncpi

GLOUCESTERSHIRE = "police/gloucestershire/2025-inspection"


def test_the_output_says_for_which_day_it_holds(run):
    done = run("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01")
    assert (done.status, done.err) == (0, "")
    assert f"Deadlines after {GLOUCESTERSHIRE} on 2025-07-01" in done.out
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


def test_working_days_are_counted_where_the_bank_holidays_are_named(run):
    report = ncpi.registers.reports[GLOUCESTERSHIRE]
    words = ("deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01", "--format", "json")
    done = run(*words, "--holiday", "2025-08-25", "--holiday", "2025-05-26")
    days = {date(2025, 8, 25), date(2025, 5, 26)}
    wanted = ncpi.deadlines(report, on=date(2025, 7, 1), holidays=days)
    assert ncpi.from_json(done.out) == wanted


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


def test_an_unknown_report_is_reported_with_its_nearest(run):
    done = run("deadlines", "police/merseyside/2018-inspektion")
    assert done.status == 1
    assert "police/merseyside/2018-inspection" in done.err
