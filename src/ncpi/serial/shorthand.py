"""Nouns that are written as a single text where their class is clear from the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import attrs

from ncpi.errors import InvalidError, member_fault
from ncpi.model import FRAMEWORKS, GRADE_SCALES, Framework, GradeScale, Noun, PartialDate

__all__ = ["SHORTHANDS", "Shorthand"]

N = TypeVar("N", GradeScale, Framework)


@attrs.frozen
class Shorthand:
    """How nouns of one class are written in short.

    Attributes:
        read: makes the noun from the text; raises `InvalidError` if it can't.
        write: the text, or None if the noun has more to say than a text can.
    """

    read: Callable[[str], Noun]
    write: Callable[[Noun], str | None]


def _write_date(noun: Noun) -> str | None:
    return None if noun.unknown_fields else str(noun)


def _shipped(known: Mapping[str, N], what: str) -> Shorthand:
    """The key of one that ncpi ships; any other is written out, so that it can be read."""

    def read(key: str) -> Noun:
        if key not in known:
            raise InvalidError([member_fault(key, list(known), what)])
        return known[key]

    def write(noun: Noun) -> str | None:
        return next((key for key, shipped in known.items() if shipped is noun), None) or next(
            (key for key, shipped in known.items() if shipped == noun), None
        )

    return Shorthand(read, write)


SHORTHANDS: Mapping[type[Noun], Shorthand] = {
    PartialDate: Shorthand(PartialDate.parse, _write_date),
    GradeScale: _shipped(GRADE_SCALES, "a grade scale that ncpi ships"),
    Framework: _shipped(FRAMEWORKS, "a framework that ncpi ships"),
}
