"""The small grammar of which patterns are built: numbers, dates, forces, offices and grades.

Nothing is read that could mean two dates, and nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ncpi import registers
from ncpi.errors import InvalidError, counted
from ncpi.fields import JsonValue
from ncpi.model import GRADE_SCALES, DateSpan, PartialDate
from ncpi.model.dates._written import MONTHS
from ncpi.pages._page import Page

__all__ = [
    "CASES",
    "CASE_GRADES",
    "ITEM_NUMBER",
    "OFFICE",
    "TOPICS",
    "WORDS",
    "Expanded",
    "Grammar",
    "area_key",
    "day_of",
    "expand",
    "forces_in",
    "is_joined",
    "item_number",
    "number_of",
    "period_of",
    "span_of",
]

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,2}}|\d{{4,6}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![\w%])(?![.,]\d)"
)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DAY = r"(?<!\d)[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT = "|".join(name[:3] for name in MONTHS)
_DATE = rf"{_DAY} (?:{_MONTH}|{_SHORT}|Sept),? {_YEAR}"
_PART = rf"(?<!\d )(?:(?:late|early|mid|the end of)[ -])?{_MONTH}"
_TO = r"(?: ?- ?| to | and | until )"
_SPAN = (
    rf"(?:{_DAY}{_TO}{_DAY} {_MONTH} {_YEAR}"
    rf"|{_DAY} {_MONTH}(?: {_YEAR})?{_TO}{_DATE}"
    rf"|{_DATE}"
    rf"|{_PART}(?: {_YEAR})?(?:{_TO}|/){_PART} {_YEAR}"
    rf"|{_PART} {_YEAR})"
)
OFFICE = (
    r"(?:(?:HM|His Majesty's|Her Majesty's) (?:Chief )?Inspector(?: of Constabulary)?"
    r"(?: and Fire (?:&|and) Rescue Services)?|HMI|Chief Inspector of Constabulary)"
)
"""The pattern of the offices of inspectors of constabulary."""

ITEM_NUMBER = r"\d{1,2}(?:\.\d{1,2}|[a-z]|\([a-z]\))?"
"""The pattern of the number of a recommendation: ``2``, ``2a``, ``2(a)``, ``2.1``."""
CASES = GRADE_SCALES["ncpi-cases-2016"]
TOPICS = GRADE_SCALES["ncpi-topics-2024"]
CASE_GRADES = {grade.replace(" ", "_"): grade for grade in CASES.grades}
"""The grades of cases by the names under which a reading counts them."""


class Grammar(NamedTuple):
    """A word of the grammar: its pattern, and what its words mean."""

    pattern: str
    meaning: Callable[[str], JsonValue]


def number_of(words: str) -> int | None:
    """The number written as *words*, in digits or in words to ninety-nine; None if it isn't one."""
    plain = words.strip().lower().replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 6 else None
    parts = [_VALUES.get(part) for part in plain.split("-")]
    return None if None in parts or not parts else sum(part for part in parts if part is not None)


def item_number(words: str) -> str:
    """The number of a recommendation as a key: ``2(a)`` is ``2a``."""
    return re.sub(r"[()]", "", words).lower()


def period_of(words: str) -> str | None:
    """The number of days, weeks or months written as *words*, in figures: ``18 months``."""
    written, _, unit = words.strip().partition(" ")
    number = number_of(written)
    return counted(number, unit.removesuffix("s")) if number else None


@lru_cache(maxsize=1_000)
def day_of(words: str) -> str | None:
    """The date written as *words*, as text in ISO 8601: a day, a month or a year."""
    try:
        return str(PartialDate.parse(_plain(words)))
    except InvalidError:
        return None


def span_of(words: str) -> list[JsonValue] | None:
    """The first and last date of the span written as *words*, in ISO 8601."""
    try:
        span = DateSpan.parse(re.sub(rf"{_TO}|/", " to ", _plain(words)))
    except InvalidError:
        return None
    return [str(span.start), str(span.end)]


def _plain(words: str) -> str:
    return re.sub(r"(?:late|early|mid|the end of)[ -]|,", "", words.strip())


@cache
def _forces() -> Mapping[str, str]:
    """The names that mean a force wherever they stand, with its key."""
    return {
        name: force.key
        for force in registers.forces
        if force.key.startswith("police/")
        for dated in (*(one.name for one in force.names if one.language == "en"), *force.aliases)
        for name in {dated, dated.replace("&", "and"), dated.replace(" and ", " & ")}
    }


@cache
def _areas() -> Mapping[str, str]:
    """The names of areas, which mean a force only where a force is named."""
    known = {
        name: force.key
        for force in registers.forces
        if force.key.startswith("police/")
        for name in (*force.weak_aliases, *((force.area,) if force.area else ()))
        if "," not in name
    }
    return {**known, "Hampshire and Isle of Wight": "police/hampshire"}


