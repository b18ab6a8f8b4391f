"""Converts tables to an archive, and reports every fault of the tables at once."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ncpi.archive import Archive
from ncpi.errors import Fault, InvalidError, path_step, shown, type_fault
from ncpi.fields._frozen import is_mapping
from ncpi.serial import FORMAT_VERSION, Unknown, from_dict
from ncpi.serial._formats import FORMAT
from ncpi.serial._text import read_json
from ncpi.tables._from_reports import COMPLETE, archive_rows, place_of
from ncpi.tables._layouts import REPORT, SOURCE, Document, Layout
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.columns import Cell, Row

__all__ = ["archive_from"]

_SUBJECT = "tables"
_Key = tuple[Cell, ...]


def archive_from(
    tables: Mapping[str, PlainTable], content: Document | None = None, unknown: Unknown = "error"
) -> Archive:
    """The archive in the complete set of *tables*.

    *content* has the archive's fields other than its reports. The rows may be in any order,
    since ``position`` gives the order of records.

    Raises:
        ncpi.errors.InvalidError: a row belongs to no record, or a cell is invalid or contradicts
            others; every fault is listed.
    """
    build = _Build(tables)
    reports = build.reports()
    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "content": {"type": Archive.TAG, **(content or {}), "reports": reports},
    }
    try:
        archive = from_dict(document, Archive, unknown=unknown)
    except InvalidError as error:
        cell_faults = [build.cell_fault(fault) for fault in error.faults]
        raise InvalidError([*build.faults, *cell_faults], _SUBJECT) from None
    if not build.faults:
        build.faults += _contradictions(tables, archive, unknown)
    if build.faults:
        raise InvalidError(build.faults, _SUBJECT)
    return archive


@attrs.frozen
class _RecordRows:
    """The rows of one record, each with its index in the table."""

    position: Cell
    rows: list[tuple[int, Row]] = attrs.field(factory=list[tuple[int, Row]])


class _Build:
    """Builds the documents of reports, and remembers the rows of each part."""

    def __init__(self, tables: Mapping[str, PlainTable]) -> None:
        self.faults: list[Fault] = []
        self._tables = tables
        self._origins: dict[str, tuple[Layout, list[tuple[int, Row]]]] = {}
        self._waiting = {
            name: _by_owner(name, table) for name, table in tables.items() if name in COMPLETE
        }

    def reports(self) -> list[Document]:
        """The documents of all reports; rows that belong to no record become faults."""
        table = self._tables["reports"]
        ordered = sorted(enumerate(table), key=lambda entry: str(entry[1]["report"]))
        documents = [
            self._document(REPORT, [entry], f"$.content.reports[{index}]")
            for index, entry in enumerate(ordered)
        ]
        self._waiting.pop("reports")
        for name, owners in self._waiting.items():
            for key, records in owners.items():
                for index, _ in (entry for record in records for entry in record.rows):
                    message = f"it belongs to no record: there is no {_described(name, key)}"
                    fault = Fault("", "inconsistent", message)
                    self.faults.append(self._tables[name].fault(index, "report", fault))
        return documents

    def _document(self, layout: Layout, rows: list[tuple[int, Row]], path: str) -> Document:
        index, row = rows[0]
        self._origins[path] = (layout, rows)
        self._check_grades(layout, rows)
        document = layout.document([row for _, row in rows])
        document |= self._extra(layout, index, row["extra"])
        parts = [*([SOURCE] if layout is not SOURCE else ()), *layout.parts]
        for part in parts:
            key = tuple(place_of(part, layout, row).values())
            records = self._waiting[part.table].pop(key, ())
            if not records:
                continue
            if document.get(part.field):
                message = f"the value of {part.field!r} belongs in the table {part.table}"
                fault = Fault("", "repeated", message)
                self.faults.append(self._tables[layout.table].fault(index, "extra", fault))
            document[part.field] = [
                self._document(part, record.rows, f"{path}.{part.field}[{place}]")
                for place, record in enumerate(records)
            ]
        return document

    def _extra(self, layout: Layout, index: int, cell: Cell) -> Document:
        if cell is None:
            return {}
        try:
            value, faults = read_json(str(cell))
        except InvalidError as error:
            value, faults = None, list(error.faults)
        except RecursionError:
            value, faults = None, [Fault("", "too-deep", "it is nested too deep to be read")]
        if not faults and not is_mapping(value):
            faults = [type_fault(value, "a JSON object")]
        table = self._tables[layout.table]
        self.faults += [table.fault(index, "extra", attrs.evolve(f, path="")) for f in faults]
        return {str(key): one for key, one in value.items()} if is_mapping(value) else {}

    def _check_grades(self, layout: Layout, rows: list[tuple[int, Row]]) -> None:
        """Add a fault for each cell in which the rows of one record disagree or repeat a grade."""
        first = rows[0][1]
        own = {"grade", "grade_rank", "count", "percentage"}
        for index, row in rows[1:]:
            for column, cell in row.items():
                if column not in own and cell != first[column]:
                    message = f"{shown(cell)} here, and {shown(first[column])} for another grade"
                    fault = Fault("", "inconsistent", message)
                    self.faults.append(self._tables[layout.table].fault(index, column, fault))
        grades = [row.get("grade") for _, row in rows]
        for place, (index, row) in enumerate(rows):
            if len(rows) > 1 and row["grade"] in grades[:place]:
                fault = Fault("", "repeated", f"{shown(row['grade'])} is repeated")
                self.faults.append(self._tables[layout.table].fault(index, "grade", fault))

    def cell_fault(self, fault: Fault) -> Fault:
        """The *fault* of a document as a fault of the cell that it comes from."""
        path = fault.path
        while path and path not in self._origins:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        if not path:
            return fault
        layout, rows = self._origins[path]
        rest = fault.path[len(path) :].removeprefix(".")
        index, column = _cell_of(rest, layout, rows, fault)
        message = f"{rest}: {fault.message}" if column == "extra" else fault.message
        located = attrs.evolve(fault, path="", message=message)
        return self._tables[layout.table].fault(index, column, located)


def _cell_of(
    rest: str, layout: Layout, rows: list[tuple[int, Row]], fault: Fault
) -> tuple[int, str | None]:
    """The row and the column of a *fault* at the path *rest* in the record's document."""
    for field in ("counts", "percentages"):
        step = rest.removeprefix(field)
        for index, row in rows if rest.startswith(field) else ():
            if path_step(str(row["grade"])) == step:
                return index, layout.column_of(field)
            if fault.code == "choice" and fault.value == shown(row["grade"]):
                return index, "grade"
    key = re.split(r"[.\[]", rest)[0]
    return rows[0][0], layout.column_of(key) if key else None


