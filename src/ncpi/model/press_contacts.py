"""Press contacts and their opening hours."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, shown, type_fault
from ncpi.fields import Name, Text
from ncpi.model.dates import PartialDate, days_in, optional_partial_date
from ncpi.model.record import Record
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Weekday

__all__ = ["OpeningHours", "PressContact"]

_WEEK = tuple(Weekday)


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to import; few programs need it

    return ZoneInfo(name)


def _zone_faults(value: object) -> Sequence[Fault]:
    found = fields.name.faults(value)
    if found or not isinstance(value, str):
        return found
    try:
        _zone(value)
    except (OSError, ValueError, KeyError):
        advice = (
            "Write a name such as Europe/London. If it is already correct, install the package "
            "tzdata: this computer has no time zone data"
        )
        message = f"{shown(value)} is not a known time zone"
        return (Fault("", "choice", message, shown(value), advice),)
    return ()


@attrs.frozen(kw_only=True, repr=False)
class OpeningHours(Record):
    """Hours on certain days of the week, in a time zone.

    Hours that end before they start run past midnight and belong to the day on which they
    start.

    Attributes:
        days: the days of the week.
        opens: the first minute at which someone answers.
        closes: the first minute at which nobody answers any longer.
        time_zone: the zone of both, as the tz database names it (``Europe/London``).

    Raises:
        ncpi.errors.InvalidError: no day, a day twice, an unknown zone, or *opens* and *closes*
            are equal.
    """

    TAG = "opening-hours"

    days: Annotated[tuple[Weekday, ...], fields.distinct()] = attrs.field(
        converter=fields.many_of[Weekday]
    )
    opens: time = attrs.field(converter=fields.one_of[time])
    closes: time = attrs.field(converter=fields.one_of[time])
    time_zone: Annotated[str, fields.Validator(_zone_faults)]

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.days:
            yield Fault("days", "empty", "opening hours need at least one day")
        if self.opens == self.closes:
            message = f"it opens and closes at {self.opens:%H:%M}"
            advice = "If someone answers at any time, leave the hours out"
            yield Fault("closes", "inconsistent", message, "", advice)

    def is_open(self, when: datetime, closed: Container[date] | Collection[str] = ()) -> bool:
        """Whether someone answers at *when*. Nobody does on the days in *closed*.

        *closed* is any container of dates or ISO dates, such as a set or a calendar of the
        ``holidays`` library.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone, or *closed* holds no dates.
        """
        _refuse_naive(when)
        faults: list[Fault] = []
        days = days_in(closed, "closed", faults)
        fields.refuse(faults, "is_open")
        try:
            local = when.astimezone(_zone(self.time_zone))
        except OverflowError:
            message = f"{when.isoformat()} is out of range in {self.time_zone}"
            raise InvalidError([Fault("when", "date", message, when.isoformat())]) from None
        today, clock = local.date(), local.time()
        if self.opens < self.closes:
            return self._starts_on(today, days) and self.opens <= clock < self.closes
        # After midnight, the hours that began yesterday may still apply.
        if clock < self.closes and self._starts_on(today - timedelta(days=1), days):
            return True
        return clock >= self.opens and self._starts_on(today, days)

    def _starts_on(self, day: date, closed: Container[date]) -> bool:
        return _WEEK[day.weekday()] in self.days and day not in closed

    def label(self) -> str:
        places = [_WEEK.index(day) for day in self.days]
        run = len(places) > 2 and places == list(range(places[0], places[0] + len(places)))
        days = (
            f"{self.days[0].value} to {self.days[-1].value}"
            if run
            else ", ".join(day.value for day in self.days)
        )
        return f"{days}, {self.opens:%H:%M} to {self.closes:%H:%M}, {self.time_zone}"


@attrs.frozen(kw_only=True, repr=False)
class PressContact(Sourced):
    """How to reach a press office.

    Attributes:
        name: the office or line.
        phone: a telephone number, as published.
        email: an email address, as published. A contact has a phone number, an email address
            or both.
        hours: when it answers; None means at any time.
        as_of: when the number was published; it may have changed since.
        note: what the line is for.

    Raises:
        ncpi.errors.InvalidError: it has neither a phone number nor an email address.
    """

    TAG = "press-contact"

    name: Name
    phone: Name | None = None
    email: Name | None = None
    hours: OpeningHours | None = None
    as_of: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    note: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.phone is None and self.email is None:
            message = "a press contact has a phone or an email"
            yield Fault("", "missing", message)

    def answers_at(self, when: datetime, closed: Container[date] | Collection[str] = ()) -> bool:
        """Whether it answers at *when*; see `OpeningHours.is_open`.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone.
        """
        _refuse_naive(when)
        return self.hours is None or self.hours.is_open(when, closed)

    def label(self) -> str:
        reach = ", ".join(part for part in (self.phone, self.email) if part)
        when = self.hours.label() if self.hours else "any time"
        return f"{self.name}: {reach} ({when})"


def _refuse_naive(when: datetime) -> None:
    if not isinstance(when, datetime):
        raise InvalidError([type_fault(when, "a date with a time")])
    if when.tzinfo is None or when.utcoffset() is None:
        message = (
            f"{when.isoformat()} has no time zone, so it means a different moment in each "
            "country, and in London in summer and winter"
        )
        advice = 'Add one: when.replace(tzinfo=ZoneInfo("Europe/London"))'
        raise InvalidError([Fault("when", "type", message, when.isoformat(), advice)])


def answering(
    contacts: Iterable[PressContact], when: datetime, closed: Container[date] | Collection[str] = ()
) -> PressContact | None:
    """The first of *contacts* that answers at *when*; those with hours are tried first.

    A line that answers at any time therefore serves out of hours.

    Raises:
        ncpi.errors.InvalidError: *when* has no time zone.
    """
    _refuse_naive(when)
    in_order = sorted(contacts, key=lambda contact: contact.hours is None)
    return next((contact for contact in in_order if contact.answers_at(when, closed)), None)
