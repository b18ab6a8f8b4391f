"""The comparisons in whatever holds some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from ncpi.comparison import Comparison
from ncpi.model import Record
from ncpi.tables._given import several

if TYPE_CHECKING:
    from ncpi.programme._programme import ProgrammeComparison
    from ncpi.timeline._timeline import Timeline

__all__ = ["Compared", "comparisons_of", "held_comparisons"]

Compared: TypeAlias = "Comparison | ProgrammeComparison | Timeline | Iterable[Comparison]"
"""A comparison or several; or, for those in it, a programme or a timeline."""


def comparisons_of(compared: Compared) -> tuple[Comparison, ...]:
    """The comparisons in *compared*; pairs and steps that were refused have none.

    Raises:
        ncpi.errors.InvalidError: something else is given.
    """
    held = held_comparisons(compared)
    if held is not None:
        return held
    return several(compared, (Comparison,), "comparisons")


def held_comparisons(record: object) -> tuple[Comparison, ...] | None:
    """The comparisons that a single record is or holds; None of anything else."""
    if isinstance(record, Comparison):
        return (record,)
    if not isinstance(record, Record):
        return None
    # Whoever has one of these has loaded them.
    from ncpi.programme._programme import ProgrammeComparison  # noqa: PLC0415 - as said above
    from ncpi.timeline._timeline import Timeline  # noqa: PLC0415 - as said above

    if isinstance(record, ProgrammeComparison):
        return tuple(pair.comparison for pair in record.pairs if pair.comparison is not None)
    if isinstance(record, Timeline):
        return tuple(
            result.comparison for result in record.comparisons if result.comparison is not None
        )
    return None
