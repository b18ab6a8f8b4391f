"""The view of a plain table: its rows, as they are."""

from __future__ import annotations

from operator import itemgetter

from ncpi.display._sheets import Sheet
from ncpi.display._views import table_of, view
from ncpi.tables._plain_table import PlainTable

__all__ = ["plain_table_sheet"]


@view(PlainTable)
def plain_table_sheet(table: PlainTable) -> Sheet:
    """A row for each row, under the names of the columns, and what a row represents."""
    columns = {name: itemgetter(name) for name in table.schema.names}
    return Sheet(table.label(), (table_of(table, columns),), (table.schema.meaning,))
