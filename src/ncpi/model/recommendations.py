"""Recommendations, and what each party has said about them since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Annotated, Self

import attrs
from dateutil.relativedelta import relativedelta

from ncpi import fields
from ncpi.errors import Fault, InvalidError, counted, shown
from ncpi.fields import Name, Text
from ncpi.model._items import Item
from ncpi.model._references import Reference
from ncpi.model.dates import (
    PartialDate,
    optional_partial_date,
    partial_date,
)
from ncpi.model.record import Record
from ncpi.model.sources import Sourced
from ncpi.vocabulary import (
    ItemKind,
    Party,
    RecommendationKind,
    Relation,
)

__all__ = [
    "Recommendation",
    "Restatement",
    "StatusEvent",
    "Timescale",
]


_TIMESCALE = (
    r"(?P<now>[Ii]mmediately)|[Nn]ot stated|"
    r"([Ww]ithin )?(?P<months>[1-9][0-9]?|1[01][0-9]|120) months?|[Bb]y (?P<by>[0-9-]+)"
)
_TIMESCALE_ADVICE = "Write immediately, 3 months, by 2015-03-31 or not stated"


@attrs.frozen(kw_only=True, repr=False)
class Timescale(Record):
    """By when a recommendation must be carried out.

    One of ``Timescale(immediately=True)``, ``Timescale(months=3)``,
    ``Timescale(by="2015-03-31")``, or ``Timescale()`` if none is stated. A field of this
    type also accepts text that `parse` reads, such as ``"3 months"``.

    Attributes:
        immediately: whether it is due on publication.
        months: due within this many months of publication, 1 to 120.
        by: due by this date.

    Raises:
        ncpi.errors.InvalidError: more than one of the three is given.
    """

    TAG = "timescale"

    immediately: bool = False
    months: Annotated[int, fields.whole(1, 120)] | None = None
    by: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.immediately + (self.months is not None) + (self.by is not None) > 1:
            message = "a timescale is either immediate, a number of months or a fixed date"
            yield Fault("", "inconsistent", message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The timescale written as *text*.

        ``immediately``, ``3 months`` or ``within 3 months``, ``by 2015-03-31``, or ``not
        stated``; the first letter may be a capital.

        Raises:
            ncpi.errors.InvalidError: it is written in another form.
        """
        given: object = text  # a caller without a type checker may pass anything
        found = re.fullmatch(_TIMESCALE, given) if isinstance(given, str) else None
        if found is None:
            message = f"{shown(text)} is not a timescale"
            raise InvalidError([Fault("", "choice", message, shown(text), _TIMESCALE_ADVICE)])
        months = found["months"]
        return cls(
            immediately=found["now"] is not None,
            months=None if months is None else int(months),
            by=found["by"],
        )

    @property
    def is_stated(self) -> bool:
        """Whether the report states a timescale."""
        return self.immediately or self.months is not None or self.by is not None

    def due_between(self, published: PartialDate | date | str | None) -> tuple[date, date] | None:
        """The earliest and latest possible due date for a report of the date *published*.

        Months are added to the day of publication; if the resulting month is too short, its
        last day counts: 30 November plus three months is the last day of February. None if
        no timescale is stated, or if it depends on an unknown publication date.

        Source: that months run from publication is ncpi's reading of the recommendations'
        wording, which gives no other start.

        Raises:
            ncpi.errors.InvalidError: *published* is a datetime, or the due date would be
                after the year 9999.
        """
        day = optional_partial_date(published)
        faults: list[Fault] = []
        if day is not None:
            day = fields.accept(PartialDate, day, "published", faults)
        fields.refuse(faults, "due")
        if self.by is not None:
            return self.by.earliest, self.by.latest
        if not self.is_stated or day is None:
            return None
        period = relativedelta(months=self.months or 0)
        try:
            return day.earliest + period, day.latest + period
        except ValueError:
            message = f"{self} of {day} is after the year 9999"
            raise InvalidError([Fault("published", "date", message, str(day))], "due") from None

    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.immediately:
            return "immediately"
        if self.months is not None:
            return f"within {counted(self.months, 'month')}"
        return f"by {self.by}" if self.by else "not stated"


@attrs.frozen(kw_only=True, repr=False)
class StatusEvent(Sourced):
    """What one party said about a recommendation on one day: a claim, not a fact.

    Attributes:
        party: who made the claim.
        dated: when it was made.
        status: the tracker's status, such as ``being-progressed``; any other text is kept
            as it is. See `ncpi.vocabulary.KNOWN_STATUSES`.
        comment: what the party wrote. An event has a status, a comment or both.
        by: the person or office that spoke for the party.

    Raises:
        ncpi.errors.InvalidError: it has neither status nor comment.
    """

    TAG = "status-event"

    party: Party = attrs.field(converter=fields.one_of[Party])
    dated: PartialDate = attrs.field(converter=partial_date)
    status: Name | None = None
    comment: Text | None = None
    by: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.status is None and self.comment is None:
            message = "a status event has a status or a comment"
            yield Fault("", "missing", message)

    def label(self) -> str:
        claim = ": ".join(part for part in (self.status, self.comment) if part)
        return f"{self.party.value}, {self.dated}: {claim}"


