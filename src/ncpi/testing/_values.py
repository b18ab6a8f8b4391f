"""Strategies for single values that are difficult to read, store or display."""

from __future__ import annotations

from datetime import date, time
from enum import Enum
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ncpi import vocabulary
from ncpi.fields import JsonValue
from ncpi.fields._validators import is_invisible
from ncpi.vocabulary import Other

__all__ = [
    "clock_times",
    "days",
    "either",
    "json_objects",
    "json_values",
    "names",
    "names_without_hash",
    "other_values",
    "texts",
    "urls",
]

T = TypeVar("T")

_HARD_NAMES = (
    "Heddlu Dyfed-Powys",
    "Ærøskøbing",
    "nai\u0308ve cafe\u0301",
    "شرطة ميرسيسايد",
    "משטרה 2019 (a)",
    "\u202eright to left\u202c",
    "児童保護",
    "👩\u200d👩\u200d👧\u200d👦 🏴\u200d☠\ufe0f",
    "zero\u200bwidth",
    'O\'Brien & "Sons"',
    "a | b || c",
    "<script>alert('x')</script>",
    "&amp;lt;b&gt;",
    "`code` **bold** [link](javascript:0)",
    "# not a heading",
    "back\\slash \\n",
    "{brace} %s $HOME",
    "null",
    "true",
    "1e5",
    "007",
    "2018-08",
    "=SUM(A1:A9)",
    "- not a list",
    "STRASSE straße \u0130\u0131 \ufb03",
    "a\u00a0b",
    "x" * 200,
)
_HARD_TEXTS = (
    "one line\nand another",
    "Windows\r\nline ends\rand old ones",
    " blank space around it \n",
    "a tab\tand a \x0b vertical one",
    "separators\u2028of lines\u2029and paragraphs\x85",
    "control \x00 marks \x1b[31m of a terminal \x7f",
    "| a | table |\n| --- | --- |\n",
    "<p>unclosed",
    '{"type": "report"}',
)
_ONE_LINE = st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])
_ANY = st.characters(codec="utf-8")


def _is_visible(text: str) -> bool:
    return not is_invisible(text)


_FREE_NAMES = st.text(_ONE_LINE, min_size=1, max_size=20).map(str.strip).filter(_is_visible)
_NAMES = st.one_of(
    st.sampled_from(_HARD_NAMES),
    _FREE_NAMES,
    st.builds("{} {}".format, st.sampled_from(_HARD_NAMES), _FREE_NAMES),
)


# Composites, so that the message of a failing test shows "names()", not the whole strategy.
@st.composite
def names(draw: st.DrawFn) -> str:
    """Text on one line, for keys, names and titles: any script, and difficult characters."""
    return draw(_NAMES)


def names_without_hash() -> SearchStrategy[str]:
    """As `names`, for the keys of reports, which can't contain ``#``."""
    return names().filter(lambda name: "#" not in name)


_KNOWN = {
    str(member.value).casefold()
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, Enum)
    for member in kind
}


def other_values() -> SearchStrategy[Other]:
    """Values of open lists that repeat no well-known one, which records refuse."""
    return names().filter(lambda name: name.casefold() not in _KNOWN).map(Other)


_TEXTS = st.one_of(
    _NAMES,
    st.sampled_from(_HARD_TEXTS),
    st.text(_ANY, min_size=1, max_size=40).filter(_is_visible),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Running text: as `names`, and with line breaks and control characters."""
    return draw(_TEXTS)


def urls() -> SearchStrategy[str]:
    """Web addresses, including some that break badly escaped links."""
    return st.sampled_from(
        (
            "https://example.org/",
            "http://example.org/a?b=c&d=<e>#f",
            "https://xn--bcher-kva.example/%20x",
            "https://example.org/\"onclick='x'",
            "HTTPS://EXAMPLE.ORG/émeute/児童",
        )
    )


def days() -> SearchStrategy[date]:
    """Dates, mostly in the years of the programme."""
    return st.one_of(st.dates(date(2013, 12, 1), date(2027, 1, 31)), st.dates())


def clock_times() -> SearchStrategy[time]:
    """Times of day without a zone, on the minute or to the microsecond."""
    return st.one_of(st.builds(time, st.integers(0, 23), st.integers(0, 59)), st.times())


def json_values() -> SearchStrategy[JsonValue]:
    """JSON values, a few levels deep."""
    leaves: SearchStrategy[JsonValue] = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.floats(allow_nan=False, allow_infinity=False),
        st.just(""),
        texts(),
    )
    return st.recursive(leaves, _nested, max_leaves=6)


def _nested(inner: SearchStrategy[JsonValue]) -> SearchStrategy[JsonValue]:
    objects = st.dictionaries(texts() | st.just(""), inner, max_size=3)
    return st.one_of(st.lists(inner, max_size=3), objects)


def json_objects() -> SearchStrategy[dict[str, JsonValue]]:
    """JSON objects whose keys aren't fields of any record of ncpi."""
    return st.dictionaries(st.builds("x-{}".format, texts()), json_values(), max_size=3)


def either(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """None, or a value of *strategy*."""
    return st.none() | strategy
