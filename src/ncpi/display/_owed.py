"""The view of what a body owes."""

from __future__ import annotations

from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.owed import OwedItem, OwedItems

__all__ = ["owed_sheet"]


@view(OwedItems)
def owed_sheet(owed: OwedItems) -> Sheet:
    """The items that apply, those that may be owed, and those that are closed."""
    groups = (
        ("", owed.items),
        ("May be owed", owed.cannot_tell),
        ("Closed by the inspectorate", owed.closed),
    )
    columns = ("item", "text", "why")
    tables = [Table([_row(one) for one in items], columns, name) for name, items in groups]
    return Sheet(f"Items that apply to {owed.label()}", tuple(tables))


def _row(owed: OwedItem) -> tuple[str, str, str]:
    return str(owed.ref), owed.item.text, owed.because
