"""Serious failings, and what takes them up again."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

import attrs

from ncpi import fields
from ncpi.fields import Name
from ncpi.model._items import Item
from ncpi.model._references import Reference
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.vocabulary import ItemKind

__all__ = ["CauseOfConcern", "Continuation"]


@attrs.frozen(kw_only=True, repr=False)
class Continuation(Reference):
    """Links a cause of concern to the earlier one that it takes up again.

    Attributes:
        report: the key of the earlier report.
        cause_of_concern: the key of the cause of concern there.
        basis: why it is said to be the same.
        by: who coded it, or which matcher proposed it.
        dated: when it was coded, proposed or ruled; None if nobody says.
        evidence: the words that show it.
        caveat: what speaks against it.
    """

    TAG = "continuation"

    cause_of_concern: Name

    @property
    def item(self) -> str:
        """The key of the cause of concern."""
        return self.cause_of_concern


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcern(Item):
    """A serious failing that puts people at risk, and what goes with it.

    Attributes:
        key: what the report names it by; unique in its report.
        text: what fails.
        theme: the theme of the framework it stands under.
        recommendations: the keys, in the same report, of the recommendations that go with it.
        span: from when it was opened to when it was closed; an open end is "still open",
            an unknown one is not.
        continues: the earlier causes of concern that it takes up again.
    """

    TAG = "cause-of-concern"

    recommendations: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    span: DateSpan = attrs.field(factory=DateSpan)
    continues: Annotated[
        tuple[Continuation, ...], fields.distinct("report", "cause_of_concern")
    ] = attrs.field(default=(), converter=fields.tuple_of[Continuation])

    def is_open(self, when: PartialDate | date | str) -> bool | None:
        """Whether it was open on *when*; None if that is unknown."""
        return self.span.covers(when)

    def closed_on(self, day: PartialDate | date | str) -> Self:
        """The cause of concern as closed, with *day* the last day on which it was open."""
        return attrs.evolve(self, span=attrs.evolve(self.span, end=day))

    @property
    def item_kind(self) -> ItemKind:
        """That it is a cause of concern."""
        return ItemKind.CAUSE_OF_CONCERN

    @property
    def takes_up(self) -> tuple[Continuation, ...]:
        """The earlier causes of concern that it takes up again."""
        return self.continues
