"""Entries of the inspectorate's recommendation tracker, with their log of events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from ncpi.fields import JsonValue
from ncpi.pages._general import one_force, titled_force
from ncpi.pages._grammar import area_key, day_of, expand, forces_in
from ncpi.pages._kinds import DUE, EVENT, TRACKER, entry_title
from ncpi.pages._page import Page
from ncpi.pages._rules import Hit, rule, together
from ncpi.vocabulary import ReadingBasis

__all__: list[str] = []

_rule = partial(rule, kinds={TRACKER})
_ADDRESS = re.compile(r"/recommendation/(?P<force>[a-z-]+)/(?P<id>\d{2,6})/?(?:\?.*)?$")
_THEME = re.compile(r"[?&]recommendation-theme=([a-z][a-z-]{1,60})(?=&|#|$)")
_BEGINS = re.compile(r"[A-Z][^\n]{2,160}? should\b")
_STATUS = re.compile(
    r"\s*\[status\]\s*(?P<status>[A-Za-z][A-Za-z-]*(?: [A-Za-z-]+){0,6})\s*(?:\[/?status\]|$)",
    re.MULTILINE,
)
_MARKS = re.compile(r"\[/?(?:comment|on|status)\]")


def _id(page: Page) -> Iterator[Hit]:
    if title := entry_title(page):
        yield Hit(title["id"], title.start("id"), title.end("id"))


def _id_in_address(page: Page) -> Iterator[Hit]:
    if known := _ADDRESS.search(page.address or ""):
        yield Hit(known["id"], 0, 0)


def _report(page: Page) -> Iterator[Hit]:
    if title := entry_title(page):
        start, end = title.span("title")
        yield Hit(page.words(start, end), start, end)


_ENTRY = (
    "Kent – National child protection inspection (9999)\n\n"
    "Within three months, Kent Police should act."
)
_rule("entry-number", "id", _id, says=(_ENTRY,), not_=("Kent (2018)",))
_rule("number-in-the-address", "id", _id_in_address)


def _theme(page: Page) -> Iterator[Hit]:
    """The tracker's word for the theme, of which only the address of a list of entries tells."""
    if found := _THEME.search(page.address or ""):
        yield Hit(found[1], 0, 0)


_rule("theme-in-the-address", "theme", _theme)
_rule("entry-report", "report", _report, says=(_ENTRY,), not_=("Kent",))


def _texts(page: Page) -> tuple[int, int] | None:
    """The span of the recommendation: from its first words to the log, or to a heading."""
    end = page.zones["log"][0]
    blocks = [block for block in page.blocks if block.start < end]
    title = entry_title(page)
    after = [block for block in blocks if title is None or block.start >= title.end()]
    first = next((block for block in blocks if DUE.match(block.text)), None) or next(
        (block for block in after if _BEGINS.match(block.text)), None
    )
    if first is None:
        return None
    last = first
    for block in blocks[blocks.index(first) + 1 :]:
        if last.text.endswith(".") and not block.is_item and block.text[-1:] not in ".:;,":
            return first.start, last.end
        last = block
    return first.start, end


def _text(page: Page) -> Iterator[Hit]:
    span = _texts(page)
    if span is None:
        return
    start, end = span
    end = start + len(page.text[start:end].rstrip())
    lines = [" ".join(line.split()) for line in page.text[start:end].split("\n")]
    yield Hit("\n".join(line for line in lines if line), start, end)


_rule(
    "recommendation-text",
    "text",
    _text,
    says=(_ENTRY, "404 Page not found\n\nThe force should act."),
    not_=("404 Page not found",),
)


def _timescale(page: Page) -> Iterator[Hit]:
    """When it is to be done: the one time that stands before "should", or else right after.

    A period is given in the page's words: ``within three months``.
    """
    span = _texts(page)
    if span is None:
        return
    start, end = span
    should = re.compile(r"\bshould\b").search(page.flat, start, min(end, start + 600))
    times = expand(
        r"\b[Ww]ithin {PERIOD:within}\b|\b(?:[Ii]mmediately\b|[Ww]ith immediate effect\b)"
        r"|\b(?:[Bb]y|[Nn]ot? later than) {DATE:by}"
    )
    place = should.end() if should else start
    found = list(times.pattern.finditer(page.flat, start, place)) or list(
        times.pattern.finditer(page.flat, place, min(end, place + 50))
    )
    if len(found) != 1:
        return
    match = found[0]
    how, value = match.lastgroup, times.value(match)
    if how is None:
        yield Hit("immediately", *match.span())
    elif value is not None:
        yield Hit(f"{how} {match[how].lower() if how == 'within' else value}", *match.span())


