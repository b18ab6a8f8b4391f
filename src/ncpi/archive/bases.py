"""The firmest and the weakest of several bases."""

from __future__ import annotations

from collections.abc import Iterable

from ncpi.vocabulary import Basis

__all__ = ["firmest", "weakest"]

_STRENGTH = {basis: place for place, basis in enumerate(Basis)}


def weakest(bases: Iterable[Basis | None]) -> Basis | None:
    """The weakest of *bases*. None, which is no tie at all, weakens nothing."""
    return max((basis for basis in bases if basis), key=_STRENGTH.__getitem__, default=None)


def firmest(bases: Iterable[Basis | None]) -> Basis | None:
    """The firmest of *bases*, those that are None left out."""
    return min((basis for basis in bases if basis), key=_STRENGTH.__getitem__, default=None)
