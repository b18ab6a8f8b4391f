"""Content of older versions is brought up to today's, and what isn't understood is left alone."""

import copy
import json

import attrs
import improvement_tracker
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi.serial import FORMAT_VERSION
from ncpi.serial.migrations import MIGRATIONS, migrated
from ncpi.testing import make_report, reports
from ncpi.vocabulary import Party

# A recommendation, a status event and a report as the content of version 1 has them.
ASKED = {"key": "1", "text": "t"}
SAID = {"party": "force", "on": "2018-09-05", "status": "complete"}
REPORT = {"type": "report", "key": "k", "title": "t", "kind": "inspection"}


def report_of_version_1(event, **changes):
    content = {
        **REPORT,
        "corrections": [{"on": "2018"}],
        "recommendations": [{**ASKED, "history": [event]}],
        **changes,
    }
    return {"format": "ncpi", "version": 1, "content": content}


def test_there_is_a_way_from_every_older_version():
    assert list(MIGRATIONS) == list(range(1, FORMAT_VERSION))


@pytest.mark.parametrize("version", [FORMAT_VERSION, FORMAT_VERSION + 1, 0, -1, 10**40])
def test_content_of_this_version_a_newer_one_or_none_is_left_alone(version):
    content = report_of_version_1(SAID)["content"]
    assert migrated(content, version) is content


# Every JSON value, with the keys that mean something to a migration among its keys.
KEYS = st.sampled_from(
    ["history", "claims", "corrections", "type", "key", "text", "title", "kind", "party"]
) | st.sampled_from(["recommendation", "progress", "dated"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=3)
    | st.sampled_from(["status-event", "correction", "report"])
)


def json_values(keys):
    return st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
        max_leaves=12,
    )


@given(json_values(KEYS | st.text(max_size=3)))
def test_whatever_json_it_meets_a_migration_raises_nothing_and_changes_no_argument(content):
    before = copy.deepcopy(content)
    once = migrated(content, 1)
    assert content == before
    assert migrated(once, 1) == once


@given(json_values(KEYS))
def test_what_has_no_on_comes_through_unchanged(content):
    assert migrated(content, 1) == content


@given(json_values(KEYS.filter(lambda key: key != "dated") | st.just("on")))
def test_a_migration_only_ever_renames_a_key(content):
    def flat(value):
        return json.dumps(value).replace('"dated": ', '"on": ')

    assert flat(migrated(content, 1)) == flat(content)


@given(reports())
def test_content_of_version_2_would_come_through_unchanged(report):
    content = ncpi.to_dict(report)["content"]
    assert json.dumps(migrated(content, 1)) == json.dumps(content)


@pytest.mark.parametrize(
    "content",
    [
        {**ASKED, "history": {"party": "force", "on": "2018"}},
        {**ASKED, "history": ["on", None, [SAID], {}]},
        {**ASKED, "history": [{"on": "2018", "note": "another package's own"}]},
        {"place": "an object of another package's own", "history": [SAID]},
        {"case": "an object of another package's own", "corrections": [{"on": "2018"}]},
        {"verdict": "an object of another package's own", "claims": [SAID]},
        {**REPORT, "corrections": {"on": "2018"}},
        {**REPORT, "last_said": SAID, "on": "2018"},
        {"type": ["status-event"], "on": "2018"},
        {"type": "improvement-tracker.minuted-status", "on": "2018"},
    ],
    ids=json.dumps,
)
def test_an_on_of_which_it_cannot_be_known_what_it_means_stays(content):
    assert migrated(content, 1) == content


@pytest.mark.parametrize("kind", ["status-event", "correction"])
def test_what_is_called_a_status_event_or_a_correction_is_one_wherever_it_stands(kind):
    content = {"type": "strange", "deep": [[{"er": {"type": kind, "on": 1, "text": 2}}]]}
    assert json.dumps(migrated(content, 1)) == json.dumps(
        {"type": "strange", "deep": [[{"er": {"type": kind, "dated": 1, "text": 2}}]]}
    )


@pytest.mark.parametrize("unknown", ["error", "keep"])
def test_an_on_beside_a_dated_is_a_fault_that_shows_both_and_no_silent_choice(refusal, unknown):
    both = {"dated": "2019", **SAID}
    document = report_of_version_1(both, corrections=[{"on": "2018", "dated": "2018"}])
    assert [
        (fault.path, fault.code, fault.value) for fault in refusal(document, unknown=unknown).faults
    ] == [
        ("$.content.corrections[0].dated", "type", "['2018', '2018']"),
        ("$.content.recommendations[0].history[0].dated", "type", "['2018-09-05', '2019']"),
    ]