def _by_owner(name: str, table: PlainTable) -> dict[_Key, list[_RecordRows]]:
    """The records of a table by their owner, in the order of their positions."""
    if name == "reports":
        return {}
    columns = _OWNER_COLUMNS[name]
    by_key: dict[_Key, dict[object, _RecordRows]] = defaultdict(dict)
    for index, row in enumerate(table):
        key = tuple(row[column] for column in columns)
        position = row["position"]
        # Keep two records with the same position apart: _contradictions reports them.
        place = position if name == "case_audits" else (position, index)
        by_key[key].setdefault(place, _RecordRows(position)).rows.append((index, row))
    for records in by_key.values():
        for record in records.values():
            record.rows.sort(key=_rank)
    return {key: sorted(records.values(), key=_place) for key, records in by_key.items()}


def _rank(entry: tuple[int, Row]) -> Any:
    return entry[1].get("grade_rank", 0)


def _place(record: _RecordRows) -> Any:
    return record.position


def _owner_columns(layout: Layout) -> dict[str, tuple[str, ...]]:
    columns: dict[str, tuple[str, ...]] = {}
    for part in layout.parts:
        own = (part.of,) if part.of else ()
        columns |= {part.table: ("report", *own), **_owner_columns(part)}
    return columns


_OWNER_COLUMNS = {
    **_owner_columns(REPORT),
    SOURCE.table: ("report", "table", "owner", "owner_position"),
}
"""For each table, the columns that identify the record that a row belongs to."""


def _described(name: str, key: _Key) -> str:
    if name == "sources":
        return f"row of {key[1]} for {key[2:]} in report {key[0]!r}"
    if len(key) == 1:
        return f"report {key[0]!r}"
    owner = "finding" if name == "answers" else "item"
    return f"{owner} {key[1]!r} in report {key[0]!r}"


def _contradictions(
    tables: Mapping[str, PlainTable], archive: Archive, unknown: Unknown
) -> Iterator[Fault]:
    """Faults for cells that contradict the rest, which would otherwise be ignored."""
    rows, _ = archive_rows(archive)
    for name in COMPLETE:
        table = tables[name]
        if [*table] == rows[name]:
            continue  # as written by save_tables
        wanted = {_identity(name, row): row for row in rows[name]}
        strays = {
            index
            for index, row in enumerate(table)
            if wanted.pop(_identity(name, row), None) is None
        }
        column = "grade_rank" if name == "case_audits" else "position"
        message = f"{column} must count from 0, without gaps or repeats"
        for index in sorted(strays):
            yield table.fault(index, column, Fault("", "inconsistent", message))
        if not strays:
            for row in wanted.values():
                message = f"there is no row for {shown(row.get('grade'))} of {shown(row['report'])}"
                yield Fault(name, "missing", message)
        wanted = {_identity(name, row): row for row in rows[name]}
        for index, row in enumerate(table):
            if index not in strays:
                yield from _cell_faults(table, index, wanted[_identity(name, row)], unknown)


def _cell_faults(table: PlainTable, index: int, wanted: Row, unknown: Unknown) -> Iterator[Fault]:
    for column, cell in wanted.items():
        actual = table[index][column]
        if actual == cell or (column == "extra" and (unknown == "ignore" or _same(actual, cell))):
            continue
        value, right = (str(one) if isinstance(one, date) else shown(one) for one in (actual, cell))
        message = f"{value} contradicts the other cells"
        fault = Fault("", "inconsistent", message, value, f"It should be {right}")
        yield table.fault(index, column, fault)


def _same(one: Cell, other: Cell) -> bool:
    """Whether both are the same JSON, apart from white space."""
    return json.loads(str(one)) == json.loads(str(other)) if one and other else False


def _identity(name: str, row: Row) -> _Key:
    columns = _OWNER_COLUMNS.get(name, ("report",))
    return tuple(row.get(column) for column in (*columns, "position", "grade_rank"))
