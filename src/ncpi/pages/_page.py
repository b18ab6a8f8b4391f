"""A page as its rules see it: text, blocks with their places, and zones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import attrs

__all__ = ["Block", "Link", "Page", "Row", "clean", "once", "same_length"]

T = TypeVar("T")

# One character for one, so that a place in the plain text is the same place in the text.
_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\t": " ",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
}
# Marks that show nothing: directions, joiners, byte order marks, soft hyphens.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\f\u0085\u2028\u2029]")
_BULLET = re.compile(r"[ ]*(?:[•◦▪●‣·*■-]|o(?= [a-z]))(?: +|$)")
_SIGNS = frozenset("•◦▪●‣·*■-o123456789")
_NUMBER = re.compile(r"[ ]*([1-9]\d?)\. +(?=\S)")
_JOINS = (":", ";", "; and", "; or")
_ENDS = (".", ":", ";", "?", "!", '"', "'")
_LEAD = 6_000
_TITLE = 700
_COVER = 2_500
_NOTES = re.compile(r"notes?(?: (?:to|for) editors?)?:?", re.IGNORECASE)


def clean(text: str) -> str:
    """*text* without invisible marks and control characters, with one sign for line breaks."""
    # Nearly every page needs no more than this, which is faster than a search for the signs.
    if text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable():
        return text
    text = _BREAK.sub("\n", text)
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def same_length(text: str) -> str:
    """*text* with straight quotes, plain hyphens and spaces, each in the place of the original."""
    # Ten times faster than str.translate or one re.sub.
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    return text


class Block(NamedTuple):
    """A paragraph, a heading or an item of a list: a span of the page's text.

    Attributes:
        start: where it begins in the page's text, after its bullet or number.
        end: where it ends.
        text: its words in plain characters, on one line.
        is_item: whether it has a bullet.
        number: its number, if it is an item of a numbered list.
    """

    start: int
    end: int
    text: str
    is_item: bool = False
    number: int | None = None


class Link(NamedTuple):
    """A link: the span of its words, and where it leads."""

    start: int
    end: int
    url: str


Row = tuple[int, int, tuple[str, ...]]
"""A row of a table: where it begins and ends, and its cells."""


@attrs.define(eq=False, slots=False)
class Page:
    """What was read, in the form that rules work on.

    Attributes:
        text: the text as read; places count its characters.
        address: its web address, if given.
        links: the links of an HTML page.
        headings: the spans of its main headings, if it is HTML.
        tables: its tables, each with its rows, if it is HTML.
        form: ``text``, ``html`` or ``pdf``.
        title: the title of an HTML page, as a browser shows it.
        is_main: whether only the main part of an HTML page was kept.
    """

    text: str
    address: str | None = None
    links: tuple[Link, ...] = attrs.field(default=(), kw_only=True)
    headings: tuple[tuple[int, int], ...] = attrs.field(default=(), kw_only=True)
    tables: tuple[tuple[Row, ...], ...] = attrs.field(default=(), kw_only=True)
    form: str = attrs.field(default="text", kw_only=True)
    title: str | None = attrs.field(default=None, kw_only=True)
    is_main: bool = attrs.field(default=False, kw_only=True)
    _known: dict[Callable[..., Any], Any] = attrs.field(
        factory=dict[Callable[..., Any], Any], init=False, repr=False
    )

    def once(self, work: Callable[[Page], T]) -> T:
        """What *work* makes of this page, made once however many rules ask for it."""
        if work not in self._known:
            self._known[work] = work(self)
        known: T = self._known[work]
        return known

    @cached_property
    def plain(self) -> str:
        """The text in plain characters, as long as the text itself."""
        return same_length(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its paragraphs, headings and items, in order."""
        blocks = list(_split(self.plain, wrapped=self.is_wrapped))
        return tuple(_rejoined(self.plain, blocks) if self.is_wrapped else blocks)

    @cached_property
    def flat(self) -> str:
        """The plain text with one block on one line, as long as the text itself."""
        parts: list[str] = []
        place = 0
        for block in self.blocks:
            between = self.plain[place : block.start]
            parts += [between, block.text]
            place = block.end
        parts.append(self.plain[place:])
        return "".join(parts)

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether its lines are broken in the middle of sentences."""
        lines = [line.strip() for line in self.plain[:8_000].split("\n")]
        lines = [line for line in lines if line and not _BULLET.match(line)]
        # The end of a text that was cut off tells nothing.
        if len(lines) < 6 or max(map(len, lines)) > 110:
            return False
        # An item of a list begins with a small letter too.
        small = sum(
            line[0].islower() and not before.endswith(_JOINS) for before, line in pairwise(lines)
        )
        return small > 0.25 * len(lines)

    @cached_property
    def zones(self) -> Mapping[str, tuple[int, int]]:
        """The spans that a rule can be bound to: title, cover, lead, body, notes, log, all."""
        end = len(self.text)
        found = self.plain.find("[on]")
        log = end if found < 0 else found
        notes = self._notes(log)
        return {
            "title": (0, min(_TITLE, log)),
            "cover": (0, min(_COVER, log)),
            "lead": (0, min(_LEAD, notes)),
            "body": (0, notes),
            "notes": (notes, log),
            "log": (log, end),
            "all": (0, end),
        }

    def _notes(self, end: int) -> int:
        """Where the notes to editors begin; *end* if there are none."""
        for block in reversed(self.blocks):
            if _NOTES.fullmatch(block.text) and block.end <= end:
                return block.end
        # One under a colon belongs to the text.
        numbered = [
            block
            for before, block in pairwise(self.blocks)
            if block.number == 1 and block.end <= end and not before.text.endswith(":")
        ]
        # A numbered list at the end, after the release's second "Get the report".
        if numbered and self.form != "pdf":
            last = self.flat.rfind("Get the report", 0, numbered[-1].start)
            if last > 0 and numbered[-1].start - last < 400:
                return last
        return end

    def names(self, words: str) -> bool:
        """Whether *words* stand on it as words of their own: HMIC isn't in HMICS."""
        return re.search(rf"\b{re.escape(words)}\b", self.flat) is not None

    def words(self, start: int, end: int) -> str:
        """The words of a span as the page has them, on one line."""
        return " ".join(self.text[start:end].split())


