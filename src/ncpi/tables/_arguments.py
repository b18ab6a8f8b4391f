"""Checks an argument that contains several records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ncpi import fields
from ncpi.errors import Fault

__all__ = ["several"]

T = TypeVar("T")


def several(iterable: object, hint: type[T], argument: str, others: Sequence[Fault] = ()) -> T:
    """The elements of *iterable*, a tuple of the type *hint*; *others* are other arguments' faults.

    Raises:
        ncpi.errors.InvalidError: it isn't iterable, an element is of another class, or there
            are *others*.
    """
    faults: list[Fault] = []
    elements = fields.accept(hint, iterable, argument, faults)
    fields.refuse([*faults, *others], "tables")
    return elements
