"""The team's nouns: ncpi's, with what a force needs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import attrs

import ncpi
from ncpi import fields, frozen

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


class Priority(StrEnum):
    """How soon the team turns to a recommendation."""

    URGENT = "urgent"
    ROUTINE = "routine"


def _days(value: Iterable[date]) -> tuple[date, ...]:
    return frozen.as_tuple(value)


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return frozen.as_tuple(value)


def _hours(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> frozen.FrozenMapping[int]:
    return frozen.as_mapping(value)


@attrs.frozen(kw_only=True)
class Officer(ncpi.Noun):
    """Someone of the force who answers for something."""

    TAG = "improvement-tracker.officer"

    name: str = attrs.field(validator=fields.name)
    rank: str | None = attrs.field(default=None, validator=fields.optional(fields.name))


@attrs.frozen(kw_only=True)
class Board(ncpi.Noun):
    """A meeting that answers for something."""

    TAG = "improvement-tracker.board"

    name: str = attrs.field(validator=fields.name)
    meets: tuple[date, ...] = attrs.field(
        default=(), converter=_days, validator=fields.each(fields.day)
    )


@attrs.frozen(kw_only=True)
class TrackedRecommendation(ncpi.Recommendation):
    """A recommendation with someone in the force who works on it."""

    TAG = "improvement-tracker.tracked-recommendation"

    owner: str | None = None
    priority: Priority = attrs.field(default=Priority.ROUTINE, validator=fields.member(Priority))
    due_note: str | None = attrs.field(default=None, validator=fields.optional(fields.text))
    evidence: tuple[str, ...] = attrs.field(
        default=(), converter=_texts, validator=fields.each(fields.text)
    )
    hours: frozen.FrozenMapping[int] = attrs.field(
        factory=frozen.FrozenMapping,
        converter=_hours,
        validator=fields.each_value(fields.whole(0, 10_000)),
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
    escalated_on: date = attrs.field(validator=fields.day)


@attrs.frozen(kw_only=True)
class MinutedStatus(ncpi.StatusEvent):
    """A claim with the place in the board's minutes where it was agreed."""

    TAG = "improvement-tracker.minuted-status"

    minute: str = attrs.field(validator=fields.name)


@attrs.frozen(kw_only=True)
class LearningPoint(ncpi.Finding):
    """A finding that the team reads a second time: it adds a method, and no field."""

    TAG = "improvement-tracker.learning-point"

    def needs_a_reply(self) -> bool:
        """Whether the inspectors are worried and nothing is tied to it yet."""
        return self.concern and not self.answers


@attrs.frozen(kw_only=True)
class Report(ncpi.Report):
    """A report that the team has taken on. Its class has the same name as ncpi's own."""

    TAG = "improvement-tracker.report"

    sponsor: Officer | None = None
    reviewed_on: tuple[date, ...] = attrs.field(
        default=(), converter=_days, validator=fields.each(fields.day)
    )
