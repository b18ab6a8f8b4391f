"""The gatekeepers: each checks one value and can list everything wrong with it.

A `Gate` is an attrs validator, so a noun's field uses it as it is; the loader asks
the same gate for its faults, so that both say the same in the same words. They are
public because a subclass's own fields may use them::

    @attrs.frozen(kw_only=True)
    class TrackedRecommendation(ncpi.Recommendation):
        TAG = "merseyside.tracked-recommendation"
        owner: str | None = attrs.field(default=None, validator=optional(name))

Gates never change a value. The one conversion here, `as_tuple`, turns an ordered
collection into a tuple and leaves anything else for the gate to refuse.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import attrs

from ncpi.errors import Fault, InvalidError, nearest, shown

__all__ = [
    "MAX_NAME",
    "MAX_TEXT",
    "Check",
    "FrozenMapping",
    "Gate",
    "JsonPairs",
    "JsonValue",
    "as_mapping",
    "as_tuple",
    "clock_time",
    "day",
    "each",
    "each_value",
    "faults_of",
    "freeze_json",
    "in_words",
    "instance",
    "json_pairs",
    "member",
    "member_fault",
    "name",
    "optional",
    "text",
    "thaw_json",
    "truth",
    "type_fault",
    "unique",
    "url",
    "whole",
]

T = TypeVar("T")
V = TypeVar("V")
_CAPITALS = re.compile(r"(?<!^)(?=[A-Z])")

JsonValue: TypeAlias = (
    "None | bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue]"
)
"""What JSON can say."""

JsonPairs: TypeAlias = tuple[tuple[str, object], ...]
"""A JSON object made immutable: sorted pairs; see `freeze_json`."""

Check: TypeAlias = Callable[[object], Sequence[Fault]]
"""Looks at a value and returns what is wrong with it: nothing, where it is right."""

MAX_NAME = 1_000
"""The most characters that a key, a name, a title or an address may have."""
MAX_TEXT = 500_000
"""The most characters that a running text may have: longer than any report seen."""
_MAX_DEPTH = 50

_PLAIN_WORDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "nothing (null)",
    list: "a list",
    tuple: "a tuple",
    dict: "an object",
    set: "a set, which has no order",
    frozenset: "a set, which has no order",
    date: "a date",
    datetime: "a date with a time",
    time: "a time of day",
}


class Gate:
    """A check that attrs can use as a validator and a loader can ask for every fault."""

    __slots__ = ("faults",)

    def __init__(self, check: Check) -> None:
        self.faults = check

    # attrs declares validators in these terms, whatever the field's type.
    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        """Refuse *value*, with every fault in it.

        Raises:
            ncpi.errors.InvalidError: the value is not what the field takes.
        """
        found = self.faults(value)
        if found:
            raise InvalidError(
                [fault.below(attribute.name) for fault in found], type(instance).__name__
            )


def in_words(kind: type) -> str:
    """A type as a reader of documents would call it, with its article."""
    if kind in _PLAIN_WORDS:
        return _PLAIN_WORDS[kind]
    words = _CAPITALS.sub(" ", kind.__name__).lower()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def type_fault(value: object, wanted: str) -> Fault:
    """*value* is of another kind than *wanted* (in plain words)."""
    return Fault(
        "", "type", f"{shown(value)} is {in_words(type(value))}, not {wanted}", shown(value)
    )


def member_fault(value: object, choices: Sequence[str], what: str) -> Fault:
    """*value* is none of the *choices*; *what* says, with its article, what they are."""
    near = nearest(value, choices) if isinstance(value, str) else None
    advice = f"Did you mean {near!r}? " if near else ""
    return Fault(
        "",
        "choice",
        f"{shown(value)} is not {what}",
        shown(value),
        f"{advice}Choose from: {', '.join(repr(choice) for choice in choices)}",
    )


def _has_lone_surrogate(value: str) -> bool:
    if value.isascii():
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False


def _text_faults(value: object, most: int) -> Sequence[Fault]:
    # A subclass of str (an enum's member, a numpy string) would come back as another type.
    if type(value) is not str:
        return (type_fault(value, "text"),)
    if not value.strip():
        return (Fault("", "empty", "the text is empty", shown(value)),)
    if len(value) > most:
        message = f"the text has {len(value):,} characters, where {most:,} are the most"
        return (Fault("", "too-long", message, shown(value)),)
    if _has_lone_surrogate(value):
        message = "the text holds half of a surrogate pair, which no file can store"
        return (Fault("", "text", message, shown(value)),)
    return ()


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def _name_faults(value: object) -> Sequence[Fault]:
    found = _text_faults(value, MAX_NAME)
    if found or type(value) is not str:
        return found
    if _UNPRINTABLE.search(value):
        return (Fault("", "text", "a name is one line without control marks", shown(value)),)
    if value != value.strip():
        suggestion = f"Write {shown(value.strip())}"
        return (Fault("", "text", "blank space around a name", shown(value), suggestion),)
    return ()


_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def _url_faults(value: object) -> Sequence[Fault]:
    found = _name_faults(value)
    if found or type(value) is not str:
        return found
    if not _WEB_ADDRESS.fullmatch(value):
        advice = "Write it in full, from https:// on"
        return (Fault("", "text", f"{shown(value)} is not a web address", shown(value), advice),)
    return ()


def _truth_faults(value: object) -> Sequence[Fault]:
    return () if type(value) is bool else (type_fault(value, "true or false"),)


def _day_faults(value: object) -> Sequence[Fault]:
    if type(value) is date:
        return ()
    if isinstance(value, datetime):
        advice = "Drop the time of day: value.date()"
        return (attrs.evolve(type_fault(value, "a date"), suggestion=advice),)
    return (type_fault(value, "a date"),)


def _clock_time_faults(value: object) -> Sequence[Fault]:
    if type(value) is not time:
        return (type_fault(value, "a time of day"),)
    if value.tzinfo is not None:
        message = "a time of day takes its zone from the opening hours, not from itself"
        return (Fault("", "type", message, shown(value)),)
    return ()


name = Gate(_name_faults)
"""A key, a name, a title: text on one line, not blank, of at most `MAX_NAME` characters."""
text = Gate(lambda value: _text_faults(value, MAX_TEXT))
"""Running text: not blank, of at most `MAX_TEXT` characters."""
url = Gate(_url_faults)
"""A web address in full."""
truth = Gate(_truth_faults)
"""True or False, and nothing that merely behaves so."""
day = Gate(_day_faults)
"""A `datetime.date` that is not a `datetime.datetime`."""
clock_time = Gate(_clock_time_faults)
"""A `datetime.time` without a zone."""


def whole(least: int = 0, most: int | None = None) -> Gate:
    """A whole number of at least *least* and, if given, at most *most*."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is not int:
            return (type_fault(value, "a whole number"),)
        if value < least:
            message = f"{shown(value)} is less than {least}"
        elif most is not None and value > most:
            message = f"{shown(value)} is more than {most}"
        else:
            return ()
        return (Fault("", "number", message, shown(value)),)

    return Gate(faults)


