"""Tables of threads, for the view of a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ncpi.display._names import claims, in_words
from ncpi.display._phrases import due_of
from ncpi.display._sheets import Table
from ncpi.display._views import table_of
from ncpi.model import CauseOfConcern
from ncpi.model.items import ItemRef, Reference
from ncpi.timeline import Timeline
from ncpi.timeline._threads import Thread, ThreadClaim, ThreadEntry
from ncpi.vocabulary import Edge

__all__ = ["thread_tables"]

_Begins: TypeAlias = Mapping[ItemRef, Sequence[ItemRef]]  # the first items of an item's threads


def thread_tables(timeline: Timeline) -> Iterator[Table]:
    """A row for each recommendation, cause and concern, in the order in which they were made."""
    yield _table(
        timeline.recommendations,
        ("first made", "asked", "", "restated"),
        "Recommendations through the reports",
    )
    yield _table(
        timeline.causes_of_concern,
        ("first named", "what fails", "opened to closed, as recorded by", "continued"),
        "Causes of concern through the reports",
    )
    yield _table(
        timeline.concerns,
        ("first raised", "concern", "", "raised again"),
        "Concerns through the reports",
    )


def _table(threads: Sequence[Thread], heads: tuple[str, str, str, str], caption: str) -> Table:
    begins: dict[ItemRef, list[ItemRef]] = {}
    for thread in threads:
        for again in thread.items:
            begins.setdefault(again.ref, []).append(thread.first.ref)
    made, text, span, repeated = heads
    return table_of(
        threads,
        {
            made: lambda thread: f"{thread.first.report}, {thread.first.key}",
            text: _text,
            span: _spans,
            "since then": lambda thread: (
                [line for entry in thread.entries for line in _entry(entry)] or "no later report"
            ),
            "age at the last report": lambda thread: (
                thread.entries and (thread.entries[-1].age or "unknown")
            ),
            repeated: lambda thread: _times(thread.times_repeated),
            "weakest basis": lambda one: one.basis,
            "claims up to the last report": lambda thread: (
                map(_claim, thread.entries[-1].claims) if thread.entries else None
            ),
            "caveats": lambda thread: _caveats(thread, begins),
        },
        caption,
        folded=caption,
    )


def _text(thread: Thread) -> str:
    item = thread.first.item
    due = f", {stated}" if (stated := due_of(item)) else ""
    place = f" [{item.theme}]" if item.theme else ""
    kinds = f" ({', then '.join(thread.kinds)})" if len(thread.kinds) > 1 else ""
    return f"{item.text}{place}{due}{kinds}"


def _claim(claim: ThreadClaim) -> str:
    return f"on {claim.item.name} of {claim.item.report}: {claims([claim.event])}"


def _spans(thread: Thread) -> Iterator[str]:
    """The period in which a cause was open, as each report records it."""
    for again in thread.items:
        if isinstance(again.item, CauseOfConcern):
            span = again.item.span
            if (span.start, span.end) != (Edge.UNKNOWN, Edge.UNKNOWN):
                yield f"{in_words(span)} ({again.report}, {again.key})"


def _caveats(thread: Thread, begins: _Begins) -> Iterator[str]:
    for again in thread.items:
        for first in begins[again.ref]:
            if first != thread.first.ref:
                yield f"{again.key} of {again.report} also repeats {first.key} of {first.report}"
    yield from (caveat.text for caveat in thread.caveats)
    for entry in thread.entries:
        yield from (f"{entry.report}: {caveat.text}" for caveat in entry.caveats)


def _times(number: int) -> str:
    return ("", "once", "twice")[number] if number < 3 else f"{number} times"


def _entry(entry: ThreadEntry) -> Iterator[str]:
    """The verdict, and the findings and items behind it with their bases."""
    age = f", {entry.age.label()} after" if entry.age and entry.is_mentioned else ""
    yield f"{entry.report}{age}: {entry.verdict}"
    for answer in entry.answers:
        finding = answer.finding
        uncounted = "" if answer.counted else ", not counted"
        yield f"- {finding.label()} [{finding.verdict}] {_linked(answer.answer)}{uncounted}"
    for again in entry.repeated_by:
        yield from (
            f"- {again.item.label()} {_linked(reference)}" for reference in again.references
        )


def _linked(reference: Reference) -> str:
    who = f"; {reference.by}" if reference.by else ""
    return f"({reference.basis.value}{who})"
