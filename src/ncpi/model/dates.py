"""Partial dates and spans of dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Container, Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, ClassVar, Self, cast

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, in_words, shown, type_fault, unquoted_fault
from ncpi.model.record import Record
from ncpi.vocabulary import Edge, Relation

__all__ = [
    "DateSpan",
    "PartialDate",
    "days_in",
    "optional_partial_date",
    "partial_date",
]

_FORM = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_ADVICE = "Write a year, a year and month, or a day: 2018, 2018-08 or 2018-08-30"


@attrs.frozen(kw_only=True, order=False, repr=False)
class PartialDate(Record):
    """A year, a month or a day: as much of a date as was published.

    Partial dates can't be ordered with ``<``, because "2023-11" is neither before nor after
    "2023-11-24". `relation` compares them and may return `Relation.CANNOT_TELL`.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None if only the year is known.
        day: the day of the month, or None if it isn't known.

    Raises:
        ncpi.errors.InvalidError: there is no such date, or there is a day without a month.
    """

    TAG = "partial-date"
    __validator__: ClassVar[fields.Validator]

    year: Annotated[int, fields.whole(1, 9999)]
    month: Annotated[int, fields.whole(1, 12)] | None = None
    day: Annotated[int, fields.whole(1, 31)] | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.day is None:
            return
        if self.month is None:
            yield Fault("day", "date", "a day needs a month", str(self.day))
            return
        last = calendar.monthrange(self.year, self.month)[1]
        if self.day > last:
            message = f"{self.year:04}-{self.month:02} has {last} days, not {self.day}"
            yield Fault("day", "date", message, str(self.day))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date written as ``2018``, ``2018-08`` or ``2018-08-30``.

        Raises:
            ncpi.errors.InvalidError: it is written in another form, or there is no such date.
        """
        given: object = text  # a caller without a type checker may pass anything
        form = re.fullmatch(_FORM, given) if isinstance(given, str) else None
        if form is None:
            raise InvalidError(
                [Fault("", "date", f"{shown(text)} is not a date", shown(text), _ADVICE)]
            )
        year, month, day = (None if part is None else int(part) for part in form.groups())
        try:
            return cls(year=year or 0, month=month, day=day)
        except InvalidError as error:
            message = f"{shown(text)} is not a date: {error.faults[0].message}"
            raise InvalidError([Fault("", "date", message, shown(text), _ADVICE)]) from None

    @classmethod
    def of(cls, day: date | str) -> Self:
        """The partial date for exactly *day*.

        Raises:
            ncpi.errors.InvalidError: *day* is not a date, or is a datetime.
        """
        faults: list[Fault] = []
        day = fields.accept(date, day, "day", faults)
        fields.refuse(faults, "")
        return cls(year=day.year, month=day.month, day=day.day)

    @property
    def exact(self) -> date | None:
        """The day, or None if it isn't known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first possible day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last possible day."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """A key for sorting: a year comes before its months, a month before its days."""
        return (self.year, self.month or 0, self.day or 0)

    def relation(self, other: PartialDate | date | str) -> Relation:
        """Whether this date is before, after or the same as *other*.

        `Relation.SAME` requires two exact days: two events of "2019-03" may be weeks apart.

        Raises:
            ncpi.errors.InvalidError: *other* isn't a date.
        """
        if not isinstance(other, PartialDate):
            other = _some_date(other, "other")
        if self.day is not None and other.day is not None:  # the commonest case, made fast
            here, there = self.sort_key, other.sort_key
            if here == there:
                return Relation.SAME
            return Relation.BEFORE if here < there else Relation.AFTER
        if self.latest < other.earliest:
            return Relation.BEFORE
        if self.earliest > other.latest:
            return Relation.AFTER
        return Relation.CANNOT_TELL

    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.day is not None:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"


def _partial_date_faults(value: object) -> Sequence[Fault]:
    if isinstance(value, PartialDate):
        return ()
    if isinstance(value, datetime):
        return fields.day.faults(value)
    if isinstance(value, str):
        try:
            PartialDate.parse(value)
        except InvalidError as error:
            return error.faults
        advice = f"Write PartialDate.parse({shown(value)})"
        return (attrs.evolve(type_fault(value, in_words(PartialDate)), suggestion=advice),)
    is_year = type(value) is int and 1000 <= value <= 9999
    fault = unquoted_fault if is_year else type_fault
    return (fault(value, in_words(PartialDate)),)


PartialDate.__validator__ = fields.Validator(_partial_date_faults, types=[PartialDate])


def provably_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether *one* is known to be earlier than *other*; False if either is None."""
    return one is not None and other is not None and one.relation(other) is Relation.BEFORE


