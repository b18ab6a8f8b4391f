"""The validators, one by one; how records use them is tested with the records."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Annotated, Literal

import attrs
import numpy as np
import pandas as pd
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import Fault, InvalidError, SubclassError
from ncpi.fields import MAX_NAME, MAX_TEXT, FrozenMapping, Validator, _validators
from ncpi.fields._annotations import freezer_of, type_faults, validator_faults, validator_of
from ncpi.fields._checked import Checked
from ncpi.vocabulary import Party, Progress

NOON = dt.datetime(2018, 8, 30, 12, tzinfo=dt.UTC)


class Word(str):
    """Text of another class: it would come back from a file as plain text."""

    __slots__ = ()


class Leap(dt.date):
    """A day of another class."""


class Count(enum.IntEnum):
    ONE = 1


def kind(value: object) -> str:
    """A short name for a test: some values are too long for one."""
    return type(value).__name__


RIGHT = [
    (fields.name, "Kent Police"),
    (fields.name, "x" * MAX_NAME),
    (fields.text, "one\ntwo\tthree"),
    (fields.text, "x" * MAX_TEXT),
    (fields.url, "https://example.org/a?b=c#d"),
    (fields.url, "HTTP://example.org"),
    (_validators.truth, False),
    (_validators.day, dt.date(2018, 8, 30)),
    (_validators.clock_time, dt.time(8, 30)),
    (fields.whole(), 0),
    (fields.whole(1, 3), 3),
    (fields.number(-1, 1), -1.0),
    (fields.number(0, 1), 0.0),
    (_validators.member(Party), Party.FORCE),
    (_validators.instance(ncpi.Body), ncpi.registers.forces["kent"]),
    (_validators.optional(fields.name), None),
    (_validators.optional(fields.name), "a"),
    (_validators.either(fields.name, fields.whole()), "a"),
    (_validators.either(fields.name, fields.whole()), 1),
    (_validators.each(fields.name), ()),
    (_validators.each(fields.name), ("a", "a")),
    (_validators.unique(fields.name), ("a", "b")),
    (_validators.each_value(fields.whole()), FrozenMapping({"a": 1})),
]
WRONG = [
    (fields.name, "", "empty"),
    (fields.name, " \t", "empty"),
    (fields.name, " Kent", "text"),
    (fields.name, "Kent ", "text"),
    (fields.name, "Kent\nPolice", "text"),
    (fields.name, "Kent\x1b[31m", "text"),
    (fields.name, "Kent\x9b31m", "text"),
    (fields.name, "Kent\u2028Police", "text"),
    (fields.name, "x" * (MAX_NAME + 1), "too-long"),
    (fields.name, "\ud800", "text"),
    (fields.name, Word("Kent"), "type"),
    (fields.name, Party.FORCE, "type"),
    (fields.name, b"Kent", "type"),
    (fields.name, 5, "type"),
    (fields.name, None, "type"),
    (fields.text, "x" * (MAX_TEXT + 1), "too-long"),
    (fields.text, "\n", "empty"),
    (fields.text, 5, "type"),
    (fields.url, "", "empty"),
    (fields.url, "https://example.org/" + "x" * MAX_NAME, "too-long"),
    (fields.url, "example.org", "text"),
    (fields.url, "javascript:alert(1)//https://", "text"),
    (_validators.truth, "false", "type"),
    (_validators.truth, 0, "type"),
    (_validators.truth, None, "type"),
    (_validators.day, NOON, "type"),
    (_validators.day, "2018-08-30", "type"),
    (_validators.day, "2018-02-30", "date"),
    (_validators.day, Leap(2018, 8, 30), "type"),
    (_validators.clock_time, dt.time(8, 30, tzinfo=dt.UTC), "type"),
    (_validators.clock_time, "08:30", "type"),
    (_validators.clock_time, "8.30", "date"),
    (fields.number(0, 1), 1.0000000000000002, "number"),
    (fields.number(0, 1), -0.1, "number"),
    (fields.number(-1, 1), -0.0, "number"),
    (fields.number(0, 1), float("nan"), "number"),
    (fields.number(0, 1), float("inf"), "number"),
    (fields.number(0, 1), 1, "type"),
    (fields.number(0, 1), True, "type"),
    (fields.number(0, 1), "0.5", "type"),
    (fields.whole(), -1, "number"),
    (fields.whole(1, 3), 4, "number"),
    (fields.whole(), True, "type"),
    (fields.whole(), 5.0, "type"),
    (fields.whole(), "5", "type"),
    (fields.whole(), Count.ONE, "type"),
    (fields.whole(1, 3), 10**100_000, "number"),
    (_validators.member(Party), "force", "type"),
    (_validators.member(Party), "FORCE", "type"),
    (_validators.member(Party), Progress.WORSE, "choice"),
    (_validators.member(Party), None, "choice"),
    (_validators.instance(ncpi.Force), "kent", "type"),
    (_validators.optional(fields.name), "", "empty"),
    (_validators.either(fields.name, fields.whole()), "", "empty"),
    (_validators.each(fields.name), ["a"], "type"),
    (_validators.each(fields.name), "kent", "type"),
    (_validators.unique(fields.name), ("a", "b", "a"), "repeated"),
    (_validators.each_value(fields.whole()), {"a": 1}, "type"),
    (_validators.each_value(fields.whole()), FrozenMapping({"a": -1}), "number"),
    (_validators.each_value(fields.whole()), FrozenMapping({"": 1}), "empty"),
]


@pytest.mark.parametrize(("validator", "value"), RIGHT, ids=kind)
def test_a_validator_lets_through_what_is_right(validator, value):
    assert list(validator.faults(value)) == []


@pytest.mark.parametrize(("validator", "value", "code"), WRONG, ids=kind)
def test_a_validator_says_what_kind_of_fault_it_found(validator, value, code):
    assert [fault.code for fault in validator.faults(value)] == [code]


def test_a_blank_around_a_name_is_refused_with_the_name_to_write():
    assert fields.name.faults(" Kent ")[0].suggestion == "Write 'Kent'"


def test_a_datetime_is_refused_as_a_day_with_how_to_make_one():
    assert _validators.day.faults(NOON)[0].suggestion == "Drop the time of day: value.date()"


def test_the_bare_value_of_an_enum_is_refused_with_the_member_to_write():
    (fault,) = _validators.member(Party).faults("local policing body")
    assert fault.message == "'local policing body' is text, not a party"
    assert fault.suggestion == "Write ncpi.vocabulary.Party.LOCAL_POLICING_BODY"


def test_a_misspelt_value_of_an_enum_is_refused_with_the_nearest():
    (fault,) = _validators.member(Party).faults("inspectorat")
    assert fault.suggestion.startswith("Did you mean 'inspectorate'? Choose from: 'inspectorate'")


def test_every_element_that_is_wrong_is_found_with_its_place():
    found = _validators.each(fields.name).faults(("a", 5, "b", ""))
    assert [(fault.path, fault.code) for fault in found] == [("[1]", "type"), ("[3]", "empty")]


def test_every_value_that_is_wrong_is_found_with_its_key():
    counts = FrozenMapping({"good": -1, "adequate": 5, "inadequate": "x"})
    found = _validators.each_value(fields.whole()).faults(counts)
    assert [fault.path for fault in found] == ["good", "inadequate"]


def test_elements_may_have_to_differ_in_what_names_them():
    twice = tuple(ncpi.Finding(key=key, text="t") for key in ("a", "b", "a"))
    (fault,) = _validators.unique(_validators.instance(ncpi.Finding), "key").faults(twice)
    assert fault.path == "[2]"
    assert fault.message == "the key 'a' is repeated; it first appears at [0]"


def test_unhashable_elements_are_compared_by_equality():
    groups = _validators.unique(_validators.instance(dict))
    assert list(groups.faults(({"a": 1}, {"b": 2}))) == []
    (fault,) = groups.faults(({"a": 1}, {"b": 2}, {"a": 1}))
    assert (fault.path, fault.code) == ("[2]", "repeated")
    assert fault.message == "{'a': 1} is repeated; it first appears at [0]"


@attrs.frozen
class Labelled:
    """A class with an attribute that may be unhashable."""

    label: object


def test_unhashable_attributes_are_compared_by_equality():
    labelled = _validators.unique(_validators.instance(Labelled), "label")
    assert list(labelled.faults((Labelled([1]), Labelled([2])))) == []
    (fault,) = labelled.faults((Labelled([1]), Labelled([1])))
    assert fault.message == "the label [1] is repeated; it first appears at [0]"


def test_a_missing_attribute_is_a_fault_of_each_element_that_lacks_it():
    findings = (ncpi.Finding(key="a", text="t"), ncpi.Finding(key="b", text="t"))
    found = _validators.unique(_validators.instance(ncpi.Finding), "keyy").faults(findings)
    assert [(fault.path, fault.code) for fault in found] == [("[0]", "missing"), ("[1]", "missing")]
    assert found[0].message == "a finding has no attribute 'keyy'"


def test_distinct_takes_an_attribute_of_elements_that_are_no_records():
    @attrs.frozen(kw_only=True)
    class Yearly(Checked):
        days: Annotated[tuple[dt.date, ...], fields.distinct("year")] = ()

    assert Yearly(days=(dt.date(2018, 8, 30), dt.date(2019, 8, 30)))
    with pytest.raises(InvalidError, match="the year 2018 is repeated"):
        Yearly(days=(dt.date(2018, 8, 30), dt.date(2018, 9, 1)))


def test_distinct_rejects_an_attribute_that_the_declared_elements_do_not_have():
    @attrs.frozen(kw_only=True)
    class Misspelt(Checked):
        findings: Annotated[tuple[ncpi.Finding, ...], fields.distinct("keyy")] = ()

    with pytest.raises(SubclassError, match=r"findings: a finding has no attribute 'keyy'; did"):
        Misspelt()


def test_distinct_accepts_a_nested_attribute_a_property_and_an_optional_tuple():
    @attrs.frozen(kw_only=True)
    class Spelt(Checked):
        links: Annotated[tuple[ncpi.StatusEvent, ...] | None, fields.distinct("dated.year")] = None

    events = [
        ncpi.StatusEvent(party="force", dated=f"2019-0{month}-01", status="completed")
        for month in (1, 2)
    ]
    assert Spelt().links is None
    with pytest.raises(InvalidError, match=r"the dated.year 2019 is repeated"):
        Spelt(links=tuple(events))


def test_a_fault_of_either_names_every_alternative():
    (fault,) = _validators.either(fields.whole(), _validators.day).faults(None)
    assert fault.message == "None is nothing (null), not a whole number or a date"
    (fault,) = _validators.either(fields.whole(5), _validators.truth).faults(3)
    assert fault.message == "3 is less than 5, and is a whole number, not true or false"


def test_a_fault_of_a_union_names_every_class():
    validator = fields.validator_of(ncpi.Finding | ncpi.Judgment)
    assert validator is not None
    (fault,) = validator.faults(5)
    assert fault.message == "5 is a whole number, not a finding or a judgment"


def test_validators_may_stand_inside_one_another():
    table = _validators.each(_validators.optional(_validators.each(fields.whole(1))))
    assert list(table.faults(((1, 2), None, ()))) == []
    assert [fault.path for fault in table.faults(((1, 0), None, (0,)))] == ["[0][1]", "[2][0]"]


@attrs.frozen(kw_only=True)
class Shelf:
    """A class of another project's, which is no record, with a validator on its field."""

    labels: tuple[str, ...] = attrs.field(validator=_validators.each(fields.name))


