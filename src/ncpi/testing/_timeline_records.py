"""How to draw timelines."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import (
    Answer,
    CauseOfConcern,
    Finding,
    Recommendation,
    Record,
    Restatement,
)
from ncpi.model.items import Item, Reference
from ncpi.testing._chaining import chains
from ncpi.testing._drawing import Fields, Values, instances, many
from ncpi.testing._small_records import body_keys
from ncpi.timeline import Age
from ncpi.timeline._threads import Thread, ThreadItem
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import Relation

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


_items: SearchStrategy[Item] = st.one_of(
    instances(Recommendation), instances(CauseOfConcern), instances(Finding)
)
_references: SearchStrategy[Reference] = st.one_of(instances(Restatement), instances(Answer))


def _timeline(draw: DrawFn) -> Timeline:
    body = draw(body_keys())
    return Timeline.through(body, draw(chains(bodies=[body])))


TIMELINE_RECORDS: dict[type[Record], Fields] = {
    Age: Fields(fit=_age_fit),
    ThreadItem: Fields({"item": _items, "references": many(_references)}),
    Thread: Fields(
        {
            "items": st.lists(instances(ThreadItem), min_size=1, max_size=3),
            "older": many(_references),
        }
    ),
    Timeline: Fields(whole=_timeline),
}
"""How to draw timelines."""
