"""The fields of records that are stored, and the shapes for which the happy path has code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeGuard, Union, cast, get_args, get_origin

import attrs

from ncpi.errors import Fault, InvalidError
from ncpi.fields import FrozenMapping, distinct
from ncpi.fields._annotations import cached, hints_of
from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Framework,
    GradeScale,
    ItemRef,
    PartialDate,
    Record,
    Timescale,
    record_class,
)
from ncpi.model.record import fields_in_order
from ncpi.vocabulary import Other

__all__ = [
    "SHORTHANDS",
    "Part",
    "Shape",
    "Shorthand",
    "archive_class",
    "is_ordered",
    "is_ours",
    "is_record",
    "open_list_of",
    "parts_of_archive",
    "shape_of",
    "stored_fields",
    "unstorable",
]


def is_record(kind: object) -> TypeGuard[type[Record]]:
    """Whether *kind* is a class of records."""
    return isinstance(kind, type) and issubclass(kind, Record)


def is_ours(cls: type) -> bool:
    """Whether *cls* is one of ncpi's own classes, whose fields are known."""
    return cls.__module__.partition(".")[0] == "ncpi"


@attrs.frozen
class Shorthand:
    """How records of one class are read from and written as text.

    Attributes:
        read: makes the record from the text; raises `InvalidError` if it can't.
        write: returns the text, or None if text can't hold all of the record.
    """

    read: Callable[[str], Record]
    write: Callable[[Record], str | None]


def _write_text(record: Record) -> str | None:
    by = record.by if isinstance(record, Timescale) else None
    # What isn't known of the date by which something is due is in its text no more than the rest.
    is_whole = not record.unknown_fields and (by is None or not by.unknown_fields)
    return str(record) if is_whole else None


def _key_in(known: Mapping[str, Record]) -> Callable[[Record], str | None]:
    """Writes a record that ncpi ships as its key; any other must be written in full."""

    def write(record: Record) -> str | None:
        return next((key for key, shipped in known.items() if shipped == record), None)

    return write


SHORTHANDS: Mapping[type[Record], Shorthand] = {
    PartialDate: Shorthand(PartialDate.parse, _write_text),
    Timescale: Shorthand(Timescale.parse, _write_text),
    ItemRef: Shorthand(ItemRef.parse, _write_text),
    GradeScale: Shorthand(GradeScale.parse, _key_in(GRADE_SCALES)),
    Framework: Shorthand(Framework.parse, _key_in(FRAMEWORKS)),
}
"""Records that are written as text where the field declares their class."""


class Shape(NamedTuple):
    """What a field contains, in the terms of the happy path.

    Attributes:
        form: ``plain`` (text, integer or boolean), ``number`` (a float), ``day`` (a date),
            ``clock`` (a time), ``word`` (an enumeration member), ``open`` (a member or an
            `Other`), ``record`` (a record, or a member of an enumeration), ``many`` (a tuple),
            ``table`` (a mapping) or ``other`` (whatever the thorough path makes of it).
        kind: the class of its value; for ``record`` the classes that it may have.
        inner: the shape of a tuple's elements or a mapping's values.
        may_be_none: whether None is allowed.
    """

    form: str
    kind: Any
    inner: Shape | None = None
    may_be_none: bool = False


def unstorable(cls: type, why: str) -> InvalidError:
    """The error that records of *cls* can't be stored."""
    message = f"{cls.__module__}.{cls.__qualname__} can't be stored: {why}"
    return InvalidError([Fault("", "unstorable", message)])


@cached
def stored_fields(cls: type[Record]) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of *cls* that are stored, with plain types, in the order of the document."""
    if "__attrs_attrs__" not in cls.__dict__:
        raise unstorable(cls, "it isn't decorated: put @attrs.frozen(kw_only=True) above it")
    hints = hints_of(cls, plain=True)
    return tuple(
        field.evolve(type=hints[field.name])
        for field in fields_in_order(cls)
        # A field that is neither an argument nor compared is internal to the object.
        if field.name != "unknown_fields" and (field.init or field.eq)
    )


def is_ordered(field: attrs.Attribute[Any]) -> bool:
    """Whether the keys of the mapping in *field* are stored in their own order, not sorted."""
    return bool(field.metadata.get("ordered"))


def open_list_of(kind: Any) -> type[Enum] | None:
    """The enumeration of the open list that *kind* allows; None if it isn't one."""
    members = [one for one in get_args(kind) if one is not NoneType]
    if Other not in members or len(members) != 2:
        return None
    members.remove(Other)
    return cast("type[Enum]", members[0])


_FORMS: Mapping[object, str] = {
    **dict.fromkeys((str, int, bool), "plain"),
    float: "number",
    date: "day",
    time: "clock",
}


def shape_of(kind: Any) -> Shape:
    """The shape of a field of the type *kind*."""
    origin, arguments = get_origin(kind), get_args(kind)
    known: Shape | None = None
    if origin in (Union, UnionType):
        known = _union(kind, tuple(one for one in arguments if one is not NoneType))
    elif origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        inner = shape_of(arguments[0])
        if inner.form not in ("many", "table", "other", "number") and not inner.may_be_none:
            known = Shape("many", tuple, inner)
    elif origin is FrozenMapping:
        inner = shape_of(arguments[0])
        if inner.form in ("plain", "number"):
            known = Shape("table", FrozenMapping, inner)
    elif kind in _FORMS:
        known = Shape(_FORMS[kind], kind)
    elif _is_word(kind):
        known = Shape("word", kind)
    elif is_record(kind):
        known = Shape("record", (kind,))
    return known or Shape("other", kind)


def _union(kind: Any, members: tuple[Any, ...]) -> Shape | None:
    may_be_none = NoneType in get_args(kind)
    if (words := open_list_of(kind)) is not None:
        return Shape("open", words, None, may_be_none)
    if len(members) == 1:
        return shape_of(members[0])._replace(may_be_none=may_be_none)
    if any(map(is_record, members)) and all(is_record(one) or _is_word(one) for one in members):
        return Shape("record", members, None, may_be_none)
    return None


def _is_word(kind: Any) -> bool:
    is_enum = isinstance(kind, type) and issubclass(kind, Enum)
    return is_enum and all(type(one.value) is str for one in cast("type[Enum]", kind))


class Part(NamedTuple):
    """A field of an archive that holds records, one on each line.

    Attributes:
        field: its name.
        kind: the class of its records.
        marks: the attributes of which no two records have the same values; empty if any may.
    """

    field: str
    kind: type[Record]
    marks: tuple[str, ...] = ()


@cache
def parts_of_archive() -> tuple[Part, ...]:
    """The fields of an archive whose records are lines, in order."""
    return tuple(_parts(hints_of(archive_class())))


def archive_class() -> type[Record]:
    """The class `ncpi.Archive`."""
    # Looked up by its tag: the module ncpi.archive is in a higher layer than this package.
    return cast("type[Record]", record_class("archive"))


def _parts(hints: Mapping[str, Any]) -> Iterator[Part]:
    for name, hint in hints.items():
        plain, *metadata = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        kind = get_args(plain)[0] if get_origin(plain) is tuple else None
        if isinstance(kind, type) and issubclass(kind, Record):
            marks = [mark for one in metadata if isinstance(one, distinct) for mark in one.by]
            yield Part(name, kind, tuple(marks))
