"""Immutable values made from mutable ones.

Records are immutable all the way down: a list, a dict or parsed JSON that a caller passes is
stored as one of these.
"""

from __future__ import annotations

import math
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeGuard, TypeVar, cast

from ncpi.errors import Fault, path_step, shown, type_fault

__all__ = [
    "FrozenMapping",
    "JsonPairs",
    "JsonValue",
    "as_float",
    "as_json",
    "as_mapping",
    "as_tuple",
    "is_frozenset",
    "is_list",
    "is_mapping",
    "is_tuple",
    "json_faults",
    "json_pairs",
    "json_pairs_faults",
    "key_faults",
    "key_step",
    "scalar_fault",
    "storable_text_fault",
    "thaw_json",
]

T = TypeVar("T")
V = TypeVar("V")
_MAX_DEPTH = 50
_MOST_SHOWN = 10
_MAX_BITS = 996  # three hundred digits

if TYPE_CHECKING:
    JsonValue: TypeAlias = (
        "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
    )
else:
    JsonValue: TypeAlias = Any  # a name for itself can't be resolved where a field uses it
"""Any JSON value. A field keeps its lists as tuples and its objects as `FrozenMapping`.

A field typed `typing.Any` or ``object`` may hold the same values.
"""

JsonPairs: TypeAlias = tuple[tuple[str, object], ...]
"""An immutable JSON object: its keys and values as sorted pairs; see `as_json`."""


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether *value* is a list."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether *value* is a tuple."""
    return isinstance(value, tuple)


def is_frozenset(value: object) -> TypeGuard[frozenset[object]]:
    """Whether *value* is a frozen set."""
    return isinstance(value, frozenset)


def is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    """Whether *value* is a mapping."""
    # isinstance with an abstract class is slow.
    return type(value) is dict or isinstance(value, Mapping)


def storable_text_fault(value: str) -> Fault | None:
    """Why *value* can't be written to a file, or None if it can."""
    if value.isascii():
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        message = "the text contains half of a surrogate pair, which no file can store"
        return Fault("", "text", message, shown(value))
    return None


def _is_ordered(value: Iterable[T]) -> TypeGuard[Sequence[T]]:
    # The usual types, and faster than the tests in as_tuple.
    return type(value) is tuple or type(value) is list


def as_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """An ordered collection as a tuple.

    Text, mappings, sets and single values are returned unchanged, for the validator to
    reject: text is never split into characters, nor an order invented.
    """
    if _is_ordered(value):
        return tuple(value)
    is_no_list = isinstance(value, (str, bytes, bytearray, Mapping, AbstractSet))
    # A data frame would give the names of its columns.
    is_frame = hasattr(value, "columns") and hasattr(value, "shape")
    if is_no_list or is_frame or not isinstance(value, Iterable):
        return cast("tuple[T, ...]", value)  # it isn't one: the validator rejects it
    return tuple(value)


class FrozenMapping(Mapping[str, V]):
    """An immutable, hashable mapping that keeps its order.

    Like dicts, two are equal if they have equal items in any order; one may equal a dict.
    """

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._held = dict(held)

    def __getitem__(self, key: str) -> V:
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def items(self) -> ItemsView[str, V]:
        return self._held.items()

    def values(self) -> ValuesView[V]:
        return self._held.values()

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __repr__(self) -> str:
        shown = [f"{key!r}: {value!r}" for key, value in islice(self._held.items(), _MOST_SHOWN)]
        if len(self._held) > _MOST_SHOWN:
            shown.append(f"... and {len(self._held) - _MOST_SHOWN:,} more")
        return f"{{{', '.join(shown)}}}"

    # Without it, protocols 0 and 1 of pickle refuse a class with slots.
    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, V]]]:
        return type(self), (self._held,)


def _is_frozen(value: Mapping[str, V] | Iterable[tuple[str, V]]) -> TypeGuard[FrozenMapping[V]]:
    return type(value) is FrozenMapping


def as_float(value: Any) -> Any:
    """A whole number that a float holds exactly as a float; anything else unchanged."""
    return float(value) if type(value) is int and abs(value) < 2**53 else value


