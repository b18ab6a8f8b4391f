"""What the inside of a report holds: recommendations, causes of concern, audits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Any

from ncpi.fields import JsonValue
from ncpi.pages._general import titled_force
from ncpi.pages._grammar import (
    CASE_GRADES,
    CASES,
    ITEM_NUMBER,
    TOPICS,
    area_key,
    expand,
    forces_in,
    item_number,
)
from ncpi.pages._kinds import FOLLOW_UPS, INSPECTION, RELEASE, REPORTS, title_block
from ncpi.pages._lists import item_text, items_after
from ncpi.pages._page import Block, Page
from ncpi.pages._records import plain_words
from ncpi.pages._rules import Hit, one_object, rule, together
from ncpi.pages._times import is_earlier, is_heading, is_of_others

__all__: list[str] = []

# ---------------------------------------------------------------- chapters
_SECOND_NUMBER = re.compile(r"\d{1,2}\. +")


def _chapters(page: Page) -> Iterator[Hit]:
    """The chapters in the numbered outline under "Contents", if the outline has an end.

    Sections are numbered on lines that are set in further; without that, nothing tells them
    apart, and there is no value.
    """
    place = next((i for i, block in enumerate(page.blocks) if block.text == "Contents"), None)
    rest = page.blocks[place + 1 :] if place is not None else ()
    lines = list(takewhile(lambda block: block.number is not None, rest))
    if not lines or len(lines) == len(rest):
        return
    margins = [line.start - page.text.rfind("\n", 0, line.start) for line in lines]
    outer = [line for line, margin in zip(lines, margins, strict=True) if margin <= margins[0] + 1]
    if [line.number for line in outer] == [*range(1, len(outer) + 1)] and len(outer) > 1:
        titles: list[JsonValue] = [
            _SECOND_NUMBER.sub("", page.words(line.start, line.end), count=1)
            for line in outer
            if not line.text.startswith("Back to ")
        ]
        yield Hit(titles, lines[0].start, lines[-1].end)


rule(
    "chapters-in-the-contents",
    "chapters",
    _chapters,
    kinds=REPORTS,
    says=("Contents\n\n  1. Foreword\n  2. 1. Custody\n    1. Cells\n  3. Annex\n\nForeword",),
    not_=("Contents\n\n  1. Foreword\n  2. Custody", "Contents\n\n1. A\n2. B\n1. C\n\nForeword"),
)

# ---------------------------------------------------------------- recommendations
# "The force should have sent a car" is no recommendation; "should have a plan" is one.
_NO_MORE = (
    r"(?! (?:always )?have (?:not )?(?:\w+ly )?(?:\w+ed|been|sent|made|done|taken|given|known"
    r"|seen|found|had|held|kept|spoken|written)\b)"
)
_ASKS = expand(
    rf"^(?:Recommendation (?P<number>{ITEM_NUMBER})[:.]? ?)?"
    r"(?:(?:We recommend|HMICFRS recommends) that,? )?"
    r"(?:[Ww]ithin {PERIOD}|[Ii]mmediately(?! (?:after|before|following|on|upon|when)\b)"
    r"|[Ww]ith immediate effect|(?P<by>[Bb]y {D}|[Bb]y {M})),? "
    rf"[^\n]{{3,160}}?\bshould\b{_NO_MORE}"
    r"|^(?:We recommend|HMICFRS recommends) that,? (?:within {PERIOD}|[^\n]{3,80}?"
    r" (?:within {PERIOD}|immediately)),? "
)
_SHOULD = re.compile(rf"[A-Z][^\n]{{3,160}}?\bshould\b{_NO_MORE}")
_MAY_ASK = re.compile(r"should\b|^(?:We|HMICFRS) recommend")
_WE_RECOMMEND = re.compile(r"(?:We recommend|HMICFRS recommends) that\b")
_HEADING = re.compile(rf"Recommendation ({ITEM_NUMBER})")
_RESTATED = re.compile(
    r"(?:(?P<first>[A-Z].{3,80}): )?"
    r"Recommendations? from (?:the |our )?20\d\d inspection(?: report)?(?:: (?P<theme>.{3,120}))?"
)
_ENDS_WHOLE = re.compile(r"[.!?][\"']?$")


def _asked(page: Page, place: int) -> Hit | None:
    """The recommendation that begins in the block at *place*, if it is whole."""
    block = page.blocks[place]
    match = _ASKS.pattern.match(block.text)
    heading = _HEADING.fullmatch(page.blocks[place - 1].text) if place else None
    if match is None and not (heading and _SHOULD.match(block.text)):
        return None
    start = block.start
    number = heading[1] if heading else None
    timescale: JsonValue = None
    if match is not None:
        period = _ASKS.value(match)
        if period is not None:
            timescale = f"{'by' if match['by'] else 'within'} {period}"
        elif "mmediate" in match[0]:
            timescale = "immediately"
        if words := re.match(rf"Recommendation ({ITEM_NUMBER})[:.]? ?", block.text):
            number = words[1]
            start += words.end()
    items = items_after(page.blocks, place) if block.text.endswith(":") else []
    last = [block, *items][-1]
    if not _ENDS_WHOLE.search(last.text):
        return Hit(None, block.start, block.end)
    lines = [
        page.words(start, block.end),
        *(f"{'• ' if item.is_item else ''}{page.words(item.start, item.end)}" for item in items),
    ]
    number = number and item_number(number)
    value = {"number": number, "text": "\n".join(lines), "timescale": timescale}
    return Hit(value, block.start, last.end)


_ADDRESSEE = re.compile(
    r"\b(?:[Ff]orce|[Cc]onstabulary|[Pp]olice|[Ss]ervice|[Cc]hief [Cc]onstable)\b"
)
_OF_BEFORE = re.compile(
    r"\b(?:previous|earlier|last|first|initial|(?:19|20)\d\d)\b.{0,40}\b(?:inspection|report)\b",
    re.IGNORECASE,
)


def _is_to_this_force(page: Page, place: int, text: str) -> bool:
    """Whether what the block at *place* asks is asked of the page's force, and in this report."""
    title = title_block(page)
    own = titled_force(page, title.start, title.end) if title else None
    others = is_of_others(text) or (
        own and any([key] != own.value for key, _, _ in forces_in(text))
    )
    above = page.blocks[max(0, place - 2) : place]
    return not others and not any(
        _OF_BEFORE.search(block.text) for block in above if block.text[-1:] not in ".;"
    )


