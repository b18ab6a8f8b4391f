"""The views of what a response lacks, and of what a body owes."""

from __future__ import annotations

from ncpi.display._names import reworded
from ncpi.display._sheets import Sheet
from ncpi.display._views import Columns, table_of, view
from ncpi.model.responses import ResponseGap, ResponseGaps
from ncpi.owed import OwedItem, OwedItems

__all__ = ["gaps_sheet", "owed_sheet"]


@view(ResponseGaps)
def gaps_sheet(gaps: ResponseGaps) -> Sheet:
    """What the duty still lacks, and the areas for improvement apart."""
    columns: Columns[ResponseGap] = {
        "about": lambda gap: "the response" if gap.item is None else gap.item.name,
        "missing": lambda one: one.what,
    }
    apart = "Areas for improvement, to which the duty doesn't extend"
    tables = (
        table_of(gaps.gaps, columns, "Missing"),
        table_of(gaps.areas_for_improvement, columns, apart),
    )
    lacking = "nothing is missing" if not gaps.gaps else gaps.label().partition(": ")[2]
    return Sheet(f"Response to {gaps.report}: {lacking}", tables, gaps.uncertain)


@view(OwedItems)
def owed_sheet(owed: OwedItems) -> Sheet:
    """The items that apply, those that may be owed, and those that are closed."""
    groups = (
        ("", owed.items),
        ("May be owed", owed.cannot_tell),
        ("Closed by the inspectorate", owed.closed),
    )
    columns: Columns[OwedItem] = {
        "item": lambda one: one.ref,
        "text": lambda one: one.item.text,
        "why": lambda one: one.because,
    }
    tables = [table_of(items, columns, name) for name, items in groups]
    return Sheet(f"Items that apply to {reworded(owed.label())}", tuple(tables))