def test_a_validator_is_a_validator_that_names_the_class_the_field_and_every_fault():
    with pytest.raises(InvalidError) as caught:
        Shelf(labels=(5, "a", ""))
    assert caught.value.subject == "Shelf"
    assert [fault.path for fault in caught.value.faults] == ["labels[0]", "labels[2]"]
    said = str(caught.value).splitlines()[1]
    assert said == '  labels[0]: 5 is a whole number, not text. Put it in quotes: "5"'


def test_a_validator_never_changes_a_value():
    labels = ("a", "b")
    assert Shelf(labels=labels).labels is labels


def test_a_validator_may_be_made_from_any_check():
    even = Validator(lambda value: () if value % 2 == 0 else fields.text.faults(value))
    assert list(even.faults(2)) == []
    assert len(even.faults(3)) == 1


@attrs.frozen(kw_only=True)
class Stranger:
    """A class with validators that another project wrote."""

    gated: str = attrs.field(default="a", validator=fields.name)
    stock: int = attrs.field(default=1, validator=attrs.validators.instance_of(int))
    short: str = attrs.field(default="", validator=attrs.validators.max_len(3))
    own: int = attrs.field(default=1)
    free: object = None

    @own.validator
    def _refuse_two(self, _attribute, value):
        if value == 2:
            raise RuntimeError
        if value == 3:
            raise ValueError("too many", value)


