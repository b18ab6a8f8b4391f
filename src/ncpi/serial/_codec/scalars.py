"""Hooks for single values that change nothing: what is of the wrong kind is refused.

Left alone, cattrs coerces: "7" to 7, None to "None", any text to True.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timezone
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeAlias, get_args, get_origin

import attrs
import cattrs

from ncpi.errors import Fault, InvalidError, in_words, member_fault, shown, unquoted_fault
from ncpi.serial._codec.faults import refuse

__all__ = [
    "ByClass",
    "Dumper",
    "Hook",
    "plain_value",
    "read_text",
    "register_scalars",
]

# cattrs types its hooks so: what they take and give depends on the type at hand.
Hook: TypeAlias = Callable[[Any, Any], Any]
"""Reads a plain value as a type."""
Dumper: TypeAlias = Callable[[Any], Any]
"""Makes a plain value of anything."""

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"


def _exactly(kind: type) -> Hook:
    wanted = in_words(kind)

    def hook(value: object, _: object) -> object:
        return value if type(value) is kind else refuse(value, wanted)

    return hook


def read_text(value: object, _: object) -> str:
    """Text as it is, unless no file could store it."""
    if type(value) is not str:
        raise InvalidError([unquoted_fault(value, "text")])
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            message = "the text holds half of a surrogate pair, which no file can store"
            raise InvalidError([Fault("", "text", message, shown(value))]) from None
    return value


def _number(value: object, _: object) -> float:
    if type(value) is int and abs(value) < 2**53:
        return float(value)
    if type(value) is not float:
        refuse(value, "a number")
    if not math.isfinite(value):
        raise InvalidError([Fault("", "number", f"{value} is not a number that JSON knows")])
    return value


def _date_fault(value: object, what: str, form: str) -> InvalidError:
    return InvalidError(
        [Fault("", "date", f"{shown(value)} is not {what}", shown(value), f"Write it as {form}")]
    )


def _day(value: object, _: object) -> date:
    if type(value) is str and re.fullmatch(_DAY, value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _date_fault(value, "a day that exists", "2018-08-30")


def _moment(value: object, _: object) -> datetime:
    if type(value) is str and "T" in value:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise _date_fault(value, "a date with a time", "2018-08-30T08:30:00+01:00")


def _clock(value: object, _: object) -> time:
    if type(value) is str and re.fullmatch(_CLOCK, value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise _date_fault(value, "a time of day", "08:30")


def _dump_moment(value: datetime) -> str:
    if value.tzinfo is not None and not isinstance(value.tzinfo, timezone):
        message = (
            f"{value.isoformat()} has a named time zone, of which only the offset would be kept"
        )
        advice = "Store when.astimezone(timezone.utc), and the zone's name apart"
        raise InvalidError([Fault("", "unstorable", message, "", advice)])
    return value.isoformat()


def _refuse_other(_value: object, kind: Any) -> NoReturn:
    raise InvalidError([Fault("", "unstorable", f"{in_words(kind)} can't be stored as it is")])


def _dump_number(value: object) -> object:
    value = plain_value(value)
    return float(value) if type(value) is int and abs(value) < 2**53 else value


def _dump_clock(value: time) -> str:
    whole_minute = value.second == 0 and value.microsecond == 0
    return value.isoformat("minutes" if whole_minute else "auto")


@cache
def _member(kind: type[Enum]) -> Hook:
    by_value = {choice.value: choice for choice in kind}
    words = [str(choice.value) for choice in kind]

    def hook(value: object, _: object) -> Enum:
        if type(value) in (str, int) and value in by_value:
            return by_value[value]
        raise InvalidError([member_fault(value, words, in_words(kind))])

    return hook


def _is(kind: type, asked: object) -> bool:
    return asked is kind


@attrs.frozen
class ByClass:
    """Reads *kind* by the *reader*; hands enums of it on, refuses its other subclasses.

    cattrs looks its own hooks for these classes up before any predicate, and serves
    their subclasses by them too: an enum of texts is a text.
    """

    kind: type
    reader: Hook

    def __call__(self, value: object, asked: Any) -> object:
        if asked is self.kind:
            return self.reader(value, asked)
        if issubclass(asked, Enum):
            return _member(asked)(value, asked)
        message = f"a {asked.__name__} would come back as {in_words(self.kind)}"
        raise InvalidError([Fault("", "unstorable", message, shown(value))])


def _literal(kind: Any) -> Hook:
    choices = get_args(kind)

    def hook(value: object, _: object) -> object:
        for choice in choices:
            if type(value) is type(choice) and value == choice:
                return choice
        raise InvalidError(
            [member_fault(value, [str(choice) for choice in choices], "one of the words for it")]
        )

    return hook


def _is_literal(kind: object) -> bool:
    # An enum's member in a literal is cattrs's business.
    return get_origin(kind) is Literal and all(
        type(choice) in (str, int, bool) for choice in get_args(kind)
    )


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _dump_member(value: object) -> object:
    plain = plain_value(value)
    if type(plain) not in (str, int):
        message = f"{shown(value)} has a value that is neither text nor a whole number"
        raise InvalidError([Fault("", "unstorable", message, shown(plain))])
    return plain


def plain_value(value: object) -> object:
    """The value itself, or the one that an enum's member stands for."""
    return value.value if isinstance(value, Enum) else value


def register_scalars(converter: cattrs.Converter) -> None:
    """Teach *converter* to take single values as they are, or not at all."""
    plain: dict[type, Hook] = {
        bool: _exactly(bool),
        int: _exactly(int),
        str: read_text,
        float: _number,
    }
    for kind, reader in plain.items():
        converter.register_structure_hook(kind, ByClass(kind, reader))
        converter.register_unstructure_hook(kind, plain_value)
    converter.register_unstructure_hook(float, _dump_number)
    for other in (bytes, Path):
        converter.register_structure_hook(other, _refuse_other)
    dated: dict[type, tuple[Hook, Dumper]] = {
        date: (_day, date.isoformat),
        datetime: (_moment, _dump_moment),
        time: (_clock, _dump_clock),
    }
    # By predicate, since a datetime is a date.
    for kind, (reader, writer) in dated.items():
        converter.register_structure_hook_func(partial(_is, kind), reader)
        converter.register_unstructure_hook_func(partial(_is, kind), writer)
    converter.register_structure_hook_factory(_is_literal, _literal)
    converter.register_structure_hook_factory(_is_enum, _member)
    converter.register_unstructure_hook_func(_is_enum, _dump_member)
