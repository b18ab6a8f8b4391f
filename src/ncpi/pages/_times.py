"""What a sentence is about: this inspection or an earlier one, the force or another body."""

from __future__ import annotations

import re
from bisect import bisect_right

from ncpi.model.dates._written import MONTHS
from ncpi.pages._grammar import expand, forces_in
from ncpi.pages._kinds import FOLLOW_UPS, kind_of, kind_of_title, title_block
from ncpi.pages._lists import announced, is_national
from ncpi.pages._page import Block, Page, once

__all__ = [
    "SENTENCE_ENDS",
    "about_earlier",
    "above",
    "by_inspectors",
    "follows_up",
    "is_earlier",
    "is_heading",
    "is_of_others",
    "is_other_work",
    "is_to_others",
    "names_others",
    "sentence_around",
    "titled_in",
]

# "National Child Protection Inspection. Kent Police" is a title.
SENTENCE_ENDS = re.compile(r"(?<=[.;!?])(?<!Inspection\.)(?<!Inspections\.) (?=[\"'(]?[A-Z])")

_FOLLOWS = re.compile(
    r"\b(?:since|after) (?:the|its|our) (?:20\d\d|last|previous|first|initial)"
    r" (?:inspection|report)"
    r"|\bpost[- ]inspection\b|\bfollow-up inspection|\bre-?inspect(?:ed|ion)\b|\brevisit\b"
    r"|\bremoved?\b.{0,60} from (?:engage|(?:an )?enhanced)",
    re.IGNORECASE,
)
# "Since our last inspection" is about now.
_SINCE = r"(?<!since )(?<!since the )(?<!since its )(?<!since our )(?<!since their )(?<!since an )"
_VISIT = r"(?:inspect(?:ion|ed|ors)|report|review|visit(?:ed)?|audit(?:ed)?|assess(?:ment|ed))\w*"
_EARLIER = re.compile(
    rf"{_SINCE}\b(?:last|previous|earlier|prior|former|preceding|original|past|baseline)"
    rf" (?:[\w-]+ ){{0,3}}?{_VISIT}\b"
    rf"|\b(?:previously|originally)\b|\bthen (?:{_VISIT}|found|identified|made|issued)\b"
    r"|\b(?:last (?:time|year)|(?:years?|months?) (?:ago|earlier)|at (?:that|the) time(?! of)"
    r"|in the past|had previously|the (?:year|time) before|back in)\b"
)
_MONTH = rf"(?:{'|'.join(MONTHS).lower()})"
# On the page of a first inspection, these are of that one.
_FIRST = re.compile(
    rf"{_SINCE}\b(?:first|initial) (?:[\w-]+ ){{0,3}}?{_VISIT}\b"
    rf"|\b(?:first|initially) {_VISIT}\b"
    rf"|{_SINCE}\b(?:in|during|at|by|of|the|its|our|from|for) (?:{_MONTH} )?(?:19|20)\d\d\b"
)
_AGAIN = re.compile(
    r"\bpost[- ]inspection\b|\bfollow-up\b|\bre-?inspect|\brevisit|\breturned\b|\bagain\b"
    r"|\bthis (?:inspection|review|report|time)\b|\bassessment of (?:the )?progress\b|\btoday"
)
_HEADING = re.compile(
    r"[\d. ]{0,12}(?:background\b|(?:our |the )?(?:(?:19|20)\d\d|first|initial|previous|last"
    r"|earlier|original)(?: [\w-]+){0,3} (?:inspection|report)\b)(?!.{0,40}\breview\b).{0,60}",
    re.IGNORECASE,
)


_LONGEST = 600


# Programmes and subjects of other inspections, unless the sentence is on children too.
_SUBJECT = (
    r"(?:PEEL|custody|firearms|crime data|crime recording|vetting|detainees|stop and search"
    r"|stalking|fraud)"
)
_OTHER_SUBJECT = re.compile(
    rf"\b{_SUBJECT}\b[^.\n]{{0,60}}\b{_VISIT}\b|\b{_VISIT}\b[^.\n]{{0,60}}\b{_SUBJECT}\b"
    r"|\bPEEL\b"
)
_CHILDREN = re.compile(r"\b(?:child|young)", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|might|may|could|should|[Ii]f|[Ww]hether|plan\w* to|intend\w* to|due to)\b"
)
OTHERS_SAY = re.compile(
    r"\b(?:[Cc]onstable|[Cc]ommissioner|spokes\w+|[Ff]orce|[Cc]onstabulary|Police|[Oo]fficers"
    r"|[Ll]eaders|[Pp]artners|[Ss]taff)\b[^.\n]{0,40}"
    r" (?:said|says?|t(?:old|ells?)|believes?|thinks?|hopes?|expects?|promised|claims?"
    r"|considers?)\b"
)
"""Where the words of others are reported."""


