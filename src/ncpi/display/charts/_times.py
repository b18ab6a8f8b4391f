"""Scales and axes of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ncpi.display.charts._altair import alt
from ncpi.model import PartialDate

__all__ = ["ends_of", "middle", "months_between", "time_axis", "time_scale"]


def months_between(first: date, last: date) -> int:
    """How many months *last* is after *first*, by the calendar."""
    return 12 * (last.year - first.year) + last.month - first.month


def middle(when: PartialDate) -> date:
    """The day in the middle of those that *when* may be."""
    return when.earliest + (when.latest - when.earliest) / 2


def _ends(isodates: Iterable[object]) -> tuple[date, date]:
    dates = [date.fromisoformat(str(one)) for one in isodates if one is not None]
    return min(dates), max(dates)


def time_scale(isodates: Iterable[object]) -> alt.Scale:
    """A scale from the first of the days, written as in ISO 8601, to the last, in whole months.

    It is in UTC, so that a day is the same day wherever the chart is shown.
    """
    first, last = _ends(isodates)
    if months_between(first, last) > 30:
        first, last = first.replace(month=1, day=1), date(last.year + 1, 1, 1)
    else:
        first = first.replace(day=1)
        last = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()], nice=False)


def ends_of(scale: alt.Scale) -> tuple[date, date]:
    """The first and the last day of a *scale*."""
    return _ends(scale.to_dict()["domain"])


def time_axis(scale: alt.Scale) -> alt.Axis:
    """An axis for *scale*: years, or months with their year if it is short."""
    first, last = ends_of(scale)
    months = months_between(first, last)
    if months > 30:
        step = 1 + months // 180
        ticks = [date(year, 1, 1) for year in range(first.year, last.year + 1, step)]
        form = "%Y"
    else:
        step = 1 + months // 10
        places = range(first.month - 1, first.month + months, step)
        ticks = [date(first.year + place // 12, place % 12 + 1, 1) for place in places]
        form = "%b %Y"
    return alt.Axis(
        title=None,
        format=form,
        values=[tick.isoformat() for tick in ticks],
        grid=True,
        labelFlush=False,
        labelOverlap=False,
    )
