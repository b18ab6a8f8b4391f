"""How the records of a report are stored in tables.

The columns hold part of a record's document; what has no column (a subclass's own fields, unknown
keys, a scale that ncpi doesn't ship) is in the column ``extra``. The same declaration is used for
writing and reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, cast

import attrs

from ncpi.comparison._entries import ReportHeading
from ncpi.fields._frozen import is_tuple
from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Correction,
    Finding,
    ItemRef,
    Judgment,
    PartialDate,
    Recommendation,
    Record,
    Report,
    ReportLink,
    Source,
    Sourced,
    StatusEvent,
    Timescale,
)
from ncpi.model.items import Restatement
from ncpi.model.reports import REPORT_LISTS
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Cell, Row
from ncpi.vocabulary import Other

__all__ = [
    "REPORT",
    "SOURCE",
    "Document",
    "Layout",
    "day_cells",
    "heading_cells",
    "only",
    "only_body",
    "plain",
    "provenance",
    "row_of",
    "shared_bodies",
]

Document = dict[str, Any]


def plain(value: object) -> Cell:
    """A field's value as a cell."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, PartialDate | Other | ItemRef):
        return str(value)
    if is_tuple(value):
        return cast("tuple[str, ...]", tuple(map(plain, value)))
    return cast("Cell", value)  # PlainTable checks it


def row_of(table: str, record: object, /, **cells: Cell) -> Row:
    """A row of *table* on *record*, whose fields fill the columns that *cells* doesn't."""
    return {
        name: cells[name] if name in cells else plain(getattr(record, name))
        for name in SCHEMAS[table].names
    }


def day_cells(dated: PartialDate | None, name: str) -> dict[str, Cell]:
    """The earliest and the latest possible date of *dated*."""
    return {
        f"{name}_earliest": dated.earliest if dated else None,
        f"{name}_latest": dated.latest if dated else None,
    }


def only(bodies: Sequence[str]) -> str | None:
    """The only one of *bodies*, or None if there are several or none."""
    return bodies[0] if len(bodies) == 1 else None


def shared_bodies(one: Report | ReportHeading, other: Report | ReportHeading) -> tuple[str, ...]:
    """The bodies that both reports are on."""
    return tuple(body for body in one.bodies if body in other.bodies)


def only_body(report: Report) -> str | None:
    """The body inspected, or None if there are several or none."""
    return only(report.bodies)


def _no_cells(_record: Any, _report: Report) -> Iterable[dict[str, Cell]]:
    return ({},)


def _nothing(_rows: list[Row]) -> Document:
    return {}


def _unchanged(layout: Layout) -> Mapping[str, str]:
    """The columns that hold a field unchanged, each with the field's name."""
    # The column "report" has the key of the report that the record is in.
    same = {field.name for field in attrs.fields(layout.cls)} - {"report", *layout.changed}
    return {
        name: layout.renamed.get(name, name)
        for name in SCHEMAS[layout.table].names
        if name in layout.renamed or name in same
    }


