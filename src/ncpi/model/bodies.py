"""The bodies that are inspected, and those that hold police forces to account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from ncpi.errors import Fault, shown
from ncpi.fields import Name, Names, Text, Url, one_of, tuple_of
from ncpi.model.dates import DateSpan, PartialDate, optional_partial_date, partial_date
from ncpi.model.naming import DatedName, Named

__all__ = [
    "Body",
    "FireAndRescueService",
    "Force",
    "LawEnforcementBody",
    "LocalPolicingBody",
    "PolicingOffice",
]


@attrs.frozen(kw_only=True, repr=False)
class Body(Named):
    """A body that is inspected or that answers for one.

    Police forces and fire services share some thirty slugs, so reports refer to a
    body by its key: ``police/merseyside`` and ``fire/merseyside`` are two bodies.

    Attributes:
        key: kind and slug.
        aliases: other names that always mean this body.
        weak_aliases: names that mean this body only if the kind of body is known, such as
            the bare name of its area.
        area: the area it serves.
        area_code: the Office for National Statistics' code for the area.
        nation: England, Wales, Northern Ireland or Scotland.
        region: the English region, or Wales.
        span: the period in which the body existed.
        predecessors: keys of the bodies that it replaced.
        successors: keys of the bodies that replaced it.
        web: its web address as found; it may be out of date.
        notes: points that a careful reader should know.

    Raises:
        ncpi.errors.InvalidError: its key has no slug.
    """

    TAG = "body"

    weak_aliases: Names = attrs.field(default=(), converter=tuple_of[str])
    area: Name | None = None
    area_code: Name | None = None
    nation: Name | None = None
    region: Name | None = None
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])
    predecessors: Names = attrs.field(default=(), converter=tuple_of[str])
    successors: Names = attrs.field(default=(), converter=tuple_of[str])
    web: Url | None = None
    notes: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])

    def _inconsistencies(self) -> Iterator[Fault]:
        kind, slash, slug = self.key.partition("/")
        if not (kind and slash and slug):
            advice = "Write kind and slug: police/merseyside, fire/merseyside"
            message = f"{shown(self.key)} is not the key of a body"
            yield Fault("key", "text", message, shown(self.key), advice)

    @property
    def slug(self) -> str:
        """The key without the kind: ``merseyside``."""
        return self.key.partition("/")[2]

    def existed_on(self, when: PartialDate | date | str) -> bool | None:
        """Whether it existed on *when*; None if unknown.

        An open start has no limit here. How far back a register was checked only the register
        knows: ask its ``on`` and ``cannot_tell_on``.
        """
        return self.span.covers(when)


@attrs.frozen(kw_only=True, repr=False)
class Force(Body):
    """A territorial police force of England or Wales."""

    TAG = "force"


@attrs.frozen(kw_only=True, repr=False)
class FireAndRescueService(Body):
    """A fire and rescue service of England.

    Attributes:
        governance: the kind of fire and rescue authority; None if no source establishes it.
    """

    TAG = "fire-and-rescue-service"

    governance: Name | None = None


@attrs.frozen(kw_only=True, repr=False)
class LawEnforcementBody(Body):
    """Another policing or law-enforcement body that the inspectorate inspects.

    Attributes:
        kind: the kind of body.
        jurisdiction: where it operates.
        inspected: the basis on which it is inspected: ``statutory``, ``voluntary``, ``by
            invitation``, or ``unverified`` if no source seen establishes it.
        statute: the provision under which it is inspected.
    """

    TAG = "law-enforcement-body"

    kind: Name
    jurisdiction: Name | None = None
    inspected: Name | None = None
    statute: Name | None = None


@attrs.frozen(kw_only=True, repr=False)
class PolicingOffice(DatedName):
    """An office that held a police force to account for a period, under its name.

    Attributes:
        kind: the kind of office: ``police authority``, ``police and crime commissioner``,
            ``police, fire and crime commissioner``, ``mayor``, ``mayor's office``, ``common
            council``, ``home secretary`` or another.
        expected_end: when it is to end, as was announced but isn't law yet as far as seen.
    """

    TAG = "policing-office"

    kind: Name
    expected_end: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)


@attrs.frozen(kw_only=True, repr=False)
class LocalPolicingBody(Body):
    """The body that holds a police force to account: the office, not the office-holder.

    Attributes:
        names: the offices that followed one another, oldest first.
        forces: keys of the forces that it holds to account.

    Raises:
        ncpi.errors.InvalidError: it has no force.
    """

    TAG = "local-policing-body"

    names: tuple[PolicingOffice, ...] = attrs.field(converter=tuple_of[PolicingOffice])
    forces: Names = attrs.field(converter=tuple_of[str])

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.forces:
            yield Fault("forces", "empty", "a local policing body has at least one force")

    def office_on(self, when: PartialDate | date | str) -> PolicingOffice | None:
        """The office that held the force to account on *when*.

        None if that isn't certain: `ncpi.model.naming.Named.names_on` returns every office that
        it may have been.
        """
        possible = [office for office in self.names if office.span.covers(when) is not False]
        is_certain = len(possible) == 1 and possible[0].span.covers(when)
        return possible[0] if is_certain and self.may_end_by(when) is None else None

    def may_end_by(self, when: PartialDate | date | str) -> PartialDate | None:
        """When its last office is expected to end, if that may be by *when*; otherwise None."""
        end = self.names[-1].expected_end
        return end if end and partial_date(when).latest >= end.earliest else None

    def ending_by(self, when: PartialDate | date | str) -> str | None:
        """As `may_end_by`, in words."""
        if (end := self.may_end_by(when)) is None:
            return None
        return f"{self.name} is expected to end in {end}, and what follows isn't known"

    def existed_on(self, when: PartialDate | date | str) -> bool | None:
        """Whether there was such an office on *when*; None if unknown.

        The day on which one office followed another may be unknown although there always was
        one of the two.
        """
        end = self.names[-1].span.end
        answers = {DateSpan(start=office.span.start, end=end).covers(when) for office in self.names}
        if True in answers:
            return None if self.may_end_by(when) else True
        return None if None in answers else False
