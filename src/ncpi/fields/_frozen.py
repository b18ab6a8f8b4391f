"""Values that can't be changed, made from those that can.

Records are immutable all the way down: what a caller hands over as a list, a dict or
parsed JSON is kept as one of these.
"""

from __future__ import annotations

import math
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from typing import Self, TypeAlias, TypeGuard, TypeVar, cast

from ncpi.errors import Fault, InvalidError, path_step, shown, type_fault

__all__ = [
    "FrozenMapping",
    "JsonPairs",
    "JsonValue",
    "as_mapping",
    "as_tuple",
    "freeze_json",
    "is_frozenset",
    "is_list",
    "is_mapping",
    "is_tuple",
    "json_pairs",
    "json_pairs_faults",
    "scalar_fault",
    "storable_text_fault",
    "thaw_json",
]

T = TypeVar("T")
V = TypeVar("V")
_MAX_DEPTH = 50
_MAX_BITS = 996  # three hundred digits

JsonValue: TypeAlias = (
    "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
)
"""What JSON can say."""

JsonPairs: TypeAlias = tuple[tuple[str, object], ...]
"""A JSON object made immutable: sorted pairs; see `freeze_json`."""


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether *value* is a list, of whatever."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether *value* is a tuple, of whatever."""
    return isinstance(value, tuple)


def is_frozenset(value: object) -> TypeGuard[frozenset[object]]:
    """Whether *value* is a frozen set, of whatever."""
    return isinstance(value, frozenset)


def is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    """Whether *value* is a mapping, of whatever."""
    # The second question alone is slow.
    return type(value) is dict or isinstance(value, Mapping)


def storable_text_fault(value: str) -> Fault | None:
    """Why *value* could be written to no file, or None if it can."""
    if value.isascii():
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        message = "the text holds half of a surrogate pair, which no file can store"
        return Fault("", "text", message, shown(value))
    return None


def _is_ordered(value: Iterable[T]) -> TypeGuard[Sequence[T]]:
    # By far the likeliest, and quicker to ask than the questions below.
    return type(value) is tuple or type(value) is list


def as_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """An ordered collection as a tuple.

    Text, mappings, sets and what isn't a collection stay as they are, for the validator
    to refuse: nothing is split into letters or put into an order it never had.
    """
    if _is_ordered(value):
        return tuple(value)
    if isinstance(value, (str, bytes, bytearray, Mapping, AbstractSet)) or not isinstance(
        value, Iterable
    ):
        return cast("tuple[T, ...]", value)  # it is not one: the validator refuses it
    return tuple(value)


class FrozenMapping(Mapping[str, V]):
    """A mapping that can't be changed, has a hash, and keeps its order.

    Two are equal if they hold the same, in whatever order; so are one and a dict.
    """

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._held = dict(held)

    @classmethod
    def around(cls, held: dict[str, V]) -> Self:
        """A mapping that keeps *held* itself, which nobody else may hold."""
        mapping = cls.__new__(cls)
        mapping._held = held  # noqa: SLF001 - its own
        return mapping

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
        return repr(self._held)


def _is_frozen(value: Mapping[str, V] | Iterable[tuple[str, V]]) -> TypeGuard[FrozenMapping[V]]:
    return type(value) is FrozenMapping


def as_mapping(value: Mapping[str, V] | Iterable[tuple[str, V]]) -> FrozenMapping[V]:
    """A mapping, or pairs of which no two have one key, as a `FrozenMapping`.

    Anything else stays as it is, for the validator to refuse: no pair overwrites another.
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
    return cast("FrozenMapping[V]", pairs)  # it is not one: the validator refuses it


def _are_pairs(value: object) -> bool:
    return is_tuple(value) and all(
        (is_tuple(pair) or is_list(pair)) and len(pair) == 2 and isinstance(pair[0], str)
        for pair in value
    )


class _FrozenObject(tuple[tuple[str, object], ...]):
    """A JSON object inside frozen JSON, distinguished from a list of pairs."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _FrozenObject) and super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((_FrozenObject, *self))

    def __repr__(self) -> str:
        return repr(dict(self))


def freeze_json(value: object, depth: int = 0) -> object:
    """A JSON value with its lists as tuples and its objects as sorted pairs.

    Raises:
        ncpi.errors.InvalidError: it is not JSON, is nested more than fifty deep, or holds
            a whole number of more than some three hundred digits. The path says where.
    """
    if depth > _MAX_DEPTH:
        raise InvalidError([Fault("", "too-deep", f"nested more than {_MAX_DEPTH} deep")])
    if isinstance(value, _FrozenObject):
        return value
    if is_mapping(value):
        return _FrozenObject(_frozen_items(value, depth))
    if is_list(value) or is_tuple(value):
        return tuple(_below(f"[{index}]", element, depth) for index, element in enumerate(value))
    if fault := scalar_fault(value):
        raise InvalidError([fault])
    return value


def scalar_fault(value: object) -> Fault | None:
    """Why *value* can't stand in JSON by itself, or None if it can."""
    if value is None or type(value) is bool:
        return None
    if type(value) is str:
        return storable_text_fault(value)
    if type(value) is int:
        huge = value.bit_length() > _MAX_BITS
        return Fault("", "number", f"{shown(value)} is too large", shown(value)) if huge else None
    if type(value) is float:
        message = f"{value} is not a number that JSON knows"
        return None if math.isfinite(value) else Fault("", "number", message, str(value))
    return type_fault(value, "something that JSON can say")


def _frozen_items(value: Mapping[object, object], depth: int) -> Iterator[tuple[str, object]]:
    keys = [key for key in value if type(key) is str]
    if len(keys) < len(value):
        raise InvalidError([Fault("", "type", "the keys of an object are text")])
    if faults := [fault for key in keys if (fault := storable_text_fault(key))]:
        raise InvalidError(faults)
    for key in sorted(keys):
        yield key, _below(path_step(key), value[key], depth)


def _below(place: str, value: object, depth: int) -> object:
    try:
        return freeze_json(value, depth + 1)
    except InvalidError as error:
        raise InvalidError([fault.below(place) for fault in error.faults]) from None


def thaw_json(value: object) -> JsonValue:
    """What `freeze_json` was given, in plain lists and dicts."""
    if isinstance(value, _FrozenObject):
        return {key: thaw_json(inner) for key, inner in value}
    if is_tuple(value):
        return [thaw_json(element) for element in value]
    return cast("JsonValue", value)  # only frozen JSON comes here


def json_pairs(value: Mapping[str, JsonValue] | JsonPairs) -> JsonPairs:
    """The pairs of a JSON object, sorted and immutable; what is none stays as it is."""
    if value == ():
        return ()
    try:
        return _pairs(value)
    except InvalidError:
        return cast("JsonPairs", value)  # it is none: the validator refuses it


def json_pairs_faults(value: object) -> Sequence[Fault]:
    """What keeps *value* from being a JSON object."""
    try:
        _pairs(value)
    except InvalidError as error:
        return error.faults
    return ()


def _pairs(value: object) -> JsonPairs:
    held = as_mapping(cast("Mapping[str, object]", value))
    given: object = held  # what is no mapping came back as it was
    if not isinstance(given, Mapping):
        raise InvalidError([type_fault(value, "an object")])
    return tuple(cast("JsonPairs", freeze_json(held)))  # a mapping freezes to pairs
