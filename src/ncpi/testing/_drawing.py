"""Draws a record of any class from the types and validators of its fields.

A class without its own entry in `FIELDS` is drawn as its nearest base class in ncpi, so another
package's subclass need only describe the fields that it adds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    TypeAlias,
    TypeGuard,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi import fields
from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping, Validator
from ncpi.fields._annotations import hints_of, validators_of
from ncpi.fields._arguments import argument_faults, stored_value
from ncpi.fields._frozen import as_json
from ncpi.model import Record, record_class, record_tags
from ncpi.model.record import resolve_types
from ncpi.testing import _values as values
from ncpi.vocabulary import Other

__all__ = [
    "FIELDS",
    "Fields",
    "Fit",
    "Values",
    "instances",
    "many",
    "mostly",
    "number_of",
    "some_of",
]

N = TypeVar("N", bound=Record)
T = TypeVar("T")

# The types of the values depend on the class.
Values: TypeAlias = dict[str, Any]
"""The arguments drawn for a record's constructor."""
Fit: TypeAlias = Callable[[DrawFn, Values, Values], None]
Strategies: TypeAlias = Mapping[str, SearchStrategy[Any]]


@attrs.frozen
class Fields:
    """How to draw a class, in addition to the types and validators of its fields.

    What the record refuses is drawn again, so it needn't be said here which values fit together;
    but the simplest of each field should.

    Attributes:
        own: strategies for fields; None leaves the field to *fit* or to its default.
        always: fields with a default that are drawn in every example.
        fit: makes drawn values consistent that rarely are by chance, without changing those that
            the caller fixed, which it gets as the record stores them. What ncpi's class then
            refuses is the caller's fault.
        whole: draws a complete record, from which every field that isn't fixed is taken.
    """

    own: Mapping[str, SearchStrategy[Any] | None] = attrs.Factory(
        dict[str, "SearchStrategy[Any] | None"]
    )
    always: Collection[str] = ()
    fit: Fit | None = None
    whole: Callable[[DrawFn], Record] | None = None


# Of one field given at its limit, one value in twenty may fit the others.
_ATTEMPTS = 20

FIELDS: dict[type[Record], Fields] = {}
"""How to draw each class that ncpi ships; filled in by `ncpi.testing._strategies`."""

BY_TYPE: dict[type, Callable[[], SearchStrategy[Any]]] = {
    Other: values.other_values,
    bool: st.booleans,
    date: values.days,
    time: values.clock_times,
    datetime: st.datetimes,
    object: values.json_values,
    cast("type[object]", Any): values.json_values,
}
"""How to draw values of a type in any field."""


def instances(cls: type[N], **changes: Any) -> SearchStrategy[N]:
    """Records of exactly the class *cls*, which may belong to another package.

    *changes* are values of fields, or strategies for them. Fields that a subclass adds are
    drawn from their annotations, unless they are in *changes*::

        instances(TrackedRecommendation, owner=st.none() | names())
    """
    return _instance(cls, changes)


@st.composite
def _instance(draw: DrawFn, cls: type[N], changes: Values) -> N:
    fixed = _given(draw, cls, changes) if changes else {}
    entry, base = _entry(cls)
    if entry.whole is not None:
        made = entry.whole(draw)
        return cls(
            **{field.name: getattr(made, field.name) for field in attrs.fields(base)} | fixed
        )
    for _ in range(_ATTEMPTS):
        drawn = _drawn(draw, cls, fixed)
        if entry.fit is not None:
            entry.fit(draw, drawn, fixed)
        try:
            return cls(**drawn)
        except InvalidError as error:
            if _is_final(cls, fixed, error):
                raise
    return reject()


def _is_final(cls: Any, fixed: Values, error: InvalidError) -> bool:
    """Whether *cls* refuses what is *fixed* whatever else is drawn."""
    entry, base = _entry(cls)
    if entry.fit is not None:
        # It makes the fields of ncpi's own class fit, so that only what is fixed can be at fault.
        at_fault = {re.split(r"[.[]", fault.path)[0] for fault in error.faults}
        if cls is base or at_fault & fixed.keys() & attrs.fields_dict(base).keys():
            return True
    always, sometimes = derived(cls)
    return fixed.keys() >= always.keys() | sometimes.keys()


def _given(draw: DrawFn, cls: Any, changes: Values) -> Values:
    """The values given for fields, as the record stores them."""
    given = {name: _value(draw, change) for name, change in changes.items()}
    faults = [fault for fault in argument_faults(cls, given) if fault.code != "missing"]
    if faults:
        raise InvalidError(faults, cls.__name__)
    hints = hints_of(cls)
    return {
        key: stored_value(field, hints[field.name], given[key])
        for field in attrs.fields(cls)
        if (key := field.alias or field.name) in given
    }


def _drawn(draw: DrawFn, cls: Any, fixed: Values) -> Values:
    drawn = dict(fixed)
    always, sometimes = derived(cls)
    for name, strategy in always.items():
        if name not in drawn:
            drawn[name] = draw(strategy)
    for name in some_of(draw, [name for name in sometimes if name not in drawn], 2):
        drawn[name] = draw(sometimes[name])
    return drawn


