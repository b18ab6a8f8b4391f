"""Validators: each checks one value and lists its faults. None changes the value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from enum import Enum
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any, TypeAlias, TypeGuard

import attrs

from ncpi.errors import (
    Fault,
    InvalidError,
    as_day_text,
    in_words,
    is_missing,
    member_fault,
    shown,
    type_fault,
    unquoted_fault,
)
from ncpi.fields._converters import parse_date, parser_of
from ncpi.fields._frozen import FrozenMapping, is_tuple, key_step, storable_text_fault
from ncpi.vocabulary import Other

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
    "either_faults",
    "form_fault",
    "import_path",
    "instance",
    "is_invisible",
    "is_same_class",
    "member",
    "name",
    "number",
    "open_list",
    "optional",
    "plain_text",
    "text",
    "truth",
    "unique",
    "url",
    "whole",
]


Check: TypeAlias = Callable[[object], Sequence[Fault]]
"""Returns the faults of a value; none if it is valid."""

Bounds: TypeAlias = Mapping[str, object]
"""A validator's constraints as data, for writing a schema.

``least`` and ``most``: the limits of a number. ``longest``: the maximum number of characters.
``pattern``: a regular expression that some part of a text matches, in the syntax common to
Python and ECMAScript. ``each``: the bounds of every element or value. ``keys``: the bounds of
every key. ``unique``: the attributes that together must differ between elements; if empty,
the elements themselves. A validator may be stricter than its bounds, never more lenient.
"""

MAX_NAME = 1_000
"""The maximum number of characters in a key, a name, a title or an address."""
MAX_TEXT = 500_000
"""The maximum number of characters in running text: longer than any report seen."""


class Validator:
    """A check for an attrs field, which can also list every fault of a value.

    Attributes:
        faults: takes any object and returns its faults; none if it is valid.
        bounds: the constraints as data; see `Bounds`.
        types: types whose objects are all valid, so that the check can be skipped.
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

    # The signature that attrs expects of a validator.
    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        """Check *value* for attrs. A record runs all its validators itself.

        Raises:
            ncpi.errors.InvalidError: with every fault of the value.
        """
        if attribute.validator is self and getattr(instance, "checks_all_fields", False):
            return
        if found := self.faults(value):
            faults = [fault.below(attribute.name) for fault in found]
            raise InvalidError(faults, type(instance).__name__)


