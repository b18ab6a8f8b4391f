"""Records of a second package, and unknown fields at any depth, for the guarantees."""

from typing import Any

import attrs
from hypothesis import strategies as st
from improvement_tracker import (
    Board,
    EscalatedRecommendation,
    LearningPoint,
    MinutedStatus,
    Officer,
    Priority,
    TrackedRecommendation,
)
from improvement_tracker import Report as TeamReport

import ncpi
from ncpi.model import record_class, record_tags
from ncpi.testing import instances, json_objects, names, texts

__all__ = [
    "SHIPPED",
    "boards",
    "escalated",
    "officers",
    "strangers",
    "team_findings",
    "team_recommendations",
    "team_reports",
    "tracked",
    "with_unknown_fields",
]

SHIPPED = {
    tag: cls
    for tag in record_tags()
    if (cls := record_class(tag)) is not None and cls.__module__.partition(".")[0] == "ncpi"
}

officers = instances(Officer, name=names(), rank=st.none() | names())
boards = instances(Board, name=names(), meets=st.lists(st.dates(), max_size=2))
tracking: dict[str, Any] = {
    "owner": st.none() | st.just("") | texts(),
    "priority": st.sampled_from(Priority),
    "evidence": st.lists(texts(), max_size=2),
    "hours": st.dictionaries(names(), st.integers(0, 10_000), max_size=3),
    "answerable": st.none() | officers | boards,
    "target": st.none() | instances(ncpi.PartialDate) | instances(ncpi.Timescale),
}
tracked = instances(TrackedRecommendation, **tracking)
escalated = instances(
    EscalatedRecommendation, escalated_to=texts(), escalated_on=st.dates(), **tracking
)
minuted = instances(
    ncpi.Recommendation, history=st.lists(instances(MinutedStatus, minute=names()), max_size=1)
)
team_recommendations = st.one_of(tracked, escalated, minuted, instances(ncpi.Recommendation))
team_findings = instances(ncpi.Finding) | instances(LearningPoint)
_mixed: dict[str, Any] = {
    "recommendations": st.lists(
        team_recommendations, max_size=3, unique_by=lambda entry: entry.key
    ),
    "findings": st.lists(team_findings, max_size=2, unique_by=lambda entry: entry.key),
}
team_reports = instances(
    TeamReport,
    sponsor=st.none() | officers,
    reviewed_on=st.lists(st.dates(), max_size=2),
    **_mixed,
)
strangers = st.one_of(instances(ncpi.Report, **_mixed), team_reports, tracked, escalated, minuted)


def with_unknown_fields(draw: st.DrawFn, record: ncpi.Record) -> ncpi.Record:
    """*record* with unknown fields on itself or on some of the records inside it."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        held = getattr(record, field.name)
        if isinstance(held, ncpi.Record) and draw(st.booleans()):
            changes[field.name] = with_unknown_fields(draw, held)
        elif isinstance(held, tuple) and held and isinstance(held[0], ncpi.Record):
            place = draw(st.integers(0, len(held) - 1))
            changes[field.name] = (
                *held[:place],
                with_unknown_fields(draw, held[place]),
                *held[place + 1 :],
            )
    if not changes or draw(st.booleans()):
        changes["unknown_fields"] = draw(json_objects())
    return attrs.evolve(record, **changes)
