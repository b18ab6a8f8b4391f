"""Hypothesis strategies for every record.

`instances` takes the class and, as keyword arguments, values of the record's fields, or strategies
for them. It draws another package's subclass, which can then be used wherever its base class can::

    tracked = instances(TrackedRecommendation, owner=st.none() | names())
    instances(Report, recommendations=st.lists(tracked, unique_by=lambda record: record.key))
    pairs(recommendations=tracked)
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ncpi import model
from ncpi.testing import _chaining, _drawing, _pairing, _values
from ncpi.testing._report_records import REPORT_RECORDS
from ncpi.testing._result_records import RESULT_RECORDS
from ncpi.testing._small_records import SMALL_RECORDS

# `ncpi.testing` lists what is public.
_drawing.FIELDS.update(SMALL_RECORDS | REPORT_RECORDS | RESULT_RECORDS)

instances = _drawing.instances
chains, pairs = _chaining.chains, _pairing.pairs
names, texts = _values.names, _values.texts
json_objects, json_values = _values.json_objects, _values.json_values


def bodies() -> SearchStrategy[model.Body]:
    """Bodies of every kind."""
    kinds: list[type[model.Body]] = [
        model.Body,
        model.Force,
        model.FireAndRescueService,
        model.LawEnforcementBody,
        model.LocalPolicingBody,
    ]
    return st.sampled_from(kinds).flatmap(instances)


def record_classes() -> tuple[type[model.Record], ...]:
    """Every record class that ncpi ships, all of which `instances` can draw."""
    classes = (model.record_class(tag) for tag in model.record_tags())
    return tuple(cls for cls in classes if cls and cls.__module__.startswith("ncpi."))


def records() -> SearchStrategy[model.Record]:
    """Records of any class that ncpi ships."""
    return st.sampled_from(record_classes()).flatmap(instances)
