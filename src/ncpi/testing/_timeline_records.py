"""How timelines are drawn: reports that take things up from earlier ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import CauseOfConcern, Continuation, Recommendation, Record, Restatement
from ncpi.model._items import Item
from ncpi.model._references import Reference
from ncpi.testing._chaining import chains
from ncpi.testing._drawing import Fields, Values, instances, many
from ncpi.testing._small_records import body_keys
from ncpi.timeline._ages import Age
from ncpi.timeline._threads import Thread, ThreadEntry, ThreadItem
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import CauseStatus, Outcome, Relation

__all__ = ["TIMELINE_RECORDS"]


def _age_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    """Let it end no earlier than it begins."""
    since, until = drawn["since"], drawn["until"]
    if until.relation(since) is Relation.BEFORE:
        free = [name for name in ("since", "until") if name not in given]
        if len(free) == 2:
            drawn["since"], drawn["until"] = until, since
        elif free:
            drawn[free[0]] = until if free[0] == "since" else since


_items: SearchStrategy[Item] = st.one_of(instances(Recommendation), instances(CauseOfConcern))
_references: SearchStrategy[Reference] = st.one_of(instances(Restatement), instances(Continuation))


_said: dict[str, SearchStrategy[Any]] = {
    "outcome": st.sampled_from(Outcome),
    "statuses": st.lists(st.sampled_from(CauseStatus), min_size=1, max_size=2, unique=True),
}


def _entry_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Give it the outcome of a recommendation or the statuses of a cause of concern."""
    free = [name for name in _said if name not in given]
    if free and not any(given.get(name) for name in _said):
        name = draw(st.sampled_from(free))
        drawn[name] = draw(_said[name])


def _timeline(draw: DrawFn) -> Timeline:
    body = draw(body_keys())
    return Timeline.of(body, draw(chains(bodies=[body])))


TIMELINE_RECORDS: dict[type[Record], Fields] = {
    Age: Fields(fit=_age_fit),
    ThreadItem: Fields({"item": _items, "references": many(_references)}),
    ThreadEntry: Fields({"outcome": None, "statuses": None}, fit=_entry_fit),
    Thread: Fields(
        {
            "items": st.lists(instances(ThreadItem), min_size=1, max_size=3),
            "older": many(_references),
        }
    ),
    Timeline: Fields(whole=_timeline),
}
"""What a body's reports say besides."""
