"""Counting the days of a period."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from dateutil.relativedelta import relativedelta

from ncpi.errors import Fault, InvalidError
from ncpi.model import PartialDate
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.vocabulary import PeriodUnit

__all__ = ["last_day", "last_days"]


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
    ordinal = published.toordinal() - rule.first_day_counts
    if rule.unit is not PeriodUnit.WORKING_DAYS:
        return date.fromordinal(ordinal + length * (7 if rule.unit is PeriodUnit.WEEKS else 1))
    while length:
        ordinal += 1
        last = date.fromordinal(ordinal)
        length -= last.weekday() < 5 and last not in holidays
    return date.fromordinal(ordinal)
