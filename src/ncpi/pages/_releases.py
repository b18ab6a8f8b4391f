"""Press releases of the inspectorate, and reprints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ncpi.fields import JsonValue
from ncpi.pages._grammar import TOPICS, expand
from ncpi.pages._kinds import RELEASE, first_blocks, title_block
from ncpi.pages._lists import announced
from ncpi.pages._page import Page
from ncpi.pages._rules import Hit, rule, rules_for, together
from ncpi.pages._times import OTHERS_SAY
from ncpi.vocabulary import ReadingBasis

__all__: list[str] = []

_rule = partial(rule, kinds={RELEASE})
_NOT_A_TITLE = re.compile(r"(?:Download|Get|Read|HTML|PDF)\b.{0,40}$|.{0,12}$")


def _announced(page: Page) -> Iterator[Hit]:
    for start, end in announced(page):
        if not _NOT_A_TITLE.fullmatch(page.plain[start:end]):
            yield Hit(page.words(start, end), start, end)


_rule(
    "get-the-report",
    "report_announced",
    _announced,
    says=("Get the report\n\nKent – National child protection inspection",),
    not_=("Get the national press release\n\nNoticeable differences",),
)


# A release announces one report; a page with more such titles is no release.
_MOST_TITLES = 20


def _report_url(page: Page) -> Iterator[Hit]:
    spans = announced(page)[:_MOST_TITLES]
    for link in page.links:
        inside = [span for span in spans if link.start < span[1] and span[0] < link.end]
        if inside and link.url.startswith(("https://", "http://")):
            yield Hit(link.url, link.start, link.end)


_rule("report-link", "report_url", _report_url)


def _lead(page: Page) -> Iterator[Hit]:
    title = None if page.is_wrapped else title_block(page)
    for block in first_blocks(page):
        if title is None or (block.start <= title.start and not block.text.endswith(".")):
            continue
        if block.text.endswith((".", '."')) and len(block.text) > 40 and not block.is_item:
            yield Hit(page.words(block.start, block.end), block.start, block.end)
            return
        if block.text == "Get the report":
            return


_rule(
    "opening-paragraph",
    "lead",
    _lead,
    basis=ReadingBasis.DERIVED,
    says=("Kent Police listens\n\nKent Police listens to children, a new report says today.",),
    not_=("Kent Police listens\n\nGet the report",),
)


def _background(page: Page) -> Iterator[Hit]:
    """The paragraph that names the earlier inspection, unless it is somebody's quote."""
    if page.is_wrapped:
        return
    patterns = [one for one in rules_for(RELEASE) if one.field == "baseline"]
    starts = sorted({hit.start for one in patterns for hit in one.hits(page)})
    for block in page.blocks:
        if block.text.startswith('"') or block.is_item or block.text.endswith(":"):
            continue
        if any(block.start <= start < block.end for start in starts):
            yield Hit(page.words(block.start, block.end), block.start, block.end)
            return


_rule(
    "paragraph-on-the-earlier-inspection",
    "background",
    _background,
    basis=ReadingBasis.DERIVED,
    says=("HMICFRS previously inspected the force's child protection work in 2018. It was good.",),
    not_=("“Since our initial inspection in September 2014, the force has changed.”",),
)
_LASTS = re.compile(r"long-term|sustainable|sustained|lasting")
_LASTING = re.compile(
    rf"(?:^|(?<=[.!?] ))[^.\n\"]{{5,300}}?\b(?:{_LASTS.pattern})\b"
    r"[^.\n\"]{0,200}\.",
    re.MULTILINE,
)


def _lasting_change(page: Page) -> Iterator[Hit]:
    """A sentence of the release itself on whether a change will last."""
    for block in page.blocks:
        if block.text.startswith('"') or block.is_item or block.number:
            continue
        if not _LASTS.search(block.text):
            continue
        for match in _LASTING.finditer(block.text):
            is_others = OTHERS_SAY.search(match[0])
            if not is_others and re.search(r"\bchanges?\b|\bimprovements?\b", match[0]):
                start, end = block.start + match.start(), block.start + match.end()
                yield Hit(page.words(start, end), start, end)
                return


_rule(
    "whether-it-will-last",
    "lasting_change",
    _lasting_change,
    says=("HMICFRS praised the force for aiming at long-term, sustainable changes.",),
    not_=(
        "“We want lasting change.”",
        "The plan is long-term.",
        "The chief constable said that the changes are lasting.",
    ),
)

