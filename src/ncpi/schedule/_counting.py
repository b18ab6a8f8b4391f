"""Counting the days of a period."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from dateutil.relativedelta import relativedelta

from ncpi.errors import Fault, InvalidError
from ncpi.model import PartialDate
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.vocabulary import PeriodUnit

__all__ = ["last_day", "last_days", "needs_holidays"]


def needs_holidays(rule: DeadlineRule) -> bool:
    """Whether the days of *rule* can be counted only with the bank holidays."""
    return rule.unit is PeriodUnit.WORKING_DAYS


def last_days(
    rule: DeadlineRule, published: PartialDate, holidays: Container[date] = ()
) -> tuple[date, date]:
    """The earliest and the latest possible last day of *rule*'s period.

    Raises:
        ncpi.errors.InvalidError: it may be after the year 9999.
    """
    try:
        earliest = last_day(rule, published.earliest, holidays)
        return earliest, last_day(rule, published.latest, holidays)
    except (OverflowError, ValueError):
        message = f"{rule.period} from {published} end after the year 9999"
        fault = Fault("report.published", "date", message, str(published))
        raise InvalidError([fault], "deadlines") from None


def last_day(rule: DeadlineRule, published: date, holidays: Container[date] = ()) -> date:
    """The last day of *rule*'s period for a report published on *published*.

    Months are added to the day of publication; if the resulting month is too short, its last
    day counts.

    Raises:
        OverflowError: it is after the year 9999.
        ValueError: the same, counted in months.
    """
    length = rule.length or 0
    if rule.unit is PeriodUnit.MONTHS:
        day: date = published + relativedelta(months=length)
        return day
    # If the first day counts, counting starts one day earlier.
    start = published.toordinal() - rule.first_day_counts
    if rule.unit is PeriodUnit.WORKING_DAYS:
        return _working(start, length, holidays)
    days = length * 7 if rule.unit is PeriodUnit.WEEKS else length
    return _day(start + days)


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _working(start: int, length: int, holidays: Container[date]) -> date:
    ordinal, left = start, length
    while left:
        ordinal += 1
        day = _day(ordinal)
        left -= day.weekday() < 5 and day not in holidays
    return _day(ordinal)
