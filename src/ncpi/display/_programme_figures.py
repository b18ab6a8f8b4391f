"""The views of figures over a programme: times, causes of concern and graded topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ncpi.comparison.pairs import NO_FORCE, OF_NO_FORCE
from ncpi.display._phrases import (
    caveats_table,
    left_out,
    pair_in_line,
    signed_steps,
    without_subject,
)
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.programme import CauseStatuses, JudgmentChange, JudgmentChanges
from ncpi.programme._distribution import Distribution
from ncpi.programme._follow_up_times import FollowUpTime, FollowUpTimes
from ncpi.vocabulary import Comparability, FollowUpInterval

__all__ = [
    "cause_statuses_sheet",
    "judgment_changes_sheet",
    "time_notes",
    "times_sheet",
    "times_summary",
]

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
            "not compared because": lambda one: one.pair.refused,
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


_TITLE = "Status of causes of concern"

_ENTRY = (
    "An entry is one cause of concern of a baseline in one pair. It is in both reports only if the "
    "later one continues it, on the basis shown; one that isn't mentioned is counted as neither "
    "closed nor open."
)


@view(CauseStatuses)
def cause_statuses_sheet(statuses: CauseStatuses) -> Sheet:
    """How many have each status, by basis."""
    rows = [(entry.what, entry.basis or "", entry.entries) for entry in statuses.counts]
    notes: list[str] = []
    if statuses.without:
        notes.append(
            f"In {statuses.without} of {counted(statuses.pairs, 'compared pair')} neither report "
            "lists a cause of concern here, but there may have been some."
        )
    notes += left_out(statuses, "causes of concern", "causes_of_concern(accounts=True)")
    if statuses.unlinked:
        number = counted(statuses.unlinked, "cause of concern", "causes of concern")
        notes.append(f"The follow-ups list {number} that continue none of the baselines'.")
    if statuses.entries:
        notes.append(_ENTRY)
    return Sheet(
        title=_TITLE,
        tables=(
            Table(rows, ("status", "basis", "entries"), _TITLE),
            caveats_table(statuses.caveats, "Caveats on causes of concern"),
        ),
        notes=tuple(notes),
    )


@view(JudgmentChanges)
def judgment_changes_sheet(changes: JudgmentChanges) -> Sheet:
    """How many improved or got worse, and each topic of each pair."""
    title = f"How graded topics changed: {changes.label()}"
    counts = [
        (entry.scale.key, entry.improved, entry.same, entry.worse, entry.forces)
        for entry in changes.by_scale
    ]
    excluded = Counter(_why(change) for change in changes.excluded)
    return Sheet(
        title=title,
        tables=(
            Table(counts, ("scale", "improved", "same", "worse", "forces"), title),
            Table(
                [_topic_row(change) for change in changes.comparable],
                _TOPIC_COLUMNS,
                "Force by force",
            ),
            Table(
                sorted(excluded.items()),
                ("not compared", "graded topics"),
            ),
            caveats_table(changes.caveats, "Caveats on the compared topics"),
        ),
        notes=tuple(_topic_notes(changes)),
    )


def _topic_notes(changes: JudgmentChanges) -> Iterator[str]:
    if changes.comparable:
        yield (
            "An entry is one graded topic in one pair, so a force with several pairs has several. "
            "The counts aren't shares of forces, and grades on different scales are never counted "
            "together."
        )
    else:
        yield "No graded topic of any pair can be compared."


_TOPIC_COLUMNS = ("", "topic", "before", "after", "grades better")


def _topic_row(change: JudgmentChange) -> tuple[str, ...]:
    sides = [entry for entry in (change.entry.baseline, change.entry.follow_up) if entry]
    before, after = (entry.result for entry in sides)
    # A crosswalk may pair topics with different names.
    topic = ", then ".join(dict.fromkeys(entry.topic for entry in sides))
    steps = signed_steps(change.steps or 0)
    return pair_in_line(change.pair), topic, before, after, steps


def _why(change: JudgmentChange) -> str:
    if change.entry.comparability is Comparability.COMPARABLE:
        return OF_NO_FORCE if change.pair.is_excluded else NO_FORCE
    return change.entry.comparability.value
