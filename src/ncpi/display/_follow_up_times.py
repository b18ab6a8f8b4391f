"""The view of the times to follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ncpi.display._phrases import pair_in_line, without_subject
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.programme._distribution import Distribution
from ncpi.programme._follow_up_times import FollowUpTime, FollowUpTimes
from ncpi.vocabulary import FollowUpInterval

__all__ = ["time_notes", "times_sheet", "times_summary"]

_COLUMNS = ("pairs", "known to the day", "with ranges")


@view(FollowUpTimes)
def times_sheet(times: FollowUpTimes) -> Sheet:
    """How long every follow-up took, and how much that differs between forces."""
    return Sheet(
        title=f"How long the follow-ups took: {times.label()}",
        tables=(times_summary(times), _pair_by_pair(times)),
        notes=tuple(time_notes(times)),
    )


def _pair_by_pair(times: FollowUpTimes) -> Table:
    def days(interval: FollowUpInterval) -> Callable[[FollowUpTime], object]:
        return lambda entry: entry.days(interval) or "unknown"

    return table_of(
        times.pairs,
        {
            "": lambda entry: pair_in_line(entry.pair),
            **{interval.value: days(interval) for interval in FollowUpInterval},
            "not compared because": "pair.refused",
        },
        "Pair by pair, in days",
    )


def times_summary(times: FollowUpTimes) -> Table:
    """What is known about each interval, over all compared pairs."""
    rows = [(interval.value, *_summary(interval, times)) for interval in FollowUpInterval]
    return Table(rows, ("days", *_COLUMNS), "How long the follow-ups took, in days")


def _summary(interval: FollowUpInterval, times: FollowUpTimes) -> tuple[str, ...]:
    found = [entry.days(interval) for entry in times.compared]
    known = [days for days in found if days is not None]
    exact = sum(days.is_certain for days in known)
    distribution = times.distribution(interval)
    return (
        f"{exact} to the day, {len(known) - exact} as a range, {len(found) - len(known)} unknown",
        without_subject(distribution),
        _bounds(*times.bounds(interval)) if exact < len(known) else "",
    )


def _bounds(least: Distribution, most: Distribution) -> str:
    """The bounds of the minimum, median and maximum, including ranges."""
    number = f"{len(least.known)} of {counted(least.forces, 'force')}"
    if least.median is None or most.median is None:
        return f"{number}, too few to summarise"
    named = {
        "the minimum": (least.known[0], most.known[0]),
        "the median": (least.median, most.median),
        "the maximum": (least.known[-1], most.known[-1]),
    }
    parts = [f"{words} is between {low:.0f} and {high:.0f}" for words, (low, high) in named.items()]
    return f"{number}: {', '.join(parts)}"


def time_notes(times: FollowUpTimes) -> Iterator[str]:
    """Notes on the figures."""
    yield (
        "If a date is known only to the month or the year, the days are a range; if a date is "
        "unknown, so are the days. Days are negative if the second date is or may be earlier. A "
        "force counts once, with the first follow-up of its earliest baseline; if the dates don't "
        "show which that is, it counts as unknown. The figures known to the day aren't "
        "representative of all: read them together with the ranges."
    )
    if times.refused:
        yield (
            f"{counted(len(times.refused), 'pair')} could not be compared, perhaps because the "
            "dates are in the wrong order; listed with their days, but not counted."
        )
    if excluded := sum(entry.pair.is_excluded for entry in times.pairs):
        yield (
            f"{counted(excluded, 'pair')} not attributed to a force: a thematic report on several "
            "bodies isn't an inspection of one of them, and a report that only refers to an item "
            "of another isn't its follow-up."
        )
