"""What is due after every report of an archive."""

from datetime import date, datetime

import pytest

import ncpi
from ncpi import registers
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.schedule import ArchiveDeadlines, archive_deadlines
from ncpi.schedule._results import may_not_apply
from ncpi.vocabulary import DueStatus, ReportKind

ON = date(2018, 10, 20)
KENT, ESSEX = "local-policing-body/kent", "local-policing-body/essex"


@pytest.fixture
def archive(inspected):
    reports = [
        inspected(key="police/kent/2018", bodies=["police/kent"]),
        inspected(key="police/essex/2018", bodies=["police/essex"], published="2018-08-01"),
        inspected(key="police/essex/2020", bodies=["police/essex"], published="2020-01-01"),
        inspected(key="police/essex/2014", bodies=["police/essex"], published="2014-10-01"),
        inspected(key="national/2018", kind=ReportKind.THEMATIC, bodies=[], published="2018-09-10"),
    ]
    said = ncpi.Response(report="police/essex/2018", body=ESSEX, published="2018-09-01")
    return ncpi.Archive(reports=reports, responses=[said])


def comments(due):
    return [
        (one.deadline.report, str(one.deadline.day), one.status.value)
        for one in due.entries
        if one.deadline.rule == "pcc-response-56-days"
    ]


def test_what_is_due_after_every_published_report_is_listed_by_day(archive):
    due = archive_deadlines(archive, on=ON)
    assert comments(due) == [
        ("police/essex/2018", "2018-09-25", "met"),
        ("police/kent/2018", "2018-10-24", "due"),
        ("national/2018", "2018-11-04", "due"),
    ]
    days = [entry.deadline.earliest for entry in due.entries]
    assert days == sorted(days)
    assert [
        one.deadline.report for one in due.undated if one.deadline.rule == "pcc-response-no-limit"
    ] == ["police/essex/2014"]
    assert due.reports == 4


@pytest.mark.parametrize("timescale", [ncpi.Timescale(months=3), ncpi.Timescale(immediately=True)])
def test_items_that_are_due_together_keep_their_order_in_the_report(timescale, inspected):
    asked = [
        ncpi.Recommendation(key=key, text="t", timescale=timescale)
        for key in ("1", "2", "11", "9", "10", "3")
    ]
    archive = ncpi.Archive(reports=[inspected(recommendations=asked)])
    due = archive_deadlines(archive, on=ON)
    items = [one.deadline.item for one in (*due.entries, *due.undated)]
    assert [item.key for item in items if item] == ["1", "2", "11", "9", "10", "3"]


def test_what_is_due_from_one_body_includes_what_every_such_body_owes(archive):
    due = archive_deadlines(archive, on=ON, due_from="PCC for Kent")
    assert [report for report, _, _ in comments(due)] == ["police/kent/2018", "national/2018"]
    assert due == archive_deadlines(archive, on="2018-10-20", due_from="PCC for Kent")
    by_key = archive_deadlines(archive, on=ON, due_from=KENT)
    assert by_key.entries == due.entries


def test_every_entry_is_that_of_the_reports_own_schedule(archive):
    due = archive_deadlines(archive, on=ON, unverified=True)
    every = []
    for report in archive:
        if report.published.earliest <= ON:
            answered = [one for one in archive.responses if one.report == report.key]
            own = ncpi.deadlines(report, on=ON, unverified=True, responses=answered)
            every += (*own.entries, *own.undated)
    assert sorted(map(ncpi.to_json, (*due.entries, *due.undated))) == sorted(
        map(ncpi.to_json, every)
    )


def test_the_entries_of_each_status_are_all_of_them(archive):
    due = archive_deadlines(archive, on=date(2018, 11, 1))
    groups = (due.due, due.met, due.passed, due.cannot_tell)
    assert sum(map(len, groups)) == len(due.entries)
    assert {entry.status for entry in due.passed} == {DueStatus.PASSED}


