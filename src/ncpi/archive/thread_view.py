"""Recommendations and causes of concern through the looks, as rows for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ncpi.archive.cause_threads import CauseAtLook, CauseThread
from ncpi.archive.threads import RecommendationAtLook, RecommendationThread
from ncpi.model.ties import Tie
from ncpi.render import Table
from ncpi.vocabulary import Edge

__all__ = ["causes_table", "threads_table"]

_Place: TypeAlias = tuple[str, str]  # a look's key, and a recommendation's key there
_Begins: TypeAlias = Mapping[_Place, Sequence[_Place]]  # where the threads begin that it is in


def threads_table(threads: Sequence[RecommendationThread]) -> Table:
    """A row for each recommendation, in the order in which they were first made."""
    begins: dict[_Place, list[_Place]] = {}
    for thread in threads:
        for again in thread.recommendations:
            first = (thread.first.look, thread.first.key)
            begins.setdefault((again.look, again.key), []).append(first)
    return Table(
        [_thread_row(thread, begins) for thread in threads],
        (
            "first made",
            "asked",
            "since then",
            "age at the last look",
            "restated",
            "weakest basis",
            "claims as of the last look",
            "caveats",
        ),
        "Recommendations through the looks",
    )


def causes_table(threads: Sequence[CauseThread]) -> Table:
    """A row for each cause of concern, in the order in which they were first named."""
    return Table(
        [_cause_row(thread) for thread in threads],
        (
            "first named",
            "what fails",
            "opened to closed, by whose record",
            "since then",
            "continued",
            "weakest basis",
            "caveats",
        ),
        "Causes of concern through the looks",
    )


def _thread_row(thread: RecommendationThread, begins: _Begins) -> tuple[str, ...]:
    asked = thread.first.recommendation
    place = f" [{asked.theme}]" if asked.theme else ""
    due = f", {asked.timescale}" if asked.timescale.is_stated else ""
    kinds = f" ({', then '.join(thread.kinds)})" if len(thread.kinds) > 1 else ""
    last = thread.at_looks[-1] if thread.at_looks else None
    return (
        f"{thread.first.look}, {thread.first.key}",
        f"{asked.text}{place}{due}{kinds}",
        "\n".join(line for told in thread.at_looks for line in _at_look(told)) or "no later look",
        "" if last is None else last.age.label() if last.age else "unknown",
        _times(thread.times_repeated),
        thread.basis.value if thread.basis else "",
        "\n".join(claim.label() for claim in last.claims) if last else "",
        "\n".join(_thread_caveats(thread, begins)),
    )


def _thread_caveats(thread: RecommendationThread, begins: _Begins) -> Iterator[str]:
    for again in thread.recommendations:
        for look, key in begins[again.look, again.key]:
            if (look, key) != (thread.first.look, thread.first.key):
                yield f"{again.key} of {again.look} takes up {key} of {look} too"
    yield from (caveat.text for caveat in thread.caveats)
    for told in thread.at_looks:
        yield from (f"{told.look}: {caveat.text}" for caveat in told.caveats)


def _times(number: int) -> str:
    return ("", "once", "twice")[number] if number < 3 else f"{number} times"


def _at_look(told: RecommendationAtLook) -> Iterator[str]:
    """What was said, and below it each finding and restatement with its basis."""
    age = f", {told.age.label()} after" if told.age and told.is_mentioned else ""
    yield f"{told.look}{age}: {told.verdict}"
    for answer in told.answers:
        finding = answer.finding
        uncounted = "" if answer.counted else ", not counted"
        yield f"- {finding.label()} [{finding.verdict}] {_tied(answer.answer)}{uncounted}"
    for again in told.restated_by:
        yield f"- {again.recommendation.label()} {_tied(again.restatement)}"


def _tied(tie: Tie) -> str:
    who = f"; {tie.by}" if tie.by else ""
    return f"({tie.basis.value}{who})"


def _cause_row(thread: CauseThread) -> tuple[str, ...]:
    cause = thread.first.cause_of_concern
    return (
        f"{thread.first.look}, {thread.first.key}",
        f"{cause.text} [{cause.theme}]" if cause.theme else cause.text,
        "\n".join(_spans(thread)),
        "\n".join(line for told in thread.at_looks for line in _cause_at_look(told))
        or "no later look",
        _times(thread.times_continued),
        thread.basis.value if thread.basis else "",
        "\n".join(_cause_caveats(thread)),
    )


def _spans(thread: CauseThread) -> Iterator[str]:
    """From when to when it was open, as each look records it that records any of it."""
    for again in thread.causes_of_concern:
        span = again.cause_of_concern.span
        if (span.start, span.end) != (Edge.UNKNOWN, Edge.UNKNOWN):
            yield f"{span} ({again.look}, {again.key})"


def _cause_at_look(told: CauseAtLook) -> Iterator[str]:
    yield told.label()
    for entry in told.told:
        if entry.follow_up is not None and entry.continuation is not None:
            yield f"- {entry.follow_up.label()} {_tied(entry.continuation)}"


def _cause_caveats(thread: CauseThread) -> Iterator[str]:
    yield from (caveat.text for caveat in thread.caveats)
    for told in thread.at_looks:
        for entry in told.told:
            yield from (f"{told.look}: {caveat.text}" for caveat in entry.caveats)
