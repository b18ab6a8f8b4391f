"""Checks an argument that contains several records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ncpi import fields
from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.model import Record

__all__ = ["several"]

T = TypeVar("T")


def several(iterable: object, hint: type[T], argument: str, others: Sequence[Fault] = ()) -> T:
    """The elements of *iterable*, a tuple of the type *hint*; *others* are other arguments' faults.

    Raises:
        ncpi.errors.InvalidError: it isn't iterable, an element is of another class, or there
            are *others*.
    """
    if isinstance(iterable, Record):  # an archive would give one fault for each of its reports
        fault = type_fault(iterable, f"a list of {argument}").below(argument)
        raise InvalidError([fault, *others], "tables")
    faults: list[Fault] = []
    elements = fields.accept(hint, iterable, argument, faults)
    fields.refuse([*faults, *others], "tables")
    return elements
