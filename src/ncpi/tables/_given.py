"""Several things that a caller hands over for a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from ncpi import fields
from ncpi.errors import Fault, InvalidError, type_fault

__all__ = ["several"]

T = TypeVar("T")


def several(
    given: object, kinds: tuple[type[T], ...], argument: str, besides: Sequence[Fault] = ()
) -> tuple[T, ...]:
    """What *given* holds, each of one of *kinds*; *besides* are the faults of other arguments.

    Raises:
        ncpi.errors.InvalidError: something else is given.
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidError([type_fault(given, argument)], "tables")
    held = tuple(cast("Iterable[T]", given))
    found = fields.each(fields.instance(*kinds)).faults(held)
    fields.refuse([*(fault.below(argument) for fault in found), *besides], "tables")
    return held
