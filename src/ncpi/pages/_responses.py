"""Responses of local policing bodies: whose, on which report, when, and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ncpi import registers
from ncpi.fields import JsonValue
from ncpi.pages._general import one_force
from ncpi.pages._grammar import Expanded, expand, forces_in
from ncpi.pages._kinds import RESPONSE, kind_of_title
from ncpi.pages._page import Page
from ncpi.pages._rules import Hit, rule

__all__: list[str] = []

_KIND = {RESPONSE}


def _body(page: Page) -> Iterator[Hit]:
    """The policing body that answers: named with its area, or that of the one force named."""
    office = r"(?:Police(?:, Fire| and Fire)? and Crime Commissioner|PF?CC)"
    named = expand(
        rf"{office} for (?:the )?{{AREA:after}}|{{AREA:before}}(?: Police)?(?:'s)? {office}"
        r"|(?P<london>Mayor's Office for Policing and Crime|\bMOPAC\b)"
    )
    found: dict[str, tuple[int, int]] = {}
    for match in named.pattern.finditer(page.flat, 0, min(len(page.flat), 3_000)):
        force = "police/metropolitan" if match["london"] else str(named.value(match))
        body = registers.local_policing_body_of(force)
        found.setdefault(body.key, match.span())
    if len(found) == 1:
        key, (start, end) = next(iter(found.items()))
        yield Hit(key, start, end)


rule(
    "commissioner-of-an-area",
    "body",
    _body,
    kinds=_KIND,
    says=("The Police and Crime Commissioner for Gwent has welcomed the report.",),
    not_=("The Police and Crime Commissioner has welcomed the report.",),
)


def _force(page: Page) -> Iterator[Hit]:
    blocks = page.blocks[:14]
    end = blocks[-1].end if blocks else 0
    if hit := one_force(forces_in(page.flat, 0, end)):
        yield hit


rule(
    "force-of-the-response",
    "bodies",
    _force,
    kinds=_KIND,
    says=("The report finds that Kent Police has improved.",),
    not_=("The report compares Kent Police and Essex Police.",),
)


def _date(page: Page) -> Iterator[Hit]:
    """A date on a line of its own near the top, or in brackets at the end of the title."""
    alone = expand(r"^{D:alone}$|\({D:bracketed}\)$")
    for block in page.blocks[:12]:
        if match := alone.pattern.search(page.flat, block.start, block.end):
            value = alone.value(match)
            if value is not None:
                yield Hit(value, *match.span())
            return


rule(
    "date-of-the-response",
    "published",
    _date,
    kinds=_KIND,
    says=("Our response\n\n28th June 2019\n\nThe commissioner has welcomed",),
    not_=("The report was published on 28 June 2019.",),
)


@cache
def _titles() -> Expanded:
    return expand(
        r"{AREA:force}(?: Police| Constabulary)?(?:'s)?(?: ?[-:])? ?"
        r"[Nn]ational [Cc]hild [Pp]rotection(?: [Ii]nspections?)?"
        r"(?:[:,-]? ?[Pp]ost[- ][Ii]nspection [Rr]eview| [Rr]e-?inspection)?"
    )


def _report(page: Page) -> Iterator[Hit]:
    """The title of the report that is answered: of the programme, and of one force."""
    start, end = page.zone("lead")
    for match in _titles().pattern.finditer(page.flat, start, end):
        if kind_of_title(match[0]) is not None:
            yield Hit(page.words(*match.span()), match.start(), match.end())
            return


rule(
    "report-answered",
    "report",
    _report,
    kinds=_KIND,
    says=("My comments on Kent – National child protection inspection are below.",),
    not_=("My comments on child protection in Kent.",),
)


def _report_published(page: Page) -> Iterator[Hit]:
    """The date of the report that is answered, where it stands right after its title."""
    dated = expand(r"[^.\n]{0,60}?\bpublished (?:on )?(?:the )?{D:when}")
    first = next(iter(_kind_of_report(page)), None)
    start, end = page.zone("lead")
    for match in _titles().pattern.finditer(page.flat, start, end):
        after = dated.pattern.match(page.flat, match.end())
        if first is None or after is None or kind_of_title(match[0]) != first.value:
            continue
        value = dated.value(after)
        if value is not None:
            yield Hit(value, *after.span("when"))


rule(
    "report-published-on",
    "report_published",
    _report_published,
    kinds=_KIND,
    says=("the Kent – National child protection inspection, published on the 6 June 2023.",),
    not_=("the Kent – National child protection inspection. It was published on 6 June 2023.",),
)


def _answers(page: Page) -> Iterator[Hit]:
    """Answers under "Recommendation 1", or to numbered recommendations, in order."""
    heading = re.compile(r"^Recommendation (\d{1,2})(?:[:.] ?(?P<text>[^\n]*))?$", re.MULTILINE)
    start, end = page.zone("body")
    heads = list(heading.finditer(page.flat, start, end))
    numbers = [int(one[1]) for one in heads]
    if not numbers or len(set(numbers)) < len(numbers):
        return
    answers: list[JsonValue] = []
    for place, head in enumerate(heads):
        stop = heads[place + 1].start() if place + 1 < len(heads) else end
        said = [block for block in page.blocks if head.end() < block.start < stop]
        cut = next((i for i, block in enumerate(said) if _RESPONDS.match(block.text)), None)
        if cut is None:
            continue
        rest = said[cut:]
        first = page.words(rest[0].start, rest[0].end)
        first = _RESPONDS.sub("", first)
        text = "\n".join(
            one for one in (first, *(page.words(b.start, b.end) for b in rest[1:])) if one
        )
        if text:
            answers.append({"number": str(head[1]), "text": text})
    if answers:
        yield Hit(answers, heads[0].start(), end)


_RESPONDS = re.compile(
    r"(?:(?:PF?CC|Commissioner|Our|My)(?:['\u2019]s)? )?"
    r"(?:[Rr]esponse|[Cc]omments?|[Aa]ction taken)(?::|$) ?"
)
rule(
    "numbered-answers",
    "answers",
    _answers,
    kinds=_KIND,
    says=("Recommendation 1\n\nTrain officers.\n\nResponse: All were trained.",),
    not_=("Recommendation 1\n\nTrain officers.",),
)


def _kind_of_report(page: Page) -> Iterator[Hit]:
    found = next(iter(_report(page)), None)
    if found is not None and isinstance(found.value, str):
        kind = kind_of_title(found.value)
        if kind is not None:
            yield Hit(kind, found.start, found.end)


rule(
    "kind-of-report-answered",
    "report_kind",
    _kind_of_report,
    kinds=_KIND,
    says=("My comments on Kent – National child protection inspection are below.",),
    not_=("My comments on child protection in Kent.",),
)
