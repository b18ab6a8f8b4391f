"""How the records of a report lie in tables, in both directions.

A record's columns say a part of its document; what they can't say (a subclass's own
fields, keys that nobody knew, a scale that ncpi doesn't ship) stays in the column
``extra``. Both directions are made from the same declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, cast

import attrs

from ncpi.model import (
    CaseAudit,
    CauseOfConcern,
    Correction,
    Judgment,
    PartialDate,
    Recommendation,
    Report,
    StatusEvent,
    Timescale,
)
from ncpi.model._references import Reference
from ncpi.model.reports import REPORT_LISTS
from ncpi.tables._schemas.columns import Cell, Row

__all__ = ["REPORT", "SOURCE", "Document", "Layout", "day_cells", "only_body", "plain"]

Document = dict[str, Any]


def plain(value: object) -> Cell:
    """A record's field as the cell of a column."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, PartialDate):
        return str(value)
    return cast("Cell", value)  # the table reports on it


def day_cells(dated: PartialDate | None, name: str) -> dict[str, Cell]:
    """The first and the last day that *dated* can be."""
    return {
        f"{name}_earliest": dated.earliest if dated else None,
        f"{name}_latest": dated.latest if dated else None,
    }


def only_body(report: Report) -> str | None:
    """The body inspected, or None if there are several or none."""
    return report.bodies[0] if len(report.bodies) == 1 else None


def _no_cells(_record: Any, _report: Report) -> Iterable[dict[str, Cell]]:
    return ({},)


def _nothing(_rows: list[Row]) -> Document:
    return {}


@attrs.frozen
class Layout:
    """How the records of one field of a report, or of a part of it, lie in a table.

    Attributes:
        table: the table.
        field: the field that holds them; empty for the reports themselves.
        fields: the columns that hold a field as it is, each with the field's name.
        owner: the column that names the record for what belongs to it; None if nothing does.
        more: the cells that need more than one field, for every row of a record.
        said: what those cells say of the document.
        parts: the layouts of what belongs to it.
        columns: for keys of the document that aren't columns, the column to look at.
    """

    table: str
    field: str
    fields: Mapping[str, str]
    owner: str | None = None
    more: Callable[[Any, Report], Iterable[dict[str, Cell]]] = _no_cells
    said: Callable[[list[Row]], Document] = _nothing
    parts: tuple[Layout, ...] = ()
    columns: Mapping[str, str] = attrs.field(factory=dict[str, str])

    def rows(self, record: Any, report: Report) -> list[dict[str, Cell]]:
        """The rows that tell of *record*, without what names its place or is left over."""
        cells = {column: plain(getattr(record, name)) for column, name in self.fields.items()}
        return [{**cells, **more} for more in self.more(record, report)]

    def document(self, rows: list[Row]) -> Document:
        """What the columns of a record's *rows* say of its document."""
        said = {
            name: list(cell) if isinstance(cell, tuple) else cell
            for column, name in self.fields.items()
            if (cell := rows[0][column]) is not None
        }
        return {**said, **self.said(rows)}

    def column_of(self, key: str) -> str:
        """The column to look at for *key* of the document."""
        for column, name in self.fields.items():
            if name == key:
                return column
        return self.columns.get(key, "extra")


def _report_cells(report: Report, _: Report) -> Iterable[dict[str, Cell]]:
    span, known = report.fieldwork, report.completeness
    yield {
        "body": only_body(report),
        **day_cells(report.published, "published"),
        "fieldwork_start": plain(span.first) if span else None,
        "fieldwork_end": plain(span.last) if span else None,
        "framework": report.framework.key if report.framework else None,
        **{f"{name}_completeness": plain(getattr(known, name)) for name in REPORT_LISTS},
    }


def _report_said(rows: list[Row]) -> Document:
    row = rows[0]
    known = {name: row[f"{name}_completeness"] for name in REPORT_LISTS}
    stated = {name: word for name, word in known.items() if word != "unknown"}
    said: Document = {"completeness": stated} if stated else {}
    if row["framework"] is not None:
        said["framework"] = row["framework"]
    ends = {"start": row["fieldwork_start"], "end": row["fieldwork_end"]}
    if any(end is not None for end in ends.values()):
        said["fieldwork"] = {name: end for name, end in ends.items() if end is not None}
    return said


def _timescale_cells(entry: Recommendation, _: Report) -> Iterable[dict[str, Cell]]:
    time: Timescale = entry.timescale
    yield {
        "timescale": str(time),
        "immediately": time.immediately,
        "months": time.months,
        "due_by": plain(time.by),
    }


def _dated_cells(record: StatusEvent | Correction, _: Report) -> Iterable[dict[str, Cell]]:
    yield day_cells(record.dated, "dated")


