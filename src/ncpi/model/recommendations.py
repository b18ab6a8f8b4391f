"""What inspectors ask for, and what each party has since said about it."""

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
    """By when a recommendation is to be carried out: one of four things.

    ``Timescale(immediately=True)``, ``Timescale(months=3)``,
    ``Timescale(by="2015-03-31")``, or ``Timescale()`` where none is stated. A field of this
    type also takes the text that `parse` reads, such as ``"3 months"``.

    Attributes:
        immediately: at once, on publication.
        months: within this many months of publication, 1 to 120.
        by: not later than this date.

    Raises:
        ncpi.errors.InvalidError: more than one of the three is given.
    """

    TAG = "timescale"

    immediately: bool = False
    months: Annotated[int, fields.whole(1, 120)] | None = None
    by: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.immediately + (self.months is not None) + (self.by is not None) > 1:
            message = "a timescale is immediate, in months, or a fixed date: only one of them"
            yield Fault("", "inconsistent", message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The timescale written as *text*.

        ``immediately``, ``3 months`` or ``within 3 months``, ``by 2015-03-31``, or ``not
        stated``; the first letter may be a capital.

        Raises:
            ncpi.errors.InvalidError: it is written otherwise.
        """
        given: object = text  # a caller who doesn't check types may hand over anything
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
        """Whether the report gives any timescale."""
        return self.immediately or self.months is not None or self.by is not None

    def due_between(self, published: PartialDate | date | str | None) -> tuple[date, date] | None:
        """The first and the last day that the due day can be, as far as *published* is known.

        Months are added once to the day of publication, and the end of a shorter month
        stands for a day that it lacks: 30 November and three months is the last of
        February. None where no timescale is stated or it hangs on an unknown publication.

        Source: that months run from publication is ncpi's reading of the
        recommendations' wording; they give no other start.

        Raises:
            ncpi.errors.InvalidError: *published* is a datetime, or the due day would lie
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
            message = f"{self} of {day} is after the last day that a date can be"
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
        party: who said it.
        dated: when.
        status: the tracker's word, such as ``being-progressed``; any other word is kept
            as it is. See `ncpi.vocabulary.KNOWN_STATUSES`.
        comment: what they wrote. An event has a status or a comment, or both.
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
        said = ": ".join(part for part in (self.status, self.comment) if part)
        return f"{self.party.value}, {self.dated}: {said}"


@attrs.frozen(kw_only=True, repr=False)
class Restatement(Reference):
    """Links a recommendation to an earlier one that it restates.

    Attributes:
        report: the key of the earlier report.
        recommendation: the key of the recommendation there.
        basis: why it is said to restate it.
        by: who coded it, or which matcher proposed it.
        dated: when it was coded, proposed or ruled; None if nobody says.
        evidence: the words that show it.
        caveat: what speaks against it.
    """

    TAG = "restatement"

    recommendation: Name

    @property
    def item(self) -> str:
        """The recommendation's key."""
        return self.recommendation


@attrs.frozen(kw_only=True, repr=False)
class Recommendation(Item):
    """Something that a report asks a body to do.

    Attributes:
        key: what the report numbers it by; unique in its report.
        text: what is asked, in the report's words or a paraphrase.
        theme: the theme of the framework it stands under.
        kind: a recommendation or an area for improvement.
        timescale: by when.
        addressed_to: whom it is addressed to: keys of bodies, or offices as named.
        actions: what is to be done, where the report breaks it down.
        restates: the earlier recommendations that it restates.
        tracker: its number in the inspectorate's recommendation tracker.
        history: what each party has said, in the order in which it was published.
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
        """The day by which it is due, if the report was published on *published*.

        None where no timescale is stated, or where a day is unknown because
        publication or the fixed date is known only to a month or a year: see
        `due_between`.

        Raises:
            ncpi.errors.InvalidError: *published* is a datetime.
        """
        span = self.due_between(published)
        return span[0] if span and span[0] == span[1] and self._is_exact(published) else None

    def _is_exact(self, published: PartialDate | date | str | None) -> bool:
        hangs_on = self.timescale.by or optional_partial_date(published)
        return hangs_on is None or hangs_on.exact is not None

    def due_between(self, published: PartialDate | date | str | None) -> tuple[date, date] | None:
        """The first and the last day on which it can be due; see `Timescale.due_between`."""
        return self.timescale.due_between(published)

    def latest(self, party: Party | str, *, on: date | str) -> StatusEvent | None:
        """The last thing that *party* said, as of the day *on*: a status, a comment or both.

        Other parties' claims play no part in it. An event that may be later than *on*,
        because only its month or year is known, isn't counted.

        Raises:
            ncpi.errors.InvalidError: *party* is no `Party`, or *on* is no day.
        """
        return _last(self.history, party, on, lambda _: True)

    def latest_status(self, party: Party | str, *, on: date | str) -> StatusEvent | None:
        """The last event with a status by *party*, as of the day *on*. It may go back.

        Raises:
            ncpi.errors.InvalidError: *party* is no `Party`, or *on* is no day.
        """
        return _last(self.history, party, on, lambda event: event.status is not None)

    def latest_claims(self, *, on: date | str) -> tuple[StatusEvent, ...]:
        """The last status and the last comment of every party, as of the day *on*.

        They stand party by party, each party's in the order in which they were published;
        one event may be both. See `latest`.

        Raises:
            ncpi.errors.InvalidError: *on* is no day.
        """
        faults: list[Fault] = []
        day = fields.accept(date, on, "on", faults)
        fields.refuse(faults, "Recommendation.latest")
        last: dict[tuple[Party, str], int] = {}
        for place, event in enumerate(self.history):
            if event.dated.latest > day:
                continue
            for kind, said in (("status", event.status), ("comment", event.comment)):
                if said is None:
                    continue
                known = last.get((event.party, kind))
                if known is None or _supersedes(event, self.history[known]):
                    last[event.party, kind] = place
        entry = [self.history[place] for place in sorted(set(last.values()))]
        return tuple(sorted(entry, key=_party_first))

    def with_status(self, event: StatusEvent) -> Self:
        """The recommendation with *event* added to what has been said."""
        return attrs.evolve(self, history=(*self.history, event))

    @property
    def item_kind(self) -> ItemKind:
        """A recommendation or an area for improvement."""
        return ItemKind(self.kind.value)

    @property
    def takes_up(self) -> tuple[Restatement, ...]:
        """The earlier recommendations that it restates."""
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


def _party_first(event: StatusEvent) -> int:
    return _PARTIES.index(event.party)


def _supersedes(event: StatusEvent, earlier: StatusEvent) -> bool:
    """Whether *event*, published later, was said later too; where dates can't tell, it was."""
    return event.dated.relation(earlier.dated) is not Relation.BEFORE
