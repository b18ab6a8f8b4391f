from datetime import UTC, date, datetime
from typing import Any

import pytest

import ncpi
from ncpi import Deadline
from ncpi.errors import InvalidError
from ncpi.testing import make_deadline_rule
from ncpi.vocabulary import PeriodUnit, ReportKind


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


def test_how_many_days_are_left_cannot_be_told_where_the_day_is_not_certain():
    assert UNSURE.days_left(date(2018, 9, 1)) is None


def test_it_is_past_on_the_day_after_and_not_before():
    assert SURE.is_past(date(2018, 10, 24)) is False
    assert SURE.is_past(date(2018, 10, 25)) is True


def test_between_the_first_and_the_last_day_it_cannot_be_told_whether_it_is_past():
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


def rule(**changes: Any) -> ncpi.DeadlineRule:
    return make_deadline_rule(**changes)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"length": 56}, "unit"),
        ({"unit": PeriodUnit.DAYS}, "length"),
        ({"first_day_counts": True}, "first_day_counts"),
        ({"length": 0, "unit": PeriodUnit.DAYS, "first_day_counts": True}, "first_day_counts"),
        ({"length": 3, "unit": PeriodUnit.MONTHS, "first_day_counts": True}, "first_day_counts"),
        (
            {"kinds": [ReportKind.THEMATIC], "doubtful_kinds": [ReportKind.THEMATIC]},
            "doubtful_kinds[0]",
        ),
        ({"length": -1, "unit": PeriodUnit.DAYS}, "length"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidError) as caught:
        rule(**changes)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_every_contradiction_of_a_rule_is_told_at_once() -> None:
    with pytest.raises(InvalidError) as caught:
        rule(
            unit=PeriodUnit.DAYS,
            first_day_counts=True,
            kinds=[ReportKind.THEMATIC],
            doubtful_kinds=[ReportKind.THEMATIC],
        )
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("length", "unit", "words"),
    [
        (56, PeriodUnit.DAYS, "56 days"),
        (1, PeriodUnit.WEEKS, "1 week"),
        (70, PeriodUnit.WORKING_DAYS, "70 working days"),
        (1, PeriodUnit.WORKING_DAYS, "1 working day"),
        (None, None, None),
    ],
)
def test_a_period_is_told_in_words(
    length: int | None, unit: PeriodUnit | None, words: str | None
) -> None:
    assert rule(length=length, unit=unit).period == words


def test_the_label_of_a_rule_says_whether_it_is_verified() -> None:
    assert rule().label() == "example-rule: no period (no basis seen)"
    assert rule(verified=False).label().endswith(", unverified)")
