"""Causes of concern, and links to the earlier ones that they continue."""

from __future__ import annotations

from datetime import date
from typing import Annotated

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
    """A link from a cause of concern to the earlier one that it continues.

    Attributes:
        cause_of_concern: the key of the earlier cause of concern.
    """

    TAG = "continuation"

    cause_of_concern: Name

    @property
    def item(self) -> str:
        """The key of the cause of concern."""
        return self.cause_of_concern


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcern(Item):
    """A serious failing that puts people at risk, with the recommendations that address it.

    Attributes:
        text: the failing.
        recommendations: the keys of the recommendations, in the same report, that address it.
        span: from when it was opened to when it was closed. An open end means "still open";
            an unknown end doesn't.
        continues: links to the earlier causes of concern that it continues.
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

    @property
    def item_kind(self) -> ItemKind:
        """Always `ItemKind.CAUSE_OF_CONCERN`."""
        return ItemKind.CAUSE_OF_CONCERN

    @property
    def takes_up(self) -> tuple[Continuation, ...]:
        """The same as *continues*."""
        return self.continues
