"""What a press release lists: improvements, strengths and concerns, in bullets and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ncpi.fields import JsonValue
from ncpi.pages._general import forces_of_release
from ncpi.pages._grammar import forces_in
from ncpi.pages._kinds import RELEASE, title_block
from ncpi.pages._lists import Listing, item_text, listings
from ncpi.pages._page import Page, once
from ncpi.pages._quotes import quotes
from ncpi.pages._rules import Hit, rule
from ncpi.pages._times import (
    SENTENCE_ENDS,
    about_earlier,
    above,
    follows_up,
    is_earlier,
    is_of_others,
)

__all__ = ["lists_of"]

_rule = partial(rule, kinds={RELEASE})


# A list is taken only under a sentence of one of these forms, in small letters and with every
# force as "the force": whose word it is, and what they say. Any other list isn't read.
_HMICFRS = re.compile(
    r"\b(?:hm|his majesty's|her majesty's) inspectorate of constabulary"
    r"(?: and fire (?:&|and) rescue services)?(?: \(hmic(?:frs)?\))?"
)
_OPENING = (
    r"(?:(?:however|but|overall|in addition|also|nevertheless|as the report says|at the same time"
    r"|(?:despite|since) [^,:]{3,80}|(?:during|in|at) this (?:inspection|review|visit)), "
    r"(?:however, )?)*"
)
_WE = (
    r"(?:the )?(?:police )?(?:inspectors|inspectorate|hmic(?:frs)?|we|(?:today's |this |subsequent "
    r"|new |latest )*(?:report|inspection|review|post-inspection review|re-inspection)"
    r"(?: of the force| (?:released|published) today)?)(?:, [^,]{0,80}child protection[^,]{0,60},)?"
    r"(?: (?:carried out|conducted) a (?:post-inspection review|(?:re-?|follow-up )inspection)"
    r"(?: in [^,:]{3,40})?,? and)?(?: (?:also|still|did|ha[sd]|have|therefore))*"
)
_SAID = (
    r"(?:f(?:ou|i)nds?|s(?:aw|ees?)|said|says?|(?:note|report|describe|observe|highlight|recognise"
    r"|identifie|raise|discover|praise|welcome|show)(?:d|s|ed|)|identify)"
    r"(?: that)?(?: there (?:are|were|is|was|have been|had been|remain))?"
)
_IT = r"(?:it|the (?:force|constabulary|service|met))(?: (?:also|still|now))*"
_MANY = (
    r"(?:(?:some|several|many|a (?:wide )?(?:number|range) of|numerous|various|the|following|these"
    r"|those|other|specific|positive|significant|clear|good|serious|continuing|real|notable"
    r"|substantial|important|encouraging|key|main|recent|two|three|four|five|six|\d{1,2}) )*"
)
_PRACTICE = (
    rf"{_MANY}(?:(?:areas|examples|evidence) of (?:(?:good|positive|effective) (?:work|practice)"
    r"|strengths?)|(?:good|positive|effective) (?:work|practices?)|strengths"
    r"|positive (?:areas|aspects|examples|findings|features|developments|points))"
)
_BETTER_NOW = rf"(?:{_MANY}(?:improvements?|progress)|{_PRACTICE})"
_INCLUDING = r"(?:,? (?:includ(?:e|es|ed|ing)|such as|as follows|are|were)(?: (?:that|how))?)?:"
_IN = (
    r"(?: since [^,:]{3,60})?(?: in(?: (?:the following|these|several|many|some|a number of)"
    r"(?: areas| ways| respects)?| (?:the way |how |its |the force's )[^,:]{3,60})?)?"
)
_AS_PRAISE = re.compile(
    rf"{_OPENING}(?:"
    rf"{_WE} (?:was|were|is|are)(?: \w+ly| also)? (?:pleased|encouraged|impressed) (?:to "
    rf"(?:find|see|note)(?: that)?|that|by|with)(?:(?: {_IT})?(?: ha[sd])?| {_BETTER_NOW}{_IN})"
    rf"{_INCLUDING}"
    rf"|{_WE} {_SAID} {_BETTER_NOW}{_IN}{_INCLUDING}"
    rf"|{_WE} (?:praise|commend)(?:d|s|ed|) {_IT} for(?: its| how it)?:"
    rf"|(?:{_WE} {_SAID} |[^:]{{3,90}}\b(?:engage|monitoring) because )?{_IT}(?: ha[sd])? "
    rf"(?:also )?(?:(?:made|shown|achieved) {_BETTER_NOW}|(?<=ha[sd] ){_MANY}strengths"
    rf"|improved){_IN}{_INCLUDING}"
    rf"|{_IT} ha[sd] [^:]{{3,120}}\b(?:leading to|resulting in) (?:more effective|better|improved):"
    r")"
)
_AS_MORE_PRAISE = re.compile(rf"{_OPENING}{_BETTER_NOW} (?:include|included|are|were)(?: that)?:")
# "It had not made these improvements", "improvements that the force should make".
_NO_PRAISE = re.compile(
    r"\b(?:not|never|no(?! longer in)|but|although|few|without|lack\w*|need\w*|should|must|ought"
    r"|requir\w+|could|would|will|might|may|if|whether|yet|promise\w*|plan\w* to|expect\w*"
    r"|fail\w*)\b|n't\b"
)
_ASKED = re.compile(r"\b(?:needs?|should|must|ought|requir\w+|recommend\w*)\b")
_RECOMMENDED = re.compile(r"\brecommend(?:ed|s|ations?)?\b")
_NEEDING = r"(?:still )?(?:need|require)[sd]?(?: to)?(?: (?:further|urgent|more))? improve(?:ment)?"
_BAD = (
    rf"{_MANY}(?:concerns|problems|issues|failings|weaknesses|challenges|shortcomings"
    r"|areas of concern|areas for (?:further )?improvement"
    r"|areas (?:for (?:the )?(?:force|constabulary|service) to"
    r"|(?:where|in which|that|which) (?:it|the (?:force|constabulary|service)) (?:still )?"
    r"(?:needs to|must|has to|should|could)) (?:improve|do (?:more|better))"
    rf"|(?:areas|parts|aspects) (?:of [^,:]{{3,40}} )?(?:that |which )?{_NEEDING}(?: further)?)"
)
_ABOUT = r"(?: (?:in|with|around|about|over) [^,:]{3,80})?(?:, some of which [^,:]{3,40})?"
_DESPITE = r"(?:(?:despite|although|while) [^,:]{3,120}, )?"
_AS_CONCERN = re.compile(
    rf"{_OPENING}(?:"
    rf"{_WE} (?:was|were|is|are|remain(?:s|ed)?)(?: \w+ly| also| still)? (?:concerned|worried) "
    rf"(?:to (?:find|see|note)|that|about)(?: that)?(?: {_IT}(?: ha[sd])?)?:"
    rf"|{_WE}(?:(?<=ha[sd])|(?<=have)) {_BAD}{_ABOUT}{_INCLUDING}"
    rf"|{_WE} criticise[ds]? {_IT} for(?: its| how it)?:"
    rf"|{_WE} {_SAID} {_DESPITE}(?:{_IT} ha[sd] )?"
    rf"{_BAD}{_ABOUT}{_INCLUDING}|{_IT} ha[sd] {_BAD}{_ABOUT}{_INCLUDING}"
    rf"|(?:{_WE} {_SAID} )?{_DESPITE}{_IT} (?:(?:needs? to|must|should|has to|ought to)"
    r"(?: (?:still|now|also|urgently))? (?:ensure|make sure|improve|do more"
    r"|make (?:\w+ )?improvements)(?: that)?(?:, including(?: that)?)?|needs to):"
    r")"
)
_AS_MORE_CONCERN = re.compile(
    rf"{_OPENING}(?:there (?:are|were|remain)(?: still)? )?{_BAD}(?: (?:still )?remain(?:ed)?)?"
    rf"{_INCLUDING}"
)
# Whose word "these concerns" are.
_SPOKEN = re.compile(r"\b(?:said|raised|t(?:old|ells?)|complained|reported|welcomed|wrote)\b")
_OURS = re.compile(r"\b(?:inspect\w+|hmic(?:frs)?|we|report)\b")
_PRAISED = re.compile(r"\b(?:praised|welcomed|commended|pleased)\b")
# An item that begins so doesn't belong to a list of what is good, or says so in two steps.
_NOT_GOOD = re.compile(r"(?:no|not|little|few|lack\w*|poor\w*|fail\w*|weak\w*|inadequate\w*)\b")
_SETTLED = re.compile(
    r"\b(?:ha[sd]|have|been|were|was|now|already) (?:since |now |been |already )*(?:address|resolv"
    r"|solv|remed|overcome|fixed|dealt|tackl|improv)\w*|\bno(?:t|ne)?\b"
)
# "The force:" and "The force had:" say by their items alone whether they are good.
_HAD = re.compile(rf"{_OPENING}(?:{_WE} {_SAID} {_IT}:|(?:{_WE} {_SAID} )?{_IT}(?P<had> ha[sd]):)")
_THEY = re.compile(rf"({_OPENING})they ")
_OURS_SUBJECT = re.compile(rf"{_OPENING}{_WE} ")
_BETTERED = re.compile(r"(?:improved|strengthened|enhanced)\b")
_DONE = re.compile(
    rf"(?:{_BETTERED.pattern}|(?:introduced|trained|recruited|appointed|reviewed|revised|updated"
    r"|established|developed|created|launched|expanded|invested)\b)(?!.*\b(?:but|not|no|never"
    r"|however|although|though|still|yet|too|only|fail\w*|poor\w*|concerns? (?:about|over))\b)"
)
_BUT = r"\b(?:but|not|no|never|however|although|though|still|yet|too|only|few|fail\w*|poor\w*)\b"
_WELL = r"(?:well|quickly|promptly|effectively|consistently|carefully|thoroughly)\b"
_DOES_WELL = re.compile(
    rf"(?!.*(?:{_BUT}|\b(?:who|which|that|if|when)\b))"
    r"(?:(?:has|have|had) (?:a |an )?(?:strong|good|effective|clear|improved|skilled|committed)\b"
    r"|(?:responds|works|listens|acts|deals|manages|shares|protects|records|supports|assesses"
    rf"|investigates|understands|identifies|takes|uses|treats|handles) (?:[\w-]+ ){{0,8}}?{_WELL})"
)
_DOES_BADLY = re.compile(
    r"(?!.*\b(?:but|although|though|since|any|fail(?:ings?|ures?)|delays?|problems?|concerns?"
    r"|complaints?|weakness\w*|errors?|mistakes?|hesitate|ignore|miss)\b)"
    r"(?:(?:does|do|did) not|doesn't|don't|didn't|fail(?:s|ed) to|lack(?:s|ed)|rarely|seldom"
    r"|too often|needs to|must|(?:has|have|had) (?:poor|weak|insufficient|too (?:few|little|many)"
    r"|no (?:clear|effective|consistent|formal)))\b"
)
_SUCH = re.compile(r"(?:these|those|they) (?:include|included|are|were)(?: that)?:")
_NOW = re.compile(r"\bhas (?:now )?(?:made|improved|shown)\b|\bsince (?:the|its|our)\b|\btoday")


_IN_BRACKETS = re.compile(r" \(([A-Z]{2,6})\)")
_MOST_FORCES = 20
_LONGEST_LEAD = 200


@once
def _short_names(page: Page) -> re.Pattern[str] | None:
    """The short names that the page gives to forces in brackets after their names."""
    places = forces_in(page.flat, *page.zones["lead"])[:_MOST_FORCES]
    found = [_IN_BRACKETS.match(page.flat, end) for _, _, end in places]
    names = "|".join({match[1] for match in found if match})
    return re.compile(rf"\b(?:[Tt]he )?(?:{names})\b") if names else None


def _plainly(page: Page, sentence: str) -> str:
    """*sentence* in small letters, with every force and the inspectorate under one name."""
    if short := _short_names(page):
        sentence = short.sub("the force", sentence)
    parts: list[str] = []
    place = 0
    for _, start, end in forces_in(sentence):
        parts += [sentence[place:start].removesuffix("the ").removesuffix("The "), "the force"]
        place = end
    return _HMICFRS.sub("hmicfrs", "".join([*parts, sentence[place:]]).lower())


def _sort_of(page: Page, listing: Listing) -> str | None:
    """What a list is of: ``good``, ``concern``, or something else.

    The last sentence above it decides; one such as "These include:" takes its subject from the
    sentence before it. No list on what an earlier inspection found is one of these.
    """
    lead = listing.lead
    sentences = SENTENCE_ENDS.split(lead.text[-600:])
    before = sentences[-2] if len(sentences) > 1 else above(page, lead.start)
    sentence, earlier = _plainly(page, sentences[-1]), _plainly(page, before)
    if (
        _names_another(page, sentences[-1])
        or about_earlier(page, sentence)
        or (about_earlier(page, earlier) and not _NOW.search(sentence))
    ):
        return None
    if _SUCH.fullmatch(sentence):
        sentence = f"{earlier.rstrip('.')}, including:"
    is_asked = _RECOMMENDED.search(sentence) or (
        _SUCH.match(sentence) and _RECOMMENDED.search(earlier)
    )
    if is_asked or is_of_others(sentence):
        return None
    if _THEY.match(sentence) and _OURS_SUBJECT.match(earlier):
        sentence = _THEY.sub(r"\1inspectors ", sentence)
    is_ours = _OURS.search(earlier) or not _SPOKEN.search(earlier)
    if not _NO_PRAISE.search(sentence) and (
        _AS_PRAISE.fullmatch(sentence)
        or (is_ours and _AS_MORE_PRAISE.fullmatch(sentence) and not _ASKED.search(earlier))
    ):
        return None if any(_NOT_GOOD.match(one.text.lower()) for one in listing.items) else "good"
    is_concern = _AS_CONCERN.fullmatch(sentence) or (
        is_ours and _AS_MORE_CONCERN.fullmatch(sentence)
    )
    if is_concern and not _SETTLED.search(sentence):
        return None if _RECOMMENDED.search(earlier) else "concern"
    had = _HAD.fullmatch(sentence)
    return _of_items(listing, is_past=had["had"] is not None) if had else None


_NAMED = re.compile(
    r"\b(?:about|over|around|how|with) (?:the )?[A-Z][\w'-]+(?: (?:and |of )?[A-Z][\w'-]+)+"
)


def _names_another(page: Page, sentence: str) -> bool:
    """Whether the *sentence* names a force that the release isn't on, or is about another body."""
    own = _own_forces(page)
    if own and any(key not in own for key, _, _ in forces_in(sentence)):
        return True
    return any(not forces_in(match[0]) for match in _NAMED.finditer(sentence))