def found(name: str, value: object) -> list[ncpi.errors.Fault]:
    made, field = Stranger(), attrs.fields_dict(Stranger)[name]
    object.__setattr__(made, name, value)
    return list(type_faults(Stranger, field, value) or validator_faults(field, made))


def test_the_faults_of_a_field_are_asked_for_whoever_wrote_its_validator():
    assert [fault.path for fault in found("gated", 5)] == ["gated"]
    assert found("stock", "x")[0].message == "'x' is text, not a whole number"
    assert "Length of 'short' must be <= 3: 4" in found("short", "four")[0].message
    assert (found("own", 2)[0].path, found("own", 2)[0].message) == ("own", "RuntimeError()")
    assert found("own", 3)[0].message == "too many"
    assert found("free", {"any": ["JSON"]}) == []
    assert found("stock", 5) == []


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u2800\u2800", "\u3164", "\U000e0041", "\ufe0f \u2060", "\xad"]
)
@pytest.mark.parametrize("check", [fields.name, fields.text])
def test_text_of_invisible_characters_only_is_refused_and_others_may_contain_them(check, unseen):
    (fault,) = check.faults(unseen)
    assert (fault.code, fault.message) == ("empty", "the text has only invisible characters")
    assert check.faults(f"a{unseen}b") == ()


