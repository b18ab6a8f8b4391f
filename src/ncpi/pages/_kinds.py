"""Which page it is. A page that isn't surely one of these is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ncpi.pages._grammar import OFFICE, expand
from ncpi.pages._page import Block, Page, once, same_length

__all__ = [
    "DUE",
    "EVENT",
    "FOLLOW_UPS",
    "INSPECTION",
    "LANDING",
    "PDF_REPORT",
    "PROGRESS",
    "REINSPECTION",
    "RELEASE",
    "REPORTS",
    "RESPONSE",
    "REVIEW",
    "TRACKER",
    "entry_title",
    "first_blocks",
    "is_cover",
    "kind_of",
    "kind_of_title",
    "names_hmicfrs",
    "title_block",
]

RELEASE = "press-release"
LANDING = "landing-page"
TRACKER = "tracker-entry"
RESPONSE = "response"
PDF_REPORT = "report"
INSPECTION = "inspection"
REVIEW = "post-inspection-review"
REINSPECTION = "re-inspection"
PROGRESS = "assessment-of-progress"
FOLLOW_UPS = frozenset((REVIEW, REINSPECTION, PROGRESS))
REPORTS = frozenset((INSPECTION, *FOLLOW_UPS))

# It begins with a letter, for which a search is fast, and not with the start of a word.
_INSPECTORATE = re.compile(
    r"H(?<!\wH)(?:MIC(?:FRS)?\b|(?:M|is Majesty's|er Majesty's) Inspectorate of Constabul\w+\b"
    r"(?! in Scotland| for Scotland))"
)
_OTHER = re.compile(
    r"\b(?:HMICS\b|HM Inspectorate of (?:Probation|Prisons)|"
    r"(?:Her|His) Majesty's Inspectorate of (?:Probation|Prisons)|Constabulary in Scotland|"
    r"Ofsted|Care Quality Commission|Estyn)"
)
# What stands above a page's own first line.
_CHROME = re.compile(
    r"skip to (?:main )?content|\|?printable version|404 page not found|open menu|menu|search|"
    r"share|print this (?:document|page)|news ?-?|home.*(?:\.\.\.|…)|\d{1,4}|<<|"
    r"accessibility settings.*|.{0,60}\bcookies?\b.*|quickly exit this site.*|leave this site|"
    r"sorry, there was a technical problem.*|this site is a beta.*|thanks for trying.*|"
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday),? \w+ \d{1,2},? \d{4}|"
    r"(?:date \d{4}-\d\d-\d\d )?(?:hm|his majesty's|her majesty's) inspectorate of constabulary"
    r"(?: (?:and|&) fire (?:and|&) rescue services)?(?: \(hmic(?:frs)?\))?|"
    r"hmic(?:frs)?|"
    r"(?:hmic(?:frs)? )?(?:news|press) releases?|published|embed size \(px\)|citation preview|"
    r"upload others|source:.*|"
    # A date, a way through the site, or the name of a site: no title has so few words.
    r"\d{1,2}[/. ]\w{1,9}[/. ]\d{2,4}(?:,? \d\d:\d\d(?::\d\d)?)?|.{1,60} > .{1,200}|"
    r"\S+(?: (?![-:])\S+){0,2}",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\bSource: (?:[^\n]{0,120}\()?(?:HMICFRS\b|(?:His|Her) Majesty's Inspectorate of Constabulary)"
)
_OUR_VOICE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_ASSESSMENT = re.compile(
    r"^Last updated \d|^(?:[A-Z][\w -]{2,40} )?PEEL (?:assessments? )?20\d\d"
    r"|^(?:Our judgments|Overall summary)$",
    re.MULTILINE,
)
_GET = re.compile(r"^Get the (?:report|(?:national|force) press releases?)\b", re.MULTILINE)
_NUMBERED = re.compile(r"\s*#\d{1,3}/\d{4} - ")
_SAID = re.compile(
    rf"{OFFICE}[^\n]{{0,90}} said:$"
    rf"|^[A-Z][^\n]{{3,60}}{OFFICE}[^\n]{{0,60}} said:$",
    re.MULTILINE,
)
_THEME = "[Nn]ational [Cc]hild [Pp]rotection"
_KIND_WORDS = (
    (re.compile(r"\bassessment of progress\b", re.IGNORECASE), PROGRESS),
    (re.compile(r"\bpost[- ]inspection review\b", re.IGNORECASE), REVIEW),
    (re.compile(r"^re-?inspection\b", re.IGNORECASE), REINSPECTION),
    (re.compile(r"^inspections?(?: \d{4})?$", re.IGNORECASE), INSPECTION),
)
_AFTER_TITLE = re.compile(
    r"^(?:Published on:|Contents$|Print this document|Foreword$|Introduction$|Overall summary$|"
    r"Summary$|Our judgments$)",
    re.MULTILINE,
)
_COPYRIGHT = re.compile(r"©|CROWN COPYRIGHT", re.IGNORECASE)
EVENT = re.compile(r"\[on\]\s*(?P<date>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4})")
"""How an event of the log of an entry begins."""
_NOT_FOUND = "404 Page not found"
# A number that may be a year is none.
_ENTRY_TITLE = re.compile(r"(?P<title>[^\n]{5,200}) \((?P<id>(?!(?:19|20)\d\d\))\d{3,6})\)$")
DUE = re.compile(r"(?:Within|Immediately|By|Not later than|No later than)\b[^\n]{0,300}\bshould\b")
"""How the text of an entry begins that says when it is to be done."""
_ENTRY_TEXT = re.compile(
    rf"^{DUE.pattern}"
    r"|^[A-Z][^\n]{0,160}\b(?:[Ff]orces?|[Pp]olice|[Cc]onstabulary|[Ss]ervice) should\b",
    re.MULTILINE,
)
_POLICING_BODY = re.compile(
    r"Police(?:, Fire)? and Crime Commissioner|\bPF?CC\b|Deputy Mayor for Policing|"
    r"Police,? Fire and Crime Commissioner"
)
_ANSWERS = re.compile(
    r"\b(?:[Rr]espon(?:se|d|ding)|[Cc]omments?|[Ss]tatement|I am writing|[Pp]raise[sd]?|"
    r"I welcome|has welcomed)\b"
)


def first_blocks(page: Page) -> Iterator[Block]:
    """The blocks of the page without what stands above its own first line."""
    started = False
    for block in page.blocks:
        if started or not _CHROME.fullmatch(block.text):
            started = True
            yield block


@once
def title_block(page: Page) -> Block | None:
    """The block that stands where a page has its title.

    Of an HTML page it is the one main heading, or else the block with which the page's title
    in a browser begins. Else it is the first block, unless menus may stand before it.
    """
    headings = [block for span in page.headings if (block := _heading(page, *span))]
    if len(headings) == 1:
        return headings[0]
    if page.title:
        shown = same_length(page.title)
        named = [one for one in page.blocks if len(one.text) > 15 and shown.startswith(one.text)]
        if named:
            return named[0]
    if page.form == "html" and not page.is_main and (headings or page.title):
        return None
    return next(first_blocks(page), None)


def _heading(page: Page, start: int, end: int) -> Block | None:
    inside = [one for one in page.blocks if one.end > start and one.start < end]
    return inside[0] if len(inside) == 1 and not _CHROME.fullmatch(inside[0].text) else None


def names_hmicfrs(page: Page, end: int | None = None) -> re.Match[str] | None:
    """Where the page names HMIC or HMICFRS; a Scottish inspectorate isn't it."""
    return _INSPECTORATE.search(page.flat, 0, len(page.flat) if end is None else end)


