"""Broken documents: the shipped schema refuses them where the loader does; what it can't say."""

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import FORMAT_VERSION
from ncpi.serial.schema import shipped_schema

VALIDATOR = Draft202012Validator(json.loads(shipped_schema()))

CONTENT: dict[str, dict[str, Any]] = {
    "report": {
        "key": "police/kent/2018-inspection",
        "title": "Kent: child protection inspection",
        "kind": "inspection",
        "bodies": ["police/kent", "fire/kent"],
        "fieldwork": {"start": "2018-05", "end": "open"},
        "published": "2018-08-30",
        "framework": "ncpi-2014",
        "summary": "Better, with worries.",
        "recommendations_made": 6,
        "completeness": {"recommendations": "partial"},
        "recommendations": [
            {
                "key": "1",
                "text": "Record what children say.",
                "timescale": {"months": 3},
                "history": [{"party": "force", "dated": "2018-09", "status": "complete"}],
            }
        ],
        "findings": [{"key": "a", "text": "Records are kept.", "concern": False}],
        "case_audits": [
            {"scale": "ncpi-cases-2016", "counts": {"good": 3, "inadequate": None}},
        ],
        "judgments": [
            {
                "topic": "leadership",
                "grade": "fine",
                "scale": {"key": "two", "title": "Two", "grades": ["fine", "poor"]},
            }
        ],
        "sources": [{"url": "https://example.org/report", "read": {"year": 2026, "month": 11}}],
    },
    "press-contact": {
        "name": "Press office",
        "phone": "020 7946 0000",
        "hours": {
            "days": ["Monday", "Friday"],
            "opens": "08:30",
            "closes": "17:00",
            "time_zone": "Europe/London",
        },
    },
    "deadline": {
        "what": "Comments",
        "due_from": "the local policing body",
        "earliest": "2018-10-24",
        "latest": "2018-10-31",
        "rule": "comments-56",
        "verified": True,
        "report": "police/kent/2018-inspection",
    },
    "register": {
        "name": "own",
        "title": "Our own",
        "version": "1",
        "as_of": "2026",
        "licence": "None.",
        "rows": [{"type": "timescale", "months": 3}],
    },
}
ABSENT = object()
TWICE = object()
REC = "recommendations[0]"

