"""Lists: what stands under a sentence that announces it, in bullets or in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ncpi.pages._page import Block, Page

__all__ = ["Listing", "announced", "is_national", "item_text", "items_after", "listings"]

_INLINE = re.compile(r"Get the report ?: ?(?=\S{3})")
_READ = re.compile(r"Read (?=\S)")


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
    """The items that follow the block at *place*: bullets, or lines joined by semicolons."""
    rest = blocks[place + 1 : place + 200]
    items: list[Block] = []
    if rest and rest[0].is_item:
        for block in rest:
            if not block.is_item:
                break
            items.append(block)
        return items
    if rest and re.search(r";(?: and)?$", rest[0].text):
        for block in rest:
            items.append(block)
            if not re.search(r";(?: and| or)?$", block.text):
                break
    return items


def listings(page: Page) -> Iterator[Listing]:
    """Every sentence that ends in a colon or is followed by bullets, with what follows it."""
    blocks = page.blocks
    last = len(blocks) - 1
    for place, block in enumerate(blocks):
        if block.is_item or (place < last and blocks[place + 1].start < block.end):
            continue
        items = items_after(blocks, place) if place < last else []
        if not items and not block.text.endswith(":"):
            continue
        ends = place + len(items) == last
        is_cut = ends and not (items and items[-1].text.endswith((".", '."')))
        yield Listing(block, tuple(one for one in items if one.text.strip()), is_cut)


def announced(page: Page) -> tuple[tuple[int, int], ...]:
    """The spans of the titles under "Get the report"."""
    return page.once(_announced)


def is_national(page: Page) -> bool:
    """Whether a title under "Get the report" is that of a report on many forces."""
    return any(_NATIONAL.match(page.plain, *span) for span in announced(page))


_NATIONAL = re.compile(r"(?:The )?[Nn]ational [Cc]hild [Pp]rotection|.{0,160}\bthematic\b")


def _announced(page: Page) -> tuple[tuple[int, int], ...]:
    return tuple(_titles(page))


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
