"""What the fields of our own records hold, as far as the quick path knows such things."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, ParamSpec, TypeVar, Union, cast, get_args, get_origin

import attrs

from ncpi.fields import FrozenMapping, Validator, validators_of
from ncpi.model import PartialDate, Record
from ncpi.model.record import default_of, fields_in_order, resolve_types
from ncpi.serial._codec.shorthand import SHORTHANDS
from ncpi.vocabulary import Edge

__all__ = ["Doubt", "Field", "Shape", "is_left_unset", "kept", "shapes"]

P = ParamSpec("P")
T = TypeVar("T")


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """*function*, called once for the same arguments; `functools.cache` with its types kept."""
    return cast("Callable[P, T]", cache(function))  # mypy takes no class of records for hashable


class Doubt(Exception):  # noqa: N818 - no error: it sends the work to the thorough path
    """Something isn't plainly right; the thorough path will say whether it is wrong."""


class Shape(NamedTuple):
    """What a field holds, as far as the quick path knows such things.

    Attributes:
        of: ``plain`` (text, number, truth), ``word`` (a member of an enum), ``short`` (a
            record written as text; of `Edge`: one, or a date), ``record``, ``many`` (a tuple)
            or ``table`` (a mapping).
        kind: the class of what it holds.
        inner: the shape of the elements of a tuple or the values of a mapping.
        may_be_none: whether it may hold None.
    """

    of: str
    kind: type
    inner: Shape | None = None
    may_be_none: bool = False


class Field(NamedTuple):
    """One field of a class: its name, its shape, its default, and what validates it."""

    name: str
    shape: Shape
    default: object
    validator: Validator
    is_ordered: bool


@kept
def shapes(cls: type[Record]) -> tuple[Field, ...]:
    """The fields of *cls*, in the order in which they are written.

    Raises:
        Doubt: the class isn't one of our records, or holds what the quick path can't treat.
    """
    if not cls.__module__.startswith("ncpi.") or not cls.TAG:
        raise Doubt
    resolve_types(cls)
    found: list[Field] = []
    for field in fields_in_order(cls):
        if field.name == "unknown_fields":
            continue
        if not field.init or field.alias != field.name:
            raise Doubt
        shape = _shape(field.type)
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


def _shape(kind: Any) -> Shape:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        one_of = [one for one in arguments if one is not NoneType]
        if set(arguments) == {PartialDate, Edge}:
            return Shape("short", Edge)
        if len(one_of) == 1:
            return _shape(one_of[0])._replace(may_be_none=True)
        raise Doubt
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return Shape("many", tuple, _shape(arguments[0]))
    if origin is FrozenMapping and (inner := _shape(arguments[0])).of == "plain":
        return Shape("table", FrozenMapping, inner)
    if not isinstance(kind, type):
        raise Doubt
    return Shape(_of(kind), kind)


def _of(kind: type) -> str:
    if kind in (str, int, bool):
        return "plain"
    if kind in SHORTHANDS:
        return "short"
    if issubclass(kind, Enum):
        return "word"
    if issubclass(kind, Record) and shapes(kind):
        return "record"
    raise Doubt


def _validator(cls: type[Record], field: attrs.Attribute[Any]) -> Validator:
    validator = validators_of(cls).get(field.name)
    if validator is None or field.validator is not None:
        raise Doubt
    return validator


def is_left_unset(field: Field) -> bool:
    """Whether a struct can't hold the field's default itself."""
    has_default = field.default is not attrs.NOTHING and field.default is not None
    return has_default and field.shape.of in ("record", "table", "short")
