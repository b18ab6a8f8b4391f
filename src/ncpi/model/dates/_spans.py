"""Spans of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Self

import attrs

from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.model.dates._partial_dates import (
    PartialDate,
    partial_date,
    provably_before,
    some_date,
)
from ncpi.model.dates._written import read_period, read_span, span_fault
from ncpi.model.record import Record
from ncpi.vocabulary import Edge

__all__ = ["DateSpan"]


def span_edge(value: PartialDate | Edge | date | str) -> PartialDate | Edge:
    """The start or end of a span: a partial date, ``Edge.OPEN`` or ``Edge.UNKNOWN``."""
    if isinstance(value, Edge):
        return value
    if isinstance(value, str) and value in tuple(Edge):
        return Edge(value)
    return partial_date(value)


@attrs.frozen(kw_only=True, repr=False)
class DateSpan(Record):
    """A span from one date to another, both included; either may be open or unknown.

    *Open* means that there is no limit: still current, or from before records began.
    *Unknown* means that there may be a date that isn't known.

    Attributes:
        start: the first date, or an `Edge`.
        end: the last date, or an `Edge`.

    Raises:
        ncpi.errors.InvalidError: the end is known to be before the start.
    """

    TAG = "date-span"

    start: PartialDate | Edge = attrs.field(default=Edge.UNKNOWN, converter=span_edge)
    end: PartialDate | Edge = attrs.field(default=Edge.UNKNOWN, converter=span_edge)

    def _inconsistencies(self) -> Iterator[Fault]:
        if provably_before(self.last, self.first):
            message = f"it ends in {self.end}, before it starts in {self.start}"
            yield Fault("end", "inconsistent", message, str(self.end))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The span written as *text*.

        - one date or two, in the forms of `PartialDate.parse`: ``2018-08-01 to 2018-08-05``,
          ``23 April to 4 May 2018``, ``4-15 February 2019``; a dash may stand for *to*;
        - a quarter of a calendar year, ``Q3 2018``;
        - a financial year, from 1 April to 31 March, or a quarter of it: ``2018/19``,
          ``2018-19 financial year``, ``Q1 2018/19``;
        - what `str` writes for an open or unknown end: ``2018 to (still current)``.

        What could mean two spans, such as ``Q1`` or ``2018-2019``, is refused. ``2011-12`` is
        December 2011, as everywhere.

        Raises:
            ncpi.errors.InvalidError: it is written in another form, or there is no such span.
        """
        given: object = text  # a caller without a type checker may pass anything
        if not isinstance(given, str):
            raise InvalidError([type_fault(given, "text")])
        if period := read_period(given):
            return cls(start=period[0], end=period[1])
        parts = read_span(given)
        if parts is None:
            raise InvalidError([span_fault(text)])
        try:
            start = _STARTS.get(parts.start) or PartialDate.parse(parts.start)
            end = _ENDS.get(parts.end) or PartialDate.parse(parts.end)
            made = cls(start=start, end=end)
        except InvalidError as error:
            fault = error.faults[0]
            if parts.is_short and fault.code == "inconsistent":
                fault = attrs.evolve(fault, suggestion="Write the year of both dates")
            both = parts.start != parts.end
            raise InvalidError([span_fault(text, fault if both else None)]) from None
        if parts.is_short and not _is_equally_exact(start, end):
            raise InvalidError([span_fault(text)])
        return made

    @property
    def first(self) -> PartialDate | None:
        """The start date; None if it is open or unknown."""
        return None if isinstance(self.start, Edge) else self.start

    @property
    def last(self) -> PartialDate | None:
        """The end date; None if it is open or unknown."""
        return None if isinstance(self.end, Edge) else self.end

    @property
    def is_current(self) -> bool | None:
        """Whether it is still current; None if its end is unknown."""
        if self.last is not None:
            return False
        return True if self.end is Edge.OPEN else None

    def covers(self, when: PartialDate | date | str) -> bool | None:
        """Whether the whole of *when* is within the span; None if unknown."""
        if not isinstance(when, PartialDate):
            when = some_date(when, "when")
        after_start = _reached(self.start, when)
        before_end = _not_passed(self.end, when)
        if after_start is False or before_end is False:
            return False
        return True if after_start and before_end else None

    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.first is not None and self.first == self.last:
            return str(self.first)
        first = _edge_text(_STARTS, self.start)
        last = _edge_text(_ENDS, self.end)
        return f"{first} to {last}"


_STARTS = {"(open start)": Edge.OPEN, "(start unknown)": Edge.UNKNOWN}
_ENDS = {"(still current)": Edge.OPEN, "(end unknown)": Edge.UNKNOWN}


def _edge_text(texts: Mapping[str, Edge], edge: PartialDate | Edge) -> str:
    return next((text for text, one in texts.items() if one is edge), str(edge))


def _is_equally_exact(one: PartialDate | Edge, other: PartialDate | Edge) -> bool:
    def known(date: PartialDate | Edge) -> tuple[bool, ...]:
        if isinstance(date, Edge):
            return ()
        return (date.season is None, date.month is None, date.day is None)

    return known(one) == known(other)


def _reached(start: PartialDate | Edge, when: PartialDate) -> bool | None:
    if isinstance(start, Edge):
        return True if start is Edge.OPEN else None
    if when.latest < start.earliest:
        return False
    return True if when.earliest >= start.latest else None


def _not_passed(end: PartialDate | Edge, when: PartialDate) -> bool | None:
    if isinstance(end, Edge):
        return True if end is Edge.OPEN else None
    if when.earliest > end.latest:
        return False
    return True if when.latest <= end.earliest else None