@once
def _own_forces(page: Page) -> frozenset[str]:
    found = (hit.value for hit in forces_of_release(page))
    return frozenset(str(key) for keys in found if isinstance(keys, list) for key in keys)


def _of_items(listing: Listing, *, is_past: bool) -> str | None:
    """What the items after "the force:", or "had:", all are; None if it isn't surely the same."""
    texts = [item.text.lower() for item in listing.items]
    if any(map(_BETTERED.match, texts)) and all(map(_DONE.match, texts)):
        return "good"
    if is_past:
        return None
    if texts and all(map(_DOES_BADLY.match, texts)):
        return "concern"
    return "good" if texts and all(map(_DOES_WELL.match, texts)) else None


def lists_of(page: Page, sort: str) -> list[Listing]:
    """The lists of this *sort* that the release announces."""
    return _sorted(page).get(sort, [])


@once
def _sorted(page: Page) -> dict[str | None, list[Listing]]:
    start, end = page.zones["body"]
    found: dict[str | None, list[Listing]] = {}
    for one in listings(page):
        text = one.lead.text
        if (
            start <= one.lead.start < end
            and not text.startswith('"')
            and not text.endswith(("said:", 'said: "'))
        ):
            found.setdefault(_sort_of(page, one), []).append(one)
    return found


