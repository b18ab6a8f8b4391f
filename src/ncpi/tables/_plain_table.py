"""Tables as plain Python values, from which every format is made, without pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

import attrs

from ncpi.errors import Fault, InvalidError, counted, path_step, type_fault
from ncpi.fields._frozen import is_mapping
from ncpi.model._shown import Shown
from ncpi.tables._schemas.columns import Cell, Row, Schema

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PlainTable"]


def _rows(value: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(value)


def _lines(value: Iterable[int]) -> tuple[int, ...]:
    return tuple(value)


@attrs.frozen(repr=False)
class PlainTable(Sequence[Row], Shown):
    """A table that doesn't need pyarrow: a sequence of rows, which map columns to cells.

    Attributes:
        schema: its schema.
        rows: its rows.
        lines: the line of the file on which each row starts; empty if it wasn't read from a
            file.

    Raises:
        ncpi.errors.InvalidError: with every cell that the schema doesn't allow.
    """

    schema: Schema
    rows: tuple[Row, ...] = attrs.field(converter=_rows)
    lines: tuple[int, ...] = attrs.field(default=(), converter=_lines, eq=False)

    def __attrs_post_init__(self) -> None:
        if faults := [*self._faults()]:
            raise InvalidError(faults, f"table {self.schema.name}")

    def _faults(self) -> Iterator[Fault]:
        columns = [(column.name, column) for column in self.schema.columns]
        names = set(self.schema.names)
        if all(is_mapping(row) and {*row} == names for row in self.rows) and all(
            column.accepts([row[name] for row in self.rows]) for name, column in columns
        ):
            return  # nearly every table, made fast
        for index, row in enumerate(self.rows):
            if not is_mapping(row):
                yield self.fault(index, None, type_fault(row, "a mapping of columns to cells"))
                continue
            for name, column in columns:
                cell: object = row.get(name, _ABSENT)
                if cell is _ABSENT:
                    fault: Fault | None = Fault("", "missing", "the column is missing")
                else:
                    fault = column.fault(cell)
                if fault is not None:
                    yield self.fault(index, name, fault)
            for unknown in sorted(str(key) for key in row.keys() - names):
                fault = Fault("", "unknown-key", "there is no such column")
                yield self.fault(index, unknown, fault)

    def fault(self, index: int, column: str | None, fault: Fault) -> Fault:
        """*fault* with the path of the cell in row *index* and *column*, or of the whole row."""
        cell = f"{self.schema.name}[{index}]{path_step(column) if column else ''}"
        line = self.lines[index] if self.lines else None
        return attrs.evolve(fault.below(cell), line=line)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[Cell]:
        """The cells of the column *name*.

        Raises:
            ncpi.errors.UnknownNameError: there is no such column.
        """
        column = self.schema.column(name)
        return [row[column.name] for row in self.rows]

    def to_arrow(self, metadata: Mapping[str, str] | None = None) -> pa.Table:
        """The table as a `pyarrow.Table`, with *metadata* added to ncpi's own.

        Raises:
            ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
        """
        from ncpi.tables._arrow import to_arrow  # noqa: PLC0415 - needs an extra

        return to_arrow(self.schema, self.rows, metadata)

    def label(self) -> str:
        return f"{self.schema.name}: {counted(len(self.rows), 'row')}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.schema.name!r}: {counted(len(self.rows), 'row')}>"


_ABSENT = object()
