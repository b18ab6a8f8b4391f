"""The view of a matcher's proposals."""

from __future__ import annotations

from ncpi.comparison.matching import Matching
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import table_of, view

__all__ = ["matching_sheet"]


@view(Matching)
def matching_sheet(matching: Matching) -> Sheet:
    """Every proposal, with its similarity and the matched words."""
    pairs = table_of(
        matching.proposals,
        {
            "recommendation": lambda one: one.item.name,
            "goes with": lambda one: one.other,
            "verdict": lambda one: one.verdict,
            "basis": lambda one: one.basis.in_words,
            "similarity": lambda one: f"{one.similarity.value:.2f}",
            "words": lambda one: one.similarity.evidence,
            "reason": lambda one: one.reason,
        },
        "Pairs",
    )
    head = [
        ("matcher", matching.matcher.name),
        ("proposed from", f"{matching.matcher.threshold:.2f}"),
        ("undecided from", f"{matching.matcher.review_threshold:.2f}"),
    ]
    title = f"Proposed by text: {matching.baseline} and {matching.follow_up}"
    return Sheet(title, (Table(head), pairs))
