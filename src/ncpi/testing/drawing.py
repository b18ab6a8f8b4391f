"""How a noun of any class is drawn: the fields of each, and what must fit together.

A class without an entry of its own is drawn as the nearest base that has one, so that
another project's subclass needs to give only what it adds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeGuard, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import Noun, Source, Sourced
from ncpi.testing import values
from ncpi.vocabulary import Confidence

__all__ = ["FIELDS", "Fields", "Values", "instances", "many", "mostly", "number_of", "some_of"]

N = TypeVar("N", bound=Noun)
T = TypeVar("T")

# Which fields there are depends on the class at hand.
Values: TypeAlias = dict[str, Any]
"""The arguments of a noun's constructor, as far as they are drawn."""
Strategies: TypeAlias = Mapping[str, SearchStrategy[Any]]


def _as_drawn(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Nothing has to fit together."""


@attrs.frozen
class Fields:
    """How the fields of one class are drawn.

    Attributes:
        always: the fields that every example gets.
        sometimes: those that some examples get.
        fit: changes what was drawn, never what was given, until it fits together.
    """

    always: Strategies = attrs.Factory(dict[str, SearchStrategy[Any]])
    sometimes: Strategies = attrs.Factory(dict[str, SearchStrategy[Any]])
    fit: Callable[[DrawFn, Values, Values], None] = _as_drawn


FIELDS: dict[type[Noun], Fields] = {}
"""The fields of every class that ncpi ships; filled in by `ncpi.testing.strategies`."""


def instances(cls: type[N], **changes: Any) -> SearchStrategy[N]:
    """Nouns of exactly the class *cls*, which may be another project's own.

    *changes* are values of fields, or strategies for them. A subclass is drawn with all
    that its base has; what it adds is given here, or keeps its default::

        instances(TrackedRecommendation, owner=st.none() | names())
    """
    return _instance(cls, changes)


@st.composite
def _instance(draw: DrawFn, cls: type[N], changes: Values) -> N:
    given = {name: _value(draw, change) for name, change in changes.items()}
    told = next((FIELDS[base] for base in cls.__mro__ if base in FIELDS), Fields())
    drawn = dict(given)
    for name, strategy in told.always.items():
        if name not in drawn:
            drawn[name] = draw(strategy)
    sometimes = {**told.sometimes, **(_SOURCED if issubclass(cls, Sourced) else {})}
    for name in some_of(draw, [name for name in sometimes if name not in drawn], 2):
        drawn[name] = draw(sometimes[name])
    told.fit(draw, drawn, given)
    return cls(**drawn)


def _value(draw: DrawFn, change: Any) -> Any:
    return draw(change) if _is_strategy(change) else change


def _is_strategy(change: object) -> TypeGuard[SearchStrategy[Any]]:
    return isinstance(change, SearchStrategy)


def many(
    strategy: SearchStrategy[T], most: int = 2, *, by: Callable[[T], Any] | None = None
) -> SearchStrategy[list[T]]:
    """A few of *strategy*, often none; no two alike in *by*."""
    return st.lists(strategy, max_size=most, unique_by=by)


def some_of(
    draw: DrawFn, choices: Iterable[T], most: int | None = None, *, least: int = 0
) -> list[T]:
    """Some of *choices*, in their order."""
    pool = list(choices)
    if not pool:
        return []
    places = draw(st.sets(st.integers(0, len(pool) - 1), min_size=least, max_size=most))
    return [pool[place] for place in sorted(places)]


def mostly(
    strategy: SearchStrategy[T], most: int, *, by: Callable[[T], Any] | None = None
) -> SearchStrategy[list[T]]:
    """As `many`, but seldom none."""
    some = st.lists(strategy, min_size=1, max_size=most, unique_by=by)
    return st.one_of(some, some, many(strategy, most, by=by))


def number_of(draw: DrawFn, most: int = 300) -> int:
    """A count, nought included."""
    return draw(st.integers(0, most))


_SOURCED: Strategies = {
    "sources": st.lists(instances(Source), max_size=2),
    "confidence": values.either(st.sampled_from(Confidence)),
}
