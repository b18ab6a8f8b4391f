"""Inspectorates and inspectors."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from ncpi.fields import Name, Names, Text, one_of, tuple_of
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.dates._partial_dates import Days, some_date
from ncpi.model.naming import Named
from ncpi.model.press_contacts import PressContact, answering, opens_again
from ncpi.model.record import Record
from ncpi.model.sources import Sourced

__all__ = ["Inspector", "Inspectorate", "JointProgramme", "StatutoryBasis", "TermOfOffice"]


@attrs.frozen(kw_only=True, repr=False)
class StatutoryBasis(Record):
    """A law under which an inspectorate acts.

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
    """A programme in which several inspectorates take part.

    Attributes:
        name: the programme.
        span: the period in which the inspectorate took part.
        note: how the dates are known.
    """

    TAG = "joint-programme"

    name: Name
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])
    note: Text | None = None

    def label(self) -> str:
        return f"{self.name}, {self.span}"


@attrs.frozen(kw_only=True, repr=False)
class Inspectorate(Named):
    """A body that inspects.

    Attributes:
        key: the key by which reports refer to it (``hmicfrs``).
        aliases: other names for it; several inspectorates may share an alias.
        nation: where it works.
        remit: what it inspects.
        statutory_basis: the laws under which it acts.
        joint_programmes: its programmes with other inspectorates.
        contacts: its press contacts, each as published on a day, newest first.
        web: its web addresses, each with its period.
        notes: points that a careful reader should know.
    """

    TAG = "inspectorate"

    nation: Name | None = None
    remit: Text | None = None
    statutory_basis: tuple[StatutoryBasis, ...] = attrs.field(
        default=(), converter=tuple_of[StatutoryBasis]
    )
    joint_programmes: tuple[JointProgramme, ...] = attrs.field(
        default=(), converter=tuple_of[JointProgramme]
    )
    contacts: tuple[PressContact, ...] = attrs.field(default=(), converter=tuple_of[PressContact])
    web: tuple[Name, ...] = attrs.field(default=(), converter=tuple_of[str])
    notes: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])

    @property
    def span(self) -> DateSpan:
        """From the start of its first name to the end of its last."""
        return DateSpan(start=self.names[0].span.start, end=self.names[-1].span.end)

    def contact_at(self, when: datetime, closed: Days = ()) -> PressContact | None:
        """The contact to try first at *when*; see `contacts_at`. None if nobody answers.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone.
        """
        return next(iter(self.contacts_at(when, closed)), None)

    def contacts_at(self, when: datetime, closed: Days = ()) -> tuple[PressContact, ...]:
        """The contacts to try at *when*, best first; empty if nobody answers.

        The contacts of the newest publication come first: the office in its hours, else a line
        that answers at any time or out of hours. After one whose hours aren't stated come older
        ones, up to one that answers; see `PressContact.is_dated`.

        *closed* holds the days on which the office is closed; see `OpeningHours.is_open`.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone, or *closed* has something that
                isn't a day.
            ncpi.errors.MissingExtraError: a division is named, and ``holidays`` isn't installed.
        """
        return answering(self.contacts, when, closed)

    def opens_again(self, when: datetime, closed: Days = ()) -> datetime | None:
        """When the press office that is closed at *when* opens again, by the newest hours known.

        None if it is open, if no hours are stated, or if it doesn't open within a year.

        Raises:
            ncpi.errors.InvalidError: as for `contacts_at`.
            ncpi.errors.MissingExtraError: as for `contacts_at`.
        """
        return opens_again(self.contacts, when, closed)


@attrs.frozen(kw_only=True, repr=False)
class TermOfOffice(Sourced):
    """A period in one office.

    Attributes:
        role: the office.
        span: the period; an unknown end doesn't mean "still in office".
        region: the region that the office covers, or None.
    """

    TAG = "term-of-office"

    role: Name
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])
    region: Name | None = None

    def label(self) -> str:
        where = f" ({self.region})" if self.region else ""
        return f"{self.role}{where}, {self.span}"


@attrs.frozen(kw_only=True, repr=False)
class Inspector(Sourced):
    """An inspector.

    Attributes:
        key: the key by which they are looked up (``phil-gormley``).
        name: the name by which they are known.
        aliases: other forms of the name.
        terms: their terms of office.
        notes: points that a careful reader should know.
    """

    TAG = "inspector"

    key: Name
    name: Name
    aliases: Names = attrs.field(default=(), converter=tuple_of[str])
    terms: tuple[TermOfOffice, ...] = attrs.field(default=(), converter=tuple_of[TermOfOffice])
    notes: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])

    def in_office(self, when: PartialDate | date | str) -> bool | None:
        """Whether they held any office on *when*; None if unknown.

        Raises:
            ncpi.errors.InvalidError: *when* isn't a date.
        """
        when = some_date(when, "when")
        answers = {term.span.covers(when) for term in self.terms}
        if True in answers:
            return True
        return None if None in answers or not self.terms else False

    def label(self) -> str:
        return self.name
