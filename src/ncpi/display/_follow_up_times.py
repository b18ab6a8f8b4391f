"""How long follow-ups took, as rows for people."""

from __future__ import annotations

from collections.abc import Iterator

from ncpi.display._phrases import pair_in_line
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.programme._distribution import Distribution
from ncpi.programme._follow_up_times import FollowUpTimes
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
    rows = [
        (
            pair_in_line(entry.pair),
            *(
                days.label() if (days := entry.days(interval)) else "unknown"
                for interval in FollowUpInterval
            ),
            entry.pair.refused or "",
        )
        for entry in times.pairs
    ]
    columns = ("", *(interval.value for interval in FollowUpInterval), "not compared, since")
    return Table(rows, columns, "Pair by pair, in days")


def times_summary(times: FollowUpTimes) -> Table:
    """What is known of each interval, over all pairs that were compared."""
    rows = [(interval.value, *_summary(interval, times)) for interval in FollowUpInterval]
    return Table(rows, ("days", *_COLUMNS), "How long the follow-ups took, in days")


def _summary(interval: FollowUpInterval, times: FollowUpTimes) -> tuple[str, ...]:
    found = [entry.days(interval) for entry in times.compared]
    known = [days for days in found if days is not None]
    exact = sum(days.is_certain for days in known)
    distribution = times.distribution(interval)
    return (
        f"{exact} to the day, {len(known) - exact} as a range, {len(found) - len(known)} unknown",
        distribution.sentence.removeprefix(f"{distribution.of}: "),
        _bounds(*times.bounds(interval)) if exact < len(known) else "",
    )


def _bounds(least: Distribution, most: Distribution) -> str:
    """Between what the summary of all that is known must lie, ranges included."""
    entry = f"{len(least.known)} of {counted(least.forces, 'force')}"
    if least.median is None or most.median is None:
        return f"{entry}, too few to sum up"
    named = {
        "the least": (least.known[0], most.known[0]),
        "the median": (least.median, most.median),
        "the greatest": (least.known[-1], most.known[-1]),
    }
    parts = [
        f"{words} lies between {low:.0f} and {high:.0f}" for words, (low, high) in named.items()
    ]
    return f"{entry}: {', '.join(parts)}"


def time_notes(times: FollowUpTimes) -> Iterator[str]:
    """What to bear in mind on any of these figures."""
    yield (
        "Where a date is known to the month or the year only, the days are a range; where one "
        "isn't known at all, so are they not. Below zero, the second day came before the first, "
        "or their dates leave that open. A force counts once, with the first follow-up of its "
        "earliest baseline; where the dates can't tell which that is, as not known. What is known "
        "to the day isn't a fair part of all: read it beside the ranges."
    )
    if times.refused:
        yield (
            f"{counted(len(times.refused), 'pair')} could not be compared, some perhaps since they "
            "are provably the wrong way round: listed with their days, counted nowhere else."
        )
    if excluded := sum(entry.pair.is_excluded for entry in times.pairs):
        yield (
            "A thematic report on several bodies is no inspection of one of them, and a report "
            f"that only takes something up is no follow-up. Such pairs, of no force: {excluded}."
        )