def _recommendations(page: Page) -> Iterator[Hit]:
    """What is recommended to the force, each once; a number that is given twice is none."""
    found: dict[str, dict[str, Any]] = {}
    hits: list[Hit] = []
    for place, block in enumerate(page.blocks):
        hit = _asked(page, place) if _MAY_ASK.search(block.text) else None
        if hit is None:
            continue
        asked: Any = hit.value
        if asked is None:
            yield hit
            continue
        text = block.text.partition(" should")[0]
        if not (asked["number"] or _ADDRESSEE.search(text) or _WE_RECOMMEND.match(text)):
            continue
        if _is_to_this_force(page, place, text):
            known = found.setdefault(plain_words(asked["text"]), asked)
            known["number"] = known["number"] or asked["number"]
            hits.append(hit)
    numbers = Counter(one["number"] for one in found.values())
    for one in found.values():
        if numbers[one["number"]] > 1:
            one["number"] = None
    if found:
        yield Hit([*found.values()], hits[0].start, hits[-1].end)


_WHOLE = "Recommendation 1\n\nWithin three months, Kent Police should ask children."
rule(
    "recommendations-in-full",
    "recommendations",
    _recommendations,
    kinds={INSPECTION, "re-inspection"},
    says=(
        _WHOLE,
        "We recommend that, within six months, the force should:\n\n• ask; and\n• write.",
    ),
    not_=("Within three months, Kent Police should ask chil", "Within three months, it asked."),
)


def _pairs(page: Page) -> Iterator[Hit]:
    """Restated recommendations, each theme with the summary of what the review found.

    What follows under a further heading may answer something else.
    """
    blocks = page.blocks
    heads = [
        place
        for place, block in enumerate(blocks)
        if block.number is None
        and (_RESTATED.fullmatch(block.text) or (is_heading(block) and _SECTION.match(block.text)))
    ]
    above: Hit | None = None
    asked: list[JsonValue] = []
    theme: str | None = None
    for place, stop in pairwise([*heads, len(blocks)]):
        head, body = blocks[place], blocks[place + 1 : stop]
        asks = {
            at: one.value
            for at in range(place + 1, stop)
            if (one := _asked(page, at)) and one.value is not None
        }
        if restated := _RESTATED.fullmatch(head.text):
            if above:
                yield above
            theme = restated["theme"] or (restated["first"] or "").lower() or None
            asked = [*asks.values()]
            above = Hit(None, head.start, body[-1].end) if asked else None
            if not asked:
                yield from _unread(body)
        elif _SUMMARY.match(head.text):
            body = blocks[place + 1 : min(asks, default=stop)]
            said = [*takewhile(lambda block: not is_heading(block), body)] if above else []
            if above and said:
                found = "\n".join(page.words(block.start, block.end) for block in said)
                pair = {"theme": theme, "recommendations": asked, "findings": found}
                yield Hit(pair, above.start, said[-1].end)
                above = None
            yield from _unread(body[len(said) :])
    if above:
        yield above


