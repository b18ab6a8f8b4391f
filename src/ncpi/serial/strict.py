"""Hooks for plain values that change nothing: what is of the wrong kind is refused.

Left alone, cattrs coerces ("7" to 7, None to "None", a text to a tuple of letters).
"""

from __future__ import annotations

import math
import re
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timezone
from enum import Enum
from functools import partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from ncpi.errors import Fault, InvalidError, shown
from ncpi.fields import FrozenMapping, in_words, member_fault, type_fault
from ncpi.model import Noun
from ncpi.serial.text import step

__all__ = ["faults_in", "register_strict"]

# cattrs types its hooks so: what they take and give depends on the type at hand.
Hook = Callable[[Any, Any], Any]
Dumper = Callable[[Any], Any]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?")


def faults_in(error: Exception) -> list[Fault]:
    """The faults behind any exception that reading one value raised."""
    if isinstance(error, InvalidError):
        return list(error.faults)
    if isinstance(error, BaseValidationError):
        return [fault for inner in error.exceptions for fault in _noted_faults(inner)]
    if isinstance(error, ForbiddenExtraKeysError):
        return [
            Fault(key, "unknown-key", f"{shown(key)} is no field of {error.cl.__name__}")
            for key in sorted(error.extra_fields)
        ]
    if isinstance(error, KeyError):
        return [Fault("", "missing", f"the key {error} is missing")]
    if isinstance(error, RecursionError):
        return [Fault("", "too-deep", "nested too deep to be read")]
    said = str(error) or type(error).__name__
    return [Fault("", "choice", said[:200])]


def _noted_faults(error: Exception) -> list[Fault]:
    found = faults_in(error)
    for note in getattr(error, "__notes__", ()):
        name, index = getattr(note, "name", None), getattr(note, "index", None)
        if isinstance(name, str):
            found = [fault.below(name) for fault in found]
        elif index is not None:
            found = [fault.below(f"[{index}]") for fault in found]
    return found


def _refuse(value: object, wanted: str) -> typing.NoReturn:
    raise InvalidError([type_fault(value, wanted)])


def _exactly(kind: type) -> Hook:
    wanted = in_words(kind)

    def hook(value: object, _: object) -> object:
        return value if type(value) is kind else _refuse(value, wanted)

    return hook


def _text(value: object, _: object) -> str:
    if type(value) is not str:
        _refuse(value, "text")
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
        _refuse(value, "a number")
    if not math.isfinite(value):
        raise InvalidError([Fault("", "number", f"{value} is not a number that JSON knows")])
    return value


def _date_fault(value: object, what: str, form: str) -> InvalidError:
    return InvalidError(
        [Fault("", "date", f"{shown(value)} is not {what}", shown(value), f"Write it as {form}")]
    )


def _day(value: object, _: object) -> date:
    if type(value) is str and _DAY.fullmatch(value):
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
    if type(value) is str and _CLOCK.fullmatch(value):
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


def _dump_clock(value: time) -> str:
    whole_minute = value.second == 0 and value.microsecond == 0
    return value.isoformat("minutes" if whole_minute else "auto")


def _member(kind: type[Enum]) -> Hook:
    by_value = {choice.value: choice for choice in kind}
    words = [str(choice.value) for choice in kind]

    def hook(value: object, _: object) -> Enum:
        if type(value) in (str, int) and value in by_value:
            return by_value[value]
        raise InvalidError([member_fault(value, words, in_words(kind))])

    return hook


def each(values: Iterable[object], hook: Hook, kind: object) -> list[Any]:
    """*values* through *hook*, with every fault under its index."""
    result: list[Any] = []
    faults: list[Fault] = []
    for index, value in enumerate(values):
        try:
            result.append(hook(value, kind))
        except Exception as error:  # whatever a stranger's hook raises becomes a fault
            faults += [fault.below(f"[{index}]") for fault in faults_in(error)]
    if faults:
        raise InvalidError(faults)
    return result


def _sequence(kind: Any, converter: cattrs.Converter) -> Hook:
    origin = get_origin(kind) or kind
    into = {list: list, set: set, frozenset: frozenset}.get(origin, tuple)
    arguments = get_args(kind) or (Any, ...)
    if into is tuple and not (len(arguments) == 2 and arguments[1] is ...):
        return _fixed(arguments, converter)
    element = arguments[0]
    inner = converter.get_structure_hook(element)

    def hook(value: object, _: object) -> object:
        if not isinstance(value, (list, tuple)):
            _refuse(value, "a list")
        made = into(each(value, inner, element))
        if len(made) != len(value):
            raise InvalidError([Fault("", "repeated", "an element stands more than once")])
        return made

    return hook


