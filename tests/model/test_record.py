"""What holds for every record: see `conftest.py` for the examples."""

import copy
import datetime as dt
import inspect
import operator
import pickle
from collections.abc import Iterator
from enum import Enum

import attrs
import pytest

import ncpi
from ncpi import vocabulary
from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping
from ncpi.fields._arguments import default_of
from ncpi.model import Record, record_class, record_tags, responses, tracking
from ncpi.model._shown import fields_in_order
from ncpi.vocabulary import Progress, ReportKind

UNCHANGEABLE = (str, bool, int, float, type(None), dt.date, dt.time, Enum)


def through_pickle(value: object) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - the bytes are our own


def inside(value: object) -> Iterator[object]:
    """Everything that *value* is made of, itself first."""
    yield value
    parts: list[object] = []
    if isinstance(value, Record):
        parts = [getattr(value, field.name) for field in attrs.fields(type(value))]
    elif isinstance(value, FrozenMapping):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, tuple):
        parts = list(value)
    for part in parts:
        yield from inside(part)


def test_the_examples_tell_every_field_of_every_record_of_the_model(examples):
    entry = {
        (type(record), field.name)
        for record in examples
        for field in attrs.fields(type(record))
        if getattr(record, field.name) != default_of(field)
    }
    classes = [cls for tag in record_tags() if (cls := record_class(tag))]
    every = {
        (cls, field.name)
        for cls in classes
        if cls.__module__.startswith("ncpi.model.")
        for field in attrs.fields(cls)
    }
    assert every - entry == set()


def test_no_field_of_a_record_can_be_set_or_deleted(any_fields):
    for record, field in any_fields:
        held = getattr(record, field)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, field, held)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(record, field)
        assert getattr(record, field) is held


def test_no_attribute_can_be_added_to_a_record(record):
    with pytest.raises(AttributeError):
        record.remark = "mine"


def test_nothing_inside_a_record_can_be_changed(record):
    for part in inside(record):
        assert isinstance(part, (*UNCHANGEABLE, Record, FrozenMapping, tuple)), part


def test_what_a_caller_changes_afterwards_does_not_change_the_record():
    bodies, counts, unknown = ["police/kent"], {"good": 1}, {"a": ["b"]}
    report = ncpi.Report(
        key="k", title="t", kind=ReportKind.INSPECTION, bodies=bodies, unknown_fields=unknown
    )
    scale = ncpi.model.GRADE_SCALES["ncpi-cases-2016"]
    audit = ncpi.CaseAudit(scale=scale, counts=counts)
    bodies.append("police/essex")
    counts["good"] = 99
    unknown["a"].append("c")
    assert report.bodies == ("police/kent",)
    assert audit.count("good") == 1
    assert report.extra == {"a": ["b"]}


def test_what_a_record_hands_out_as_a_dict_is_a_copy():
    source = ncpi.Source(title="t", unknown_fields={"a": ["b"]})
    source.extra["a"].append("c")
    assert source.extra == {"a": ["b"]}


def test_a_record_is_hashable_and_equals_one_of_the_same_content(record):
    held = {field.name: getattr(record, field.name) for field in attrs.fields(type(record))}
    twin = type(record)(**held)
    assert twin is not record
    assert twin == record
    assert hash(twin) == hash(record)
    assert {record: "found"}[twin] == "found"


def test_two_records_that_differ_in_one_field_are_unequal(record):
    assert attrs.evolve(record, unknown_fields={"colour": "red"}) != record


def test_a_record_equals_only_its_exact_class():
    names = [ncpi.DatedName(name="Kent Police")]
    body = ncpi.Body(key="police/kent", names=names)
    force = ncpi.Force(key="police/kent", names=names)
    assert body != force
    assert force != body
    assert body.key == force.key


def test_a_record_equals_no_tuple_dict_or_text(record):
    assert record != attrs.astuple(record, recurse=False)
    assert record != attrs.asdict(record, recurse=False)
    assert record != str(record)


def test_records_have_no_order(record):
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            compare(record, record)


def test_a_record_survives_pickling_under_every_protocol(record):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(record, protocol))  # noqa: S301 - the bytes are our own
        assert again == record
        assert type(again) is type(record)
        assert hash(again) == hash(record)


def test_a_record_survives_copying(record):
    assert copy.copy(record) == record
    assert copy.deepcopy(record) == record


def test_a_pickled_record_is_still_frozen(record):
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        through_pickle(record).unknown_fields = ()


def test_the_arguments_of_a_record_are_keyword_only_and_visible_to_tools(record):
    parameters = inspect.signature(type(record)).parameters
    assert set(parameters) == set(attrs.fields_dict(type(record)))
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


def test_the_repr_of_a_record_is_one_line_of_printable_signs(record):
    assert repr(record).isprintable()


def test_the_repr_of_a_record_with_line_breaks_and_control_marks_is_one_printable_line():
    finding = ncpi.Finding(key="1", text="one\ntwo\x1b[31m\u202e\u2028three")
    assert repr(finding).isprintable()


def test_the_repr_of_a_record_pastes_back(examples):
    known = {name: getattr(ncpi, name) for name in ncpi.__all__}
    known |= {**vars(vocabulary), **vars(tracking), **vars(responses), "datetime": dt}
    # What is too long for one line has a summary in <...> instead.
    short = [record for record in examples if not repr(record).startswith("<")]
    assert len(short) > 10
    for record in short:
        assert eval(repr(record), known) == record  # noqa: S307 - the text is our own


def test_the_repr_of_a_report_is_a_short_summary(examples):
    report = next(record for record in examples if isinstance(record, ncpi.Report))
    assert repr(report) == (
        "<Report 'key': post-inspection review, 2019-02, "
        "1 recommendation, 1 finding, 1 case audit, 1 judgment>"
    )


def test_the_repr_leaves_out_what_says_nothing():
    assert repr(ncpi.Source(title="t")) == "Source(title='t')"


def test_sources_and_confidence_come_last():
    names = [field.name for field in fields_in_order(ncpi.Judgment)]
    assert names[-2:] == ["sources", "confidence"]


def test_evolving_a_record_checks_it_again():
    audit = ncpi.CaseAudit(
        scale=ncpi.model.GRADE_SCALES["ncpi-cases-2016"], counts={"good": 5}, stated_total=9
    )
    with pytest.raises(InvalidError) as caught:
        attrs.evolve(audit, stated_total=4)
    assert caught.value.faults[0].path == "stated_total"


@pytest.mark.parametrize(
    "bad", [{"a": object()}, {"a": {1, 2}}, {"a": float("nan")}, {1: "a"}, 5, "ab", ["ab"]]
)
def test_unknown_fields_that_json_cannot_say_are_refused_by_name(bad):
    with pytest.raises(InvalidError) as caught:
        ncpi.Source(title="t", unknown_fields=bad)
    assert caught.value.faults[0].path.startswith("unknown_fields")


def test_a_finding_may_be_made_from_an_iterator():
    answers = (
        ncpi.Answer(item=f"r#recommendation-{key}", basis=vocabulary.Basis.CODED) for key in "ab"
    )
    finding = ncpi.Finding(key="1", text="t", progress=Progress.IMPROVED, answers=answers)
    assert [answer.item.key for answer in finding.answers] == ["a", "b"]
