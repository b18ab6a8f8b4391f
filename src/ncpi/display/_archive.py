"""The view of an archive."""

from __future__ import annotations

from collections import Counter

from ncpi.archive import Archive
from ncpi.display._names import in_words, reworded
from ncpi.display._sheets import FIRST, Sheet, Table, fold
from ncpi.display._views import table_of, view

__all__ = ["archive_sheet"]


@view(Archive)
def archive_sheet(archive: Archive) -> Sheet:
    """A row for each report, and for each response, tracker, stage and press release."""
    reports = table_of(
        archive.reports,
        {
            "report": lambda one: one.key,
            "kind and date": lambda one: f"{one.kind.value}, {in_words(one.published)}",
            "title": lambda one: one.title,
        },
        "Reports",
        first=FIRST,
        stacked=True,
    )
    responses = table_of(
        archive.responses,
        {
            "report": lambda one: one.report,
            "kind": lambda one: one.kind,
            "by": lambda one: reworded(one.body or one.party.value),
            "published": lambda one: in_words(one.published),
        },
        "Responses",
        first=FIRST,
    )
    trackers = table_of(
        archive.trackers,
        {
            "body": lambda one: reworded(one.body),
            "as of": lambda one: one.as_of,
            "items": lambda one: len(one.entries),
        },
        "Trackers",
        first=FIRST,
    )
    stages = table_of(
        archive.monitoring,
        {
            "body": lambda one: reworded(one.body),
            "stage": lambda one: one.stage,
            "period": lambda one: one.span,
        },
        "Stages of monitoring",
        first=FIRST,
    )
    releases = table_of(
        archive.press_releases,
        {
            "key": lambda one: one.key,
            "headline": lambda one: one.headline,
            "published": lambda one: in_words(one.published),
            "report": lambda one: one.report,
        },
        "Press releases",
        first=FIRST,
    )
    others = fold((responses, trackers, stages, releases))
    return Sheet(f"Archive of {archive.label()}", (Table(_counts(archive)), reports, *others))


def _counts(archive: Archive) -> list[tuple[str, str]]:
    """How many reports there are of each kind, on how many bodies, and from which years."""
    if not archive.reports:
        return [("reports", "none")]
    kinds = Counter(report.kind.value for report in archive.reports)
    years = [report.published.year for report in archive.reports if report.published]
    published = f"{min(years)} to {max(years)}" if years else "unknown"
    undated = len(archive.reports) - len(years)
    return [
        ("reports", ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())),
        ("published", f"{published}{f'; {undated} undated' if years and undated else ''}"),
        ("bodies inspected", str(len(archive.bodies))),
    ]
