"""Keys that a class doesn't know: an error with the nearest known one, or kept whole."""

import json

import attrs
import pytest

import ncpi
from ncpi.serial.lines import read_lines, write_lines
from ncpi.testing import make_recommendation


def with_keys(record, **keys):
    document = ncpi.to_dict(record)
    document["content"].update(keys)
    return json.dumps(document)


RECOMMENDATION = ncpi.Recommendation(key="1", text="Keep records.")
REPORT = ncpi.Report(
    key="k",
    title="t",
    kind=ncpi.vocabulary.ReportKind.INSPECTION,
    recommendations=[RECOMMENDATION],
    published="2018",
)
KEPT = {"ünit": "a", "list": [1, [2.5, None, {}]], "object": {"b": True, "a": {"c": []}}}


def test_an_unknown_key_is_an_error_with_its_path_and_the_nearest_known_key(refusal):
    (fault,) = refusal(with_keys(RECOMMENDATION, adressed_to=["police/kent"])).faults
    assert (fault.path, fault.code) == ("$.content.adressed_to", "unknown-key")
    assert fault.suggestion == "Did you mean 'addressed_to'?"


def test_where_none_is_near_every_known_key_is_named(refusal):
    (fault,) = refusal(with_keys(RECOMMENDATION, zzz=1)).faults
    assert fault.suggestion.startswith("Known keys: actions, addressed_to, confidence")


def test_a_nested_unknown_key_is_named_by_its_whole_path(faults):
    document = ncpi.to_dict(REPORT)
    document["content"]["recommendations"][0]["timescale"] = {"month": 3}
    assert faults(document) == [("$.content.recommendations[0].timescale.month", "unknown-key")]


def test_an_odd_key_is_quoted_in_the_path(faults):
    assert faults(with_keys(RECOMMENDATION, **{"two words": 1})) == [
        ("$.content['two words']", "unknown-key")
    ]


def test_an_unknown_key_of_the_envelope_is_refused_with_the_nearest_known_one(refusal):
    document = ncpi.to_dict(RECOMMENDATION)
    document["contents"] = document.pop("content")
    found = {fault.path: fault for fault in refusal(document).faults}
    assert found["$.content"].code == "missing"
    assert found["$.contents"].code == "unknown-key"
    assert found["$.contents"].suggestion == "Did you mean 'content'?"


def test_an_unknown_key_of_the_envelope_is_refused_even_when_keeping_as_no_record_could_hold_it(
    faults,
):
    document = {**ncpi.to_dict(RECOMMENDATION), "comment": "x"}
    assert faults(document, unknown="keep") == [("$.comment", "unknown-key")]


def test_kept_keys_survive_the_round_trip_and_storing_again():
    record = ncpi.from_json(with_keys(RECOMMENDATION, **KEPT), unknown="keep")
    assert record.extra == KEPT
    text = ncpi.to_json(record)
    assert json.loads(text)["content"].items() >= KEPT.items()
    again = ncpi.from_json(text, unknown="keep")
    assert again == record
    assert ncpi.to_json(again) == text


def test_kept_keys_are_part_of_what_a_record_is():
    record = ncpi.from_json(with_keys(RECOMMENDATION, extra=1), unknown="keep")
    assert record != RECOMMENDATION
    assert attrs.evolve(record, text="Keep better records.").extra == {"extra": 1}


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (("recommendations", 0), lambda report: report.recommendations[0]),
        (("recommendations", 0, "timescale"), lambda report: report.recommendations[0].timescale),
        (("published",), lambda report: report.published),
        (("framework",), lambda report: report.framework),
        ((), lambda report: report),
    ],
    ids=["recommendation", "timescale", "date", "framework", "report"],
)
def test_keys_are_kept_wherever_they_stand(place, where):
    scale = ncpi.Framework(key="own", title="Ours", themes=["a"])
    document = ncpi.to_dict(attrs.evolve(REPORT, framework=scale))
    document["content"]["published"] = {"year": 2018}
    document["content"]["recommendations"][0]["timescale"] = {"months": 3}
    inner = document["content"]
    for step in place:
        inner = inner[step]
    inner["strange"] = KEPT
    report = ncpi.from_dict(document, ncpi.Report, unknown="keep")
    assert where(report).extra == {"strange": KEPT}
    assert ncpi.from_json(ncpi.to_json(report), unknown="keep") == report


