"""The gatekeepers: each checks one value and can list everything wrong with it.

A `Gate` is an attrs validator, so a noun's field uses it as it is; the loader asks
the same gate for its faults, so that both say the same in the same words. They are
public because a subclass's own fields may use them::

    @attrs.frozen(kw_only=True)
    class TrackedRecommendation(ncpi.Recommendation):
        TAG = "merseyside.tracked-recommendation"
        owner: str | None = attrs.field(default=None, validator=optional(name))

Gates never change a value. Converters (`ncpi.frozen.as_tuple` and its like) turn lists
into tuples and leave anything else for the gate to refuse.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeAlias, TypeGuard

import attrs

from ncpi.errors import (
    Fault,
    InvalidError,
    in_words,
    member_fault,
    path_step,
    shown,
    type_fault,
    unquoted_fault,
)
from ncpi.frozen import FrozenMapping, is_tuple, storable_text_fault

__all__ = [
    "MAX_NAME",
    "MAX_TEXT",
    "Bounds",
    "Check",
    "Gate",
    "clock_time",
    "day",
    "each",
    "each_value",
    "faults_of",
    "instance",
    "member",
    "name",
    "number",
    "optional",
    "text",
    "truth",
    "unique",
    "url",
    "whole",
]


Check: TypeAlias = Callable[[object], Sequence[Fault]]
"""Looks at a value and returns what is wrong with it: nothing, where it is right."""

Bounds: TypeAlias = Mapping[str, object]
"""What a gate asks for, as data, for whoever writes a schema of it.

``least`` and ``most``: of a number. ``longest``: in characters. ``pattern``: a
regular expression, in the words that Python and ECMAScript share, that some part of a text
matches. ``each``: the bounds of every element or value. ``keys``: the bounds of every key.
``unique``: the attributes in which no two elements are alike together; none stand for the
elements themselves. A gate may ask for more than it can say here, never for less.
"""

MAX_NAME = 1_000
"""The most characters that a key, a name, a title or an address may have."""
MAX_TEXT = 500_000
"""The most characters that a running text may have: longer than any report seen."""


class Gate:
    """A check that attrs can use as a validator and a loader can ask for every fault."""

    __slots__ = ("bounds", "faults")

    def __init__(self, check: Check, bounds: Bounds = MappingProxyType({})) -> None:
        self.faults = check
        self.bounds = bounds

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


def _text_faults(value: object, most: int = MAX_TEXT) -> Sequence[Fault]:
    # A subclass of str (an enum's member, a numpy string) would come back as another type.
    if type(value) is not str:
        return (unquoted_fault(value, "text"),)
    if not value.strip():
        return (Fault("", "empty", "the text is empty", shown(value)),)
    if len(value) > most:
        message = f"the text has {len(value):,} characters, where {most:,} are the most"
        return (Fault("", "too-long", message, shown(value)),)
    fault = storable_text_fault(value)
    return (fault,) if fault else ()


# Here as elsewhere a pattern is a text, which re compiles on first use: imports stay quick.
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"


def _name_faults(value: object) -> Sequence[Fault]:
    # Nearly every name; what is printable holds no blank but the plain one.
    if (
        type(value) is str
        and value.isprintable()
        and 0 < len(value) <= MAX_NAME
        and " " not in (value[0], value[-1])
    ):
        return ()
    found = _text_faults(value, MAX_NAME)
    if found or type(value) is not str:
        return found
    if re.search(_UNPRINTABLE, value):
        return (Fault("", "text", "a name is one line without control marks", shown(value)),)
    if value != value.strip():
        suggestion = f"Write {shown(value.strip())}"
        return (Fault("", "text", "blank space around a name", shown(value), suggestion),)
    return ()


# In the words that Python and ECMAScript share: what \s means differs, and so does $.
_BLANK = r" \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_NAME_FORM = rf"^[^{_BLANK}{_CONTROL}]([^{_CONTROL}]*[^{_BLANK}{_CONTROL}])?(?!\n)$"
_TEXT_FORM = rf"[^{_BLANK}\t-\r\x1c-\x1f\x85\u2028\u2029]"
_URL_FORM = rf"^[Hh][Tt][Tt][Pp][Ss]?://[^{_BLANK}{_CONTROL}/][^{_BLANK}{_CONTROL}]*(?!\n)$"


def _url_faults(value: object) -> Sequence[Fault]:
    found = _name_faults(value)
    if found or type(value) is not str:
        return found
    if not re.search(_URL_FORM, value):
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


_NAME: Bounds = {"longest": MAX_NAME, "pattern": _NAME_FORM}
_TEXT: Bounds = {"longest": MAX_TEXT, "pattern": _TEXT_FORM}

name = Gate(_name_faults, _NAME)
"""A key, a name, a title: text on one line, not blank, of at most `MAX_NAME` characters."""
text = Gate(_text_faults, _TEXT)
"""Running text: not blank, of at most `MAX_TEXT` characters."""
url = Gate(_url_faults, {"longest": MAX_NAME, "pattern": _URL_FORM})
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

    return Gate(faults, {"least": least} if most is None else {"least": least, "most": most})


def number(least: float, most: float) -> Gate:
    """A `float` from *least* to *most*: finite, and nought without a sign."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is not float:
            return (type_fault(value, "a number"),)
        if not math.isfinite(value):
            message = f"{value} is not a number that JSON knows"
        elif value == 0 and math.copysign(1, value) < 0:
            # It equals 0.0 and is written otherwise: equal nouns would give unlike files.
            message = "nought has no sign; write 0.0"
        elif value < least:
            message = f"{shown(value)} is less than {least}"
        elif value > most:
            message = f"{shown(value)} is more than {most}"
        else:
            return ()
        return (Fault("", "number", message, shown(value)),)

    return Gate(faults, {"least": least, "most": most})


