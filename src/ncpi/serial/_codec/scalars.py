"""Hooks for single values that reject a value of the wrong type.

By default, cattrs coerces: "7" to 7, None to "None", any text to True.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timezone
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeAlias, get_args, get_origin

import attrs
import cattrs

from ncpi.errors import Fault, InvalidError, in_words, member_fault, shown, unquoted_fault
from ncpi.fields import Validator, validator_of
from ncpi.fields._converters import parse_date, parse_time, text_reader, time_text
from ncpi.fields._frozen import as_float
from ncpi.fields._validators import form_fault, open_list, plain_text
from ncpi.serial._codec.faults import refuse
from ncpi.vocabulary import Other

__all__ = ["Dumper", "Hook", "open_list_hook", "plain_value", "register_scalars"]

# Typed as in cattrs: arguments and results depend on the type that a hook is for.
Hook: TypeAlias = Callable[[Any, Any], Any]
"""Converts a plain value to a type."""
Dumper: TypeAlias = Callable[[Any], Any]
"""Converts anything to a plain value."""


def _exactly(kind: type) -> Hook:
    wanted = in_words(kind)

    def hook(value: object, _: object) -> object:
        return value if type(value) is kind else refuse(value, wanted)

    return hook


def _valid(validator: Validator) -> Hook:
    """Values that *validator* accepts, unchanged."""

    def hook(value: object, _: object) -> object:
        if faults := validator.faults(value):
            raise InvalidError(faults)
        return value

    return hook


def _number(value: object, _: object) -> float:
    number = as_float(value)
    if type(number) is not float:
        refuse(value, "a number")
    if not math.isfinite(number):
        raise InvalidError([Fault("", "number", f"{number} is not a number in JSON")])
    return number


def _parsed(kind: type, parse: Callable[[str], object]) -> Hook:
    """A date or a time, whichever *kind* is, from text."""

    def hook(value: object, _: object) -> object:
        if type(value) is str:
            with suppress(ValueError):
                return parse(value)
        raise InvalidError([form_fault(kind, value)])

    return hook


def _parse_datetime(text: str) -> datetime:
    if "T" not in text:
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _dump_datetime(value: datetime) -> str:
    if value.tzinfo is not None and not isinstance(value.tzinfo, timezone):
        message = f"{value.isoformat()} has a named time zone, and only its offset would be stored"
        advice = "Store value.astimezone(timezone.utc), and the zone's name in another field"
        raise InvalidError([Fault("", "unstorable", message, "", advice)])
    return value.isoformat()


def _refuse_other(_value: object, kind: Any) -> NoReturn:
    raise InvalidError([Fault("", "unstorable", f"{in_words(kind)} can't be stored as it is")])


def _dump_number(value: object) -> object:
    return as_float(plain_value(value))


@cache
def _member(kind: type[Enum]) -> Hook:
    by_value = {choice.value: choice for choice in kind}
    choices = [str(choice.value) for choice in kind]

    def hook(value: object, _: object) -> Enum:
        if type(value) in (str, int) and value in by_value:
            return by_value[value]
        raise InvalidError([member_fault(value, choices, in_words(kind))])

    return hook


def _is(kind: type, target: object) -> bool:
    return target is kind


def _by_class(kind: type, reader: Hook) -> Hook:
    """Reads *kind* with *reader*; reads enumerations of it, rejects its other subclasses.

    cattrs looks up hooks for these classes before any predicate, and uses them for their
    subclasses too, such as an enumeration derived from str.
    """

    def hook(value: object, target: Any) -> object:
        if target is kind:
            return reader(value, target)
        if issubclass(target, Enum):
            return _member(target)(value, target)
        message = f"a {target.__name__} would be loaded as {in_words(kind)}"
        raise InvalidError([Fault("", "unstorable", message, shown(value))])

    return hook


def _literal(kind: Any) -> Hook:
    return _valid(validator_of(kind) or plain_text)


def _is_literal(kind: object) -> bool:
    # cattrs handles enum members in a literal itself.
    return get_origin(kind) is Literal and all(
        type(choice) in (str, int, bool) for choice in get_args(kind)
    )


def open_list_hook(kind: type[Enum]) -> Dumper:
    """Reads a member of *kind*, or an `Other` from text that begins with ``other: ``."""
    read, validator = text_reader(kind | Other), open_list(kind)

    def hook(value: object) -> object:
        made = read(value)
        if type(value) is not str or validator.faults(made):
            fault, *_ = validator.faults(made) or (unquoted_fault(value, in_words(kind)),)
            if not isinstance(made, Other):
                choices = [str(choice.value) for choice in kind]
                fault = member_fault(value, choices, in_words(kind))
                advice = "For any other, write other: and its words"
                fault = attrs.evolve(fault, suggestion=f"{fault.suggestion}. {advice}")
            raise InvalidError([fault])
        return made

    return hook


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _dump_member(value: object) -> object:
    plain = plain_value(value)
    if type(plain) not in (str, int):
        message = f"{shown(value)} has a value that is neither text nor a whole number"
        raise InvalidError([Fault("", "unstorable", message, shown(plain))])
    return plain


def plain_value(value: object) -> object:
    """The value of an enum member; any other value unchanged."""
    return value.value if isinstance(value, Enum) else value


def register_scalars(converter: cattrs.Converter) -> None:
    """Register hooks on *converter* that never coerce a single value."""
    plain: dict[type, Hook] = {
        bool: _exactly(bool),
        int: _exactly(int),
        str: _valid(plain_text),
        float: _number,
    }
    for kind, reader in plain.items():
        converter.register_structure_hook(kind, _by_class(kind, reader))
        converter.register_unstructure_hook(kind, plain_value)
    converter.register_unstructure_hook(float, _dump_number)
    for other in (bytes, Path):
        converter.register_structure_hook(other, _refuse_other)
    dated: dict[type, tuple[Callable[[str], object], Dumper]] = {
        date: (parse_date, date.isoformat),
        datetime: (_parse_datetime, _dump_datetime),
        time: (parse_time, time_text),
    }
    # By predicate, since datetime is a subclass of date.
    for kind, (parse, writer) in dated.items():
        converter.register_structure_hook_func(partial(_is, kind), _parsed(kind, parse))
        converter.register_unstructure_hook_func(partial(_is, kind), writer)
    converter.register_unstructure_hook(Other, str)
    # A field typed object, like one typed Any, holds JSON.
    converter.register_structure_hook_func(partial(_is, object), lambda value, _: value)
    converter.register_unstructure_hook_func(partial(_is, object), converter.unstructure)
    converter.register_structure_hook_factory(_is_literal, _literal)
    converter.register_structure_hook_factory(_is_enum, _member)
    converter.register_unstructure_hook_func(_is_enum, _dump_member)
