"""Bad input: one clear error with every fault and its path, and never another exception."""

import json
import re

import attrs
import pytest

import ncpi
from ncpi.vocabulary import ReportKind

REPORT = ncpi.Report(
    key="k",
    title="t",
    kind=ReportKind.INSPECTION,
    published="2018-08-30",
    recommendations=[ncpi.Recommendation(key="1", text="t")],
    case_audits=[ncpi.CaseAudit(scale="ncpi-cases-2016", stated_total=3)],
)


def changed(**content):
    """The report's document with some of its content replaced."""
    document = json.loads(ncpi.to_json(REPORT))
    document["content"].update(content)
    return document


def replaced(old, new):
    text = ncpi.to_json(REPORT)
    assert old in text
    return text.replace(old, new)


def test_malformed_json_is_reported_by_line_and_column(refusal):
    (fault,) = refusal(replaced('"key": "k",', '"key": "k"')).faults
    assert (fault.path, fault.code, fault.line) == ("$", "syntax", 7)
    assert "column 5" in fault.message


@pytest.mark.parametrize("given", ["", b"", " \n", b"\xef\xbb\xbf"])
def test_an_empty_document_is_reported_empty(refusal, given):
    (fault,) = refusal(given).faults
    assert (fault.code, "it is empty" in fault.message) == ("syntax", True)


@pytest.mark.parametrize("given", ["[]", "[1]", '"text"', "5", "null", "true"])
def test_a_document_that_is_no_object_is_refused_at_its_root(faults, given):
    assert faults(given) == [("$", "type")]


@pytest.mark.parametrize("given", [None, 5, {}, [], object()])
def test_what_is_neither_text_nor_bytes_is_no_json(given):
    with pytest.raises(ncpi.errors.InvalidError, match="not text or bytes"):
        ncpi.from_json(given)


@pytest.mark.parametrize("given", [None, 5, [], "text", object(), {1, 2}, REPORT])
def test_what_is_no_mapping_is_no_document(given):
    with pytest.raises(ncpi.errors.InvalidError, match="not an object"):
        ncpi.from_dict(given)


ODD = [
    *(float("nan"), float("inf"), b"bytes", {1, 2}, (1, 2), object(), 10**5000, range(3)),
    *({1: 2}, {None: 1}, {(1, 2): 3}, {b"k": 1}, [object()]),
]


@pytest.mark.parametrize("unknown", ["error", "keep", "ignore"])
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_an_object_of_python_that_json_has_not_is_one_error_at_its_place(odd, unknown):
    content = {"type": "report", "key": "a", "title": "A", "bodies": [], "kind": "inspection"}
    document = {"format": "ncpi", "version": 1, "content": content}
    ncpi.from_dict(document)
    for field in ("title", "published", "framework"):
        with pytest.raises(ncpi.errors.InvalidError) as caught:
            ncpi.from_dict({**document, "content": {**content, field: odd}}, unknown=unknown)
        assert all(one.path.startswith(f"$.content.{field}") for one in caught.value.faults)
        assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize(
    ("content", "path", "code"),
    [
        ({"key": 5}, "$.content.key", "type"),
        ({"key": None}, "$.content.key", "type"),
        ({"key": ""}, "$.content.key", "empty"),
        ({"title": "two\nlines"}, "$.content.title", "text"),
        ({"kind": "inspektion"}, "$.content.kind", "choice"),
        ({"kind": 5}, "$.content.kind", "choice"),
        ({"published": 2018}, "$.content.published", "type"),
        ({"published": "2018-02-30"}, "$.content.published", "date"),
        ({"published": {"year": 2018, "day": 1}}, "$.content.published.day", "date"),
        ({"published": {"year": 2018, "month": 2, "day": 30}}, "$.content.published.day", "date"),
        ({"published": {"year": "2018"}}, "$.content.published.year", "type"),
        ({"bodies": "police/kent"}, "$.content.bodies", "type"),
        ({"bodies": ["police/kent", 5]}, "$.content.bodies[1]", "type"),
        ({"bodies": ["police/kent", "police/kent"]}, "$.content.bodies[1]", "repeated"),
        ({"recommendations": ["1"]}, "$.content.recommendations[0]", "type"),
        ({"recommendations_made": "6"}, "$.content.recommendations_made", "type"),
        ({"recommendations_made": -1}, "$.content.recommendations_made", "number"),
        ({"recommendations_made": True}, "$.content.recommendations_made", "type"),
        ({"framework": "ncpi-2015"}, "$.content.framework", "choice"),
        ({"sources": [{"url": "ftp://example.org"}]}, "$.content.sources[0].url", "text"),
        ({"sources": [{}]}, "$.content.sources[0]", "missing"),
        ({"type": 5}, "$.content.type", "type"),
        ({"type": "reports"}, "$.content.type", "unknown-tag"),
        ({"summary": "\ud800"}, "$.content.summary", "text"),
    ],
    ids=str,
)
def test_a_wrong_value_is_one_fault_with_path_and_code(refusal, content, path, code):
    for given in (changed(**content), json.dumps(changed(**content))):
        (fault,) = refusal(given).faults
        assert (fault.path, fault.code) == (path, code)
        assert len(str(fault)) < 2_000
        assert len(fault.value) <= 200