def _fixed(arguments: tuple[Any, ...], converter: cattrs.Converter) -> Hook:
    hooks = [(converter.get_structure_hook(argument), argument) for argument in arguments]

    def element(paired: Any, _: object) -> object:
        (hook, kind), value = paired
        return hook(value, kind)

    def hook(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            _refuse(value, "a list")
        if len(value) != len(hooks):
            message = f"the list has {len(value)} elements, not {len(hooks)}"
            raise InvalidError([Fault("", "type", message, shown(value))])
        return tuple(each(zip(hooks, value, strict=True), element, None))

    return hook


def _mapping(kind: Any, converter: cattrs.Converter) -> Hook:
    into = FrozenMapping if get_origin(kind) is FrozenMapping else dict
    value_kind = _value_kind(kind)
    inner = converter.get_structure_hook(value_kind)

    def hook(value: object, _: object) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            _refuse(value, "an object")
        result: dict[str, Any] = {}
        faults: list[Fault] = []
        for key, element in value.items():
            try:
                result[_text(key, str)] = inner(element, value_kind)
            except Exception as error:  # whatever a stranger's hook raises becomes a fault
                faults += [fault.below(step(str(key)).lstrip(".")) for fault in faults_in(error)]
        if faults:
            raise InvalidError(faults)
        return into(result)

    return hook


def _value_kind(kind: Any) -> Any:
    """The type of a mapping's values; its keys are text."""
    arguments = get_args(kind)
    if get_origin(kind) is FrozenMapping:
        return arguments[0]
    if arguments and arguments[0] is not str:
        message = f"only mappings with text for keys can be stored, not {kind}"
        raise InvalidError([Fault("", "unstorable", message)])
    return arguments[1] if arguments else Any


def _dump_mapping(kind: Any, converter: cattrs.Converter) -> Dumper:
    inner = converter.get_unstructure_hook(_value_kind(kind))
    return lambda value: {key: inner(element) for key, element in value.items()}


def _union(kind: Any, converter: cattrs.Converter) -> Hook:
    members = [member for member in get_args(kind) if member is not NoneType]
    may_be_none = len(members) < len(get_args(kind))
    hooks = [(member, converter.get_structure_hook(member)) for member in members]
    if len(hooks) == 1:
        only, only_hook = hooks[0]

        def optional(value: object, _: object) -> object:
            return None if value is None else only_hook(value, only)

        return optional

    def hook(value: object, _: object) -> object:
        if value is None and may_be_none:
            return None
        made, faults = [], []
        for member, inner in hooks:
            try:
                made.append(inner(value, member))
            except Exception as error:  # a member that doesn't fit; the others may
                faults += faults_in(error)
        if len(made) == 1:
            return made[0]
        if made:
            message = f"{shown(value)} can be read in {len(made)} ways"
            raise InvalidError([Fault("", "type", message, shown(value))])
        raise InvalidError([_none_fits(faults)] if all(not f.path for f in faults) else faults)

    return hook


def _none_fits(faults: list[Fault]) -> Fault:
    advice = [fault.suggestion for fault in faults if fault.suggestion]
    return attrs.evolve(
        faults[0],
        message=", and ".join(dict.fromkeys(fault.message for fault in faults)),
        suggestion=". Or: ".join(advice) or None,
    )


def _dump_union(kind: Any, converter: cattrs.Converter) -> Dumper:
    nouns = [member for member in get_args(kind) if _is_noun(member)]
    declared = nouns[0] if len(nouns) == 1 else Noun

    def dump(value: object) -> object:
        as_what = declared if isinstance(value, Noun) else type(value)
        return converter.unstructure(value, unstructure_as=as_what)

    return dump


def _is_noun(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Noun)


def _dump_sequence(kind: Any, converter: cattrs.Converter) -> Dumper:
    arguments = get_args(kind) or (Any, ...)
    if len(arguments) == 2 and arguments[1] is ...:
        arguments = arguments[:1]
    hooks = [converter.get_unstructure_hook(argument) for argument in arguments]

    def dump(value: Iterable[object]) -> list[Any]:
        elements = list(value)
        each_hook = hooks * len(elements) if len(hooks) == 1 else hooks
        return [hook(element) for hook, element in zip(each_hook, elements, strict=True)]

    return dump


def _dump_set(kind: Any, converter: cattrs.Converter) -> Dumper:
    plain = _dump_sequence(kind, converter)

    def dump(value: Iterable[object]) -> list[Any]:
        # A set has no order; text is the one order that every element has.
        return sorted(plain(value), key=repr)

    return dump


def _is(kind: type, asked: object) -> bool:
    return asked is kind


def _has_origin(*origins: object) -> Callable[[Any], bool]:
    return lambda kind: kind in origins or get_origin(kind) in origins


def register_strict(converter: cattrs.Converter) -> None:
    """Teach *converter* to take plain values as they are, or not at all."""
    readers: dict[type, Hook] = {
        bool: _exactly(bool),
        int: _exactly(int),
        str: _text,
        float: _number,
        date: _day,
        datetime: _moment,
        time: _clock,
    }
    writers: dict[type, Dumper] = {
        date: date.isoformat,
        datetime: _dump_moment,
        time: _dump_clock,
    }
    # By predicate: registered by class, a hook would also serve every subclass (an enum
    # of texts is a text), and would be asked before any predicate.
    for kind, reader in readers.items():
        converter.register_structure_hook_func(partial(_is, kind), reader)
    for kind, writer in writers.items():
        converter.register_unstructure_hook_func(partial(_is, kind), writer)
    converter.register_structure_hook_factory(
        lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _member
    )
    ordered = _has_origin(list, tuple)
    unordered = _has_origin(set, frozenset)
    converter.register_structure_hook_factory(lambda k: ordered(k) or unordered(k), _sequence)
    converter.register_unstructure_hook_factory(ordered, _dump_sequence)
    converter.register_unstructure_hook_factory(unordered, _dump_set)
    mapping = _has_origin(dict, Mapping, FrozenMapping)
    converter.register_structure_hook_factory(mapping, _mapping)
    converter.register_unstructure_hook_factory(mapping, _dump_mapping)
    is_union = _has_origin(Union, UnionType)
    converter.register_structure_hook_factory(is_union, _union)
    converter.register_unstructure_hook_factory(is_union, _dump_union)
