"""The view of a matcher's proposals."""

from __future__ import annotations

from ncpi.comparison.matching import Matching
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view

__all__ = ["matching_sheet"]


@view(Matching)
def matching_sheet(matching: Matching) -> Sheet:
    """Every proposal, with its similarity and the matched words."""
    rows = [
        (
            entry.item.name,
            entry.other,
            entry.verdict.value,
            entry.basis.in_words,
            f"{entry.similarity.value:.2f}",
            entry.similarity.evidence,
            entry.reason or "",
        )
        for entry in matching.proposals
    ]
    columns = (
        "recommendation",
        "goes with",
        "verdict",
        "basis",
        "similarity",
        "words",
        "reason",
    )
    head = [
        ("matcher", matching.matcher.name),
        ("proposed from", f"{matching.matcher.threshold:.2f}"),
        ("undecided from", f"{matching.matcher.review_threshold:.2f}"),
    ]
    title = f"Proposed by text: {matching.baseline} and {matching.follow_up}"
    return Sheet(title, (Table(head), Table(rows, columns, "Pairs")))