# What is wrong, in which document, where, and what stands there.
BROKEN: list[tuple[str, str, str, Any]] = [
    ("a number for a text", "report", "summary", 5),
    ("null for a text that must be there", "report", "title", None),
    ("text for a whole number", "report", "recommendations_made", "6"),
    ("a fraction for a whole number", "report", "recommendations_made", 6.5),
    ("true for a whole number", "report", "recommendations_made", True),
    ("text for true or false", "report", "findings[0].concern", "false"),
    ("a number for true or false", "report", "findings[0].concern", 0),
    ("null for true or false", "report", "findings[0].concern", None),
    ("a number for a word", "report", "kind", 5),
    ("a number for a date", "report", "published", 2018),
    ("a date for a partial date's year", "report", "sources[0].read.year", "2026"),
    ("a number for a day", "deadline", "latest", 20181031),
    ("null for a time", "press-contact", "hours.opens", None),
    ("a number for a record", "report", f"{REC}.timescale", 3),
    ("text for a record", "report", f"{REC}.timescale", "soon"),
    ("text for a list", "report", "bodies", "police/kent"),
    ("an object for a list", "report", "bodies", {"police/kent": 1}),
    ("a list for an object", "report", "case_audits[0].counts", [["good", 3]]),
    ("a number in a list of texts", "report", "bodies[1]", 5),
    ("null in a list of records", "report", REC, None),
    ("text for a count", "report", "case_audits[0].counts.good", "3"),
    ("a key missing", "report", "key", ABSENT),
    ("a word missing", "report", "kind", ABSENT),
    ("a date missing two levels down", "report", f"{REC}.history[0].dated", ABSENT),
    ("true or false missing", "deadline", "verified", ABSENT),
    ("the type missing", "report", "type", ABSENT),
    ("the type missing where any record may stand", "register", "rows[0].type", ABSENT),
    ("an unknown key", "report", "heading", "Kent"),
    ("an unknown key two levels down", "report", f"{REC}.timescale.month", 3),
    ("an unknown key of what may be in short", "report", "sources[0].read.weekday", "Monday"),
    ("unknown fields under their own name", "report", "unknown_fields", {}),
    ("an unknown type", "report", "type", "reprot"),
    ("an unknown type inside", "report", f"{REC}.type", "recomendation"),
    ("a known type in the wrong place", "report", f"{REC}.type", "finding"),
    ("a type that doesn't fit its fields", "register", "rows[0]", {"type": "source", "months": 3}),
    ("a word of no list", "report", "kind", "inspektion"),
    ("a word inside of no list", "report", "completeness.recommendations", "all"),
    ("a word of no list in a list", "press-contact", "hours.days[1]", "Fri"),
    ("a scale that ncpi doesn't ship", "report", "case_audits[0].scale", "ncpi-cases-2017"),
    ("a framework that ncpi doesn't ship", "report", "framework", "ncpi-2015"),
    ("a date in figures", "report", "published", "30/08/2018"),
    ("a date without its noughts", "report", "published", "2018-8-30"),
    ("a date with a line break", "report", "published", "2018-08-30\n"),
    ("a thirteenth month", "report", "published", "2018-13"),
    ("a year zero", "report", "published", "0000"),
    ("an edge that is neither date nor word", "report", "fieldwork.end", "current"),
    ("a month for a day", "deadline", "latest", "2018-10"),
    ("a day in words", "deadline", "latest", "31 October 2018"),
    ("a 25th hour", "press-contact", "hours.opens", "25:00"),
    ("a time with a zone", "press-contact", "hours.opens", "08:30Z"),
    ("a number below zero", "report", "recommendations_made", -1),
    ("a number above the most", "report", "recommendations_made", 10_001),
    ("a huge number", "report", "recommendations_made", 10**200),
    ("months above the most", "report", f"{REC}.timescale.months", 121),
    ("a count below zero", "report", "case_audits[0].counts.good", -3),
    ("a name too long", "report", "title", "t" * 1_001),
    ("a text too long", "report", "summary", "t" * 500_001),
    ("an empty name", "report", "title", ""),
    ("a blank name", "report", "title", " "),
    ("a blank text", "report", "summary", " \n\t"),
    ("a name with a line break after it", "report", "title", "Kent\n"),
    ("an address with a line break after it", "report", "sources[0].url", "https://a.org\n"),
    ("a name with a control mark", "report", "title", "Kent\x07"),
    ("a name with a blank before it", "report", "title", " Kent"),
    ("a name with a blank after it", "report", "title", "Kent "),
    ("an empty name in a list", "report", "bodies[0]", ""),
    ("an empty name for a grade", "report", "case_audits[0].counts", {"": 3}),
    ("an address of another kind", "report", "sources[0].url", "ftp://example.org"),
    ("a body twice", "report", "bodies[1]", TWICE),
    ("a weekday twice", "press-contact", "hours.days[1]", TWICE),
    ("a grade twice", "report", "judgments[0].scale.grades[1]", TWICE),
]

# Of the envelope.
UNWRAPPED: list[tuple[str, str, Any]] = [
    ("another format", "format", "json"),
    ("no format", "format", ABSENT),
    ("null for the format", "format", None),
    ("a newer version", "version", FORMAT_VERSION + 1),
    ("a version zero", "version", 0),
    ("a version as text", "version", str(FORMAT_VERSION)),
    ("true for the version", "version", True),
    ("no version", "version", ABSENT),
    ("no content", "content", ABSENT),
    ("null for the content", "content", None),
    ("a list for the content", "content", []),
    ("text for the content", "content", "2018-08"),
    ("an unknown key", "comment", "by hand"),
]

