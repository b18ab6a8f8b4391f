"""Which later items take up which earlier ones, through any number of reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ncpi.archive.threads import ThreadItem
from ncpi.model.items import Item
from ncpi.model.ties import Tie
from ncpi.vocabulary import Basis

__all__ = ["Member", "Traced", "trace"]


@attrs.frozen
class Member:
    """An item of a thread, and the place of its report.

    Attributes:
        place: the place of its report.
        made: the item, with what ties it to the thread.
        untraced: its ties that lead to nothing earlier among the reports.
    """

    place: int
    made: ThreadItem
    untraced: tuple[Tie, ...]


@attrs.define
class Traced:
    """A thread: its members in the order of their reports, the first one first."""

    members: list[Member]

    @property
    def first(self) -> Member:
        """The one that it begins with."""
        return self.members[0]

    def untraced(self, until: int | None = None) -> list[Tie]:
        """The ties, each once, of the members up to a place that lead to nothing earlier."""
        known = [one for one in self.members if until is None or one.place <= until]
        return list(dict.fromkeys(tie for one in known for tie in one.untraced))


def trace(reports: Sequence[str], listed: Sequence[Sequence[Item]]) -> list[Traced]:
    """The threads that begin with each item that takes up none of an earlier report.

    *reports* are the keys, *listed* the items of one kind that each holds. Ties that lead
    forwards, to their own report or nowhere are followed by none: there are no circles.
    """
    places = {key: place for place, key in enumerate(reports)}
    threads: list[Traced] = []
    # For each item, the threads that it is in, and how firmly.
    found: dict[tuple[str, str], dict[int, Basis | None]] = {}
    for place, report in enumerate(reports):
        for item in listed[place]:
            there: dict[int, list[Tie]] = {}
            untraced: list[Tie] = []
            for tie in item.takes_up:
                known = found.get((tie.report, tie.item))
                if known is None or places[tie.report] >= place:
                    untraced.append(tie)
                    continue
                for thread in known:
                    there.setdefault(thread, []).append(tie)
            held = dict(_held(there, found))
            if not held:
                held[len(threads)] = None
                threads.append(Traced([]))
            for thread, basis in held.items():
                made = ThreadItem(report=report, item=item, ties=there.get(thread, ()), basis=basis)
                threads[thread].members.append(Member(place, made, tuple(untraced)))
            found[report, item.key] = held
    return threads


def _held(
    there: Mapping[int, Sequence[Tie]],
    found: Mapping[tuple[str, str], Mapping[int, Basis | None]],
) -> Iterator[tuple[int, Basis | None]]:
    """How firmly an item is tied into each thread: the weakest link on the firmest way."""
    for thread, ties in there.items():
        ways = [Basis.weakest((tie.basis, found[tie.report, tie.item][thread])) for tie in ties]
        yield thread, Basis.firmest(ways)
