"""Guarantee 2 at every field of every record: nothing is changed in silence."""

import datetime as dt
from collections.abc import Iterable
from enum import Enum
from typing import get_args, get_origin

import attrs
import pytest

from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping
from ncpi.fields._annotations import hints_of, validators_of
from ncpi.fields._arguments import default_of
from ncpi.model import PartialDate, Record, record_class, record_tags
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
    (PartialDate, (2018, "August 30, 2018", "2018-13", "2018-02-30", "", True)),
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


def test_a_field_refuses_what_is_never_right_and_is_named(any_fields):
    for record, field in any_fields:
        is_number = isinstance(getattr(record, field), float)
        for value in NEVER_RIGHT:
            if is_number and value == 2.5:
                continue  # right, in a field of numbers
            error = refusal(record, field, value)
            assert all(fault.path.startswith(field) for fault in error.faults)
            assert error.subject == type(record).__name__
            assert field in str(error)


def test_a_field_refuses_what_would_have_to_be_changed_to_fit(any_fields):
    for record, field in any_fields:
        for value in wrong_for(getattr(record, field)):
            error = refusal(record, field, value)
            assert all(fault.path.startswith(field) for fault in error.faults)
            assert all("\n" not in fault.message for fault in error.faults)


def test_a_field_that_holds_something_by_itself_refuses_none(any_fields):
    for record, field in any_fields:
        if default_of(attrs.fields_dict(type(record))[field]) is not None:
            assert refusal(record, field, None).faults[0].path == field


def test_an_enumeration_takes_its_own_value_as_text(enum_fields):
    for record, field in enum_fields:
        held = getattr(record, field)
        assert getattr(attrs.evolve(record, **{field: held.value}), field) is held


def test_a_word_that_is_no_value_is_refused_with_the_choices_and_where_they_are(enum_fields):
    for record, field in enum_fields:
        fault = refusal(record, field, "no such word").faults[0]
        kind = type(getattr(record, field))
        assert fault.code == "choice"
        assert f"({kind.__module__}.{kind.__name__})" in fault.suggestion


def test_a_member_of_another_enum_is_refused(enum_fields):
    for record, field in enum_fields:
        assert refusal(record, field, Relation.CANNOT_TELL).faults[0].path == field


def test_a_bare_string_for_several_things_is_not_split_into_letters(tuple_fields):
    for record, field in tuple_fields:
        fault = refusal(record, field, "kent").faults[0]
        assert (fault.path, fault.code) == (field, "type")
        assert fault.message == "'kent' is text, not a list or a tuple"


def test_a_set_is_not_put_into_an_order_it_never_had(tuple_fields):
    for record, field in tuple_fields:
        assert "a set, which has no order" in refusal(record, field, {"kent"}).faults[0].message


def test_each_element_that_is_wrong_is_named_by_its_place(tuple_fields):
    for record, field in tuple_fields:
        held = getattr(record, field)
        place = len(held)
        error = refusal(record, field, [*held, 5, object()])
        assert [fault.path for fault in error.faults] == [
            f"{field}[{place}]",
            f"{field}[{place + 1}]",
        ]


def test_a_list_is_kept_as_a_tuple(tuple_fields):
    for record, field in tuple_fields:
        held = getattr(record, field)
        assert getattr(attrs.evolve(record, **{field: list(held)}), field) == held


def test_a_datetime_for_a_day_is_refused_with_what_to_write(date_fields):
    for record, field in date_fields:
        fault = refusal(record, field, NOON).faults[0]
        assert fault.code == "type"
        assert fault.suggestion is not None
        assert fault.suggestion.startswith("Drop the time of day: value.date()")


def _enumerations(hint):
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    for argument in get_args(hint):
        yield from _enumerations(argument)


def test_every_enumeration_is_refused_with_the_nearest_choice_and_the_import_path():
    """A misspelt word of any field of any record is answered with the word and where it is."""
    seen = 0
    ours = [cls for tag in record_tags() if (cls := record_class(tag))]
    for cls in [cls for cls in ours if cls.__module__.startswith("ncpi.")]:
        for field, hint in hints_of(cls, plain=True).items():
            for kind in _enumerations(hint):
                misspelt = next(iter(kind)).value + "q"
                wrong = (misspelt,) if get_origin(hint) is tuple else misspelt
                (fault,) = validators_of(cls)[field].faults(wrong)
                assert f"Did you mean {misspelt[:-1]!r}? Choose from: " in fault.suggestion
                assert f"({kind.__module__}.{kind.__qualname__})" in fault.suggestion
                seen += 1
    assert seen > 20


def test_a_count_that_is_not_given_is_zero():
    """Whoever makes a result from a document of another program leaves some out."""
    counts = {
        f"{tag}.{field.name}": field.default
        for tag in record_tags()
        if (cls := record_class(tag)) and cls.__module__.startswith("ncpi.")
        for field in attrs.fields(cls)
        if type(field.default) is int
    }
    assert counts
    assert set(counts.values()) == {0}, counts
