"""Threads as rows for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ncpi.archive.threads import Thread, ThreadEntry
from ncpi.model import CauseOfConcern, Recommendation
from ncpi.model.items import Item
from ncpi.model.ties import Tie
from ncpi.render import Table
from ncpi.vocabulary import Edge

__all__ = ["causes_table", "recommendations_table"]

_Place: TypeAlias = tuple[str, str]  # a report's key, and an item's key there
_Begins: TypeAlias = Mapping[_Place, Sequence[_Place]]  # where the threads begin that it is in


def recommendations_table(threads: Sequence[Thread]) -> Table:
    """A row for each recommendation, in the order in which they were first made."""
    heads = ("first made", "asked", "", "restated")
    return _table(threads, heads, "Recommendations through the looks")


def causes_table(threads: Sequence[Thread]) -> Table:
    """A row for each cause of concern, in the order in which they were first named."""
    heads = ("first named", "what fails", "opened to closed, by whose record", "continued")
    return _table(threads, heads, "Causes of concern through the looks")


def _table(threads: Sequence[Thread], heads: tuple[str, str, str, str], caption: str) -> Table:
    begins: dict[_Place, list[_Place]] = {}
    for thread in threads:
        for again in thread.items:
            first = (thread.first.report, thread.first.key)
            begins.setdefault((again.report, again.key), []).append(first)
    made, text, span, repeated = heads
    return Table(
        [_row(thread, begins) for thread in threads],
        (
            made,
            text,
            span,
            "since then",
            "age at the last look",
            repeated,
            "weakest basis",
            "claims as of the last look",
            "caveats",
        ),
        caption,
    )


def _row(thread: Thread, begins: _Begins) -> tuple[str, ...]:
    first, last = thread.first, thread.entries[-1] if thread.entries else None
    place = f" [{first.item.theme}]" if first.item.theme else ""
    kinds = f" ({', then '.join(thread.kinds)})" if len(thread.kinds) > 1 else ""
    return (
        f"{first.report}, {first.key}",
        f"{first.item.text}{place}{_due(first.item)}{kinds}",
        "\n".join(_spans(thread)),
        "\n".join(line for told in thread.entries for line in _entry(told)) or "no later look",
        "" if last is None else last.age.label() if last.age else "unknown",
        _times(thread.times_repeated),
        thread.basis.value if thread.basis else "",
        "\n".join(claim.label() for claim in last.claims) if last else "",
        "\n".join(_caveats(thread, begins)),
    )


def _due(item: Item) -> str:
    if isinstance(item, Recommendation) and item.timescale.is_stated:
        return f", {item.timescale}"
    return ""


def _spans(thread: Thread) -> Iterator[str]:
    """From when to when a cause was open, as each report records it that records any of it."""
    for again in thread.items:
        if isinstance(again.item, CauseOfConcern):
            span = again.item.span
            if (span.start, span.end) != (Edge.UNKNOWN, Edge.UNKNOWN):
                yield f"{span} ({again.report}, {again.key})"


def _caveats(thread: Thread, begins: _Begins) -> Iterator[str]:
    for again in thread.items:
        for report, key in begins[again.report, again.key]:
            if (report, key) != (thread.first.report, thread.first.key):
                yield f"{again.key} of {again.report} takes up {key} of {report} too"
    yield from (caveat.text for caveat in thread.caveats)
    for told in thread.entries:
        yield from (f"{told.report}: {caveat.text}" for caveat in told.caveats)


def _times(number: int) -> str:
    return ("", "once", "twice")[number] if number < 3 else f"{number} times"


def _entry(told: ThreadEntry) -> Iterator[str]:
    """What was said, and below it each finding and item that takes it up, with its basis."""
    age = f", {told.age.label()} after" if told.age and told.is_mentioned else ""
    yield f"{told.report}{age}: {told.verdict}"
    for answer in told.answers:
        finding = answer.finding
        uncounted = "" if answer.counted else ", not counted"
        yield f"- {finding.label()} [{finding.verdict}] {_tied(answer.answer)}{uncounted}"
    for again in told.taken_up_by:
        yield from (f"- {again.item.label()} {_tied(tie)}" for tie in again.ties)


def _tied(tie: Tie) -> str:
    who = f"; {tie.by}" if tie.by else ""
    return f"({tie.basis.value}{who})"
