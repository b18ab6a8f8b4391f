"""By which day a period has run out."""

from datetime import date

import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.schedule._counting import last_day, last_days
from ncpi.testing import make_deadline_rule
from ncpi.vocabulary import PeriodUnit

DAYS, WEEKS, MONTHS, WORKING = PeriodUnit


@pytest.mark.parametrize(
    ("length", "unit", "first", "published", "last"),
    [
        (56, DAYS, True, "2018-08-30", "2018-10-24"),
        (56, DAYS, False, "2018-08-30", "2018-10-25"),
        (8, WEEKS, True, "2018-08-30", "2018-10-24"),
        (6, WEEKS, False, "2018-08-30", "2018-10-11"),
        (0, DAYS, False, "2018-08-30", "2018-08-30"),
        (1, DAYS, True, "2018-08-30", "2018-08-30"),
        (3, MONTHS, False, "2018-08-30", "2018-11-30"),
        (3, MONTHS, False, "2018-11-30", "2019-02-28"),
        (3, MONTHS, False, "2019-11-30", "2020-02-29"),
        (6, MONTHS, False, "2018-08-31", "2019-02-28"),
        (2, MONTHS, False, "2018-12-31", "2019-02-28"),
        (1, WORKING, False, "2018-08-31", "2018-09-03"),
        (1, WORKING, True, "2018-08-31", "2018-08-31"),
        (1, WORKING, True, "2018-09-01", "2018-09-03"),
        (0, WORKING, False, "2018-09-01", "2018-09-01"),
    ],
)
def test_a_period_ends_on_its_last_day(length, unit, first, published, last):
    rule = make_deadline_rule(length=length, unit=unit, first_day_counts=first)
    assert last_day(rule, date.fromisoformat(published)) == date.fromisoformat(last)


def test_months_are_added_once_from_the_start_and_not_one_by_one():
    rule = make_deadline_rule(length=4, unit=MONTHS)
    assert last_day(rule, date(2018, 11, 30)) == date(2019, 3, 30)


def test_seventy_working_days_of_the_one_case_known_end_where_they_did():
    """Haringey: a letter of 30 January 2018 and a plan due on 11 May 2018."""
    holidays = pytest.importorskip("holidays")
    rule = ncpi.registers.deadline_rules["jtai-written-statement-70-working-days"]
    closed = holidays.country_holidays("GB", subdiv="ENG", years=2018)
    assert last_day(rule, date(2018, 1, 30), closed) == date(2018, 5, 11)


def test_a_month_gives_a_range_and_a_day_gives_one_day():
    rule = make_deadline_rule(length=56, unit=DAYS, first_day_counts=True)
    month = ncpi.PartialDate.parse("2020-07")
    assert last_days(rule, month) == (date(2020, 8, 25), date(2020, 9, 24))
    exact = ncpi.PartialDate.parse("2020-07-01")
    assert last_days(rule, exact) == (date(2020, 8, 25), date(2020, 8, 25))


@pytest.mark.parametrize("unit", PeriodUnit)
def test_a_day_after_the_last_of_the_calendar_is_refused_in_our_words(unit):
    rule = make_deadline_rule(length=400, unit=unit)
    with pytest.raises(InvalidError, match="after the year 9999"):
        last_days(rule, ncpi.PartialDate.parse("9999-12"))
