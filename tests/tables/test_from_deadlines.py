"""What is due, as rows."""

from datetime import date, datetime

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.comparison._entries import Caveat, heading
from ncpi.errors import InvalidError
from ncpi.schedule import (
    Discharge,
    Schedule,
    ScheduleEntry,
    archive_deadlines,
)
from ncpi.testing import make
from ncpi.vocabulary import CaveatCode

LOOK = Caveat(code=CaveatCode.ANALYST, text="look")


def schedule_of(deadline, on, *undated):
    return Schedule(
        heading=heading(make(ncpi.Report, key=deadline.report)),
        on=on,
        entries=[ScheduleEntry(deadline=deadline, on=on, caveats=[LOOK])],
        undated=undated,
    )


def test_a_deadline_without_a_day_to_tell_for_stands_nowhere():
    (row,) = tables.plain("deadlines", [make(ncpi.Deadline)])
    assert (row["on"], row["status"], row["days_left"]) == (None, None, None)


def test_a_time_is_no_day():
    with pytest.raises(InvalidError):
        tables.plain("deadlines", [make(ncpi.Deadline)], on=datetime(2020, 1, 1))  # noqa: DTZ001 - what is refused


def test_a_schedule_tells_for_its_own_day_and_what_has_no_day_stands_last_with_the_reason():
    deadline = make(ncpi.Deadline, earliest=date(2020, 3, 1), latest=date(2020, 3, 1))
    undated = ncpi.Deadline(
        what="a reply",
        due_from="the mayor",
        rule="r",
        verified=False,
        report=deadline.report,
        reason="no date of publication is known",
    )
    day = date(2020, 3, 5)
    schedule = schedule_of(deadline, day, ScheduleEntry(deadline=undated, on=day))
    entry = [
        (row["due"], row["on"], row["status"], row["days_left"], row["reason"])
        for row in tables.plain("deadlines", schedule, on=date(2019, 1, 1))
    ]
    assert entry == [
        (date(2020, 3, 1), date(2020, 3, 5), "due day passed", -4, None),
        (None, date(2020, 3, 5), "cannot tell", None, "no date of publication is known"),
    ]


def test_deadlines_and_schedules_may_be_mixed_and_the_order_is_by_day():
    days = [date(2020, month, 1) for month in (3, 1, 2)]
    one, two, three = (make(ncpi.Deadline, earliest=day, latest=day) for day in days)
    schedule = schedule_of(three, date(2020, 1, 1))
    rows = tables.plain("deadlines", [one, schedule, two])
    assert rows.column("due") == sorted(days)


def test_a_day_that_is_not_certain_is_between_two():
    deadline = make(ncpi.Deadline, earliest=date(2020, 3, 1), latest=date(2020, 3, 31))
    (row,) = tables.plain("deadlines", [deadline], on=date(2020, 3, 5))
    assert (row["due"], row["status"], row["days_left"]) == (None, "cannot tell", None)


def test_what_may_have_met_a_deadline_is_the_reason_why_its_status_is_unknown():
    maybe = Discharge(by="a", what="published comments", dated="2020")
    deadline = make(ncpi.Deadline)
    entry = ScheduleEntry(deadline=deadline, on="2020-05-01", possibly_met_by=[maybe])
    schedule = attrs.evolve(schedule_of(deadline, "2020-05-01"), entries=[entry])
    (row,) = tables.plain("deadlines", schedule)
    words = "cannot tell whether met: published comments of a, 2020"
    assert (row["status"], row["reason"]) == ("cannot tell", words)


def test_the_caveats_of_an_entry_stand_beside_it():
    deadline = make(ncpi.Deadline)
    (row,) = tables.plain("deadlines", schedule_of(deadline, date(2020, 1, 1)))
    assert row["caveats"] == ("caveat of the coder: look",)


def test_the_deadlines_of_an_archive_are_rows_as_those_of_its_schedules_are():
    archive = ncpi.Archive(reports=ncpi.Archive.shipped().for_body("merseyside"))
    due = archive_deadlines(archive, on="2020-01-01")
    rows = tables.plain("deadlines", due)
    assert len(rows) == len(due.entries) + len(due.undated)
    schedules = [ncpi.deadlines(report, on="2020-01-01") for report in archive]
    assert set(rows.column("rule")) <= set(tables.plain("deadlines", schedules).column("rule"))


def test_the_status_of_deadlines_is_given_in_arrow_too():
    """The function of the table takes the date, as the plain table does."""
    pytest.importorskip("pyarrow")
    due = [make(ncpi.Deadline, earliest=date(2020, 3, 1), latest=date(2020, 3, 1))]
    (row,) = tables.table("deadlines", due, on="2020-02-28").to_pylist()
    assert (row["on"], row["status"], row["days_left"]) == (date(2020, 2, 28), "due", 2)


def test_on_one_day_the_item_goes_before_the_rule_in_the_order_of_deadlines():
    item = "a#recommendation-{}".format
    wanted = [
        make(ncpi.Deadline, report="a", item=item(1), rule="y", what="x"),
        make(ncpi.Deadline, report="a", item=item(2), rule="x", what="y"),
        make(ncpi.Deadline, report="a", item=item(2), rule="y", what="a"),
    ]
    rows = tables.plain("deadlines", wanted[::-1])
    assert [(row["item"], row["rule"]) for row in rows] == [(str(d.item), d.rule) for d in wanted]


def test_what_may_have_met_a_deadline_without_a_day_stands_after_why_it_has_none():
    due = archive_deadlines(ncpi.Archive.shipped().for_body("cumbria"), on="2025-07-01")
    reasons = [row["reason"] for row in tables.plain("deadlines", due) if row["due"] is None]
    met = "published comments of local-policing-body/cumbria, undated"
    why = f"the rule as seen sets no period; cannot tell whether met: {met}"
    assert why in reasons


def test_a_wrong_day_is_refused_beside_the_deadlines_of_an_archive_too():
    due = archive_deadlines(ncpi.Archive(), on="2025-07-01")
    with pytest.raises(InvalidError, match="on"):
        tables.plain("deadlines", due, on="2025-13-01")
