"""Checks arguments that contain several records, and finds the comparisons in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ncpi import fields
from ncpi.archive import Archive
from ncpi.comparison import Comparison
from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.model import Record

if TYPE_CHECKING:
    from ncpi.programme._programme import ProgrammeComparison
    from ncpi.timeline._timeline import Timeline

__all__ = ["Compared", "comparisons_in", "comparisons_of", "several"]

T = TypeVar("T")


def several(iterable: object, hint: type[T], argument: str, others: Sequence[Fault] = ()) -> T:
    """The elements of *iterable*, a tuple of the type *hint*; *others* are other arguments' faults.

    Raises:
        ncpi.errors.InvalidError: it isn't iterable, an element is of another class, or there
            are *others*.
    """
    if isinstance(iterable, Record):  # an archive would give one fault for each of its reports
        fault = type_fault(iterable, f"a list of {argument}").below(argument)
        raise InvalidError([fault, *others], "tables")
    faults: list[Fault] = []
    elements = fields.accept(hint, iterable, argument, faults)
    fields.refuse([*faults, *others], "tables")
    return elements


Compared: TypeAlias = "Comparison | ProgrammeComparison | Timeline | Archive | Iterable[Comparison]"
"""One or more comparisons, a programme or timeline that contains some, or an archive to compare."""


def comparisons_of(compared: Compared) -> tuple[Comparison, ...]:
    """The comparisons in *compared*; pairs that could not be compared have none.

    Raises:
        ncpi.errors.InvalidError: *compared* is something else.
    """
    contained = comparisons_in(compared)
    if contained is not None:
        return contained
    return several(compared, tuple[Comparison, ...], "comparisons")


def comparisons_in(record: object) -> tuple[Comparison, ...] | None:
    """The comparisons that a single record is or contains; None for anything else."""
    if isinstance(record, Comparison):
        return (record,)
    if isinstance(record, Archive):
        return comparisons_in(record.compare_all())
    if not isinstance(record, Record):
        return None
    # Few programs need these modules, and those that pass such a record have imported them.
    from ncpi.programme._programme import ProgrammeComparison  # noqa: PLC0415 - see above
    from ncpi.timeline._timeline import Timeline  # noqa: PLC0415 - see above

    if isinstance(record, ProgrammeComparison):
        return tuple(pair.comparison for pair in record.pairs if pair.comparison is not None)
    if isinstance(record, Timeline):
        return tuple(
            result.comparison for result in record.comparisons if result.comparison is not None
        )
    return None