@attrs.frozen(kw_only=True, repr=False)
class Restatement(Reference):
    """A link from a recommendation to an earlier one that it restates.

    Attributes:
        recommendation: the key of the earlier recommendation.
    """

    TAG = "restatement"

    recommendation: Name

    @property
    def item(self) -> str:
        """The same as *recommendation*."""
        return self.recommendation


@attrs.frozen(kw_only=True, repr=False)
class Recommendation(Item):
    """Something that a report asks a body to do.

    Attributes:
        key: its number in the report; unique in its report.
        text: what is asked, in the report's words or a paraphrase.
        kind: a recommendation or an area for improvement.
        timescale: by when it must be carried out.
        addressed_to: whom it is addressed to: keys of bodies, or offices as the report names
            them.
        actions: the separate actions, if the report lists them.
        restates: links to the earlier recommendations that it restates.
        tracker: its number in the inspectorate's recommendation tracker.
        history: what each party has said, in order of publication.
    """

    TAG = "recommendation"

    kind: RecommendationKind = attrs.field(
        default=RecommendationKind.RECOMMENDATION, converter=fields.one_of[RecommendationKind]
    )
    timescale: Timescale = attrs.field(converter=fields.one_of[Timescale], factory=Timescale)
    addressed_to: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    actions: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    restates: Annotated[tuple[Restatement, ...], fields.distinct("report", "recommendation")] = (
        attrs.field(default=(), converter=fields.tuple_of[Restatement])
    )
    tracker: Name | None = None
    history: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatusEvent]
    )

    def due(self, published: PartialDate | date | str | None) -> date | None:
        """The due date of the recommendation in a report of the date *published*.

        None if no timescale is stated, or if publication or the fixed date is known only to
        a month or a year: see `due_between`.

        Raises:
            ncpi.errors.InvalidError: *published* is a datetime.
        """
        span = self.due_between(published)
        return span[0] if span and span[0] == span[1] and self._is_exact(published) else None

    def _is_exact(self, published: PartialDate | date | str | None) -> bool:
        start = self.timescale.by or optional_partial_date(published)
        return start is None or start.exact is not None

    def due_between(self, published: PartialDate | date | str | None) -> tuple[date, date] | None:
        """The earliest and latest possible due date; see `Timescale.due_between`."""
        return self.timescale.due_between(published)

    def latest(self, party: Party | str, *, on: date | str) -> StatusEvent | None:
        """The last event by *party* up to the day *on*, with a status, a comment or both.

        An event that may be later than *on*, because only its month or year is known, is
        ignored.

        Raises:
            ncpi.errors.InvalidError: *party* isn't a `Party`, or *on* isn't a day.
        """
        return _last(self.history, party, on, lambda _: True)

    def latest_status(self, party: Party | str, *, on: date | str) -> StatusEvent | None:
        """The last event with a status by *party* up to the day *on*.

        Raises:
            ncpi.errors.InvalidError: *party* isn't a `Party`, or *on* isn't a day.
        """
        return _last(self.history, party, on, lambda event: event.status is not None)

    def latest_claims(self, *, on: date | str) -> tuple[StatusEvent, ...]:
        """The last status and the last comment of every party up to the day *on*.

        They are grouped by party, in order of publication; one event may be both. Events that
        may be later than *on* are ignored, as in `latest`.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        faults: list[Fault] = []
        day = fields.accept(date, on, "on", faults)
        fields.refuse(faults, "Recommendation.latest")
        last: dict[tuple[Party, str], int] = {}
        for place, event in enumerate(self.history):
            if event.dated.latest > day:
                continue
            for kind, text in (("status", event.status), ("comment", event.comment)):
                if text is None:
                    continue
                known = last.get((event.party, kind))
                if known is None or _supersedes(event, self.history[known]):
                    last[event.party, kind] = place
        events = [self.history[place] for place in sorted(set(last.values()))]
        return tuple(sorted(events, key=lambda event: _PARTIES.index(event.party)))

    def with_status(self, event: StatusEvent) -> Self:
        """The recommendation with *event* added to its history."""
        return attrs.evolve(self, history=(*self.history, event))

    @property
    def item_kind(self) -> ItemKind:
        """Its *kind* as an `ItemKind`."""
        return ItemKind(self.kind.value)

    @property
    def takes_up(self) -> tuple[Restatement, ...]:
        """The same as *restates*."""
        return self.restates


def _last(
    history: Iterable[StatusEvent],
    party: Party | str,
    on: date | str,
    wanted: Callable[[StatusEvent], bool],
) -> StatusEvent | None:
    faults: list[Fault] = []
    party = fields.accept(Party, party, "party", faults)
    on = fields.accept(date, on, "on", faults)
    fields.refuse(faults, "Recommendation.latest")
    last: StatusEvent | None = None
    for event in history:
        if event.party is not party or event.dated.latest > on or not wanted(event):
            continue
        if last is None or _supersedes(event, last):
            last = event
    return last


_PARTIES = tuple(Party)


def _supersedes(event: StatusEvent, earlier: StatusEvent) -> bool:
    # If the dates don't settle it, the order of publication does.
    return event.dated.relation(earlier.dated) is not Relation.BEFORE