@attrs.frozen
class Layout:
    """How the records in one field of a report, or of one of its parts, are stored in a table.

    Attributes:
        table: the name of the table.
        field: the field that contains the records; empty for the reports themselves.
        cls: their class. A column with the name of one of its fields holds it unchanged.
        renamed: the fields that columns of other names hold, by column.
        changed: the columns that hold something else than the field of the same name.
        owner: the column that identifies the record, for records that belong to it; None if
            none do.
        of: the column that names the record to which it belongs; None if it is the report.
        more: returns the other cells, for each row of a record.
        from_more: returns the part of the document that those cells hold.
        parts: the layouts of the records that belong to it.
        columns: the column for each key of the document that no column holds unchanged.
        fields: the columns that hold a field unchanged, each with the field's name.
    """

    table: str
    field: str
    cls: type[Record]
    renamed: Mapping[str, str] = attrs.field(factory=dict[str, str])
    changed: tuple[str, ...] = ()
    owner: str | None = None
    of: str | None = None
    more: Callable[[Any, Report], Iterable[dict[str, Cell]]] = _no_cells
    from_more: Callable[[list[Row]], Document] = _nothing
    parts: tuple[Layout, ...] = ()
    columns: Mapping[str, str] = attrs.field(factory=dict[str, str])
    fields: Mapping[str, str] = attrs.field(
        init=False, default=attrs.Factory(_unchanged, takes_self=True)
    )

    def leads_to(self, table: str) -> bool:
        """Whether *table* is its table, or that of a part of it; sources belong to every record."""
        return table in (self.table, "sources") or any(one.leads_to(table) for one in self.parts)

    def rows(self, record: Any, report: Report) -> list[dict[str, Cell]]:
        """The rows of *record*, without the columns for its position, owner and ``extra``."""
        cells = {column: plain(getattr(record, name)) for column, name in self.fields.items()}
        return [{**cells, **more} for more in self.more(record, report)]

    def document(self, rows: list[Row]) -> Document:
        """The part of a record's document that the columns of its *rows* hold."""
        unchanged = {
            name: list(cell) if isinstance(cell, tuple) else cell
            for column, name in self.fields.items()
            if (cell := rows[0][column]) is not None
        }
        return {**unchanged, **self.from_more(rows)}

    def column_of(self, key: str) -> str:
        """The column that holds *key* of the document."""
        for column, name in self.fields.items():
            if name == key:
                return column
        return self.columns.get(key, "extra")


def provenance(record: Sourced) -> tuple[str, ...]:
    """Whose words the sources of *record* contain, each once."""
    stated = (source.provenance for source in record.sources if source.provenance)
    return tuple(dict.fromkeys(one.value for one in stated))


def heading_cells(of: Report | ReportHeading, side: str) -> dict[str, Cell]:
    """The title, kind and date of a report, in the columns of the *side* of a pair."""
    return {
        f"{side}_title": of.title,
        f"{side}_kind": plain(of.kind),
        f"{side}_published": plain(of.published),
    }


def _report_cells(report: Report, _: Report) -> Iterable[dict[str, Cell]]:
    span, known = report.fieldwork, report.completeness
    yield {
        "body": only_body(report),
        "provenance": provenance(report),
        **day_cells(report.published, "published"),
        "fieldwork_start": plain(span.first) if span else None,
        "fieldwork_end": plain(span.last) if span else None,
        "framework": report.framework.key if report.framework else None,
        **{f"{name}_completeness": plain(getattr(known, name)) for name in REPORT_LISTS},
    }


def _report_document(rows: list[Row]) -> Document:
    row = rows[0]
    known = {name: row[f"{name}_completeness"] for name in REPORT_LISTS}
    stated = {name: word for name, word in known.items() if word != "unknown"}
    document: Document = {"completeness": stated} if stated else {}
    if row["framework"] is not None:
        document["framework"] = row["framework"]
    ends = {"start": row["fieldwork_start"], "end": row["fieldwork_end"]}
    if any(end is not None for end in ends.values()):
        document["fieldwork"] = {name: end for name, end in ends.items() if end is not None}
    return document


def _recommendation_cells(entry: Recommendation, report: Report) -> Iterable[dict[str, Cell]]:
    time: Timescale = entry.timescale
    yield {
        "body": only_body(report),
        "title": report.title,
        "report_kind": plain(report.kind),
        "published": plain(report.published),
        "provenance": provenance(entry),
        "item": str(entry.ref(report.key)),
        "timescale": str(time),
        "immediately": time.immediately,
        "ongoing": time.ongoing,
        "days": time.days,
        "weeks": time.weeks,
        "months": time.months,
        "due_by": plain(time.by),
        "timescale_wording": time.wording,
    }


def _dated_cells(record: StatusEvent | Correction, _: Report) -> Iterable[dict[str, Cell]]:
    yield day_cells(record.dated, "dated")


