"""The team's records: ncpi's, with what a force needs beside them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

import attrs

import ncpi
from ncpi import fields
from ncpi.fields import Name, Text

__all__ = [
    "Board",
    "EscalatedRecommendation",
    "LearningPoint",
    "MinutedStatus",
    "Officer",
    "Priority",
    "Report",
    "TrackedRecommendation",
]


Hours: TypeAlias = Annotated[int, fields.whole(0, 10_000)]


class Priority(StrEnum):
    """How soon the team turns to a recommendation."""

    URGENT = "urgent"
    ROUTINE = "routine"


@attrs.frozen(kw_only=True)
class Officer(ncpi.Record):
    """Someone of the force who answers for something."""

    TAG = "improvement-tracker.officer"

    name: Name
    rank: Name | None = None


@attrs.frozen(kw_only=True)
class Board(ncpi.Record):
    """A meeting that answers for something."""

    TAG = "improvement-tracker.board"

    name: Name
    meets: tuple[date, ...] = attrs.field(default=(), converter=fields.many_of[date])


@attrs.frozen(kw_only=True)
class TrackedRecommendation(ncpi.Recommendation):
    """A recommendation with someone in the force who works on it."""

    TAG = "improvement-tracker.tracked-recommendation"

    owner: str | None = None
    tags: tuple[str, ...] = ()
    priority: Priority = attrs.field(default=Priority.ROUTINE, converter=fields.one_of[Priority])
    due_note: Text | None = None
    evidence: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    hours: fields.FrozenMapping[Hours] = attrs.field(
        factory=fields.FrozenMapping[int], converter=fields.mapping_of[int]
    )
    answerable: Officer | Board | None = None
    target: ncpi.PartialDate | ncpi.Timescale | None = None

    def hours_spent(self) -> int:
        """Over all months."""
        return sum(self.hours.values())


@attrs.frozen(kw_only=True)
class EscalatedRecommendation(TrackedRecommendation):
    """One that the owner could not move alone: a subclass of a subclass."""

    TAG = "improvement-tracker.escalated-recommendation"

    escalated_to: str
    escalated_on: date = attrs.field(converter=fields.one_of[date])


@attrs.frozen(kw_only=True)
class MinutedStatus(ncpi.StatusEvent):
    """A claim with the place in the board's minutes where it was agreed."""

    TAG = "improvement-tracker.minuted-status"

    minute: Name


@attrs.frozen(kw_only=True)
class LearningPoint(ncpi.Finding):
    """A finding that the team reads a second time: it adds a method, and no field."""

    TAG = "improvement-tracker.learning-point"

    def needs_a_reply(self) -> bool:
        """Whether the inspectors are worried and nothing is linked to it yet."""
        return self.concern and not self.answers


@attrs.frozen(kw_only=True)
class Report(ncpi.Report):
    """A report that the team has taken on. Its class has the same name as ncpi's own."""

    TAG = "improvement-tracker.report"

    sponsor: Officer | None = None
    reviewed_on: tuple[date, ...] = attrs.field(default=(), converter=fields.many_of[date])