# A baseline is named only by a follow-up, and only where the page says that it is one.
_rule(
    "previously-inspected",
    "baseline",
    r"(?:previously inspected|(?:initially|first|originally) (?:inspected|assessed))"
    r" [^.\n\d]{1,90}? in (?:{M:fieldwork}|{Y:year})",
    says=(
        "HMICFRS previously inspected the force's child protection work in 2018.",
        "HMICFRS previously inspected the force's capabilities in March 2018, and found",
        "The inspectorate initially assessed Bedfordshire Police in 2017.",
    ),
    not_=(
        "HMICFRS inspected the force again last year.",
        "HMICFRS inspected the force's capabilities in March 2018.",
    ),
)
_rule(
    "inspected-and-again",
    "baseline",
    r"\b(?:HMICFRS|HMIC) (?:inspected|assessed) [^.\n\d]{1,60}? in {Y:year}\.[^\"]{0,300}?"
    r"\b(?:HMICFRS|HMIC) inspected the (?:force|constabulary) again\b",
    says=("HMICFRS assessed Kent Police in 2017. It was weak.\nHMICFRS inspected the force again",),
    not_=("HMICFRS assessed Kent Police in 2017. It was weak.",),
)
_rule(
    "since-the-inspection-of",
    "baseline",
    r"(?:\b[Ss]ince|\b(?:returned to|revisited|reinspected) [^.\n]{1,60}? after)"
    r" (?:the|its|our) {Y:year} (?:child protection )?inspection\b",
    says=(
        "has made these improvements since the 2018 inspection:",
        "HMICFRS returned to Kent Police a year after its 2018 inspection, which",
    ),
    not_=(
        "Since 2018, the force",
        "Over 2018, HMICFRS will continue",
        "The force bought cars after its 2018 inspection",
    ),
)
_rule(
    "since-we-inspected",
    "baseline",
    r"\b[Ss]ince (?:its|our|the) (?:last|previous|initial|first) (?:inspection|report)"
    r"(?: of [^.\n\d]{1,90}?)? in {Y:year}",
    says=(
        "since its last inspection of North Wales Police's child protection services in 2019",
        "in several ways since our initial report in 2016.",
    ),
    not_=("since its last inspection in May 2019",),
)
_rule(
    "earlier-inspection-in",
    "baseline",
    r"\b(?:initial|previous|earlier|first) (?:(?:inspection|report) in {Y:year}(?! and)"
    r"|(?:child protection )?inspection(?: of [^.\n\d]{1,60}?)?(?:,? (?:which was )?carried out)?"
    r" in {M:fieldwork})",
    says=(
        "after an initial inspection in 2021 found",
        "from a previous inspection in 2015.",
        "The review follows an initial inspection in May 2017 which found",
        "Since our initial inspection in September 2014, the force",
    ),
    not_=("following an inspection in July 2017", "a first report in our series"),
)
_rule(
    "series-after-a-report",
    "baseline",
    r"\bA report into child protection in [^.\n\d]{1,40}? in {Y:year} found\b",
    says=("A report into child protection in the MPS in 2016 found such serious failings",),
    not_=("A report into child protection in the MPS found",),
)
_rule(
    "earlier-report-published",
    "baseline",
    r"\bpublished (?:an initial|its first|a first|an? earlier|a) report in {M:published},? on the"
    r" child protection",
    says=(
        "HMIC published an initial report in December 2014 on the child protection work of Kent",
        "HMIC published a report in February 2015 on the child protection work of the force.",
    ),
    not_=("HMIC has today published a report on the child protection work",),
)
_rule(
    "failings-identified-in",
    "baseline",
    r"^In {M:fieldwork}, (?:HMICFRS|HMIC|we) (?:identified|found) [^.\n]{1,160}? "
    r"(?:following|in|after) a[^.\n]{1,40}? inspection\b",
    says=("In January 2013, HMIC identified failings in the force following a pilot inspection.",),
    not_=("In January 2013, HMIC visited the force.",),
)


def _notes(page: Page) -> Iterator[Hit]:
    start, end = page.zones["notes"]
    blocks = [block for block in page.blocks if start <= block.start < end and block.number]
    is_whole = [block.number for block in blocks] == [*range(1, len(blocks) + 1)]
    for block in blocks:
        yield Hit(page.words(block.start, block.end) if is_whole else None, block.start, block.end)


_rule(
    "numbered-notes",
    "notes",
    together(_notes),
    says=("Notes\n\n  1. HMICFRS inspects.\n  2. It reports.",),
    not_=("Notes\n\nHMICFRS inspects.", "Notes\n\n  2. It reports."),
)
_GRADES = f"(?:outstanding|{'|'.join(TOPICS.grades)})"


def _tally(page: Page) -> Iterator[Hit]:
    start, end = page.zones["lead"]
    for sentence in re.finditer(r"[^.\n]{20,400}\.", page.flat[start:end]):
        found: dict[str, JsonValue] = {}
        spans: list[tuple[int, int]] = []
        pattern = expand(rf"'?(?P<grade>{_GRADES})'? in {{N:count}}(?: (?:areas?|topics?))?")
        for match in pattern.pattern.finditer(sentence[0]):
            grade = match["grade"].replace(" ", "_")
            number = pattern.value(match)
            if grade in found or number is None:
                found = {}
                break
            found[grade] = number
            spans.append(match.span())
        if len(found) >= 2:
            begins = start + sentence.start()
            yield Hit(found, begins + spans[0][0], begins + spans[-1][1])


_rule(
    "grades-counted",
    "tally",
    _tally,
    says=("The force was graded 'good' in two areas and 'adequate' in three.",),
    not_=("The force was good in two cases.",),
)
