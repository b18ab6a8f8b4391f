"""Guarantee 4: one error lists every fault; constructor and loader agree on every field."""

import re
from collections.abc import Callable
from datetime import date, time
from enum import Enum
from types import NoneType
from typing import Any, get_args

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ncpi
from ncpi.errors import Fault, InvalidError
from ncpi.model.record import resolve_types
from ncpi.testing import instances, record_classes, records

Leaves = Callable[[dict[str, Any]], list[tuple[str, Any, Any]]]

WRONG = (
    None,
    True,
    -1,
    10**12,
    1.5,
    "",
    "  ",
    " padded ",
    "two\nlines",
    "x" * 1001,
    "no such word",
    "2018-13-45",
)


@given(data=st.data(), record=records())
def test_every_broken_value_of_a_document_is_named_in_one_error(
    leaves: Leaves, data: st.DataObject, record: ncpi.Record
) -> None:
    document = ncpi.to_dict(record)
    places = leaves(document)
    assume(places)
    some = st.lists(st.sampled_from(range(len(places))), min_size=1, max_size=12, unique=True)
    broken = [places[index] for index in data.draw(some)]
    for _, holder, place in broken:
        holder[place] = []
    with pytest.raises(InvalidError) as caught:
        ncpi.from_dict(document)
    assert sorted({fault.path for fault in caught.value.faults}) == sorted(
        {path for path, _, _ in broken}
    )
    for path, _, _ in broken:
        assert path in str(caught.value)


@given(data=st.data(), record=records())
def test_unknown_keys_are_named_with_the_values_that_are_broken(
    leaves: Leaves, data: st.DataObject, record: ncpi.Record
) -> None:
    document = ncpi.to_dict(record)
    places = leaves(document)
    assume(places)
    path, holder, place = data.draw(st.sampled_from(places))
    holder[place] = []
    document["content"]["no_such_key"] = 1
    document["nor_this"] = 2
    with pytest.raises(InvalidError) as caught:
        ncpi.from_dict(document)
    named = {fault.path for fault in caught.value.faults}
    assert named == {path, "$.content.no_such_key", "$.nor_this"}


def _kind(field: "attrs.Attribute[Any]") -> Any:
    """The type of *field* apart from None."""
    kinds = [kind for kind in get_args(field.type) if kind is not NoneType]
    return kinds[0] if len(kinds) == 1 else field.type


def _fields_of_kind(*kinds: type) -> list[tuple[type[ncpi.Record], str]]:
    found = []
    for cls in record_classes():
        resolve_types(cls)
        for field in attrs.fields(cls):
            kind = _kind(field)
            if (
                isinstance(kind, type)
                and issubclass(kind, kinds)
                and field.name != "unknown_fields"
            ):
                found.append((cls, field.name))
    return found


PLAIN = _fields_of_kind(str, int, bool, Enum)
PARTIAL_DATES = _fields_of_kind(ncpi.PartialDate)
DAYS_AND_TIMES = _fields_of_kind(date, time)


def _said_by_constructor(record: ncpi.Record, field: str, value: object) -> list[Fault]:
    try:
        attrs.evolve(record, **{field: value})
    except InvalidError as error:
        return list(error.faults)
    return []


def _said_by_loader(record: ncpi.Record, field: str, value: object) -> list[Fault]:
    document = ncpi.to_dict(record)
    document["content"][field] = value
    try:
        ncpi.from_dict(document)
    except InvalidError as error:
        return list(error.faults)
    return []


def _say_the_same(data: st.DataObject, choices: list[tuple[type[ncpi.Record], str]]) -> None:
    cls, field = data.draw(st.sampled_from(choices))
    record = data.draw(instances(cls))
    value = data.draw(st.sampled_from(WRONG))
    expected = [fault.below("$.content") for fault in _said_by_constructor(record, field, value)]
    assert _said_by_loader(record, field, value) == [_without_path(fault) for fault in expected]


def _without_path(fault: Fault) -> Fault:
    """Where to import an enumeration from is said to who writes Python, not a document."""
    advice = fault.suggestion and re.sub(r" \(ncpi\.[\w.]+\)$", "", fault.suggestion)
    return attrs.evolve(fault, suggestion=advice)


@given(st.data())
def test_constructor_and_loader_say_the_same_of_text_numbers_and_words(
    data: st.DataObject,
) -> None:
    _say_the_same(data, PLAIN)


@given(st.data())
def test_constructor_and_loader_say_the_same_of_a_partial_date(data: st.DataObject) -> None:
    _say_the_same(data, PARTIAL_DATES)


@given(st.data())
def test_constructor_and_loader_refuse_the_same_days_and_times_of_day(
    data: st.DataObject,
) -> None:
    """In a document they are text, so only the field is the same, not the wording."""
    cls, field = data.draw(st.sampled_from(DAYS_AND_TIMES))
    record = data.draw(instances(cls))
    value = data.draw(st.sampled_from(WRONG))
    by_constructor = _said_by_constructor(record, field, value)
    by_loader = _said_by_loader(record, field, value)
    assert [f"$.content.{fault.path}" for fault in by_constructor] == [
        fault.path for fault in by_loader
    ]