def test_faults_are_told_by_todays_keys_in_the_order_of_the_document(faults):
    broken = {"sttus": "complete", "on": "2018-02-30", "party": "mayor"}
    assert faults(report_of_version_1(broken, corrections=[{"on": 2018}, {}])) == [
        ("$.content.corrections[0].dated", "type"),
        ("$.content.corrections[1].dated", "missing"),
        ("$.content.recommendations[0].history[0].sttus", "unknown-key"),
        ("$.content.recommendations[0].history[0].dated", "date"),
        ("$.content.recommendations[0].history[0].party", "choice"),
    ]


def test_a_document_of_version_2_is_not_migrated(faults):
    assert faults({**report_of_version_1(SAID), "version": 2}) == [
        ("$.content.corrections[0].on", "unknown-key"),
        ("$.content.corrections[0].dated", "missing"),
        ("$.content.recommendations[0].history[0].on", "unknown-key"),
        ("$.content.recommendations[0].history[0].dated", "missing"),
    ]


def test_unknown_keys_of_version_1_are_kept_and_written_in_version_2():
    event = {**SAID, "history": [{"on": "2018"}], "room": {"on": "the second floor"}}
    report = ncpi.from_dict(report_of_version_1(event, on="a Monday"), ncpi.Report, unknown="keep")
    content = ncpi.to_dict(report)["content"]
    kept = {key: event[key] for key in ("history", "room")}
    assert content["on"] == "a Monday"
    assert content["recommendations"][0]["history"] == [
        {"party": "force", "dated": "2018-09-05", "status": "complete", **kept}
    ]


def test_a_subclass_of_another_package_is_known_by_where_it_stands():
    event = {"type": improvement_tracker.MinutedStatus.TAG, **SAID, "minute": "item 3"}
    report = ncpi.from_dict(report_of_version_1(event), ncpi.Report)
    assert report.recommendations[0].history == (
        improvement_tracker.MinutedStatus(
            party=Party.FORCE, dated="2018-09-05", status="complete", minute="item 3"
        ),
    )


@attrs.frozen(kw_only=True)
class Meeting(ncpi.Noun):
    """Another package's own: an event of ours, and two fields called like ours."""

    TAG = "tests.meeting"

    on: str
    history: tuple[str, ...] = ()
    said: ncpi.StatusEvent | None = None


def test_a_field_of_another_package_that_is_called_on_is_read_as_it_was_written():
    content = {"type": Meeting.TAG, "on": "Monday", "history": ["on", "off"]}
    loaded = ncpi.from_dict({"format": "ncpi", "version": 1, "content": content})
    assert loaded == Meeting(on="Monday", history=("on", "off"))


def test_an_event_in_a_field_of_another_package_is_refused_with_what_is_missing_and_where(refusal):
    content = {"type": Meeting.TAG, "on": "Monday", "said": SAID}
    found = refusal({"format": "ncpi", "version": 1, "content": content}).faults
    assert [str(fault) for fault in found if fault.code == "missing"] == [
        "$.content.said.dated: 'dated' is missing"
    ]
    assert [fault.path for fault in found] == ["$.content.said.on", "$.content.said.dated"]


@pytest.mark.parametrize("version", [1, 2])
def test_what_is_nested_without_end_or_holds_itself_is_a_fault_in_every_version(refusal, version):
    endless = {"key": "1", "text": "t"}
    endless["history"] = [endless]
    deep = []
    for _ in range(20_000):
        deep = [deep]
    for strange in (endless, deep):
        document = report_of_version_1(SAID, strange=strange)
        document["version"] = version
        assert refusal(document, unknown="keep").faults


@pytest.mark.parametrize(
    ("version", "message", "advice"),
    [
        (3, "it is written in version 3, and this ncpi reads up to 2", "Install a newer ncpi"),
        (0, "0 is not a version of the format", None),
        ("2", "'2' is not a version of the format", None),
        (True, "True is not a version of the format", None),
        (1.0, "1.0 is not a version of the format", None),
        (None, "None is not a version of the format", None),
    ],
    ids=str,
)
def test_a_version_that_is_none_of_ours_is_refused_with_advice(refusal, version, message, advice):
    (fault,) = refusal({**ncpi.to_dict(make_report()), "version": version}, unknown="keep").faults
    assert (fault.path, fault.code) == ("$.version", "version")
    assert (fault.message, fault.suggestion) == (message, advice)


def test_without_its_version_a_document_is_read_as_one_of_today_and_refused(refusal):
    document = ncpi.to_dict(make_report())
    del document["version"]
    (fault,) = refusal(document, unknown="keep").faults
    assert (fault.path, fault.code) == ("$.version", "missing")
    assert f'"version": {FORMAT_VERSION}' in fault.suggestion


def test_what_a_finding_keeps_under_the_name_of_our_lists_is_somebody_elses():
    kept = [{"party": "x", "on": "y"}]
    document = {
        "format": "ncpi",
        "version": 1,
        "content": {"type": "finding", "key": "a", "text": "b", "history": kept},
    }
    assert ncpi.from_dict(document, unknown="keep").extra == {"history": kept}
