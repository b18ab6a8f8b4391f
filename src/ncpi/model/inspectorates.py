"""Who inspects: inspectorates, and the inspectors in office."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime

import attrs

from ncpi import fields, frozen
from ncpi.errors import Fault, InvalidError
from ncpi.model.contacts import PressContact, answering
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.naming import DatedName, dated_names, latest_name, names_on
from ncpi.model.noun import Noun
from ncpi.model.sources import Sourced, texts

__all__ = ["Inspector", "Inspectorate", "JointProgramme", "StatutoryBasis", "TermOfOffice"]


@attrs.frozen(kw_only=True, repr=False)
class StatutoryBasis(Noun):
    """The law that an inspectorate acts under.

    Attributes:
        act: the Act's short title.
        provision: the section or schedule; None if not established.
        purpose: what it provides for.
    """

    TAG = "statutory-basis"

    act: str = attrs.field(validator=fields.name)
    provision: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    purpose: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def label(self) -> str:
        place = f"{self.act} {self.provision}" if self.provision else self.act
        return f"{place}: {self.purpose}" if self.purpose else place


@attrs.frozen(kw_only=True, repr=False)
class JointProgramme(Noun):
    """A programme that an inspectorate takes part in with others.

    Attributes:
        name: the programme.
        span: from when to when it took part.
        note: how the dates are known.
    """

    TAG = "joint-programme"

    name: str = attrs.field(validator=fields.name)
    span: DateSpan = attrs.field(factory=DateSpan, validator=fields.instance(DateSpan))
    note: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def label(self) -> str:
        return f"{self.name}, {self.span}"


def _contacts(value: Iterable[PressContact]) -> tuple[PressContact, ...]:
    return frozen.as_tuple(value)


def _bases(value: Iterable[StatutoryBasis]) -> tuple[StatutoryBasis, ...]:
    return frozen.as_tuple(value)


def _programmes(value: Iterable[JointProgramme]) -> tuple[JointProgramme, ...]:
    return frozen.as_tuple(value)


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

    key: str = attrs.field(validator=fields.name)
    names: tuple[DatedName, ...] = attrs.field(
        converter=dated_names, validator=fields.each(fields.instance(DatedName))
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    nation: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    remit: str | None = attrs.field(default=None, validator=fields.optional(fields.text))
    statutory_basis: tuple[StatutoryBasis, ...] = attrs.field(
        default=(), converter=_bases, validator=fields.each(fields.instance(StatutoryBasis))
    )
    joint_programmes: tuple[JointProgramme, ...] = attrs.field(
        default=(), converter=_programmes, validator=fields.each(fields.instance(JointProgramme))
    )
    contacts: tuple[PressContact, ...] = attrs.field(
        default=(), converter=_contacts, validator=fields.each(fields.instance(PressContact))
    )
    web: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.name)
    )
    notes: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )

    def __attrs_post_init__(self) -> None:
        if not self.names:
            message = "an inspectorate has at least one name"
            raise InvalidError([Fault("names", "empty", message)], type(self).__name__)

    @property
    def name(self) -> str:
        """Its present name, or the last one known."""
        return latest_name(self.names) or self.names[-1].name

    @property
    def span(self) -> DateSpan:
        """From its first name's first day to its last name's last."""
        return DateSpan(start=self.names[0].span.start, end=self.names[-1].span.end)

    def names_on(self, when: PartialDate | date) -> tuple[DatedName, ...]:
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

    role: str = attrs.field(validator=fields.name)
    span: DateSpan = attrs.field(factory=DateSpan, validator=fields.instance(DateSpan))
    region: str | None = attrs.field(default=None, validator=fields.optional(fields.name))

    def label(self) -> str:
        where = f" ({self.region})" if self.region else ""
        return f"{self.role}{where}, {self.span}"


def _terms(value: Iterable[TermOfOffice]) -> tuple[TermOfOffice, ...]:
    return frozen.as_tuple(value)


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

    key: str = attrs.field(validator=fields.name)
    name: str = attrs.field(validator=fields.name)
    aliases: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    terms: tuple[TermOfOffice, ...] = attrs.field(
        default=(), converter=_terms, validator=fields.each(fields.instance(TermOfOffice))
    )
    notes: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )

    def in_office(self, when: PartialDate | date) -> bool | None:
        """Whether they held any office on *when*; None if that cannot be told."""
        answers = {term.span.covers(when) for term in self.terms}
        if True in answers:
            return True
        return None if None in answers or not self.terms else False

    def label(self) -> str:
        return self.name
