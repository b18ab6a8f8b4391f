"""The views of a register, and of what a method returns several of: a row for each."""

from __future__ import annotations

from typing import Any

from ncpi.comparison import CaseAuditTest
from ncpi.comparison._entries import ItemComparison
from ncpi.comparison.pairs import Pair, PairResult
from ncpi.display._names import reworded
from ncpi.display._phrases import FINDING_COLUMNS, ITEM_COLUMNS, PAIR_COLUMNS, totals
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.display._views import Columns, table_of, view
from ncpi.model import Finding, Item, Record
from ncpi.model._shown import Several
from ncpi.registers import Register

__all__ = ["register_sheet", "several_sheet"]


_DATED = ("period", "published")
"""The columns of registers that hold dates and periods; the first holds what users type."""


@view(Register)
def register_sheet(register: Register[Record]) -> Sheet:
    """A row for each row of the register, and how to cite it."""
    columns = register.columns
    cells = [
        [
            reworded(cell) if column in _DATED else cell
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in register.cells()
    ]
    table = Table(cells, columns)
    return Sheet(reworded(register.label()), (table,), (*register.notes, register.cite()))


@view(Several)
def several_sheet(several: Several[Any]) -> Sheet:
    """A row for each; for a class without rows of its own, its label."""
    columns = next(
        how for cls, how in _COLUMNS.items() if all(isinstance(one, cls) for one in several)
    )
    table = table_of(several, columns, first=FIRST, stacked=len(columns) > 1)
    return Sheet(several.label(), (table,))


_COLUMNS: dict[type, Columns[Any]] = {
    Pair: PAIR_COLUMNS,
    PairResult: PAIR_COLUMNS,
    ItemComparison: {
        "item": lambda entry: f"{entry.item_kind.value} {entry.key}",
        "progress": lambda one: one.verdict,
        "what was asked or of concern": lambda one: one.item.text,
    },
    CaseAuditTest: {
        "verdict": lambda one: one.label(),
        "cases": lambda one: totals(one.entry),
        "caveats": lambda one: [*dict.fromkeys(caveat.code.value for caveat in one.caveats)],
    },
    Finding: FINDING_COLUMNS,
    Item: ITEM_COLUMNS,
    object: {"what": lambda one: one},
}
"""The columns of classes whose labels say less, and of any other."""
