"""Whose a sentence is: of the force that the page is on, or of another body."""

from __future__ import annotations

import re

from ncpi.pages._grammar import expand, forces_in
from ncpi.pages._page import Page

__all__ = ["by_inspectors", "is_of_others", "is_to_others", "names_others", "titled_in"]

_OTHERS = (
    r"(?:councils?|local authorit(?:y|ies)|(?:safeguarding )?partner(?:s|ships?)|agencies|nhs"
    r"|hospitals?|health (?:services?|boards?|visitors)|probation|social (?:care|services)"
    r"|governments?|home office|college|courts?|schools?|charit(?:y|ies)|ofsted|ambulance"
    r"|fire (?:and rescue )?services?|crown prosecution service|cps|care quality commission"
    r"|(?:all|other|every|many|most|several|some|across|\d+)(?: police)? forces?"
    r"|(?:all|other) chief constables|nationally)\b"
)
_OTHER = re.compile(rf"\b{_OTHERS}", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:its(?! (?:\w+ )?partners?\b)|(?:the|this) (?:force|constabulary|met)"
    r"|(?:force|constabulary)'s)\b",
    re.IGNORECASE,
)
_ABOUT_OTHERS = re.compile(
    rf"\b(?:about|over|around|in)(?: how)? (?:(?:the|its|local|other) ){{0,2}}{_OTHERS}",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(
    r"\b(?:hmic(?:frs)?|inspectors|(?:the )?inspectorate(?! of (?!constabulary))|we)\b",
    re.IGNORECASE,
)


def names_others(words: str) -> bool:
    """Whether *words* name a body other than a police force, or other forces together."""
    return _OTHER.search(words) is not None


def is_of_others(sentence: str) -> bool:
    """Whether a *sentence* is about others, or names them and no one police force."""
    if not names_others(sentence):
        return False
    is_own = _OWN.search(sentence) or forces_in(sentence)
    return not is_own or _ABOUT_OTHERS.search(sentence) is not None


_TO_OTHERS = re.compile(
    rf" (?:\w+ly )?(?:(?:to|for|in|about|on) (?:(?:the|local|its|[A-Z]\w+) ){{0,3}}(?i:{_OTHERS}"
    r"|forces\b|chief constables\b)|nationally\b|about (?:[\w-]+ ){1,3}nationally\b)"
)


def is_to_others(after: str) -> bool:
    """Whether the words *after* what was counted say that it is for, or about, others."""
    return _TO_OTHERS.match(after) is not None


def titled_in(page: Page, start: int, end: int) -> list[tuple[str, int, int]]:
    """The forces of the reports that are named in a span by title: key, start and end."""
    if "hild" not in page.flat[start:end]:
        return []
    title = expand(r"\b{AREA:force} ?[-:] ?(?=[Nn]ational [Cc]hild [Pp]rotection)")
    return [
        (str(title.value(match)), *match.span("force"))
        for match in title.pattern.finditer(page.flat, start, end)
    ]


def by_inspectors(before: str) -> bool:
    """Whether the inspectors are the last who are named in the words *before* a verb."""
    named = [match.end() for match in _INSPECTORS.finditer(before)]
    if not named:
        return False
    since = before[named[-1] :]
    return not (names_others(since) or _OWN.search(since) or forces_in(since))
