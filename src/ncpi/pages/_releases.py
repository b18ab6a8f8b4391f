"""Press releases of the inspectorate, and reprints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ncpi.fields import JsonValue
from ncpi.pages._contacts import email, hours, out_of_hours, phones
from ncpi.pages._grammar import expand
from ncpi.pages._kinds import FOLLOW_UPS, RELEASE, first_blocks, kind_of_title, title_block
from ncpi.pages._lists import Listing, announced, item_text, listings
from ncpi.pages._page import Page
from ncpi.pages._quotes import quotes
from ncpi.pages._rules import Hit, rule, rules_for
from ncpi.vocabulary import ReadingBasis

__all__ = ["follows_up", "lists_of"]

_KIND = {RELEASE}
_NOT_A_TITLE = re.compile(r"(?:Download|Get|Read|HTML|PDF)\b.{0,40}$|.{0,12}$")


def _announced(page: Page) -> Iterator[Hit]:
    for start, end in announced(page):
        if not _NOT_A_TITLE.fullmatch(page.plain[start:end]):
            yield Hit(page.words(start, end), start, end)


rule(
    "get-the-report",
    "report_announced",
    _announced,
    kinds=_KIND,
    zone="body",
    says=("Get the report\n\nKent – National child protection inspection",),
    not_=("Get the national press release\n\nNoticeable differences",),
)


def _report_url(page: Page) -> Iterator[Hit]:
    spans = list(announced(page))
    for link in page.links:
        inside = [span for span in spans if link.start < span[1] and span[0] < link.end]
        if inside and link.url.startswith(("https://", "http://")):
            yield Hit(link.url, link.start, link.end)


rule("report-link", "report_url", _report_url, kinds=_KIND, zone="body")


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


rule(
    "opening-paragraph",
    "lead",
    _lead,
    kinds=_KIND,
    basis=ReadingBasis.DERIVED,
    says=("Kent Police listens\n\nKent Police listens to children, a new report says today.",),
    not_=("Kent Police listens\n\nGet the report",),
)


def follows_up(page: Page) -> bool:
    """Whether the release announces a follow-up: by the report's title, or by its own words."""
    kinds = [kind_of_title(page.plain[start:end]) for start, end in announced(page)]
    kinds = [kind for kind in kinds if kind]
    if kinds:
        return all(kind in FOLLOW_UPS for kind in kinds)
    start, end = page.zone("lead")
    return _FOLLOWS.search(page.flat, start, end) is not None


_FOLLOWS = re.compile(
    r"\bsince (?:the|its|our) (?:20\d\d|last|previous|first|initial) (?:inspection|report)"
    r"|\bpost[- ]inspection\b|\bfollow-up inspection|\bre-?inspect(?:ed|ion)\b|\brevisit\b"
    r"|\bremoved?\b.{0,60} from (?:engage|(?:an )?enhanced)",
    re.IGNORECASE,
)


def _background(page: Page) -> Iterator[Hit]:
    """The paragraph that names the earlier inspection, unless it is somebody's quote."""
    if page.is_wrapped:
        return
    patterns = [one for one in rules_for(RELEASE) if one.field == "baseline" and one.pattern]
    starts = sorted({hit.start for one in patterns for hit in one.hits(page)})
    for block in page.blocks:
        if block.text.startswith('"') or block.is_item or block.text.endswith(":"):
            continue
        if any(block.start <= start < block.end for start in starts):
            yield Hit(page.words(block.start, block.end), block.start, block.end)
            return


rule(
    "paragraph-on-the-earlier-inspection",
    "background",
    _background,
    kinds=_KIND,
    zone="body",
    basis=ReadingBasis.DERIVED,
    says=("HMICFRS previously inspected the force's child protection work in 2018. It was good.",),
    not_=("“Since our initial inspection in September 2014, the force has changed.”",),
)
_LASTING = re.compile(
    r"(?:^|(?<=[.!?] ))[^.\n\"]{5,300}?\b(?:long-term|sustainable|sustained|lasting)\b"
    r"[^.\n\"]{0,200}\.",
    re.MULTILINE,
)


