"""A full example of every record of the model: between them they tell every field."""

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import Fault, InvalidError
from ncpi.fields import FrozenMapping
from ncpi.fields._annotations import hints_of
from ncpi.model import GRADE_SCALES, Record, record_class, record_tags
from ncpi.model.responses import ResponseAnswer
from ncpi.model.tracking import Tracker
from ncpi.vocabulary import (
    Basis,
    Completeness,
    ItemKind,
    JudgmentStatus,
    PeriodUnit,
    ReportKind,
)

_SAMPLES: Mapping[type, object] = {
    bool: True,
    int: 1,
    float: 1.0,
    date: date(2018, 8, 30),
    time: time(8, 30),
    ncpi.PartialDate: ncpi.PartialDate(year=2019, month=2, unknown_fields={"colour": "blue"}),
}
# Of the fields that a value of their type doesn't fit, or that have to fit each other.
_FITTING: Mapping[type[Record], Mapping[str, object]] = {
    ncpi.PartialDate: {"year": 2018, "month": 8, "day": 30, "season": None},
    ncpi.GradeScale: {"grades": ("fine", "poor"), "inflections": {"bad": "poor"}},
    ncpi.MergedCount: {"grades": ("requires improvement", "inadequate"), "count": 21},
    ncpi.CaseAudit: {
        "scale": GRADE_SCALES["ncpi-cases-2016"],
        "counts": {"good": 0, "inadequate": 11},
        "percentages": {"good": 0, "requires improvement": 48.0},
        "stated_total": 21,
    },
    ncpi.Judgment: {
        "status": JudgmentStatus.CARRIED_OVER,
        "grade": "adequate",
        "previous_grade": "good",
        "scale": GRADE_SCALES["ncpi-topics-2024"],
    },
    ncpi.Framework: {"themes": ("theme",)},
    ncpi.Crosswalk: {"match": "exact"},
    ncpi.OpeningHours: {"closes": time(17), "time_zone": "Europe/London"},
    ncpi.Body: {"key": "police/gwent"},
    ncpi.Timescale: {"immediately": False, "ongoing": False, "days": None, "weeks": None},
    ncpi.Finding: {"progress_basis": Basis.CODED},
    ncpi.CauseOfConcern: {"recommendations": ("key",)},
    ncpi.ItemCount: {"kind": ItemKind.AREA_FOR_IMPROVEMENT, "made": 6},
    ncpi.Report: {"kind": ReportKind.POST_INSPECTION_REVIEW},
    ncpi.ReportCompleteness: {"recommendations": Completeness.PARTIAL},
    ncpi.Deadline: {"reason": None},
    ncpi.DeadlineRule: {
        "unit": PeriodUnit.DAYS,
        "kinds": (ReportKind.INSPECTION,),
    },
    ResponseAnswer: {"reason_for_none": None},
    Tracker: {"body": "police/gwent"},
}


def _full(cls: type[Record]) -> Record:
    """A record with a value in each field, of text the name of the field."""
    fitting: dict[str, object] = {}
    for base in reversed(cls.__mro__):
        fitting |= _FITTING.get(base, {})
    given = {
        field.name: fitting[field.name]
        if field.name in fitting
        else _sample(hints_of(cls)[field.name], field)
        for field in attrs.fields(cls)
        if field.name != "unknown_fields"
    }
    return cls(**given, unknown_fields={"colour": "blue"})


def _sample(hint: Any, field: Any) -> Any:  # noqa: PLR0911 - one for each kind of type
    plain, arguments = get_origin(hint) or hint, get_args(hint)
    if hint == fields.Url:
        return f"https://example.org/{field.name}"
    if plain in (Annotated, Union, UnionType):
        return _sample(next(one for one in arguments if one is not NoneType), field)
    if plain is str:
        return field.name.replace("_", " ")
    if plain is tuple:
        return (_sample(arguments[0], field),)
    if plain is FrozenMapping:
        return {"key": _sample(arguments[0], field)}
    if plain in _SAMPLES:
        return _SAMPLES[plain]
    if issubclass(plain, Enum):
        return next(word for word in reversed(plain) if word is not field.default)
    return _full(plain)


EXAMPLES: tuple[Record, ...] = (
    *(
        _full(cls)
        for tag in record_tags()
        if (cls := record_class(tag)) and cls.__module__.startswith("ncpi.model.")
    ),
    ncpi.PartialDate(year=2018, season="summer"),
    ncpi.Deadline(
        what="an answer",
        due_from="police/gwent",
        reason="received on an unknown day",
        rule="rule",
        verified=False,
        report="report",
    ),
    ncpi.Timescale(immediately=True),
    ncpi.Timescale(weeks=6, by="2015-03-31", wording="in six weeks"),
    ncpi.Timescale(days=56),
    ncpi.Timescale(ongoing=True),
    ResponseAnswer(item="r#recommendation-1", reason_for_none="Done before the report."),
)


def _class_name(record: Record) -> str:
    return type(record).__name__


def _fields(*kinds: type) -> list[object]:
    """Of each class, the stated fields that hold one of *kinds*, each with its record."""
    found: dict[str, dict[str, Record]] = {}
    for record in EXAMPLES:
        for field in attrs.fields_dict(type(record)):
            if field != "unknown_fields" and isinstance(getattr(record, field), kinds):
                found.setdefault(_class_name(record), {})[field] = record
    return [
        pytest.param([(record, field) for field, record in fields.items()], id=name)
        for name, fields in found.items()
    ]


@pytest.fixture(scope="session")
def fault_of() -> Callable[[Callable[[str], object], str], Fault]:
    """Gives the only fault with which a function refuses a text."""

    def fault(parse: Callable[[str], object], text: str) -> Fault:
        with pytest.raises(InvalidError) as caught:
            parse(text)
        (found,) = caught.value.faults
        return found

    return fault


@pytest.fixture(scope="session")
def examples() -> tuple[Record, ...]:
    return EXAMPLES


@pytest.fixture(params=EXAMPLES, ids=_class_name)
def record(request: pytest.FixtureRequest) -> Record:
    """Each example in turn."""
    return request.param


@pytest.fixture(params=_fields(object))
def any_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class of records in turn."""
    return request.param


@pytest.fixture(params=_fields(Enum))
def enum_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class in turn that take a word of a closed list."""
    return request.param


@pytest.fixture(params=_fields(tuple))
def tuple_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class in turn that take several things."""
    return request.param


@pytest.fixture(params=_fields(date, ncpi.PartialDate))
def date_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class in turn that take a date."""
    return request.param
