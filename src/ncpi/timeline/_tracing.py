"""Tracing items to the earlier items that they restate or continue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ncpi.model import Finding
from ncpi.model.items import Item, ItemRef, Reference
from ncpi.timeline._threads import ThreadItem
from ncpi.vocabulary import Basis, ItemKind

__all__ = ["Member", "Traced", "trace"]


@attrs.frozen
class Member:
    """An item of a thread, and the position of its report.

    Attributes:
        place: the position of its report.
        made: the item, with its links to the thread.
        untraced: its links that don't lead to an earlier item among the reports.
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
        return self.members[0]

    def untraced(self, until: int | None = None) -> list[Reference]:
        """The untraced links of the members up to a position, without duplicates."""
        known = [one for one in self.members if until is None or one.place <= until]
        return list(dict.fromkeys(reference for one in known for reference in one.untraced))


def trace(reports: Sequence[str], listed: Sequence[Sequence[Item]]) -> list[Traced]:
    """The threads, each beginning with an item that restates or continues no earlier one.

    *reports* are the keys, *listed* the items that each report lists. Only links
    to earlier reports are followed, so there are no cycles.
    """
    places = {key: place for place, key in enumerate(reports)}
    threads: list[Traced] = []
    # For each item, its threads and the basis of its link to each.
    found: dict[ItemRef, dict[int, Basis | None]] = {}
    for place, report in enumerate(reports):
        for item in listed[place]:
            there: dict[int, list[Reference]] = {}
            untraced: list[Reference] = []
            for reference in item.earlier:
                if isinstance(item, Finding) and reference.item.kind is not ItemKind.CONCERN:
                    continue  # a finding's answer to a numbered item is in that item's thread
                known = found.get(reference.item)
                if known is None or places[reference.item.report] >= place:
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
            found[item.ref(report)] = held
    return threads


def _held(
    there: Mapping[int, Sequence[Reference]],
    found: Mapping[ItemRef, Mapping[int, Basis | None]],
) -> Iterator[tuple[int, Basis | None]]:
    """An item's basis in each thread: the weakest link on the firmest path."""
    for thread, references in there.items():
        paths = [
            Basis.weakest((reference.basis, found[reference.item][thread]))
            for reference in references
        ]
        yield thread, Basis.firmest(paths)