def _lasting_change(page: Page) -> Iterator[Hit]:
    """A sentence of the release itself on whether a change will last."""
    for block in page.blocks:
        if block.text.startswith('"') or block.is_item or block.number:
            continue
        for match in _LASTING.finditer(block.text):
            if re.search(r"\bchanges?\b|\bimprovements?\b", match[0]):
                start, end = block.start + match.start(), block.start + match.end()
                yield Hit(page.words(start, end), start, end)
                return


rule(
    "whether-it-will-last",
    "lasting_change",
    _lasting_change,
    kinds=_KIND,
    zone="body",
    says=("HMICFRS praised the force for aiming at long-term, sustainable changes.",),
    not_=("“We want lasting change.”", "The plan is long-term."),
)

# A baseline is named only by a follow-up, and only where the page says that it is one.
rule(
    "previously-inspected",
    "baseline",
    r"(?:previously inspected|(?:initially|first|originally) (?:inspected|assessed))"
    r" [^.\n]{1,90}? in {Y:year}",
    kinds=_KIND,
    says=(
        "HMICFRS previously inspected the force's child protection work in 2018.",
        "The inspectorate initially assessed Bedfordshire Police in 2017.",
    ),
    not_=("HMICFRS inspected the force again last year.",),
)
rule(
    "previously-inspected-in-month",
    "baseline",
    r"(?:previously inspected|(?:initially|first|originally) (?:inspected|assessed))"
    r" [^.\n]{1,90}? in {M:fieldwork}",
    kinds=_KIND,
    says=("HMICFRS previously inspected the force's capabilities in March 2018, and found",),
    not_=("HMICFRS inspected the force's capabilities in March 2018.",),
)
rule(
    "since-the-inspection-of",
    "baseline",
    r"\b[Ss]ince (?:the|its|our) {Y:year} (?:child protection )?inspection\b",
    kinds=_KIND,
    says=("has made these improvements since the 2018 inspection:",),
    not_=("Since 2018, the force", "Over 2018, HMICFRS will continue"),
)
rule(
    "since-we-inspected",
    "baseline",
    r"\b[Ss]ince (?:its|our|the) (?:last|previous|initial|first) (?:inspection|report)"
    r"(?: of [^.\n]{1,90}?)? in {Y:year}",
    kinds=_KIND,
    says=(
        "since its last inspection of North Wales Police's child protection services in 2019",
        "in several ways since our initial report in 2016.",
    ),
    not_=("since its last inspection in May 2019",),
)
rule(
    "earlier-inspection-in-year",
    "baseline",
    r"\b(?:initial|previous|earlier|first) (?:inspection|report) in {Y:year}(?! and)",
    kinds=_KIND,
    says=("after an initial inspection in 2021 found", "from a previous inspection in 2015."),
    not_=("an initial inspection in May 2021", "a first report in our series"),
)
rule(
    "series-after-a-report",
    "baseline",
    r"\bA report into child protection in [^.\n]{1,40}? in {Y:year} found\b",
    kinds=_KIND,
    says=("A report into child protection in the MPS in 2016 found such serious failings",),
    not_=("A report into child protection in the MPS found",),
)
rule(
    "earlier-inspection-in-month",
    "baseline",
    r"\b(?:initial|previous|earlier|first) (?:child protection )?inspection"
    r"(?: of [^.\n]{1,60}?)?(?:,? (?:which was )?carried out)? in {M:fieldwork}",
    kinds=_KIND,
    says=(
        "The review follows an initial inspection in May 2017 which found",
        "Since our initial inspection in September 2014, the force",
    ),
    not_=("following an inspection in July 2017",),
)
rule(
    "earlier-report-published",
    "baseline",
    r"\bpublished (?:an initial|its first|a first|an? earlier|a) report in {M:published},? on the"
    r" child protection",
    kinds=_KIND,
    says=(
        "HMIC published an initial report in December 2014 on the child protection work of Kent",
        "HMIC published a report in February 2015 on the child protection work of the force.",
    ),
    not_=("HMIC has today published a report on the child protection work",),
)
rule(
    "failings-identified-in",
    "baseline",
    r"^In {M:fieldwork}, (?:HMICFRS|HMIC|we) (?:identified|found) [^.\n]{1,160}? "
    r"(?:following|in|after) a[^.\n]{1,40}? inspection\b",
    kinds=_KIND,
    says=("In January 2013, HMIC identified failings in the force following a pilot inspection.",),
    not_=("In January 2013, HMIC visited the force.",),
)

