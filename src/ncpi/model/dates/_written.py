"""How dates and spans are written: ISO 8601, and words in British order.

Nothing is read that could mean two dates; the advice then gives both readings. Whether there is
such a date is for the records to say.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from ncpi.errors import Fault, shown
from ncpi.vocabulary import Season, Weekday

__all__ = [
    "MONTHS",
    "WrittenDate",
    "WrittenSpan",
    "date_fault",
    "read_date",
    "read_period",
    "read_span",
    "span_fault",
    "two_periods",
]

# Not those of the module calendar, which depend on the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_WEEKDAYS = tuple(Weekday)

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(name[:3] for name in MONTHS)}|Sept)"
_WEEKDAY = "|".join(f"{day.value}|{day.value[:3]}" for day in _WEEKDAYS)
_DAY = r"(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_SEASON = rf"(?P<season>{'|'.join(Season)})"
_DATES = (
    rf"{_YEAR}(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?)?",
    rf"(?:(?:(?P<weekday>{_WEEKDAY}),? )?{_DAY} )?{_MONTH} {_YEAR}",
    rf"{_SEASON} {_YEAR}",
)
# What people also write; it isn't read, but it can be put into the right form.
_NEARLY = (
    rf"(?:the )?{_DAY}(?: of)? {_MONTH}\.?,? {_YEAR}",
    rf"{_MONTH}\.? (?:the )?{_DAY},? {_YEAR}",
    r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})[/.-](?P<day>[0-9]{1,2})",
)
_IN_NUMBERS = rf"(?P<one>[0-9]{{1,2}})[/.-](?P<two>[0-9]{{1,2}})(?:[/.-]{_YEAR})?"
_DATE_ADVICE = (
    "Write a year, a year and month, or a day: 2018, 2018-08 or 2018-08-30; "
    "or in words: August 2018, 30 August 2018 or summer 2018"
)
_SPAN_ADVICE = (
    "Write a date, two dates, a quarter or a financial year: 2018-08-30, "
    "2018-08-01 to 2018-08-05, 23 April to 4 May 2018, Q3 2018 or 2018/19"
)
_QUARTER = r"Q(?P<quarter>[1-4])"
_PERIODS = (
    rf"{_QUARTER} {_YEAR}",
    rf"(?:{_QUARTER} )?{_YEAR}/(?P<next>[0-9]{{2}})(?: financial year)?",
    rf"{_QUARTER} {_YEAR}-(?P<next>[0-9]{{2}})",
    rf"{_YEAR}-(?P<next>[0-9]{{2}}) financial year",
    rf"financial year {_YEAR}[/-](?P<next>[0-9]{{2}})",
)


class WrittenDate(NamedTuple):
    """The parts of a date, as they are written."""

    year: int
    month: int | None = None
    day: int | None = None
    season: Season | None = None
    weekday: Weekday | None = None

    @property
    def weekday_fault(self) -> str | None:
        """What is wrong with the day of the week; None if it is right or isn't written."""
        if self.weekday is None or self.month is None or self.day is None:
            return None
        right = _WEEKDAYS[date(self.year, self.month, self.day).weekday()]
        if right is self.weekday:
            return None
        return f"it is a {right.value}, not a {self.weekday.value}"


def _found(pattern: str, text: str) -> dict[str, str] | None:
    # In ASCII, since other scripts have digits, and letters that equal ours without case.
    match = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
    return match and {name: part for name, part in match.groupdict().items() if part}


def read_date(text: str) -> WrittenDate | None:
    """The parts of the date written as *text*; None if it is written in another form."""
    parts = next((found for form in _DATES if (found := _found(form, text))), None)
    if parts is None or not _is_ordinal(parts):
        return None
    season = parts.get("season")
    weekday = parts.get("weekday")
    return WrittenDate(
        year=int(parts["year"]),
        month=_number(parts.get("month")),
        day=_number(parts.get("day")),
        season=None if season is None else Season(season.lower()),
        weekday=None if weekday is None else _weekday(weekday),
    )


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return _NUMBERS.get(text.lower()) or int(text)


