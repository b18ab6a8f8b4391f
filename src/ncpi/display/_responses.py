"""The views of what a response lacks, and of what a body owes."""

from __future__ import annotations

from ncpi.display._names import reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model.responses import ResponseGap, ResponseGaps
from ncpi.owed import OwedItem, OwedItems

__all__ = ["gaps_sheet", "owed_sheet"]


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


@view(OwedItems)
def owed_sheet(owed: OwedItems) -> Sheet:
    """The items that apply, those that may be owed, and those that are closed."""
    groups = (
        ("", owed.items),
        ("May be owed", owed.cannot_tell),
        ("Closed by the inspectorate", owed.closed),
    )
    columns = ("item", "text", "why")
    tables = [Table([_owed_row(one) for one in items], columns, name) for name, items in groups]
    return Sheet(f"Items that apply to {reworded(owed.label())}", tuple(tables))


def _owed_row(owed: OwedItem) -> tuple[str, str, str]:
    return str(owed.ref), owed.item.text, owed.because