def _span_cells(cause: CauseOfConcern, _: Report) -> Iterable[dict[str, Cell]]:
    yield {
        "opened": plain(cause.span.first),
        "closed": plain(cause.span.last),
        "still_open": cause.span.is_current,
    }


def _span_said(rows: list[Row]) -> Document:
    row = rows[0]
    end = row["closed"] if row["closed"] is not None else "open" if row["still_open"] else None
    said = {"start": row["opened"], "end": end}
    stated = {key: value for key, value in said.items() if value is not None}
    return {"span": stated} if stated else {}


def _audit_cells(audit: CaseAudit, report: Report) -> Iterable[dict[str, Cell]]:
    for rank, (grade, count) in enumerate(audit.counts.items()):
        yield {
            "body": only_body(report),
            "scale": audit.scale.key,
            "grade": grade,
            "grade_rank": rank,
            "count": count,
            "total": audit.total,
        }


def _audit_said(rows: list[Row]) -> Document:
    counts = {str(row["grade"]): row["count"] for row in rows}
    return {"scale": rows[0]["scale"], "counts": counts}


def _judgment_cells(judgment: Judgment, report: Report) -> Iterable[dict[str, Cell]]:
    yield {
        "body": only_body(report),
        "scale": judgment.scale.key,
        "grade_rank": judgment.scale.grades.index(judgment.grade),
    }


def _judgment_said(rows: list[Row]) -> Document:
    return {"scale": rows[0]["scale"]}


def _reference_cells(reference: Reference, _: Report) -> Iterable[dict[str, Cell]]:
    yield {"dated": plain(getattr(reference, "dated", None))}


def _tie_said(rows: list[Row]) -> Document:
    dated = rows[0]["dated"]
    return {} if dated is None else {"dated": dated}


def _reference(table: str, field: str, named: str) -> Layout:
    """How links lie in their table; *named* is the field that names the other end."""
    other = named if table == "answers" else f"baseline_{named}"
    fields = {"baseline": "report", other: named}
    fields |= _same("basis", "by", "evidence", "caveat", "confidence")
    return Layout(
        table, field, fields, more=_reference_cells, said=_tie_said, columns={"dated": "dated"}
    )


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


SOURCE = Layout(
    "sources",
    "sources",
    _same("title", "url", "locator", "read", "digest", "provenance", "supports"),
)
"""How the sources of every fact lie in their table."""

REPORT = Layout(
    "reports",
    "reports",
    {
        "report": "key",
        **_same(
            "title",
            "kind",
            "programme",
            "bodies",
            "published",
            "recommendations_made",
            "secondary_source",
            "confidence",
            "inspectorates",
            "inspectors",
            "reissued",
            "year_by_context",
            "isbn",
            "summary",
            "recommendations_followed_up",
            "notes",
        ),
    },
    owner="report",
    more=_report_cells,
    said=_report_said,
    columns={
        "framework": "framework",
        "fieldwork": "fieldwork_start",
        "completeness": "recommendations_completeness",
    },
    parts=(
        Layout("links", "follows", {"follows": "report", **_same("basis", "note", "confidence")}),
        Layout(
            "corrections", "corrections", _same("dated", "text", "confidence"), None, _dated_cells
        ),
        Layout(
            "recommendations",
            "recommendations",
            {
                "recommendation": "key",
                **_same("kind", "text", "theme", "tracker", "addressed_to", "actions", "timescale"),
                **_same("confidence"),
            },
            owner="recommendation",
            more=_timescale_cells,
            parts=(
                _reference("restatements", "restates", "recommendation"),
                Layout(
                    "status_events",
                    "history",
                    _same("party", "dated", "status", "comment", "by", "confidence"),
                    more=_dated_cells,
                ),
            ),
        ),
        Layout(
            "causes_of_concern",
            "causes_of_concern",
            {"cause_of_concern": "key", **_same("text", "theme", "recommendations", "confidence")},
            owner="cause_of_concern",
            more=_span_cells,
            said=_span_said,
            columns={"span": "opened"},
            parts=(_reference("continuations", "continues", "cause_of_concern"),),
        ),
        Layout(
            "findings",
            "findings",
            {
                "finding": "key",
                **_same("text", "theme", "progress", "concern", "effective_practice", "lasting"),
                **_same("confidence"),
            },
            owner="finding",
            parts=(_reference("answers", "answers", "recommendation"),),
        ),
        Layout(
            "case_audits",
            "case_audits",
            _same("area", "sampling", "stated_total", "note", "confidence"),
            more=_audit_cells,
            said=_audit_said,
            columns={"scale": "scale", "counts": "count"},
        ),
        Layout(
            "judgments",
            "judgments",
            _same("topic", "grade", "wording", "confidence"),
            more=_judgment_cells,
            said=_judgment_said,
            columns={"scale": "scale"},
        ),
    ),
)
"""How reports lie in their tables."""
