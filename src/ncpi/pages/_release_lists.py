"""What a press release lists: improvements, strengths and concerns, in bullets and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ncpi.fields import JsonValue
from ncpi.pages._kinds import FOLLOW_UPS, RELEASE, kind_of_title, title_block
from ncpi.pages._lists import Listing, announced, is_national, item_text, listings
from ncpi.pages._page import Page
from ncpi.pages._rules import Hit, rule

__all__ = ["follows_up", "lists_of", "unread_lists"]

_KIND = {RELEASE}


def follows_up(page: Page) -> bool:
    """Whether the release announces a follow-up: by the report's title, or by its own words."""
    return page.once(_follows_up)


def _follows_up(page: Page) -> bool:
    kinds = [kind_of_title(page.plain[start:end]) for start, end in announced(page)]
    kinds = [kind for kind in kinds if kind]
    if kinds:
        return all(kind in FOLLOW_UPS for kind in kinds)
    start, end = page.zone("lead")
    return not is_national(page) and _FOLLOWS.search(page.flat, start, end) is not None


_FOLLOWS = re.compile(
    r"\b(?:since|after) (?:the|its|our) (?:20\d\d|last|previous|first|initial)"
    r" (?:inspection|report)"
    r"|\bpost[- ]inspection\b|\bfollow-up inspection|\bre-?inspect(?:ed|ion)\b|\brevisit\b"
    r"|\bremoved?\b.{0,60} from (?:engage|(?:an )?enhanced)",
    re.IGNORECASE,
)


_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-Z])")
_SUCH = re.compile(r"(?:These|Those|They|It|Among (?:these|them))\b")
# Of sentences in small letters.
_RECOMMENDED = re.compile(r"\brecommend(?:ed|s|ations?)\b.{0,80}$")
_CONCERN = re.compile(
    r"\bconcerned (?:to|that|about)\b|\bconcerns\b|\bweaknesses\b"
    r"|\b(?:problems|issues|failings|challenges)\b"
    r"|\bareas? for (?:\w+ ){0,3}improve\w*"
    r"|\b(?:requir\w+|need\w*) (?:\w+ ){0,3}improve\w*"
    r"|\bareas? for (?:the )?(?:force|constabulary|service) to improve"
    r"|\bimprovements? (?:is|are|were)? ?(?:still )?(?:needed|required)"
    r"|\bnot (?:good|performing)\b"
)
# "The force needs to make urgent improvements" is no improvement.
_OBLIGED = re.compile(r"\b(?:needs?|must|should|ought to|ha(?:s|d|ve) to)\b")
_PLEASED = re.compile(r"\b(?:pleased|encouraged|impressed) to\b")
# What others say of the force isn't the inspectorate's word.
_FOUND = (
    r"(?:^|^since [^:]{3,60}, "
    r"|\b(?:report|inspectors|inspectorate|hmic(?:frs)?|we) (?:also )?"
    r"(?:found|said|noted|reported|saw)(?: that)? )"
    r"(?:it|the (?:force|constabulary|service)|(?:[\w-]+ ){1,4}(?:police|constabulary)) ha[sd]\b"
)
_GOOD = re.compile(
    r"\b(?:pleased|encouraged|impressed) to (?:find|see|note)\b"
    r"|\bimprovements?\b|\b(?:good|positive|effective) practices?\b|\bstrengths\b"
    r"|\bgood work\b"
    r"|\bareas of (?:good|positive)|\bmore effective\b|\bnow better\b"
    # Only at the end: "it had improved, but still:" says nothing good.
    rf"|{_FOUND} improved(?: since [^,:]{{3,60}})?(?: in)?"
    r"(?: (?:the following|these|several|some|many)(?: areas| ways| respects)?)?:$"
)
# "It had not made these improvements", "there were no concerns".
_DENIED = re.compile(
    r"\b(?:not(?! only)|never|no(?! longer)|(?<!a )few|without|lack|could|might|if|whether)\b|n't\b"
)
_NO_CONCERN = re.compile(r"\b(?:no|any) (?:longer )?(?:\w+ )?concern\w*")
_MIXED = re.compile(r"\bkey findings\b|\bfound that\b.{0,60}:$")
# "The force had:" says by its items alone whether they are good.
_HAD = re.compile(rf"{_FOUND}:$")
_BETTERED = re.compile(r"(?:improved|strengthened|enhanced)\b")
_DONE = re.compile(
    rf"(?:{_BETTERED.pattern}|(?:introduced|trained|recruited|appointed|reviewed|revised|updated"
    r"|established|developed|created|launched|expanded|invested)\b)(?!.*\b(?:but|not|no|never"
    r"|however|although|though|still|yet|too|only|fail\w*|poor\w*|concerns? (?:about|over))\b)"
)


