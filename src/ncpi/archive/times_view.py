"""How long follow-ups took, as rows for people."""

from __future__ import annotations

from collections.abc import Iterator

from ncpi.archive.follow_up_times import FollowUpTimes
from ncpi.archive.phrases import pair_in_line
from ncpi.archive.spread import Spread
from ncpi.errors import counted
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Stretch

__all__ = ["time_notes", "times_sheet", "times_summary"]

_COLUMNS = ("pairs", "known to the day", "with ranges")


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
            pair_in_line(told.pair),
            *(days.label() if (days := told.days(stretch)) else "unknown" for stretch in Stretch),
            told.pair.refused or "",
        )
        for told in times.pairs
    ]
    columns = ("", *(stretch.value for stretch in Stretch), "not compared, since")
    return Table(rows, columns, "Pair by pair, in days")


def times_summary(times: FollowUpTimes) -> Table:
    """What is known of each stretch, over all pairs that were compared."""
    rows = [(stretch.value, *_summary(stretch, times)) for stretch in Stretch]
    return Table(rows, ("days", *_COLUMNS), "How long the follow-ups took, in days")


def _summary(stretch: Stretch, times: FollowUpTimes) -> tuple[str, ...]:
    found = [told.days(stretch) for told in times.compared]
    known = [days for days in found if days is not None]
    exact = sum(days.is_certain for days in known)
    spread = times.spread(stretch)
    return (
        f"{exact} to the day, {len(known) - exact} as a range, {len(found) - len(known)} unknown",
        spread.sentence.removeprefix(f"{spread.of}: "),
        _bounds(*times.bounds(stretch)) if exact < len(known) else "",
    )


def _bounds(least: Spread, most: Spread) -> str:
    """Between what the summary of all that is known must lie, ranges included."""
    told = f"{len(least.known)} of {counted(least.forces, 'force')}"
    if least.median is None or most.median is None:
        return f"{told}, too few to sum up"
    named = {
        "the least": (least.known[0], most.known[0]),
        "the median": (least.median, most.median),
        "the greatest": (least.known[-1], most.known[-1]),
    }
    parts = [
        f"{words} lies between {low:.0f} and {high:.0f}" for words, (low, high) in named.items()
    ]
    return f"{told}: {', '.join(parts)}"


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
    if aside := sum(told.pair.is_aside for told in times.pairs):
        yield (
            "A thematic report on several bodies is no inspection of one of them, and a report "
            f"that only takes something up is no follow-up. Such pairs, of no force: {aside}."
        )