# ---------------------------------------------------------------- lists
_RECOMMENDED = re.compile(r"\brecommend(?:ed|s|ations?)\b.{0,80}$", re.IGNORECASE)
_CONCERN = re.compile(
    r"\bconcerned (?:to|that|about)\b|\bconcerns\b|\bweaknesses\b"
    r"|\b(?:problems|issues|failings|challenges)\b"
    r"|\bareas? (?:still |that )?(?:for|requir\w+|need\w*|which requir\w+) (?:\w+ ){0,3}improve\w*"
    r"|\bareas? for (?:the )?(?:force|constabulary|service) to improve"
    r"|\bimprovements? (?:is|are|were)? ?(?:still )?(?:needed|required)"
    r"|\bnot (?:good|performing)\b",
    re.IGNORECASE,
)
# "The force needs to make urgent improvements" is no improvement.
_OBLIGED = re.compile(r"\b(?:needs?|must|should|ought to|ha(?:s|d|ve) to)\b", re.IGNORECASE)
_PLEASED = re.compile(r"\b(?:pleased|encouraged|impressed) to\b", re.IGNORECASE)
_GOOD = re.compile(
    r"\b(?:pleased|encouraged|impressed) to (?:find|see|note)\b"
    r"|\bimprovements?\b|\b(?:good|positive|effective) practices?\b|\bstrengths\b"
    r"|\bareas of (?:good|positive)|\bmore effective\b|\bnow better\b",
    re.IGNORECASE,
)
_MIXED = re.compile(r"\bkey findings\b|\bfound that\b.{0,60}:$", re.IGNORECASE)


def _sort_of(lead: str) -> str | None:
    """What a sentence announces: ``good``, ``concern``, ``recommended`` or something else.

    The last sentence of the paragraph decides; one such as "These include:" takes its subject
    from the sentence before it.
    """
    sentences = re.split(r"(?<=[.;]) (?=[A-Z])", lead[-600:])
    for sentence in (sentences[-1], " ".join(sentences[-2:])):
        if _RECOMMENDED.search(sentence):
            return "recommended"
        if _OBLIGED.search(sentence) and not _PLEASED.search(sentence):
            return "concern"
        is_concern = _CONCERN.search(sentence)
        # "Areas for improvement" are no improvements.
        rest = _CONCERN.sub(lambda match: " " * len(match[0]), sentence)
        is_good = _GOOD.search(rest)
        if _MIXED.search(sentence) and not (is_concern or is_good):
            return None
        if is_concern and is_good:
            # "despite good progress, it still had some concerns": what stands last decides.
            return "concern" if is_concern.start() >= is_good.start() else _turned(sentence)
        if is_concern or is_good:
            return "concern" if is_concern else "good"
    return None


def _turned(sentence: str) -> str | None:
    turned = re.search(r"\b(?:despite|although|while)\b", sentence, re.IGNORECASE)
    return "good" if turned else None