def member(kind: type[Enum]) -> Gate:
    """A member of the enum *kind*; its bare value is refused, with the member's name."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is kind:
            return ()
        for choice in kind:
            if type(value) is str and value == choice.value:
                advice = f"Write {kind.__name__}.{choice.name}"
                return (attrs.evolve(type_fault(value, in_words(kind)), suggestion=advice),)
        return (member_fault(value, [str(c.value) for c in kind], in_words(kind)),)

    return Gate(faults)


def instance(*kinds: type) -> Gate:
    """An instance of one of *kinds*, or of a class derived from it."""
    wanted = " or ".join(in_words(kind) for kind in kinds)

    def faults(value: object) -> Sequence[Fault]:
        return () if isinstance(value, kinds) else (type_fault(value, wanted),)

    return Gate(faults)


def optional(gate: Gate) -> Gate:
    """None, or what *gate* lets through."""
    inner = gate.faults
    return Gate(lambda value: () if value is None else inner(value))


def each(gate: Gate) -> Gate:
    """A tuple of which *gate* lets every element through."""
    inner = gate.faults

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is not tuple:
            return (type_fault(value, "a list or a tuple"),)
        found: list[Fault] = []
        for index, element in enumerate(value):
            found += [fault.below(f"[{index}]") for fault in inner(element)]
        return found

    return Gate(faults)


def unique(gate: Gate, *by: str) -> Gate:
    """What `each(gate)` lets through, with no two elements alike.

    *by* names the attributes that must differ together; none: the elements themselves.
    """
    inner = each(gate).faults

    def mark(element: object) -> object:
        return tuple(getattr(element, attribute) for attribute in by) if by else element

    def faults(value: object) -> Sequence[Fault]:
        found = inner(value)
        if found or not isinstance(value, tuple):
            return found
        seen: dict[object, int] = {}
        repeated: list[Fault] = []
        for index, element in enumerate(value):
            first = seen.setdefault(mark(element), index)
            if first != index:
                what = " and ".join(by)
                shown_mark = ", ".join(shown(getattr(element, part)) for part in by)
                message = (
                    f"the {what} {shown_mark} stands twice, first at [{first}]"
                    if by
                    else (f"{shown(element)} stands twice, first at [{first}]")
                )
                repeated.append(Fault(f"[{index}]", "repeated", message, shown_mark))
        return repeated

    return Gate(faults)


def as_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """An ordered collection as a tuple.

    Text, mappings, sets and what isn't a collection stay as they are, for the gate
    to refuse: nothing is split into letters or put into an order it never had.
    """
    if isinstance(value, (str, bytes, bytearray, Mapping, Set)) or not isinstance(value, Iterable):
        return value  # type: ignore[return-value]  # the gate behind refuses it
    return tuple(value)


class FrozenMapping(Mapping[str, V]):
    """A mapping that can't be changed, has a hash, and keeps its order.

    Two are equal if they hold the same, in whatever order; so are one and a dict.
    """

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._held = dict(held)

    def __getitem__(self, key: str) -> V:
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __repr__(self) -> str:
        return repr(self._held)


def as_mapping(value: Mapping[str, V] | Iterable[tuple[str, V]]) -> FrozenMapping[V]:
    """A mapping, or pairs of which no two have one key, as a `FrozenMapping`.

    Anything else stays as it is, for the gate to refuse: no pair overwrites another.
    """
    if isinstance(value, Mapping):
        return FrozenMapping(value)
    pairs = as_tuple(value)
    if isinstance(pairs, tuple) and all(
        isinstance(pair, (tuple, list)) and len(pair) == 2 and isinstance(pair[0], str)
        for pair in pairs
    ):
        held = FrozenMapping(pairs)
        if len(held) == len(pairs):
            return held
    return pairs  # type: ignore[return-value]  # the gate behind refuses it


def each_value(gate: Gate) -> Gate:
    """A `FrozenMapping` with names for keys, of which *gate* lets every value through."""

    def faults(value: object) -> Sequence[Fault]:
        if not isinstance(value, FrozenMapping):
            return (type_fault(value, "a mapping, with every key once"),)
        found: list[Fault] = []
        for key, element in value.items():
            place = f"[{shown(key)}]"
            found += [fault.below(place) for fault in _name_faults(key)]
            found += [fault.below(place) for fault in gate.faults(element)]
        return found

    return Gate(faults)


class _FrozenObject(tuple[tuple[str, object], ...]):
    """A JSON object inside frozen JSON, told apart from a list of pairs."""

    __slots__ = ()


def freeze_json(value: object, depth: int = 0) -> object:
    """A JSON value with its lists as tuples and its objects as sorted pairs.

    Raises:
        ncpi.errors.InvalidError: it is not JSON, or nested more than fifty deep.
    """
    if depth > _MAX_DEPTH:
        raise InvalidError([Fault("", "too-deep", f"nested more than {_MAX_DEPTH} deep")])
    if value is None or type(value) in (bool, int):
        return value
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) is str:
        if _has_lone_surrogate(value):
            raise InvalidError(_text_faults(value, len(value)))
        return value
    if isinstance(value, _FrozenObject):
        return value
    if isinstance(value, Mapping):
        if not all(type(key) is str for key in value):
            raise InvalidError([Fault("", "type", "the keys of an object are text")])
        return _FrozenObject((key, freeze_json(value[key], depth + 1)) for key in sorted(value))
    if isinstance(value, (list, tuple)):
        return tuple(freeze_json(element, depth + 1) for element in value)
    raise InvalidError([type_fault(value, "something that JSON can say")])


def thaw_json(value: object) -> JsonValue:
    """What `freeze_json` was given, in plain lists and dicts."""
    if isinstance(value, _FrozenObject):
        return {key: thaw_json(inner) for key, inner in value}
    if isinstance(value, tuple):
        return [thaw_json(element) for element in value]
    return value  # type: ignore[return-value]  # only frozen JSON comes here


def json_pairs(value: Mapping[str, JsonValue] | JsonPairs) -> JsonPairs:
    """The pairs of a JSON object, sorted and immutable.

    Raises:
        ncpi.errors.InvalidError: it is not a JSON object.
    """
    pairs = freeze_json(value if isinstance(value, (Mapping, _FrozenObject)) else dict(value))
    assert isinstance(pairs, _FrozenObject)  # a mapping freezes to nothing else
    return pairs


def faults_of(attribute: attrs.Attribute[Any], value: object) -> Iterator[Fault]:
    """What the validator of *attribute* says of *value*, whoever wrote the validator."""
    validator = attribute.validator
    if validator is None:
        return
    if isinstance(validator, Gate):
        yield from (fault.below(attribute.name) for fault in validator.faults(value))
        return
    try:
        validator(None, attribute, value)
    except InvalidError as error:
        yield from error.faults
    except Exception as error:  # a stranger's validator may raise anything
        said = error.args[0] if error.args and isinstance(error.args[0], str) else repr(error)
        yield Fault(attribute.name, "choice", said, shown(value))