def _alternatives(names: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


@cache
def _force_pattern() -> re.Pattern[str]:
    # Capitals stand in front of few words, so a place that can't begin a name is passed quickly.
    return re.compile(rf"\b(?=[A-Zt])(?:{_alternatives(_forces())})\b(?!-\w)")


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    area = rf"(?:{_alternatives({**_areas(), **_forces()})})"
    joins = r"(?:,| and| &|, and|/| or)"
    return (
        re.compile(rf"\b(?P<areas>{area}(?:{joins} ?{area}){{0,9}}){joins} ?$"),
        re.compile(rf"(?:,? and|,? &|/) ?(?P<areas>{area})(?! ?[A-Z])\b"),
    )


def forces_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """The forces that are named in *text*, in order: key, start and end of each name.

    "Kent and Essex Police" are two.
    """
    stop = len(text) if end is None else end
    before, after = _beside()
    found: list[tuple[str, int, int]] = []
    last = start
    for match in _force_pattern().finditer(text, start, stop):
        begins = max(last, match.start() - 60)
        if others := before.search(text[begins : match.start()]):
            names = re.split(r", and |, | and | & | or |/", others["areas"])
            found += [
                (key, begins + others.start(), match.start())
                for name in names
                if (key := area_key(name)) is not None
            ]
        found.append((_forces()[match[0]], match.start(), match.end()))
        last = match.end()
        if others := after.match(text, last, min(stop, last + 60)):
            key = area_key(others["areas"])
            found += [] if key is None else [(key, *others.span("areas"))]
    return found


def is_joined(text: str, start: int, end: int) -> bool:
    """Whether the name in a span is joined to another force's, as in "Kent and Essex"."""
    before, after = _beside()
    near = text[max(0, start - 60) : start]
    return bool(before.search(near) or after.match(text, end, end + 60))


def area_key(name: str) -> str | None:
    """The key of the force that *name* means where a force is named: its name or its area."""
    bare = name.strip().removeprefix("The ").removesuffix("'s")
    return _forces().get(bare) or _areas().get(bare)


WORDS = ("N", "D", "M", "Y", "DATE", "SPAN", "PERIOD", "FORCE", "AREA", "OFFICE", "LINE")
"""The words of the grammar."""


@cache
def _word(name: str) -> Grammar:
    """The word of the grammar with this name. The registers are read only for names of forces."""
    if name == "FORCE":
        return Grammar(rf"(?:{_alternatives(_forces())})", _forces().get)
    if name == "AREA":
        return Grammar(rf"(?:{_alternatives({**_areas(), **_forces()})})", area_key)
    return {
        "N": Grammar(_NUMBER, number_of),
        "D": Grammar(_DATE, day_of),
        "M": Grammar(rf"{_PART} {_YEAR}", day_of),
        "Y": Grammar(_YEAR, day_of),
        "DATE": Grammar(rf"(?:{_DATE}|{_PART} {_YEAR}|(?<!\d ){_YEAR})", day_of),
        "SPAN": Grammar(_SPAN, span_of),
        "PERIOD": Grammar(rf"{_NUMBER} (?:day|week|month)s?", period_of),
        "OFFICE": Grammar(OFFICE, str.strip),
        "LINE": Grammar(r"\S[^\n]{0,400}", str.strip),
    }[name]


class Expanded(NamedTuple):
    """A compiled pattern and the meaning of each of its groups.

    Attributes:
        pattern: the compiled pattern.
        parts: the name of each group, the word of the grammar and whether the rule named it.
    """

    pattern: re.Pattern[str]
    parts: tuple[tuple[str, Grammar, bool], ...]

    def value(self, match: re.Match[str], *names: str) -> JsonValue:
        """The meaning of the first of the groups *names*, or of all, that matched; else None."""
        for name, word, _ in self.parts:
            if match[name] is not None and (not names or name in names):
                return word.meaning(match[name])
        return None

    def object(self, match: re.Match[str]) -> JsonValue:
        """The one value of an unnamed group, or the values of named ones; None if one has none."""
        named: dict[str, JsonValue] = {}
        for name, word, is_named in self.parts:
            if match[name] is None:
                continue
            named[name] = value = word.meaning(match[name])
            if value is None or not is_named:
                return value
        return named or None

    def found(
        self, page: Page, zone: str, *names: str
    ) -> Iterator[tuple[re.Match[str], JsonValue]]:
        """Each match in a zone of the page that has a value, with it."""
        for match in self.pattern.finditer(page.flat, *page.zones[zone]):
            value = self.value(match, *names)
            if value is not None:
                yield match, value


@cache
def expand(pattern: str) -> Expanded:
    """*pattern* with each ``{N}`` or ``{N:name}`` as a group of the grammar's word.

    Raises:
        KeyError: the grammar has no such word.
    """
    parts: list[tuple[str, Grammar, bool]] = []

    def group(match: re.Match[str]) -> str:
        word = _word(match[1])
        name = match[2] or f"part_{len(parts)}"
        parts.append((name, word, bool(match[2])))
        return f"(?P<{name}>{word.pattern})"

    full = re.sub(r"(?<!\\)\{([A-Za-z]\w*)(?::(\w+))?\}", group, pattern)
    return Expanded(re.compile(full, re.MULTILINE), tuple(parts))
