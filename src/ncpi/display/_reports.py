"""The views of a report and of a finding."""

from __future__ import annotations

import attrs

from ncpi.display._names import body_name, claims, inspectorate_name, reworded
from ncpi.display._phrases import LISTED_LATER, labels, with_note
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import fields_sheet, table_of, view
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
    asked = table_of(
        report.recommendations,
        {
            "recommendation": lambda entry: f"{entry.key}{_late(entry)}",
            "kind": lambda entry: (
                None if entry.kind is RecommendationKind.RECOMMENDATION else entry.kind.value
            ),
            "asked": with_note,
            "theme": lambda one: one.theme,
            "timescale": lambda entry: reworded(str(entry.timescale)),
            "addressed to": lambda entry: ", ".join(
                body_name(key, report.published) or key for key in entry.addressed_to
            ),
            "restates": lambda entry: labels(entry.restates),
        },
        "Recommendations",
    )
    found = table_of(
        report.findings,
        {
            "finding": lambda entry: f"{entry.name}{_late(entry)}",
            "what was found": with_note,
            "theme": lambda one: one.theme,
            "progress": lambda one: one.verdict,
            "answers": lambda entry: labels(entry.answers),
        },
        "Findings",
        unfolded=_FINDINGS,
    )
    said = [(one.key, claims(one.history)) for one in report.recommendations if one.history]
    rows = [row for row in sheet.tables[0].rows if row[0] not in ("recommendations", "findings")]
    tables = (
        Table([_named(report, row) for row in rows if row[0] not in _LAST]),
        asked,
        found,
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
    return f" ({LISTED_LATER})" if item.known_from is KnownFrom.FOLLOW_UP else ""
