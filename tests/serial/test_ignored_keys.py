"""``unknown="ignore"``: what isn't known is dropped, and nothing else is let through by it."""

import dataclasses
import json
from datetime import date

import attrs
import improvement_tracker as tracker
import pytest

import ncpi
from ncpi.serial._yaml.reading import write_yaml
from ncpi.serial.lines import read_lines
from ncpi.vocabulary import ReportKind

RECOMMENDATION = ncpi.Recommendation(key="1", text="Keep records.")
REPORT = ncpi.Report(
    key="k",
    title="t",
    kind=ReportKind.INSPECTION,
    framework=ncpi.Framework(key="own", title="Ours", themes=["a"]),
    recommendations=[
        attrs.evolve(RECOMMENDATION, timescale=ncpi.Timescale(months=3)),
        tracker.TrackedRecommendation(
            key="2", text="t", owner="o", answerable=tracker.Officer(name="n", rank="r")
        ),
    ],
    published="2018",
)
STRANGE = {"list": [1, [2.5, None, {}]], "object": {"b": True, "type": "no-such-record"}}


@pytest.fixture(params=["dict", "json", "yaml", "jsonl"])
def ignoring(request, tmp_path):
    """Reads a document in one format, ignoring what it doesn't know."""

    def load(document, unknown="ignore"):
        if request.param == "dict":
            return ncpi.from_dict(document, unknown=unknown)
        if request.param == "yaml":
            return ncpi.load(write_yaml(document), format="yaml", unknown=unknown)
        path = tmp_path / f"record.{request.param}"
        path.write_text(json.dumps(document), encoding="utf-8")
        if request.param == "json":
            return ncpi.load(path, unknown=unknown)
        (record,) = read_lines(path, unknown=unknown)
        return record

    return load


def plain(record):
    """A document without anything shared with the one that is kept."""
    document = json.loads(ncpi.to_json(record))
    if "published" in document["content"]:
        document["content"]["published"] = {"year": 2018}
        document["content"]["recommendations"][0]["timescale"] = {"months": 3}
    return document


@pytest.mark.parametrize(
    "place",
    [
        (),
        ("content",),
        ("content", "published"),
        ("content", "framework"),
        ("content", "recommendations", 0),
        ("content", "recommendations", 0, "timescale"),
        ("content", "recommendations", 1),
        ("content", "recommendations", 1, "answerable"),
    ],
    ids=lambda place: ".".join(map(str, place)) or "envelope",
)
def test_an_unknown_key_is_dropped_wherever_it_stands(ignoring, place):
    document = plain(REPORT)
    inner = document
    for step in place:
        inner = inner[step]
    inner.update(STRANGE)
    assert ignoring(document) == REPORT


def test_unknown_keys_are_dropped_everywhere_at_once(ignoring):
    def with_strange(value):
        if isinstance(value, dict):
            return {**{key: with_strange(inner) for key, inner in value.items()}, **STRANGE}
        return [with_strange(inner) for inner in value] if isinstance(value, list) else value

    report = ignoring(with_strange(plain(REPORT)))
    assert report == REPORT
    assert report.extra == {}
    assert type(report.recommendations[1]) is tracker.TrackedRecommendation


def test_what_is_dropped_is_not_looked_at():
    document = ncpi.to_dict(RECOMMENDATION)
    document["content"]["strange"] = [object(), float("nan"), {1: 2}]
    assert ncpi.from_dict(document, unknown="ignore") == RECOMMENDATION


def test_a_misspelt_key_is_dropped_but_a_needed_one_is_still_missed(faults):
    document = ncpi.to_dict(RECOMMENDATION)
    document["content"]["txt"] = document["content"].pop("text")
    assert faults(document, unknown="ignore") == [("$.content.text", "missing")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": "no-such-record"}, ("$.content.type", "unknown-tag")),
        ({"text": 5}, ("$.content.text", "type")),
        ({"timescale": {"months": "3", "zzz": 1}}, ("$.content.timescale.months", "type")),
        ({"actions": "visit", "zzz": 1}, ("$.content.actions", "type")),
    ],
)
def test_ignoring_excuses_nothing_that_is_known(faults, changes, expected):
    document = ncpi.to_dict(RECOMMENDATION)
    document["content"].update(changes)
    assert faults(document, unknown="ignore") == [expected]


