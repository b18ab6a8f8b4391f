"""The columns that hold the fields of a class of records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from ncpi.fields._annotations import cached, hints_of
from ncpi.model import PartialDate, Record
from ncpi.serial.schema import attribute_meanings
from ncpi.tables._schemas.columns import Column, ColumnType
from ncpi.vocabulary import Other

__all__ = ["columns_of"]

_TYPES: Mapping[Any, ColumnType] = {
    bool: ColumnType.TRUTH,
    int: ColumnType.WHOLE,
    float: ColumnType.NUMBER,
}


def columns_of(cls: type[Record], *names: str) -> tuple[Column, ...]:
    """The columns of the fields *names* of *cls*, with their meanings from its docstring."""
    columns = _columns(cls)
    return tuple(columns[name] for name in names)


@cached
def _columns(cls: type[Record]) -> Mapping[str, Column]:
    meanings = attribute_meanings(cls)
    return {
        name: _column(name, hint, meanings.get(name, ""))
        for name, hint in hints_of(cls, plain=True).items()
    }


def _column(name: str, hint: Any, described: str) -> Column:
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = [one for one in members if one is not NoneType]
    plain = re.sub(r"\bnull\b", "empty", f"{described.rstrip('.')}.")
    meaning = re.sub(r"(?:^|(?<=\. ))[a-z]", lambda found: found[0].upper(), plain)
    if get_origin(kinds[0]) is tuple:
        return Column(name, ColumnType.TEXTS, meaning)
    lists = [one for one in kinds if isinstance(one, type) and issubclass(one, Enum)]
    return Column(
        name,
        _TYPES.get(kinds[0], ColumnType.TEXT),
        meaning,
        nullable=len(kinds) < len(members),
        words=tuple(str(member.value) for words in lists for member in words),
        is_open=Other in kinds,
        is_date=PartialDate in kinds,
    )
