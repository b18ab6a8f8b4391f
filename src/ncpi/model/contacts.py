"""Whom to ring, and when."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

import attrs

from ncpi import fields, frozen
from ncpi.errors import Fault, InvalidError, shown, type_fault
from ncpi.model.dates import PartialDate, optional_partial_date, partial_date_gate
from ncpi.model.noun import Noun
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Weekday

__all__ = ["OpeningHours", "PressContact", "answering"]

_WEEK = tuple(Weekday)


def _weekdays(value: Iterable[Weekday]) -> tuple[Weekday, ...]:
    return frozen.as_tuple(value)


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to import, and few need it

    return ZoneInfo(name)


def _zone_faults(value: object) -> Sequence[Fault]:
    found = fields.name.faults(value)
    if found or not isinstance(value, str):
        return found
    try:
        _zone(value)
    except (OSError, ValueError, KeyError):
        advice = (
            "Write a name such as Europe/London; if it is one, this machine has no time "
            "zone data: install the package tzdata"
        )
        message = f"{shown(value)} is not a known time zone"
        return (Fault("", "choice", message, shown(value), advice),)
    return ()


@attrs.frozen(kw_only=True, repr=False)
class OpeningHours(Noun):
    """When someone answers: the same hours on certain days of the week, in a time zone.

    Hours that end at or before the minute they start run past midnight, and belong to
    the day on which they start.

    Attributes:
        days: the days of the week.
        opens: the first minute at which someone answers.
        closes: the first minute at which nobody answers any more.
        time_zone: the zone of both, as the tz database names it (``Europe/London``).

    Raises:
        ncpi.errors.InvalidError: no day, a day twice, an unknown zone, or hours of no length.
    """

    TAG = "opening-hours"

    days: tuple[Weekday, ...] = attrs.field(
        converter=_weekdays, validator=fields.unique(fields.member(Weekday))
    )
    opens: time = attrs.field(validator=fields.clock_time)
    closes: time = attrs.field(validator=fields.clock_time)
    time_zone: str = attrs.field(validator=fields.Gate(_zone_faults))

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        if not self.days:
            faults.append(Fault("days", "empty", "opening hours need at least one day"))
        if self.opens == self.closes:
            message = f"it opens and closes at {self.opens:%H:%M}"
            advice = "For someone who answers at any time, give no hours at all"
            faults.append(Fault("closes", "inconsistent", message, "", advice))
        if faults:
            raise InvalidError(faults, type(self).__name__)

    def is_open(self, when: datetime, closed: Container[date] = ()) -> bool:
        """Whether someone answers at *when*, on no day that is in *closed*.

        *closed* is anything that can say whether it contains a date: a set of dates, or
        a calendar of the ``holidays`` library.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone.
        """
        _refuse_naive(when)
        try:
            local = when.astimezone(_zone(self.time_zone))
        except OverflowError:
            message = f"{when.isoformat()} lies outside the calendar in {self.time_zone}"
            raise InvalidError([Fault("when", "date", message, when.isoformat())]) from None
        today, clock = local.date(), local.time()
        if self.opens < self.closes:
            return self._starts_on(today, closed) and self.opens <= clock < self.closes
        # Past midnight the hours are still yesterday's.
        if clock < self.closes and self._starts_on(today - timedelta(days=1), closed):
            return True
        return clock >= self.opens and self._starts_on(today, closed)

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
        email: an e-mail address, as published. A contact has a phone or an e-mail.
        hours: when it answers; None: at any time.
        as_of: when the number was published; it may have changed since.
        note: what the line is for.

    Raises:
        ncpi.errors.InvalidError: it has neither phone nor e-mail.
    """

    TAG = "press-contact"

    name: str = attrs.field(validator=fields.name)
    phone: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    email: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    hours: OpeningHours | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(OpeningHours))
    )
    as_of: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    note: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def __attrs_post_init__(self) -> None:
        if self.phone is None and self.email is None:
            message = "a press contact has a phone or an email"
            raise InvalidError([Fault("", "missing", message)], type(self).__name__)

    def answers_at(self, when: datetime, closed: Container[date] = ()) -> bool:
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
            f"{when.isoformat()} has no time zone, so it names a different moment in every "
            "country and in London in summer and winter"
        )
        advice = 'Add one: when.replace(tzinfo=ZoneInfo("Europe/London"))'
        raise InvalidError([Fault("when", "type", message, when.isoformat(), advice)])


def answering(
    contacts: Iterable[PressContact], when: datetime, closed: Container[date] = ()
) -> PressContact | None:
    """The first of *contacts* that answers at *when*; those with hours are tried first.

    A line that answers at any time is so the one for out of hours.

    Raises:
        ncpi.errors.InvalidError: *when* has no time zone.
    """
    _refuse_naive(when)
    in_order = sorted(contacts, key=lambda contact: contact.hours is None)
    return next((contact for contact in in_order if contact.answers_at(when, closed)), None)
