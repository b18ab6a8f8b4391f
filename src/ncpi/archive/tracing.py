"""Which later things take up which earlier ones, through any number of reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import attrs

from ncpi.archive.bases import firmest, weakest
from ncpi.model import CauseOfConcern, Recommendation
from ncpi.model.ties import Tie
from ncpi.vocabulary import Basis

__all__ = ["Member", "N", "T", "Traced", "trace"]

N = TypeVar("N", Recommendation, CauseOfConcern)
T = TypeVar("T", bound=Tie)


@attrs.frozen
class Member(Generic[N, T]):
    """A thing of one report, with the ties that put it into a thread.

    Attributes:
        place: the place of its report.
        noun: the thing.
        ties: its ties to earlier things of the thread.
        basis: how firmly it is tied to the first; None for the first itself.
        untraced: its ties that lead to nothing earlier among the reports.
    """

    place: int
    noun: N
    ties: tuple[T, ...]
    basis: Basis | None
    untraced: tuple[T, ...]


@attrs.define
class Traced(Generic[N, T]):
    """A thread: its members in the order of their reports, the first one first."""

    members: list[Member[N, T]]

    @property
    def first(self) -> Member[N, T]:
        """The one that it begins with."""
        return self.members[0]

    def untraced(self, until: int | None = None) -> list[T]:
        """The ties, each once, of the members up to a place that lead to nothing earlier."""
        known = [one for one in self.members if until is None or one.place <= until]
        return list(dict.fromkeys(tie for one in known for tie in one.untraced))


def trace(
    reports: Sequence[str],
    things: Sequence[Sequence[N]],
    ties_of: Callable[[N], Sequence[T]],
    target: Callable[[T], str],
) -> list[Traced[N, T]]:
    """The threads that begin with each thing that takes up none of an earlier report.

    *reports* are the keys, *things* what each holds, *ties_of* gives a thing's ties, and
    *target* the key of what a tie leads to. Ties that lead forwards, to their own report
    or nowhere are followed by none: there are no circles.
    """
    places = {key: place for place, key in enumerate(reports)}
    threads: list[Traced[N, T]] = []
    # For each thing, the threads that it is in, and how firmly.
    found: dict[tuple[str, str], dict[int, Basis | None]] = {}
    for place, report in enumerate(reports):
        for noun in things[place]:
            there: dict[int, list[T]] = {}
            untraced: list[T] = []
            for tie in ties_of(noun):
                known = found.get((tie.report, target(tie)))
                if known is None or places[tie.report] >= place:
                    untraced.append(tie)
                    continue
                for thread in known:
                    there.setdefault(thread, []).append(tie)
            held = dict(_held(there, found, target))
            if not held:
                held[len(threads)] = None
                threads.append(Traced([]))
            for thread, basis in held.items():
                ties = tuple(there.get(thread, ()))
                member = Member(place, noun, ties, basis, tuple(untraced))
                threads[thread].members.append(member)
            found[report, noun.key] = held
    return threads


def _held(
    there: Mapping[int, Sequence[T]],
    found: Mapping[tuple[str, str], Mapping[int, Basis | None]],
    target: Callable[[T], str],
) -> Iterator[tuple[int, Basis | None]]:
    """How firmly a thing is tied into each thread: the weakest link on the firmest way."""
    for thread, ties in there.items():
        ways = [weakest((tie.basis, found[tie.report, target(tie)][thread])) for tie in ties]
        yield thread, firmest(ways)
