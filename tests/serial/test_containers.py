"""Lists, sets, mappings and unions in a subclass's own fields: kept exactly, or refused."""

from __future__ import annotations

from collections.abc import (
    Mapping,
)
from datetime import date

import attrs
import pytest

import ncpi
from ncpi.fields import FrozenMapping

EMPTY: FrozenMapping = FrozenMapping()


@attrs.frozen(kw_only=True)
class Box(ncpi.Record):
    """No validators: what is kept and what is refused is the loader's doing alone."""

    TAG = "tests.box"

    texts: tuple[str, ...] = ()
    bare: tuple | None = None
    pair: tuple[str, int] | None = None
    nested: tuple[tuple[date, ...], ...] = ()
    names: frozenset[str] = frozenset()
    ratios: frozenset[float] = frozenset()
    hours: FrozenMapping[int] = EMPTY
    days: FrozenMapping[tuple[date, ...]] = EMPTY
    mapping: Mapping[str, int] = EMPTY
    several: tuple[str, ...] | None = None


@attrs.frozen(kw_only=True)
class Answer(ncpi.Answer):
    TAG = "tests.box-answer"


@attrs.frozen(kw_only=True)
class RatedAnswer(ncpi.Answer):
    TAG = "tests.box-rated-answer"

    rating: int = 0
    note: str | bytes | None = None


@attrs.frozen(kw_only=True)
class Nest(ncpi.Record):
    """Records in containers and unions, where a subclass may stand for its base."""

    TAG = "tests.nest"

    one: ncpi.Answer | None = None
    many: tuple[ncpi.Answer, ...] = ()
    optional_many: tuple[ncpi.Answer, ...] | None = None
    optional_each: tuple[ncpi.Answer | None, ...] = ()
    kept_by_name: FrozenMapping[ncpi.Answer] = EMPTY
    optional_by_name: FrozenMapping[ncpi.Answer] | None = None
    unordered: frozenset[ncpi.Answer] = frozenset()
    base_or_derived: ncpi.Answer | RatedAnswer | None = None
    answer_or_finding: ncpi.Answer | ncpi.Finding | None = None
    answer_or_text: ncpi.Answer | str | None = None
    date_or_word: ncpi.PartialDate | bool | None = None


def answer(kind=ncpi.Answer, **more):
    return kind(item="r#recommendation-1", basis=ncpi.vocabulary.Basis.CODED, **more)


RECORDS = [answer(), answer(Answer), answer(RatedAnswer, rating=3)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("texts", ("kent", "essex")),
        ("bare", (1, "x", None)),
        ("bare", (1, (2,))),
        ("pair", ("a", 1)),
        ("nested", ((date(2018, 1, 1),), ())),
        ("names", frozenset({"b", "a"})),
        ("hours", FrozenMapping({"b": 1, "a": 2})),
        ("days", FrozenMapping({"x": (date(2018, 1, 1),)})),
        ("mapping", FrozenMapping({"a": 1})),
        ("several", ("a", "b")),
        ("several", ()),
    ],
)
def test_a_collection_comes_back_as_it_was_down_to_its_type(survives, field, value):
    assert getattr(survives(Box(**{field: value})), field) == value


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
@pytest.mark.parametrize(
    ("field", "hold"),
    [
        ("one", lambda record: record),
        ("many", lambda record: (answer(), record)),
        ("optional_many", lambda record: (answer(), record)),
        ("optional_each", lambda record: (None, record)),
        ("kept_by_name", lambda record: FrozenMapping({"x": record})),
        ("optional_by_name", lambda record: FrozenMapping({"x": record})),
        ("unordered", lambda record: frozenset({record})),
        ("base_or_derived", lambda record: record),
        ("answer_or_finding", lambda record: record),
        ("answer_or_text", lambda record: record),
    ],
)
def test_a_record_in_a_container_or_union_comes_back_as_its_own_class(
    survives, field, hold, record
):
    survives(Nest(**{field: hold(record)}))


@pytest.mark.parametrize("value", [ncpi.PartialDate(year=2018), True, None])
def test_a_union_of_a_record_and_a_plain_type_keeps_either(survives, value):
    assert survives(Nest(date_or_word=value)).date_or_word == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("texts", "kent"),
        ("texts", {"a": 1}),
        ("texts", None),
        ("texts", 5),
        ("bare", "ab"),
        ("pair", ["a"]),
        ("pair", ["a", 1, 2]),
        ("names", "kent"),
        ("names", {"a": 1}),
        ("names", ["a", "a"]),
        ("hours", ["a"]),
        ("hours", [["a", 1]]),
        ("mapping", [["a", 1]]),
        ("several", "kent"),
    ],
)
def test_nothing_is_split_merged_or_put_in_order_on_loading(faults, document, field, written):
    ((path, code),) = faults(document("tests.box", **{field: written}))
    assert path == f"$.content.{field}"
    assert code in ("type", "repeated")


