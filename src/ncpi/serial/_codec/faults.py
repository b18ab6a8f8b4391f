"""Any exception that reading a value may raise, as faults."""

from __future__ import annotations

from typing import NoReturn

from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from ncpi.errors import Fault, InvalidError, NcpiError, path_step, shown, type_fault

__all__ = ["MOST_FAULTS", "faults_in", "refuse", "too_many"]

MOST_FAULTS = 10_000
"""Of one list or object: nobody mends more by hand, and each takes far more memory than what
it is about."""


def too_many(what: str) -> Fault:
    """The rest of *what* was not looked at."""
    message = f"more than {MOST_FAULTS:,} faults: the rest of the {what} was not read"
    return Fault("", "too-many", message)


def faults_in(error: Exception) -> list[Fault]:
    """The faults behind any exception that reading one value raised."""
    if isinstance(error, InvalidError):
        return list(error.faults)
    if isinstance(error, BaseValidationError):
        return [fault for inner in error.exceptions for fault in _noted_faults(inner)]
    if isinstance(error, ForbiddenExtraKeysError):
        return [
            Fault("", "unknown-key", f"{shown(key)} is no field of {error.cl.__name__}").below(
                path_step(key)
            )
            for key in sorted(error.extra_fields)
        ]
    if isinstance(error, KeyError) and not isinstance(error, NcpiError):
        return [
            Fault("", "choice", f"{shown(error.args[0] if error.args else '')} is not known here")
        ]
    if isinstance(error, RecursionError):
        return [Fault("", "too-deep", "nested too deep to be read")]
    said = str(error) or type(error).__name__
    return [Fault("", "choice", said[:200])]


def _noted_faults(error: Exception) -> list[Fault]:
    names = [getattr(note, "name", None) for note in getattr(error, "__notes__", ())]
    # The one way that cattrs says that a key isn't there.
    if type(error) is KeyError and error.args[0] in names:
        found = [Fault("", "missing", f"the key {error} is missing")]
    else:
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