def lists_of(page: Page, sort: str) -> list[Listing]:
    """The lists of this *sort* that the release announces."""
    start, end = page.zone("body")
    return [
        one
        for one in listings(page)
        if start <= one.lead.start < end
        and not one.lead.text.startswith('"')
        and not one.lead.text.endswith(("said:", 'said: "'))
        and _sort_of(one.lead.text) == sort
    ]


def _listed(page: Page, sort: str) -> Iterator[Hit]:
    found = [one for one in lists_of(page, sort) if one.items]
    items: list[JsonValue] = [item_text(page, item) for one in found for item in one.items]
    if items:
        yield Hit(items, found[0].lead.start, found[-1].items[-1].end)


def _improvements(page: Page) -> Iterator[Hit]:
    if follows_up(page):
        yield from _listed(page, "good") if lists_of(page, "good") else _in_prose(page)


def _strengths(page: Page) -> Iterator[Hit]:
    if not follows_up(page):
        yield from _listed(page, "good")


def _concerns(page: Page) -> Iterator[Hit]:
    yield from _listed(page, "concern") if lists_of(page, "concern") else _concerns_in_prose(page)


_GERUNDS = re.compile(
    r"(?:These|The improvements|Improvements) include "
    r"((?:\w+ing|better|more|improved) [^.\n]{10,500})\."
)
_GERUND = re.compile(
    r",? and (?=(?:\w+ing|better|more|improved) )|, (?=(?:\w+ing|better|more|improved) )"
)
_BETTER = re.compile(r"\bimprove(?:d|ments?)\b|\bfor the better\b|\bprogress\b", re.IGNORECASE)


def _in_prose(page: Page) -> Iterator[Hit]:
    start, end = page.zone("body")
    for match in _GERUNDS.finditer(page.flat, start, end):
        before = page.flat[max(start, match.start() - 300) : match.start()]
        if not _BETTER.search(before):
            continue
        items: list[JsonValue] = []
        place = match.start(1)
        for join in _GERUND.finditer(page.flat, match.start(1), match.end(1)):
            items.append(page.words(place, join.start()))
            place = join.end()
        items.append(page.words(place, match.end(1)))
        yield Hit(items, match.start(), match.end())


_RAISED = re.compile(
    r"\b(?:report|HMICFRS|HMIC|inspectorate|inspectors) (?:also )?(?:noted|raised)"
    r" ((?:continuing |significant |serious |some )?concerns (?:around|about|over)"
    r" [^.\n]{10,400})\.",
    re.IGNORECASE,
)


def _concerns_in_prose(page: Page) -> Iterator[Hit]:
    start, end = page.zone("body")
    for match in _RAISED.finditer(page.flat, start, end):
        items: list[JsonValue] = []
        place = match.start(1)
        for join in re.finditer(r", and (?=how |the |with |about |around )", match[1]):
            items.append(page.words(place, match.start(1) + join.start()))
            place = match.start(1) + join.end()
        items.append(page.words(place, match.end(1)))
        yield Hit(items, match.start(), match.end())


_REVIEW = "Get the report\n\nKent – National child protection post-inspection review\n\n"
_FIRST = "Get the report\n\nKent – National child protection inspection\n\n"
rule(
    "improvements-listed",
    "improvements",
    _improvements,
    kinds=_KIND,
    zone="body",
    says=(
        f"{_REVIEW}Inspectors were pleased to find:\n\n• the control room asks after children.",
        f"{_REVIEW}It had improved. These include training all officers, and buying cameras.",
    ),
    not_=(
        f"{_FIRST}Inspectors were pleased to find:\n\n• the control room asks after children.",
        f"{_REVIEW}Key findings:\n\n• the control room asks after children.",
    ),
)
rule(
    "strengths-listed",
    "strengths",
    _strengths,
    kinds=_KIND,
    zone="body",
    says=(f"{_FIRST}These areas of good practice included:\n\n• asking after children.",),
    not_=(f"{_REVIEW}The improvements include:\n\n• asking after children.",),
)
rule(
    "concerns-listed",
    "concerns",
    _concerns,
    kinds=_KIND,
    zone="body",
    says=(
        "However, inspectors were concerned to find:\n\n• delays in visits; and\n• poor records.",
        "The report noted continuing concerns around how children in custody are treated.",
    ),
    not_=(
        "The inspectorate recommended that the force should address these concerns:\n\n• train.",
        "Records are a concern.",
    ),
)

