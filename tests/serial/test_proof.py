"""What was stored and what came back are compared down to the types that ``==`` overlooks."""

from dataclasses import dataclass, field
from typing import Any

import attrs
import pytest

from ncpi.serial._codec.proof import alike


@attrs.frozen
class Record:
    """Another package's own, of attrs."""

    first: Any = 0
    second: Any = 0
    seen: Any = attrs.field(default=0, eq=False)


@dataclass(frozen=True)
class Plain:
    """Another package's own, of the standard library."""

    first: Any = 0
    second: Any = 0
    seen: Any = field(default=0, compare=False)


@pytest.mark.parametrize(
    "within",
    [
        lambda value: value,
        lambda value: [0, value],
        lambda value: [value, 0],
        lambda value: (value, 0),
        lambda value: {"a": 0, "b": value},
        lambda value: {"a": value, "b": 0},
        lambda value: {value, 5},
        Record,
        lambda value: Record(0, value),
        Plain,
        lambda value: Plain(0, value),
    ],
    ids=["alone", "list", "first", "tuple", "object", "1st", "set", "attrs", "2nd", "data", "last"],
)
def test_a_change_from_1_to_true_is_seen_wherever_it_stands(within):
    assert alike(within(1), within(1))
    changed = within(*[True])
    assert within(1) == changed
    assert not alike(within(1), changed)
    assert not alike(within(1), within(2))


def test_only_a_whole_number_may_come_back_as_a_number():
    assert alike(1, 1.0)
    assert not alike(1.0, 1)
    assert not alike(1, 1.5)


def test_what_is_shorter_or_longer_is_not_alike():
    assert not alike([1], [1, 2])
    assert not alike({"a": 1, "b": 1}, {"a": 1})


def test_what_a_class_does_not_compare_by_may_change():
    assert alike(Record(seen=1), Record(seen=2))
    assert alike(Plain(seen=1), Plain(seen=2))
