import copy
import pickle
import types

import pandas as pd
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping
from ncpi.fields._annotations import freezer_of
from ncpi.fields._frozen import (
    as_json,
    as_mapping,
    as_tuple,
    json_faults,
    json_pairs,
    storable_text_fault,
    thaw_json,
)


def test_a_frozen_mapping_is_hashable_where_a_mapping_proxy_may_not_be():
    assert hash(FrozenMapping({"a": 1})) == hash(FrozenMapping({"a": 1}))
    assert {FrozenMapping({"a": 1}): "found"}[FrozenMapping({"a": 1})] == "found"


def test_a_frozen_mapping_equals_what_holds_the_same_in_any_order():
    one, two = FrozenMapping({"a": 1, "b": 2}), FrozenMapping({"b": 2, "a": 1})
    assert one == two
    assert hash(one) == hash(two)
    assert one == {"b": 2, "a": 1}
    assert one != {"a": 1}


def test_a_frozen_mapping_keeps_its_order():
    assert list(FrozenMapping({"b": 2, "a": 1})) == ["b", "a"]


def test_a_frozen_mapping_takes_no_item_and_no_attribute():
    mapping = FrozenMapping({"a": 1})
    with pytest.raises(TypeError):
        mapping["a"] = 2
    with pytest.raises(TypeError):
        del mapping["a"]
    with pytest.raises(AttributeError):
        mapping.note = "mine"


def test_a_frozen_mapping_does_not_follow_the_dict_it_was_made_from():
    held = {"a": 1}
    mapping = FrozenMapping(held)
    held["a"] = 2
    assert mapping == {"a": 1}


def test_a_frozen_mapping_pastes_back_as_a_dict():
    assert repr(FrozenMapping({"a": None})) == "{'a': None}"


def test_a_frozen_mapping_survives_pickling_and_copying():
    mapping = FrozenMapping({"b": 2, "a": None})
    pickled = pickle.loads(pickle.dumps(mapping))  # noqa: S301 - the bytes are our own
    for again in (pickled, copy.copy(mapping), copy.deepcopy(mapping)):
        assert again == mapping
        assert type(again) is FrozenMapping
        assert list(again) == ["b", "a"]


@pytest.mark.parametrize(
    "value", [["a", "b"], ("a", "b"), (letter for letter in "ab"), {"a": 1, "b": 2}.values()]
)
def test_what_has_an_order_becomes_a_tuple(value):
    assert type(as_tuple(value)) is tuple
    assert len(as_tuple(["a", "b"])) == 2


@pytest.mark.parametrize(
    "value",
    [
        "kent",
        b"kent",
        bytearray(b"kent"),
        {"a": 1},
        {"a"},
        frozenset("a"),
        {"a": 1}.keys(),
        5,
        None,
    ],
)
def test_what_has_no_order_or_is_one_thing_is_left_for_the_validator_to_refuse(value):
    assert as_tuple(value) is value


def test_a_mapping_is_made_from_a_mapping_or_from_pairs():
    for value in ({"a": 1}, types.MappingProxyType({"a": 1}), [("a", 1)], [["a", 1]]):
        assert as_mapping(value) == FrozenMapping({"a": 1})
        assert type(as_mapping(value)) is FrozenMapping


@pytest.mark.parametrize(
    "value", [[("a", 1), ("a", 2)], ["ab"], [("a", 1, 2)], [(1, "a")], "ab", {"a"}, 5, None]
)
def test_no_pair_overwrites_another_and_nothing_else_becomes_a_mapping(value):
    assert not isinstance(as_mapping(value), FrozenMapping)


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -5, 0.5, "text", "", [], {}, [[], {}], {"a": []}, {"a": {}},
        {"b": [1, {"c": None}], "a": False}, [["a", 1]], {"a": 1},
    ],
)  # fmt: skip
def test_what_is_frozen_thaws_to_what_it_was(value):
    assert thaw_json(as_json(value)) == value
    assert hash(as_json(value)) == hash(as_json(copy.deepcopy(value)))


@pytest.mark.parametrize(("one", "other"), [({}, []), ({"a": 1}, [["a", 1]])])
def test_an_object_is_distinguished_from_a_list_of_pairs_even_when_frozen(one, other):
    assert as_json(one) != as_json(other)


def test_every_fault_of_a_json_value_is_found_at_its_own_place_and_at_most_a_hundred():
    found = json_faults({"a": [1, {2}, b"x"], 3: None, "b": {"c": float("nan")}})
    assert [(one.path, one.code) for one in found] == [
        ("a[1]", "type"),
        ("a[2]", "type"),
        ("[3]", "type"),
        ("b.c", "number"),
    ]
    assert [one.path for one in json_faults([b"x"] * 101)] == [f"[{place}]" for place in range(100)]
    endless: list[object] = [b"x"]
    endless.append(endless)
    assert [one.code for one in json_faults(endless)] == ["type"] * 50 + ["too-deep"] * 2


def test_the_order_of_an_objects_keys_does_not_count():
    assert as_json({"a": 1, "b": 2}) == as_json({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "value",
    [
        float("nan"), float("inf"), object(), b"a", {1: "a"}, {None: 1}, {"a": {2}}, 1j,
        "\ud800", [b"a"],
    ],
)  # fmt: skip
def test_what_json_cannot_say_is_refused(value):
    assert json_faults(value)
    assert as_json(value) is value


def nested(depth: int) -> object:
    value: object = "deep"
    for _ in range(depth):
        value = [value]
    return value


def test_json_nested_more_than_fifty_deep_is_refused():
    assert not json_faults(nested(50))
    for depth in (51, 100_000):
        (fault,) = json_faults(nested(depth))
        assert fault.message == "nested more than 50 levels deep"


def test_a_json_object_is_kept_as_sorted_pairs():
    assert json_pairs({"b": [1], "a": {"c": 2}}) == (("a", as_json({"c": 2})), ("b", (1,)))


def test_json_pairs_are_taken_as_they_are_kept():
    kept = json_pairs({"b": [1], "a": {"c": 2}})
    assert json_pairs(kept) == kept
    assert json_pairs(tuple({"a": 1}.items())) == json_pairs({"a": 1})


@pytest.mark.parametrize("bad", [5, None, "ab", ["ab"], [("a", 1, 2)], [("a", 1), ("a", 2)]])
def test_what_is_no_json_object_is_refused_and_no_pair_overwrites_another(bad):
    assert json_pairs(bad) is bad
    with pytest.raises(InvalidError):
        ncpi.Source(title="t", unknown_fields=bad)


@pytest.mark.parametrize("text", ["plain", "Heddlu \u0175 \u2013", "\U0001f6a8", "\x00"])
def test_text_that_a_file_can_store_has_no_fault(text):
    assert storable_text_fault(text) is None


def test_half_a_surrogate_pair_is_a_fault():
    assert storable_text_fault("a\udc80b").code == "text"


def test_a_data_frame_is_not_a_list_of_the_names_of_its_columns():
    frame = pd.DataFrame({"police/kent": [1]})
    assert as_tuple(frame) is frame


def test_a_series_for_a_mapping_is_kept_for_the_message():
    series = pd.Series({"good": 3})
    assert as_mapping(series) is series


@pytest.mark.parametrize("first", [1, 1.0])
def test_every_whole_number_of_a_mapping_of_numbers_becomes_a_float(first):
    made = freezer_of(FrozenMapping[float])({"a": first, "b": 2.5, "c": 3})
    assert made == {"a": 1.0, "b": 2.5, "c": 3.0}
    assert {type(value) for value in made.values()} == {float}
