"""The schema of a table: columns, each with a name, a type and a meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import TypeAlias

import attrs

from ncpi.errors import Fault, member_fault, shown, type_fault, with_key
from ncpi.fields._frozen import is_tuple, storable_text_fault
from ncpi.vocabulary import Other

__all__ = ["SCHEMA_VERSION", "Cell", "Column", "ColumnType", "Row", "Schema", "name_of"]

SCHEMA_VERSION = 1
"""The version of the schemas; it is raised when a column's name, type or meaning changes."""

Cell: TypeAlias = str | int | float | date | tuple[str, ...] | None
"""The value of a cell."""

Row: TypeAlias = Mapping[str, Cell]
"""One row: its cells by column name."""


class ColumnType(StrEnum):
    """The type of a column's cells, in CSV and in Arrow."""

    TEXT = "text"
    """Arrow ``string``."""
    WHOLE = "whole number"
    """Arrow ``int64``."""
    NUMBER = "number"
    """Arrow ``double``."""
    TRUTH = "truth"
    """Arrow ``bool``; ``true`` or ``false`` in CSV."""
    DAY = "day"
    """Arrow ``date32``; ``2018-08-30`` in CSV."""
    TEXTS = "texts"
    """Arrow ``list<string>``; a JSON list in CSV."""


_PYTHON: Mapping[ColumnType, tuple[type, str]] = {
    ColumnType.TEXT: (str, "text"),
    ColumnType.WHOLE: (int, "a whole number"),
    ColumnType.NUMBER: (float, "a number"),
    ColumnType.TRUTH: (bool, "true or false"),
    ColumnType.DAY: (date, "a date"),
    ColumnType.TEXTS: (tuple, "a list of texts"),
}
_LEAST, _MOST = -(2**63), 2**63 - 1


@attrs.frozen
class Column:
    """One column of a table.

    Attributes:
        name: its name, the same in every format.
        type: the type of its cells.
        meaning: the meaning of its cells, in a sentence.
        nullable: whether a cell may be empty, which means that the value is unknown or not given.
        words: the allowed values; empty if any value is allowed.
        is_open: whether other values are allowed too, if they begin with ``other:``.
        is_date: whether a text is a date, as precisely as known.
        out_of: what a count or share is out of: the name of another column; None for others.
        path: where its cells come from, as ``span.first``; empty for the attribute of its name.
    """

    name: str
    type: ColumnType
    meaning: str
    nullable: bool = False
    words: tuple[str, ...] = ()
    is_open: bool = False
    is_date: bool = False
    out_of: str | None = None
    path: str = ""

    def accepts(self, cells: Sequence[object]) -> bool:
        """Whether all of *cells* are valid: each different one is checked once."""
        if not {*map(type, cells)} <= {_PYTHON[self.type][0], NoneType}:
            return False
        # Values of one type that are equal are the same; a list may not be hashable.
        different = cells if self.type is ColumnType.TEXTS else set(cells)
        return not any(map(self.fault, different))

    def fault(self, cell: object) -> Fault | None:
        """The fault of *cell*, or None if it is valid."""
        if cell is None:
            return None if self.nullable else Fault("", "missing", "the cell is empty")
        kind, words = _PYTHON[self.type]
        if type(cell) is not kind:
            return type_fault(cell, words)
        if isinstance(cell, str) and self.words and cell not in self.words:
            return self._word_fault(cell)
        return _limits(cell)

    def _word_fault(self, cell: str) -> Fault | None:
        """The fault of a text that isn't one of the column's words."""
        fault = member_fault(cell, self.words, f"an allowed value of {self.name}")
        if not self.is_open:
            return fault
        try:
            Other.parse(cell)
        except ValueError:
            advice = "For any other, write other: and its words"
            return attrs.evolve(fault, suggestion=f"{fault.suggestion}. {advice}")
        return _limits(cell)


def _limits(cell: object) -> Fault | None:
    """The fault of a value in *cell* that no file can store, or None."""
    if isinstance(cell, str):
        return storable_text_fault(cell)
    if is_tuple(cell):
        faults = (_limits(one) if type(one) is str else type_fault(one, "text") for one in cell)
        return next(filter(None, faults), None)
    if type(cell) is int and not _LEAST <= cell <= _MOST:
        return Fault("", "number", f"{shown(cell)} needs more than 64 bits", shown(cell))
    return None


@attrs.frozen(cache_hash=True)
class Schema:
    """The columns of a table, and the order of its rows.

    Attributes:
        name: the table's name.
        meaning: what each row represents.
        columns: its columns, in order.
        order: the columns by which its rows are sorted.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column called *name*.

        Raises:
            ncpi.errors.UnknownNameError: there is no such column.
        """
        return with_key(self.columns, name, f"columns of the table {self.name}", "name")


def name_of(title: str, schema: Schema) -> str:
    """The column of *schema* that *title* names, whatever its capitals; *title* if it is none."""
    name = "_".join(title.casefold().split())
    return name if name in schema.names else title
