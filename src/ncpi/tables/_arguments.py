"""Checks an argument that contains several records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from ncpi import fields
from ncpi.errors import Fault, InvalidError, type_fault

__all__ = ["several"]

T = TypeVar("T")


def several(
    iterable: object, kinds: tuple[type[T], ...], argument: str, others: Sequence[Fault] = ()
) -> tuple[T, ...]:
    """The elements of *iterable*, each of one of *kinds*; *others* are other arguments' faults.

    Raises:
        ncpi.errors.InvalidError: it isn't iterable, an element is of another class, or there
            are *others*.
    """
    if isinstance(iterable, str) or not isinstance(iterable, Iterable):
        raise InvalidError([type_fault(iterable, argument)], "tables")
    elements = tuple(cast("Iterable[T]", iterable))
    faults = fields.each(fields.instance(*kinds)).faults(elements)
    fields.refuse([*(fault.below(argument) for fault in faults), *others], "tables")
    return elements
