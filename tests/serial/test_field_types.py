"""Fields of a subclass whose types JSON has no word for: refused by name, or kept exactly."""

# Evaluated at once: the classes below are made in a function, with the type that is asked.
import dataclasses
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Collection, Iterable, MutableSequence, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypedDict, TypeVar
from uuid import UUID

import attrs
import pytest

import ncpi
from ncpi.errors import NcpiError


class Listed(Enum):
    MANY = [1]  # noqa: RUF012 - an enum whose value has no hash is the case


class Named(NamedTuple):
    whole: int
    text: str = "x"


class Typed(TypedDict):
    whole: int


class Shaped(Protocol):
    whole: int


T = TypeVar("T")


@attrs.frozen
class Holder:
    """A class of someone's with a dict inside."""

    typed: Typed


@attrs.frozen
class Plain:
    """A class of someone's that knows nothing of ncpi."""

    whole: int
    text: str = "x"
    deeper: "Plain | None" = None


@dataclasses.dataclass(frozen=True)
class Data:
    whole: int
    text: str = "x"


def record_with(kind: Any) -> Any:
    """A record whose field `held` is typed *kind*."""
    body = {"TAG": "tests.held", "held": None, "__annotations__": {"held": kind}}
    made = type("Holding", (ncpi.Record,), {**body, "__module__": __name__})
    return attrs.frozen(kw_only=True)(made)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (bytes, b"x"),
        (Decimal, Decimal("1.5")),
        (UUID, UUID(int=1)),
        (timedelta, timedelta(1)),
        (complex, 1j),
        (type, int),
        (Callable[[], int], len),
        (Listed, Listed.MANY),
        (Iterable[str], ("a",)),
        (Collection[str], ("a",)),
        (MutableSequence[str], ["a"]),
        (deque[str], deque("a")),
        (OrderedDict[str, int], OrderedDict(a=1)),
        (Typed, {"whole": 1}),
        (tuple[Typed, ...], ({"whole": 1},)),
        (Typed | None, {"whole": 1}),
        (Holder, Holder({"whole": 1})),
        (Shaped, Plain(1)),
        (tuple[T, ...], (1,)),
        (Counter[str], Counter("a")),
        (dict[int, str], {1: "a"}),
        (Path, Path("x")),
    ],
    ids=str,
)
def test_a_type_that_cannot_be_kept_is_refused_on_storing_with_the_fields_name(kind, value):
    with pytest.raises(NcpiError, match="held"):
        ncpi.to_json(record_with(kind)(held=value))


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Iterable[str], "kent"),
        (Collection[str], "kent"),
        (MutableSequence[str], "kent"),
        (Sequence[str], "kent"),
        (Sequence[str], ["a", 1]),
        (AbstractSet[str], "kent"),
        (deque[str], "kent"),
        (OrderedDict[str, int], {"a": "1"}),
        (Counter[str], {"a": "1"}),
        (bytes, 3),
        (bytes, [1]),
        (Path, 5),
        (Named, {"whole": "1"}),
        (Named, ["1"]),
        (Named, "1"),
        (Named, [1, "x", "too many"]),
    ],
    ids=str,
)
def test_nothing_is_converted_for_a_type_that_cannot_be_kept(refusal, document, kind, written):
    record_with(kind)
    for fault in refusal(document("tests.held", held=written)).faults:
        assert fault.path.startswith("$.content.held")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Sequence[str], ("kent", "essex")),
        (AbstractSet[str], frozenset({"a", "b"})),
        (Named, Named(1)),
        (tuple[Named, ...], (Named(1, "y"),)),
    ],
)
def test_an_abstract_or_named_collection_is_kept(survives, kind, value):
    survives(record_with(kind)(held=value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Plain, Plain(1, deeper=Plain(2))),
        (Plain | None, Plain(1)),
        (tuple[Plain, ...], (Plain(1), Plain(2, "y"))),
        (Data, Data(1)),
        (tuple[Data, ...], (Data(1), Data(2, "y"))),
    ],
    ids=str,
)
def test_a_strangers_class_inside_a_record_is_kept(survives, kind, value):
    survives(record_with(kind)(held=value))


@pytest.mark.parametrize("unknown", ["error", "keep"])
@pytest.mark.parametrize("kind", [Plain, Data, Plain | None], ids=str)
def test_an_unknown_key_of_a_strangers_class_is_never_dropped(faults, document, kind, unknown):
    record_with(kind)
    written = document("tests.held", held={"whole": 1, "strange": 2})
    assert faults(written, unknown=unknown) == [("$.content.held.strange", "unknown-key")]


@pytest.mark.parametrize("kind", [Plain, Data], ids=str)
def test_nothing_is_converted_inside_a_strangers_class(faults, document, kind):
    record_with(kind)
    written = document("tests.held", held={"whole": "1"})
    assert faults(written) == [("$.content.held.whole", "type")]


@pytest.mark.parametrize("kind", [Plain, Data], ids=str)
def test_a_key_that_a_strangers_class_asks_for_is_reported_missing(faults, document, kind):
    record_with(kind)
    assert faults(document("tests.held", held={})) == [("$.content.held.whole", "missing")]


@pytest.mark.parametrize("written", [5, "x", [1], True])
@pytest.mark.parametrize("kind", [Plain, Data], ids=str)
def test_what_is_no_object_is_refused_in_plain_words(refusal, document, kind, written):
    record_with(kind)
    (fault,) = refusal(document("tests.held", held=written)).faults
    assert (fault.path, fault.code) == ("$.content.held", "type")
    assert "not an object" in fault.message


def test_every_fault_inside_a_strangers_class_is_reported_with_its_path(faults, document):
    record_with(tuple[Plain, ...])
    held = [{"whole": "1", "text": 5}, {"whole": 1}, {"deeper": {"whole": None}}]
    assert sorted(faults(document("tests.held", held=held))) == [
        ("$.content.held[0].text", "type"),
        ("$.content.held[0].whole", "type"),
        ("$.content.held[2].deeper.whole", "type"),
        ("$.content.held[2].whole", "missing"),
    ]


def test_what_only_reports_equal_inside_a_strangers_class_is_refused(unstorable):
    (fault,) = unstorable(record_with(Plain)(held=Plain(whole=True))).faults
    assert fault.path.startswith("$.content.held")
