"""A plainly decorated subclass of another package is checked and frozen like ours."""

import enum
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NewType

import attrs
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import InvalidError, SubclassError
from ncpi.fields import FrozenMapping

Badge = NewType("Badge", str)


class Priority(enum.StrEnum):
    URGENT = "urgent"
    ROUTINE = "routine"


@attrs.frozen(kw_only=True)
class Plain(ncpi.Recommendation):
    TAG = "tests.plain"

    owner: str | None = None
    tags: tuple[str, ...] = ()
    pair: tuple[str, int] | None = None
    several: Sequence[int] = ()
    bare: Sequence = ()
    ranks: Mapping[Badge, int] = attrs.field(factory=FrozenMapping)
    words: frozenset[str] = frozenset()
    costs: Mapping[str, int] = attrs.field(factory=FrozenMapping)
    share: float = 0.0
    whole: int = 0
    truth: bool = False
    day: date | None = None
    priority: Priority = Priority.ROUTINE
    colour: Literal["red", "green"] = "red"
    badge: Badge | None = None
    target: ncpi.PartialDate | ncpi.Timescale | None = None
    source: ncpi.Source | None = None
    rank: Annotated[int, fields.whole(1, 9)] = 1
    short: str = attrs.field(default="a", validator=attrs.validators.max_len(3))
    named: fields.Name | None = None
    anything: Any = None
    payload: fields.JsonValue = None
    either: object | None = None


def plain(**changes):
    return Plain(key="1", text="t", **changes)


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("owner", 5, "type"),
        ("owner", b"x", "type"),
        ("owner", "\ud800", "text"),
        ("tags", "kent", "type"),
        ("tags", ["a", 5], "type"),
        ("tags", {"a"}, "type"),
        ("pair", ("a",), "type"),
        ("pair", ("a", "b"), "type"),
        ("several", "12", "type"),
        ("several", [1, True], "type"),
        ("words", ["a"], "type"),
        ("words", {"a", 5}, "type"),
        ("costs", {"a": "5"}, "type"),
        ("costs", [], "type"),
        ("costs", [("a", 1)], "type"),
        ("share", "0.5", "type"),
        ("share", True, "type"),
        ("share", 2**53, "type"),  # not every whole number from here on is a float too
        ("whole", True, "type"),
        ("whole", 1.0, "type"),
        ("truth", 1, "type"),
        ("day", "2018-08-30", "type"),
        ("day", "2018-02-30", "date"),
        ("priority", "urgent", "type"),
        ("priority", "soon", "choice"),
        ("colour", "blue", "choice"),
        ("badge", 5, "type"),
        ("target", "2018", "type"),
        ("target", 2018, "type"),
        ("source", "a page", "type"),
        ("rank", 10, "number"),
        ("named", " ", "empty"),
        ("anything", {1}, "type"),
        ("anything", [{"a": b"x"}], "type"),
        ("anything", {1: "a"}, "type"),
        ("payload", float("nan"), "number"),
        ("either", object(), "type"),
    ],
)
def test_a_value_that_the_annotation_does_not_allow_is_refused_and_named(field, wrong, code):
    with pytest.raises(InvalidError) as caught:
        plain(**{field: wrong})
    (fault,) = caught.value.faults
    assert (fault.path.partition("[")[0].partition(".")[0], fault.code) == (field, code)
    assert caught.value.subject == "Plain"


def test_the_text_of_an_enumeration_or_a_day_is_refused_with_what_to_write():
    with pytest.raises(InvalidError) as caught:
        plain(priority="urgent", day="2018-08-30")
    advice = [fault.suggestion for fault in caught.value.faults]
    assert advice == [
        "Write date.fromisoformat('2018-08-30')",
        f"Write {Priority.__module__}.Priority.URGENT",
    ]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("tags", ["a", "b"], ("a", "b")),
        ("pair", ["a", 1], ("a", 1)),
        ("several", [1, 2], (1, 2)),
        ("words", {"a"}, frozenset({"a"})),
        ("costs", {"a": 1}, FrozenMapping({"a": 1})),
        ("share", 1, 1.0),
        ("share", 1 - 2**53, float(1 - 2**53)),
        ("anything", ["a", {"b": [1]}], ("a", FrozenMapping({"b": (1,)}))),
        ("payload", {"b": [1], "a": None}, FrozenMapping({"a": None, "b": (1,)})),
        ("either", ["a"], ("a",)),
    ],
)
def test_what_can_be_changed_is_kept_as_what_cannot(field, given, kept):
    held = getattr(plain(**{field: given}), field)
    assert (type(held), held) == (type(kept), kept)