@pytest.mark.parametrize(
    ("field", "written", "place"),
    [
        ("texts", ["a", 1], "[1]"),
        ("pair", ["a", "1"], "[1]"),
        ("nested", [[], ["2018-01-01", "2018-02-30"]], "[1][1]"),
        ("names", ["a", None], "[1]"),
        ("hours", {"a": 1, "b": "2"}, ".b"),
        ("hours", {"a": 1, "two words": "2"}, "['two words']"),
        ("days", {"x": ["2018-01-01", 5]}, ".x[1]"),
        ("mapping", {"a": "1"}, ".a"),
        ("several", ["a", 1], "[1]"),
    ],
)
def test_a_fault_inside_a_container_names_its_place(faults, document, field, written, place):
    ((path, _),) = faults(document("tests.box", **{field: written}))
    assert path == f"$.content.{field}{place}"


def test_every_faulty_element_is_reported(faults, document):
    written = document("tests.box", texts=[1, "a", 2], hours={"a": "1", "b": 2, "c": None})
    assert [path for path, _ in faults(written)] == [
        "$.content.texts[0]",
        "$.content.texts[2]",
        "$.content.hours.a",
        "$.content.hours.c",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("texts", "text"),
        ("texts", {"a", "b"}),
        ("texts", (1,)),
        ("texts", None),
        ("pair", ("a",)),
        ("pair", ("a", 1, 2)),
        ("names", ("a",)),
        ("hours", FrozenMapping({"a": True})),
        ("hours", FrozenMapping({"\ud800": 1})),
    ],
)
def test_what_would_come_back_as_another_type_is_refused_on_storing(unstorable, field, value):
    (fault,) = unstorable(Box, **{field: value}).faults
    assert fault.path.startswith(f"$.content.{field}")


def test_a_set_is_written_in_one_order_whatever_its_hashes():
    many = [f"force {number}" for number in range(50)]
    texts = {ncpi.to_json(Box(names=frozenset(order))) for order in (many, many[::-1])}
    (text,) = texts
    assert text.index("force 10") < text.index("force 11") < text.index("force 12")


def test_equal_scales_are_written_in_the_same_bytes():
    spellings = [("A", "a"), ("B", "b")]
    one, other = (
        ncpi.GradeScale(key="k", title="t", grades=["a", "b"], inflections=order)
        for order in (spellings, spellings[::-1])
    )
    assert one == other
    assert ncpi.to_json(one) == ncpi.to_json(other)


def test_a_document_that_fits_two_members_of_a_union_is_refused_not_guessed(refusal, document):
    written = document("tests.nest", answer_or_finding={"key": "a"})
    paths = [fault.path for fault in refusal(written).faults]
    assert all(path.startswith("$.content.answer_or_finding") for path in paths)


def test_what_loads_strictly_loads_alike_when_unknown_keys_are_kept(document):
    span = {"year": 2018}  # fits a date; kept as unknown, it would fit a timescale too
    target = document("improvement-tracker.tracked-recommendation", key="1", text="t", target=span)
    import improvement_tracker

    strict = ncpi.from_json(target, improvement_tracker.TrackedRecommendation)
    assert strict.target == ncpi.PartialDate(year=2018)
    assert ncpi.from_json(target, unknown="keep") == strict


def test_an_unstorable_record_in_a_list_is_named_by_its_index(unstorable):
    good, bad = answer(RatedAnswer, note="a"), answer(RatedAnswer, note=b"b")
    found = unstorable(Nest(many=(good, bad, bad), kept_by_name=FrozenMapping({"x": bad}))).faults
    assert [fault.path for fault in found] == [
        "$.content.many[1].note",
        "$.content.many[2].note",
        "$.content.kept_by_name.x.note",
    ]


@pytest.mark.parametrize(
    ("field", "given", "message", "advice"),
    [
        ("texts", "kent", "'kent' is text, not a list", "Write a list, even for a single element"),
        ("pair", "kent", "'kent' is text, not a list", None),
        ("pair", ["kent"], "it has 1 element, not 2", None),
        ("pair", ["kent", 1, 2], "it has 3 elements, not 2", None),
    ],
)
def test_only_a_list_that_may_have_one_element_is_recommended_for_a_single_value(
    field, given, message, advice
):
    content = {"type": "tests.box", field: given}
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        ncpi.from_dict({"format": "ncpi", "version": 1, "content": content})
    (fault,) = caught.value.faults
    assert (fault.path, fault.message) == (f"$.content.{field}", message)
    assert fault.suggestion == advice