def test_an_unknown_tag_names_the_nearest_known_one(refusal):
    (fault,) = refusal(changed(type="reprot")).faults
    assert fault.suggestion.startswith("Did you mean 'report'? ")
    assert "import that package first" in fault.suggestion


def test_a_missing_type_names_the_known_ones(refusal):
    document = changed()
    del document["content"]["type"]
    (fault,) = refusal(document).faults
    assert (fault.path, fault.code) == ("$.content.type", "missing")
    assert "Known types: action, age, answer, archive" in fault.suggestion
    assert re.search(r" and \d+ more$", fault.suggestion)


def test_every_missing_field_is_reported(faults):
    document = changed(recommendations=[{}])
    del document["content"]["key"]
    assert sorted(faults(document)) == [
        ("$.content.key", "missing"),
        ("$.content.recommendations[0].key", "missing"),
        ("$.content.recommendations[0].text", "missing"),
    ]


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        ({"format": "json"}, [("$.format", "version")]),
        ({"format": None}, [("$.format", "version")]),
        ({"content": None}, [("$.content", "type")]),
        ({"content": []}, [("$.content", "type")]),
        ({"content": {}}, [("$.content.type", "missing")]),
    ],
    ids=str,
)
def test_a_wrong_envelope_is_reported_by_its_key(faults, envelope, expected):
    assert faults({**ncpi.to_dict(REPORT), **envelope}) == expected


@pytest.mark.parametrize(
    ("version", "message", "advice"),
    [
        (2, "the document has version 2; this ncpi reads up to 1", "Install a newer ncpi"),
        (0, "0 is not a version of the format", None),
        ("1", "'1' is not a version of the format", None),
        (True, "True is not a version of the format", None),
        (1.0, "1.0 is not a version of the format", None),
        (None, "None is not a version of the format", None),
    ],
    ids=str,
)
def test_a_version_that_is_none_of_ours_is_refused_with_advice(refusal, version, message, advice):
    (fault,) = refusal({**ncpi.to_dict(REPORT), "version": version}).faults
    assert (fault.path, fault.code) == ("$.version", "version")
    assert (fault.message, fault.suggestion) == (message, advice)


def test_a_document_without_envelope_says_what_one_looks_like(refusal):
    missing = [fault for fault in refusal({}).faults if fault.code == "missing"]
    assert [fault.path for fault in missing] == ["$.format", "$.version", "$.content"]
    assert all('"content": {"type"' in fault.suggestion for fault in missing)


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 10**5])
@pytest.mark.parametrize(
    ("old", "path"),
    [
        ('"stated_total": 3', "$.content.case_audits[0].stated_total"),
        ('"key": "k"', "$.content.key"),
        ('"version": 1', "$.version"),
    ],
)
def test_what_is_no_number_of_json_is_reported_once_where_it_stands(refusal, token, old, path):
    error = refusal(replaced(old, f"{old.partition(':')[0]}: {token}"))
    (fault,) = error.faults
    assert (fault.path, fault.code) == (path, "number")
    assert len(str(error)) < 500


