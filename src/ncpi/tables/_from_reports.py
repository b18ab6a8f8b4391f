"""Reports as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.errors import InvalidError, type_fault
from ncpi.model import Report
from ncpi.serial import to_dict
from ncpi.serial._text import json_line_of
from ncpi.tables._given import several
from ncpi.tables._layouts import REPORT, SOURCE, Document, Layout
from ncpi.tables._schemas.columns import Cell, Row
from ncpi.tables._schemas.reports import REPORT_SCHEMAS

__all__ = ["COMPLETE", "OWNERS", "archive_of", "archive_rows", "pair_rows", "place_of"]

COMPLETE = tuple(schema.name for schema in REPORT_SCHEMAS if schema.name != "pairs")
"""The tables that together hold an archive."""


def archive_of(reports: Archive | Report | Iterable[Report]) -> Archive:
    """*reports* as an archive.

    Raises:
        ncpi.errors.InvalidError: they are something else, or two have one key.
    """
    if isinstance(reports, Archive):
        return reports
    if isinstance(reports, Report):
        return Archive(reports=[reports])
    given: object = reports
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidError([type_fault(given, "an archive, a report or several")], "tables")
    return Archive(reports=reports)


def pair_rows(pairs: Archive | Iterable[Pair]) -> list[Row]:
    """The rows of the table ``pairs``.

    Raises:
        ncpi.errors.InvalidError: they are no pairs.
    """
    held = pairs.pairs() if isinstance(pairs, Archive) else pairs
    return [
        {
            "baseline": pair.baseline.key,
            "follow_up": pair.follow_up.key,
            "link_basis": pair.link.basis.value if pair.link else None,
        }
        for pair in several(held, (Pair,), "pairs")
    ]


def archive_rows(archive: Archive) -> tuple[Mapping[str, list[Row]], Document]:
    """The rows of every table of `COMPLETE`, and what the archive itself holds besides.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    content: Document = dict(to_dict(archive)["content"])
    walk = _Walk()
    for report, document in zip(archive, content.pop("reports", ()), strict=True):
        walk.add(REPORT, report, document, report, {})
    return walk.rows, content


class _Walk:
    """A walk through reports and their documents side by side."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in COMPLETE}

    def add(
        self,
        layout: Layout,
        record: Any,
        document: Document,
        report: Report,
        place: Mapping[str, Cell],
    ) -> None:
        """Add what tells of *record*: its rows, and those of what belongs to it."""
        left = dict(document)
        rows = [{**place, **row} for row in layout.rows(record, report)]
        said = layout.document([*rows])
        parts = [*([SOURCE] if layout is not SOURCE else ()), *layout.parts]
        # An empty list is written only where a subclass's default isn't empty: it stays.
        entry = [(part, left.pop(part.field)) for part in parts if left.get(part.field)]
        left = {key: held for key, held in left.items() if key not in said or said[key] != held}
        extra = json_line_of(left).decode() if left else None
        self.rows[layout.table] += [{**row, "extra": extra} for row in rows]
        for part, documents in entry:
            here = place_of(part, layout, rows[0])
            records = getattr(record, part.field)
            for index, (one, its) in enumerate(zip(records, documents, strict=True)):
                self.add(part, one, its, report, {**here, "position": index})


def place_of(part: Layout, layout: Layout, row: Row) -> dict[str, Cell]:
    """What names, in the table of *part*, the record of *layout* that *row* tells of."""
    here: dict[str, Cell] = {"report": row["report"]}
    if part is SOURCE:
        owner = next((row[name] for name in OWNERS[layout.table]), None)
        here |= {"table": layout.table, "owner": owner, "owner_position": row.get("position")}
    elif layout is not REPORT and layout.owner is not None:
        here[layout.owner] = row[layout.owner]
    return here


def _owners(layout: Layout, above: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    own = (layout.owner,) if layout.owner and layout is not REPORT else above
    found = {layout.table: own}
    for part in layout.parts:
        found |= _owners(part, own)
    return found


OWNERS = _owners(REPORT, ())
"""For every table the column that names what its rows are, or belong to, within a report."""
