"""Converts rulings to rows, and rows to rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from ncpi.comparison import Comparison
from ncpi.comparison._proposals import Ruling
from ncpi.comparison.matching._rulings import in_order
from ncpi.errors import Fault, InvalidError
from ncpi.model._shown import Several
from ncpi.tables._arguments import Compared, comparisons_in, several
from ncpi.tables._files import Frame, as_plain
from ncpi.tables._rows import row_of
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Row

__all__ = ["Ruled", "ruling_rows", "to_rulings"]

Ruled: TypeAlias = "Compared | Iterable[Ruling | Comparison]"
"""Rulings and comparisons, or a programme or timeline; the rulings in comparisons are used."""


def ruling_rows(ruled: Ruled) -> list[Row]:
    """The rows of the table ``rulings``, without duplicates.

    Raises:
        ncpi.errors.InvalidError: *ruled* is something else.
    """
    contained = comparisons_in(ruled)
    iterable = ruled if contained is None else contained
    items = several(iterable, tuple[Ruling | Comparison, ...], "rulings")
    rulings = dict.fromkeys(
        ruling
        for item in items
        for ruling in (item.rulings if isinstance(item, Comparison) else (item,))
    )
    return [row_of(SCHEMAS["rulings"], ruling) for ruling in in_order(rulings)]


def to_rulings(table: Frame) -> tuple[Ruling, ...]:
    """The rulings in a table ``rulings``, in the order of its rows.

    Raises:
        ncpi.errors.InvalidError: it is another table, or a row isn't a valid ruling; every
            fault is listed.
    """
    rows = as_plain(table, SCHEMAS["rulings"])
    faults: list[Fault] = []
    rulings: list[Ruling] = []
    for index, row in enumerate(rows):
        arguments: Mapping[str, Any] = row  # Ruling checks each
        try:
            rulings.append(Ruling(**arguments))
        except InvalidError as error:
            faults += [rows.fault(index, None, fault) for fault in error.faults]
    if faults:
        raise InvalidError(faults, "rulings")
    return Several(rulings)
