"""How the records of a report are stored in tables.

The columns hold part of a record's document; what has no column (a subclass's own fields, unknown
keys, a scale that ncpi doesn't ship) is in the column ``extra``. The same declaration is used for
writing and reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Correction,
    Finding,
    Judgment,
    Recommendation,
    Record,
    Report,
    ReportLink,
    Source,
    StatusEvent,
)
from ncpi.model.items import Item, Restatement
from ncpi.model.reports import REPORT_LISTS
from ncpi.tables._rows import only, provenance, row_of
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Cell, Row

__all__ = ["REPORT", "SOURCE", "Document", "Layout"]

Document = dict[str, Any]


def _no_parts(_record: Any, _report: Report) -> Iterable[Mapping[str, object]]:
    return ({},)


def _nothing(_rows: list[Row]) -> Document:
    return {}


def _unchanged(layout: Layout) -> Mapping[str, str]:
    """The columns that hold a field as in a document, each with the field's name."""
    # A scale or a framework is its key there.
    paths = {
        column.name: (column.path or column.name).removesuffix(".key")
        for column in SCHEMAS[layout.table].columns
    }
    return {name: path for name, path in paths.items() if path in attrs.fields_dict(layout.cls)}


@attrs.frozen
class Layout:
    """How the records in one field of a report, or of one of its parts, are stored in a table.

    Attributes:
        table: the name of the table.
        field: the field that contains the records; empty for the reports themselves.
        cls: their class. A column whose path is one of its fields, or the key of one, holds it as
            a document does.
        owner: the column that identifies the record, for records that belong to it; None if
            none do.
        of: the column that names the record to which it belongs; None if it is the report.
        more: returns what else the paths of columns begin with, for each row of a record.
        from_more: returns the part of the document that the other columns hold.
        parts: the layouts of the records that belong to it.
        columns: the column for a key of the document that no path of a column begins with.
        fields: the columns that hold a field as a document does, each with the field's name.
    """

    table: str
    field: str
    cls: type[Record]
    owner: str | None = None
    of: str | None = None
    more: Callable[[Any, Report], Iterable[Mapping[str, object]]] = _no_parts
    from_more: Callable[[list[Row]], Document] = _nothing
    parts: tuple[Layout, ...] = ()
    columns: Mapping[str, str] = attrs.field(factory=dict[str, str])
    fields: Mapping[str, str] = attrs.field(
        init=False, default=attrs.Factory(_unchanged, takes_self=True)
    )

    def leads_to(self, table: str) -> bool:
        """Whether *table* is its table, or that of a part of it; sources belong to every record."""
        return table in (self.table, "sources") or any(one.leads_to(table) for one in self.parts)

    def rows(self, record: Any, report: Report, place: Mapping[str, Cell]) -> list[Row]:
        """The rows of *record* without ``extra``; *place* has the cells on what it belongs to."""
        return [
            row_of(SCHEMAS[self.table], record, within=report, extra=None, **{**place, **more})
            for more in self.more(record, report)
        ]

    def document(self, rows: list[Row]) -> Document:
        """The part of a record's document that the columns of its *rows* hold."""
        unchanged = {
            name: list(cell) if isinstance(cell, tuple) else cell
            for column, name in self.fields.items()
            if (cell := rows[0][column]) is not None
        }
        return {**unchanged, **self.from_more(rows)}

    def column_of(self, key: str) -> str:
        """The first column that holds *key* of the document, or a part of it."""
        if key in attrs.fields_dict(self.cls):
            for column in SCHEMAS[self.table].columns:
                if (column.path or column.name).partition(".")[0] == key:
                    return column.name
        return self.columns.get(key, "extra")


def _report_parts(report: Report, _: Report) -> Iterable[Mapping[str, object]]:
    yield {"only_body": only(report.bodies), "provenance": provenance(report)}


def _report_document(rows: list[Row]) -> Document:
    row = rows[0]
    known = {name: row[f"{name}_completeness"] for name in REPORT_LISTS}
    stated = {name: word for name, word in known.items() if word != "unknown"}
    document: Document = {"completeness": stated} if stated else {}
    if span := _span(row["fieldwork_start"], row["fieldwork_end"]):
        document["fieldwork"] = span
    return document


def _span(first: Cell, last: Cell) -> Document:
    ends = {"start": first, "end": last}
    return {name: end for name, end in ends.items() if end is not None}


def _item_parts(item: Item, report: Report) -> Iterable[Mapping[str, object]]:
    yield {
        "only_body": only(report.bodies),
        "provenance": provenance(item),
        "item": item.ref(report.key),
    }


def _finding_parts(finding: Finding, report: Report) -> Iterable[Mapping[str, object]]:
    yield {"item": finding.ref(report.key) if finding.is_concern else None}


def _span_document(rows: list[Row]) -> Document:
    row = rows[0]
    last = "open" if row["closed"] is None and row["still_open"] else row["closed"]
    span = _span(row["opened"], last)
    return {"span": span} if span else {}


def _audit_parts(audit: CaseAudit, report: Report) -> Iterable[Mapping[str, object]]:
    for rank, (grade, count) in enumerate(audit.counts.items()):
        yield {
            "graded_body": audit.body or only(report.bodies),
            "grade": grade,
            "grade_rank": rank,
            "count": count,
            "percentage": audit.percentages.get(grade),
        }


def _audit_document(rows: list[Row]) -> Document:
    counts = {str(row["grade"]): row["count"] for row in rows}
    printed = {
        str(row["grade"]): row["percentage"] for row in rows if row["percentage"] is not None
    }
    document: Document = {"percentages": printed} if printed else {}
    return {"counts": counts, **document}


def _judgment_parts(judgment: Judgment, report: Report) -> Iterable[Mapping[str, object]]:
    grade = judgment.grade
    yield {
        "graded_body": judgment.body or only(report.bodies),
        "grade_rank": None if grade is None else judgment.scale.grades.index(grade),
    }


SOURCE = Layout("sources", "sources", Source)
"""How the sources of every record are stored in their table."""

_RESTATEMENTS = Layout("restatements", "restates", Restatement, of="restated_by")

REPORT = Layout(
    "reports",
    "reports",
    Report,
    owner="report",
    more=_report_parts,
    from_more=_report_document,
    parts=(
        Layout("links", "follows", ReportLink),
        Layout("corrections", "corrections", Correction),
        Layout(
            "recommendations",
            "recommendations",
            Recommendation,
            owner="item",
            more=_item_parts,
            parts=(
                _RESTATEMENTS,
                Layout("status_events", "history", StatusEvent, of="item"),
            ),
        ),
        Layout(
            "causes_of_concern",
            "causes_of_concern",
            CauseOfConcern,
            owner="item",
            more=_item_parts,
            from_more=_span_document,
            parts=(_RESTATEMENTS,),
        ),
        Layout(
            "findings",
            "findings",
            Finding,
            owner="finding",
            more=_finding_parts,
            parts=(Layout("answers", "answers", Answer, of="finding"),),
        ),
        Layout(
            "case_audits",
            "case_audits",
            CaseAudit,
            more=_audit_parts,
            from_more=_audit_document,
            columns={"counts": "count", "percentages": "percentage"},
        ),
        Layout(
            "judgments",
            "judgments",
            Judgment,
            more=_judgment_parts,
        ),
    ),
)
"""How reports are stored in their tables."""
