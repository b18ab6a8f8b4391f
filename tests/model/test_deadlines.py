from datetime import UTC, date, datetime

import pytest

from ncpi import Deadline
from ncpi.errors import InvalidError


def deadline(earliest: date, latest: date | None = None) -> Deadline:
    return Deadline(
        what="Comments on the report",
        due_from="the local policing body",
        earliest=earliest,
        latest=latest or earliest,
        rule="comments",
        verified=True,
        report="police/merseyside/2018-inspection",
    )


SURE = deadline(date(2018, 10, 24))
UNSURE = deadline(date(2018, 9, 25), date(2018, 10, 24))


def test_the_day_is_certain_where_the_first_and_the_last_are_one():
    assert SURE.day == date(2018, 10, 24)
    assert UNSURE.day is None


def test_days_are_left_until_the_day_itself_on_which_there_are_none():
    assert SURE.days_left(date(2018, 10, 23)) == 1
    assert SURE.days_left(date(2018, 10, 24)) == 0
    assert SURE.days_left(date(2018, 10, 25)) == -1


def test_how_many_days_are_left_is_unknown_where_the_day_is_not_certain():
    assert UNSURE.days_left(date(2018, 9, 1)) is None


def test_it_is_past_on_the_day_after_and_not_before():
    assert SURE.is_past(date(2018, 10, 24)) is False
    assert SURE.is_past(date(2018, 10, 25)) is True


def test_between_the_first_and_the_last_day_it_is_unknown_whether_it_is_past():
    assert UNSURE.is_past(date(2018, 9, 25)) is False
    assert UNSURE.is_past(date(2018, 9, 26)) is None
    assert UNSURE.is_past(date(2018, 10, 24)) is None
    assert UNSURE.is_past(date(2018, 10, 25)) is True


def test_a_last_day_before_the_first_is_refused():
    with pytest.raises(InvalidError) as caught:
        deadline(date(2018, 10, 24), date(2018, 10, 23))
    assert caught.value.faults[0].path == "latest"


@pytest.mark.parametrize("due", [SURE, UNSURE])
def test_it_is_asked_as_of_a_day_and_not_of_a_datetime(due):
    noon = datetime(2018, 10, 24, 12, tzinfo=UTC)
    for ask in (due.days_left, due.is_past):
        with pytest.raises(InvalidError, match="Drop the time of day"):
            ask(noon)


def test_a_line_says_what_is_due_from_whom_and_when():
    assert SURE.label() == "2018-10-24: Comments on the report (the local policing body)"
    assert UNSURE.label().startswith("2018-09-25 to 2018-10-24: ")
