"""Nouns that are written as a single text where their class is clear from the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Framework,
    GradeScale,
    Noun,
    PartialDate,
    Timescale,
)

__all__ = ["SHORTHANDS", "Shorthand"]


@attrs.frozen
class Shorthand:
    """How nouns of one class are written in short.

    Attributes:
        read: makes the noun from the text; raises `InvalidError` if it can't.
        write: the text, or None if the noun has more to say than a text can.
    """

    read: Callable[[str], Noun]
    write: Callable[[Noun], str | None]


def _write_text(noun: Noun) -> str | None:
    return None if noun.unknown_fields else str(noun)


def _key_in(known: Mapping[str, Noun]) -> Callable[[Noun], str | None]:
    """Writes the key of what ncpi ships; anything else is written out, so that it can be read."""

    def write(noun: Noun) -> str | None:
        return next((key for key, shipped in known.items() if shipped is noun), None) or next(
            (key for key, shipped in known.items() if shipped == noun), None
        )

    return write


SHORTHANDS: Mapping[type[Noun], Shorthand] = {
    PartialDate: Shorthand(PartialDate.parse, _write_text),
    Timescale: Shorthand(Timescale.parse, _write_text),
    GradeScale: Shorthand(GradeScale.parse, _key_in(GRADE_SCALES)),
    Framework: Shorthand(Framework.parse, _key_in(FRAMEWORKS)),
}