# White space, and what Unicode calls default-ignorable, with the blank of Braille: no reader sees
# any of it.
_INVISIBLE = (
    r"[\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)


def is_invisible(text: str) -> bool:
    """Whether *text* has no character that a reader could see."""
    return re.fullmatch(_INVISIBLE, text) is not None


def _text_faults(value: object, most: int = MAX_TEXT) -> Sequence[Fault]:
    # A subclass of str (an enum member, a NumPy string) would be loaded as plain str.
    if type(value) is not str:
        return (unquoted_fault(value, "text"),)
    if value.isascii() and 0 < len(value) <= most and not value.isspace():
        return ()  # nearly every text, made fast
    if not value.strip():
        return (Fault("", "empty", "the text is empty", shown(value)),)
    if is_invisible(value):
        message = "the text has only invisible characters"
        return (Fault("", "empty", message, shown(value)),)
    if len(value) > most:
        message = f"the text has {len(value):,} characters; the maximum is {most:,}"
        return (Fault("", "too-long", message, shown(value)),)
    fault = storable_text_fault(value)
    return (fault,) if fault else ()


def _plain_text_faults(value: object) -> Sequence[Fault]:
    if type(value) is not str:
        return (unquoted_fault(value, "text"),)
    fault = storable_text_fault(value)
    return (fault,) if fault else ()


# Patterns are strings, which re compiles on first use, to keep the import fast.
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"


def _name_faults(value: object) -> Sequence[Fault]:
    # A shortcut for nearly every name: the only white space that is printable is a space.
    if (
        type(value) is str
        and value.isprintable()
        and 0 < len(value) <= MAX_NAME
        and " " not in (value[0], value[-1])
        and (value.isascii() or not is_invisible(value))
    ):
        return ()
    found = _text_faults(value, MAX_NAME)
    if found or type(value) is not str:
        return found
    if re.search(_UNPRINTABLE, value):
        message = "a name must be one line without control characters"
        return (Fault("", "text", message, shown(value)),)
    if value != value.strip():
        suggestion = f"Write {shown(value.strip())}"
        message = "a name must not start or end with white space"
        return (Fault("", "text", message, shown(value), suggestion),)
    return ()


# In the syntax common to Python and ECMAScript, where \s and $ differ in meaning.
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
        advice = "Write it in full, starting with https://"
        return (Fault("", "text", f"{shown(value)} is not a web address", shown(value), advice),)
    return ()


def _day_faults(value: object) -> Sequence[Fault]:
    if type(value) is date:
        return ()
    if type(value) is str:
        return (_unconverted(date, value),)
    fault = type_fault(value, "a date")
    if fault.suggestion is None and isinstance(value, datetime):
        fault = attrs.evolve(fault, suggestion="Drop the time of day: value.date()")
    elif fault.suggestion is None and (written := as_day_text(value)):
        with suppress(ValueError):
            advice = f"Write date.fromisoformat({shown(str(parse_date(written)))})"
            fault = attrs.evolve(fault, suggestion=advice)
    return (fault,)


def _clock_time_faults(value: object) -> Sequence[Fault]:
    if type(value) is str:
        return (_unconverted(time, value),)
    if type(value) is not time:
        return (type_fault(value, "a time of day"),)
    if value.tzinfo is not None:
        message = "a time of day has no time zone of its own: the opening hours state it"
        return (Fault("", "type", message, shown(value)),)
    return ()


_FORMS: Mapping[type, tuple[str, str]] = {
    date: ("a valid date", "2018-08-30"),
    time: ("a time of day", "08:30"),
    datetime: ("a date with a time", "2018-08-30T08:30:00+01:00"),
}


def form_fault(kind: type, value: object) -> Fault:
    """The fault that *value* isn't a date or a time, whichever *kind* is, with how to write it."""
    wanted, example = _FORMS[kind]
    inner = value
    if kind is date and isinstance(value, datetime) and not is_missing(value):
        inner = value.date()
    if isinstance(inner, (date, time)) and type(inner) is kind:
        return attrs.evolve(type_fault(value, "text"), suggestion=f'Write "{inner.isoformat()}"')
    message = f"{shown(value)} is not {wanted}"
    return Fault("", "date", message, shown(value), f"Write it as {example}")


def _unconverted(kind: type, text: str) -> Fault:
    """The fault of text instead of *kind*: badly written, or valid but not converted."""
    is_dated = kind in _FORMS
    try:
        (parser_of(kind) or str)(text)
    except InvalidError as error:
        return error.faults[0]
    except Exception:  # noqa: BLE001 - another package's parse may raise anything
        return form_fault(kind, text) if is_dated else type_fault(text, in_words(kind))
    way = "fromisoformat" if is_dated else "parse"
    advice = f"Write {kind.__name__}.{way}({shown(text)})"
    return attrs.evolve(type_fault(text, in_words(kind)), suggestion=advice)


_NAME: Bounds = {"longest": MAX_NAME, "pattern": _NAME_FORM}
_TEXT: Bounds = {"longest": MAX_TEXT, "pattern": _TEXT_FORM}

plain_text = Validator(_plain_text_faults)
"""Any text that a file can store, even blank: the validator of a field typed ``str``."""
name = Validator(_name_faults, _NAME)
"""A key, a name, a title: text on one line, not blank, of at most `MAX_NAME` characters."""
text = Validator(_text_faults, _TEXT)
"""Running text: not blank, of at most `MAX_TEXT` characters."""
url = Validator(_url_faults, {"longest": MAX_NAME, "pattern": _URL_FORM})
"""A full web address, starting with ``https://`` or ``http://``."""
truth = Validator(
    lambda value: () if type(value) is bool else (type_fault(value, "true or false"),), types=[bool]
)
"""True or False; not 1, 0 or another truthy value."""
day = Validator(_day_faults, types=[date])
"""A `datetime.date` that is not a `datetime.datetime`."""
clock_time = Validator(_clock_time_faults)
"""A `datetime.time` without a zone."""


def _outside(value: float, least: float, most: float | None) -> Sequence[Fault]:
    if value < least:
        message = f"{shown(value)} is less than {least}"
    elif most is not None and value > most:
        message = f"{shown(value)} is more than {most}"
    else:
        return ()
    return (Fault("", "number", message, shown(value)),)


def whole(least: int = 0, most: int | None = None) -> Validator:
    """A whole number of at least *least* and, if given, at most *most*."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is not int:
            return (type_fault(value, "a whole number"),)
        return _outside(value, least, most)

    return Validator(faults, {"least": least} if most is None else {"least": least, "most": most})


def number(least: float, most: float) -> Validator:
    """A `float` from *least* to *most*: finite, and zero without a sign."""

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is not float:
            return (type_fault(value, "a number"),)
        if not math.isfinite(value):
            message = f"{value} is not a number in JSON"
        elif value == 0 and math.copysign(1, value) < 0:
            # It equals 0.0 but is written differently: equal records would give different files.
            message = "negative zero is not allowed; write 0.0"
        else:
            return _outside(value, least, most)
        return (Fault("", "number", message, shown(value)),)

    return Validator(faults, {"least": least, "most": most})


def member(kind: type[Enum]) -> Validator:
    """A member of the enumeration *kind*.

    Text is rejected, with the nearest member and where to import it from. A converter such as
    ``one_of[kind]`` converts the members' values before this check.
    """
    by_value = {str(choice.value): choice for choice in kind}

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is kind:
            return ()
        wanted = in_words(kind)
        if is_same_class(kind, type(value)):
            return (_redefined_fault(value, kind),)
        if type(value) is str and (named := by_value.get(value) or _by_name(kind, value)):
            advice = f"Write {import_path(kind)}.{named.name}"
            return (attrs.evolve(type_fault(value, wanted), suggestion=advice),)
        fault = member_fault(value, list(by_value), wanted)
        return (attrs.evolve(fault, suggestion=f"{fault.suggestion} ({import_path(kind)})"),)

    return Validator(faults, types=[kind])


def open_list(kind: type[Enum]) -> Validator:
    """A member of the enumeration *kind*, or an `Other` whose words mean none of its members."""
    closed = member(kind)
    words = {str(choice.value).casefold(): choice for choice in kind}

    def faults(value: object) -> Sequence[Fault]:
        if type(value) is kind:
            return ()
        if not isinstance(value, Other):
            fault, *_ = closed.faults(value)
            advice = 'For any other, write Other("...")'
            return (attrs.evolve(fault, suggestion=f"{fault.suggestion}. {advice}"),)
        if found := name.faults(value.value):
            return found
        if known := words.get(value.value.casefold()):
            message = f"{shown(str(value))} repeats a well-known value"
            return (Fault("", "choice", message, shown(str(value)), f"Write {known.value!r}"),)
        return ()

    return Validator(faults, types=[kind])


def _by_name(kind: type[Enum], text: str) -> Enum | None:
    return next((choice for choice in kind if choice.name == text), None)


def import_path(kind: type) -> str:
    """The dotted path to import *kind* from; only its name if it is local to a function."""
    return kind.__name__ if "<" in kind.__qualname__ else f"{kind.__module__}.{kind.__qualname__}"


def instance(*kinds: type) -> Validator:
    """An instance of one of *kinds* or of a subclass."""
    wanted = " or ".join(in_words(kind) for kind in kinds)

    def faults(value: object) -> Sequence[Fault]:
        if isinstance(value, kinds):
            return ()
        if type(value) is str:
            for kind in filter(parser_of, kinds):
                return (_unconverted(kind, value),)
        if redefined := [kind for kind in kinds if is_same_class(kind, type(value))]:
            return (_redefined_fault(value, redefined[0]),)
        return (type_fault(value, wanted),)

    return Validator(faults, types=kinds)


def is_same_class(kind: type, other: type) -> bool:
    """Whether both are one class, perhaps defined more than once, as in a notebook."""
    # A process that multiprocessing starts imports the main module as __mp_main__.
    one, two = (cls.__module__.replace("__mp_main__", "__main__") for cls in (kind, other))
    return one == two and kind.__qualname__ == other.__qualname__


def _is_newer(kind: type, other: type) -> bool:
    """Whether *kind* was defined after *other*; False if they derive from different classes."""
    for base in kind.__bases__:
        classes: list[type] = base.__subclasses__()  # in the order of their definition
        if kind in classes and other in classes:
            return classes.index(kind) > classes.index(other)
    return False


def _redefined_fault(value: object, kind: type) -> Fault:
    """The fault of an object whose class was defined again, before or after the field's."""
    if _is_newer(type(value), kind):
        message = f"{kind.__name__} was redefined after the class with this field"
        advice = "In a notebook, rerun the cell that defines the class with this field"
        return Fault("", "type", message, shown(value), advice)
    message = f"{shown(value)} was created before {kind.__name__} was redefined"
    advice = "Create it again; in a notebook, rerun the cells below the definition"
    return Fault("", "type", message, shown(value), advice)


def optional(validator: Validator) -> Validator:
    """None, or what *validator* accepts."""
    inner = validator.faults
    return Validator(
        lambda value: () if value is None else inner(value),
        validator.bounds,
        {*validator.types, NoneType},
    )


def all_of(*validators: Validator) -> Validator:
    """What all of *validators* accept; the faults are those of the first that finds any."""

    def faults(value: object) -> Sequence[Fault]:
        return next((found for one in validators if (found := one.faults(value))), ())

    bounds = {key: bound for one in validators for key, bound in one.bounds.items()}
    return validators[0] if len(validators) == 1 else Validator(faults, bounds)


def either(*validators: Validator) -> Validator:
    """What at least one of *validators* accepts; a fault names every alternative."""

    def faults(value: object) -> Sequence[Fault]:
        found: list[Fault] = []
        for validator in validators:
            wrong = validator.faults(value)
            if not wrong:
                return ()
            found += wrong
        return either_faults(found)

    return Validator(faults, types={kind for one in validators for kind in one.types})


def either_faults(faults: Sequence[Fault]) -> Sequence[Fault]:
    """The faults of every alternative for one value, as one fault if all are of the whole value."""
    if any(fault.path for fault in faults):
        return faults
    value = faults[0].value
    messages = list(dict.fromkeys(fault.message for fault in faults))
    # "5 is a whole number, not text" and "5 is a whole number, not a date".
    parts = [message.rpartition(", not ") for message in messages]
    if all(fault.code == "type" for fault in faults) and len({start for start, _, _ in parts}) == 1:
        message = f"{parts[0][0]}, not {' or '.join(wanted for _, _, wanted in parts)}"
    else:
        # The value is shown once: "3 is less than 5, and is a whole number, not text".
        first, *others = messages
        message = ", and ".join([first, *(one.removeprefix(f"{value} ") for one in others)])
    advice = list(dict.fromkeys(fault.suggestion for fault in faults if fault.suggestion))
    return [attrs.evolve(faults[0], message=message, suggestion=". Or: ".join(advice) or None)]


def each(validator: Validator) -> Validator:
    """A tuple whose elements *validator* accepts."""
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
    """What `each(validator)` accepts, with no duplicate elements.

    *by* names attributes: two elements are duplicates if all of these are equal. One attribute
    that is None marks nothing. Without *by*, the elements themselves are compared. Elements
    needn't be hashable.
    """
    inner = each(validator).faults
    identity: Callable[[object], object] = attrgetter(*by) if by else lambda element: element

    def faults(value: object) -> Sequence[Fault]:
        found = inner(value)
        if found or not is_tuple(value):
            return found
        try:
            if len(set(map(identity, value))) == len(value):
                return ()
        except (AttributeError, TypeError):  # a missing attribute, or an unhashable element
            if missing := list(_missing_attributes(value, by)):
                return missing
        marks = [identity(element) for element in value]
        return [
            _repeated_fault(value[index], by, index, first)
            for index, first in enumerate(_first_positions(marks))
            if first != index and not (by and marks[index] is None)
        ]

    return Validator(faults, {"each": validator.bounds, "unique": by})


def _first_positions(values: list[object]) -> list[int]:
    """For each of *values*, the index of the first one equal to it."""
    try:
        positions: dict[object, int] = {}
        return [positions.setdefault(value, index) for index, value in enumerate(values)]
    except TypeError:  # one is unhashable
        return [values.index(value) for value in values]


def _missing_attributes(elements: Sequence[object], names: Sequence[str]) -> Iterator[Fault]:
    for index, element in enumerate(elements):
        for name in names:
            try:
                attrgetter(name)(element)
            except AttributeError:
                message = f"{in_words(type(element))} has no attribute {name!r}"
                advice = "Name attributes that every element has, in distinct()"
                yield Fault(f"[{index}]", "missing", message, shown(element), advice)


def _as_written(value: object) -> str:
    """*value* in a message: as text if its class is written so, such as an item's name."""
    return shown(str(value) if parser_of(type(value)) else value)


def _repeated_fault(element: object, by: Sequence[str], index: int, first: int) -> Fault:
    values = ", ".join(_as_written(attrgetter(name)(element)) for name in by)
    names = " and ".join(by).replace("_", " ")
    what = f"the {names} {values}" if by else shown(element)
    message = f"{what} is repeated; it first appears at [{first}]"
    return Fault(f"[{index}]", "repeated", message, values)


def _is_frozen(value: object) -> TypeGuard[FrozenMapping[object]]:
    return isinstance(value, FrozenMapping)


def each_value(validator: Validator) -> Validator:
    """A `FrozenMapping` whose keys are names and whose values *validator* accepts."""

    def faults(value: object) -> Sequence[Fault]:
        if not _is_frozen(value):
            return (type_fault(value, "an object"),)
        found: list[Fault] = []
        for key, element in value.items():
            if wrong := (*_name_faults(key), *validator.faults(element)):
                found += [fault.below(key_step(key)) for fault in wrong]
        return found

    return Validator(faults, {"each": validator.bounds, "keys": _NAME})