def once(work: Callable[[Page], T]) -> Callable[[Page], T]:
    """*work*, done once for each page however many rules ask for it."""

    @wraps(work)
    def known(page: Page) -> T:
        return page.once(work)

    return known


# Lines that are never part of a sentence, however the text is broken into lines.
_FIXED = frozenset(("Get the report", "Get the press release", "Notes", "Printable version"))


def _rejoined(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """*blocks* of a wrapped text, in which a line may end with a sentence inside an item."""
    joined: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block.is_item:
            after = next(
                (n for n in (0, 1, 2) if place + n < len(blocks) and blocks[place + n].is_item), 0
            )
            between = blocks[place : place + after]
            if between and not any(one.text.endswith(":") for one in (block, *between)):
                block = _block(text, block.start, between[-1].end, None, is_item=True)
                place += after
        joined.append(block)
    return joined


def _split(text: str, *, wrapped: bool) -> Iterator[Block]:
    start = end = -1
    is_item = False
    number: int | None = None
    place = 0
    after_blank = True
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            after_blank = True
        else:
            begins = place if line[0] == bare[0] else place + len(line) - len(line.lstrip())
            last = text[max(0, end - 5) : end] if end > 0 else ""
            marked = None
            if bare[0] in _SIGNS:
                marked = _BULLET.match(line) or _NUMBER.match(line)
            is_joint = marked is None and bare not in _FIXED and bare[1:3] != ") "
            joins = start >= 0 and not after_blank and is_joint
            if joins and _continues(bare, last, wrapped=wrapped):
                end = begins + len(bare)
            else:
                if start >= 0:
                    yield _block(text, start, end, number, is_item=is_item)
                start = place + marked.end() if marked else begins
                end = max(start, begins + len(bare))
                is_item = marked is not None and marked.re is _BULLET
                number = int(marked[1]) if marked and not is_item else None
            after_blank = bare in _FIXED
        place += len(line) + 1
    if start >= 0:
        yield _block(text, start, end, number, is_item=is_item)


def _continues(line: str, last: str, *, wrapped: bool) -> bool:
    if line[0].islower() and not last.endswith((":", ";") if wrapped else _JOINS):
        return True
    return wrapped and not last.endswith(_ENDS)


def _block(text: str, start: int, end: int, number: int | None, *, is_item: bool) -> Block:
    return Block(start, end, text[start:end].replace("\n", " "), is_item, number)
