"""The shipped reports on one force, of which only its own file is read."""

from __future__ import annotations

from functools import lru_cache

from ncpi import registers
from ncpi.model import PartialDate, Report
from ncpi.pages._kinds import INSPECTION, PROGRESS, REINSPECTION, REVIEW
from ncpi.vocabulary import Relation, ReportKind

__all__ = ["REPORT_KINDS", "covers", "of_kind", "reports_on", "within"]

REPORT_KINDS = {
    INSPECTION: (ReportKind.INSPECTION, "inspection"),
    REVIEW: (ReportKind.POST_INSPECTION_REVIEW, "review"),
    REINSPECTION: (ReportKind.REINSPECTION, "re-inspection"),
    PROGRESS: (ReportKind.PROGRESS_ASSESSMENT, "progress"),
}
"""The kind of report of each kind of page that is one, and the last word of its key."""


@lru_cache(maxsize=64)
def reports_on(body: str) -> tuple[Report, ...]:
    """The shipped reports on the body with this key, and on no other."""
    slugs = (row[0] for row in registers.reports.cells())
    found = (registers.reports[slug] for slug in slugs if slug.startswith(f"{body}/"))
    return tuple(report for report in found if report.bodies == (body,))


def of_kind(body: str, kind: str) -> list[Report]:
    """The shipped reports of the programme on *body* of which a page of this *kind* may be one."""
    wanted = REPORT_KINDS[kind][0]
    return [one for one in reports_on(body) if one.kind is wanted and one.programme == "NCPI"]


def within(date: PartialDate | None, text: str) -> bool:
    """Whether a date on record and the date *text* can be the same."""
    return date is not None and date.relation(text) in (Relation.SAME, Relation.CANNOT_TELL)


def covers(report: Report, text: str) -> bool:
    """Whether the date *text* can be one of the report's fieldwork."""
    return report.fieldwork is not None and report.fieldwork.covers(text) is not False
