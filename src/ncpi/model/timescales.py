"""Timescales: by when a recommendation must be carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

import attrs

from ncpi.errors import Fault, InvalidError, counted, nearest, shown, type_fault
from ncpi.fields import Name, accepted, whole
from ncpi.model.dates import PartialDate, optional_partial_date, partial_date
from ncpi.model.dates._written import read_period, two_periods
from ncpi.model.record import Record

__all__ = ["Timescale"]

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER = rf"(?P<number>[1-9][0-9]{{0,2}}|{'|'.join(_NUMBERS)})"
_FORM = re.compile(
    r"(?P<immediately>immediately)|(?P<ongoing>ongoing)|not stated|"
    rf"(?:within )?{_NUMBER} (?P<unit>day|week|month)s?(?: and by (?P<also>.+))?|"
    r"(?:by|no later than|not later than) (?P<by>.+)",
    re.ASCII | re.IGNORECASE,
)
_END = re.compile(r"(?:the )?end(?: of)? (?:the )?(?P<period>.+)", re.ASCII | re.IGNORECASE)
_WORKING_DAYS = re.compile(r"\b(?:working|business)[ -]days?\b", re.ASCII | re.IGNORECASE)
_YEARS = re.compile(rf"(?:within )?(?:an?|{_NUMBER}) years?", re.ASCII | re.IGNORECASE)
_WORDS = ("immediately", "ongoing", "not stated")
_ADVICE = (
    "Write immediately, ongoing, 3 months, 6 weeks, 56 days, by 31 March 2015, within 6 months "
    "and by 31 March 2015 or not stated. Any other words are the wording: "
    'Timescale(wording="as soon as practicable"), in a document '
    '{"wording": "as soon as practicable"}'
)


@attrs.frozen(kw_only=True, repr=False)
class Timescale(Record):
    """By when a recommendation must be carried out.

    ``Timescale(immediately=True)``, ``Timescale(months=3)``, ``Timescale(by="2015-03-31")``,
    ``Timescale(ongoing=True)``, ``Timescale(wording="as soon as practicable")``, or
    ``Timescale()`` if none is stated. A period and a date may stand together, and *wording*
    with any of them. A field of this type also accepts text that `parse` reads, such as
    ``"3 months"``.

    Attributes:
        immediately: whether it is to be done at once. That is not a day on which it is due.
        days: due within this many days of publication, 1 to 999.
        weeks: due within this many weeks of publication, 1 to 520.
        months: due within this many months of publication, 1 to 120.
        by: due by this date. `parse` reads "by Q1 2022/23" and "by the end of March 2022" as the
            last day of the quarter and of the month, and keeps the words as *wording*.
        ongoing: whether it is to be done from now on, without an end.
        wording: the words as printed, on one line; None if they weren't recorded.

    Raises:
        ncpi.errors.InvalidError: more than one is given, other than a period and a date.
    """

    TAG = "timescale"

    immediately: bool = False
    days: Annotated[int, whole(1, 999)] | None = None
    weeks: Annotated[int, whole(1, 520)] | None = None
    months: Annotated[int, whole(1, 120)] | None = None
    by: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    ongoing: bool = False
    wording: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        periods = sum(one is not None for one in (self.days, self.weeks, self.months))
        if self.immediately + self.ongoing + periods > 1:
            message = (
                "a timescale is either immediate, ongoing, or one number of days, weeks or months"
            )
            yield Fault("", "inconsistent", message)
        elif self.by is not None and (self.immediately or self.ongoing):
            message = "a date may stand with a period, but not with immediately or ongoing"
            yield Fault("by", "inconsistent", message, str(self.by))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The timescale written as *text*.

        ``immediately``, ``ongoing``, ``3 months``, ``within three months``, ``6 weeks``, ``56
        days``, ``by 31 March 2015`` (or ``no later than``, and in any form of
        `PartialDate.parse`), ``within 6 months and by 2015-03-31``, or ``not stated``. The
        words as printed may follow, in brackets and quotes; other words stand in quotes alone:
        ``"as soon as practicable"``. Numbers are figures, or words to twelve.

        ``by Q1 2022/23`` and ``by 2022/23``, a quarter or a financial year as `DateSpan.parse`
        reads it, and ``by the end of`` one, or of a year or a month, mean its last day. The
        words are kept. Working days aren't counted, so they are only words.

        Source: that the last day of a quarter or a financial year is meant is ncpi's reading.

        Raises:
            ncpi.errors.InvalidError: it is written in another form.
        """
        given: object = text  # a caller without a type checker may pass anything
        if not isinstance(given, str):
            raise InvalidError([type_fault(given, "text")])
        form, wording = _apart(given)
        found = _FORM.fullmatch(form)
        if found is None:
            raise InvalidError([_fault(text, _near(form))])
        parts = found.groupdict()
        number = None if parts["number"] is None else _number(parts["number"])
        unit = (parts["unit"] or "").lower()
        limit = parts["by"] or parts["also"]
        try:
            by = None if limit is None else _limit(limit)
            if limit is not None and _period(limit) != (limit, None):
                wording = wording or form
            return cls(
                immediately=parts["immediately"] is not None,
                ongoing=parts["ongoing"] is not None,
                by=by,
                days=number if unit == "day" else None,
                weeks=number if unit == "week" else None,
                months=number if unit == "month" else None,
                wording=wording,
            )
        except InvalidError as error:
            first = error.faults[0]
            advice = first.suggestion or _ADVICE
            raise InvalidError([_fault(text, advice, f": {first.message}")]) from None

    @property
    def is_stated(self) -> bool:
        """Whether the report states a timescale."""
        return bool(self._form or self.wording)

    @property
    def has_period(self) -> bool:
        """Whether it is due within a number of days, weeks or months."""
        return self._period is not None

    @property
    def _period(self) -> str | None:
        for number, unit in ((self.days, "day"), (self.weeks, "week"), (self.months, "month")):
            if number is not None:
                return counted(number, unit)
        return None

    def due_between(self, published: PartialDate | date | str | None) -> tuple[date, date] | None:
        """The earliest and latest possible due date for a report of the date *published*.

        A period is added to the day of publication; if months lead to a day that its month
        lacks, the last day of the month counts: 30 November plus three months is the last day
        of February. If there is a period and a date, both hold, so the earlier one decides.

        None if no day is stated, as for what is immediate, ongoing or only in words, or if it
        depends on an unknown publication date.

        Source: that periods run from publication is ncpi's reading of the recommendations'
        wording, which gives no other start.

        Raises:
            ncpi.errors.InvalidError: *published* is a datetime, or the due date would be
                after the year 9999.
        """
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - slow to import

        start = None
        if published is not None:
            start = accepted(PartialDate, published, "published", "due")
        fixed = None if self.by is None else (self.by.earliest, self.by.latest)
        if not self.has_period:
            return fixed
        if start is None:
            return None
        period = relativedelta(days=self.days or 0, weeks=self.weeks or 0, months=self.months or 0)
        try:
            ends = start.earliest + period, start.latest + period
        except (OverflowError, ValueError):
            message = f"{self} of {start} is after the year 9999"
            raise InvalidError([Fault("published", "date", message, str(start))], "due") from None
        return ends if fixed is None else (min(ends[0], fixed[0]), min(ends[1], fixed[1]))

    def label(self) -> str:
        return str(self)

    @property
    def _form(self) -> str:
        """What `str` writes before the wording."""
        if self.immediately or self.ongoing:
            return "immediately" if self.immediately else "ongoing"
        within = f"within {self._period}" if self._period else None
        by = f"by {self.by}" if self.by else None
        return " and ".join(part for part in (within, by) if part)

    def __str__(self) -> str:
        if self.wording is None:
            return self._form or "not stated"
        return f'{self._form} ("{self.wording}")' if self._form else f'"{self.wording}"'


