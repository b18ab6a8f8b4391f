"""Names with the dates of their use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ncpi import fields
from ncpi.fields import Name, Text
from ncpi.model._shown import Several
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.sources import Sourced

__all__ = ["DatedName"]


@attrs.frozen(kw_only=True, repr=False)
class DatedName(Sourced):
    """A name that a body or an inspectorate had for a period.

    Attributes:
        name: the full name.
        abbreviation: its short form in that period, or None.
        language: the ISO 639-1 code of its language: ``en``, ``cy`` (Welsh).
        span: the period in which it was in use.
        note: how the dates are known.
    """

    TAG = "dated-name"

    name: Name
    abbreviation: Name | None = None
    language: Name = "en"
    span: DateSpan = attrs.field(factory=DateSpan, converter=fields.one_of[DateSpan])
    note: Text | None = None

    def label(self) -> str:
        short = f" ({self.abbreviation})" if self.abbreviation else ""
        return f"{self.name}{short}, {self.span}"


def names_on(names: Iterable[DatedName], when: PartialDate | date | str) -> tuple[DatedName, ...]:
    """The names that were, or may have been, in use on *when*.

    If the day of a change isn't known, both the old and the new name are included.
    """
    return Several(dated for dated in names if dated.span.covers(when) is not False)


def latest_name(names: Iterable[DatedName], language: str = "en") -> str | None:
    """The last current name in *language*, or else the last one; None if there is none."""
    here = [dated for dated in names if dated.language == language]
    current = [dated for dated in here if dated.span.is_current]
    return (current or here)[-1].name if here else None
