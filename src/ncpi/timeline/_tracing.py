"""Which later items take up which earlier ones, through any number of reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ncpi.model._items import Item
from ncpi.model._references import Reference
from ncpi.timeline._threads import ThreadItem
from ncpi.vocabulary import Basis

__all__ = ["Member", "Traced", "trace"]


@attrs.frozen
class Member:
    """An item of a thread, and the place of its report.

    Attributes:
        place: the place of its report.
        made: the item, with what links it to the thread.
        untraced: its links that lead to nothing earlier among the reports.
    """

    place: int
    made: ThreadItem
    untraced: tuple[Reference, ...]


@attrs.define
class Traced:
    """A thread: its members in the order of their reports, the first one first."""

    members: list[Member]

    @property
    def first(self) -> Member:
        """The one that it begins with."""
        return self.members[0]

    def untraced(self, until: int | None = None) -> list[Reference]:
        """The links, each once, of the members up to a place that lead to nothing earlier."""
        known = [one for one in self.members if until is None or one.place <= until]
        return list(dict.fromkeys(reference for one in known for reference in one.untraced))


def trace(reports: Sequence[str], listed: Sequence[Sequence[Item]]) -> list[Traced]:
    """The threads that begin with each item that takes up none of an earlier report.

    *reports* are the keys, *listed* the items of one kind that each holds. Links that lead
    forwards, to their own report or nowhere are followed by none: there are no circles.
    """
    places = {key: place for place, key in enumerate(reports)}
    threads: list[Traced] = []
    # For each item, the threads that it is in, and how firmly.
    found: dict[tuple[str, str], dict[int, Basis | None]] = {}
    for place, report in enumerate(reports):
        for item in listed[place]:
            there: dict[int, list[Reference]] = {}
            untraced: list[Reference] = []
            for reference in item.takes_up:
                known = found.get((reference.report, reference.item))
                if known is None or places[reference.report] >= place:
                    untraced.append(reference)
                    continue
                for thread in known:
                    there.setdefault(thread, []).append(reference)
            held = dict(_held(there, found))
            if not held:
                held[len(threads)] = None
                threads.append(Traced([]))
            for thread, basis in held.items():
                made = ThreadItem(
                    report=report, item=item, references=there.get(thread, ()), basis=basis
                )
                threads[thread].members.append(Member(place, made, tuple(untraced)))
            found[report, item.key] = held
    return threads


def _held(
    there: Mapping[int, Sequence[Reference]],
    found: Mapping[tuple[str, str], Mapping[int, Basis | None]],
) -> Iterator[tuple[int, Basis | None]]:
    """How firmly an item is linked into each thread: the weakest link on the firmest way."""
    for thread, references in there.items():
        ways = [
            Basis.weakest((reference.basis, found[reference.report, reference.item][thread]))
            for reference in references
        ]
        yield thread, Basis.firmest(ways)
