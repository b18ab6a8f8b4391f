"""Names of bodies and inspectorates, dates and lists in words."""

from __future__ import annotations

from collections.abc import Sequence

from ncpi import registers
from ncpi.model import DatedName, DateSpan, PartialDate
from ncpi.model.dates._written import MONTHS

__all__ = [
    "bodies_in_words",
    "body_name",
    "in_words",
    "inspectorate_name",
    "joined",
    "span_in_words",
]


_MOST_BODIES = 3


def joined(parts: Sequence[str], last: str = "and") -> str:
    """The *parts* as a list in a sentence: ``A, B and C``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def in_words(when: PartialDate | None) -> str:
    """A date such as "25 November 2016", "August 2017" or "2018"."""
    if when is None:
        return "undated"
    if when.season is not None:
        return f"{when.season.value} {when.year}"
    day = f"{when.day} " if when.day else ""
    month = f"{MONTHS[when.month - 1]} " if when.month else ""
    return f"{day}{month}{when.year}"


def span_in_words(span: DateSpan) -> str:
    """A period such as "February 2023 to March 2023"."""
    ends = [end for end in (span.start, span.end) if isinstance(end, PartialDate)]
    if len(ends) < 2:
        return str(span)
    return " to ".join(dict.fromkeys(map(in_words, ends)))


def body_name(key: str, on: PartialDate | None = None) -> str | None:
    """The name of a body on a day; None if no register has its key."""
    for register in registers.BODY_REGISTERS:
        body = register.get(key)
        if body is not None and body.key == key and (name := _dated(body.names, on)):
            return name.name
    return None


def bodies_in_words(keys: Sequence[str], on: PartialDate | None) -> str:
    """The names of up to three bodies on a day, each key that no register has as it is.

    Of more bodies, how many there are: their names would hide what is said of them.
    """
    if len(keys) > _MOST_BODIES:
        return f"{len(keys)} bodies"
    return joined([body_name(key, on) or key for key in keys])


def inspectorate_name(key: str, on: PartialDate | None = None) -> str:
    """The abbreviation or name of an inspectorate on a day, or else its key."""
    for known in registers.inspectorates:
        if known.key == key and (name := _dated(known.names, on)):
            return name.abbreviation or name.name
    return key


def _dated(names: Sequence[DatedName], on: PartialDate | None) -> DatedName | None:
    """The English name on the day; the last one where the day doesn't decide."""
    english = [name for name in names if name.language == "en"]
    then = [name for name in english if on is None or name.span.covers(on) is not False]
    return next(reversed(then or english), None)
