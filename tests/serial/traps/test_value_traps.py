"""What cattrs does to values, keys and errors if you let it, one test for each trap.

Each docstring says what goes wrong if nobody is watching.
"""

from datetime import UTC, date, datetime

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, NcpiError
from ncpi.fields import FrozenMapping
from ncpi.serial.lines import write_lines

pytestmark = pytest.mark.usefixtures("path")


@attrs.frozen(kw_only=True)
class Scalars(ncpi.Record):
    """No validators: conversion, if there is any, comes first."""

    TAG = "tests.traps-scalars"

    text: str = ""
    whole: int = 0
    number: float = 0.0
    truth: bool = False
    day: date | None = None
    texts: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    counts: FrozenMapping[int] = attrs.field(factory=FrozenMapping)


@pytest.mark.parametrize(
    ("field", "written", "place"),
    [
        ("truth", "false", ""),
        ("truth", 0, ""),
        ("text", None, ""),
        ("text", 7, ""),
        ("text", True, ""),
        ("whole", "7", ""),
        ("whole", True, ""),
        ("whole", 7.0, ""),
        ("number", "7.5", ""),
        ("number", True, ""),
        ("day", "2018-08-30T00:00:00", ""),
        ("day", 20180830, ""),
        ("texts", "kent", ""),
        ("texts", ["kent", None], "[1]"),
        ("names", "kent", ""),
        ("counts", {"kent": "5"}, ".kent"),
        ("counts", [["kent", 5]], ""),
    ],
)
def test_3_nothing_is_coerced_on_loading(loaded, field, written, place):
    """`bool("false")` is True, None becomes "None", "7" becomes 7, text a tuple of letters."""
    (fault,) = loaded(Scalars.TAG, **{field: written})
    assert fault.path == f"$.content.{field}{place}"
    assert fault.code in ("type", "date")


@pytest.mark.parametrize(
    ("field", "held"),
    [
        ("truth", 1),
        ("text", None),
        ("whole", True),
        ("number", True),
        ("texts", "kent"),
        ("day", datetime(2018, 8, 30, tzinfo=UTC)),
        ("names", ("kent",)),
    ],
    ids=str,
)
def test_3_what_would_come_back_as_another_type_is_refused_when_it_is_made(field, held):
    """attrs by itself lets a field without a validator hold whatever it is given."""
    with pytest.raises(InvalidError) as caught:
        Scalars(**{field: held})
    assert caught.value.faults[0].path.startswith(field)


RANKS = {"sergeant": 2}


def rank_of(word):
    RANKS[word]
    return word


def check_rank(_record, _field, word):
    if word == "chief":
        raise ValueError("there is no chief here")


@attrs.frozen(kw_only=True)
class Ranked(ncpi.Record):
    TAG = "tests.traps-ranked"

    rank: str = attrs.field(converter=rank_of, validator=check_rank)


def test_4_a_key_error_in_a_users_converter_is_not_reported_as_a_missing_field(loaded):
    """Any `KeyError` inside a hook is reported as "required field missing"."""
    (fault,) = loaded(Ranked.TAG, rank="bishop")
    assert (fault.path, fault.code != "missing") == ("$.content.rank", True)
    assert "bishop" in fault.message


def test_4_what_a_validator_says_is_reported_with_its_path(loaded, monkeypatch):
    """cattrs's own formatter throws the messages of validators away."""
    monkeypatch.setitem(RANKS, "chief", 9)
    (fault,) = loaded(Ranked.TAG, rank="chief")
    assert str(fault) == "$.content.rank: there is no chief here"


def test_5_an_unknown_key_is_named_with_the_object_that_holds_it(loaded):
    """`forbid_extra_keys` names the keys but not the object."""
    found = loaded(
        "report",
        key="k",
        title="t",
        kind="inspection",
        recommendations=[{"key": "1", "text": "t"}, {"key": "2", "text": "t", "txet": "u"}],
    )
    assert [fault.path for fault in found] == ["$.content.recommendations[1].txet"]


@attrs.frozen(kw_only=True)
class ForCheckers(ncpi.Record):
    TAG = "tests.traps-for-checkers"

    amount: "Decimal | None" = None  # noqa: F821 - the trap: nobody imports it when it runs


def test_8_a_type_imported_only_for_checkers_is_reported_with_how_to_mend_it(loaded, tmp_path):
    """A name imported only under `TYPE_CHECKING` makes cattrs raise `NameError`."""
    for act in (
        lambda: ncpi.to_json(ForCheckers()),
        lambda: ncpi.save(ForCheckers(), tmp_path / "record.yaml"),
        lambda: write_lines([ForCheckers()], tmp_path / "record.jsonl"),
    ):
        with pytest.raises(NcpiError, match=r"'Decimal'.*not under TYPE_CHECKING"):
            act()
    assert list(tmp_path.iterdir()) == []
    assert ["TYPE_CHECKING" in fault.message for fault in loaded(ForCheckers.TAG)] == [True]