def _weekday(text: str) -> Weekday:
    return next(day for day in _WEEKDAYS if day.value[:3].lower() == text[:3].lower())


def _is_ordinal(parts: dict[str, str]) -> bool:
    """Whether the ending of the day, if there is one, is right: 1st, 2nd, 3rd, 4th."""
    ending = parts.get("ordinal")
    if ending is None:
        return True
    day = int(parts["day"])
    teen = 10 < day < 20
    return ending.lower() == ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))


def date_fault(text: str, wrong: str | None = None) -> Fault:
    """The fault of a *text* that isn't a date, with advice.

    *wrong* says what is wrong with a date in the right form.
    """
    message = f"{shown(text)} is not a date"
    plain = " ".join(text[:200].split())
    if wrong is None and _is_no_day(plain):
        wrong = "there is no such day"
    if wrong is not None:
        return Fault("", "date", f"{message}: {wrong}", shown(text), _DATE_ADVICE)
    advice = next(_date_advice(plain), _DATE_ADVICE)
    return Fault("", "date", message, shown(text), advice)


def _date_advice(text: str) -> Iterator[str]:
    if (written := read_date(text)) and _exists(written):
        yield f"Write {text}"
    if (nearly := _nearly(text)) and (words := _in_words(*nearly)):
        yield f"Write {words}"
    if parts := _found(_IN_NUMBERS, text):
        yield _either_order(parts)
    if parts := _found(rf"{_SEASON} {_YEAR}[/-][0-9]{{2,4}}", text):
        yield f"Write the year in which it starts: {parts['season'].lower()} {parts['year']}"
    if read_period(text) or _found(_QUARTER, text):
        yield "A quarter or a financial year is a span of dates, not a date: ncpi.DateSpan"
    if _found(rf"(?:{_DAY} )?{_MONTH} [0-9]{{2}}", text):
        yield f"The year has four digits. {_DATE_ADVICE}"


def _is_no_day(text: str) -> bool:
    """Whether *text* has the parts of a day, in an order that people write, but no day has them."""
    if parts := _found(_IN_NUMBERS, text):
        return not _readings(parts)
    nearly = _nearly(text)
    return nearly is not None and not _in_words(*nearly)


def _nearly(text: str) -> tuple[str, str, str] | None:
    """Day, month and year in a form that people write and ncpi doesn't read."""
    for form in _NEARLY:
        if parts := _found(form, text):
            return parts["day"], parts["month"], parts["year"]
    return None


def _exists(parts: WrittenDate) -> bool:
    with suppress(ValueError):
        date(parts.year, *(1 if part is None else part for part in (parts.month, parts.day)))
        return True
    return False


def _in_words(day: str, month: str, year: str | None) -> str | None:
    """A day in words, or None if there is no such day; in any year if *year* is None."""
    number = _number(month) or 0
    with suppress(ValueError):
        found = date(int(year or 2000), number, int(day))
        return f"{found.day} {MONTHS[number - 1]}" + (f" {year}" if year else "")
    return None


def _either_order(parts: dict[str, str]) -> str:
    year, readings = parts.get("year"), _readings(parts)
    wanted = "the month as a word" if year else "the month as a word, and the year"
    if len(readings) > 1:
        return f"It could be {' or '.join(readings)}: write {wanted}"
    return f"Write {wanted}: {readings[0]}"


def _readings(parts: dict[str, str]) -> list[str]:
    """The days that two numbers can mean, in words."""
    one, two, year = parts["one"], parts["two"], parts.get("year")
    both = dict.fromkeys((_in_words(one, two, year), _in_words(two, one, year)))
    return [words for words in both if words]


