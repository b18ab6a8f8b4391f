"""Responses of local policing bodies: whose, on which report, when, and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, zip_longest

from ncpi import registers
from ncpi.pages._general import one_force
from ncpi.pages._grammar import ITEM_NUMBER, expand, forces_in, is_joined, item_number
from ncpi.pages._kinds import RESPONSE, kind_of_title
from ncpi.pages._page import Block, Page
from ncpi.pages._rules import Hit, rule, together

__all__: list[str] = []

_rule = partial(rule, kinds={RESPONSE})


def _body(page: Page) -> Iterator[Hit]:
    """The policing body that answers: named with its area, or that of the one force named."""
    office = r"(?:Police(?:, Fire| and Fire)? and Crime Commissioner|PF?CC)"
    named = expand(
        rf"{office} for (?:the )?{{AREA:after}}|{{AREA:before}}(?: Police)?(?:'s)? {office}"
        r"|(?P<london>Mayor's Office for Policing and Crime|\bMOPAC\b)"
    )
    found: dict[str, tuple[int, int]] = {}
    for match in named.pattern.finditer(page.flat, 0, min(len(page.flat), 3_000)):
        area = match.span("after" if match["after"] else "before")
        if not match["london"] and is_joined(page.flat, *area):
            return
        force = "police/metropolitan" if match["london"] else str(named.value(match))
        body = registers.local_policing_body_of(force)
        found.setdefault(body.key, match.span())
    if len(found) == 1:
        key, (start, end) = next(iter(found.items()))
        yield Hit(key, start, end)


_rule(
    "commissioner-of-an-area",
    "body",
    _body,
    says=("The Police and Crime Commissioner for Gwent has welcomed the report.",),
    not_=(
        "The Police and Crime Commissioner has welcomed the report.",
        "The Police and Crime Commissioner for Kent and Essex has welcomed the report.",
    ),
)


def _force(page: Page) -> Iterator[Hit]:
    blocks = page.blocks[:14]
    end = blocks[-1].end if blocks else 0
    if hit := one_force(forces_in(page.flat, 0, end)):
        yield hit


_rule(
    "force-of-the-response",
    "bodies",
    _force,
    says=("The report finds that Kent Police has improved.",),
    not_=("The report compares Kent Police and Essex Police.",),
)


# A line above a date that says of what else it is the date.
_LABEL = re.compile(
    r"(?:date of )?(?:the )?(?:(?:next|last|previous)\b.{0,40}"
    r"|(?:report|inspection|inspected|review|fieldwork|meeting|deadline|due|closing)\b"
    r"(?: (?:was|is|published|publication|dated?|due|on|of|by|hmicfrs|carried out))*:?)",
    re.IGNORECASE,
)


def _date(page: Page) -> Iterator[Hit]:
    """A date on a line of its own near the top, or in brackets at the end of the title."""
    alone = expand(r"^{D:alone}$|\({D:bracketed}\)$")
    blocks = page.blocks[:12]
    for place, block in enumerate(blocks):
        if place and _LABEL.fullmatch(blocks[place - 1].text):
            continue
        if match := alone.pattern.search(page.flat, block.start, block.end):
            value = alone.value(match)
            if value is not None:
                yield Hit(value, *match.span())


_rule(
    "date-of-the-response",
    "published",
    _date,
    says=("Our response\n\n28th June 2019\n\nThe commissioner has welcomed",),
    not_=("The report was published on 28 June 2019.", "Next review\n\n6 June 2024"),
)


_TITLE = (
    r"{AREA}(?: Police| Constabulary)?(?:'s)?(?: ?[-:])? ?"
    r"[Nn]ational [Cc]hild [Pp]rotection(?: [Ii]nspections?)?"
    r"(?:[:,-]? ?[Pp]ost[- ][Ii]nspection [Rr]eview| [Rr]e-?inspection)?"
)


def _reports(page: Page) -> Iterator[tuple[re.Match[str], str]]:
    """The titles of reports of the programme, each on one force, with their kinds."""
    for match in expand(_TITLE).pattern.finditer(page.flat, *page.zones["lead"]):
        if kind := kind_of_title(match[0]):
            yield match, kind


def _report(page: Page) -> Iterator[Hit]:
    for match, _ in islice(_reports(page), 1):
        yield Hit(page.words(*match.span()), *match.span())


def _kind_of_report(page: Page) -> Iterator[Hit]:
    for match, kind in islice(_reports(page), 1):
        yield Hit(kind, *match.span())


_rule(
    "report-answered",
    "report",
    _report,
    says=("My comments on Kent – National child protection inspection are below.",),
    not_=("My comments on child protection in Kent.",),
)


_rule(
    "kind-of-report-answered",
    "report_kind",
    _kind_of_report,
    says=("My comments on Kent – National child protection inspection are below.",),
    not_=("My comments on child protection in Kent.",),
)


def _report_published(page: Page) -> Iterator[Hit]:
    """The date of the report that is answered, where it stands right after its title."""
    dated = expand(r"[^.\n]{0,60}?\bpublished (?:on )?(?:the )?{D:when}")
    kinds: list[str] = []
    for match, kind in _reports(page):
        kinds.append(kind)
        if kind == kinds[0] and (after := dated.pattern.match(page.flat, match.end())):
            yield Hit(dated.value(after), *after.span("when"))


_rule(
    "report-published-on",
    "report_published",
    _report_published,
    says=("the Kent – National child protection inspection, published on the 6 June 2023.",),
    not_=("the Kent – National child protection inspection. It was published on 6 June 2023.",),
)


_HEAD = re.compile(
    rf"Recommendation (?P<number>{ITEM_NUMBER})"
    r"(?:[:.]?$| ?[:.-] ?\S)|(?:Recommendations?|Areas? for improvement|Causes? of concern)"
    r" (?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b[^.\n]{0,60}:?$",
    re.IGNORECASE,
)
_RESPONDS = re.compile(
    r"(?:(?:PF?CC|Commissioner|Our|My)(?:['\u2019]s)? )?"
    r"(?:[Rr]esponse|[Cc]omments?|[Aa]ction taken)(?::|$) ?"
)
_ANOTHER_RESPONDS = re.compile(r"[^\n.]{1,60}\b(?:[Rr]esponse|[Cc]omments?)(?::|$)")


def _answer(page: Page, blocks: Sequence[Block], *, is_last: bool) -> tuple[list[str], int] | None:
    """The lines of an answer and where it ends: at a heading, or where another party answers.

    After the last heading a further paragraph may be of the answer or of the page: then None.
    """
    first = next((i for i, block in enumerate(blocks) if _RESPONDS.match(block.text)), None)
    if first is None:
        return None
    opening = _RESPONDS.sub("", page.words(blocks[first].start, blocks[first].end))
    lines = [opening] if opening else []
    end = blocks[first].end
    for block in blocks[first + 1 :]:
        is_heading = block.text[-1:] not in ".:;,?!\"'" and not block.is_item
        if lines and (is_heading or _ANOTHER_RESPONDS.match(block.text)):
            break
        is_apart = re.search(r"\n\s*\n", page.text[end : block.start]) is not None
        if lines and is_last and is_apart and not block.is_item:
            return None
        lines.append(page.words(block.start, block.end))
        end = block.end
    return (lines, end) if lines else None


def _answers(page: Page) -> Iterator[Hit]:
    """Answers under "Recommendation 1", or to numbered recommendations, in order.

    None to another item, or that isn't surely whole; none at all if a number comes twice.
    """
    start, end = page.zones["body"]
    blocks = [block for block in page.blocks if start <= block.start < end]
    heads = [
        (place, match)
        for place, block in enumerate(blocks)
        if not block.is_item and (match := _HEAD.match(block.text))
    ]
    numbers = [item_number(match["number"]) for _, match in heads if match["number"]]
    is_clear = len(set(numbers)) == len(numbers)
    for (place, match), stop in zip_longest(heads, [place for place, _ in heads[1:]]):
        said = _answer(page, blocks[place + 1 : stop], is_last=stop is None)
        if said and match["number"] and is_clear:
            answer = {"number": item_number(match["number"]), "text": "\n".join(said[0])}
            yield Hit(answer, blocks[place].start, said[1])
        else:
            yield Hit(None, blocks[place].start, blocks[place].end)


_rule(
    "numbered-answers",
    "answers",
    together(_answers),
    says=(
        "Recommendation 1\n\nTrain officers.\n\nResponse: All were trained.",
        "Recommendation 2a – training\n\nTrain officers.\n\nResponse: All were trained.",
    ),
    not_=(
        "Recommendation 1\n\nTrain officers.",
        "Recommendation 1\n\nResponse: All were trained.\n\nI thank the inspectors.",
    ),
)