_rule(
    "timescale-first",
    "timescale",
    _timescale,
    says=(_ENTRY, "By 31 March 2015 all forces should act.", "The force should immediately act."),
    not_=(
        "The force should act.",
        "By and large, the force should act.",
        "By 31 March 2031 or within six months, the force should act.",
    ),
)


def _comment(page: Page, start: int, end: int) -> tuple[int, int]:
    """The span of the comment of an event: up to where it, or the event, is closed."""
    opened = page.plain.find("[comment]", start, end)
    begins = start if opened < 0 else opened
    closed = [page.plain.find(mark, begins, end) for mark in ("[/comment]", "[/on]")]
    return begins, min([place for place in closed if place >= 0], default=end)


def _events(page: Page) -> Iterator[Hit]:
    start, end = page.zones["log"]
    marks = [match.start() for match in re.finditer(r"\[on\]", page.plain[start:end])]
    for begins, stop in pairwise([*(start + mark for mark in marks), end]):
        mark = EVENT.match(page.plain, begins, stop)
        when = day_of(mark["date"]) if mark else None
        if mark is None or when is None:
            yield Hit(None, begins, stop)
            continue
        status = _STATUS.match(page.plain, mark.end(), stop)
        said = mark.end() if status is None else status.end()
        comment = _MARKS.sub(" ", page.text[slice(*_comment(page, said, stop))])
        comment = "\n\n".join(
            " ".join(part.split()) for part in re.split(r"\n\s*\n", comment) if part.strip()
        )
        event: JsonValue = {
            "dated": when,
            "status": status and status["status"].lower().replace(" ", "-"),
            "comment": comment or None,
        }
        yield Hit(event, begins, stop)


_LOG = (
    "[on]8th March 2018 [status]awaiting-review[/status][/on][on]9th March 2018 [comment]\n\nYes."
)
_rule("event-log", "events", together(_events), says=(_LOG,), not_=("[on]soon[/on]",))


def _current(page: Page) -> Iterator[Hit]:
    """The status of the last date, if every event has a date."""
    events = [hit.value for hit in _events(page)]
    dated = [one for one in events if isinstance(one, dict)]
    known = [one for one in dated if one["status"] is not None]
    if known and len(dated) == len(events):
        # Of several on one day, the one that stands last.
        last = max(reversed(known), key=lambda one: str(one["dated"]))
        yield Hit(last["status"], *page.zones["log"])


_rule(
    "last-status",
    "current",
    _current,
    basis=ReadingBasis.DERIVED,
    says=(_LOG,),
    not_=("[on]9th March 2018 [comment]\n\nYes.", f"{_LOG}[on]Soon [status]closed[/status]"),
)


def _force(page: Page) -> Iterator[Hit]:
    """The force that the recommendation is made to, or whose report it is from."""
    if title := entry_title(page):
        hit = titled_force(page, *title.span("title"))
        if hit is None:
            return
        yield hit
    span = _texts(page)
    if span is None:
        return
    start, end = span
    head = page.flat[start : min(end, start + 160)].partition(" should")[0]
    capitals = re.sub(r"\bconstabulary\b", "Constabulary", head)
    if hit := one_force(forces_in(capitals)):
        yield Hit(hit.value, start + hit.start, start + hit.end)


_rule(
    "force-of-the-entry",
    "bodies",
    _force,
    says=(_ENTRY, "404 Page not found\n\nWithin three months, Kent Police should act."),
    not_=("Crime data integrity force reports (9999)\n\nThe force should act.",),
)


def _force_in_address(page: Page) -> Iterator[Hit]:
    if known := _ADDRESS.search(page.address or ""):
        name = known["force"].replace("-", " ").title().replace(" And ", " and ")
        if key := area_key(name):
            yield Hit([key], 0, 0)


_rule("force-in-the-address", "bodies", _force_in_address)