def read_period(text: str) -> tuple[date, date] | None:
    """The first and the last day of a quarter or a financial year; None if it is neither.

    A financial year is the government's: from 1 April to 31 March.
    """
    parts = next((found for form in _PERIODS if (found := _found(form, text))), None)
    if parts is None:
        return None
    year, after = int(parts["year"]), parts.get("next")
    if after is not None and int(after) != (year + 1) % 100:
        return None
    quarter = int(parts.get("quarter", 0))
    # Months counted from January of that year.
    first = (3 if after else 0) + (3 * (quarter - 1) if quarter else 0)
    last = first + (2 if quarter else 11)
    with suppress(ValueError):
        start = date(year + first // 12, first % 12 + 1, 1)
        end_year, end_month = year + last // 12, last % 12 + 1
        return start, date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return None


class WrittenSpan(NamedTuple):
    """The ends of a span, as they are written.

    Attributes:
        start: the start, with the month and the year that it shares with the end.
        end: the end, or the same text again if there is only one date.
        is_short: whether the start was written without its year.
    """

    start: str
    end: str
    is_short: bool = False


def read_span(text: str) -> WrittenSpan | None:
    """The ends of the span written as *text*; None if it isn't written as one or two dates."""
    parts = re.split(r" to | [-–] |–", text)  # noqa: RUF001 - en dashes are meant
    if len(parts) == 1:
        days = re.fullmatch(r"([0-9]{1,2}[a-z]{0,2})-([0-9]{1,2}[a-z]{0,2} .*)", text)
        if days is None:
            return WrittenSpan(text, text)
        parts = [*days.groups()]
    if len(parts) != 2 or _TWO_YEARS.fullmatch(text):
        return None
    start, end = parts
    if re.search(r"[0-9]{4}|\(", start):
        return WrittenSpan(start, end)
    is_day = re.fullmatch(r"(?:[A-Za-z]+,? )?[0-9]{1,2}[A-Za-z]{0,2}", start)
    shared = end.split(" ")[-2 if is_day else -1 :]
    return WrittenSpan(" ".join([start, *shared]), end, is_short=True)


_TWO_YEARS = re.compile(r"([0-9]{4}) ?[-–/] ?([0-9]{4}|[0-9]{2})")  # noqa: RUF001 - as above


def span_fault(text: str, fault: Fault | None = None) -> Fault:
    """The fault of a *text* that isn't a span, with advice; *fault* is that of a part of it."""
    message = f"{shown(text)} is not a span of dates"
    if advice := _span_advice(" ".join(text[:200].split())):
        return Fault("", "date", message, shown(text), advice)
    if fault is not None:
        message, advice = f"{message}: {fault.message}", fault.suggestion
    return Fault("", "date", message, shown(text), advice or _SPAN_ADVICE)


def _span_advice(text: str) -> str | None:
    if advice := two_periods(text):
        return advice
    if (years := _TWO_YEARS.fullmatch(text)) and "0000" < years[1] < (end := _second_year(years)):
        return f"Write {years[1]} to {end}"
    return None


def _second_year(years: re.Match[str]) -> str:
    return years[2] if len(years[2]) == 4 else years[1][:2] + years[2]


def two_periods(text: str) -> str | None:
    """The two readings of a *text* such as Q1 or 2018-19, with advice; None if it isn't one."""
    if parts := _found(_QUARTER, text):
        number = int(parts["quarter"])
        of_year, of_financial_year = (
            f"{MONTHS[first % 12]} to {MONTHS[(first + 2) % 12]}"
            for first in (3 * number - 3, 3 * number)
        )
        return (
            f"It could be {of_year}, in a calendar year, or {of_financial_year}, in a financial "
            f"year: write the year too, Q{number} 2018 or Q{number} 2018/19"
        )
    years = _TWO_YEARS.fullmatch(text)
    if years is None or years[1] == "0000" or int(_second_year(years)) != int(years[1]) + 1:
        return None
    start, end = years[1], _second_year(years)
    return (
        f"It could be the financial year {start}/{end[2:]} or the years {start} to {end}: "
        "write one of these"
    )