def _unread(blocks: Sequence[Block]) -> Iterator[Hit]:
    if not all(map(is_heading, blocks)):
        yield Hit(None, blocks[0].start, blocks[-1].end)


_SUMMARY = re.compile(
    r"Summary of (?:the )?(?:post-inspection review )?findings"
    r"|(?:[A-Z].{3,80}: )?Re-?inspection findings"
)
_SECTION = re.compile(
    rf"{_SUMMARY.pattern}|Detailed |Post-inspection review findings|Next steps|Conclusion$"
)
_PAIR = (
    "Recommendation from the 2019 inspection report: initial contact\n\n"
    "Immediately, Kent Police should ask children.\n\n"
    "Summary of post-inspection review findings: initial contact\n\nOfficers ask.\n\n"
    "Detailed post-inspection review findings: initial contact"
)
rule(
    "restated-and-answered",
    "restated",
    together(_pairs),
    kinds=FOLLOW_UPS,
    says=(_PAIR,),
    not_=("Recommendation from the 2019 inspection report: initial contact\n\nNext steps",),
)

# ---------------------------------------------------------------- causes of concern
_RELATE = re.compile(r"\bcauses? of concern\b[^\n]{0,200}\b(?:relate to|are|concern):$")


def _causes(page: Page) -> Iterator[Hit]:
    """The causes of concern under the sentence that counts them, if there are as many."""
    counted = expand(r"\b(?:issued|identified|raised|found|made) {N} causes? of concern\b")
    blocks = page.blocks
    for place, block in enumerate(blocks):
        if " of concern" not in block.text or not _RELATE.search(block.text):
            continue
        count = counted.pattern.search(block.text)
        items = items_after(blocks, place)
        texts: list[JsonValue] = [item_text(page, item).rstrip(".") for item in items]
        is_whole = count is not None and len(items) == counted.value(count)
        yield Hit(texts if is_whole else None, block.start, (items or [block])[-1].end)


rule(
    "causes-listed",
    "causes",
    _causes,
    kinds=REPORTS,
    says=("I have identified two causes of concern. They relate to:\n\n• a force; and\n• a plan.",),
    not_=("I have identified two causes of concern. They relate to:\n\n• leadership.",),
)

# ---------------------------------------------------------------- audits in prose and tables
# It begins with letters, not with a choice of words, because it is searched for everywhere.
_EXAMINED = expand(r"ed (?:a total of )?{N:total} (?:[a-z-]+ ){0,4}?(?:cases|files)\b")
_MOST_AUDITS = 200
_EXAMINES = ("examin", "assess", "review", "audit", "Audit")
# What a force audited itself isn't the inspectors' audit.
_OWN_AUDIT = re.compile(
    r"\b(?:[Ff]orce|[Cc]onstabulary|[Pp]olice|[Ss]ervice|[Ii]t|[Ss]upervisors|[Mm]anagers"
    r"|[Oo]fficers|[Tt]eam|[Pp]artners|[Pp]anel|[Uu]nit)(?: ha[sd])?(?: \w+ly| also| itself)?"
    r" (?:self-)?\w+$"
)
_OWN_GRADES = re.compile(
    r"\b(?:force|constabulary|police|supervisors|officers)(?: itself)?(?: ha[sd])?"
    r" (?:graded|rated|assessed|judged)|\bself-|[.;] (?:[Oo]f|[Ii]n) (?:the |these |those )?\d",
    re.IGNORECASE,
)
_GRADED = (
    expand(
        r"{N:good}(?: [a-z]+){0,6}? '?good\b[^.\n]{0,40}?[ (]"
        r"{N:requires_improvement}(?: [a-z]+){0,6}? "
        r"'?(?:requir(?:ed|ing|es?)|need(?:ed|ing)) improvement"
        r"[^.\n]{0,40}?[ (]{N:inadequate}(?: [a-z]+){0,6}? '?inadequate\b"
    ),
    expand(
        r"\bgood'? in {N:good}\b[^.\n]{0,60}?\brequir(?:ed|ing|es) improvement'? in "
        r"{N:requires_improvement}\b[^.\n]{0,60}?\binadequate'? in {N:inadequate}\b"
    ),
)


