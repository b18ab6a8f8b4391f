"""A subclass's own hooks and annotations can't switch the checks off."""

import dataclasses
import enum
from collections.abc import (
    Collection,
    Container,
    Iterable,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Sequence,
)
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Generic, NewType, Protocol, Self, TypedDict, TypeVar

import attrs
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import Fault, InvalidError, SubclassError
from ncpi.fields import FrozenMapping
from ncpi.fields._checked import Checked, checking_of

T = TypeVar("T")
Badge = NewType("Badge", str)


class Typed(TypedDict):
    whole: int


@attrs.define
class Changeable:
    whole: int


@dataclasses.dataclass
class ChangeableToo:
    whole: int


class Shaped(Protocol):
    whole: int


@attrs.frozen(kw_only=True)
class Ended(ncpi.DateSpan):
    """A span whose hook sets its end."""

    TAG = "tests.checked-ended"
    ending: Any = None

    def __attrs_post_init__(self):
        object.__setattr__(self, "end", self.ending)


def test_what_a_hook_sets_is_checked_against_the_other_fields():
    """A hook can't leave an object that the constructor would have refused."""
    with pytest.raises(InvalidError) as caught:
        Ended(start="2018", ending="x")
    assert [fault.path for fault in caught.value.faults] == ["end"]


@attrs.frozen(kw_only=True)
class Shortened(Checked):
    """Its hook changes one field, and each field alone stays valid."""

    low: int = 0
    high: int = 9
    by: int = 0
    late: int = attrs.field(init=False)

    def __attrs_post_init__(self):
        object.__setattr__(self, "high", self.high - self.by)
        object.__setattr__(self, "late", "late" if self.by == 1 else self.by)

    def _inconsistencies(self):
        if self.low > self.high:
            yield Fault("high", "inconsistent", "high is below low")


def test_the_checks_between_fields_run_again_after_a_hook():
    """What a hook changes may contradict a field that it leaves alone."""
    assert Shortened(by=9).high == 0
    with pytest.raises(InvalidError, match="high is below low"):
        Shortened(by=10)
    with pytest.raises(InvalidError, match="late: 'late' is text"):
        Shortened(by=1)


def test_a_class_that_overrides_the_hook_of_attrs_is_refused():
    """attrs would skip our checks of the class without a word."""
    with pytest.raises(SubclassError, match="Write __init_subclass__ instead"):

        class Overriding(ncpi.Source):
            TAG = "tests.checked-overriding"

            @classmethod
            def __attrs_init_subclass__(cls):
                pass

    class Mixin:
        __slots__ = ()

        @classmethod
        def __attrs_init_subclass__(cls):
            pass

    with pytest.raises(SubclassError, match=r"Mixed: it overrides __attrs_init_subclass__"):

        class Mixed(Mixin, ncpi.Source):
            TAG = "tests.checked-mixed"


def test_a_class_may_have_an_init_subclass_with_options():
    """Python's own hook stays free for a subclass to use."""
    seen = []

    @attrs.frozen(kw_only=True)
    class Base(ncpi.Source):
        TAG = ""

        def __init_subclass__(cls, *, colour=None, **options):
            super().__init_subclass__(**options)
            seen.append(colour)

    class Derived(Base, colour="red"):
        TAG = "tests.checked-derived"

    assert seen[-1] == "red"


@pytest.mark.parametrize(
    ("hint", "advice"),
    [
        (Typed, "Typed is a dict, which can be changed; write a class decorated with @attrs"),
        (tuple[Typed, ...], "Typed is a dict"),
        (Typed | None, "Typed is a dict"),
        (Shaped, "Shaped is a protocol, whose objects can't be stored; name their class"),
        (tuple[Changeable, ...], "Changeable can be changed; decorate it with @attrs.frozen"),
        (ChangeableToo | None, "ChangeableToo can be changed; decorate it with @attrs.frozen"),
        (T, "~T can't be checked; write a class, or fields.JsonValue for JSON"),
        (tuple[T, ...], "~T can't be checked"),
        (list[int], r"list can be changed; write tuple\[int, ...\]"),
        (dict, r"dict can be changed; write Mapping\[str, str\]"),
        (tuple[set[str], ...], r"set can be changed; write frozenset\[str\]"),
        (Iterable[ncpi.Finding], r"Iterable can be changed; write tuple\[Finding, ...\]"),
        (Collection[str], r"Collection can be changed; write tuple\[str, ...\]"),
        (Container[str], r"Container can be changed; write tuple\[str, ...\]"),
        (MutableSequence[str], r"MutableSequence can be changed; write tuple\[str, ...\]"),
        (MutableSet[str], r"MutableSet can be changed; write frozenset\[str\]"),
        (MutableMapping[str, int], r"MutableMapping can be changed; write Mapping\[str, int\]"),
        (bytearray, "bytearray can be changed; write bytes"),
        (Mapping[int, str], r"the keys of a mapping are text; write Mapping\[str, str\]"),
    ],
    ids=str,
)
def test_a_type_that_cannot_be_checked_or_frozen_is_refused_with_what_to_write(hint, advice):
    """No field is left unchecked or mutable because of its annotation."""
    body = {"held": None, "__annotations__": {"held": hint}, "__module__": __name__}
    cls = attrs.frozen(kw_only=True)(type("Held", (Checked,), body))
    with pytest.raises(SubclassError, match=f"held: {advice}"):
        cls()