def kind_of_title(title: str) -> str | None:
    """The kind of the report with this *title*, if it is one of the programme."""
    found = re.search(rf"{_THEME}(?P<rest>.*)", same_length(title))
    rest = found["rest"].strip(" .:,-") if found else ""
    return next((kind for words, kind in _KIND_WORDS if words.search(rest)), None)


_TITLE_LINE = (
    rf"^(?:The )?{{AREA}}(?: Police| Constabulary)?(?:'s)? ?(?:-|:|) ?{_THEME}\b[^\n.]{{0,90}}$"
)


def _report_title(page: Page) -> str | None:
    """The kind of report whose title stands first on the page."""
    block = title_block(page)
    if block is None or len(block.text) > 200:
        return None
    if not expand(_TITLE_LINE).pattern.match(block.text):
        return None
    end = min(len(page.flat), block.end + 900)
    if not _AFTER_TITLE.search(page.flat, block.end, end):
        return None
    return kind_of_title(block.text)


@once
def is_cover(page: Page) -> bool:
    """Whether it begins with the cover of a printed report of the inspectorate."""
    end = min(len(page.flat), 2_500)
    return bool(
        re.search(r"\bISBN\b", page.flat[:end])
        and _COPYRIGHT.search(page.flat, 0, end)
        and (names_hmicfrs(page, end) or "justiceinspectorates.gov.uk/hmic" in page.flat[:end])
        and not _OTHER.search(page.flat, 0, end)
    )


