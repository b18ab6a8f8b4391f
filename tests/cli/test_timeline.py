"""``ncpi timeline``: of the shipped reports, and of files."""

import pytest

import ncpi
from ncpi.testing import make_follow_up, make_report


@pytest.fixture
def chain():
    first = make_report()
    second = make_follow_up(first)
    third = make_follow_up(second, key="police/exampleshire/2020-review")
    return first, second, third


def test_a_shipped_body_is_followed_through_its_reports(run):
    done = run("timeline", "Metropolitan Police Service", "--full")
    assert (done.status, done.err) == (0, "")
    assert "report 1: police/metropolitan/2016-inspection\n" in done.out
    for report in ncpi.registers.reports:
        if "police/metropolitan" in report.bodies:
            assert f": {report.key}\n      kind: " in done.out


def test_the_short_form_is_the_answer_and_a_line_a_report(run):
    done = run("timeline", "metropolitan")
    lines = done.out.splitlines()
    assert lines[1].startswith(
        "Cases below good, all areas: 74% of 374 (25 November 2016), then 93% of"
    )
    for report in ncpi.registers.reports:
        if report.bodies == ("police/metropolitan",):
            slug = report.key.rpartition("/")[2]
            assert sum(line.startswith(f"  {slug} ") for line in lines) == 1
    assert "--full adds: reports in full (" in done.out
    assert "first raised" not in done.out
    assert "  0" not in done.out


def test_no_optional_argument_is_called_required(run):
    assert run("timeline").err.endswith("the following arguments are required: BODY\n")


def test_files_take_the_place_of_the_shipped_reports(run, chain):
    first, second, third = chain
    ncpi.save(ncpi.Archive(reports=[first, second]), "two.jsonl")
    ncpi.save(third, "third.json")
    done = run("timeline", "exampleshire", "two.jsonl", "third.json", "--format", "json")
    assert done.status == 0
    assert ncpi.from_json(done.out) == ncpi.Archive(reports=chain).timeline("exampleshire")


def test_of_two_reports_with_one_key_the_later_files_counts(run, chain):
    ncpi.save(chain[0], "old.json")
    ncpi.save(make_report(title="As corrected"), "new.json")
    done = run("timeline", "exampleshire", "old.json", "new.json", "--full")
    assert "As corrected" in done.out


def test_a_force_that_no_file_is_about_is_refused(refused, chain):
    ncpi.save(chain[0], "first.json")
    assert "police/kent" in refused("timeline", "kent", "first.json")


def test_only_the_files_are_used_if_there_are_some(run):
    ncpi.save(make_report(key="police/kent/mine", bodies=["police/kent"]), "mine.json")
    done = run("timeline", "kent", "mine.json", "--format", "json")
    timeline = ncpi.from_json(done.out)
    assert [report.report.key for report in timeline.reports] == ["police/kent/mine"]