@pytest.mark.parametrize(("key", "code"), [("format", "version"), ("version", "version")])
def test_ignoring_does_not_excuse_another_format_or_version(faults, key, code):
    document = {**ncpi.to_dict(RECOMMENDATION), key: 99, "zzz": 1}
    assert faults(document, unknown="ignore") == [(f"$.{key}", code)]


@attrs.frozen
class Person:
    """Another package's class that knows nothing of ncpi."""

    name: str
    age: int = 0


@dataclasses.dataclass(frozen=True)
class Room:
    name: str
    floor: int = 0


@attrs.frozen(kw_only=True)
class Visit(ncpi.Record):
    TAG = "tests.ignored-visit"

    person: Person | None = None
    people: tuple[Person, ...] = ()
    room: Room | None = None
    rooms: tuple[Room, ...] = ()
    where: Person | Room | None = None


STRANGERS = {
    "person": ({"name": "n", "age": 3}, Person("n", 3)),
    "room": ({"name": "n", "floor": 2}, Room("n", 2)),
}


@pytest.mark.parametrize("field", STRANGERS)
def test_an_unknown_key_of_a_strangers_class_is_dropped(ignoring, field):
    written, held = STRANGERS[field]
    content = {"type": Visit.TAG, field: {**written, **STRANGE}}
    document = {"format": "ncpi", "version": 1, "content": content}
    assert ignoring(document) == Visit(**{field: held})


@pytest.mark.parametrize(("field", "one"), [("people", "person"), ("rooms", "room")])
def test_an_unknown_key_of_a_strangers_class_is_dropped_in_a_list(ignoring, field, one):
    written, held = STRANGERS[one]
    content = {"type": Visit.TAG, field: [written, {**written, **STRANGE}]}
    document = {"format": "ncpi", "version": 1, "content": content}
    assert ignoring(document) == Visit(**{field: (held, held)})


@pytest.mark.parametrize("held", [Person("n", 3), Room("n", 2)])
def test_of_several_strangers_the_one_that_knows_every_key_is_meant(ignoring, held):
    document = ncpi.to_dict(Visit(where=held))
    assert ignoring(document).where == held
    assert ignoring({**document, "zzz": 1}).where == held


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ({"name": "n", "rank": "r"}, tracker.Officer(name="n", rank="r")),
        ({"name": "n", "meets": ["2020-01-01"]}, "board"),
        ({"type": "improvement-tracker.board", "name": "n", **STRANGE}, "board without days"),
        ({"type": "improvement-tracker.officer", "name": "n", "meets": 5}, "officer"),
    ],
)
def test_in_a_union_the_type_or_the_known_keys_decide_who_is_meant(ignoring, written, held):
    wanted = {
        "board": tracker.Board(name="n", meets=[date(2020, 1, 1)]),
        "board without days": tracker.Board(name="n"),
        "officer": tracker.Officer(name="n"),
    }
    document = ncpi.to_dict(tracker.TrackedRecommendation(key="1", text="t"))
    document["content"]["answerable"] = written
    read_back = ignoring(document)
    assert read_back.answerable == (wanted[held] if isinstance(held, str) else held)


def test_in_a_union_what_fits_two_is_refused_and_not_guessed(faults):
    document = ncpi.to_dict(tracker.TrackedRecommendation(key="1", text="t"))
    document["content"]["answerable"] = {"name": "n", "zzz": 1}
    assert faults(document, unknown="ignore") == [("$.content.answerable", "type")]


def test_what_loads_strictly_loads_alike_when_unknown_keys_are_ignored(ignoring):
    for record in (
        tracker.sample(),
        Visit(person=Person("n"), where=Room("m", 1)),
    ):
        document = ncpi.to_dict(record)
        assert ignoring(document) == ignoring(document, unknown="error") == record
