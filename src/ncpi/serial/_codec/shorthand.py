"""Records that are written as text where the field declares their class."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Framework,
    GradeScale,
    ItemRef,
    PartialDate,
    Record,
    Timescale,
)

__all__ = ["SHORTHANDS", "Shorthand"]


@attrs.frozen
class Shorthand:
    """How records of one class are read from and written as text.

    Attributes:
        read: makes the record from the text; raises `InvalidError` if it can't.
        write: returns the text, or None if text can't hold all of the record.
    """

    read: Callable[[str], Record]
    write: Callable[[Record], str | None]


def _write_text(record: Record) -> str | None:
    return None if record.unknown_fields else str(record)


def _key_in(known: Mapping[str, Record]) -> Callable[[Record], str | None]:
    """Writes a record that ncpi ships as its key; any other must be written in full."""

    def write(record: Record) -> str | None:
        return next((key for key, shipped in known.items() if shipped is record), None) or next(
            (key for key, shipped in known.items() if shipped == record), None
        )

    return write


SHORTHANDS: Mapping[type[Record], Shorthand] = {
    PartialDate: Shorthand(PartialDate.parse, _write_text),
    Timescale: Shorthand(Timescale.parse, _write_text),
    ItemRef: Shorthand(ItemRef.parse, _write_text),
    GradeScale: Shorthand(GradeScale.parse, _key_in(GRADE_SCALES)),
    Framework: Shorthand(Framework.parse, _key_in(FRAMEWORKS)),
}