def _entry(cls: type[Record]) -> tuple[Fields, type[Record]]:
    """How to draw *cls*, and the class of ncpi for which that is described."""
    base = next(base for base in cls.__mro__ if base.__module__.startswith("ncpi."))
    return FIELDS.get(base, Fields()), base


@cache
def derived(cls: Any) -> tuple[Strategies, Strategies]:
    """Strategies for the fields drawn for every record of *cls*, and for those drawn for some."""
    resolve_types(cls)
    entry, _ = _entry(cls)
    always: dict[str, SearchStrategy[Any]] = {}
    sometimes: dict[str, SearchStrategy[Any]] = {}
    for field in attrs.fields(cls):
        if not field.init or field.name == "unknown_fields":
            continue
        validator = field.validator if isinstance(field.validator, Validator) else None
        validator = validator or validators_of(cls).get(field.name)
        bounds = validator.bounds if validator else dict[str, object]()
        strategy = (
            entry.own[field.name] if field.name in entry.own else drawn_by(field.type, bounds)
        )
        if strategy is not None:
            needed = field.default is attrs.NOTHING or field.name in entry.always
            (always if needed else sometimes)[field.alias or field.name] = strategy
    return always, sometimes


def drawn_by(kind: Any, bounds: Any) -> SearchStrategy[Any] | None:
    """Values of the type *kind* within *bounds*; None if the type isn't supported."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        several = [drawn_by(one, bounds) for one in arguments if one is not NoneType]
        strategy = st.one_of([one for one in several if one is not None])
        return values.either(strategy) if NoneType in arguments else strategy
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in _CONTAINERS:
        return _container(origin, arguments, bounds)
    if kind in _WITHIN:
        return _WITHIN[kind](bounds)
    if kind in BY_TYPE:
        return BY_TYPE[kind]()
    return _of_class(kind) if isinstance(kind, type) else None


_CONTAINERS = (tuple, Sequence, frozenset, AbstractSet, Mapping, FrozenMapping)


def _container(origin: Any, arguments: Any, bounds: Any) -> SearchStrategy[Any] | None:
    if origin is tuple and arguments[-1] is not Ellipsis:
        parts = [part for one in arguments if (part := drawn_by(one, {})) is not None]
        return st.tuples(*parts) if len(parts) == len(arguments) else None
    keyed = origin in (Mapping, FrozenMapping)
    inner = drawn_by(arguments[-1 if keyed else 0], bounds.get("each", {}))
    if inner is None:
        return None
    if keyed:
        return st.dictionaries(values.names(), inner, max_size=2)
    if origin in (frozenset, AbstractSet):
        return st.frozensets(inner.map(as_json), max_size=2)
    by = bounds.get("unique")
    return many(inner, by=None if by is None else attrgetter(*by) if by else _identity)


def _of_class(kind: Any) -> SearchStrategy[Any] | None:
    if issubclass(kind, Enum):
        return st.sampled_from([*kind])
    if issubclass(kind, Record):
        return instances(kind) if kind.TAG else st.deferred(lambda: _of_base(kind))
    return st.from_type(kind)


def _of_base(base: type[Record]) -> SearchStrategy[Any]:
    """Records of the classes that derive from *base*, which is never stored itself."""
    known = filter(None, map(record_class, record_tags()))
    return st.sampled_from([cls for cls in known if issubclass(cls, base)]).flatmap(instances)


def _texts(bounds: Any) -> SearchStrategy[str]:
    known = {
        fields.name.bounds["pattern"]: values.names,
        fields.url.bounds["pattern"]: values.urls,
    }
    return known.get(bounds.get("pattern"), values.texts)()


def _whole_numbers(bounds: Any) -> SearchStrategy[int]:
    least = bounds.get("least", 0)
    return st.integers(least, min(bounds.get("most", least + 40), least + 1000))


def _numbers(bounds: Any) -> SearchStrategy[float]:
    # Adding zero turns -0.0, which records reject, into 0.0.
    least, most = bounds.get("least", -math.inf), bounds.get("most", math.inf)
    # No larger than need be, so that sums stay exact.
    low = max(least, -1000 if most >= -1000 else least)
    return st.floats(low, min(most, max(1000, low))).map(lambda number: number + 0.0)


_WITHIN: Mapping[Any, Callable[[Any], SearchStrategy[Any]]] = {
    str: _texts,
    int: _whole_numbers,
    float: _numbers,
}


def _identity(element: Any) -> Any:
    return element


def _value(draw: DrawFn, change: Any) -> Any:
    return draw(change) if _is_strategy(change) else change


def _is_strategy(change: object) -> TypeGuard[SearchStrategy[Any]]:
    return isinstance(change, SearchStrategy)


def many(
    strategy: SearchStrategy[T], most: int = 2, *, by: Callable[[T], Any] | None = None
) -> SearchStrategy[list[T]]:
    """A few values of *strategy*, often none, that differ in *by*."""
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
    """As `many`, but rarely empty."""
    some = st.lists(strategy, min_size=1, max_size=most, unique_by=by)
    return st.one_of(some, some, many(strategy, most, by=by))


def number_of(draw: DrawFn, most: int = 300) -> int:
    """A count from zero to *most*."""
    return draw(st.integers(0, most))