def test_a_number_that_json_has_not_is_never_kept(faults):
    given = replaced('"key": "k"', '"strange": [1, NaN], "key": "k"')
    assert faults(given, unknown="keep") == [("$.content.strange[1]", "number")]


@pytest.mark.parametrize("unknown", ["error", "keep"])
@pytest.mark.parametrize("key", [1, None, True, 1.5, ("a",), b"key"], ids=str)
def test_a_key_that_is_no_text_is_reported_in_plain_words_with_its_object(refusal, key, unknown):
    document = changed()
    document["content"]["recommendations"][0][key] = "x"
    (fault,) = refusal(document, unknown=unknown).faults
    assert fault.path.startswith("$.content.recommendations[0]")
    assert fault.code in ("type", "unknown-key")
    assert "object is not" not in fault.message


@pytest.mark.parametrize("key", [1, None, ("a",)], ids=str)
def test_a_key_of_the_envelope_that_is_no_text_is_reported(faults, key):
    ((path, code),) = faults({**ncpi.to_dict(REPORT), key: 1})
    assert path.startswith("$")
    assert code in ("type", "unknown-key")


def test_faults_of_every_sort_are_all_reported_in_the_order_of_the_document(faults):
    given = """{
      "format": "json",
      "version": 1, "version": 1,
      "content": {
        "type": "report",
        "strange": 1,
        "title": 5,
        "key": "k",
        "kind": "inspektion",
        "recommendations": [
          {"key": "1", "text": "t", "timescale": {"months": NaN}},
          {"key": "2", "text": "", "timescale": {"month": 1}},
          {"text": "t", "text": "t", "key": 3}
        ],
        "published": "2018-02-30"
      },
      "comment": "x"
    }"""
    assert faults(given) == [
        ("$.format", "version"),
        ("$.version", "repeated"),
        ("$.content.strange", "unknown-key"),
        ("$.content.title", "type"),
        ("$.content.kind", "choice"),
        ("$.content.recommendations[0].timescale.months", "number"),
        ("$.content.recommendations[1].text", "empty"),
        ("$.content.recommendations[1].timescale.month", "unknown-key"),
        ("$.content.recommendations[2].text", "repeated"),
        ("$.content.recommendations[2].key", "type"),
        ("$.content.published", "date"),
        ("$.comment", "unknown-key"),
    ]


def test_a_faulty_document_is_refused_as_data_too(refusal):
    (fault,) = refusal(changed(kind="inspektion")).faults
    assert attrs.asdict(fault) == {
        "path": "$.content.kind",
        "code": "choice",
        "message": "'inspektion' is not a report kind",
        "value": "'inspektion'",
        "suggestion": "Did you mean 'inspection'? Choose from: "
        + ", ".join(repr(kind.value) for kind in ReportKind)
        + ". For any other, write other: and its words",
        "line": None,
    }


def test_the_error_is_what_callers_of_python_already_catch(refusal):
    assert isinstance(refusal("{"), ValueError)


def test_of_a_newer_document_nothing_is_said_but_that_it_is_newer():
    document = {"format": "ncpi", "version": 99, "content": {"type": "finding", "new": 1}}
    assert [fault.path for fault in ncpi.check(json.dumps(document))] == ["$.version"]


def test_a_record_without_its_envelope_is_one_fault_with_the_way_out():
    (fault,) = ncpi.check('{"type": "finding", "key": "a", "text": "t"}')
    assert fault.message == "the envelope around the record is missing"
    assert "content" in fault.suggestion


def test_a_type_beside_part_of_an_envelope_is_a_stray_key_of_it(faults):
    content = {"type": "finding", "key": "a", "text": "t"}
    assert faults({"type": "finding", "version": 1, "content": content}) == [
        ("$.type", "unknown-key"),
        ("$.format", "missing"),
    ]
