"""Names of bodies and inspectorates, dates and lists in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from ncpi import registers
from ncpi.model import FRAMEWORKS, DatedName, DateSpan, PartialDate, StatusEvent
from ncpi.model.dates._written import MONTHS

__all__ = [
    "bodies_in_words",
    "body_name",
    "claims",
    "framework_title",
    "in_words",
    "inspectorate_name",
    "joined",
    "report_in_words",
    "reworded",
]


_MOST_BODIES = 3


def joined(parts: Sequence[str], last: str = "and") -> str:
    """The *parts* as a list in a sentence: ``A, B and C``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def in_words(when: PartialDate | DateSpan | date | None) -> str:
    """A date or period such as "25 November 2016", "August 2017" or "2018 to March 2019"."""
    return "undated" if when is None else reworded(str(when))


@lru_cache(4096)  # a view asks for the same few bodies in every row
def body_name(key: str, on: PartialDate | None = None) -> str | None:
    """The name of a body on a day; None if no register has its key."""
    for register in registers.BODY_REGISTERS:
        body = register.get(key)
        if body is not None and body.key == key and (name := _dated(body.names, on)):
            return name.name
    return None


def reworded(text: str) -> str:
    """*text* that ncpi wrote, with names in place of keys and dates in words.

    Keys of reports and items stay.
    """
    dated = re.sub(_DATE, lambda found: _date(*found.groups()), text)
    return re.sub(_KEY, lambda found: _name(found[0]), dated)


_DATE = r"(?<![\w/-])(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\w/-])"
_KEY = r"(?<![\w/#.-])[a-z][a-z-]*(/[a-z0-9-]+)?(?![\w/#-])"


def _date(year: str, month: str, day: str | None) -> str:
    return f"{f'{int(day)} ' if day else ''}{MONTHS[int(month) - 1]} {year}"


def _name(key: str) -> str:
    return (body_name(key) or key) if "/" in key else inspectorate_name(key)


def report_in_words(key: str) -> str:
    """The title and the key of a report that the registers have, or else its key."""
    report = registers.reports.get(key)
    return f"{report.title} ({key})" if report else key


def claims(events: Iterable[StatusEvent]) -> str:
    """The claims of parties, one a line."""
    return "\n".join(
        f"{reworded(one.claimant)}, {in_words(one.dated)}: {one.said}" for one in events
    )


def bodies_in_words(keys: Sequence[str], on: PartialDate | None) -> str:
    """The names of up to three bodies on a day, each key that no register has as it is.

    Of more bodies, how many there are: their names would hide what is said of them.
    """
    if len(keys) > _MOST_BODIES:
        return f"{len(keys)} bodies"
    return joined([body_name(key, on) or key for key in keys])


def framework_title(key: str | None) -> str:
    """The title of a framework of the programme, or else its key."""
    known = FRAMEWORKS.get(key or "")
    return known.title if known else key or "no framework"


def inspectorate_name(key: str, on: PartialDate | None = None) -> str:
    """The abbreviation or name of an inspectorate on a day, or else its key."""
    known = registers.inspectorates.get(key)
    name = _dated(known.names, on) if known else None
    return (name.abbreviation or name.name) if name else key


def _dated(names: Sequence[DatedName], on: PartialDate | None) -> DatedName | None:
    """The English name on the day; the last one where the day doesn't decide."""
    english = [name for name in names if name.language == "en"]
    then = [name for name in english if on is None or name.span.covers(on) is not False]
    return next(reversed(then or english), None)
