"""The views of a report and of a finding."""

from __future__ import annotations

import attrs

from ncpi.display._phrases import labels, with_note
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import fields_sheet, view
from ncpi.model import Finding, Item, Report
from ncpi.vocabulary import KnownFrom, Progress, RecommendationKind

__all__ = ["finding_sheet", "report_sheet"]


@view(Report)
def report_sheet(report: Report) -> Sheet:
    """The report's fields, with recommendations and findings in separate tables."""
    sheet = fields_sheet(report)
    asked = [
        (
            f"{entry.key}{_late(entry)}",
            "" if entry.kind is RecommendationKind.RECOMMENDATION else entry.kind.value,
            with_note(entry),
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
            with_note(entry),
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


@view(Finding)
def finding_sheet(finding: Finding) -> Sheet:
    """The finding's fields; an analyst's reading that nothing improved isn't its progress."""
    sheet = fields_sheet(finding)
    if finding.states_progress or finding.progress is Progress.NOT_STATED:
        return sheet
    rows = [
        (name, finding.verdict if name == "progress" else cell)
        for name, cell in sheet.tables[0].rows
    ]
    return attrs.evolve(sheet, tables=(Table(rows),))


def _late(item: Item) -> str:
    """A mark of an item that only a follow-up's pages list."""
    return " (listed only by a follow-up)" if item.known_from is KnownFrom.FOLLOW_UP else ""
