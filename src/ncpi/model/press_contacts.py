"""Press contacts and their opening hours."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, shown, type_fault
from ncpi.fields import Name, Text, Validator, distinct, many_of, one_of, refuse
from ncpi.model._shown import Several
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.dates._partial_dates import Days, days_in
from ncpi.model.record import Record
from ncpi.model.sources import Sourced
from ncpi.vocabulary import LineHours, Weekday

__all__ = ["OpeningHours", "PressContact"]

_WEEK = tuple(Weekday)
_DATED_AFTER = 2  # years


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

    days: Annotated[tuple[Weekday, ...], distinct()] = attrs.field(converter=many_of[Weekday])
    opens: time = attrs.field(converter=one_of[time])
    closes: time = attrs.field(converter=one_of[time])
    time_zone: Annotated[str, Validator(_zone_faults)]

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.days:
            yield Fault("days", "empty", "opening hours need at least one day")
        if self.opens == self.closes:
            message = f"it opens and closes at {self.opens:%H:%M}"
            advice = "If someone answers at any time, leave the hours out"
            yield Fault("closes", "inconsistent", message, "", advice)

    def is_open(self, when: datetime, closed: Days = ()) -> bool:
        """Whether someone answers at *when*. Nobody does on the days in *closed*.

        *closed* holds dates or ISO dates, or is a calendar of the ``holidays`` library, or
        "england-and-wales", "scotland" or "northern-ireland" for their bank holidays.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone, or *closed* has something that
                isn't a day.
            ncpi.errors.MissingExtraError: a division is named, and ``holidays`` isn't installed.
        """
        days = _closed_days(when, closed, "is_open")
        local = self._local(when)
        today, clock = local.date(), local.time()
        if self.opens < self.closes:
            return self._starts_on(today, days) and self.opens <= clock < self.closes
        # After midnight, the hours that began yesterday may still apply.
        if clock < self.closes and self._starts_on(today - timedelta(days=1), days):
            return True
        return clock >= self.opens and self._starts_on(today, days)

    def opens_next(self, when: datetime, closed: Days = ()) -> datetime | None:
        """The first moment after *when* at which the office opens; None if none within a year.

        Raises:
            ncpi.errors.InvalidError: as for `is_open`.
            ncpi.errors.MissingExtraError: as for `is_open`.
        """
        days = _closed_days(when, closed, "opens_next")
        local = self._local(when)
        today = local.toordinal()
        for ordinal in range(today, min(today + 366, date.max.toordinal()) + 1):
            day = date.fromordinal(ordinal)
            opening = datetime.combine(day, self.opens, local.tzinfo)
            if opening > local and self._starts_on(day, days):
                return opening
        return None

    def _local(self, when: datetime) -> datetime:
        """*when* in the office's time zone."""
        try:
            return when.astimezone(_zone(self.time_zone))
        except OverflowError:
            message = f"{when.isoformat()} is out of range in {self.time_zone}"
            raise InvalidError([Fault("when", "date", message, when.isoformat())]) from None

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
        hours: when it answers; None means that the hours aren't stated.
        as_of: when the number was published; it may have changed since.
        note: what the line is for.

    Raises:
        ncpi.errors.InvalidError: it has neither a phone number nor an email address.
    """

    TAG = "press-contact"

    name: Name
    phone: Name | None = None
    email: Name | None = None
    hours: OpeningHours | LineHours | None = attrs.field(
        default=None, converter=one_of[OpeningHours | LineHours | None]
    )
    as_of: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    note: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.phone is None and self.email is None:
            message = "a press contact has a phone or an email"
            yield Fault("", "missing", message)

    def answers_at(self, when: datetime, closed: Days = ()) -> bool | None:
        """Whether it answers at *when*; see `OpeningHours.is_open`.

        None if its hours aren't stated, or depend on those of the office published beside it.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone.
        """
        days = _closed_days(when, closed, "answers_at")
        if isinstance(self.hours, OpeningHours):
            return self.hours.is_open(when, days)
        return True if self.hours is LineHours.ANY_TIME else None

    def is_dated(self, when: datetime | date | str) -> bool | None:
        """Whether the contact was published more than two years before *when*.

        Such a number should be checked before it is relied on. None if the date of publication
        isn't known, or isn't known well enough to tell.

        Raises:
            ncpi.errors.InvalidError: *when* is neither a moment nor a day.
        """
        given = when.date() if isinstance(when, datetime) else when
        day = fields.accepted(date, given, "when", "PressContact.is_dated")
        if self.as_of is None:
            return None
        first, last = (
            (day.year, day.month, day.day) > (end.year + _DATED_AFTER, end.month, end.day)
            for end in (self.as_of.earliest, self.as_of.latest)
        )
        return first if first is last else None

    @property
    def hours_label(self) -> str:
        """When it answers, in words."""
        if isinstance(self.hours, OpeningHours):
            return self.hours.label()
        return "hours not stated" if self.hours is None else self.hours.value

    def label(self) -> str:
        reach = ", ".join(part for part in (self.phone, self.email) if part)
        published = f"; as of {self.as_of}" if self.as_of else ""
        note = f". {self.note}" if self.note else ""
        return f"{self.name}: {reach} ({self.hours_label}{published}){note}"


def _closed_days(when: datetime, closed: Days, subject: str) -> Container[date]:
    """The days in *closed*, after a check of it and of *when*."""
    faults: list[Fault] = []
    unchecked: object = when
    if not isinstance(unchecked, datetime):
        faults.append(type_fault(when, "a date with a time").below("when"))
    elif when.tzinfo is None or when.utcoffset() is None:
        message = (
            f"{when.isoformat()} has no time zone, so it means a different moment in each "
            "country, and in London in summer and winter"
        )
        advice = 'Add one: when.replace(tzinfo=ZoneInfo("Europe/London"))'
        faults.append(Fault("when", "type", message, when.isoformat(), advice))
    days = days_in(closed, "closed", faults)
    refuse(faults, subject)
    return days


def answering(
    contacts: Iterable[PressContact], when: datetime, closed: Days = ()
) -> tuple[PressContact, ...]:
    """The *contacts* to try at *when*, best first; empty if none answers.

    The newest publication comes first; one after *when* counts only if there is none before. Of a
    publication, a line whose hours include *when* is taken, else one that answers at any time or
    out of hours. A line whose hours aren't stated is followed by the next that answers.

    Raises:
        ncpi.errors.InvalidError: *when* has no time zone.
    """
    days = _closed_days(when, closed, "contact_at")
    found: list[PressContact] = []
    for publication in _publications(contacts, when):
        found += _of_publication(publication, when, days)
        if found and found[-1].hours is not None:
            break
    return Several(found)


def opens_again(
    contacts: Iterable[PressContact], when: datetime, closed: Days = ()
) -> datetime | None:
    """When the office that is closed at *when* opens again, by the newest hours known then.

    None if it is open, if no hours are stated, or if it doesn't open within a year.

    Raises:
        ncpi.errors.InvalidError: *when* has no time zone, or *closed* has something that isn't
            a day.
    """
    days = _closed_days(when, closed, "opens_again")
    for publication in _publications(contacts, when):
        hours = [one.hours for one in publication if isinstance(one.hours, OpeningHours)]
        if any(one.is_open(when, days) for one in hours):
            return None
        if openings := [opening for one in hours if (opening := one.opens_next(when, days))]:
            return min(openings)
    return None


def _publications(contacts: Iterable[PressContact], when: datetime) -> list[list[PressContact]]:
    """The *contacts* of each publication, newest first; those after *when* only if all are."""
    every = [*contacts]
    by_then = [contact for contact in every if not _is_later(contact, when)]
    published: dict[PartialDate | None, list[PressContact]] = {}
    for contact in by_then or every:
        published.setdefault(contact.as_of, []).append(contact)
    return [published[publication] for publication in sorted(published, key=_age)]


def _is_later(contact: PressContact, when: datetime) -> bool:
    return contact.as_of is not None and contact.as_of.earliest > when.date()


def _age(publication: PartialDate | None) -> int:
    return 0 if publication is None else -publication.latest.toordinal()


def _of_publication(
    contacts: Sequence[PressContact], when: datetime, closed: Container[date]
) -> list[PressContact]:
    certain = [contact for contact in contacts if contact.answers_at(when, closed)]
    if certain:
        certain.sort(key=lambda contact: contact.hours is LineHours.ANY_TIME)
        return certain[:1]
    unstated = [contact for contact in contacts if contact.hours is None]
    outside = [contact for contact in contacts if contact.hours is LineHours.OUT_OF_HOURS]
    return [*unstated, *outside[:1]]
