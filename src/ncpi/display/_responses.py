"""The view of what a response lacks."""

from __future__ import annotations

from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model.responses import ResponseGap, ResponseGaps

__all__ = ["gaps_sheet"]


@view(ResponseGaps)
def gaps_sheet(gaps: ResponseGaps) -> Sheet:
    """What the duty still lacks, and the areas for improvement apart."""
    tables = (
        Table([_row(gap) for gap in gaps.gaps], ("about", "missing"), "Missing"),
        Table(
            [_row(gap) for gap in gaps.areas_for_improvement],
            ("about", "missing"),
            "Areas for improvement, to which the duty doesn't extend",
        ),
    )
    lacking = "nothing is missing" if not gaps.gaps else gaps.label().partition(": ")[2]
    return Sheet(f"Response to {gaps.report}: {lacking}", tables, gaps.uncertain)


def _row(gap: ResponseGap) -> tuple[str, str]:
    return ("the response" if gap.item is None else gap.item.name), gap.what
