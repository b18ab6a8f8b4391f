"""Partial dates: as much of a date as was published."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeAlias, cast

import attrs

from ncpi.errors import (
    Fault,
    InvalidError,
    MissingExtraError,
    as_day_text,
    in_words,
    is_missing,
    member_fault,
    shown,
    type_fault,
    unquoted_fault,
)
from ncpi.fields import Validator, accept, accepted, one_of, whole
from ncpi.fields._validators import day as valid_day
from ncpi.model.dates._written import date_fault, read_date
from ncpi.model.record import Record
from ncpi.vocabulary import Relation, Season

__all__ = [
    "BANK_HOLIDAYS",
    "Days",
    "PartialDate",
    "days_in",
    "optional_partial_date",
    "partial_date",
    "provably_before",
    "some_date",
]

Days: TypeAlias = Container[date] | Iterable[date | str]
"""Days off, as an argument: dates or ISO dates in any iterable, a calendar of the ``holidays``
library, or any other object that answers ``day in it``. ``"england-and-wales"``, ``"scotland"``
and ``"northern-ireland"``, alone or in an iterable, are their bank holidays, as that library has
them."""


@attrs.frozen(kw_only=True, order=False, repr=False)
class PartialDate(Record):
    """A year, a season, a month or a day: as much of a date as was published.

    Partial dates can't be ordered with ``<``, because "2023-11" is neither before nor after
    "2023-11-24". `relation` compares them and may return `Relation.CANNOT_TELL`.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None if only the year is known.
        day: the day of the month, or None if it isn't known.
        season: the season, or None. It stays a word, since it has no fixed months: summer
            2018 may be any day of that year, and winter 2018 any from December 2017 to March
            2019.

    Raises:
        ncpi.errors.InvalidError: there is no such date, or there is a day without a month, or
            a season with a month.
    """

    TAG = "partial-date"
    __validator__: ClassVar[Validator]
    __converter__: ClassVar[Callable[[Any], Any]]

    year: Annotated[int, whole(1, 9999)]
    month: Annotated[int, whole(1, 12)] | None = None
    day: Annotated[int, whole(1, 31)] | None = None
    season: Season | None = attrs.field(default=None, converter=one_of[Season | None])

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.season is not None and self.month is not None:
            message = "a date has either a season or a month"
            yield Fault("season", "inconsistent", message, self.season.value)
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
        """The date written as *text*, in ISO 8601 or in words, in British order.

        ``2018``, ``2018-08``, ``2018-08-30``; ``August 2018``, ``30 August 2018``, ``30th Aug
        2018``, ``Thursday 30 August 2018``; ``summer 2018``. What could mean two dates, such as
        ``02/03/2018``, is refused, and so are all other forms.

        Raises:
            ncpi.errors.InvalidError: it is written in another form, there is no such date, or
                the day of the week is wrong.
        """
        given: object = text  # a caller without a type checker may pass anything
        if not isinstance(given, str):
            raise InvalidError([type_fault(given, "text")])
        parts = read_date(given)
        if parts is None:
            raise InvalidError([date_fault(text)])
        try:
            made = cls(year=parts.year, month=parts.month, day=parts.day, season=parts.season)
            wrong = parts.weekday_fault
        except InvalidError as error:
            wrong = error.faults[0].message
        else:
            if wrong is None:
                return made
        raise InvalidError([date_fault(text, wrong)])

    @property
    def exact(self) -> date | None:
        """The day, or None if it isn't known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first possible day."""
        if self.season is Season.WINTER and self.year > MINYEAR:
            return date(self.year - 1, 12, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last possible day."""
        if self.season is Season.WINTER and self.year < MAXYEAR:
            return date(self.year + 1, 3, 31)
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """A key for sorting.

        A year comes before its seasons, they before its months, and a month before its days.
        """
        if self.season is not None:
            return (self.year, 0, _SEASONS.index(self.season) + 1)
        return (self.year, self.month or 0, self.day or 0)

    def relation(self, other: PartialDate | date | str) -> Relation:
        """Whether this date is before, after or the same as *other*.

        `Relation.SAME` requires two exact days: two events of "2019-03" may be weeks apart.

        Raises:
            ncpi.errors.InvalidError: *other* isn't a date.
        """
        if not isinstance(other, PartialDate):
            other = some_date(other, "other")
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

    if not TYPE_CHECKING:  # type checkers report the comparison themselves

        def __lt__(self, other):
            return _no_order(other)

        __le__ = __gt__ = __ge__ = __lt__

    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.season is not None:
            return f"{self.season.value} {self.year:04}"
        if self.day is not None:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"


def _no_order(other: object) -> Any:
    """`NotImplemented` for what isn't a date, for Python to refuse.

    Raises:
        TypeError: *other* is a date; the message says how to sort and how to compare.
    """
    if not isinstance(other, (PartialDate, date)):
        return NotImplemented
    raise TypeError(
        "partial dates have no order, since a month is neither before nor after its days: sort "
        "with key=lambda date: date.sort_key, or ask one.relation(other)"
    )


_SEASONS = tuple(Season)


def _partial_date_faults(value: object) -> Sequence[Fault]:
    if isinstance(value, PartialDate):
        return ()
    if isinstance(value, datetime) and not is_missing(value):
        return valid_day.faults(value)
    if isinstance(value, str):
        try:
            PartialDate.parse(value)
        except InvalidError as error:
            return error.faults
        advice = f"Write PartialDate.parse({shown(value)})"
        return (attrs.evolve(type_fault(value, in_words(PartialDate)), suggestion=advice),)
    is_year = type(value) is int and 1000 <= value <= 9999
    fault = (unquoted_fault if is_year else type_fault)(value, in_words(PartialDate))
    if fault.suggestion is None and (written := as_day_text(value)) and read_date(written):
        fault = attrs.evolve(fault, suggestion=f"Write {shown(written)}")
    return (fault,)


PartialDate.__validator__ = Validator(_partial_date_faults, types=[PartialDate])


def provably_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether *one* is known to be earlier than *other*; False if either is None."""
    return one is not None and other is not None and one.relation(other) is Relation.BEFORE


def partial_date(value: PartialDate | date | str) -> PartialDate:
    """A partial date from a `PartialDate`, a day, or text such as ``"2023-11"``.

    Any other value is returned unchanged, for the validator to reject.
    """
    if type(value) is date:
        return PartialDate(year=value.year, month=value.month, day=value.day)
    if isinstance(value, str):
        try:
            return PartialDate.parse(value)
        except InvalidError:
            pass
    return cast("PartialDate", value)  # if it isn't one, the validator rejects it


def some_date(value: PartialDate | date | str, argument: str) -> PartialDate:
    """The date in the *argument* of that name.

    Raises:
        ncpi.errors.InvalidError: it isn't a date.
    """
    return accepted(PartialDate, value, argument, "")


PartialDate.__converter__ = partial_date


def optional_partial_date(value: PartialDate | date | str | None) -> PartialDate | None:
    """As `partial_date`, but None stays None."""
    return None if value is None else partial_date(value)


BANK_HOLIDAYS = {"england-and-wales": "ENG", "northern-ireland": "NIR", "scotland": "SCT"}
"""The divisions of the United Kingdom with bank holidays of their own, as GOV.UK names them."""


def days_in(given: Days, path: str, faults: list[Fault]) -> Container[date]:
    """*given* as a container of days; see `Days`. Faults are added to *faults*, under *path*.

    Raises:
        ncpi.errors.MissingExtraError: a division is named, and ``holidays`` isn't installed.
    """
    if isinstance(given, str):
        return _bank_holidays(given, path, faults)
    # The elements of these are numbers.
    is_bytes = issubclass(type(given), (bytes, bytearray, memoryview))
    if isinstance(given, Iterable) and not is_bytes and not _makes_its_days(type(given)):
        # The order of a set differs from run to run, so its elements have no place.
        unordered = isinstance(given, AbstractSet)
        days: set[date] = set()
        calendars: list[Container[date]] = []
        for place, one in enumerate(cast("Iterable[object]", given)):
            where = path if unordered else f"{path}[{place}]"
            if isinstance(one, str) and one in BANK_HOLIDAYS:
                calendars.append(_bank_holidays(one, where, faults))
            elif day := _day_in(one, where, faults):
                days.add(day)
        return _AnyOf([*calendars, days]) if calendars else frozenset(days)
    unchecked: object = given  # a caller without a type checker may pass anything
    if is_bytes or not isinstance(unchecked, Container):
        faults.append(type_fault(given, "a container of dates, such as a set").below(path))
    return cast("Container[date]", given)


@attrs.frozen
class _AnyOf:
    """The days in any of *parts*."""

    parts: Sequence[Container[Any]]

    def __contains__(self, day: object) -> bool:
        return any(day in part for part in self.parts)


def _makes_its_days(kind: type) -> bool:
    """Whether *kind* is a calendar of the holidays library: a dict that fills when asked."""
    return issubclass(kind, dict) and "__contains__" in {
        name for cls in kind.__mro__ if cls not in dict.__mro__ for name in vars(cls)
    }


def _day_in(value: object, path: str, faults: list[Fault]) -> date | None:
    """*value* as a day if it certainly is one; its faults are added to *faults*."""
    if isinstance(value, PartialDate) and value.exact is not None:
        return value.exact
    unboxed = getattr(value, "item", None)  # of a NumPy scalar, the value in Python
    if callable(unboxed) and type(inner := unboxed()) is date:
        return inner
    own: list[Fault] = []
    day = accept(date, value, path, own)
    faults += own
    return None if own else day


def _bank_holidays(division: str, path: str, faults: list[Fault]) -> Container[date]:
    if division not in BANK_HOLIDAYS:
        what = "a division of the United Kingdom with bank holidays of its own"
        fault = member_fault(division, [*BANK_HOLIDAYS], what)
        advice = f"{fault.suggestion}; or pass days in a list: [{shown('2025-12-25')}]"
        faults.append(attrs.evolve(fault, suggestion=advice).below(path))
        return ()
    try:
        from holidays import country_holidays  # noqa: PLC0415 - an extra, imported only where used
    except ImportError:
        raise MissingExtraError("holidays", "holidays") from None
    return country_holidays("GB", subdiv=BANK_HOLIDAYS[division])