@attrs.frozen(kw_only=True)
class Untyped(Checked):
    """A class whose fields have no annotations."""

    held = attrs.field(default=None)


@attrs.frozen(kw_only=True)
class Bare(Checked):
    """A class whose annotations name no elements."""

    several: Sequence = ()
    row: tuple = ()
    table: Mapping = FrozenMapping()
    kinds: AbstractSet = frozenset()


def test_a_collection_without_a_type_of_elements_holds_json_that_cannot_be_changed():
    """A bare name of a collection is as safe as a full one."""
    bare = Bare(several=[1, [2]], row=[{"a": [3]}], table={"a": [4]}, kinds={5})
    assert (bare.several, bare.row) == ((1, (2,)), (FrozenMapping({"a": (3,)}),))
    assert (bare.table, bare.kinds) == (FrozenMapping({"a": (4,)}), frozenset({5}))
    assert hash(bare) == hash(bare)
    with pytest.raises(InvalidError) as caught:
        Bare(several="ab", row=[b"x"], table=[], kinds=["a"])
    assert [fault.path for fault in caught.value.faults] == ["several", "row[0]", "table", "kinds"]


@attrs.frozen(kw_only=True)
class Boxed(Checked, Generic[T]):
    """A generic class; it is of use only with a type for its variable."""

    one: T
    many: tuple[T, ...] = ()
    up: Self | None = None


@attrs.frozen(kw_only=True)
class Renamed(Boxed[Badge], Generic[T]):
    """What it hands on to its base is another type than its own variable."""

    other: T | None = None


@attrs.frozen(kw_only=True)
class Ranked(Renamed[int]):
    """No variable is left."""


def test_a_subclass_of_a_generic_class_is_checked_by_what_its_variables_stand_for():
    """A type variable is checked once a subclass says what it stands for; so is Self."""
    ranked = Ranked(one="a", many=["b"], other=3)
    assert Ranked(one="a", up=ranked).up == ranked
    with pytest.raises(InvalidError) as caught:
        Ranked(one=1, many=["b", 2], other="3", up=Bare())
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["one", "many[1]", "up", "other"]


def test_a_field_without_a_type_holds_json_and_nothing_else():
    """What is not said to be something else is JSON, and immutable."""
    assert Untyped(held=[{"b": [1], "a": None}]).held == (FrozenMapping({"a": None, "b": (1,)}),)
    with pytest.raises(InvalidError, match=r"held\[0\].a: \{1\} is a set, which has no order, not"):
        Untyped(held=[{"a": {1}}])


def test_a_union_with_anything_is_frozen_as_json_is():
    """A list is a JSON value, so another type beside it doesn't keep it a list."""

    @attrs.frozen(kw_only=True)
    class Either(Checked):
        held: Any | enum.Enum = None
        other: fields.JsonValue | ncpi.Source = None

    source = ncpi.Source(title="t")
    either = Either(held=[1], other=source)
    assert (either.held, either.other) == ((1,), source)


def test_a_hook_that_fails_leaves_nothing_behind():
    """The next object is checked, although the one before broke off."""

    @attrs.frozen(kw_only=True)
    class Failing(Checked):
        one: int = 0

        def __attrs_post_init__(self):
            if self.one == 1:
                raise RuntimeError

    for _ in range(50):
        with pytest.raises(RuntimeError):
            Failing(one=1)
        with pytest.raises(InvalidError):
            Failing(one="x")


def test_how_a_class_is_checked_is_worked_out_once():
    """The second object of a class costs no more than its checks."""
    assert checking_of(Untyped) is checking_of(Untyped)


@attrs.frozen(kw_only=True)
class Wide(Checked):
    """A class whose field takes any whole number from 0."""

    number: Annotated[int, fields.whole()] = 0


@attrs.frozen(kw_only=True)
class Narrow(Wide):
    """The same field, with a limit of its own."""

    number: Annotated[int, fields.whole(-9, 3)] = 0


def test_a_field_named_again_is_checked_as_in_the_base_and_as_in_the_subclass():
    """A subclass can narrow a field and can't widen it."""
    assert Narrow(number=3).number == 3
    for wrong in (4, -1):
        with pytest.raises(InvalidError, match="number"):
            Narrow(number=wrong)
    assert Wide(number=4).number == 4
