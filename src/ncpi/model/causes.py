"""Causes of concern."""

from __future__ import annotations

from datetime import date

import attrs

from ncpi.fields import Names, one_of, tuple_of
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.items import NumberedItem
from ncpi.vocabulary import ItemKind

__all__ = ["CauseOfConcern"]


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcern(NumberedItem):
    """A serious failing that puts people at risk, with the recommendations that address it.

    Attributes:
        text: the failing.
        recommendations: the keys of the recommendations, in the same report, that address it.
            An area for improvement is meant only if no recommendation has its key.
        span: from when it was opened to when it was closed. An open end means "still open";
            an unknown end doesn't.
    """

    TAG = "cause-of-concern"

    recommendations: Names = attrs.field(default=(), converter=tuple_of[str])
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])

    def is_open(self, when: PartialDate | date | str) -> bool | None:
        """Whether it was open on *when*; None if that is unknown."""
        return self.span.covers(when)

    @property
    def item_kind(self) -> ItemKind:
        """Always `ItemKind.CAUSE_OF_CONCERN`."""
        return ItemKind.CAUSE_OF_CONCERN
