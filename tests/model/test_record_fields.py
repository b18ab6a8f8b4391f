"""Guarantee 2 at every field of every record: nothing is changed in silence."""

import datetime as dt
from collections.abc import Iterable
from enum import Enum

import attrs
import pytest

from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping
from ncpi.model import PartialDate, Record
from ncpi.model.record import default_of
from ncpi.vocabulary import Relation

NOON = dt.datetime(2018, 8, 30, 12, tzinfo=dt.UTC)
NEVER_RIGHT = (object(), 2.5, b"kent", NOON, float("nan"), 1j)
WRONG: tuple[tuple[type, tuple[object, ...]], ...] = (
    (Enum, ("no such word", 5, True)),
    (bool, ("false", "", 0, 1, "yes")),
    (int, ("5", 5.0, True, -1, 10**12)),
    (str, (5, True, "", " \t\n", ["kent"], 0, "half a pair: \ud800")),
    (tuple, ("kent", {"kent"}, frozenset({"kent"}), {"kent": 1}, 5, True)),
    (dt.date, ("30 August 2018", "2018-02-30", 20180830)),
    (dt.time, ("8.30", "25:00", dt.time(8, 30, tzinfo=dt.UTC), 8)),
    (PartialDate, (2018, "30 August 2018", "2018-13", "2018-02-30", "", True)),
    (FrozenMapping, ("kent", {5: 1}, [("good", 1), ("good", 2)], {"good"}, 5, {"": 1})),
    (Record, ("kent", 5, {"key": "kent"}, True)),
)


def refusal(record: Record, field: str, value: object) -> InvalidError:
    """The error with which *record* refuses *value* for *field*."""
    with pytest.raises(InvalidError) as caught:
        attrs.evolve(record, **{field: value})
    return caught.value


def wrong_for(held: object) -> Iterable[object]:
    for kind, values in WRONG:
        if isinstance(held, kind):
            return values
    return ()


def test_a_field_refuses_what_is_never_right_and_is_named(any_field):
    record, field = any_field
    for value in NEVER_RIGHT:
        error = refusal(record, field, value)
        assert all(fault.path.startswith(field) for fault in error.faults)
        assert error.subject == type(record).__name__
        assert field in str(error)


def test_a_field_refuses_what_would_have_to_be_changed_to_fit(any_field):
    record, field = any_field
    for value in wrong_for(getattr(record, field)):
        error = refusal(record, field, value)
        assert all(fault.path.startswith(field) for fault in error.faults)
        assert all("\n" not in fault.message for fault in error.faults)


def test_a_field_that_holds_something_by_itself_refuses_none(any_field):
    record, field = any_field
    if default_of(attrs.fields_dict(type(record))[field]) is not None:
        assert refusal(record, field, None).faults[0].path == field


def test_an_enumeration_takes_its_own_value_as_text(enum_field):
    record, field = enum_field
    held = getattr(record, field)
    assert getattr(attrs.evolve(record, **{field: held.value}), field) is held


def test_a_word_that_is_no_value_is_refused_with_the_choices_and_where_they_are(enum_field):
    record, field = enum_field
    fault = refusal(record, field, "no such word").faults[0]
    kind = type(getattr(record, field))
    assert fault.code == "choice"
    assert fault.suggestion.endswith(f"({kind.__module__}.{kind.__name__})")


def test_a_member_of_another_enum_is_refused(enum_field):
    record, field = enum_field
    assert refusal(record, field, Relation.CANNOT_TELL).faults[0].path == field


def test_a_bare_string_for_several_things_is_not_split_into_letters(tuple_field):
    record, field = tuple_field
    fault = refusal(record, field, "kent").faults[0]
    assert (fault.path, fault.code) == (field, "type")
    assert fault.message == "'kent' is text, not a list or a tuple"


def test_a_set_is_not_put_into_an_order_it_never_had(tuple_field):
    record, field = tuple_field
    assert "a set, which has no order" in refusal(record, field, {"kent"}).faults[0].message


def test_each_element_that_is_wrong_is_named_by_its_place(tuple_field):
    record, field = tuple_field
    held = getattr(record, field)
    place = len(held)
    error = refusal(record, field, [*held, 5, object()])
    assert [fault.path for fault in error.faults] == [f"{field}[{place}]", f"{field}[{place + 1}]"]


def test_a_list_is_kept_as_a_tuple(tuple_field):
    record, field = tuple_field
    held = getattr(record, field)
    assert getattr(attrs.evolve(record, **{field: list(held)}), field) == held


def test_a_datetime_for_a_day_is_refused_with_what_to_write(date_field):
    record, field = date_field
    fault = refusal(record, field, NOON).faults[0]
    assert fault.code == "type"
    assert fault.suggestion is not None
    assert fault.suggestion.startswith("Drop the time of day: value.date()")
