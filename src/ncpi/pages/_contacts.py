"""Press contacts in the notes to editors: numbers, addresses and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ncpi.errors import MissingExtraError
from ncpi.pages._grammar import forces_in
from ncpi.pages._page import Block, Page
from ncpi.pages._rules import Hit

__all__ = ["contact_blocks", "email", "hours", "hours_in", "out_of_hours", "phones", "phones_in"]

_PRESS = re.compile(
    r"press office|media (?:enquir|office|team)|press enquir|out[- ]of[- ]hours", re.IGNORECASE
)
_MOST_BLOCKS = 100
_MAYBE_PHONE = re.compile(r"(?:\+44|\(?0)[\d ()-]{8,16}\d")
_NOT_THE_PRESS_OFFICE = re.compile(
    r"\b(?:fax|whats ?app|direct line|switchboard|crimestoppers|text(?:phone)?|public|old|former"
    r"|not)\b[^\d]{0,40}$",
    re.IGNORECASE,
)
_GONE = re.compile(r"[^\d.]{0,20}\b(?:no longer|until|closed|out of use)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:force|constabulary|home office|college|council|commissioner|pf?cc|ofsted|commission"
    r"|ministry)(?:'s)? (?:press|media|communications)"
    r"|(?:press|media) (?:office|team) (?:of|at) (?!hmic|the inspectorate)",
    re.IGNORECASE,
)
_OUT_OF_HOURS = re.compile(r"out[- ]of[- ]hours", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never)\b|n't\b", re.IGNORECASE)
_SHUT = re.compile(r"\b(?:closed|shut|unavailable)\b[^.]*$", re.IGNORECASE)
_EMAIL = re.compile(r"\b[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,4}\b")
_TIME = r"(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\.?"
_HOURS = re.compile(
    rf"(?:from |between )?{_TIME} ?(?:-|to|and|until) ?{_TIME},? ?"
    r"(?:(?:from|on),? )?(Mon)(?:day)?s? ?(?:-|to) ?(Fri)(?:day)?s?"
    r"|(Mon)(?:day)?s? ?(?:-|to) ?(Fri)(?:day)?s?,? ?(?:from |between )?"
    rf"{_TIME} ?(?:-|to|and|until) ?{_TIME}",
    re.IGNORECASE,
)


def contact_blocks(page: Page) -> Iterator[Block]:
    """The blocks of the notes that say how to reach the press office of the inspectorate."""
    start, end = page.zone("notes")
    blocks = (block for block in page.blocks if start <= block.start < end)
    on_press = islice((block for block in blocks if _PRESS.search(block.text)), _MOST_BLOCKS)
    for block in on_press:
        if not (_OF_OTHERS.search(block.text) or forces_in(block.text)):
            yield block


def phones_in(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """The telephone numbers of a press office in *text*: number, start and end.

    Raises:
        ncpi.errors.MissingExtraError: there may be one, and phonenumbers isn't installed.
    """
    if not _MAYBE_PHONE.search(text):
        return
    try:
        import phonenumbers  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pages", "phonenumberslite") from None
    matches: Any = phonenumbers.PhoneNumberMatcher(text[:5_000], "GB")
    for match in matches:
        if not (
            _NOT_THE_PRESS_OFFICE.search(text[: match.start]) or _GONE.match(text[match.end :])
        ):
            yield match.raw_string.strip(), start + match.start, start + match.end


def phones(page: Page) -> Iterator[Hit]:
    """The press office's numbers, in the order of the page."""
    found: dict[str, tuple[int, int]] = {}
    for block in contact_blocks(page):
        for number, start, end in phones_in(block.text, block.start):
            found.setdefault(number, (start, end))
    if found:
        places = list(found.values())
        yield Hit([*found], places[0][0], places[-1][1])


def out_of_hours(page: Page) -> Iterator[Hit]:
    """The number that answers out of hours, where one line gives only that."""
    for block in contact_blocks(page):
        numbers = list(phones_in(block.text, block.start))
        if _NOT.search(block.text):
            continue
        if _OUT_OF_HOURS.search(block.text) and len(numbers) == 1:
            yield Hit(*numbers[0])


def email(page: Page) -> Iterator[Hit]:
    """The press office's email address."""
    for block in contact_blocks(page):
        for match in _EMAIL.finditer(block.text):
            if match[0].endswith("police.uk"):
                continue
            yield Hit(match[0], block.start + match.start(), block.start + match.end())


def _clock(hour: str, minute: str | None, half: str) -> str | None:
    number = int(hour)
    if not 1 <= number <= 12 or int(minute or 0) > 59:
        return None
    number = number % 12 + (12 if half.lower() == "p" else 0)
    return f"{number:02}:{int(minute or 0):02}"


def hours_in(text: str) -> Iterator[tuple[dict[str, str], int, int]]:
    """The office hours in *text*, Monday to Friday, in the forms that notes have."""
    for match in _HOURS.finditer(text):
        groups = match.groups()
        opens = _clock(*groups[:3]) if groups[0] else _clock(*groups[10:13])
        closes = _clock(*groups[3:6]) if groups[0] else _clock(*groups[13:16])
        if opens and closes and opens < closes:
            yield {"from": opens, "to": closes}, match.start(), match.end()


def hours(page: Page) -> Iterator[Hit]:
    """When the press office answers, Monday to Friday."""
    for block in contact_blocks(page):
        for found, start, end in hours_in(block.text):
            before = block.text[:start]
            if _OUT_OF_HOURS.search(before) or _NOT.search(before) or _SHUT.search(before):
                continue
            yield Hit({**found}, block.start + start, block.start + end)
