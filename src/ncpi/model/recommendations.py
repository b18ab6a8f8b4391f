"""Recommendations, and what each party has said about them since."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Self

import attrs

from ncpi.errors import Fault, UnknownNameError, nearest
from ncpi.fields import Name, Names, Text, accept, accepted, one_of, refuse, tuple_of
from ncpi.model._shown import Several
from ncpi.model.dates import PartialDate, partial_date
from ncpi.model.items import NumberedItem
from ncpi.model.sources import Sourced
from ncpi.model.timescales import Timescale
from ncpi.vocabulary import (
    CLOSING_STATUSES,
    KNOWN_STATUSES,
    OPEN_STATUSES,
    ClosureReason,
    ItemKind,
    Other,
    Party,
    RecommendationKind,
    Relation,
)

__all__ = ["Recommendation", "StatusEvent"]


@attrs.frozen(kw_only=True, repr=False)
class StatusEvent(Sourced):
    """What one party said about a recommendation on one day: a claim, not a fact.

    Attributes:
        party: who made the claim.
        body: the key of the body that it is about, where several bodies owe the same item.
        dated: when it was made.
        status: the tracker's status, such as ``being-progressed``; any other text is kept
            as it is. See `ncpi.vocabulary.KNOWN_STATUSES`.
        reason: why the item was closed without being completed.
        comment: what the party wrote. An event has a status, a comment or both.
        by: the person or office that spoke for the party.
        recorded_in: where the claim is recorded, such as the inspectorate's tracker, if the
            party didn't publish it itself.

    Raises:
        ncpi.errors.InvalidError: it has neither status nor comment.
    """

    TAG = "status-event"

    party: Party | Other = attrs.field(converter=one_of[Party | Other])
    body: Name | None = None
    dated: PartialDate = attrs.field(converter=partial_date)
    status: Name | None = None
    reason: ClosureReason | Other | None = attrs.field(
        default=None, converter=one_of[ClosureReason | Other | None]
    )
    comment: Text | None = None
    by: Name | None = None
    recorded_in: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.status is None and self.comment is None:
            message = "a status event has a status or a comment"
            yield Fault("", "missing", message)

    @property
    def closes(self) -> bool | None:
        """Whether it closes the item, as only the inspectorate can; None if its status is unclear.

        Unclear is what is in neither `ncpi.vocabulary.CLOSING_STATUSES` nor ``OPEN_STATUSES``.
        """
        if self.party is not Party.INSPECTORATE or not (self.status or self.reason):
            return False
        status = re.sub(r"[\s_-]+", "-", self.status or "").casefold()
        if self.reason or status in CLOSING_STATUSES:
            return True
        return False if status in OPEN_STATUSES else None

    @property
    def claimant(self) -> str:
        """Who made the claim, about which body and where it is recorded, in words."""
        about = f" ({self.body})" if self.body else ""
        place = f", recorded in {self.recorded_in}" if self.recorded_in else ""
        who = "party not stated" if self.party is Party.NOT_STATED else self.party.value
        return f"{who}{about}{place}"

    @property
    def status_in_words(self) -> str | None:
        """The status for display, such as ``being progressed``; any that isn't known as it is."""
        return self.status.replace("-", " ") if self.status in KNOWN_STATUSES else self.status

    @property
    def said(self) -> str:
        """The status, the comment and the reason, in words."""
        reason = f" ({self.reason.value})" if self.reason else ""
        return f"{': '.join(filter(None, (self.status_in_words, self.comment)))}{reason}"

    def label(self) -> str:
        return f"{self.claimant}, {self.dated}: {self.said}"


