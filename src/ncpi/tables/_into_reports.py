"""Tables back into an archive, with every fault of the tables at once."""

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
from ncpi.serial._envelope import FORMAT
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
    """The archive that the complete set of *tables* holds.

    *content* is what the archive itself holds besides its reports. The order of the rows
    plays no part: each record's place is its ``position``.

    Raises:
        ncpi.errors.InvalidError: a table is missing, a row belongs to nothing, a cell
            isn't what it should be, or contradicts the others; every fault is listed.
    """
    if missing := [name for name in COMPLETE if name not in tables]:
        message = "the table is missing, and an archive needs all"
        raise InvalidError([Fault(name, "missing", message) for name in missing], _SUBJECT)
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
        entry = [build.told_of(fault) for fault in error.faults]
        raise InvalidError([*build.faults, *entry], _SUBJECT) from None
    if not build.faults:
        build.faults += _contradictions(tables, archive, unknown)
    if build.faults:
        raise InvalidError(build.faults, _SUBJECT)
    return archive


@attrs.frozen
class _Found:
    """The rows of one record, each with its index in the table."""

    position: Cell
    rows: list[tuple[int, Row]] = attrs.field(factory=list[tuple[int, Row]])


class _Build:
    """The documents of reports, and which rows each part of them comes from."""

    def __init__(self, tables: Mapping[str, PlainTable]) -> None:
        self.faults: list[Fault] = []
        self._tables = tables
        self._origins: dict[str, tuple[Layout, list[tuple[int, Row]]]] = {}
        self._waiting = {
            name: _by_owner(name, table) for name, table in tables.items() if name in COMPLETE
        }

    def reports(self) -> list[Document]:
        """The documents of all reports; rows that belong to nothing become faults."""
        table = self._tables["reports"]
        found = sorted(enumerate(table), key=lambda entry: str(entry[1]["report"]))
        made = [
            self._document(REPORT, [entry], f"$.content.reports[{index}]")
            for index, entry in enumerate(found)
        ]
        self._waiting.pop("reports")
        for name, owners in self._waiting.items():
            for key, records in owners.items():
                for index, _ in (entry for record in records for entry in record.rows):
                    message = f"there is no {_named(name, key)} that it could belong to"
                    fault = Fault("", "inconsistent", message)
                    self.faults.append(self._tables[name].fault(index, "report", fault))
        return made

    def _document(self, layout: Layout, rows: list[tuple[int, Row]], path: str) -> Document:
        index, row = rows[0]
        self._origins[path] = (layout, rows)
        self._differing(layout, rows)
        made = layout.document([row for _, row in rows])
        made |= self._extra(layout, index, row["extra"])
        parts = [*([SOURCE] if layout is not SOURCE else ()), *layout.parts]
        for part in parts:
            key = tuple(place_of(part, layout, row).values())
            records = self._waiting[part.table].pop(key, ())
            if not records:
                continue
            if made.get(part.field):
                message = f"what stands under {part.field!r} belongs into the table {part.table}"
                fault = Fault("", "repeated", message)
                self.faults.append(self._tables[layout.table].fault(index, "extra", fault))
            made[part.field] = [
                self._document(part, record.rows, f"{path}.{part.field}[{place}]")
                for place, record in enumerate(records)
            ]
        return made

    def _extra(self, layout: Layout, index: int, cell: Cell) -> Document:
        if cell is None:
            return {}
        try:
            held, faults = read_json(str(cell))
        except InvalidError as error:
            held, faults = None, list(error.faults)
        except RecursionError:
            held, faults = None, [Fault("", "too-deep", "it is nested too deep to be read")]
        if not faults and not is_mapping(held):
            faults = [type_fault(held, "a JSON object")]
        table = self._tables[layout.table]
        self.faults += [table.fault(index, "extra", attrs.evolve(f, path="")) for f in faults]
        return {str(key): one for key, one in held.items()} if is_mapping(held) else {}

    def _differing(self, layout: Layout, rows: list[tuple[int, Row]]) -> None:
        """Rows of one record that don't agree on what they all should tell."""
        first = rows[0][1]
        own = {"grade", "grade_rank", "count"}
        for index, row in rows[1:]:
            for column, cell in row.items():
                if column not in own and cell != first[column]:
                    message = f"{shown(cell)} here, and {shown(first[column])} for another grade"
                    fault = Fault("", "inconsistent", message)
                    self.faults.append(self._tables[layout.table].fault(index, column, fault))
        grades = [row.get("grade") for _, row in rows]
        for place, (index, row) in enumerate(rows):
            if len(rows) > 1 and row["grade"] in grades[:place]:
                fault = Fault("", "repeated", f"{shown(row['grade'])} stands more than once")
                self.faults.append(self._tables[layout.table].fault(index, "grade", fault))

    def told_of(self, fault: Fault) -> Fault:
        """*fault* of a document as one of the cell that it comes from."""
        path = fault.path
        while path and path not in self._origins:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        if not path:
            return fault
        layout, rows = self._origins[path]
        rest = fault.path[len(path) :].removeprefix(".")
        index, column = _cell_of(rest, layout, rows, fault)
        message = f"{rest}: {fault.message}" if column == "extra" else fault.message
        item = attrs.evolve(fault, path="", message=message)
        return self._tables[layout.table].fault(index, column, item)