def test_a_set_is_shown_in_one_order_whatever_its_hashes():
    words = [f"force {number:02}" for number in range(8)]
    shown = plain(words=set(words))
    for view in (str(shown), repr(shown), shown._repr_html_(), shown._repr_markdown_()):
        places = [view.index(word) for word in words]
        assert places == sorted(places)


def test_a_validator_may_ask_for_another_field_when_all_faults_are_reported():
    @attrs.frozen(kw_only=True)
    class Ranged(ncpi.Source):
        TAG = "tests.ranged"
        low: int = 0
        high: int = attrs.field(default=9)

        @high.validator
        def _above(self, _attribute, value):
            if value < self.low:
                raise ValueError("high is below low")

    with pytest.raises(InvalidError) as caught:
        Ranged(title="", low=1)
    assert [fault.path for fault in caught.value.faults] == ["title"]
    document = {**ncpi.to_dict(Ranged(title="t"))}
    document["content"] |= {"title": "", "low": 1, "high": 0}
    with pytest.raises(InvalidError) as caught:
        ncpi.from_dict(document)
    found = {fault.path: fault.message for fault in caught.value.faults}
    assert found == {
        "$.content.title": "the text is empty",
        "$.content.high": "high is below low",
    }


def test_what_is_made_is_stored_and_loaded_without_loss():
    tracked = plain(
        owner="o",
        tags=["a"],
        pair=["a", 1],
        bare=["a", [1]],
        ranks={"a": 1},
        costs={"a": 1},
        share=1,
        day=date(2018, 8, 30),
        priority=Priority.URGENT,
        target=ncpi.Timescale(months=3),
    )
    assert ncpi.from_json(ncpi.to_json(tracked)) == tracked


def test_the_faults_of_a_base_and_of_a_subclass_are_reported_together():
    with pytest.raises(InvalidError) as caught:
        Plain(key=5, text="", owner=5, named=" ")
    paths = [fault.path for fault in caught.value.faults]
    assert sorted(paths) == ["key", "named", "owner", "text"]


def test_a_default_that_its_own_type_refuses_is_refused():
    @attrs.frozen(kw_only=True)
    class Careless(ncpi.Source):
        TAG = "tests.careless"
        owner: str = None

    assert Careless(title="t", owner="o").owner == "o"
    with pytest.raises(InvalidError):
        Careless(title="t")


CALLS = []


@attrs.frozen(kw_only=True)
class Overriding(ncpi.DateSpan):
    TAG = "tests.overriding"
    note: str | None = None

    def __attrs_post_init__(self):
        CALLS.append("first")


@attrs.frozen(kw_only=True)
class OverridingAgain(Overriding):
    TAG = "tests.overriding-again"

    def __attrs_post_init__(self):
        super().__attrs_post_init__()
        CALLS.append("second")


@pytest.mark.parametrize("cls", [Overriding, OverridingAgain])
@pytest.mark.parametrize(
    "wrong", [{"start": "2019", "end": "2018"}, {"start": "soon"}, {"note": 5}]
)
def test_the_checks_of_the_base_run_whatever_the_subclass_overrides(cls, wrong):
    CALLS.clear()
    with pytest.raises(InvalidError):
        cls(**wrong)
    assert CALLS == []


def test_each_class_of_a_family_has_its_own_post_init_run_once_base_first():
    CALLS.clear()
    OverridingAgain(start="2018")
    assert CALLS == ["first", "second"]


def test_a_post_init_may_make_another_object_of_its_class():
    @attrs.frozen(kw_only=True)
    class Nested(ncpi.DateSpan):
        TAG = "tests.nested"
        depth: int = 0

        def __attrs_post_init__(self):
            if self.depth:
                Nested(depth=self.depth - 1)
                with pytest.raises(InvalidError):
                    Nested(start="2019", end="2018")

    assert Nested(depth=2).depth == 2


def test_a_type_that_cannot_be_found_is_refused_with_the_way_out():
    @attrs.frozen(kw_only=True)
    class Lost(ncpi.Source):
        TAG = "tests.lost"
        owner: "NoSuchClass | None" = None  # noqa: F821 - that is the point

    with pytest.raises(SubclassError, match=r"Import it at run time.*top level of its module"):
        Lost(title="t")


@attrs.frozen(kw_only=True)
class Narrowing(ncpi.Report):
    """Names two fields of its base again, and says less of them."""

    TAG = "tests.narrowing"

    key: str
    recommendations: tuple[ncpi.Recommendation, ...] = ()


def test_a_field_that_a_subclass_names_again_is_still_checked_as_in_the_base():
    one = ncpi.Recommendation(key="1", text="Act.")
    with pytest.raises(InvalidError) as caught:
        Narrowing(key=" ", title="t", kind="inspection", recommendations=[one, one])
    assert {fault.path for fault in caught.value.faults} == {"key", "recommendations[1]"}
