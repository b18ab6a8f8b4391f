"""Guarantee 2: a value of the wrong kind is refused or kept; it never turns into another."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ncpi
from ncpi.errors import Fault, InvalidError
from ncpi.model import GRADE_SCALES
from ncpi.testing import instances, json_values, names, record_classes, records

Leaves = Callable[[dict[str, Any]], list[tuple[str, Any, Any]]]

# For what is tried on every class in turn.
FEW = settings(max_examples=max(3, settings.default.max_examples // 3))

IN_A_DOCUMENT = (
    None,
    True,
    False,
    0,
    1,
    7,
    5.0,
    "false",
    "7",
    "None",
    "kent",
    [],
    ["a"],
    {},
    {"a": 1},
)
IN_A_CALL = (
    None,
    True,
    0,
    7,
    5.0,
    "false",
    "7",
    "kent",
    b"kent",
    date(2018, 8, 30),
    datetime(2018, 8, 30, 8, 30, tzinfo=UTC),
    datetime(2018, 8, 30),  # noqa: DTZ001 - a naive one is what is to be refused
    time(8, 30),
    time(8, 30, tzinfo=UTC),
    Decimal(7),
    {"kent"},
    frozenset({"kent"}),
    object(),
)


def _plain(value: object) -> str:
    # As text, since 1, 1.0 and True are equal in Python.
    return json.dumps(value, sort_keys=True)


@given(data=st.data(), record=records())
def test_a_loader_refuses_any_value_in_another_kinds_place_or_keeps_it(
    leaves: Leaves, data: st.DataObject, record: ncpi.Record
) -> None:
    document = ncpi.to_dict(record)
    places = leaves(document)
    if not places:
        return
    path, holder, place = data.draw(st.sampled_from(places))
    was = holder[place]
    other = data.draw(
        st.sampled_from([value for value in IN_A_DOCUMENT if type(value) is not type(was)])
    )
    holder[place] = other
    faults, read = _read(document)
    if other is None:
        # Null says what an absent field says; what goes with that is the record's affair.
        assert faults or (read is not None and ncpi.from_dict(ncpi.to_dict(read)) == read)
        return
    if read is not None and type(was) is float and type(other) is int:
        # A whole number is a number: it is written again as one.
        holder[place] = float(other)
    if read is None:
        named = [fault for fault in faults if _at(fault.path, path)]
        # Where nothing was known, a value may be right in itself and not fit the rest.
        assert named or (was is None and faults)
        return
    assert _plain(ncpi.to_dict(read)) == _plain(document)


def _at(named: str, path: str) -> bool:
    """Whether a fault is named there, below, or on the object of which it is a part."""
    return named.startswith(path) or path.startswith(named)


def _read(document: dict[str, Any]) -> tuple[Sequence[Fault], ncpi.Record | None]:
    try:
        return (), ncpi.from_dict(document)
    except InvalidError as error:
        return error.faults, None


@pytest.mark.parametrize("cls", record_classes(), ids=lambda cls: cls.__name__)
@FEW
@given(data=st.data())
def test_a_constructor_refuses_any_value_in_another_kinds_place_or_keeps_it(
    cls: type[ncpi.Record], data: st.DataObject
) -> None:
    record = data.draw(instances(cls))
    for field in [field.name for field in attrs.fields(cls) if field.name != "unknown_fields"]:
        _refuses_or_keeps(record, field, data.draw(st.sampled_from(IN_A_CALL)))


def _refuses_or_keeps(record: ncpi.Record, field: str, other: object) -> None:
    try:
        made = attrs.evolve(record, **{field: other})
    except InvalidError:
        return
    held = getattr(made, field)
    if type(other) is date and isinstance(held, ncpi.PartialDate):
        assert held.exact == other
    elif type(other) is int and isinstance(held, float):
        assert held == other
    elif isinstance(held, Enum):
        assert held.value == getattr(other, "value", other)
    else:
        assert type(held) is type(other)
        assert held == other


@given(json_values() | st.sampled_from(IN_A_CALL))
def test_unknown_fields_are_a_json_object_or_refused(value: Any) -> None:
    try:
        record = ncpi.PartialDate(year=2018, unknown_fields=value)
    except InvalidError:
        assert not isinstance(value, dict)
    else:
        assert isinstance(value, dict) or all(isinstance(pair, list) for pair in value)
        assert _plain(record.extra) == _plain(dict(value))


@given(instances(ncpi.CaseAudit))
def test_a_grade_of_an_audit_means_itself(audit: ncpi.CaseAudit) -> None:
    for grade in audit.scale.grades:
        assert audit.count(grade) == audit.counts[grade]


@given(st.data(), names())
def test_a_scale_takes_no_spelling_away_from_its_own_grades(
    data: st.DataObject, grade: str
) -> None:
    """Whatever a scale is made with, it is refused, or each of its grades means itself."""
    spellings = [grade, grade.upper(), grade.casefold(), grade.title(), "another"]
    grades = data.draw(st.lists(st.sampled_from(spellings), min_size=2, max_size=3, unique=True))
    inflections = {data.draw(st.sampled_from(spellings)): data.draw(st.sampled_from(grades))}
    try:
        scale = ncpi.GradeScale(key="k", title="t", grades=grades, inflections=inflections)
    except InvalidError:
        return
    assert [scale.grade(own) for own in scale.grades] == list(scale.grades)


@given(st.sampled_from(sorted(GRADE_SCALES)), instances(ncpi.GradeScale))
def test_a_scale_is_kept_whole_even_under_a_shipped_scales_key(
    key: str, scale: ncpi.GradeScale
) -> None:
    look_alike = attrs.evolve(scale, key=key)
    audit = ncpi.CaseAudit(scale=look_alike, stated_total=1)
    assert ncpi.from_json(ncpi.to_json(audit), ncpi.CaseAudit).scale == look_alike
