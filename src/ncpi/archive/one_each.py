"""One pair for each force, so that a force with a long chain doesn't count for many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ncpi.archive.pair_results import NO_FORCE
from ncpi.model import PartialDate
from ncpi.vocabulary import Relation

__all__ = ["UNORDERED", "Candidate", "First", "first_of_each"]

UNORDERED = "several pairs, of which the dates can't tell the first"
"""Why no pair stands for a force that has some."""


class Candidate(NamedTuple):
    """A pair that may stand for its force.

    Attributes:
        force: the bodies that both reports are about.
        baseline: the key of the earlier report.
        baseline_published: when that was published; None if unknown.
        follow_up_published: when the later one was.
    """

    force: str
    baseline: str
    baseline_published: PartialDate | None
    follow_up_published: PartialDate | None


class First(NamedTuple):
    """The first pair of each force.

    Attributes:
        places: where it stands among the pairs, from nought; forces in alphabetical order.
        unordered: the forces with several of which the dates can't tell the first.
    """

    places: tuple[int, ...]
    unordered: tuple[str, ...]


def first_of_each(pairs: Sequence[Candidate]) -> First:
    """The pair of each force's earliest baseline with the first follow-up after it.

    Publication decides; where a force has several pairs and it can't, no pair stands for
    the force. Pairs that have no body in common stand for none.
    """
    by_force: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        if pair.force != NO_FORCE:
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


def _soonest(pair: Candidate) -> tuple[date, date]:
    ends = (pair.baseline_published, pair.follow_up_published)
    before, after = (published.latest if published else date.max for published in ends)
    return before, after


def _is_first(pair: Candidate, other: Candidate) -> bool:
    if pair.baseline != other.baseline:
        return _before(pair.baseline_published, other.baseline_published)
    return _before(pair.follow_up_published, other.follow_up_published)


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.relation(other) is Relation.BEFORE
