"""The view of an archive."""

from __future__ import annotations

from collections import Counter

from ncpi.archive import Archive
from ncpi.display._names import in_words, reworded
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.display._views import view

__all__ = ["archive_sheet"]


@view(Archive)
def archive_sheet(archive: Archive) -> Sheet:
    """A row for each report, and for each response, tracker, stage and press release."""
    rows = [
        (report.key, f"{report.kind.value}, {in_words(report.published)}", report.title)
        for report in archive.reports
    ]
    tables = (
        Table(_counts(archive)),
        Table(rows, ("report", "kind and date", "title"), "Reports", first=FIRST, stacked=True),
        Table(
            [
                (
                    one.report,
                    one.kind.value,
                    reworded(one.body or one.party.value),
                    in_words(one.published),
                )
                for one in archive.responses
            ],
            ("report", "kind", "by", "published"),
            "Responses",
            folded="Responses",
            first=FIRST,
        ),
        Table(
            [
                (reworded(one.body), in_words(one.as_of), str(len(one.entries)))
                for one in archive.trackers
            ],
            ("body", "as of", "items"),
            "Trackers",
            folded="Trackers",
            first=FIRST,
        ),
        Table(
            [
                (reworded(one.body), one.stage.value, in_words(one.span))
                for one in archive.monitoring
            ],
            ("body", "stage", "period"),
            "Stages of monitoring",
            folded="Stages of monitoring",
            first=FIRST,
        ),
        Table(
            [
                (one.key or "", one.headline, in_words(one.published), one.report or "")
                for one in archive.press_releases
            ],
            ("key", "headline", "published", "report"),
            "Press releases",
            folded="Press releases",
            first=FIRST,
        ),
    )
    return Sheet(f"Archive of {archive.label()}", tables)


def _counts(archive: Archive) -> list[tuple[str, str]]:
    """How many reports there are of each kind, on how many bodies, and from which years."""
    kinds = Counter(report.kind.value for report in archive.reports)
    years = [report.published.year for report in archive.reports if report.published]
    published = f"{min(years)} to {max(years)}" if years else "unknown"
    undated = len(archive.reports) - len(years)
    return [
        ("reports", ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())),
        ("published", f"{published}{f'; {undated} undated' if years and undated else ''}"),
        ("bodies inspected", str(len(archive.bodies))),
    ]
