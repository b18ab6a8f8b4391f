"""The views of a report and of a finding."""

from __future__ import annotations

import attrs

from ncpi.display._names import body_name, claims, inspectorate_name, reworded
from ncpi.display._phrases import labels, with_note
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import fields_sheet, view
from ncpi.model import Finding, Item, Report
from ncpi.vocabulary import KnownFrom, Progress, RecommendationKind

__all__ = ["finding_sheet", "report_sheet"]


_FINDINGS = 5
"""How many findings a notebook shows at first: each may be of several lines."""
_SOURCES = "Notes and sources"
_CLAIMS = "Claims"
_LAST = ("title", "kind", "programme", "framework", "isbn", "notes", "sources", "confidence")
"""The fields that come last, or that the heading says."""


@view(Report)
def report_sheet(report: Report) -> Sheet:
    """The report's fields, recommendations and findings; claims, notes and sources come last."""
    sheet = fields_sheet(report)
    asked = [
        (
            f"{entry.key}{_late(entry)}",
            "" if entry.kind is RecommendationKind.RECOMMENDATION else entry.kind.value,
            with_note(entry),
            entry.theme or "",
            reworded(str(entry.timescale)),
            ", ".join(body_name(key, report.published) or key for key in entry.addressed_to),
            labels(entry.restates),
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
    said = [(one.key, claims(one.history)) for one in report.recommendations if one.history]
    separate = {"recommendations": asked, "findings": found}
    rows = [row for row in sheet.tables[0].rows if not separate.get(row[0])]
    tables = (
        Table([_named(report, row) for row in rows if row[0] not in _LAST]),
        Table(
            asked,
            ("recommendation", "kind", "asked", "theme", "timescale", "addressed to", "restates"),
            "Recommendations",
        ),
        Table(
            found,
            ("finding", "what was found", "theme", "progress", "answers"),
            "Findings",
            unfolded=_FINDINGS,
        ),
        Table(said, ("recommendation", "claims"), _CLAIMS, folded=_CLAIMS),
        Table([row for row in rows if row[0] in _LAST], (), _SOURCES, folded=_SOURCES),
    )
    return attrs.evolve(sheet, tables=tables)


def _named(report: Report, row: tuple[str, ...]) -> tuple[str, ...]:
    """The *row* of a field, with names as of publication in place of keys."""
    name, cell = row
    on = report.published
    words = {
        "inspectorates": [inspectorate_name(key, on) for key in report.inspectorates],
        "bodies": [body_name(key, on) or key for key in report.bodies],
    }
    return name, "\n".join(words.get(name, [cell]))


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