def member(kind: type[Enum]) -> Gate:
    """A member of the enum *kind*; its bare value is refused, with the member's name."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is kind:
            return ()
        fault = member_fault(value, [str(choice.value) for choice in kind], in_words(kind))
        for choice in kind:
            advice = f"Write {kind.__name__}.{choice.name}"
            if type(value) is str and value == choice.value:
                return (attrs.evolve(type_fault(value, in_words(kind)), suggestion=advice),)
            if type(value) is str and value == choice.name:
                return (attrs.evolve(fault, suggestion=advice),)
        return (fault,)

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
    return Gate(lambda value: () if value is None else inner(value), gate.bounds)


def each(gate: Gate) -> Gate:
    """A tuple of which *gate* lets every element through."""
    inner = gate.faults

    def faults(value: object) -> Sequence[Fault]:
        if not is_tuple(value):
            return (type_fault(value, "a list or a tuple"),)
        found: list[Fault] = []
        for index, element in enumerate(value):
            if wrong := inner(element):
                found += [fault.below(f"[{index}]") for fault in wrong]
        return found

    return Gate(faults, {"each": gate.bounds})


def unique(gate: Gate, *by: str) -> Gate:
    """What `each(gate)` lets through, with no two elements alike.

    *by* names the attributes that must differ together; none: the elements themselves.
    """
    inner = each(gate).faults

    mark: Callable[[object], object] = attrgetter(*by) if by else lambda element: element

    def faults(value: object) -> Sequence[Fault]:
        found = inner(value)
        if found or not is_tuple(value) or len(set(map(mark, value))) == len(value):
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

    return Gate(faults, {"each": gate.bounds, "unique": by})


def _is_frozen(value: object) -> TypeGuard[FrozenMapping[object]]:
    return isinstance(value, FrozenMapping)


def each_value(gate: Gate) -> Gate:
    """A `FrozenMapping` with names for keys, of which *gate* lets every value through."""

    def faults(value: object) -> Sequence[Fault]:
        if not _is_frozen(value):
            return (type_fault(value, "an object"),)
        found: list[Fault] = []
        for key, element in value.items():
            if wrong := (*_name_faults(key), *gate.faults(element)):
                place = path_step(key) if type(key) is str else f"[{shown(key)}]"
                found += [fault.below(place) for fault in wrong]
        return found

    return Gate(faults, {"each": gate.bounds, "keys": _NAME})


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
    except Exception as error:  # noqa: BLE001 - a stranger's validator may raise anything
        said = error.args[0] if error.args and isinstance(error.args[0], str) else repr(error)
        yield Fault(attribute.name, "choice", said, shown(value))