def _audited(page: Page) -> Iterator[Hit]:
    """Cases examined and their grades, in brackets or in the sentence after."""
    for match, total in islice(_EXAMINED.found(page, "body"), _MOST_AUDITS):
        before = page.flat[max(0, match.start() - 60) : match.start()]
        if not before.endswith(_EXAMINES) or _OWN_AUDIT.search(before):
            continue
        stop = min(page.zones["body"][1], match.end() + 500)
        for graded in _GRADED:
            found = graded.pattern.search(page.flat, match.end(), stop)
            if found is None or _OWN_GRADES.search(page.flat, match.end(), found.end()):
                continue
            parts = graded.object(found)
            if isinstance(parts, dict):
                yield Hit({"total": total, **parts}, match.start(), found.end())
                break


rule(
    "cases-examined",
    "audited",
    _audited,
    kinds=(RELEASE, *REPORTS),
    says=(
        "We examined 83 cases. They were good in 20, requiring improvement in 35, inadequate in 28",
        "They examined 10 cases: 5 cases were good, 3 required improvement, 2 were inadequate.",
        "audited 24 child cases (6 cases were good, 5 required improvement and 13 were inadequate)",
    ),
    not_=(
        "We examined 83 cases of children at risk.",
        "The force had audited 9 cases (3 were good, 3 required improvement, 3 were inadequate).",
    ),
)
_TOPIC = re.compile(r"(?:lead(?:ing|ership)|working|responding|assessing|investigating)\b")
_TOTAL_COLUMN = frozenset(("total", "cases", "all cases", "total cases", "number of cases"))
# Rows by force or by year, and shares or a force's own grades, are no audits by area.
_NO_AREA = re.compile(r"\b(?:19|20)\d\d\b|\b(?:inspection|review)\b", re.IGNORECASE)
_NO_AUDIT = re.compile(
    r"per ?cent|%|\bself-|\bown\b|\bforce's (?:grade|audit|assess)", re.IGNORECASE
)
_TOTAL = frozenset(("total", "totals", "all", "overall", "all cases"))


def _columns(cells: Sequence[str]) -> list[str]:
    """What the columns of a table of audits hold, if *cells* are its head."""
    plain = (cell.lower() for cell in cells)
    return [
        "total" if cell in _TOTAL_COLUMN else CASES.wordings.get(cell, cell).replace(" ", "_")
        for cell in plain
    ]


def _audit_tables(page: Page) -> Iterator[Hit]:
    """Grades of case files by area, from tables whose head names the grades; the total last."""
    for table in page.tables:
        head: Sequence[str] = ()
        for start, end, cells in table:
            names = _columns(cells)
            if set(CASE_GRADES) <= set(names):
                caption = page.flat[max(0, start - 200) : start].strip().rpartition("\n")[2]
                is_audit = not _NO_AUDIT.search(caption) and not is_earlier(page, start, end)
                head = names if is_audit and len(set(names)) == len(names) else ()
                if not head:
                    yield Hit(None, start, end)
                continue
            if not head:
                continue
            if (
                len(cells) != len(head)
                or not all(one.isdecimal() for one in cells[1:])
                or _NO_AREA.search(cells[0])
                or area_key(cells[0])
            ):
                yield Hit(None, start, end)
                continue
            row: dict[str, JsonValue] = {
                name: int(cell)
                for name, cell in zip(head[1:], cells[1:], strict=True)
                if name in CASE_GRADES or name == "total"
            }
            area = None if cells[0].lower() in _TOTAL else cells[0]
            yield Hit({"area": area, **row}, start, end)


rule("audit-table", "audited_by_area", together(_audit_tables), kinds=REPORTS)


def _graded_tables(page: Page) -> Iterator[Hit]:
    """Topics and their grades, from tables of two columns.

    Every other row of a table that gives a grade, but for its head, can't be read.
    """
    for table in page.tables:
        rows = [(start, end, [cell.lower() for cell in cells]) for start, end, cells in table]
        if any(set(CASE_GRADES) <= set(_columns(cells)) for _, _, cells in rows):
            continue
        graded = [TOPICS.grades.__contains__(cells[-1]) for _, _, cells in rows]
        for place, (start, end, cells) in enumerate(rows):
            if graded[place] and len(cells) == 2 and _TOPIC.match(cells[0]):
                topic = cells[0][:1] + table[place][2][0][1:]
                yield Hit({topic: cells[1]}, start, end)
            elif any(graded) and (place or graded[0]):
                yield Hit(None, start, end)


rule("grades-in-a-table", "judgments", together(_graded_tables, one_object), kinds=REPORTS)
rule(
    "inspection-took-place",
    "fieldwork",
    r"\b(?:[Oo]ur|[Tt]he|[Tt]his) inspection (?:was carried out|took place|was conducted)"
    r" (?:in|between|from|during) {SPAN}",
    kinds={INSPECTION},
    says=("Our inspection took place between 15 and 26 May 2023.",),
    not_=("Our inspection took place in Kent.",),
)
