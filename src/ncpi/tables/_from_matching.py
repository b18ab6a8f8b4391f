"""Converts theme comparisons, undecided pairs and rulings to rows, and rows to rulings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ncpi.comparison import Comparison
from ncpi.comparison._proposals import Ruling
from ncpi.comparison.matching._rulings import in_order
from ncpi.errors import Fault, InvalidError
from ncpi.tables._arguments import several
from ncpi.tables._comparisons_of import Compared, comparisons_in
from ncpi.tables._files import Frame, as_plain
from ncpi.tables._layouts import plain
from ncpi.tables._schemas.by_name import schema
from ncpi.tables._schemas.columns import Cell, Row

__all__ = ["Ruled", "ruling_rows", "theme_rows", "to_rulings", "undecided_rows"]

Ruled: TypeAlias = "Compared | Iterable[Ruling | Comparison]"
"""Rulings and comparisons, or a programme or timeline; the rulings in comparisons are used."""


def theme_rows(comparison: Comparison) -> Iterator[dict[str, Cell]]:
    """The rows of the table ``theme_comparisons``, without the keys of the reports."""
    for entry in comparison.themes:
        yield {
            "theme": entry.theme,
            "comparability": entry.comparability.value,
            "match": plain(entry.match),
            "counterparts": entry.counterparts,
            "overlaps": entry.overlaps,
            "recommendations": entry.recommendations,
            "findings": entry.findings,
        }


def undecided_rows(comparison: Comparison) -> Iterator[dict[str, Cell]]:
    """The rows of the table ``undecided``, without the keys of the reports."""
    for entry in comparison.undecided:
        yield {
            "item": str(entry.item),
            "finding": entry.finding,
            "restated_by": plain(entry.restated_by),
            "basis": entry.basis.value,
            "similarity": entry.similarity.value,
            "words": entry.similarity.words,
            "other_words": entry.similarity.other_words,
            "reason": entry.reason,
        }


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
    return [_row(ruling) for ruling in in_order(rulings)]


def _row(ruling: Ruling) -> Row:
    return {
        "item": str(ruling.item),
        "follow_up": ruling.follow_up,
        "finding": ruling.finding,
        "restated_by": plain(ruling.restated_by),
        "answers": ruling.answers,
        "by": ruling.by,
        "dated": str(ruling.dated),
        "note": ruling.note,
    }


def to_rulings(table: Frame) -> tuple[Ruling, ...]:
    """The rulings in a table ``rulings``, in the order of its rows.

    Raises:
        ncpi.errors.InvalidError: it is another table, or a row isn't a valid ruling; every
            fault is listed.
    """
    rows = as_plain(table, schema("rulings"))
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
    return tuple(rulings)
