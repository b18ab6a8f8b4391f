"""How a record is laid out as a plain object."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.vocabulary import Basis, Confidence, Progress

FINDING = ncpi.Finding(
    key="a",
    text="Files say little of the child.",
    progress=Progress.NOT_IMPROVED,
    concern=True,
    answers=[ncpi.Answer(item="r#recommendation-1", basis=Basis.STATED)],
    sources=[ncpi.Source(title="the report")],
    confidence=Confidence.HIGH,
)


def content(record):
    return ncpi.to_dict(record)["content"]


def test_keys_stand_in_the_order_of_the_fields_with_the_sources_last():
    assert list(content(FINDING)) == [
        "type",
        "key",
        "text",
        "progress",
        "concern",
        "answers",
        "sources",
        "confidence",
    ]


def test_fields_that_hold_their_default_are_left_out():
    assert content(ncpi.Finding(key="a", text="t")) == {"type": "finding", "key": "a", "text": "t"}


def test_what_differs_from_the_default_is_written_even_if_it_is_false_or_nothing():
    assert content(ncpi.Finding(key="a", text="t", lasting=False))["lasting"] is False
    counted = ncpi.CaseAudit(scale=ncpi.model.GRADE_SCALES["peel"], counts={"good": 0})
    assert content(counted)["counts"] == {
        "outstanding": None,
        "good": 0,
        "adequate": None,
        "requires improvement": None,
        "inadequate": None,
    }


def test_a_type_is_written_only_where_the_field_does_not_say_it():
    report = ncpi.Report(key="k", title="t", kind=ncpi.vocabulary.ReportKind.INSPECTION)
    held = content(attrs.evolve(report, findings=[FINDING]))
    assert held["type"] == "report"
    assert "type" not in held["findings"][0]
    assert "type" not in held["findings"][0]["answers"][0]


def test_a_type_may_be_written_where_the_field_says_it_too():
    document = ncpi.to_dict(FINDING)
    document["content"]["answers"][0]["type"] = "answer"
    assert ncpi.from_dict(document) == FINDING


def test_a_type_that_does_not_belong_there_is_refused_with_what_does(refusal):
    document = ncpi.to_dict(FINDING)
    document["content"]["answers"][0]["type"] = "source"
    (fault,) = refusal(document).faults
    assert (fault.path, fault.code) == ("$.content.answers[0].type", "type")
    assert fault.message == "expected an answer, not a source"


def test_the_keys_of_an_object_may_stand_in_any_order():
    document = ncpi.to_dict(FINDING)
    document["content"] = dict(reversed(document["content"].items()))
    assert ncpi.from_dict(document) == FINDING


@attrs.frozen(kw_only=True)
class Aliased(ncpi.Record):
    """A private field is set by an argument without the underscore."""

    TAG = "tests.aliased"

    _secret: int = attrs.field(validator=ncpi.fields.whole(0, 9))
    given: int = attrs.field(default=0, alias="set_by")


def test_a_field_is_written_under_the_name_of_the_argument_that_sets_it(survives):
    record = Aliased(secret=1, set_by=2)
    assert content(record) == {"type": "tests.aliased", "secret": 1, "set_by": 2}
    survives(record)


def test_a_fault_of_such_a_field_is_named_by_the_key_in_the_document(faults, document):
    written = document("tests.aliased", set_by="x", secret=99)
    assert sorted(faults(written)) == [("$.content.secret", "number"), ("$.content.set_by", "type")]


@attrs.frozen(kw_only=True)
class Caching(ncpi.Record):
    """What isn't set by an argument, nor compared, is nobody's business but the object's."""

    TAG = "tests.caching"

    whole: int
    cache: int = attrs.field(default=0, init=False, eq=False, repr=False)


def test_a_field_that_is_neither_set_nor_compared_is_left_out(survives):
    record = Caching(whole=1)
    object.__setattr__(record, "cache", 5)
    assert content(record) == {"type": "tests.caching", "whole": 1}
    survives(record)


CLOCK = {"today": date(2018, 8, 30)}


@attrs.frozen(kw_only=True)
class Dated(ncpi.Record):
    """A default that is made anew for each object may be another one on the day of loading."""

    TAG = "tests.dated"

    recorded: date = attrs.field(factory=lambda: CLOCK["today"])
    once: int = 1
    twice: int = attrs.field(default=attrs.Factory(lambda self: self.once * 2, takes_self=True))


def test_a_default_that_changes_by_the_day_is_written_down(monkeypatch):
    record = Dated()
    text = ncpi.to_json(record)
    monkeypatch.setitem(CLOCK, "today", date(2026, 11, 23))
    assert ncpi.from_json(text) == record


@attrs.frozen(kw_only=True)
class Shouting(ncpi.Record):
    TAG = "tests.shouting"

    name: str = attrs.field(converter=str.upper, validator=attrs.validators.matches_re("[A-Z]+"))
    whole: int


def test_a_value_that_a_converter_puts_right_is_not_accused_beside_another(faults, document):
    assert ncpi.from_json(document("tests.shouting", name="abc", whole=1)).name == "ABC"
    written = document("tests.shouting", name="abc", whole="1")
    assert faults(written) == [("$.content.whole", "type")]


@attrs.frozen(kw_only=True)
class Counting(ncpi.Record):
    TAG = "tests.counting"

    whole: int = attrs.field(converter=lambda value: value + 1)


def test_what_a_converter_would_change_again_on_loading_is_refused(unstorable):
    (fault,) = unstorable(Counting(whole=1)).faults
    assert (fault.path, fault.code) == ("$.content.whole", "unstorable")


@attrs.frozen(kw_only=True)
class Tree(ncpi.Record):
    TAG = "tests.tree"

    child: "Tree | None" = None


def tree_of(depth):
    tree = Tree()
    for _ in range(depth):
        tree = Tree(child=tree)
    return tree


def depth_of(tree):
    depth = 0
    while tree.child is not None:
        tree, depth = tree.child, depth + 1
    return depth


@pytest.mark.parametrize("depth", [1_000, 20_000])
def test_a_record_nested_without_measure_is_refused_in_few_words(unstorable, depth):
    error = unstorable(tree_of(depth))
    assert {fault.code for fault in error.faults} == {"too-deep"}
    assert len(str(error)) < 10_000


@pytest.mark.parametrize("step", [32, pytest.param(1, marks=pytest.mark.slow)])
def test_no_depth_is_stored_that_could_not_be_loaded(step):
    def is_stored(depth):
        try:
            text = ncpi.to_json(tree_of(depth))
        except InvalidError:
            return False
        assert depth_of(read_deep(text)) == depth
        return True

    # Nearly the greatest depth that is stored, by halves: each that is stored on the way is loaded.
    least, most = 40, 1_000
    assert is_stored(least)
    assert not is_stored(most)
    while most - least > step:
        middle = (least + most) // 2
        least, most = (middle, most) if is_stored(middle) else (least, middle)


def read_deep(text):
    try:
        return ncpi.from_json(text, Tree)
    except InvalidError as error:
        pytest.fail(f"stored, but not loaded: {str(error)[:200]}")


def test_a_text_in_the_place_of_a_record_is_reported_its_first_five_keys(refusal):
    content = {"type": "report", "key": "k", "title": "t", "kind": "inspection"}
    document = {"format": "ncpi", "version": 1, "content": {**content, "findings": ["a"]}}
    (fault,) = refusal(document).faults
    assert fault.suggestion == (
        "Write an object with keys such as key, text, theme, progress, progress_basis"
    )