def test_a_shipped_framework_with_a_kept_key_is_written_out_and_not_by_its_key():
    framework = ncpi.to_dict(ncpi.model.FRAMEWORKS["ncpi-2014"])["content"]
    whole = dict(framework) if isinstance(framework, dict) else None
    assert whole is not None
    whole.pop("type")
    document = ncpi.to_dict(REPORT)
    document["content"]["framework"] = {**whole, "strange": 1}
    report = ncpi.from_dict(document, ncpi.Report, unknown="keep")
    assert ncpi.from_dict(ncpi.to_dict(report), unknown="keep") == report


def test_a_kept_key_that_a_derived_class_knows_is_refused_not_overwritten(unstorable):
    import improvement_tracker

    document = ncpi.to_dict(REPORT)
    document["content"]["recommendations"][0]["owner"] = "someone"
    report = ncpi.from_dict(document, ncpi.Report, unknown="keep")
    adopted = improvement_tracker.adopt(report, {"1": "someone else"})
    (fault,) = unstorable(adopted).faults
    assert fault.code == "unstorable"
    assert "owner" in fault.message
    assert fault.path == "$.content.recommendations[0].unknown_fields"


@pytest.mark.parametrize(("name", "value"), [("type", "finding"), ("type", 5), ("key", "x")])
def test_a_kept_key_with_the_name_of_a_known_one_is_refused(unstorable, name, value):
    """Unless it is a type that no other record has."""
    record = attrs.evolve(RECOMMENDATION, unknown_fields={name: value})
    (fault,) = unstorable(record).faults
    assert (fault.path, fault.code) == ("$.content.unknown_fields", "unstorable")


@pytest.mark.parametrize(
    ("kept", "code", "place"),
    [
        ({"deep": [{"x": object()}]}, "type", ".deep[0].x"),
        ({"deep": {"x": float("nan")}}, "number", ".deep.x"),
        ({"deep": ["\ud800"]}, "text", ".deep[0]"),
        ({"\ud800": 1}, "text", ""),
        ({"deep": {"\ud800": 1}}, "text", ".deep"),
        ({"deep": {1: 2}}, "type", ".deep"),
        ({"deep": [10**5000]}, "number", ".deep[0]"),
        ({1: 2}, "type", ""),
    ],
    ids=["object", "nan", "surrogate", "key", "nested key", "not text", "huge", "own key"],
)
def test_what_no_file_could_store_is_not_kept_and_its_place_is_named(refusal, kept, code, place):
    document = ncpi.to_dict(RECOMMENDATION)
    document["content"].update(kept)
    (fault,) = refusal(document, unknown="keep").faults
    assert fault.code == code
    assert fault.path.startswith(f"$.content{place}")


def test_keeping_does_not_excuse_an_unknown_type(faults):
    document = ncpi.to_dict(RECOMMENDATION)
    document["content"]["type"] = "no-such-record"
    assert faults(document, unknown="keep") == [("$.content.type", "unknown-tag")]


def test_a_document_of_an_unknown_class_says_how_it_can_be_kept(refusal):
    """Followed literally, the advice reads it; a kind that no archive holds isn't advised so."""
    document = SHELF["content"]["reports"][1] | {"chair": None}
    document = SHELF | {"content": document}
    advice = '; unknown="keep" (or --unknown keep) reads it as a report or what else an archive'
    assert advice in refusal(document).faults[0].suggestion
    assert type(ncpi.from_dict(document, unknown="keep")) is ncpi.Report
    document["content"] = {"type": "elsewhere.report"}
    assert "keep" not in refusal(document, unknown="keep").faults[0].suggestion


def round_trips(record, folder):
    """*record* as it comes back from every format that holds any record."""
    yield ncpi.from_dict(ncpi.to_dict(record), unknown="keep")
    for ending in ("json", "yaml"):
        path = folder / f"record.{ending}"
        ncpi.save(record, path)
        yield ncpi.load(path, unknown="keep")
    write_lines([record], folder / "record.jsonl")
    yield from read_lines(folder / "record.jsonl", unknown="keep")


