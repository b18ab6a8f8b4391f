"""What is due, as rows."""

from datetime import date, datetime

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.testing import make


@attrs.frozen
class Entry:
    deadline: ncpi.Deadline


@attrs.frozen
class Undated:
    what: str = "a reply"
    due_from: str = "the mayor"
    rule: str = "r"
    basis: str | None = None
    verified: bool = False
    recommendation: str | None = "2"
    reason: str = "no date of publication is known"
    confidence: None = None


@attrs.frozen
class Diary:
    report: str
    on: date
    entries: list[Entry]
    without_day: list[Undated]


def test_a_deadline_without_a_day_to_tell_for_stands_nowhere():
    (row,) = tables.plain("deadlines", [make(ncpi.Deadline)])
    assert (row["on"], row["standing"], row["days_left"]) == (None, None, None)


def test_a_time_is_no_day():
    with pytest.raises(InvalidError):
        tables.plain("deadlines", [make(ncpi.Deadline)], on=datetime(2020, 1, 1))  # noqa: DTZ001 - what is refused


def test_a_diary_tells_for_its_own_day_and_what_has_no_day_stands_last_with_the_reason():
    deadline = make(ncpi.Deadline, earliest=date(2020, 3, 1), latest=date(2020, 3, 1))
    diary = Diary(deadline.report, date(2020, 3, 5), [Entry(deadline)], [Undated()])
    told = [
        (row["due"], row["on"], row["standing"], row["days_left"], row["reason"])
        for row in tables.plain("deadlines", diary, on=date(2019, 1, 1))
    ]
    assert told == [
        (date(2020, 3, 1), date(2020, 3, 5), "overdue", -4, None),
        (None, date(2020, 3, 5), "cannot tell", None, "no date of publication is known"),
    ]


def test_deadlines_and_diaries_may_be_mixed_and_the_order_is_by_day():
    days = [date(2020, month, 1) for month in (3, 1, 2)]
    one, two, three = (make(ncpi.Deadline, earliest=day, latest=day) for day in days)
    diary = Diary(one.report, date(2020, 1, 1), [Entry(three)], [])
    rows = tables.plain("deadlines", [one, diary, two])
    assert rows.column("due") == sorted(days)


def test_a_day_that_is_not_certain_is_between_two():
    deadline = make(ncpi.Deadline, earliest=date(2020, 3, 1), latest=date(2020, 3, 31))
    (row,) = tables.plain("deadlines", [deadline], on=date(2020, 3, 5))
    assert (row["due"], row["standing"], row["days_left"]) == (None, "cannot tell", None)