def partial_date(value: PartialDate | date | str) -> PartialDate:
    """A partial date from a `PartialDate`, a day, or text such as ``"2023-11"``.

    Any other value is returned unchanged, for the validator to reject.
    """
    if type(value) is date:
        return PartialDate.of(value)
    if isinstance(value, str):
        try:
            return PartialDate.parse(value)
        except InvalidError:
            pass
    return cast("PartialDate", value)  # if it isn't one, the validator rejects it


def _some_date(value: date | str, argument: str) -> PartialDate:
    faults: list[Fault] = []
    found = fields.accept(PartialDate, partial_date(value), argument, faults)
    fields.refuse(faults, "")
    return found


def optional_partial_date(value: PartialDate | date | str | None) -> PartialDate | None:
    """As `partial_date`, but None stays None."""
    return None if value is None else partial_date(value)


def span_edge(value: PartialDate | Edge | date | str) -> PartialDate | Edge:
    """The start or end of a span: a partial date, ``Edge.OPEN`` or ``Edge.UNKNOWN``."""
    if isinstance(value, Edge):
        return value
    if isinstance(value, str) and value in tuple(Edge):
        return Edge(value)
    return partial_date(value)


@attrs.frozen(kw_only=True, repr=False)
class DateSpan(Record):
    """A span from one date to another, both included; either may be open or unknown.

    *Open* means that there is no limit: still current, or from before records began.
    *Unknown* means that there may be a date that isn't known.

    Attributes:
        start: the first date, or an `Edge`.
        end: the last date, or an `Edge`.

    Raises:
        ncpi.errors.InvalidError: the end is known to be before the start.
    """

    TAG = "date-span"

    start: PartialDate | Edge = attrs.field(default=Edge.UNKNOWN, converter=span_edge)
    end: PartialDate | Edge = attrs.field(default=Edge.UNKNOWN, converter=span_edge)

    def _inconsistencies(self) -> Iterator[Fault]:
        if provably_before(self.last, self.first):
            message = f"it ends in {self.end}, before it starts in {self.start}"
            yield Fault("end", "inconsistent", message, str(self.end))

    @property
    def first(self) -> PartialDate | None:
        """The start date; None if it is open or unknown."""
        return None if isinstance(self.start, Edge) else self.start

    @property
    def last(self) -> PartialDate | None:
        """The end date; None if it is open or unknown."""
        return None if isinstance(self.end, Edge) else self.end

    @property
    def is_current(self) -> bool | None:
        """Whether it is still current; None if its end is unknown."""
        if self.last is not None:
            return False
        return True if self.end is Edge.OPEN else None

    def covers(self, when: PartialDate | date | str) -> bool | None:
        """Whether the whole of *when* is within the span; None if unknown."""
        if not isinstance(when, PartialDate):
            when = _some_date(when, "when")
        after_start = _reached(self.start, when)
        before_end = _not_passed(self.end, when)
        if after_start is False or before_end is False:
            return False
        return True if after_start and before_end else None

    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.first is not None and self.first == self.last:
            return str(self.first)
        start = {Edge.OPEN: "(open start)", Edge.UNKNOWN: "(start unknown)"}
        end = {Edge.OPEN: "(still current)", Edge.UNKNOWN: "(end unknown)"}
        first = start[self.start] if isinstance(self.start, Edge) else self.start
        last = end[self.end] if isinstance(self.end, Edge) else self.end
        return f"{first} to {last}"


def _reached(start: PartialDate | Edge, when: PartialDate) -> bool | None:
    if isinstance(start, Edge):
        return True if start is Edge.OPEN else None
    if when.latest < start.earliest:
        return False
    return True if when.earliest >= start.latest else None


def _not_passed(end: PartialDate | Edge, when: PartialDate) -> bool | None:
    if isinstance(end, Edge):
        return True if end is Edge.OPEN else None
    if when.earliest > end.latest:
        return False
    return True if when.latest <= end.earliest else None


def days_in(
    given: Container[date] | Collection[str], path: str, faults: list[Fault]
) -> Container[date]:
    """*given* as a container of days; ISO dates in a list, tuple, set or dict are parsed.

    A calendar, such as one of the ``holidays`` library, stays as it is. Faults are added to
    *faults*, under *path*.
    """
    # A calendar of the holidays library is a kind of dict that makes its days when asked.
    if isinstance(given, (list, tuple, set, frozenset)) or type(given) is dict:
        several = cast("Collection[object]", given)
        return frozenset(fields.accept(date, one, path, faults) for one in several)
    if isinstance(given, str) or not isinstance(given, Container):
        faults.append(type_fault(given, "a container of dates, such as a set").below(path))
    return cast("Container[date]", given)
