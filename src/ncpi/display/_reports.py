"""The view of a report."""

from __future__ import annotations

import attrs

from ncpi.display._phrases import labels, told
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import fields_sheet, view
from ncpi.model import Item, Report
from ncpi.vocabulary import KnownFrom, RecommendationKind

__all__ = ["report_sheet"]


@view(Report)
def report_sheet(report: Report) -> Sheet:
    """The report's fields, with recommendations and findings in separate tables."""
    sheet = fields_sheet(report)
    asked = [
        (
            f"{entry.key}{_late(entry)}",
            "" if entry.kind is RecommendationKind.RECOMMENDATION else entry.kind.value,
            told(entry),
            entry.theme or "",
            str(entry.timescale),
            ", ".join(entry.addressed_to),
            labels(entry.restates),
            labels(entry.history),
        )
        for entry in report.recommendations
    ]
    found = [
        (
            f"{entry.name}{_late(entry)}",
            told(entry),
            entry.theme or "",
            entry.verdict,
            labels(entry.answers),
        )
        for entry in report.findings
    ]
    separate = {"recommendations": asked, "findings": found}
    rows = [row for row in sheet.tables[0].rows if not separate.get(row[0])]
    tables = (
        Table(rows),
        Table(
            asked,
            (
                *("recommendation", "kind", "asked", "theme"),
                *("timescale", "addressed to", "restates", "claims"),
            ),
            "Recommendations",
        ),
        Table(found, ("finding", "what was found", "theme", "progress", "answers"), "Findings"),
    )
    return attrs.evolve(sheet, tables=tables)


def _late(item: Item) -> str:
    """A mark of an item that only a follow-up's pages list."""
    return " (listed only by a follow-up)" if item.known_from is KnownFrom.FOLLOW_UP else ""