@attrs.frozen(kw_only=True, repr=False)
class Recommendation(NumberedItem):
    """Something that a report asks a body to do.

    Attributes:
        kind: a recommendation or an area for improvement; any other name that an inspectorate
            has for its recommendations is an `Other`, and counts as one.
        timescale: by when it must be carried out.
        addressed_to: whom it is addressed to: keys of bodies, or offices and groups as the
            report names them, such as "chief constables"; see `ncpi.Archive.applying_to`.
        actions: the separate actions, if the report lists them.
        tracker: its number in the inspectorate's recommendation tracker.
        history: what each party has said, in order of publication.
    """

    TAG = "recommendation"

    kind: RecommendationKind | Other = attrs.field(
        default=RecommendationKind.RECOMMENDATION,
        converter=one_of[RecommendationKind | Other],
    )
    timescale: Timescale = attrs.field(converter=one_of[Timescale], factory=Timescale)
    addressed_to: Names = attrs.field(default=(), converter=tuple_of[str])
    actions: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])
    tracker: Name | None = None
    history: tuple[StatusEvent, ...] = attrs.field(default=(), converter=tuple_of[StatusEvent])

    def due(self, published: PartialDate | date | str | None) -> date | None:
        """The due date of the recommendation in a report of the date *published*.

        None if there is none, or if it isn't known to the day: see `due_between`.

        Raises:
            ncpi.errors.InvalidError: *published* is a datetime.
        """
        span = self.due_between(published)
        return span[0] if span and span[0] == span[1] else None

    def due_between(self, published: PartialDate | date | str | None) -> tuple[date, date] | None:
        """The earliest and latest possible due date; see `Timescale.due_between`."""
        return self.timescale.due_between(published)

    def latest_status(self, party: Party | Other | str, *, on: date | str) -> StatusEvent | None:
        """The last event with a status by *party* up to the day *on*.

        An event that may be later than *on*, because only its month or year is known, is
        ignored.

        Raises:
            ncpi.errors.InvalidError: *party* isn't a party, or *on* isn't a day.
        """
        faults: list[Fault] = []
        party = accept(_PARTY, party, "party", faults)
        day = accept(date, on, "on", faults)
        refuse(faults, "Recommendation.latest_status")
        return _last(
            event
            for event in self.history
            if event.party == party and event.status is not None and event.dated.latest <= day
        )

    def latest_claims(self, *, on: date | str) -> tuple[StatusEvent, ...]:
        """The last status and the last comment of every party about every body up to *on*.

        They are grouped by party and body, in order of publication; one event may be both.
        Events that may be later than *on* are ignored, as in `latest_status`.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        day = accepted(date, on, "on", "Recommendation.latest_claims")
        last: dict[tuple[Party | Other, str | None, str], int] = {}
        for place, event in enumerate(self.history):
            if event.dated.latest > day:
                continue
            for kind, text in (("status", event.status), ("comment", event.comment)):
                if text is None:
                    continue
                about = (event.party, event.body, kind)
                known = last.get(about)
                if known is None or _supersedes(event, self.history[known]):
                    last[about] = place
        events = [self.history[place] for place in sorted(set(last.values()))]
        return Several(sorted(events, key=_party_and_body))

    def closure(self, *, on: date | str, body: str | None = None) -> StatusEvent | None:
        """The event by which the inspectorate closed it, if that still stands on the day *on*.

        Only the inspectorate closes an item: "complete" from anyone else is a claim. Its last
        status up to *on* decides, so an item that it opened again isn't closed. *body* is the
        key of one of several bodies that owe the item; what is about another body is ignored.
        None also if the dates or the status can't tell: see `possible_closure`.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
            ncpi.errors.UnknownNameError: *body* is not the key of a body that an event names,
                but its slug, its name or nearly its key; the candidates are keys.
        """
        certain, *uncertain = self._last_events(on, body, "Recommendation.closure")
        return certain if all(map(_closes, (certain, *uncertain))) else None

    def possible_closure(self, *, on: date | str, body: str | None = None) -> StatusEvent | None:
        """The event by which the inspectorate may have closed it, if that can't be certain.

        Either the closure or a later status is dated to a month or a year, and so may be later
        than the day *on*, or the status is unclear: see `StatusEvent.closes`. None if it certainly
        is or isn't closed. *body* is as for `closure`.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
            ncpi.errors.UnknownNameError: as `closure`.
        """
        last = self._last_events(on, body, "Recommendation.possible_closure")
        closing = [event for event in last if event and event.closes is not False]
        return closing[0] if closing and not all(map(_closes, last)) else None

    def _last_events(
        self, on: date | str, body: str | None, subject: str
    ) -> list[StatusEvent | None]:
        """The inspectorate's last event with a status up to the day *on*, and what else may be it.

        The first is that of the events that are certainly not later than the day.
        """
        faults: list[Fault] = []
        day = accept(date, on, "on", faults)
        key = "" if body is None else accept(str, body, "body", faults)
        refuse(faults, subject)
        self._refuse_nearly(key)
        said = [
            event
            for event in self.history
            if event.party is Party.INSPECTORATE
            and (event.body is None or event.body.casefold() == key.casefold())
            and not (event.status is None and event.reason is None)
            and event.dated.earliest <= day
        ]
        uncertain = [event for event in said if event.dated.latest > day]
        return [
            _last(event for event in said if event is also or event not in uncertain)
            for also in (None, *uncertain)
        ]

    def _refuse_nearly(self, body: str) -> None:
        """Raise an error if *body* is certainly meant for one that an event names otherwise."""
        named = {event.body.casefold(): event.body for event in self.history if event.body}
        asked = body.casefold()
        if asked in named or body in self.addressed_to:
            return
        meant = [key for known, key in named.items() if _is_nearly(asked, known)]
        if meant:
            raise UnknownNameError(body, "bodies named in the history", meant)

    def with_status(self, *events: StatusEvent) -> Self:
        """The recommendation with *events* added to its history."""
        return attrs.evolve(self, history=(*self.history, *events))

    @property
    def item_kind(self) -> ItemKind:
        """Its *kind* as an `ItemKind`: an area for improvement, or else a recommendation."""
        if self.kind is RecommendationKind.AREA_FOR_IMPROVEMENT:
            return ItemKind.AREA_FOR_IMPROVEMENT
        return ItemKind.RECOMMENDATION


_PARTY: Any = Party | Other
_PARTIES: tuple[object, ...] = tuple(Party)


_FIRE = frozenset({"and", "brigade", "fire", "rescue", "service", "the"})
_POLICE = frozenset({"constabulary", "force", "police", "service", "the"})


def _is_nearly(asked: str, key: str) -> bool:
    """Whether *asked* is the slug or the name of the body with this *key*, or the key misspelt.

    A key with another letter or number may be that of another body.
    """
    if "/" not in asked:
        kind, _, slug = key.partition("/")
        left = _FIRE if kind == "fire" else _POLICE
        name, meant = (
            [word for word in re.findall(r"\w+", text) if word not in left]
            for text in (asked, slug)
        )
        return name != [] and name == meant
    if re.sub(r"\D", "", asked) != re.sub(r"\D", "", key):
        return False
    letters, others = Counter(asked), Counter(key)
    differing = (letters - others).total() + (others - letters).total()
    return differing <= 1 and nearest(asked, [key], similarity=_MISSPELT) is not None


_MISSPELT = 0.9
"""How like a key another of the same letters, or one more, is that is certainly misspelt."""


def _party_and_body(event: StatusEvent) -> tuple[int, str, str]:
    place = _PARTIES.index(event.party) if event.party in _PARTIES else len(_PARTIES)
    return place, event.party.value, event.body or ""


def _closes(event: StatusEvent | None) -> bool:
    return event is not None and event.closes is True


def _last(events: Iterable[StatusEvent]) -> StatusEvent | None:
    last: StatusEvent | None = None
    for event in events:
        if last is None or _supersedes(event, last):
            last = event
    return last


def _supersedes(event: StatusEvent, earlier: StatusEvent) -> bool:
    # If the dates don't settle it, the order of publication does.
    return event.dated.relation(earlier.dated) is not Relation.BEFORE
