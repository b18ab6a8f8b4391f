"""What the rows of the tables of programme comparisons and timelines are on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from ncpi.archive import Archive
from ncpi.errors import InvalidError, type_fault
from ncpi.programme._grouping import PLACES
from ncpi.programme._programme import ProgrammeComparison
from ncpi.tables._arguments import several
from ncpi.tables._from_comparisons import pair_parts
from ncpi.tables._rows import row_of
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Row
from ncpi.timeline._threads import Thread
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import Grouping, ItemKind

__all__ = ["PROGRAMME_ROWS", "programme_rows", "thread_rows"]


def programme_rows(table: str, programme: ProgrammeComparison | Archive) -> list[Row]:
    """The rows of *table* for *programme*.

    Raises:
        ncpi.errors.InvalidError: *programme* is something else.
    """
    unchecked: object = programme.compare_all() if isinstance(programme, Archive) else programme
    if not isinstance(unchecked, ProgrammeComparison):
        wanted = "an archive, or a programme comparison, which Archive.compare_all() returns"
        raise InvalidError([type_fault(unchecked, wanted)], "tables")
    return [*PROGRAMME_ROWS[table](unchecked)]


def _outcomes(programme: ProgrammeComparison) -> Iterator[Row]:
    for kind, by in product(ItemKind, Grouping):
        if by in PLACES and not programme.placed:
            continue
        table = programme.outcomes(by, kind=kind)
        for row in table.rows:
            # If no baseline states how many it made, the sum is unknown, not zero.
            is_known = row.made_unknown is not None and row.made_unknown < row.baselines
            unknown = {} if is_known else {"made": None, "made_listed": None}
            # A group without listed items has a row too.
            for count in row.counts or (None,):
                yield row_of(
                    SCHEMAS["programme_outcomes"], row, table=table, count=count, **unknown
                )


def _times(programme: ProgrammeComparison) -> Iterator[Row]:
    times = programme.follow_up_times()
    for place, time in sorted(enumerate(times.pairs), key=lambda one: one[1].pair.keys):
        pair = time.pair
        unknown = pair.force in times.unordered or not pair.bodies
        yield row_of(
            SCHEMAS["follow_up_times"],
            time,
            **pair_parts(pair.baseline, pair.follow_up),
            is_first=None if unknown else place in times.chosen,
        )


PROGRAMME_ROWS: Mapping[str, Callable[[ProgrammeComparison], Iterator[Row]]] = {
    "programme_outcomes": _outcomes,
    "follow_up_times": _times,
}
"""The function that makes the rows of each table of a programme comparison."""


def thread_rows(timelines: Timeline | Archive | Iterable[Timeline]) -> list[Row]:
    """The rows of the table ``threads``.

    Raises:
        ncpi.errors.InvalidError: *timelines* is something else.
    """
    iterable: Iterable[Timeline]
    if isinstance(timelines, Archive):
        bodies = dict.fromkeys(body for report in timelines for body in report.bodies)
        iterable = [timelines.timeline(body) for body in bodies]
    else:
        iterable = (timelines,) if isinstance(timelines, Timeline) else timelines
    return [
        _thread(thread, timeline)
        for timeline in sorted(
            several(iterable, tuple[Timeline, ...], "timelines"), key=lambda one: one.body
        )
        for thread in timeline.threads
    ]


def _thread(thread: Thread, timeline: Timeline) -> Row:
    return row_of(
        SCHEMAS["threads"],
        thread,
        body=timeline.body,
        first_made=timeline.report(thread.first.report).report.published,
        older=bool(thread.older),
        last=thread.entries[-1] if thread.entries else None,
        later=thread.items[1:],
        repeated_firmly=thread.times_repeated_firmly > 0,
        caveats=(
            *(caveat.label() for caveat in thread.caveats),
            *(f"{at.report}: {caveat.label()}" for at in thread.entries for caveat in at.caveats),
        ),
    )
