"""How two reports were set together, as rows of tables, and rulings back from theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ncpi.comparison import Comparison
from ncpi.comparison._proposals import Ruling
from ncpi.errors import Fault, InvalidError
from ncpi.tables._comparisons_of import Compared, held_comparisons
from ncpi.tables._files import as_plain
from ncpi.tables._given import several
from ncpi.tables._layouts import plain
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.catalogue import schema_called
from ncpi.tables._schemas.columns import Cell, Row

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Ruled", "ruling_rows", "theme_rows", "to_rulings", "undecided_rows"]

Ruled: TypeAlias = "Compared | Iterable[Ruling | Comparison]"
"""What was compared, for the rulings in it; or rulings and comparisons."""


def theme_rows(comparison: Comparison) -> Iterator[dict[str, Cell]]:
    """The rows of the table ``theme_comparisons``, without the names of the pair."""
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
    """The rows of the table ``undecided``, without the names of the pair."""
    for entry in comparison.undecided:
        yield {
            "recommendation": entry.recommendation,
            "finding": entry.finding,
            "restated_by": entry.restated_by,
            "basis": entry.basis.value,
            "similarity": entry.similarity.value,
            "words": entry.similarity.words,
            "other_words": entry.similarity.other_words,
            "reason": entry.reason,
        }


def ruling_rows(ruled: Ruled) -> list[Row]:
    """The rows of the table ``rulings``; a ruling that is given twice has one.

    Raises:
        ncpi.errors.InvalidError: something else is given.
    """
    held = held_comparisons(ruled)
    given: tuple[Ruling | Comparison, ...]
    given = several(ruled if held is None else held, (Ruling, Comparison), "rulings")
    rulings = dict.fromkeys(
        ruling
        for one in given
        for ruling in (one.rulings if isinstance(one, Comparison) else (one,))
    )
    return [_row(ruling) for ruling in sorted(rulings, key=_place)]


def _row(ruling: Ruling) -> Row:
    return {
        "baseline": ruling.baseline,
        "follow_up": ruling.follow_up,
        "recommendation": ruling.recommendation,
        "finding": ruling.finding,
        "restated_by": ruling.restated_by,
        "answers": ruling.answers,
        "by": ruling.by,
        "dated": str(ruling.dated),
        "note": ruling.note,
    }


def _place(ruling: Ruling) -> tuple[object, ...]:
    about = (ruling.recommendation, ruling.finding is None, ruling.other)
    when = (ruling.dated.earliest, ruling.dated.latest)
    last = (ruling.answers, ruling.note or "")
    return (ruling.baseline, ruling.follow_up, *about, *when, ruling.by, *last)


def to_rulings(table: PlainTable | pa.Table) -> tuple[Ruling, ...]:
    """The rulings that a table of that name holds, in the order of its rows.

    Raises:
        ncpi.errors.InvalidError: it is no such table, or a row is no ruling; every fault is
            listed.
    """
    rows = as_plain(table, schema_called("rulings"))
    faults: list[Fault] = []
    rulings: list[Ruling] = []
    for index, row in enumerate(rows):
        entry: Mapping[str, Any] = row  # a ruling looks at each
        try:
            rulings.append(Ruling(**entry))
        except InvalidError as error:
            faults += [rows.fault(index, None, fault) for fault in error.faults]
    if faults:
        raise InvalidError(faults, "rulings")
    return tuple(rulings)
