"""How to draw timelines."""

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


def _age_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:  # noqa: ARG001 - the signature of every fit
    """Ensure that it doesn't end before it starts."""
    since, until = drawn["since"], drawn["until"]
    if until.relation(since) is Relation.BEFORE:
        free = [name for name in ("since", "until") if name not in fixed]
        if len(free) == 2:
            drawn["since"], drawn["until"] = until, since
        elif free:
            drawn[free[0]] = until if free[0] == "since" else since


_items: SearchStrategy[Item] = st.one_of(instances(Recommendation), instances(CauseOfConcern))
_references: SearchStrategy[Reference] = st.one_of(instances(Restatement), instances(Continuation))


_results: dict[str, SearchStrategy[Any]] = {
    "outcome": st.sampled_from(Outcome),
    "statuses": st.lists(st.sampled_from(CauseStatus), min_size=1, max_size=2, unique=True),
}


def _entry_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set the outcome of a recommendation or the statuses of a cause of concern."""
    free = [name for name in _results if name not in fixed]
    if free and not any(fixed.get(name) for name in _results):
        name = draw(st.sampled_from(free))
        drawn[name] = draw(_results[name])


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
"""How to draw timelines."""
