"""Converters: turn the forms that callers may pass into the form that a record stores.

A converter never raises. A value that it can't convert is returned unchanged, and the field's
validator reports it, so that one error can list every fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from inspect import getattr_static
from types import NoneType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, get_args

from ncpi.fields._frozen import FrozenMapping, as_mapping, as_tuple

__all__ = [
    "each_reader",
    "many_of",
    "mapping_of",
    "one_of",
    "parse_date",
    "parse_time",
    "parser_of",
    "text_reader",
    "time_text",
    "tuple_of",
]

T = TypeVar("T")
V = TypeVar("V")

_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"


def parser_of(kind: object) -> Callable[[str], object] | None:
    """The function that reads a value of *kind* from text; None if text can't represent one.

    The function raises `ValueError` (`InvalidError` is one) or `KeyError` for any other text.
    """
    if not isinstance(kind, type):
        return None
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if kind is date:
        return parse_date
    if kind is time:
        return parse_time
    # An instance method called parse doesn't make objects of the class.
    method = getattr_static(cast("object", kind), "parse", None)
    is_reader = isinstance(method, (classmethod, staticmethod))
    parse: Callable[[str], object] = getattr(cast("object", kind), "parse", str)
    return parse if is_reader else None


def parse_date(text: str) -> date:
    """The date written as ``2018-08-30``; every other form, ISO or not, is a `ValueError`."""
    if not re.fullmatch(_DATE, text):
        raise ValueError(text)
    return date.fromisoformat(text)


def parse_time(text: str) -> time:
    """The time of day written as ``08:30``, to the microsecond; else a `ValueError`."""
    if not re.fullmatch(_TIME, text):
        raise ValueError(text)
    return time.fromisoformat(text)


def time_text(value: time) -> str:
    """The inverse of `parse_time`: with seconds only if it has any."""
    is_whole_minute = value.second == 0 and value.microsecond == 0
    return value.isoformat("minutes" if is_whole_minute else "auto")


@cache
def text_reader(kind: Any) -> Callable[[Any], Any]:
    """A function that reads a value of *kind* from text, and returns everything else unchanged."""
    kinds = [one for one in get_args(kind) if one is not NoneType] or [kind]
    # A union with str keeps text as text.
    parsers = [parser for one in kinds if str not in kinds and (parser := parser_of(one))]

    def convert(value: object) -> object:
        # Not isinstance: a member of a StrEnum is text too.
        if type(value) is str:
            for parser in parsers:
                try:
                    return parser(value)
                except Exception:  # noqa: BLE001, S112 - another package's parse may raise anything
                    continue
        return value

    return convert


def each_reader(kind: Any) -> Callable[[Any], Any]:
    """As `text_reader`, for each element of an ordered collection, which becomes a tuple."""
    convert = text_reader(kind)

    def convert_each(value: Iterable[object]) -> object:
        elements = as_tuple(value)
        unchecked: object = elements  # not a tuple if it wasn't an ordered collection
        return tuple(map(convert, elements)) if isinstance(unchecked, tuple) else unchecked

    return convert_each


# Type checkers can't infer the types of a generic function used as a converter, so they see
# each converter as a class. At run time, indexing it returns the function.
if TYPE_CHECKING:

    class tuple_of(tuple[T, ...]):  # noqa: N801, SLOT001 - used as a function
        """Any ordered collection of *T* as a tuple: ``converter=tuple_of[Finding]``."""

        def __new__(cls, value: Iterable[T], /) -> Self: ...

    class many_of(tuple[T, ...]):  # noqa: N801, SLOT001 - as above
        """As `tuple_of`, and each element may be text: ``converter=many_of[Weekday]``."""

        def __new__(cls, value: Iterable[T | str], /) -> Self: ...

    class one_of(Generic[T]):  # noqa: N801 - as above
        """A *T*, or text that represents one: ``converter=one_of[ReportKind]``."""

        def __new__(cls, value: T | str, /) -> T: ...  # type: ignore[misc]  # it returns a T, not an instance of this class

    class mapping_of(FrozenMapping[V]):  # noqa: N801 - as above
        """Any mapping, or pairs, as a `FrozenMapping`: ``converter=mapping_of[int]``."""

        def __init__(self, value: Mapping[str, V] | Iterable[tuple[str, V]], /) -> None: ...

else:

    class tuple_of:  # noqa: N801 - as above
        """Any ordered collection of *T* as a tuple: ``converter=tuple_of[Finding]``.

        A list becomes a tuple. Text, sets and mappings are left for the validator to reject:
        text is never split into characters, nor given an order that the value doesn't have.
        """

        def __class_getitem__(cls, kind):
            return as_tuple

    class many_of:  # noqa: N801 - as above
        """As `tuple_of`, and each element may be text: ``converter=many_of[Weekday]``."""

        def __class_getitem__(cls, kind):
            return each_reader(kind)

    class one_of:  # noqa: N801 - as above
        """A *T*, or text that represents one: ``converter=one_of[ReportKind]``.

        Text can represent a member of an enumeration (its value), a `datetime.date`
        (``2018-08-30``), a `datetime.time` (``08:30``), and an object of any class with a
        class method ``parse``. With ``one_of[ReportKind | None]``, None is accepted too.
        """

        def __class_getitem__(cls, kind):
            return text_reader(kind)

    class mapping_of:  # noqa: N801 - as above
        """Any mapping, or pairs, as a `FrozenMapping`: ``converter=mapping_of[int]``."""

        def __class_getitem__(cls, kind):
            return as_mapping
