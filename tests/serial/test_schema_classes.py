"""The JSON Schema of another package's records, and of fields of every kind."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum
from pathlib import Path
from typing import Annotated, Any, Literal, NewType

import attrs
import pytest
from jsonschema import Draft202012Validator

import ncpi
from ncpi import fields
from ncpi.errors import InvalidError, SubclassError
from ncpi.fields import FrozenMapping, _validators
from ncpi.serial.schema import json_schema
from ncpi.testing import make

SCHEMA: Any = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def faults(schema: Any, document: object) -> list[str]:
    """What a validator says against *document*, each with its place."""
    found = Draft202012Validator(schema).iter_errors(document)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def test_another_packages_class_is_described_with_its_own_fields():
    from improvement_tracker import TrackedRecommendation

    schema: Any = json_schema(TrackedRecommendation)
    own = schema["$defs"][TrackedRecommendation.TAG]["properties"]
    assert own["priority"] == {"enum": ["urgent", "routine"], "default": "routine"}
    assert own["owner"] == {"type": ["string", "null"]}
    assert own["hours"]["additionalProperties"]["maximum"] == 10_000
    assert own["text"] == SCHEMA["$defs"]["recommendation"]["properties"]["text"]


def test_another_packages_document_is_valid_if_its_classes_are_given():
    import improvement_tracker as tracker

    own = [cls for name in tracker.__all__ if _is_record(cls := getattr(tracker, name))]
    document = ncpi.to_dict(tracker.sample())
    assert faults(json_schema(*own), document) == []
    assert faults(SCHEMA, document) != []


def _is_record(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, ncpi.Record)


def test_another_packages_class_may_stand_wherever_its_base_may():
    from improvement_tracker import TrackedRecommendation

    report = make(ncpi.Report, recommendations=[make(TrackedRecommendation, owner="o")])
    schema = json_schema(ncpi.Report, TrackedRecommendation)
    document = ncpi.to_dict(report)
    assert faults(schema, document) == []
    document["content"]["recommendations"][0]["owner"] = 5
    assert faults(schema, document) != []


def test_a_class_that_wasnt_given_is_unknown_however_much_is_imported():
    from improvement_tracker import TrackedRecommendation

    report = make(ncpi.Report, recommendations=[make(TrackedRecommendation)])
    assert not VALIDATOR.is_valid(ncpi.to_dict(report))


def test_content_may_be_of_a_class_that_is_derived_from_the_one_given():
    schema = json_schema(ncpi.Body)
    assert faults(schema, ncpi.to_dict(make(ncpi.Force))) == []
    assert faults(schema, ncpi.to_dict(make(ncpi.Report))) != []


def test_only_what_the_given_classes_hold_is_defined():
    assert set(json_schema(ncpi.PressContact)["$defs"]) == {
        "opening-hours",
        "partial-date",
        "press-contact",
        "source",
    }


class Grade(IntEnum):
    LOW = 1
    HIGH = 2


class Spans(Enum):
    MANY = (1, 2)


Slug = NewType("Slug", str)


def holding(kind: Any, **how: Any) -> Any:
    """A class of records whose field `held` is typed *kind*."""
    body = {
        "TAG": "tests/~a holding",
        "held": attrs.field(**how),
        "__annotations__": {"held": kind},
    }
    made = type("Holding", (ncpi.Record,), {**body, "__module__": __name__})
    return attrs.frozen(kw_only=True)(made)


def held_by(cls: type[ncpi.Record]) -> Any:
    """What the schema says of the field `held`."""
    schema: Any = json_schema(cls)
    return schema["$defs"][cls.TAG]["properties"]["held"]


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        (str, "a", 5),
        (bool, True, 1),
        (int, 5, True),
        (float, 2.5, "2.5"),
        (date, date(2018, 8, 30), "2018-08"),
        (datetime, datetime(2018, 8, 30, 8, 30, tzinfo=UTC), "2018-08-30"),
        (time, time(8, 30), "8.30"),
        (time, time(8, 30, 5, 250), "08:30:60"),
        (Grade, Grade.HIGH, 3),
        (Literal["a", 1], "a", "b"),
        (Slug, "a", 5),
        (Annotated[str, "a slug"], "a", 5),
        (str | None, None, 5),
        (Literal["a"] | None, None, "b"),
        (int | str, "a", None),
        (tuple[str, ...], ("a", "b"), "ab"),
        (tuple[tuple[int, ...], ...], ((1,),), [1]),
        (tuple[int, str], (1, "a"), [1, "a", 2]),
        (Sequence[int], (1,), ["1"]),
        (frozenset[str], frozenset({"a", "b"}), ["a", "a"]),
        (FrozenMapping[int | None], FrozenMapping({"a": None}), {"a": "1"}),
        (FrozenMapping[int] | None, None, []),
        (ncpi.PartialDate, ncpi.PartialDate.parse("2018-08"), "2018-8"),
        (ncpi.Timescale | ncpi.PartialDate, ncpi.Timescale(months=1), "2018-8"),
        (ncpi.Body, make(ncpi.Force), {"type": "report"}),
        (ncpi.Body | None, make(ncpi.Force), {"type": "report"}),
        (ncpi.Body | None, None, "kent"),
    ],
    # A set is spelt in another order by every process.
    ids=lambda value: str(sorted(value) if isinstance(value, frozenset) else value),
)
def test_a_field_of_a_kind_is_described_as_it_is_written(kind, value, wrong):
    cls = holding(kind)
    schema = json_schema(cls)
    Draft202012Validator.check_schema(held_by(cls))
    document = ncpi.to_dict(cls(held=value))
    assert faults(schema, document) == []
    document["content"]["held"] = wrong
    with pytest.raises(InvalidError):
        ncpi.from_dict(document)
    assert faults(schema, document) != []


@attrs.frozen(kw_only=True)
class Untyped(ncpi.Record):
    TAG = "tests.untyped"

    held = attrs.field(default=None)


@pytest.mark.parametrize("kind", [Any, object], ids=str)
def test_a_field_that_may_hold_anything_is_described_so(kind):
    assert held_by(holding(kind)) == {}


def test_a_field_without_a_type_may_hold_anything():
    assert held_by(Untyped) == {}


@pytest.mark.parametrize(
    ("kind", "validator", "words"),
    [
        (str, fields.name, {"minLength": 1, "maxLength": 1000}),
        (str | None, _validators.optional(fields.text), {"maxLength": 500_000, "minLength": 1}),
        (int, fields.whole(2, 5), {"minimum": 2, "maximum": 5}),
        (int, fields.whole(2), {"minimum": 2}),
        (tuple[int, ...], _validators.unique(fields.whole()), {"uniqueItems": True}),
        (
            tuple[int, ...],
            _validators.each(fields.whole()),
            {"items": {"type": "integer", "minimum": 0}},
        ),
    ],
)
def test_what_a_validator_asks_for_is_asked_by_the_schema(kind, validator, words):
    cls = holding(kind, validator=validator)
    held = held_by(cls)
    assert held.items() >= words.items()


def test_elements_that_differ_in_some_attributes_only_arent_asked_to_differ_as_a_whole():
    validator = _validators.unique(_validators.instance(ncpi.Finding), "key")
    cls = holding(tuple[ncpi.Finding, ...], validator=validator)
    held = held_by(cls)
    assert "uniqueItems" not in held


def test_a_strangers_validator_asks_for_nothing_here():
    cls = holding(int, validator=attrs.validators.ge(5))
    held = held_by(cls)
    assert held == {"type": "integer"}


class Stranger:
    """Nothing that ncpi knows."""


@pytest.mark.parametrize(
    "kind",
    [Stranger, Stranger | None, tuple[Stranger, ...], bytes, Path, dict[int, str], Spans],
    ids=str,
)
def test_a_type_that_cant_be_described_is_refused_with_the_fields_name(kind):
    with pytest.raises(InvalidError) as caught:
        json_schema(holding(kind))
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("held", "unstorable")


def test_every_field_that_cant_be_described_is_named():
    cls = attrs.frozen(kw_only=True)(
        type(
            "TwoStrange",
            (ncpi.Record,),
            {
                "TAG": "tests.two-strange",
                "__module__": __name__,
                "__annotations__": {"first": Stranger, "fine": int, "second": bytes},
            },
        )
    )
    with pytest.raises(InvalidError) as caught:
        json_schema(cls)
    assert [fault.path for fault in caught.value.faults] == ["first", "second"]


def test_a_base_that_is_never_stored_itself_is_described_by_what_derives_from_it():
    schema: Any = json_schema(ncpi.Sourced)
    assert "report" in schema["$defs"]
    assert "timescale" not in schema["properties"]["content"]["properties"]["type"]["enum"]


@attrs.frozen(kw_only=True)
class Bare(ncpi.Record):
    TAG = ""


def test_a_base_that_nothing_derives_from_is_refused():
    with pytest.raises(InvalidError, match="abstract base class"):
        json_schema(Bare)


class Undecorated(ncpi.Timescale):
    pass


def test_a_class_that_isnt_decorated_is_refused_with_the_remedy():
    with pytest.raises(InvalidError, match="put @attrs"):
        json_schema(Undecorated)


def test_a_type_that_cant_be_found_is_refused_with_the_classs_name():
    with pytest.raises(SubclassError, match="Holding"):
        json_schema(holding("Nowhere"))


@pytest.mark.parametrize("given_instead", [5, "report", Stranger, ncpi.Timescale()], ids=str)
def test_what_is_no_class_of_records_is_refused(given_instead):
    with pytest.raises(InvalidError, match="not a class of records"):
        json_schema(given_instead)