def as_mapping(value: Mapping[str, V] | Iterable[tuple[str, V]]) -> FrozenMapping[V]:
    """A mapping, or pairs with distinct keys, as a `FrozenMapping`.

    Anything else is returned unchanged, for the validator to reject: no pair overwrites another.
    """
    if _is_frozen(value):
        return value
    if isinstance(value, Mapping):
        return FrozenMapping(cast("Mapping[str, V]", value))
    pairs = as_tuple(value)
    if _are_pairs(pairs):
        frozen = FrozenMapping(pairs)
        if len(frozen) == len(pairs):
            return frozen
    # It isn't one: the validator rejects it. An iterator has been used up.
    return cast("FrozenMapping[V]", pairs if isinstance(value, Iterator) else value)


def _are_pairs(value: object) -> bool:
    return is_tuple(value) and all(
        (is_tuple(pair) or is_list(pair)) and len(pair) == 2 and isinstance(pair[0], str)
        for pair in value
    )


def key_step(key: object) -> str:
    """The step of *key* in a path; see `ncpi.errors.path_step`. It needn't be text."""
    return path_step(key) if type(key) is str else f"[{shown(key)}]"


def scalar_fault(value: object) -> Fault | None:
    """Why *value* isn't a JSON scalar, or None if it is."""
    if value is None or type(value) is bool:
        return None
    if type(value) is str:
        return storable_text_fault(value)
    if type(value) is int:
        huge = value.bit_length() > _MAX_BITS
        return Fault("", "number", f"{shown(value)} is too large", shown(value)) if huge else None
    if type(value) is float:
        message = f"{value} is not a number in JSON"
        return None if math.isfinite(value) else Fault("", "number", message, str(value))
    return type_fault(value, "a JSON value")


def json_faults(value: object, depth: int = 0) -> Sequence[Fault]:
    """Why *value* isn't a JSON value: the first hundred faults, each with its path.

    It may be nested 50 levels deep, less the *depth* at which it stands.
    """
    return list(islice(_json_faults(value, depth), 100))  # one that contains itself has no end


def _json_faults(value: object, depth: int) -> Iterator[Fault]:
    if depth > _MAX_DEPTH:
        yield Fault("", "too-deep", f"nested more than {_MAX_DEPTH} levels deep")
    elif is_mapping(value):
        for key, inner in value.items():
            found = key_faults(key) or _json_faults(inner, depth + 1)
            yield from (fault.below(key_step(key)) for fault in found)
    elif is_list(value) or is_tuple(value):
        for index, inner in enumerate(value):
            yield from (fault.below(f"[{index}]") for fault in _json_faults(inner, depth + 1))
    elif fault := scalar_fault(value):
        yield fault


def key_faults(key: object) -> Sequence[Fault]:
    """Why *key* can't be the key of an object; empty if it can."""
    fault = scalar_fault(key) if type(key) is str else type_fault(key, "text")
    return (fault,) if fault else ()


def as_json(value: object) -> object:
    """A JSON value with tuples for lists and a `FrozenMapping`, sorted, for each object.

    Anything else is returned unchanged, for the validator to reject.
    """
    return value if next(_json_faults(value, 0), None) else _frozen(value)


def _frozen(value: Any) -> Any:
    if is_mapping(value):
        return FrozenMapping({key: _frozen(value[key]) for key in sorted(cast("Any", value))})
    return tuple(map(_frozen, value)) if is_list(value) or is_tuple(value) else value


def thaw_json(value: object) -> JsonValue:
    """Frozen JSON as plain lists and dicts: the inverse of `as_json`."""
    if is_mapping(value):
        return {str(key): thaw_json(inner) for key, inner in value.items()}
    if is_tuple(value):
        return [thaw_json(element) for element in value]
    return cast("JsonValue", value)  # a scalar: the input is frozen JSON


def json_pairs(value: Mapping[str, JsonValue] | JsonPairs) -> JsonPairs:
    """A JSON object as sorted, immutable pairs; anything else is returned unchanged."""
    if value == ():
        return ()
    mapping = as_mapping(value)
    if json_pairs_faults(mapping):
        return cast("JsonPairs", value)  # it isn't one: the validator rejects it
    return tuple(cast("FrozenMapping[object]", as_json(mapping)).items())


def json_pairs_faults(value: Any) -> Sequence[Fault]:
    """Why *value* isn't a JSON object; empty if it is one."""
    mapping: object = as_mapping(value)
    return json_faults(mapping) if is_mapping(mapping) else [type_fault(value, "an object")]
