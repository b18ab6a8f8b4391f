"""Converters: what callers may write for a value, brought into the form that a record keeps.

A converter never refuses. What it can't convert stays as it is, and the validator that the
field's type asks for says what is wrong with it: so one error can list every fault.
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

__all__ = ["many_of", "mapping_of", "one_of", "parser_of", "text_reader", "tuple_of"]

T = TypeVar("T")
V = TypeVar("V")

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"


def parser_of(kind: object) -> Callable[[str], object] | None:
    """What makes a value of *kind* from text; None if text never stands for one.

    The function raises `ValueError` (`InvalidError` is one) or `KeyError` for any other text.
    """
    if not isinstance(kind, type):
        return None
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if kind is date:
        return _day
    if kind is time:
        return _clock_time
    # Only what can be called on the class itself reads text; an instance's method doesn't.
    found = getattr_static(cast("object", kind), "parse", None)
    is_reader = isinstance(found, (classmethod, staticmethod))
    parse: Callable[[str], object] = getattr(cast("object", kind), "parse", str)
    return parse if is_reader else None


def _day(text: str) -> date:
    if not re.fullmatch(_DAY, text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _clock_time(text: str) -> time:
    if not re.fullmatch(_CLOCK, text):
        raise ValueError(text)
    return time.fromisoformat(text)


@cache
def text_reader(kind: Any) -> Callable[[Any], Any]:
    """A function that makes a value of *kind* from text, and leaves everything else alone."""
    kinds = [one for one in get_args(kind) if one is not NoneType] or [kind]
    # Where text is wanted, text stays text.
    parsers = [parser for one in kinds if str not in kinds and (parser := parser_of(one))]

    def convert(value: object) -> object:
        # An enumeration's member is text of another class.
        if type(value) is str:
            for parser in parsers:
                try:
                    return parser(value)
                except Exception:  # noqa: BLE001, S112 - a stranger's parse may raise anything
                    continue
        return value

    return convert


def _each_reader(kind: Any) -> Callable[[Any], Any]:
    convert = text_reader(kind)

    def convert_each(value: Iterable[object]) -> object:
        held = as_tuple(value)
        given: object = held  # what is no collection came back as it was
        return tuple(map(convert, held)) if isinstance(given, tuple) else given

    return convert_each


# Type checkers infer nothing of a generic function used as a converter, so each converter
# is a class to them. When the code runs, indexing it gives the function.
if TYPE_CHECKING:

    class tuple_of(tuple[T, ...]):  # noqa: N801, SLOT001 - it stands where a function would
        """Any ordered collection of *T* as a tuple: ``converter=tuple_of[Finding]``."""

        def __new__(cls, value: Iterable[T], /) -> Self: ...

    class many_of(tuple[T, ...]):  # noqa: N801, SLOT001 - as above
        """As `tuple_of`, where text may stand for each: ``converter=many_of[Weekday]``."""

        def __new__(cls, value: Iterable[T | str], /) -> Self: ...

    class one_of(Generic[T]):  # noqa: N801 - as above
        """A *T*, or the text that stands for it: ``converter=one_of[ReportKind]``."""

        def __new__(cls, value: T | str, /) -> T: ...  # type: ignore[misc]  # what it makes isn't itself

    class mapping_of(FrozenMapping[V]):  # noqa: N801 - as above
        """Any mapping, or pairs, as a `FrozenMapping`: ``converter=mapping_of[int]``."""

        def __init__(self, value: Mapping[str, V] | Iterable[tuple[str, V]], /) -> None: ...

else:

    class tuple_of:  # noqa: N801 - as above
        """Any ordered collection of *T* as a tuple: ``converter=tuple_of[Finding]``.

        A list becomes a tuple. Text, sets and mappings stay as they are and are refused:
        nothing is split into letters or put into an order that it never had.
        """

        def __class_getitem__(cls, kind):
            return as_tuple

    class many_of:  # noqa: N801 - as above
        """As `tuple_of`, where text may stand for each element: ``converter=many_of[Weekday]``."""

        def __class_getitem__(cls, kind):
            return _each_reader(kind)

    class one_of:  # noqa: N801 - as above
        """A *T*, or the text that stands for it: ``converter=one_of[ReportKind]``.

        Text stands for a member of an enumeration (its value), a `datetime.date` (ISO, such
        as ``2018-08-30``), a `datetime.time` (``08:30``), and an object of any class with a
        class method ``parse``. With ``one_of[ReportKind | None]``, None is taken too.
        """

        def __class_getitem__(cls, kind):
            return text_reader(kind)

    class mapping_of:  # noqa: N801 - as above
        """Any mapping, or pairs, as a `FrozenMapping`: ``converter=mapping_of[int]``."""

        def __class_getitem__(cls, kind):
            return as_mapping
