"""Validators: each checks one value and can list everything wrong with it. None changes it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from operator import attrgetter
from types import MappingProxyType, NoneType
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
from ncpi.fields._converters import parser_of
from ncpi.fields._frozen import FrozenMapping, is_tuple, storable_text_fault

__all__ = [
    "MAX_NAME",
    "MAX_TEXT",
    "Bounds",
    "Check",
    "Validator",
    "all_of",
    "clock_time",
    "day",
    "each",
    "each_value",
    "either",
    "import_path",
    "instance",
    "member",
    "name",
    "number",
    "optional",
    "plain_text",
    "text",
    "truth",
    "unique",
    "url",
    "whole",
]


Check: TypeAlias = Callable[[object], Sequence[Fault]]
"""Looks at a value and returns what is wrong with it: nothing, where it is right."""

Bounds: TypeAlias = Mapping[str, object]
"""What a validator asks for, as data, for whoever writes a schema of it.

``least`` and ``most``: of a number. ``longest``: in characters. ``pattern``: a
regular expression, in the words that Python and ECMAScript share, that some part of a text
matches. ``each``: the bounds of every element or value. ``keys``: the bounds of every key.
``unique``: the attributes in which no two elements are alike together; none stand for the
elements themselves. A validator may ask for more than it can say here, never for less.
"""

MAX_NAME = 1_000
"""The most characters that a key, a name, a title or an address may have."""
MAX_TEXT = 500_000
"""The most characters that a running text may have: longer than any report seen."""


class Validator:
    """A check that an attrs field can use, and that a loader can ask for every fault.

    Attributes:
        faults: takes any object and returns what is wrong with it; nothing where it is right.
        bounds: what it asks for, as data; see `Bounds`.
        types: types of which every object is right, so that it needn't be asked.
    """

    __slots__ = ("bounds", "faults", "types")

    def __init__(
        self,
        check: Check,
        bounds: Bounds = MappingProxyType({}),
        types: Iterable[type] = (),
    ) -> None:
        self.faults = check
        self.bounds = bounds
        self.types = frozenset(types)

    # attrs declares validators in these terms, whatever the field's type.
    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        """Refuse *value*, with every fault in it. A record asks all its validators itself.

        Raises:
            ncpi.errors.InvalidError: the value is not what the field takes.
        """
        if attribute.validator is self and getattr(instance, "checks_all_fields", False):
            return
        if found := self.faults(value):
            faults = [fault.below(attribute.name) for fault in found]
            raise InvalidError(faults, type(instance).__name__)


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


def _plain_text_faults(value: object) -> Sequence[Fault]:
    if type(value) is not str:
        return (unquoted_fault(value, "text"),)
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
    if type(value) is str:
        return (_unconverted(date, value, "a day that exists", "2018-08-30"),)
    if isinstance(value, datetime):
        advice = "Drop the time of day: value.date()"
        return (attrs.evolve(type_fault(value, "a date"), suggestion=advice),)
    return (type_fault(value, "a date"),)


def _clock_time_faults(value: object) -> Sequence[Fault]:
    if type(value) is str:
        return (_unconverted(time, value, "a time of day", "08:30"),)
    if type(value) is not time:
        return (type_fault(value, "a time of day"),)
    if value.tzinfo is not None:
        message = "a time of day takes its zone from the opening hours, not from itself"
        return (Fault("", "type", message, shown(value)),)
    return ()


def _unconverted(kind: type, text: str, wanted: str, example: str) -> Fault:
    """The fault of text where *kind* is wanted: in a wrong form, or with no converter before it."""
    parse = parser_of(kind)
    try:
        if parse:
            parse(text)
    except ValueError:
        message = f"{shown(text)} is not {wanted}"
        return Fault("", "date", message, shown(text), f"Write it as {example}")
    advice = f"Write {kind.__name__}.fromisoformat({shown(text)})"
    return attrs.evolve(type_fault(text, in_words(kind)), suggestion=advice)


_NAME: Bounds = {"longest": MAX_NAME, "pattern": _NAME_FORM}
_TEXT: Bounds = {"longest": MAX_TEXT, "pattern": _TEXT_FORM}

plain_text = Validator(_plain_text_faults)
"""Any text that a file can store, blank text included: what a field typed ``str`` takes."""
name = Validator(_name_faults, _NAME)
"""A key, a name, a title: text on one line, not blank, of at most `MAX_NAME` characters."""
text = Validator(_text_faults, _TEXT)
"""Running text: not blank, of at most `MAX_TEXT` characters."""
url = Validator(_url_faults, {"longest": MAX_NAME, "pattern": _URL_FORM})
"""A web address in full."""
truth = Validator(_truth_faults, types=[bool])
"""True or False, and nothing that merely behaves so."""
day = Validator(_day_faults, types=[date])
"""A `datetime.date` that is not a `datetime.datetime`."""
clock_time = Validator(_clock_time_faults)
"""A `datetime.time` without a zone."""


def whole(least: int = 0, most: int | None = None) -> Validator:
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

    return Validator(faults, {"least": least} if most is None else {"least": least, "most": most})


def number(least: float, most: float) -> Validator:
    """A `float` from *least* to *most*: finite, and zero without a sign."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is not float:
            return (type_fault(value, "a number"),)
        if not math.isfinite(value):
            message = f"{value} is not a number that JSON knows"
        elif value == 0 and math.copysign(1, value) < 0:
            # It equals 0.0 and is written otherwise: equal records would give unlike files.
            message = "zero has no sign; write 0.0"
        elif value < least:
            message = f"{shown(value)} is less than {least}"
        elif value > most:
            message = f"{shown(value)} is more than {most}"
        else:
            return ()
        return (Fault("", "number", message, shown(value)),)

    return Validator(faults, {"least": least, "most": most})