_COVER_KINDS = (
    (re.compile(rf"^{_THEME} Post-Inspection Review$", re.MULTILINE | re.IGNORECASE), REVIEW),
    (re.compile(rf"^{_THEME} Re-?Inspections?$", re.MULTILINE | re.IGNORECASE), REINSPECTION),
    (re.compile(rf"^{_THEME} Inspections?$", re.MULTILINE | re.IGNORECASE), INSPECTION),
)


_INSPECTED = r"^(?:An )?[Ii]nspection of (?:the )?{FORCE}$|^{FORCE} - HMIC Inspection Report$"


def _kind_of_cover(page: Page) -> str:
    cover = page.flat[:2_500]
    for pattern, kind in _COVER_KINDS:
        if pattern.search(cover):
            return kind
    if "PEEL" not in cover and expand(_INSPECTED).pattern.search(cover):
        return INSPECTION
    return PDF_REPORT


def entry_title(page: Page) -> re.Match[str] | None:
    """The title and the number of a tracker entry, which stand first if the page has them."""
    for block in page.blocks[:2]:
        if block.text != _NOT_FOUND:
            return _ENTRY_TITLE.match(page.flat, block.start, block.end)
    return None


def _is_tracker(page: Page) -> bool:
    if EVENT.search(page.flat):
        return True
    first = next(iter(page.blocks), None)
    if first is None or not _ENTRY_TEXT.search(page.flat, 0, 8_000) or len(page.text) > 20_000:
        return False
    return first.text == _NOT_FOUND or entry_title(page) is not None


def _is_release(page: Page) -> bool:
    head = page.flat[:6_000]
    if names_hmicfrs(page, 6_000) is None or _ASSESSMENT.search(head[:1_500]):
        return False
    if _POLICING_BODY.search(head[:200]):
        return False
    if _GET.search(head):
        return len(_titles(head)) <= 1 and len(_areas_listed(head)) <= 1
    if _NUMBERED.match(head.lstrip()) or _SOURCE.search(page.flat):
        return True
    said = list(_SAID.finditer(head))
    if _OTHER.search(head, 0, 600) or not any(
        head[one.end() :].lstrip()[:1] == '"' for one in said[:3]
    ):
        return False
    # Newspapers quote inspectors in the same form, but don't speak for the inspectorate.
    is_ours = page.is_wrapped or any(
        _OUR_VOICE.search(block.text) for block in page.blocks[:20] if block.text[0] != '"'
    )
    return is_ours and _OTHERS_SAID.search(page.flat) is None


def _titles(head: str) -> set[str]:
    """The different titles under "Get the report": a list of reports has several."""
    found = re.findall(r"^Get the report ?:?\s+(?:Read )?([^\n]{4,250})$", head, re.MULTILINE)
    return {" ".join(one.casefold().split()) for one in found}


def _areas_listed(head: str) -> set[str]:
    """The forces of whose reports the titles stand on lines of their own."""
    title = expand(_TITLE_LINE)
    return {str(title.value(match)) for match in title.pattern.finditer(head)}


_OTHERS_SAID = re.compile(
    r"(?:[Cc]hief [Cc]onstable|Commissioner|spokes(?:man|woman|person))[^\n]{0,60} said"
)


def _is_response(page: Page) -> bool:
    head = page.flat[:1_500]
    announces = re.search(r"^[^\n]{0,80}\b[Rr]esponse to [^\n]{0,60}HMIC", head[:450], re.MULTILINE)
    return bool(
        (_POLICING_BODY.search(head if announces else head[:450]) or "Home Secretary" in head[:450])
        and names_hmicfrs(page, 1_500)
        and _ANSWERS.search(head)
        and not _OTHER.search(head)
        and not re.search(r"^Minutes\b|Freedom of [Ii]nformation", head, re.MULTILINE)
    )


def kind_of(page: Page) -> str | None:
    """The kind of page; None if it isn't surely one that is known here."""
    if _is_tracker(page):
        return TRACKER
    if re.search(r"^Publication types?:", page.flat[:3_000], re.MULTILINE):
        return LANDING
    if kind := _report_title(page) or (_kind_of_cover(page) if is_cover(page) else None):
        return kind
    if _is_release(page):
        return RELEASE
    return RESPONSE if _is_response(page) else None