@pytest.mark.parametrize(
    "missing",
    [float("nan"), np.float64("nan"), pd.NA, pd.NaT, np.datetime64("NaT", "D")],
)
@pytest.mark.parametrize("field", ["text", "day", "whole", "truth"])
def test_a_missing_value_of_another_library_is_never_text_nor_a_day(field, missing):
    checks = {
        "text": fields.text,
        "day": _validators.day,
        "whole": fields.whole(0),
        "truth": _validators.truth,
    }
    (fault,) = checks[field].faults(missing)
    assert fault.suggestion == "It stands for no value: write None, if the field allows it"


@pytest.mark.parametrize(
    ("check", "value", "advice"),
    [
        (fields.whole(0), np.int64(3), "Write 3"),
        (fields.whole(0), 3.0, "Write 3"),
        (fields.whole(0), 3.5, None),
        (fields.whole(0), True, None),
        (fields.whole(0), np.True_, None),
        (fields.whole(0), np.array([3]), "Pass one of its values: a field takes one"),
        (_validators.number(0, 9), np.float32(0.5), "Write 0.5"),
        (_validators.truth, np.True_, "Write True"),
        (_validators.truth, 1, None),
        (fields.text, np.str_("x"), "Write 'x'"),
        (fields.text, np.int64(3), "Write '3'"),
        (fields.text, Decimal("1.10"), "Write '1.10'"),
        (fields.text, dt.date(2024, 1, 5), "Write '2024-01-05'"),
        (fields.text, pd.Series(["x"]), "Pass one of its values: a field takes one"),
        (fields.text, 10**400, "Put it in quotes"),
        (_validators.day, np.datetime64("2024-01-05"), "Write date.fromisoformat('2024-01-05')"),
        (_validators.day, pd.Timestamp("2024-01-05"), "Drop the time of day: value.date()"),
    ],
)
def test_a_value_of_a_like_type_is_refused_with_what_to_write(check, value, advice):
    (fault,) = check.faults(value)
    assert (fault.code, fault.suggestion) == ("type", advice)


def test_an_enumeration_that_was_defined_again_is_named_with_what_to_run_again():
    """As a class is: in a notebook, a cell that is run twice defines it twice."""
    old, new = (enum.Enum("Rank", {"HIGH": "high"}, module="notebook") for _ in range(2))
    before = _validators.member(new).faults(old.HIGH)
    assert [fault.message for fault in before] == [
        "<Rank.HIGH: 'high'> was created before Rank was redefined"
    ]
    after = _validators.member(old).faults(new.HIGH)
    assert [fault.message for fault in after] == [
        "Rank was redefined after the class with this field"
    ]
    assert _validators.member(old).faults(old.HIGH) == ()


class Parsed:
    """A class that reads text, and may fail in a way of its own."""

    @classmethod
    def parse(cls, text):
        if text == "broken":
            raise RuntimeError(text)
        if text == "faulty":
            raise InvalidError([Fault("", "text", "it is faulty")])
        return cls()


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("right", "'right' is text, not a parsed", "Write Parsed.parse('right')"),
        ("faulty", "it is faulty", None),
        ("broken", "'broken' is text, not a parsed", None),
    ],
)
def test_text_in_place_of_what_is_read_from_text_says_how_to_read_it(text, message, advice):
    (fault,) = _validators.instance(Parsed).faults(text)
    assert (fault.message, fault.suggestion) == (message, advice)


