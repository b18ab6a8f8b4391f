"""Who inspects: inspectorates, and the inspectors in office."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, datetime
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.errors import Fault
from ncpi.fields import Name, Text
from ncpi.model.contacts import PressContact, answering
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.naming import DatedName, latest_name, names_on
from ncpi.model.record import Record
from ncpi.model.sources import Sourced

__all__ = ["Inspector", "Inspectorate", "JointProgramme", "StatutoryBasis", "TermOfOffice"]


@attrs.frozen(kw_only=True, repr=False)
class StatutoryBasis(Record):
    """The law that an inspectorate acts under.

    Attributes:
        act: the Act's short title.
        provision: the section or schedule; None if not established.
        purpose: what it provides for.
    """

    TAG = "statutory-basis"

    act: Name
    provision: Name | None = None
    purpose: Text | None = None

    def label(self) -> str:
        place = f"{self.act} {self.provision}" if self.provision else self.act
        return f"{place}: {self.purpose}" if self.purpose else place


@attrs.frozen(kw_only=True, repr=False)
class JointProgramme(Record):
    """A programme that an inspectorate takes part in with others.

    Attributes:
        name: the programme.
        span: from when to when it took part.
        note: how the dates are known.
    """

    TAG = "joint-programme"

    name: Name
    span: DateSpan = attrs.field(factory=DateSpan)
    note: Text | None = None

    def label(self) -> str:
        return f"{self.name}, {self.span}"


@attrs.frozen(kw_only=True, repr=False)
class Inspectorate(Sourced):
    """A body that inspects.

    Attributes:
        key: what reports name it by (``hmicfrs``).
        names: its names, each with its dates, oldest first.
        aliases: other names it goes by; an alias may be another inspectorate's too.
        nation: where it works.
        remit: what it inspects.
        statutory_basis: the law that it acts under.
        joint_programmes: what it inspects together with others.
        contacts: its press office: the line with hours, and the one for out of hours.
        web: its web addresses, with their period.
        notes: what a careful reader should know.

    Raises:
        ncpi.errors.InvalidError: it has no name.
    """

    TAG = "inspectorate"

    key: Name
    names: tuple[DatedName, ...] = attrs.field(converter=fields.tuple_of[DatedName])
    aliases: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    nation: Name | None = None
    remit: Text | None = None
    statutory_basis: tuple[StatutoryBasis, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatutoryBasis]
    )
    joint_programmes: tuple[JointProgramme, ...] = attrs.field(
        default=(), converter=fields.tuple_of[JointProgramme]
    )
    contacts: tuple[PressContact, ...] = attrs.field(
        default=(), converter=fields.tuple_of[PressContact]
    )
    web: tuple[Name, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    notes: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.names:
            message = "an inspectorate has at least one name"
            yield Fault("names", "empty", message)

    @property
    def name(self) -> str:
        """Its present name, or the last one known."""
        return latest_name(self.names) or self.names[-1].name

    @property
    def span(self) -> DateSpan:
        """From its first name's first day to its last name's last."""
        return DateSpan(start=self.names[0].span.start, end=self.names[-1].span.end)

    def names_on(self, when: PartialDate | date | str) -> tuple[DatedName, ...]:
        """What it was called on *when*: two candidates if the day of a change isn't known."""
        return names_on(self.names, when)

    def contact_at(self, when: datetime, closed: Container[date] = ()) -> PressContact | None:
        """Whom to ring at *when*: the office in its hours, else the out-of-hours line.

        *closed* is anything that can say whether it contains a date, such as a calendar
        of the ``holidays`` library. None if nobody answers.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone.
        """
        return answering(self.contacts, when, closed)

    def label(self) -> str:
        return self.name


@attrs.frozen(kw_only=True, repr=False)
class TermOfOffice(Sourced):
    """A time in one office.

    Attributes:
        role: the office.
        span: from when to when; an unknown end is not "still in office".
        region: the region that it covers, or None.
    """

    TAG = "term-of-office"

    role: Name
    span: DateSpan = attrs.field(factory=DateSpan)
    region: Name | None = None

    def label(self) -> str:
        where = f" ({self.region})" if self.region else ""
        return f"{self.role}{where}, {self.span}"


@attrs.frozen(kw_only=True, repr=False)
class Inspector(Sourced):
    """One of the inspectors.

    Attributes:
        key: what they are looked up by (``phil-gormley``).
        name: the name they are known by.
        aliases: other forms of it.
        terms: their terms of office.
        notes: what a careful reader should know.
    """

    TAG = "inspector"

    key: Name
    name: Name
    aliases: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    terms: tuple[TermOfOffice, ...] = attrs.field(
        default=(), converter=fields.tuple_of[TermOfOffice]
    )
    notes: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])

    def in_office(self, when: PartialDate | date | str) -> bool | None:
        """Whether they held any office on *when*; None if that is unknown."""
        answers = {term.span.covers(when) for term in self.terms}
        if True in answers:
            return True
        return None if None in answers or not self.terms else False

    def label(self) -> str:
        return self.name
