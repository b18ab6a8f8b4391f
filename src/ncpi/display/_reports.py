"""The view of a report."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import fields_sheet, view
from ncpi.model import Record, Report

__all__ = ["report_sheet"]


@view(Report)
def report_sheet(report: Report) -> Sheet:
    """The report's fields, with recommendations and findings in separate tables."""
    sheet = fields_sheet(report)
    asked = [
        (entry.key, entry.text, entry.theme or "", str(entry.timescale), _lines(entry.history))
        for entry in report.recommendations
    ]
    found = [
        (entry.key, entry.text, entry.theme or "", entry.verdict, _lines(entry.answers))
        for entry in report.findings
    ]
    separate = {"recommendations": asked, "findings": found}
    rows = [row for row in sheet.tables[0].rows if not separate.get(row[0])]
    tables = (
        Table(rows),
        Table(
            asked,
            ("recommendation", "asked", "theme", "timescale", "claims"),
            "Recommendations",
        ),
        Table(found, ("finding", "what was found", "theme", "progress", "answers"), "Findings"),
    )
    return attrs.evolve(sheet, tables=tables)


def _lines(records: Iterable[Record]) -> str:
    return "\n".join(record.label() for record in records)