def test_that_nothing_is_due_from_a_known_body_is_said_in_words(archive):
    due = archive_deadlines(archive, on=ON, due_from="Gwent Police")
    assert (due.entries, due.undated) == ((), ())
    assert due.label() == "nothing is due from Gwent Police on 2018-10-20, after 4 reports"
    assert str(due).startswith("Nothing is due from Gwent Police")


def test_a_name_that_is_nobody_is_refused_with_candidates(archive):
    with pytest.raises(UnknownNameError) as caught:
        archive_deadlines(archive, on=ON, due_from="PCC for Kant")
    assert KENT in caught.value.candidates
    with pytest.raises(InvalidError, match="due_from"):
        archive_deadlines(archive, on=ON, due_from="")


def test_a_party_that_only_the_archive_knows_is_found(archive, inspected):
    odd = inspected(key="police/mars/2018", bodies=["police/mars"])
    due = archive_deadlines(archive.with_reports(odd), on=ON, due_from="police/mars")
    assert {entry.deadline.report for entry in due.entries} == {"police/mars/2018"}


def test_a_response_to_a_report_that_is_not_there_is_refused(archive):
    """Else what it meets would be listed as not on record."""
    stray = ncpi.Response(report="police/kent/2017", body=KENT, published="2018-09-01")
    with pytest.raises(UnknownNameError) as caught:
        archive_deadlines(archive.with_response(stray), on=ON)
    assert caught.value.candidates == ("police/kent/2018",)


def test_every_wrong_argument_is_reported_at_once():
    with pytest.raises(InvalidError) as caught:
        archive_deadlines(
            3,
            on=datetime(2018, 10, 24),  # noqa: DTZ001 - it is refused
            due_from=4,
            unverified=1,
            holidays=3,
        )
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["archive", "on", "unverified", "due_from", "holidays"]


def test_the_view_names_the_report_of_each_entry_in_the_group_of_its_status(archive):
    text = str(archive_deadlines(archive, on=ON, due_from="PCC for Essex"))
    assert "Met\n  due date 25 September 2018" in text
    assert "May not apply\n  due date 4 November 2018" in text
    assert "report: national/2018" in text
    assert "report: police/essex/2014" in text
    assert "Not legal advice" in text


def test_what_may_not_apply_comes_last_whatever_its_status(archive):
    """What is certainly due isn't hidden among deadlines of rules that may not apply."""
    due = archive_deadlines(archive, on=ON)
    *others, last = str(due).split("May not apply\n")
    doubtful = [one for one in (*due.entries, *due.undated) if may_not_apply(one)]
    assert doubtful
    assert "rule may not apply" not in "".join(others)
    assert last.count("rule may not apply") >= len(doubtful)
    text = str(ncpi.deadlines(archive["national/2018"], on=ON))
    assert "\nDeadlines\n" not in text
    assert "May not apply\n  due date 4 November 2018" in text


def test_the_shipped_archive_answers_for_every_policing_body():
    shipped = ncpi.Archive.shipped()
    for body in list(registers.local_policing_bodies)[:3]:
        due = archive_deadlines(shipped, on=date(2026, 11, 30), due_from=body.key)
        assert isinstance(due, ArchiveDeadlines)
        for entry in (*due.entries, *due.undated):
            assert entry.deadline.due_from in (body.key, "all local policing bodies")


def test_what_may_not_apply_is_counted_apart(archive):
    """The number of deadlines is of those whose rules are known to apply."""
    due = archive_deadlines(archive, on=ON)
    sure = [entry for entry in due.entries if not may_not_apply(entry)]
    doubtful = [one for one in (*due.entries, *due.undated) if may_not_apply(one)]
    assert due.label().startswith(f"{len(sure)} deadlines, ")
    assert f" and {len(doubtful)} that may not apply on {ON}" in due.label()


def test_an_archive_narrowed_to_a_body_has_deadlines_too():
    """It keeps the responses to shipped reports on others, which are no misspelt keys."""
    narrowed = ncpi.Archive.shipped().for_body("merseyside")
    whole = ncpi.Archive(reports=narrowed.reports)
    assert archive_deadlines(narrowed, on=ON).reports == archive_deadlines(whole, on=ON).reports
