"""Makes any table from the records that it is a table of, and its codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from ncpi import registers
from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.model import Record, Report
from ncpi.tables._arguments import Compared, several
from ncpi.tables._bodies import body_rows, compared_rows
from ncpi.tables._files import Frame, as_plain
from ncpi.tables._from_comparisons import COMPARISON_ROWS, comparison_rows
from ncpi.tables._from_deadlines import Due, deadline_rows
from ncpi.tables._from_matching import Ruled, ruling_rows
from ncpi.tables._from_reports import DERIVED, archive_of, derived_rows, report_rows
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._rows import row_of
from ncpi.tables._schemas.bodies import BODIES
from ncpi.tables._schemas.by_name import schema
from ncpi.tables._schemas.columns import ColumnType, Row, Schema
from ncpi.tables._schemas.fields import at, columns_of
from ncpi.tables._schemas.programmes import PROGRAMME_SCHEMAS
from ncpi.tables._schemas.registers import REGISTER_TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from ncpi.programme import ProgrammeComparison
    from ncpi.timeline import Timeline

__all__ = ["Content", "codebook", "plain", "table"]

_Records: TypeAlias = "Archive | Report | Iterable[Report] | Iterable[Pair] | Iterable[Record]"
_Results: TypeAlias = "Compared | Due | Ruled | ProgrammeComparison | Iterable[Timeline]"
Content: TypeAlias = "_Records | _Results | Frame | None"
"""What tables are made of."""


def table(name: str, of: Content = None, *, on: date | str | None = None) -> pa.Table:
    """The table called *name*, in Arrow.

    Args:
        name: one of `names`; `schema` gives its columns, `codebook` their meanings.
        of: what it is a table of. Tables of reports: an archive, a report or several. Tables of
            comparisons: comparisons, a programme comparison, a timeline; an archive is compared
            first, as `Archive.compare_all` does. ``pairs``: an archive or pairs.
            ``programme_outcomes`` and ``follow_up_times``: a programme comparison or an archive.
            ``threads``: timelines, or an archive for those of all its bodies. ``rulings``:
            rulings or comparisons. ``deadlines``: deadlines and schedules, or what
            `ncpi.schedule.archive_deadlines` returns. A register: its rows,
            or nothing for the shipped ones. ``body_comparisons``: the table ``body_documents``.
        on: only for ``deadlines``: the date for which the status of each deadline is given; a
            schedule has its own date.

    Raises:
        ncpi.errors.InvalidError: there is no such table, or *of* is something else.
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``), or SciPy for
            ``case_audit_tests`` and ``grade_changes`` (extra ``stats``).
    """
    return plain(name, of, on=on).to_arrow()


def plain(name: str, of: Content = None, *, on: date | str | None = None) -> PlainTable:
    """The table called *name* without pyarrow; the arguments are those of `table`.

    Raises:
        ncpi.errors.InvalidError: there is no such table, or *of* is something else.
        ncpi.errors.MissingExtraError: the table needs SciPy (extra ``stats``).
    """
    if on is not None and name != "deadlines":
        fault = Fault("on", "unknown-key", "only the table of deadlines has a date")
        raise InvalidError([fault], "tables")
    wanted = schema(name)
    content: Any = of  # checked by each of the functions below
    if name == "deadlines":
        return PlainTable(wanted, deadline_rows(content, on))
    return PlainTable(wanted, _ROWS.get(name, _report_rows)(name, content))


def _report_rows(name: str, of: Any) -> list[Row]:
    return report_rows(name, archive_of(of))


def _programme_rows(name: str, of: Any) -> list[Row]:
    # Few programs need the modules that this imports.
    from ncpi.tables._from_programmes import programme_rows, thread_rows  # noqa: PLC0415 - see above

    return thread_rows(of) if name == "threads" else programme_rows(name, of)


def _register_rows(name: str, of: Iterable[Record] | None) -> list[Row]:
    register: registers.Register[Record] = getattr(registers, name)
    rows = several([*register] if of is None else of, tuple[Record, ...], "rows")
    kind = type(next(iter(register)))
    wrong = [row for row in rows if not isinstance(row, kind)]
    if wrong:
        raise InvalidError([type_fault(wrong[0], f"a row of {name}").below("of")], "tables")
    return [row_of(schema(name), row) for row in rows]


_ROWS: Mapping[str, Callable[[str, Any], list[Row]]] = {
    **dict.fromkeys(COMPARISON_ROWS, comparison_rows),
    **dict.fromkeys(DERIVED, derived_rows),
    **dict.fromkeys((schema.name for schema in PROGRAMME_SCHEMAS), _programme_rows),
    **dict.fromkeys(REGISTER_TABLES, _register_rows),
    "rulings": lambda _, of: ruling_rows(of),
    "body_documents": lambda _, of: body_rows(of),
    "body_comparisons": lambda _, of: [*compared_rows(as_plain(of, BODIES))],
}
"""The function that makes the rows of each table, but for those of reports and of deadlines."""


class _Column:
    """A column of a table.

    Attributes:
        column: its name.
        type: the type of its cells.
        may_be_empty: whether a cell may be empty, because a value isn't known or given.
        meaning: what its cells mean.
        values: the allowed values; none are listed if any value is allowed.
        any_other: whether other values are allowed too, after other: and a space.
        out_of: the column that a count or share is out of; empty for other columns.
    """

    column: str = at("name")
    type: ColumnType
    may_be_empty: bool = at("nullable")
    meaning: str
    values: tuple[str, ...] = at("words")
    any_other: bool = at("is_open")
    out_of: str | None


_CODEBOOK = Schema(
    "codebook", "A column of a table.", columns_of(_Column), "the order of the columns"
)


def codebook(name: str) -> PlainTable:
    """What the columns of the table *name* mean, as a table to store or publish beside it.

    Raises:
        ncpi.errors.InvalidError: there is no such table.
    """
    return PlainTable(_CODEBOOK, [row_of(_CODEBOOK, column) for column in schema(name).columns])