def is_other_work(page: Page, start: int, end: int) -> bool:
    """Whether a span is of another programme, of what is yet to come, or what others say.

    The sentence before it in its paragraph counts for the programme.
    """
    begins, stops = sentence_around(page, start, end)
    if begins > page.blocks[_block_at(page, begins)].start:
        begins_above = sentence_around(page, begins - 2, begins - 2)[0]
    else:
        begins_above = begins
    sentence = page.flat[begins_above:stops]
    is_other = _OTHER_SUBJECT.search(sentence) and not _CHILDREN.search(sentence)
    before = page.flat[begins:start]
    return bool(is_other or _AHEAD.search(before) or OTHERS_SAY.search(before))


@once
def follows_up(page: Page) -> bool:
    """Whether the page is on a follow-up: by the report's title, or by a release's own words."""
    title = title_block(page)
    if title is not None and (kind := kind_of_title(title.text)):
        return kind in FOLLOW_UPS
    if page.once(kind_of) in FOLLOW_UPS:
        return True
    kinds = [kind_of_title(page.plain[start:end]) for start, end in announced(page)]
    kinds = [kind for kind in kinds if kind]
    if kinds:
        return all(kind in FOLLOW_UPS for kind in kinds)
    start, end = page.zones["lead"]
    return not is_national(page) and _FOLLOWS.search(page.flat, start, end) is not None


def about_earlier(page: Page, sentence: str) -> bool:
    """Whether the *sentence* is about an inspection before the one that the page is on."""
    words = sentence.lower()
    if _EARLIER.search(words):
        return True
    return follows_up(page) and not _AGAIN.search(words) and _FIRST.search(words) is not None


def is_earlier(page: Page, start: int, end: int) -> bool:
    """Whether the words of a span are about an earlier inspection.

    Their own sentence says so, or on the page of a follow-up the sentence before it, the
    sentence above a list in which they stand, or the heading above them.
    """
    begins, stops = sentence_around(page, start, end)
    sentence = page.flat[begins:stops]
    if about_earlier(page, sentence):
        return True
    if not follows_up(page) or _AGAIN.search(sentence.lower()):
        return False
    place = _block_at(page, start)
    while place and page.blocks[place].is_item:
        place -= 1
    earlier = SENTENCE_ENDS.split(
        page.flat[page.blocks[place].start : min(begins, page.blocks[place].end)].strip()
    )
    if about_earlier(page, earlier[-1]):
        return True
    heading = next(
        (one for one in reversed(page.blocks[max(0, place - 60) : place]) if is_heading(one)), None
    )
    return heading is not None and _HEADING.fullmatch(heading.text) is not None


def _block_at(page: Page, start: int) -> int:
    return max(0, bisect_right(page.blocks, start, key=lambda block: block.start) - 1)


def sentence_around(page: Page, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, or the sentences, in which the words of a span stand."""
    block = page.blocks[_block_at(page, start)]
    begins = max(block.start, start - _LONGEST)
    before = [one.end() for one in SENTENCE_ENDS.finditer(page.flat, begins, start)]
    last = page.blocks[_block_at(page, max(start, end - 1))]
    ends = max(end, min(last.end, end + _LONGEST))
    after = SENTENCE_ENDS.search(page.flat, end, ends)
    return (before or [begins])[-1], after.start() if after else ends


def above(page: Page, start: int) -> str:
    """The last sentence of the paragraph above that of *start*, if that is no quote and no item."""
    place = _block_at(page, start)
    block = page.blocks[place - 1] if place else None
    if block is None or block.is_item or block.text.startswith('"') or block.text[-1:] != ".":
        return ""
    return SENTENCE_ENDS.split(block.text)[-1]


def is_heading(block: Block) -> bool:
    """Whether a block is a short line without the sign that ends a sentence."""
    return not block.is_item and len(block.text) <= 120 and block.text[-1:] not in ".:;,?!\"'"


# ---------------------------------------------------------------- whose work it is
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
