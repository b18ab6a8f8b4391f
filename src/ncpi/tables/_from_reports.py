"""Converts reports to rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.errors import InvalidError, type_fault
from ncpi.model import Record, Report
from ncpi.serial import to_dict
from ncpi.serial._codec.shapes import is_ours
from ncpi.serial._text import json_text_of
from ncpi.tables._arguments import several
from ncpi.tables._from_comparisons import pair_parts
from ncpi.tables._layouts import REPORT, SOURCE, Document, Layout
from ncpi.tables._rows import provenance, row_of
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Cell, Row
from ncpi.tables._schemas.reports import REPORT_SCHEMAS

__all__ = [
    "COMPLETE",
    "DERIVED",
    "archive_of",
    "archive_rows",
    "derived_rows",
    "place_of",
    "report_rows",
]

DERIVED = ("pairs", "items")
"""The tables that follow from the others; they are for joins and other programs."""

COMPLETE = tuple(schema.name for schema in REPORT_SCHEMAS if schema.name not in DERIVED)
"""The tables that together contain an archive."""


def archive_of(reports: Archive | Report | Iterable[Report]) -> Archive:
    """*reports* as an archive.

    Raises:
        ncpi.errors.InvalidError: they are something else, or two have the same key.
    """
    if isinstance(reports, Archive):
        return reports
    if isinstance(reports, Report):
        return Archive(reports=[reports])
    unchecked: object = reports
    if isinstance(unchecked, str) or not isinstance(unchecked, Iterable):
        wanted = "an archive, a report or several reports"
        fault = attrs.evolve(
            type_fault(unchecked, wanted), suggestion="Pass ncpi.Archive.shipped()"
        )
        raise InvalidError([fault], "tables")
    return Archive(reports=reports)


def derived_rows(table: str, of: Archive | Report | Iterable[Report] | Iterable[Pair]) -> list[Row]:
    """The rows of the *table* in `DERIVED`.

    Raises:
        ncpi.errors.InvalidError: *of* is something else.
    """
    given: Any = of  # checked by each
    return _pair_rows(given) if table == "pairs" else _item_rows(archive_of(given))


def _item_rows(archive: Archive) -> list[Row]:
    return [
        row_of(SCHEMAS["items"], item, within=report, item=item.ref(report.key))
        for report in archive
        for item in report.items
    ]


def _pair_rows(pairs: Archive | Iterable[Pair]) -> list[Row]:
    iterable = pairs.pairs() if isinstance(pairs, Archive) else pairs
    return [
        row_of(
            SCHEMAS["pairs"],
            pair,
            **pair_parts(pair.baseline, pair.follow_up),
            baseline_provenance=provenance(pair.baseline),
            follow_up_provenance=provenance(pair.follow_up),
            link_provenance=provenance(pair.link) if pair.link else (),
        )
        for pair in several(iterable, tuple[Pair, ...], "pairs")
    ]


def archive_rows(archive: Archive) -> tuple[Mapping[str, list[Row]], Document]:
    """The rows of every table in `COMPLETE`, and the archive's fields other than its reports.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    content: Document = dict(to_dict(archive)["content"])
    walk = _Walk(COMPLETE)
    for report, document in zip(archive, content.pop("reports", ()), strict=True):
        walk.add(REPORT, report, document, report, {})
    return walk.rows, content


def report_rows(table: str, archive: Archive) -> list[Row]:
    """The rows of one *table* in `COMPLETE`.

    Raises:
        ncpi.errors.InvalidError: something in them can't be stored without loss.
    """
    walk = _Walk([table])
    for report in archive:
        walk.add(REPORT, report, None, report, {})
    return walk.rows[table]


class _Walk:
    """The state of a walk through reports for some *tables*."""

    def __init__(self, tables: Iterable[str]) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in tables}

    def add(
        self,
        layout: Layout,
        record: Any,
        document: Document | None,
        report: Report,
        place: Mapping[str, Cell],
    ) -> None:
        """Add the rows of *record* and of everything that belongs to it.

        *document* is that of the record; None if it isn't written yet.
        """
        rows = layout.rows(record, report, place)
        parts = [*([SOURCE] if layout is not SOURCE else ()), *layout.parts]
        # An empty list is in a document only if a subclass's default isn't empty; keep it then.
        nested = {part.field: part for part in parts if getattr(record, part.field, ())}
        if layout.table in self.rows:
            document = _document_of(record) if document is None else document
            covered = layout.document([*rows])
            remaining = {
                key: value
                for key, value in document.items()
                if key not in nested and (key not in covered or covered[key] != value)
            }
            extra = json_text_of(remaining) if remaining else None
            self.rows[layout.table] += [{**row, "extra": extra} for row in rows]
        for field, part in nested.items():
            if not any(map(part.leads_to, self.rows)):
                continue
            here = place_of(part, layout, rows[0])
            records = getattr(record, field)
            documents = [None] * len(records) if document is None else document[field]
            for index, (one, its) in enumerate(zip(records, documents, strict=True)):
                self.add(part, one, its, report, {**here, "position": index})


def _document_of(record: Record) -> Document:
    """The document of *record* in that of the record to which it belongs."""
    document: Document = dict(to_dict(record)["content"])
    if is_ours(type(record)):
        del document["type"]
    return document


def place_of(part: Layout, layout: Layout, row: Row) -> dict[str, Cell]:
    """What identifies, in the table of *part*, the record in *row* of *layout*."""
    here: dict[str, Cell] = {"in_report": row["report"]}
    if part is SOURCE:
        column = layout.of or layout.owner if layout is not REPORT else None
        owner = row[column] if column else None
        here |= {"table": layout.table, "owner": owner, "owner_position": row.get("position")}
    elif part.of is not None and layout.owner is not None:
        here[part.of] = row[layout.owner]
    return here