def _unread(page: Page) -> Iterator[Hit]:
    """The lists of a release that no rule takes, and that aren't quoted."""
    title = title_block(page)
    start, end = title.start if title else 0, page.zones["body"][1]
    taken = {one.lead.start for sort in ("good", "concern") for one in lists_of(page, sort)}
    for one in listings(page):
        place = one.lead.start
        if (
            start <= place < end
            and one.items
            and place not in taken
            and not any(hit.start <= one.items[0].start < hit.end for hit in quotes(page))
        ):
            yield Hit(None, max(place, one.lead.end - _LONGEST_LEAD), one.items[-1].end)


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
    start, end = page.zones["body"]
    for match in _GERUNDS.finditer(page.flat, start, end):
        before = page.flat[max(start, match.start() - 300) : match.start()]
        asked = _ASKED.search(SENTENCE_ENDS.split(before.strip().lower())[-1])
        is_other = _NO_PRAISE.search(match[0].lower()) or is_earlier(page, *match.span())
        if asked or is_other or not _BETTER.search(before):
            continue
        yield Hit(_parts(page, match, _GERUND), *match.span())


def _parts(page: Page, match: re.Match[str], joins: re.Pattern[str]) -> list[JsonValue]:
    """The words of the first group of a match, without the words that join them."""
    spans = [join.span() for join in joins.finditer(page.flat, *match.span(1))]
    edges = [match.start(1), *(place for span in spans for place in span), match.end(1)]
    return [page.words(*edge) for edge in zip(edges[::2], edges[1::2], strict=True)]