@pytest.mark.parametrize(
    ("validator", "text", "value"),
    [
        (_validators.day, "2018-08-30", dt.date(2018, 8, 30)),
        (_validators.clock_time, "08:30", dt.time(8, 30)),
    ],
)
def test_text_in_place_of_a_date_or_a_time_says_how_to_read_it(validator, text, value):
    (fault,) = validator.faults(text)
    written = f"{type(value).__name__}.fromisoformat('{text}')"
    assert fault.suggestion == f"Write {written}"
    assert type(value).fromisoformat(text) == value


def test_a_date_in_place_of_its_text_is_refused_with_the_text():
    day = dt.date(2018, 8, 30)
    assert _validators.form_fault(dt.date, day).suggestion == 'Write "2018-08-30"'
    assert _validators.form_fault(dt.time, day).suggestion == "Write it as 08:30"
    assert _validators.form_fault(dt.datetime, day).suggestion == (
        "Write it as 2018-08-30T08:30:00+01:00"
    )


def test_every_value_of_a_mutable_collection_is_checked():
    faults = validator_of(dict[str, int]).faults({"a": 1, "b": "x", "c": "y"})
    assert [fault.value for fault in faults] == ["'x'", "'y'"]
    faults = validator_of(list[int]).faults([1, "x"])
    assert [fault.value for fault in faults] == ["'x'"]


def test_a_type_with_notes_that_have_no_hash_is_checked_like_the_type():
    validator = validator_of(Annotated[int, ["a note"]])
    assert validator.faults(5) == ()
    assert len(validator.faults("x")) == 1


@pytest.mark.parametrize(
    ("value", "frozen"),
    [
        (["a"], ("a",)),
        ({"a": 1}, FrozenMapping({"a": 1})),
        (("a",), ("a",)),
        ("a", "a"),
    ],
)
def test_a_value_is_frozen_as_the_alternative_that_it_fits(value, frozen):
    made = freezer_of(tuple[str, ...] | FrozenMapping[int])(value)
    assert (made, type(made)) == (frozen, type(frozen))


def test_a_tuple_of_the_wrong_length_is_left_for_the_validator():
    freeze = freezer_of(tuple[tuple[int, ...], tuple[int, ...]])
    assert freeze([[1], [2]]) == ((1,), (2,))
    assert freeze([[1]]) == ([1],)


def test_only_the_elements_that_can_be_changed_are_frozen_in_a_tuple_of_several_types():
    assert freezer_of(tuple[str, tuple[int, ...]])(["a", [2]]) == ("a", (2,))
    assert freezer_of(tuple[tuple[int, ...], str])([[2], "a"]) == ((2,), "a")


@pytest.mark.parametrize(
    ("value", "is_right"), [("a", True), (2, True), ("2", False), (2.0, False)]
)
def test_a_literal_is_any_one_of_its_values_and_of_its_type(value, is_right):
    assert (validator_of(Literal["a", 2]).faults(value) == ()) is is_right


def test_the_faults_that_another_packages_validator_raises_keep_their_paths():
    def refuse(made, attribute, value):
        raise InvalidError([Fault("number", "choice", "too odd"), Fault("other", "choice", "x")])

    @attrs.frozen(kw_only=True)
    class Odd(Checked):
        number: int = attrs.field(default=0, validator=refuse)

    with pytest.raises(InvalidError) as caught:
        Odd(number=1)
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [
        ("number", "too odd"),
        ("other", "x"),
    ]


@pytest.mark.parametrize(
    ("hint", "value", "frozen"),
    [
        (frozenset, {"a"}, frozenset({"a"})),
        (tuple, ["a"], ("a",)),
        (float, 1, 1.0),
    ],
)
def test_a_value_of_a_plain_type_is_frozen_too(hint, value, frozen):
    made = freezer_of(hint)(value)
    assert (made, type(made)) == (frozen, hint)


@pytest.mark.parametrize("turned", [1, -1])
def test_faults_inside_a_value_are_never_joined_with_one_of_the_whole(turned):
    faults = [Fault("[0]", "type", "5 is a whole number, not text", "5"), Fault("", "type", "x")]
    assert _validators.either_faults(faults[::turned]) == faults[::turned]
