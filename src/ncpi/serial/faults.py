"""Any exception that reading a value may raise, as faults."""

from __future__ import annotations

from typing import NoReturn

from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from ncpi.errors import Fault, InvalidError, shown, type_fault

__all__ = ["faults_in", "refuse"]


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


def refuse(value: object, wanted: str) -> NoReturn:
    """Raise that *value* is of another kind than *wanted*."""
    raise InvalidError([type_fault(value, wanted)])
