"""The first pair of each force, so that each force counts once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ncpi.comparison.pairs import PairResult
from ncpi.model.dates._partial_dates import provably_before

__all__ = ["UNORDERED", "First", "first_of_each"]

UNORDERED = "several pairs; the dates don't show which is first"
"""Why a force with pairs has no first pair."""


class First(NamedTuple):
    """The first pair of each force.

    Attributes:
        places: its position among the pairs, from 0; by force in alphabetical order.
        unordered: the forces with several pairs if the dates don't show which is first.
    """

    places: tuple[int, ...]
    unordered: tuple[str, ...]


def first_of_each(pairs: Sequence[PairResult]) -> First:
    """The pair of each force's earliest baseline with its first follow-up.

    The dates of publication decide; if they don't settle it, the force has no first pair.
    Only pairs with `PairResult.can_represent_force` are considered.
    """
    by_force: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        if pair.can_represent_force:
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
