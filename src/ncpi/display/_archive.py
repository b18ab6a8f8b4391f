"""The view of an archive."""

from __future__ import annotations

from ncpi.archive import Archive
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view

__all__ = ["archive_sheet"]


@view(Archive)
def archive_sheet(archive: Archive) -> Sheet:
    """A row for each report, and for each response, tracker, stage and press release."""
    rows = [
        (report.key, report.kind.value, str(report.published or "undated"), report.title)
        for report in archive.reports
    ]
    tables = (
        Table(rows, ("report", "kind", "published", "title")),
        Table(
            [
                (
                    one.report,
                    one.kind.value,
                    one.body or one.party.value,
                    str(one.published or "not published"),
                )
                for one in archive.responses
            ],
            ("report", "kind", "by", "published"),
            "Responses",
        ),
        Table(
            [(one.body, str(one.as_of), str(len(one.entries))) for one in archive.trackers],
            ("body", "as of", "items"),
            "Trackers",
        ),
        Table(
            [(one.body, one.stage.value, str(one.span)) for one in archive.monitoring],
            ("body", "stage", "period"),
            "Stages of monitoring",
        ),
        Table(
            [
                (one.key or "", one.headline, str(one.published or "undated"), one.report or "")
                for one in archive.press_releases
            ],
            ("key", "headline", "published", "report"),
            "Press releases",
        ),
    )
    return Sheet(f"Archive of {archive.label()}", tables)