def _sort_of(lead: str) -> str | None:
    """What a sentence announces: ``good``, ``concern``, ``recommended`` or something else.

    The last sentence of the paragraph decides; one such as "These include:" takes its subject
    from the sentence before it.
    """
    sentences = _SENTENCE.split(lead[-600:])
    last_two = [" ".join(sentences[-2:]).lower()] if len(sentences) > 1 else []
    is_such = _SUCH.match(sentences[-1]) and "recommend" in "".join(last_two)
    for one in (sentences[-1].lower(), *last_two):
        sentence = _NO_CONCERN.sub("", one)
        if is_such or _RECOMMENDED.search(sentence):
            return "recommended"
        if _OBLIGED.search(sentence) and not _PLEASED.search(sentence):
            return "concern"
        is_concern = _CONCERN.search(sentence)
        # "Areas for improvement" are no improvements.
        rest = sentence
        if is_concern:
            rest = _CONCERN.sub(lambda match: " " * len(match[0]), sentence)
        is_good = None if _DENIED.search(rest) else _GOOD.search(rest)
        if _MIXED.search(sentence) and not (is_concern or is_good):
            return None
        if is_concern and is_good:
            # "despite good progress, it still had some concerns": what stands last decides.
            return "concern" if is_concern.start() >= is_good.start() else _turned(sentence)
        if is_concern or is_good:
            return "concern" if is_concern else "good"
    return None


def _turned(sentence: str) -> str | None:
    turned = re.search(r"\b(?:despite|although|while)\b", sentence)
    return "good" if turned else None


def _sort_of_items(listing: Listing) -> str | None:
    """``good`` if the force "had:", and every item is something done, some of it for the better."""
    sentence = _SENTENCE.split(listing.lead.text[-600:])[-1].lower()
    if _DENIED.search(sentence) or not _HAD.search(sentence):
        return None
    texts = [item.text.lower() for item in listing.items]
    is_good = any(map(_BETTERED.match, texts)) and all(map(_DONE.match, texts))
    return "good" if is_good else None


def lists_of(page: Page, sort: str) -> list[Listing]:
    """The lists of this *sort* that the release announces."""
    return page.once(_sorted).get(sort, [])


def _sorted(page: Page) -> dict[str | None, list[Listing]]:
    start, end = page.zone("body")
    found: dict[str | None, list[Listing]] = {}
    for one in listings(page):
        text = one.lead.text
        if (
            start <= one.lead.start < end
            and not text.startswith('"')
            and not text.endswith(("said:", 'said: "'))
        ):
            found.setdefault(_sort_of(text) or _sort_of_items(one), []).append(one)
    return found


def unread_lists(page: Page, quoted: Sequence[Hit]) -> Iterator[Listing]:
    """The lists in bullets of a release that no rule takes, and that aren't *quoted*."""
    title = title_block(page)
    start, end = title.start if title else 0, page.zone("body")[1]
    taken = [*lists_of(page, "good"), *lists_of(page, "concern")]
    for one in listings(page):
        place = one.lead.start
        if (
            start <= place < end
            and any(item.is_item for item in one.items)
            and one not in taken
            and not any(hit.start <= one.items[0].start < hit.end for hit in quoted)
        ):
            yield one


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


_STEP = (
    r"(?:\w+ing|better|more|improved|increased|enhanced|reduced|faster|quicker|stronger|clearer"
    r"|closer|greater|earlier|fewer|wider)"
)
_GERUNDS = re.compile(
    rf"(?:These|The improvements|Improvements) include ({_STEP} [^.\n]{{10,500}})\."
)
_GERUND = re.compile(rf",? and (?={_STEP} )|, (?={_STEP} )")
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
    says=(f"{_FIRST}These areas of good practice included:\n\n• asking after children.",),
    not_=(f"{_REVIEW}The improvements include:\n\n• asking after children.",),
)
rule(
    "concerns-listed",
    "concerns",
    _concerns,
    kinds=_KIND,
    says=(
        "However, inspectors were concerned to find:\n\n• delays in visits; and\n• poor records.",
        "The report noted continuing concerns around how children in custody are treated.",
    ),
    not_=(
        "The inspectorate recommended that the force should address these concerns:\n\n• train.",
        "Records are a concern.",
    ),
)