def _cell_of(
    rest: str, layout: Layout, rows: list[tuple[int, Row]], fault: Fault
) -> tuple[int, str | None]:
    """The row and the column in which to look for what is wrong at *rest* of a document."""
    if rest.startswith("counts"):
        step = rest.removeprefix("counts")
        for index, row in rows:
            if path_step(str(row["grade"])) == step:
                return index, "count"
            if fault.code == "choice" and fault.value == shown(row["grade"]):
                return index, "grade"
    key = re.split(r"[.\[]", rest)[0]
    return rows[0][0], layout.column_of(key) if key else None


def _by_owner(name: str, table: PlainTable) -> dict[_Key, list[_Found]]:
    """The records of a table by what they belong to, each in the order of their positions."""
    if name == "reports":
        return {}
    columns = _HOLDERS[name]
    found: dict[_Key, dict[object, _Found]] = defaultdict(dict)
    for index, row in enumerate(table):
        key = tuple(row[column] for column in columns)
        position = row["position"]
        # Two records in one place each stand alone; the check of positions finds them.
        place = position if name == "case_audits" else (position, index)
        found[key].setdefault(place, _Found(position)).rows.append((index, row))
    for records in found.values():
        for record in records.values():
            record.rows.sort(key=_rank)
    return {key: sorted(records.values(), key=_place) for key, records in found.items()}


def _rank(entry: tuple[int, Row]) -> Any:
    return entry[1].get("grade_rank", 0)


def _place(record: _Found) -> Any:
    return record.position


def _holders(layout: Layout) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in layout.parts:
        own = (layout.owner,) if layout.owner and layout is not REPORT else ()
        found |= {part.table: ("report", *own), **_holders(part)}
    return found


_HOLDERS = {**_holders(REPORT), SOURCE.table: ("report", "table", "owner", "owner_position")}
"""For every table the columns that name what a row belongs to."""


def _named(name: str, key: _Key) -> str:
    if name == "sources":
        return f"row of {key[1]} for {key[2:]} in report {key[0]!r}"
    if len(key) == 1:
        return f"report {key[0]!r}"
    owner = _HOLDERS[name][1].replace("_", " ")
    return f"{owner} {key[1]!r} in report {key[0]!r}"


def _contradictions(
    tables: Mapping[str, PlainTable], archive: Archive, unknown: Unknown
) -> Iterator[Fault]:
    """Cells that differ from what follows from the rest: nothing is passed over in silence."""
    rows, _ = archive_rows(archive)
    for name in COMPLETE:
        table = tables[name]
        wanted = {_identity(row): row for row in rows[name]}
        strays = {
            index for index, row in enumerate(table) if wanted.pop(_identity(row), None) is None
        }
        column = "grade_rank" if name == "case_audits" else "position"
        message = "a place counts from 0, without gaps or repeats, in the order of the rest"
        for index in sorted(strays):
            yield table.fault(index, column, Fault("", "inconsistent", message))
        if not strays:
            for row in wanted.values():
                message = f"there is no row for {shown(row.get('grade'))} of {shown(row['report'])}"
                yield Fault(name, "missing", message)
        wanted = {_identity(row): row for row in rows[name]}
        for index, row in enumerate(table):
            if index not in strays:
                yield from _differing(table, index, wanted[_identity(row)], unknown)


def _differing(table: PlainTable, index: int, wanted: Row, unknown: Unknown) -> Iterator[Fault]:
    for column, cell in wanted.items():
        given = table[index][column]
        if given == cell or (column == "extra" and (unknown == "ignore" or _same(given, cell))):
            continue
        entry, right = (str(one) if isinstance(one, date) else shown(one) for one in (given, cell))
        advice = f"It would be {right}"
        message = f"{entry} doesn't follow from the rest"
        fault = Fault("", "inconsistent", message, entry, advice)
        yield table.fault(index, column, fault)


def _same(given: Cell, cell: Cell) -> bool:
    """Whether both are the same JSON, however it is spaced."""
    return json.loads(str(given)) == json.loads(str(cell)) if given and cell else False


_PLACE = (
    "report",
    "recommendation",
    "finding",
    "cause_of_concern",
    "table",
    "owner",
    "owner_position",
    "position",
    "grade_rank",
)


def _identity(row: Row) -> _Key:
    return tuple(row.get(column) for column in _PLACE)
