"""The axis of time, and what charts of several dates draw on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Self

import attrs

from ncpi.display.charts._altair import alt
from ncpi.display.charts._colours import DARK
from ncpi.display.charts._panels import Row, as_given, points, values
from ncpi.model import PartialDate

__all__ = ["TimeAxis", "dated_points", "middle", "spans"]


def middle(when: PartialDate) -> date:
    """The day in the middle of those that *when* may be."""
    return when.earliest + (when.latest - when.earliest) / 2


def _months(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


@attrs.frozen
class TimeAxis:
    """An axis from *first* to *last*, in years, or in months if it is short."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date]) -> Self:
        """From the first of *days* to the last, in whole months or years."""
        known = [*days]
        first, last = min(known), max(known)
        if _months(first, last) > 30:
            return cls(first.replace(month=1, day=1), date(last.year + 1, 1, 1))
        last = date(last.year + last.month // 12, last.month % 12 + 1, 1)
        return cls(first.replace(day=1), last)

    def across(self, field: str) -> alt.X:
        """Where *field* is on the axis.

        It is in UTC, so that a day is the same day wherever the chart is shown.
        """
        ends = [self.first.isoformat(), self.last.isoformat()]
        months = _months(self.first, self.last)
        if months > 30:
            step = 1 + months // 180
            ticks = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1, step)]
        else:
            start, step = self.first.month - 1, 1 + months // 10
            places = range(start, start + months + 1, step)
            ticks = [date(self.first.year + one // 12, one % 12 + 1, 1) for one in places]
        axis = alt.Axis(
            title=None,
            format="%Y" if months > 30 else "%b %Y",
            values=[tick.isoformat() for tick in ticks],
            grid=True,
            labelFlush=False,
            labelOverlap=False,
        )
        return alt.X(field, scale=alt.Scale(type="utc", domain=ends, nice=False), axis=axis)


def spans(rows: Iterable[Row], times: TimeAxis, down: alt.Y, size: float) -> Any:
    """A bar for each of *rows*, with the fill, the stroke and the dashes that it gives."""
    bars = values(rows).mark_bar(size=size, strokeWidth=1, strokeDash=alt.expr("datum.dash"))
    look = as_given(fill="fill", stroke="stroke")
    return bars.encode(x=times.across("from:T"), x2="to:T", y=down, **look)


def dated_points(
    rows: Sequence[Row], times: TimeAxis, down: alt.Y, *, size: float, width: float, **mark: Any
) -> Iterator[alt.Chart]:
    """A mark for each of *rows*, with a line over the days on which it may have been."""
    lines = values(row for row in rows if row["to"])
    drawn = lines.mark_rule(strokeWidth=width, color=DARK, **mark)
    yield drawn.encode(x=times.across("from:T"), x2="to:T", y=down)
    yield points(rows, times.across("at:T"), down, size=size, strokeWidth=2, **mark)
