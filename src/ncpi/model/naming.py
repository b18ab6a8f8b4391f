"""Names that hold for a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ncpi.fields import Name, Text
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.sources import Sourced

__all__ = ["DatedName", "latest_name", "names_on"]


@attrs.frozen(kw_only=True, repr=False)
class DatedName(Sourced):
    """A name that a body or an inspectorate had for a time.

    Attributes:
        name: the name in full.
        abbreviation: its short form then, or None.
        language: the language of the name, as ISO 639-1 codes it: ``en``, ``cy`` (Welsh).
        span: from when to when it was the name.
        note: how the dates are known.
    """

    TAG = "dated-name"

    name: Name
    abbreviation: Name | None = None
    language: Name = "en"
    span: DateSpan = attrs.field(factory=DateSpan)
    note: Text | None = None

    def label(self) -> str:
        short = f" ({self.abbreviation})" if self.abbreviation else ""
        return f"{self.name}{short}, {self.span}"


def names_on(names: Iterable[DatedName], when: PartialDate | date | str) -> tuple[DatedName, ...]:
    """The names that held on *when*, and those of which it is unknown.

    Where the day of a change isn't known, both the old and the new name are candidates.
    """
    return tuple(dated for dated in names if dated.span.covers(when) is not False)


def latest_name(names: Iterable[DatedName], language: str = "en") -> str | None:
    """The last of *names* in *language*, a current one if there is one."""
    here = [dated for dated in names if dated.language == language]
    current = [dated for dated in here if dated.span.is_current]
    return (current or here)[-1].name if here else None