def _apart(text: str) -> tuple[str, str | None]:
    """The form and the wording in *text*, which may be either or both."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return "not stated", text[1:-1]
    form, mark, rest = text.partition(' ("')
    return (form, rest[:-2]) if mark and rest.endswith('")') else (text, None)


def _period(limit: str) -> tuple[str, tuple[date, date] | None]:
    """The date or period whose end *limit* is, and its days if it is a quarter or such a year."""
    end = _END.fullmatch(limit)
    period = limit if end is None else end["period"]
    return period, read_period(period)


def _limit(limit: str) -> PartialDate:
    """The date by which something is due: that of *limit*, or the last day of its period.

    Raises:
        ncpi.errors.InvalidError: it is neither, or it is the end of a season, which has no days.
    """
    period, days = _period(limit)
    if days is not None:
        return partial_date(days[1])
    try:
        found = PartialDate.parse(period)
    except InvalidError as error:
        fault = error.faults[0]
        raise InvalidError(
            [attrs.evolve(fault, suggestion=two_periods(period) or fault.suggestion)]
        ) from None
    if period == limit:
        return found
    if found.season is not None:
        message = f"{found} has no last day"
        raise InvalidError([Fault("", "date", message, shown(limit), _ADVICE)])
    return partial_date(found.latest)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMBERS.index(text.lower()) + 1


def _fault(text: str, advice: str, why: str = "") -> Fault:
    return Fault("", "choice", f"{shown(text)} is not a timescale{why}", shown(text), advice)


def _with_figures(form: str) -> Iterator[str]:
    """Timescales with the figures of a misspelt *form*."""
    if number := re.search(r"(?<![0-9-])[1-9][0-9]{0,2}(?![0-9-])", form[:100]):
        for unit in ("days", "weeks", "months"):
            yield from (f"{number[0]} {unit}", f"within {number[0]} {unit}")
    if day := re.search(r"[0-9]{4}(-[0-9]{2}){0,2}(?![0-9-])", form[:100]):
        yield f"by {day[0]}"


def _are_alike(form: str, other: str) -> bool:
    """Whether each word of *form* is one of *other*, in the same place, if perhaps misspelt."""
    words, others = (re.findall(r"[0-9]+|[a-z]+", text.casefold()) for text in (form, other))
    pairs = zip(words, others, strict=False)
    return len(words) == len(others) and all(
        word == one or nearest(word, [one]) is not None for word, one in pairs
    )


def _near(form: str) -> str:
    """Advice on the form that is nearest to *form*, and on all forms."""
    if _WORKING_DAYS.search(form):
        words = form[:100]
        return (
            "Working days aren't counted: they need the bank holidays. Keep them as words: "
            f'in quotes, \'"{words}"\', or Timescale(wording="{words}"), in a document '
            f'{{"wording": "{words}"}}'
        )
    if years := _YEARS.fullmatch(form):
        return f"Write {12 * _number(years['number'] or 'one')} months. {_ADVICE}"
    alike = [text for text in _with_figures(form) if _are_alike(form, text)]
    near = nearest(form, (*_WORDS, *alike))
    return f"Did you mean {near!r}? {_ADVICE}" if near else _ADVICE
