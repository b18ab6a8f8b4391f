"""Every fault of the arguments of a constructor, whether a caller or a document gives them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ncpi.errors import Fault, InvalidError, NcpiError, in_words, nearest, path_step, shown
from ncpi.fields._annotations import (
    freezer_of,
    hints_of,
    type_faults,
    validator_faults,
)

__all__ = [
    "FACTORY",
    "argument_faults",
    "default_of",
    "missing_fault",
    "raised_faults",
    "stored_value",
    "unknown_key_fault",
    "value_faults",
]

# attrs declares Factory as a function for type checkers, but it is a class.
FACTORY: Any = attrs.Factory


def default_of(field: attrs.Attribute[Any]) -> object:
    """The default value of *field*; `attrs.NOTHING` if it is required."""
    default: Any = field.default
    if not isinstance(default, FACTORY):
        return default
    return attrs.NOTHING if default.takes_self else default.factory()


def missing_fault(key: str) -> Fault:
    """The fault that the required field *key* was not given."""
    return Fault(key, "missing", f"{key!r} is missing")


def unknown_key_fault(cls: type, key: str, known: Collection[str]) -> Fault:
    """The fault that *key* isn't one of *known*, the names of the fields of *cls*."""
    near = nearest(key, known)
    advice = f"Did you mean {near!r}?" if near else f"Known keys: {', '.join(sorted(known))}"
    message = f"{shown(key)} is not a field of {in_words(cls)}"
    return Fault("", "unknown-key", message, "", advice).below(path_step(key))


def argument_faults(cls: Any, given: Mapping[str, object]) -> Iterator[Fault]:
    """The faults of the arguments *given* to the constructor of *cls*, missing ones included."""
    fields = [field for field in attrs.fields(cls) if field.init]
    known = [field.alias or field.name for field in fields]
    for field, key in zip(fields, known, strict=True):
        if key not in given and field.default is attrs.NOTHING:
            yield missing_fault(key)
    for key in given:
        if key not in known:
            yield unknown_key_fault(cls, key, known)
    yield from value_faults(cls, given)


def value_faults(cls: Any, given: Mapping[str, object]) -> Iterator[Fault]:
    """The faults of the values *given* to the constructor of *cls*, each of which is an argument.

    attrs itself stops at the first. Names that are no argument are ignored.
    """
    hints = hints_of(cls)
    fields = {
        field.alias or field.name: field for field in attrs.fields(cls) if field.init or field.eq
    }
    # Another package's validator may read other fields of the object, so it is made from those
    # that are right, and has no others.
    made = object.__new__(cls)
    found: dict[str, Sequence[Fault]] = {}
    for key, field in fields.items():
        value = default_of(field)
        if key in given:
            # An attrs.Converter may need the object, so its result isn't known yet.
            if isinstance(field.converter, attrs.Converter):
                continue
            try:
                value = stored_value(field, hints[field.name], given[key])
                found[key] = type_faults(cls, field, value)
            except Exception as error:  # noqa: BLE001 - another package's converter may raise anything
                found[key] = [fault.below(key) for fault in raised_faults(error)]
        if value is not attrs.NOTHING and not found.get(key):
            object.__setattr__(made, field.name, value)
    for key, faults in found.items():
        yield from faults or validator_faults(fields[key], made)


def stored_value(field: attrs.Attribute[Any], hint: object, value: object) -> object:
    """What *field*, annotated with *hint*, stores for the argument *value*."""
    converter: Any = getattr(field, "converter")  # noqa: B009 - typed too narrowly
    if callable(converter) and not isinstance(converter, attrs.Converter):
        value = converter(value)
    freeze = freezer_of(hint)
    return freeze(value) if freeze else value


def raised_faults(error: Exception) -> list[Fault]:
    """The faults behind an exception that another package's code raised about one value."""
    if isinstance(error, InvalidError):
        return list(error.faults)
    if isinstance(error, KeyError) and not isinstance(error, NcpiError):
        return [
            Fault("", "choice", f"{shown(error.args[0] if error.args else '')} is unknown here")
        ]
    if isinstance(error, RecursionError):
        return [Fault("", "too-deep", "nested too deep to be read")]
    message = str(error) or type(error).__name__
    return [Fault("", "choice", message[:200])]