def test_what_is_kept_at_every_depth_means_the_same_after_every_format(tmp_path):
    import improvement_tracker

    def with_kept(value):
        if isinstance(value, dict):
            return {**{key: with_kept(inner) for key, inner in value.items()}, "kept": DEEP}
        return [with_kept(inner) for inner in value] if isinstance(value, list) else value

    document = ncpi.to_dict(improvement_tracker.sample())
    content = with_kept(document["content"])
    for held in content["recommendations"]:
        # Hours by name: every key there is one of the mapping's own.
        held.get("hours", {}).pop("kept", None)
    record = ncpi.from_dict({**document, "content": content}, unknown="keep")
    written = ncpi.to_dict(record)["content"]
    assert written == content
    for back in round_trips(record, tmp_path):
        assert back == record
        assert ncpi.to_json(back) == ncpi.to_json(record)
        assert back.extra == {"kept": DEEP}
        assert back.recommendations[1].extra == {"kept": DEEP}


DEEP = {
    **KEPT,
    "numbers": [0, -0.0, 1.0, 1e300, 10**30, True],
    "words": ["yes", "no", "null", "2018-08-30", "007", "1e3", "", " ", "a: b", "# c", "\u2028"],
    "lines": "one\n  two\n\n",
    "empty": [[], {}, [[]], [{}]],
}


def test_a_kept_key_called_like_the_envelopes_or_like_a_class_stays_what_it_is(tmp_path):
    strange = {"format": "x", "version": "1", "content": {"type": "no-such-record", "key": []}}
    record = ncpi.from_json(with_keys(RECOMMENDATION, **strange), unknown="keep")
    assert [back.extra for back in round_trips(record, tmp_path)] == [strange] * 4


OWNED = {"type": "elsewhere.owned", "key": "2", "text": "t", "owner": {"name": ["o", 1]}}
SHELF = {
    "format": "ncpi",
    "version": 1,
    "content": {
        "type": "archive",
        "reports": [
            {"key": "a", "title": "t", "kind": "inspection", "recommendations": [OWNED]},
            {
                "type": "elsewhere.report",
                "key": "b",
                "title": "t",
                "kind": "inspection",
                "chair": OWNED,
            },
        ],
    },
}


def test_a_record_of_an_unknown_class_does_not_lock_an_archive_and_is_kept_as_it_is(tmp_path):
    """In every format it is read as its base class, and written as it was."""
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        ncpi.from_dict(SHELF)
    assert [fault.code for fault in caught.value.faults] == ["unknown-tag"] * 2
    assert 'unknown="keep"' in str(caught.value)
    archive = ncpi.from_dict(SHELF, ncpi.Archive, unknown="keep")
    assert type(archive["b"]) is ncpi.Report
    assert archive["a"].recommendation(2).extra == {key: OWNED[key] for key in ("type", "owner")}
    assert ncpi.to_dict(archive) == SHELF
    for back in round_trips(archive, tmp_path):
        assert back == archive
        assert ncpi.to_dict(back) == SHELF
    (ncpi_lines := tmp_path / "lines.jsonl").write_text(
        "".join(
            json.dumps({**SHELF, "content": {"type": "report", **report}}) + "\n"
            for report in SHELF["content"]["reports"]
        )
    )
    assert ncpi.load(ncpi_lines, unknown="keep") == archive
    assert [one.key for one in read_lines(ncpi_lines, ncpi.Report, unknown="keep")] == ["a", "b"]


def test_a_record_that_was_kept_is_of_its_class_as_soon_as_that_is_known():
    archive = ncpi.from_dict(SHELF, ncpi.Archive, unknown="keep")

    @attrs.frozen(kw_only=True)
    class Elsewhere(ncpi.Recommendation):
        TAG = "elsewhere.owned"

        owner: ncpi.fields.JsonValue = None

    back = ncpi.from_dict(ncpi.to_dict(archive), ncpi.Archive, unknown="keep")
    assert type(back["a"].recommendation(2)) is Elsewhere


def test_what_does_not_fit_the_base_class_is_a_fault_though_unknown_types_are_kept():
    wrong = {**OWNED, "text": 5}
    document = {**SHELF, "content": {**REPORT_CONTENT, "recommendations": [wrong]}}
    with pytest.raises(ncpi.errors.InvalidError, match=r"recommendations\[0\]\.text"):
        ncpi.from_dict(document, unknown="keep")


REPORT_CONTENT = ncpi.to_dict(REPORT)["content"]


def test_what_is_unknown_of_the_date_of_a_timescale_is_kept():
    """The timescale is then written in full, since its text would lose it."""
    by = attrs.evolve(ncpi.PartialDate(year=2013), unknown_fields=(("x", None),))
    asked = make_recommendation(timescale=ncpi.Timescale(by=by))
    assert ncpi.from_json(ncpi.to_json(asked), unknown="keep") == asked
