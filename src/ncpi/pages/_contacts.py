"""Press contacts in the notes to editors: numbers, addresses and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

from ncpi.errors import MissingExtraError
from ncpi.fields import JsonValue
from ncpi.pages._grammar import forces_in
from ncpi.pages._kinds import RELEASE
from ncpi.pages._page import Block, Page
from ncpi.pages._rules import Hit, rule, together

__all__: list[str] = []

_rule = partial(rule, kinds={RELEASE})

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
    r"(?:(?:from|on),? )?Mon(?:day)?s? ?(?:-|to) ?Fri(?:day)?s?"
    r"|Mon(?:day)?s? ?(?:-|to) ?Fri(?:day)?s?,? ?(?:from |between )?"
    rf"{_TIME} ?(?:-|to|and|until) ?{_TIME}",
    re.IGNORECASE,
)


def _blocks(page: Page) -> Iterator[Block]:
    """The blocks of the notes that say how to reach the press office of the inspectorate."""
    start, end = page.zones["notes"]
    blocks = (block for block in page.blocks if start <= block.start < end)
    on_press = islice((block for block in blocks if _PRESS.search(block.text)), _MOST_BLOCKS)
    for block in on_press:
        if not (_OF_OTHERS.search(block.text) or forces_in(block.text)):
            yield block


def _phones_in(block: Block) -> Iterator[Hit]:
    """The telephone numbers of a press office in a block.

    Raises:
        ncpi.errors.MissingExtraError: there may be one, and phonenumbers isn't installed.
    """
    text = block.text
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
            place = block.start + match.start
            yield Hit(match.raw_string.strip(), place, block.start + match.end)


def _phones(page: Page) -> Iterator[Hit]:
    """The press office's numbers, each once, in the order of the page."""
    found: dict[JsonValue, Hit] = {}
    for block in _blocks(page):
        for hit in _phones_in(block):
            found.setdefault(hit.value, hit)
    yield from found.values()


def _out_of_hours(page: Page) -> Iterator[Hit]:
    """The number that answers out of hours, where one line gives only that."""
    for block in _blocks(page):
        if _OUT_OF_HOURS.search(block.text) and not _NOT.search(block.text):
            numbers = list(_phones_in(block))
            yield from numbers if len(numbers) == 1 else ()


def _email(page: Page) -> Iterator[Hit]:
    for block in _blocks(page):
        for match in _EMAIL.finditer(block.text):
            if not match[0].endswith("police.uk"):
                yield Hit(match[0], block.start + match.start(), block.start + match.end())


def _clock(hour: str, minute: str | None, half: str) -> str | None:
    number = int(hour)
    if not 1 <= number <= 12 or int(minute or 0) > 59:
        return None
    number = number % 12 + (12 if half.lower() == "p" else 0)
    return f"{number:02}:{int(minute or 0):02}"


def _hours(page: Page) -> Iterator[Hit]:
    """When the press office answers, Monday to Friday, in the forms that notes have."""
    for block in _blocks(page):
        for match in _HOURS.finditer(block.text):
            before = block.text[: match.start()]
            if _OUT_OF_HOURS.search(before) or _NOT.search(before) or _SHUT.search(before):
                continue
            groups = match.groups()
            opens = _clock(*groups[:3]) if groups[0] else _clock(*groups[6:9])
            closes = _clock(*groups[3:6]) if groups[0] else _clock(*groups[9:12])
            if opens and closes and opens < closes:
                found: JsonValue = {"from": opens, "to": closes}
                yield Hit(found, block.start + match.start(), block.start + match.end())


_OFFICE_NOTE = "Notes\n\n  1. The press office answers from 8:30am – 5:00pm Monday – Friday on "
_rule(
    "press-office-numbers",
    "phones",
    together(_phones),
    says=(f"{_OFFICE_NOTE}020 7946 0018.",),
    not_=(f"{_OFFICE_NOTE}020 794", "Notes\n\n  1. Press office fax: 020 7946 0018"),
)
_rule(
    "out-of-hours-number",
    "out_of_hours",
    _out_of_hours,
    says=("Notes\n\n  1. The out-of-hours press line is 07400 123456.",),
    not_=(f"{_OFFICE_NOTE}020 7946 0018.",),
)
_rule(
    "press-office-email",
    "email",
    _email,
    says=("Notes\n\n  1. Ask the press office: press@example.org",),
    not_=("Notes\n\n  1. Report fraud: fraud@example.org",),
)
_rule(
    "press-office-hours",
    "hours",
    _hours,
    says=(
        f"{_OFFICE_NOTE}020 7946 0018.",
        "Notes\n\n  1. Press office, Monday to Friday 9am to 5pm",
    ),
    not_=("Notes\n\n  1. The press office answers by day.",),
)
