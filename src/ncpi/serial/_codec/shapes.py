"""The shapes of the fields of our own records that the quick path supports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    NamedTuple,
    ParamSpec,
    TypeGuard,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs

from ncpi.fields import FrozenMapping, Validator
from ncpi.fields._annotations import validators_of
from ncpi.fields._arguments import default_of
from ncpi.model import PartialDate, Record
from ncpi.model.record import fields_in_order, resolve_types
from ncpi.serial._codec.shorthand import SHORTHANDS
from ncpi.vocabulary import Edge, Other

__all__ = [
    "Field",
    "Shape",
    "UnsupportedError",
    "cached",
    "is_left_unset",
    "is_record",
    "open_list_of",
    "shapes",
]

P = ParamSpec("P")
T = TypeVar("T")


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """`functools.cache` that keeps the types of *function*."""
    return cast("Callable[P, T]", cache(function))  # mypy doesn't take record classes as hashable


def is_record(kind: object) -> TypeGuard[type[Record]]:
    """Whether *kind* is a class of records."""
    return isinstance(kind, type) and issubclass(kind, Record)


class UnsupportedError(Exception):
    """The quick path doesn't support this value, valid or not; the thorough path handles it."""


class Shape(NamedTuple):
    """What a field contains, in the terms of the quick path.

    Attributes:
        form: ``plain`` (text, integer or boolean), ``number`` (a float), ``day`` (a date), ``word``
            (an enumeration member), ``short`` (a record written as text; for `Edge`, a member or
            a date; for another enumeration, a member or an `Other`), ``record``, ``any`` (a
            record of any class, named by its type), ``many`` (a tuple), ``table`` (a mapping) or
            ``default`` (of another type: only its default, None or an empty tuple, is supported).
        kind: the class of its value.
        inner: the shape of a tuple's elements or a mapping's values.
        may_be_none: whether None is allowed.
    """

    form: str
    kind: type
    inner: Shape | None = None
    may_be_none: bool = False


class Field(NamedTuple):
    """One field of a class: its name, shape, default and validator."""

    name: str
    shape: Shape
    default: object
    validator: Validator
    is_ordered: bool


@cached
def shapes(cls: type[Record]) -> tuple[Field, ...]:
    """The fields of *cls*, in the order of the document.

    Raises:
        UnsupportedError: the class isn't one of our records, or has a field of an unsupported
            type.
    """
    if not cls.__module__.startswith("ncpi.") or not cls.TAG:
        raise UnsupportedError
    resolve_types(cls)
    found: list[Field] = []
    for field in fields_in_order(cls):
        if field.name == "unknown_fields":
            continue
        if not field.init or field.alias != field.name:
            raise UnsupportedError
        shape = _shape_or_default(field)
        found.append(
            Field(
                field.name,
                shape,
                default_of(field),
                _validator(cls, field),
                bool(field.metadata.get("ordered")),
            )
        )
    return tuple(found)


def _shape_or_default(field: attrs.Attribute[Any]) -> Shape:
    """The shape of *field*; one of another type may only hold its default, if that is empty."""
    try:
        return _shape(field.type)
    except UnsupportedError:
        if default_of(field) in (None, ()):
            return Shape("default", NoneType)
        raise


def open_list_of(kind: Any) -> type[Enum] | None:
    """The enumeration of the open list that *kind* allows; None if it isn't one."""
    members = [one for one in get_args(kind) if one is not NoneType]
    if Other not in members or len(members) != 2:
        return None
    members.remove(Other)
    return cast("type[Enum]", members[0])


def _shape(kind: Any) -> Shape:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        one_of = [one for one in arguments if one is not NoneType]
        if set(arguments) == {PartialDate, Edge}:
            return Shape("short", Edge)
        if (words := open_list_of(kind)) is not None:
            return Shape("short", words, may_be_none=NoneType in arguments)
        if len(one_of) == 1:
            return _shape(one_of[0])._replace(may_be_none=True)
        raise UnsupportedError
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return Shape("many", tuple, _shape(arguments[0]))
    if origin is FrozenMapping and (inner := _shape(arguments[0])).form in ("plain", "number"):
        return Shape("table", FrozenMapping, inner)
    if not isinstance(kind, type):
        raise UnsupportedError
    return Shape(_of(kind), kind)


_FORMS: Mapping[object, str] = {
    **dict.fromkeys((str, int, bool), "plain"),
    float: "number",
    date: "day",
    Record: "any",
}


def _of(kind: type) -> str:
    if kind in _FORMS:
        return _FORMS[kind]
    if kind in SHORTHANDS:
        return "short"
    if issubclass(kind, Enum):
        return "word"
    if issubclass(kind, Record) and shapes(kind):
        return "record"
    raise UnsupportedError


def _validator(cls: type[Record], field: attrs.Attribute[Any]) -> Validator:
    validator = validators_of(cls).get(field.name)
    if validator is None or field.validator is not None:
        raise UnsupportedError
    return validator


def is_left_unset(field: Field) -> bool:
    """Whether a struct marks the field's default as unset, since it can't hold it."""
    has_default = field.default is not attrs.NOTHING and field.default is not None
    return has_default and field.shape.form in ("record", "table", "short")
