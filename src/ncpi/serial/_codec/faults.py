"""Converts any exception raised while reading a value to faults."""

from __future__ import annotations

from typing import NoReturn

from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from ncpi.errors import Fault, InvalidError, path_step, shown, type_fault
from ncpi.fields._arguments import raised_faults

__all__ = ["MOST_FAULTS", "faults_in", "refuse", "too_many"]

MOST_FAULTS = 10_000
"""The limit for one list or object: more faults are of no use to a reader, and a fault takes far
more memory than the value it is about."""


def too_many(what: str) -> Fault:
    """The fault that the rest of *what* was not read."""
    message = f"more than {MOST_FAULTS:,} faults: the rest of the {what} was not read"
    return Fault("", "too-many", message)


def faults_in(error: Exception) -> list[Fault]:
    """The faults behind an exception raised while reading one value."""
    if isinstance(error, BaseValidationError):
        return [fault for inner in error.exceptions for fault in _noted_faults(inner)]
    if isinstance(error, ForbiddenExtraKeysError):
        return [
            Fault("", "unknown-key", f"{shown(key)} is not a field of {error.cl.__name__}").below(
                path_step(key)
            )
            for key in sorted(error.extra_fields)
        ]
    return raised_faults(error)


def _noted_faults(error: Exception) -> list[Fault]:
    # How cattrs names the fields on the way to a value.
    names = [str(note.name) for note in getattr(error, "__notes__", ()) if hasattr(note, "name")]
    # How it reports a missing key.
    if type(error) is KeyError and error.args[0] in names:
        found = [Fault("", "missing", f"the key {error} is missing")]
    else:
        found = faults_in(error)
    for name in names:
        found = [fault.below(name) for fault in found]
    return found


def refuse(value: object, wanted: str) -> NoReturn:
    """Raise an `InvalidError`: *value* is not *wanted*, a type in plain words."""
    raise InvalidError([type_fault(value, wanted)])
