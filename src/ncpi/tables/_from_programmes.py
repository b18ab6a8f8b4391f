"""Converts programme comparisons and timelines to rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from ncpi.archive import Archive
from ncpi.comparison._counts import Count
from ncpi.errors import InvalidError, type_fault
from ncpi.programme._outcomes import OutcomeRow, OutcomeTable
from ncpi.programme._programme import ProgrammeComparison
from ncpi.tables._arguments import several
from ncpi.tables._layouts import day_cells, only, plain, row_of
from ncpi.tables._schemas.columns import Cell, Row
from ncpi.timeline._threads import Thread, ThreadEntry
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import FollowUpInterval, Grouping, ItemKind, Outcome

__all__ = ["PROGRAMME_ROWS", "programme_rows", "thread_rows"]

_Cells = dict[str, Cell]
_PLACES = (Grouping.NATION, Grouping.REGION)


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
        if by in _PLACES and not programme.placed:
            continue
        table = programme.outcomes(by, kind=kind)
        for row in table.rows:
            # A group without listed items has a row too.
            for count in row.counts or (None,):
                cells = {**_group(row, table), **_count(count)}
                yield row_of("programme_outcomes", row, **cells)


def _group(row: OutcomeRow, table: OutcomeTable) -> _Cells:
    cells: _Cells = {
        "kind": table.kind.value,
        "grouping": table.by.value,
        "only_reported": table.only_reported,
        "only_followed_up": table.only_followed_up,
    }
    # If no baseline states how many it made, the sum is unknown, not zero.
    is_known = row.made_unknown is not None and row.made_unknown < row.baselines
    return cells if is_known else {**cells, "made": None, "made_listed": None}


def _count(count: Count[Outcome] | None) -> _Cells:
    if count is None:
        return dict.fromkeys(("outcome", "basis", "concern_basis", "entries"))
    return {
        "outcome": count.what.value,
        "basis": plain(count.basis),
        "concern_basis": plain(count.concern_basis),
        "entries": count.entries,
    }


def _times(programme: ProgrammeComparison) -> Iterator[Row]:
    times = programme.follow_up_times()
    for place, time in sorted(enumerate(times.pairs), key=lambda one: one[1].pair.keys):
        pair = time.pair
        unknown = pair.force in times.unordered or not pair.bodies
        baseline, follow_up = pair.keys
        cells: _Cells = {
            "baseline": baseline,
            "follow_up": follow_up,
            "body": only(pair.bodies),
            "link_basis": plain(pair.link.basis) if pair.link else None,
            "is_first": None if unknown else place in times.chosen,
        }
        for interval in FollowUpInterval:
            name, days = interval.name.lower(), time.days(interval)
            cells[f"{name}_least"] = days.least if days else None
            cells[f"{name}_most"] = days.most if days else None
        yield row_of("follow_up_times", pair, **cells)


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
    first, later = thread.first, thread.items[1:]
    published = timeline.report(first.report).report.published
    age, mention = thread.age, thread.last_mention
    return row_of(
        "threads",
        first.item,
        body=timeline.body,
        report=first.report,
        item=str(first.ref),
        kind=first.item.item_kind.value,
        first_made=plain(published),
        **day_cells(published, "first_made"),
        older=bool(thread.older),
        age_least=age.least if age else None,
        age_most=age.most if age else None,
        **_last(thread.entries[-1] if thread.entries else None),
        last_mention=mention.report if mention else None,
        last_mention_outcome=plain(mention.outcome) if mention else None,
        last_mention_basis=plain(mention.basis) if mention else None,
        times_repeated=thread.times_repeated,
        repeated_firmly=thread.times_repeated_firmly > 0,
        rolled_forward=thread.times_repeated > 1,
        restated_by=tuple(str(one.ref) for one in later),
        restated_bases=tuple(one.basis.value if one.basis else "" for one in later),
        weakest_basis=plain(thread.basis),
        caveats=(
            *(caveat.label() for caveat in thread.caveats),
            *(f"{at.report}: {caveat.label()}" for at in thread.entries for caveat in at.caveats),
        ),
    )


def _last(entry: ThreadEntry | None) -> _Cells:
    return {
        "last_report": entry.report if entry else None,
        "outcome": plain(entry.outcome) if entry else None,
        "statuses": plain(entry.statuses) if entry else (),
        "basis": plain(entry.basis) if entry else None,
        "concern_basis": plain(entry.concern_basis) if entry else None,
    }
