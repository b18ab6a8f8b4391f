"""One pair for each force, so that a force with a long chain doesn't count for many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ncpi.comparison.pairs import PairResult
from ncpi.model.dates import provably_before

__all__ = ["UNORDERED", "First", "first_of_each"]

UNORDERED = "several pairs, of which the dates can't tell the first"
"""Why no pair stands for a force that has some."""


class First(NamedTuple):
    """The first pair of each force.

    Attributes:
        places: where it stands among the pairs, from 0; forces in alphabetical order.
        unordered: the forces with several of which the dates can't tell the first.
    """

    places: tuple[int, ...]
    unordered: tuple[str, ...]


def first_of_each(pairs: Sequence[PairResult]) -> First:
    """The pair of each force's earliest baseline with the first follow-up after it.

    Publication decides; where a force has several pairs and it can't, no pair stands for
    the force. Pairs that `PairResult.may_stand` says stand for no force are left out.
    """
    by_force: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        if pair.may_stand:
            by_force.setdefault(pair.force, []).append(place)
    places: list[int] = []
    unordered: list[str] = []
    for force in sorted(by_force):
        here = by_force[force]
        first = min(here, key=lambda place: _soonest(pairs[place]))
        if all(_is_first(pairs[first], pairs[other]) for other in here if other != first):
            places.append(first)
        else:
            unordered.append(force)
    return First(tuple(places), tuple(unordered))


def _soonest(pair: PairResult) -> tuple[date, date]:
    ends = (pair.baseline.published, pair.follow_up.published)
    before, after = (published.latest if published else date.max for published in ends)
    return before, after


def _is_first(pair: PairResult, other: PairResult) -> bool:
    if pair.baseline.key != other.baseline.key:
        return provably_before(pair.baseline.published, other.baseline.published)
    return provably_before(pair.follow_up.published, other.follow_up.published)
