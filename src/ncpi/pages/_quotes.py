"""Quotes: who says what, by which office."""

from __future__ import annotations

import re
from functools import cache

from ncpi import registers
from ncpi.fields import JsonValue
from ncpi.pages._grammar import OFFICE
from ncpi.pages._kinds import RELEASE, title_block
from ncpi.pages._page import Page, once, same_length
from ncpi.pages._rules import Hit, rule, together

__all__ = ["quotes"]

_NAME = r"(?:(?:Sir|Dame) )?[A-Z][\w'-]+(?: [A-Z]\.?)?(?: [A-Z][\w'-]+){1,2}"
_SAID = re.compile(r",?(?: (?:recently|yesterday|today|also|has))? said: ?(?=\"|$)")
# The same speaker goes on: in a paragraph that is all quote, or after "He added:".
_WHOLE = re.compile(r'"[^"]*"?')
_ADDED = re.compile(r"(?:He|She) (?:also |then )?(?:added|continued|concluded|said): ?(?=\"|$)")
_OPENS = re.compile(r'(?:^|\b(?:said|added|continued|concluded): ?)"')
_FOR = r"(?:,? for (?:the )?[A-Z][\w &'-]{2,80}?)?"
_OFFICE_NAME = re.compile(rf"(?P<office>{OFFICE}{_FOR}),? (?P<name>{_NAME})")
_NAME_OFFICE = re.compile(rf"(?P<name>{_NAME}),? (?P<office>{OFFICE}{_FOR})")
_PARTS = re.compile(
    rf"{OFFICE}{_FOR}|\b(?:His|Her|Majesty's|HM|Chief|Inspector|of|Constabulary|and|Fire"
    r"|Rescue|Services?|the|said|today|yesterday)\b|[,:&]"
)
_LONGEST_LEAD = 220


@cache
def _inspectors() -> re.Pattern[str]:
    names = sorted((same_length(one.name) for one in registers.inspectors), key=len, reverse=True)
    bare = [name.removeprefix("Sir ").removeprefix("Dame ") for name in names]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, dict.fromkeys([*names, *bare])))})\b")


def _speaker_in(words: str) -> tuple[str, str | None] | None:
    """The inspector who is named in *words*, and the office if it stands there whole."""
    known = _inspectors().search(words)
    if known is not None:
        before = words[: known.start()].strip(" ,")
        after = words[known.end() :].strip(" ,")
        for office in (before, after):
            if re.fullmatch(rf"{OFFICE}{_FOR}", office):
                return known[0], office
        around = f"{before} {after}"
        is_office = re.search(rf"{OFFICE}|Inspector of", around) is not None
        # Any other word may be of somebody else, who speaks of the inspector.
        return (known[0], None) if is_office and not _PARTS.sub("", around).strip() else None
    for pattern in (_OFFICE_NAME, _NAME_OFFICE):
        if match := pattern.fullmatch(words):
            return match["name"], match["office"]
    return None


def _quoted(page: Page, place: int, begins: int) -> tuple[list[str], int]:
    """The paragraphs of the quote that begins at *begins* in, or after, the block at *place*."""
    paragraphs: list[str] = []
    blocks = page.blocks
    end = blocks[place].end
    if begins < end:
        paragraphs.append(page.words(begins, end))
    for block in blocks[place + 1 : place + 60]:
        added = _ADDED.match(block.text) if paragraphs else None
        if added is None:
            is_closed = bool(paragraphs) and same_length(paragraphs[-1]).endswith('"')
            goes_on = block.text.startswith('"') or block.is_item
            if not (_WHOLE.fullmatch(block.text) if is_closed else goes_on):
                break
        start = block.start + (added.end() if added else 0)
        paragraphs.append(page.words(start, block.end))
        end = block.end
    marks = '"“”'
    return [one.strip(marks).strip() for one in paragraphs if one.strip(marks).strip()], end


@once
def quotes(page: Page) -> tuple[Hit, ...]:
    """The words of inspectors, each quote with speaker, office and text; those of others unread."""
    found: list[Hit] = []
    title = title_block(page)
    begins, stop, last = title.end if title else 0, page.zones["body"][1], -1
    for place, block in enumerate(page.blocks):
        if block.start < last:
            continue
        said = _SAID.search(block.text) if " said:" in block.text else None
        speaker = None
        if said is not None and said.start() <= _LONGEST_LEAD:
            speaker = _speaker_in(block.text[: said.start()].strip(" ,"))
        opens = _OPENS.search(block.text) if begins <= block.start < stop else None
        if said and speaker:
            paragraphs, end = _quoted(page, place, block.start + said.end())
            if paragraphs:
                name, office = speaker
                quote: JsonValue = {
                    "speaker": name,
                    "office": office,
                    "text": "\n\n".join(paragraphs),
                }
                found.append(Hit(quote, block.start, end))
                last = end
        elif opens:
            last = _quoted(page, place, block.start + opens.end() - 1)[1]
            found.append(Hit(None, block.start, last))
    return tuple(found)


rule(
    "quotes",
    "quotes",
    together(quotes),
    says=("HM Inspector of Constabulary Matt Parr said:\n\n“It listens.”",),
    not_=("Chief Constable Ann Other said:\n\n“We listen.”", "HM Inspector Matt Parr said so."),
    kinds={RELEASE},
)