# Right for the schema, wrong for the loader: one thing set against another, or a fact.
LOADER_ALONE: list[tuple[str, str, str, Any]] = [
    ("a whole number with a point", "report", "recommendations_made", 6.0),
    ("a day that this month lacks", "report", "published", "2018-02-30"),
    ("a day that this year lacks", "deadline", "latest", "2019-02-29"),
    ("an end before the start", "report", "fieldwork.end", "2017"),
    ("a day without a month", "report", "sources[0].read", {"year": 2026, "day": 1}),
    ("a source with neither title nor address", "report", "sources[0]", {}),
    ("two timescales in one", "report", f"{REC}.timescale.immediately", True),
    ("a grade that the scale lacks", "report", "judgments[0].grade", "good"),
    ("a total that isn't the sum", "report", "case_audits[0].stated_total", 2),
    ("one key used twice", "report", "recommendations[1]", {"key": "1", "text": "Another."}),
    ("an unknown time zone", "press-contact", "hours.time_zone", "Europe/Kent"),
    ("no day at all", "press-contact", "hours.days", []),
]


def document(tag: str) -> dict[str, Any]:
    """A document that nothing is wrong with."""
    content = {"type": tag, **copy.deepcopy(CONTENT[tag])}
    return {"format": "ncpi", "version": FORMAT_VERSION, "content": content}


def put(whole: Any, place: str, value: Any) -> None:
    """Let *value* stand at *place*, written as in a fault's path."""
    *steps, last = [
        int(step) if step.isdigit() else step
        for step in place.replace("[", ".").replace("]", "").split(".")
    ]
    for step in steps:
        whole = whole[step]
    if value is ABSENT:
        del whole[last]
    elif value is TWICE:
        whole[last] = whole[0]
    elif isinstance(whole, list) and last == len(whole):
        whole.append(value)
    else:
        whole[last] = value


def paths(given: Any) -> list[str]:
    """Where the loader finds faults."""
    with pytest.raises(InvalidError) as caught:
        ncpi.from_json(json.dumps(given))
    return [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize("tag", CONTENT)
def test_the_documents_that_are_broken_below_are_right_before(tag):
    VALIDATOR.validate(document(tag))
    ncpi.from_dict(document(tag))


@pytest.mark.parametrize(("wrong", "tag", "place", "value"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_document_is_refused_by_both_at_one_place(wrong, tag, place, value):
    given = document(tag)
    put(given["content"], place, value)
    found = paths(given)
    assert all(path.startswith(f"$.content.{place}") for path in found), found
    error = best_match(VALIDATOR.iter_errors(given))
    assert error is not None
    # What is missing, unknown or repeated is a fault of the object or list around it.
    assert any(path.startswith(error.json_path) for path in found), error.json_path


@pytest.mark.parametrize(("wrong", "key", "value"), UNWRAPPED, ids=[row[0] for row in UNWRAPPED])
def test_a_broken_envelope_is_refused_by_both(wrong, key, value):
    given = document("report")
    put(given, key, value)
    assert paths(given) == [f"$.{key}"]
    assert not VALIDATOR.is_valid(given)


@pytest.mark.parametrize("given", [[], "text", 5, None, True], ids=str)
def test_what_is_no_object_is_refused_by_both(given):
    assert paths(given) == ["$"]
    assert not VALIDATOR.is_valid(given)


@pytest.mark.parametrize(
    ("wrong", "tag", "place", "value"), LOADER_ALONE, ids=[row[0] for row in LOADER_ALONE]
)
def test_what_a_schema_cant_say_is_refused_by_the_loader_alone(wrong, tag, place, value):
    given = document(tag)
    put(given["content"], place, value)
    assert paths(given)
    assert VALIDATOR.is_valid(given)
