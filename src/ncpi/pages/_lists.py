"""Lists: what stands under a sentence that announces it, in bullets or in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ncpi.pages._page import Block, Page, once

__all__ = ["Listing", "announced", "is_national", "item_text", "items_after", "listings"]

_INLINE = re.compile(r"Get the report ?: ?(?=\S{3})")
_READ = re.compile(r"Read (?=\S)")


# "1)", "(1)", "a)" and "(a)"; "1." is the page's own.
_MARK = re.compile(r"\(?(?:(?P<letter>[a-z])|(?P<number>\d{1,2}))\) ")


class Listing(NamedTuple):
    """A sentence that announces a list, and the list.

    Attributes:
        lead: the sentence's block.
        items: the items; empty if they are lost.
        is_cut: whether the text ends in the list.
    """

    lead: Block
    items: tuple[Block, ...]
    is_cut: bool


def item_text(page: Page, block: Block) -> str:
    """The words of an item, without the sign that joins it to the next."""
    words = page.words(block.start, block.end)
    return re.sub(r"\s*;(?:\s*(?:and|or))?$|,\s*and$", "", words)


def items_after(blocks: Sequence[Block], place: int) -> list[Block]:
    """The items that follow the block at *place*: in bullets, numbers or letters, or joined by ";".

    Numbers and letters make a list only under a colon, and in order.
    """
    rest = blocks[place + 1 : place + 200]
    items: list[Block] = []
    if rest and rest[0].is_item:
        for block in rest:
            if not block.is_item:
                break
            items.append(block)
        return items
    if rest and blocks[place].text.endswith(":") and _number(rest[0]) == 1:
        return list(_numbered(rest))
    if rest and re.search(r";(?: and)?$", rest[0].text):
        for block in rest:
            if block.text.endswith(":"):
                break
            items.append(block)
            if not re.search(r";(?: and| or)?$", block.text):
                break
    return items


def _numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """The first *blocks*, as long as their numbers or letters go on, without these."""
    for number, block in enumerate(blocks, 1):
        if _number(block) != number:
            return
        mark = _MARK.match(block.text)
        length = mark.end() if mark else 0
        yield block._replace(start=block.start + length, text=block.text[length:])


def _number(block: Block) -> int | None:
    """The place that an item's number or letter gives it."""
    mark = _MARK.match(block.text)
    if mark is None:
        return block.number
    return int(mark["number"]) if mark["number"] else ord(mark["letter"]) - ord("a") + 1


def listings(page: Page) -> Iterator[Listing]:
    """Every sentence that ends in a colon or is followed by bullets, with what follows it."""
    blocks = page.blocks
    last = len(blocks) - 1
    for place, block in enumerate(blocks):
        if block.is_item or (place < last and blocks[place + 1].start < block.end):
            continue
        items = items_after(blocks, place) if place < last else []
        if not block.text.endswith(":") and not (items and items[0].is_item):
            continue
        ends = place + len(items) == last
        is_cut = ends and not (items and items[-1].text.endswith((".", '."')))
        yield Listing(block, tuple(one for one in items if one.text.strip()), is_cut)


@once
def announced(page: Page) -> tuple[tuple[int, int], ...]:
    """The spans of the titles under "Get the report"."""
    return tuple(_titles(page))


def is_national(page: Page) -> bool:
    """Whether a title under "Get the report" is that of a report on many forces."""
    return any(_NATIONAL.match(page.plain, *span) for span in announced(page))


_NATIONAL = re.compile(r"(?:The )?[Nn]ational [Cc]hild [Pp]rotection|.{0,160}\bthematic\b")


def _titles(page: Page) -> Iterator[tuple[int, int]]:
    # Where lines are broken anywhere, nothing says where a title ends.
    blocks = () if page.is_wrapped else page.blocks
    for place, block in enumerate(blocks):
        if block.text == "Get the report" and place + 1 < len(blocks):
            title = blocks[place + 1]
            start = title.start
            if match := _READ.match(title.text):
                start += match.end()
            if len(title.text) <= 250 and not title.text.endswith((".", ":")):
                yield start, title.end
        elif block.text.startswith("Get the report") and (match := _INLINE.match(block.text)):
            yield block.start + match.end(), block.end
