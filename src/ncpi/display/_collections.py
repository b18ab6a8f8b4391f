"""The views of a register, and of what a method returns several of: a row for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ncpi.comparison._entries import ItemComparison
from ncpi.comparison.pairs import Pair, PairResult
from ncpi.display._names import reworded
from ncpi.display._phrases import PAIR_COLUMNS, finding_row, pair_row, with_note
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.display._views import label_of, view
from ncpi.model import Finding, Item, Record
from ncpi.model._shown import Several, Shown
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
    columns, row = next(
        (how for cls, how in _ROWS.items() if all(isinstance(one, cls) for one in several)),
        (("what",), _label),
    )
    table = Table([row(one) for one in several], columns, first=FIRST, stacked=len(columns) > 1)
    return Sheet(several.label(), (table,))


def _label(one: object) -> tuple[str, ...]:
    return (label_of(one) if isinstance(one, Shown) else str(one),)


def _entry(entry: ItemComparison) -> tuple[str, ...]:
    return f"{entry.item_kind.value} {entry.key}", entry.verdict, entry.item.text


def _item(item: Item) -> tuple[str, ...]:
    return f"{item.item_kind.value} {item.key}", with_note(item), item.theme or ""


_ROWS: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]] = {
    Pair: (PAIR_COLUMNS, pair_row),
    PairResult: (PAIR_COLUMNS, pair_row),
    ItemComparison: (("item", "progress", "what was asked or of concern"), _entry),
    Finding: (("finding", "what was found", "theme", "progress"), finding_row),
    Item: (("item", "text", "theme"), _item),
}
"""The columns and the rows of classes whose labels say less."""
