"""The view of an archive."""

from __future__ import annotations

from ncpi.archive import Archive
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view

__all__ = ["archive_sheet"]


@view(Archive)
def archive_sheet(archive: Archive) -> Sheet:
    """A row for each report."""
    rows = [
        (report.key, report.kind.value, str(report.published or "undated"), report.title)
        for report in archive.reports
    ]
    table = Table(rows, ("report", "kind", "published", "title"))
    return Sheet(f"Archive of {archive.label()}", (table,))
