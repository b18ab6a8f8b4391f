"""Serious failings, and what takes them up again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

import attrs

from ncpi import fields, frozen
from ncpi.model.dates import DateSpan
from ncpi.model.sources import Sourced, texts
from ncpi.model.ties import Tie

__all__ = ["CauseOfConcern", "Continuation"]


@attrs.frozen(kw_only=True, repr=False)
class Continuation(Tie):
    """Ties a cause of concern to the earlier one that it takes up again.

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

    cause_of_concern: str = attrs.field(validator=fields.name)

    def label(self) -> str:
        return f"{self.report}, {self.cause_of_concern} ({self.basis.value})"


def _continuations(value: Iterable[Continuation]) -> tuple[Continuation, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcern(Sourced):
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

    key: str = attrs.field(validator=fields.name)
    text: str = attrs.field(validator=fields.text)
    theme: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    recommendations: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    span: DateSpan = attrs.field(factory=DateSpan, validator=fields.instance(DateSpan))
    continues: tuple[Continuation, ...] = attrs.field(
        default=(),
        converter=_continuations,
        validator=fields.unique(fields.instance(Continuation), "report", "cause_of_concern"),
    )

    def is_open(self, when: date) -> bool | None:
        """Whether it was open on *when*; None if that cannot be told."""
        return self.span.covers(when)

    def closed_on(self, day: date) -> Self:
        """The cause of concern as closed, with *day* the last day on which it was open."""
        return attrs.evolve(self, span=attrs.evolve(self.span, end=day))

    def label(self) -> str:
        return f"{self.key}: {self.text}"