def member(kind: type[Enum]) -> Validator:
    """A member of the enumeration *kind*.

    Text is refused with the nearest member and where to import it from. A converter such as
    ``one_of[kind]`` lets the members' own values through before this is asked.
    """
    by_value = {str(choice.value): choice for choice in kind}

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is kind:
            return ()
        wanted = in_words(kind)
        if _is_same_name(kind, type(value)):
            return (_redefined_fault(value, kind),)
        if type(value) is str and (named := by_value.get(value) or _by_name(kind, value)):
            advice = f"Write {import_path(kind)}.{named.name}"
            return (attrs.evolve(type_fault(value, wanted), suggestion=advice),)
        fault = member_fault(value, list(by_value), wanted)
        return (attrs.evolve(fault, suggestion=f"{fault.suggestion} ({import_path(kind)})"),)

    return Validator(faults, types=[kind])


def _by_name(kind: type[Enum], text: str) -> Enum | None:
    return next((choice for choice in kind if choice.name == text), None)


def import_path(kind: type) -> str:
    """Where *kind* can be imported from; its bare name, if it is local to a function."""
    return kind.__name__ if "<" in kind.__qualname__ else f"{kind.__module__}.{kind.__qualname__}"


def instance(*kinds: type) -> Validator:
    """An instance of one of *kinds*, or of a class derived from it."""
    wanted = " or ".join(in_words(kind) for kind in kinds)

    def faults(value: object) -> Sequence[Fault]:
        if isinstance(value, kinds):
            return ()
        if type(value) is str:
            for kind in kinds:
                if parse := parser_of(kind):
                    return (_unparsed(kind, parse, value),)
        if redefined := [kind for kind in kinds if _is_same_name(kind, type(value))]:
            return (_redefined_fault(value, redefined[0]),)
        return (type_fault(value, wanted),)

    return Validator(faults, types=kinds)


def _unparsed(kind: type, parse: Callable[[str], object], text: str) -> Fault:
    """The fault of text that stands for nothing, or that no converter has read."""
    try:
        parse(text)
    except InvalidError as error:
        return error.faults[0]
    except Exception:  # noqa: BLE001 - a stranger's parse may raise anything
        return type_fault(text, in_words(kind))
    advice = f"Write {kind.__name__}.parse({shown(text)})"
    return attrs.evolve(type_fault(text, in_words(kind)), suggestion=advice)


def _is_same_name(kind: type, other: type) -> bool:
    return (kind.__module__, kind.__qualname__) == (other.__module__, other.__qualname__)


def _redefined_fault(value: object, kind: type) -> Fault:
    """The fault of an object of a class that has been defined anew, as in a notebook."""
    message = f"{shown(value)} was made before {kind.__name__} was defined anew"
    advice = "Make it again; in a notebook, run the cells below the definition again"
    return Fault("", "type", message, shown(value), advice)


def optional(validator: Validator) -> Validator:
    """None, or what *validator* lets through."""
    inner = validator.faults
    return Validator(
        lambda value: () if value is None else inner(value),
        validator.bounds,
        {*validator.types, NoneType},
    )


def all_of(*validators: Validator) -> Validator:
    """What all of *validators* let through; the faults are those of the first that finds any."""

    def faults(value: object) -> Sequence[Fault]:
        return next((found for one in validators if (found := one.faults(value))), ())

    bounds = {key: held for one in validators for key, held in one.bounds.items()}
    return validators[0] if len(validators) == 1 else Validator(faults, bounds)


def either(*validators: Validator) -> Validator:
    """What one of *validators* lets through; the faults are those that the first finds."""

    def faults(value: object) -> Sequence[Fault]:
        found = [validator.faults(value) for validator in validators]
        return () if not all(found) else found[0]

    return Validator(faults, types={kind for one in validators for kind in one.types})


def each(validator: Validator) -> Validator:
    """A tuple of which *validator* lets every element through."""
    inner, types = validator.faults, validator.types

    def faults(value: object) -> Sequence[Fault]:
        if not is_tuple(value):
            return (type_fault(value, "a list or a tuple"),)
        found: list[Fault] = []
        for index, element in enumerate(value):
            if type(element) not in types and (wrong := inner(element)):
                found += [fault.below(f"[{index}]") for fault in wrong]
        return found

    return Validator(faults, {"each": validator.bounds})


def unique(validator: Validator, *by: str) -> Validator:
    """What `each(validator)` lets through, with no two elements alike.

    *by* names the attributes that must differ together; none: the elements themselves.
    """
    inner = each(validator).faults

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

    return Validator(faults, {"each": validator.bounds, "unique": by})


def _is_frozen(value: object) -> TypeGuard[FrozenMapping[object]]:
    return isinstance(value, FrozenMapping)


def each_value(validator: Validator) -> Validator:
    """A `FrozenMapping` with names for keys, of which *validator* lets every value through."""

    def faults(value: object) -> Sequence[Fault]:
        if not _is_frozen(value):
            return (type_fault(value, "an object"),)
        found: list[Fault] = []
        for key, element in value.items():
            if wrong := (*_name_faults(key), *validator.faults(element)):
                place = path_step(key) if type(key) is str else f"[{shown(key)}]"
                found += [fault.below(place) for fault in wrong]
        return found

    return Validator(faults, {"each": validator.bounds, "keys": _NAME})
