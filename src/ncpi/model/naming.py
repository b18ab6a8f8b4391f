"""Names with the dates of their use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from ncpi.errors import Fault, in_words
from ncpi.fields import Name, Names, Text, one_of, tuple_of
from ncpi.model._shown import Several
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.sources import Sourced

__all__ = ["DatedName", "Named"]


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
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])
    note: Text | None = None

    def label(self) -> str:
        short = f" ({self.abbreviation})" if self.abbreviation else ""
        return f"{self.name}{short}, {self.span}"


@attrs.frozen(kw_only=True, repr=False)
class Named(Sourced):
    """The base of bodies and inspectorates, whose names have changed.

    Attributes:
        key: the key by which other records refer to it.
        names: its names, each with its dates, oldest first; the language of Welsh names
            is ``cy``.
        aliases: other names for it.

    Raises:
        ncpi.errors.InvalidError: it has no name.
    """

    TAG = ""

    key: Name
    names: tuple[DatedName, ...] = attrs.field(converter=tuple_of[DatedName])
    aliases: Names = attrs.field(default=(), converter=tuple_of[str])

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.names:
            yield Fault("names", "empty", f"{in_words(type(self))} has at least one name")

    @property
    def name(self) -> str:
        """Its current English name, or the last one known."""
        english = [dated for dated in self.names if dated.language == "en"]
        current = [dated for dated in english if dated.span.is_current]
        return (current or english or self.names)[-1].name

    def names_on(self, when: PartialDate | date | str) -> tuple[DatedName, ...]:
        """Its names on *when*: old and new if the day of a change isn't known."""
        return Several(dated for dated in self.names if dated.span.covers(when) is not False)

    def label(self) -> str:
        return self.name