def _finding_cells(finding: Finding, report: Report) -> Iterable[dict[str, Cell]]:
    yield {"item": str(finding.ref(report.key)) if finding.is_concern else None}


def _cause_cells(cause: CauseOfConcern, report: Report) -> Iterable[dict[str, Cell]]:
    yield {
        "item": str(cause.ref(report.key)),
        "opened": plain(cause.span.first),
        "closed": plain(cause.span.last),
        "still_open": cause.span.is_current,
    }


def _span_document(rows: list[Row]) -> Document:
    row = rows[0]
    end = row["closed"] if row["closed"] is not None else "open" if row["still_open"] else None
    span = {"start": row["opened"], "end": end}
    stated = {key: value for key, value in span.items() if value is not None}
    return {"span": stated} if stated else {}


def _audit_cells(audit: CaseAudit, report: Report) -> Iterable[dict[str, Cell]]:
    for rank, (grade, count) in enumerate(audit.counts.items()):
        yield {
            "body": audit.body or only_body(report),
            "scale": audit.scale.key,
            "grade": grade,
            "grade_rank": rank,
            "count": count,
            "percentage": audit.percentages.get(grade),
            "total": audit.total,
        }


def _audit_document(rows: list[Row]) -> Document:
    counts = {str(row["grade"]): row["count"] for row in rows}
    printed = {
        str(row["grade"]): row["percentage"] for row in rows if row["percentage"] is not None
    }
    document: Document = {"percentages": printed} if printed else {}
    return {"scale": rows[0]["scale"], "counts": counts, **document}


def _judgment_cells(judgment: Judgment, report: Report) -> Iterable[dict[str, Cell]]:
    grade = judgment.grade
    yield {
        "body": judgment.body or only_body(report),
        "scale": judgment.scale.key,
        "grade_rank": None if grade is None else judgment.scale.grades.index(grade),
    }


def _judgment_document(rows: list[Row]) -> Document:
    return {"scale": rows[0]["scale"]}


SOURCE = Layout("sources", "sources", Source)
"""How the sources of every record are stored in their table."""

_RESTATEMENTS = Layout("restatements", "restates", Restatement, of="restated_by")

REPORT = Layout(
    "reports",
    "reports",
    Report,
    {"report": "key"},
    changed=("framework",),
    owner="report",
    more=_report_cells,
    from_more=_report_document,
    columns={
        "framework": "framework",
        "fieldwork": "fieldwork_start",
        "completeness": "recommendations_completeness",
    },
    parts=(
        Layout("links", "follows", ReportLink, {"follows": "report"}),
        Layout("corrections", "corrections", Correction, more=_dated_cells),
        Layout(
            "recommendations",
            "recommendations",
            Recommendation,
            owner="item",
            more=_recommendation_cells,
            parts=(
                _RESTATEMENTS,
                Layout("status_events", "history", StatusEvent, of="item", more=_dated_cells),
            ),
        ),
        Layout(
            "causes_of_concern",
            "causes_of_concern",
            CauseOfConcern,
            owner="item",
            more=_cause_cells,
            from_more=_span_document,
            columns={"span": "opened"},
            parts=(_RESTATEMENTS,),
        ),
        Layout(
            "findings",
            "findings",
            Finding,
            {"finding": "key"},
            owner="finding",
            more=_finding_cells,
            parts=(Layout("answers", "answers", Answer, of="finding"),),
        ),
        Layout(
            "case_audits",
            "case_audits",
            CaseAudit,
            changed=("body", "scale"),
            more=_audit_cells,
            from_more=_audit_document,
            columns={"scale": "scale", "counts": "count", "percentages": "percentage"},
        ),
        Layout(
            "judgments",
            "judgments",
            Judgment,
            changed=("body", "scale"),
            more=_judgment_cells,
            from_more=_judgment_document,
            columns={"scale": "scale"},
        ),
    ),
)
"""How reports are stored in their tables."""