_RAISED = re.compile(
    r"\b(?:report|HMICFRS|HMIC|inspectorate|inspectors) (?:also )?(?:noted|raised)"
    r" ((?:continuing |significant |serious |some )?concerns (?:around|about|over)"
    r" [^.\n]{10,400})\.",
    re.IGNORECASE,
)


_AND = re.compile(r", and (?=how |the |with |about |around )")


def _concerns_in_prose(page: Page) -> Iterator[Hit]:
    start, end = page.zones["body"]
    for match in _RAISED.finditer(page.flat, start, end):
        sentence = match[0].lower()
        if not (
            _SETTLED.search(sentence)
            or _PRAISED.search(sentence)
            or is_of_others(sentence)
            or _names_another(page, match[0])
            or is_earlier(page, *match.span())
        ):
            yield Hit(_parts(page, match, _AND), *match.span())


_REVIEW = "Get the report\n\nKent – National child protection post-inspection review\n\n"
_FIRST = "Get the report\n\nKent – National child protection inspection\n\n"
_rule(
    "improvements-listed",
    "improvements",
    _improvements,
    says=(
        f"{_REVIEW}Inspectors were pleased to find:\n\n• the control room asks after children.",
        f"{_REVIEW}It had improved. These include training all officers, and buying cameras.",
    ),
    not_=(
        f"{_FIRST}Inspectors were pleased to find:\n\n• the control room asks after children.",
        f"{_REVIEW}Key findings:\n\n• the control room asks after children.",
    ),
)
_rule(
    "strengths-listed",
    "strengths",
    _strengths,
    says=(f"{_FIRST}These areas of good practice included:\n\n• asking after children.",),
    not_=(f"{_REVIEW}The improvements include:\n\n• asking after children.",),
)
_rule(
    "concerns-listed",
    "concerns",
    _concerns,
    says=(
        "However, inspectors were concerned to find:\n\n• delays in visits; and\n• poor records.",
        "The report noted continuing concerns around how children in custody are treated.",
    ),
    not_=(
        "The inspectorate recommended that the force should address these concerns:\n\n• train.",
        "Records are a concern.",
    ),
)
_rule("lists-of-no-known-kind", "list", _unread)