rule(
    "quotes",
    "quotes",
    quotes,
    kinds=_KIND,
    zone="all",
    says=("HM Inspector of Constabulary Matt Parr said:\n\n“It listens.”",),
    not_=("Chief Constable Ann Other said:\n\n“We listen.”", "HM Inspector Matt Parr said so."),
)


def _notes(page: Page) -> Iterator[Hit]:
    start, end = page.zone("notes")
    blocks = [block for block in page.blocks if start <= block.start < end and block.number]
    if [block.number for block in blocks] == [*range(1, len(blocks) + 1)] and blocks:
        words: list[JsonValue] = [page.words(block.start, block.end) for block in blocks]
        yield Hit(words, blocks[0].start, blocks[-1].end)


rule(
    "numbered-notes",
    "notes",
    _notes,
    kinds=_KIND,
    zone="notes",
    says=("Notes\n\n  1. HMICFRS inspects.\n  2. It reports.",),
    not_=("Notes\n\nHMICFRS inspects.", "Notes\n\n  2. It reports."),
)
_OFFICE_NOTE = "Notes\n\n  1. The press office answers from 8:30am – 5:00pm Monday – Friday on "
rule(
    "press-office-numbers",
    "phones",
    phones,
    kinds=_KIND,
    zone="notes",
    says=(f"{_OFFICE_NOTE}020 7946 0018.",),
    not_=(f"{_OFFICE_NOTE}020 794", "Notes\n\n  1. Press office fax: 020 7946 0018"),
)
rule(
    "out-of-hours-number",
    "out_of_hours",
    out_of_hours,
    kinds=_KIND,
    zone="notes",
    says=("Notes\n\n  1. The out-of-hours press line is 07400 123456.",),
    not_=(f"{_OFFICE_NOTE}020 7946 0018.",),
)
rule(
    "press-office-email",
    "email",
    email,
    kinds=_KIND,
    zone="notes",
    says=("Notes\n\n  1. Ask the press office: press@example.org",),
    not_=("Notes\n\n  1. Report fraud: fraud@example.org",),
)
rule(
    "press-office-hours",
    "hours",
    hours,
    kinds=_KIND,
    zone="notes",
    says=(
        f"{_OFFICE_NOTE}020 7946 0018.",
        "Notes\n\n  1. Press office, Monday to Friday 9am to 5pm",
    ),
    not_=("Notes\n\n  1. The press office answers by day.",),
)

_GRADES = r"(?:good|adequate|requires improvement|inadequate|outstanding)"


def _tally(page: Page) -> Iterator[Hit]:
    start, end = page.zone("lead")
    for sentence in re.finditer(r"[^.\n]{20,400}\.", page.flat[start:end]):
        found: dict[str, JsonValue] = {}
        spans: list[tuple[int, int]] = []
        pattern = expand(rf"'?(?P<grade>{_GRADES})'? in {{N:count}}(?: (?:areas?|topics?))?")
        for match in pattern.pattern.finditer(sentence[0]):
            grade = match["grade"].replace(" ", "_")
            number = pattern.parts[0][1].meaning(match["count"])
            if grade in found or number is None:
                found = {}
                break
            found[grade] = number
            spans.append(match.span())
        if len(found) >= 2:
            begins = start + sentence.start()
            yield Hit(found, begins + spans[0][0], begins + spans[-1][1])


rule(
    "grades-counted",
    "tally",
    _tally,
    kinds=_KIND,
    says=("The force was graded 'good' in two areas and 'adequate' in three.",),
    not_=("The force was good in two cases.",),
)
