"""Columns made of annotations: those of a record's fields, or others in the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from ncpi.model import PartialDate
from ncpi.serial.schema import attribute_meanings
from ncpi.tables._schemas.columns import Column, ColumnType
from ncpi.vocabulary import Other

__all__ = ["at", "column", "columns_of"]

_TYPES: Mapping[Any, ColumnType] = {
    bool: ColumnType.TRUTH,
    int: ColumnType.WHOLE,
    float: ColumnType.NUMBER,
    date: ColumnType.DAY,
    tuple: ColumnType.TEXTS,
}


@attrs.frozen
class _Place:
    path: str
    out_of: str | None = None


def at(path: str = "", *, out_of: str | None = None) -> Any:
    """Says, in the place of a field's default, where a column's cells come from: see `Column`."""
    return _Place(path, out_of)


def columns_of(cls: type, *names: str, within: str = "") -> tuple[Column, ...]:
    """The columns of the fields *names* of *cls*, or of all, with its docstring's meanings.

    *cls* is a class of records, or one whose fields describe columns. *within* is the path to the
    record, if a row is on something that contains it.
    """
    hints, meanings = _described(cls)
    columns: list[Column] = []
    for name in names or hints:
        where = getattr(cls, name, None)  # of a record, a slot
        more = where if isinstance(where, _Place) else _Place(f"{within}.{name}" if within else "")
        columns.append(
            column(name, hints[name], _sentence(meanings[name]), more.path, out_of=more.out_of)
        )
    return tuple(columns)


@cache
def _described(cls: type) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """The types and the meanings of the fields of *cls*."""
    return get_type_hints(cls), attribute_meanings(cls)


def _sentence(described: str) -> str:
    plain = re.sub(r"\bnull\b", "empty", f"{described.rstrip('.')}.")
    return re.sub(r"(?:^|(?<=\. ))[a-z]", lambda found: found[0].upper(), plain)


def column(
    name: str, hint: Any, meaning: str, path: str = "", *, out_of: str | None = None
) -> Column:
    """A column of values of the type *hint*, written as the annotation of a field is.

    A cell may be empty if *hint* includes None. An empty list is a cell, so no list is one too.
    """
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = [one for one in members if one is not NoneType]
    kind = _TYPES.get(get_origin(kinds[0]) or kinds[0], ColumnType.TEXT)
    lists = [one for one in kinds if isinstance(one, type) and issubclass(one, Enum)]
    is_list = kind is ColumnType.TEXTS
    return Column(
        name,
        kind,
        meaning,
        nullable=len(kinds) < len(members) and not is_list,
        words=tuple(str(member.value) for words in lists for member in words),
        is_open=Other in kinds,
        is_date=PartialDate in kinds,
        out_of=out_of,
        path=path,
    )
