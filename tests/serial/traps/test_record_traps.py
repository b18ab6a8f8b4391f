"""What attrs does to records that are stored and loaded if you let it, one test for each trap.

Each docstring says what goes wrong if nobody is watching.
"""

import copy
import pickle

import attrs
import improvement_tracker as tracker
import pytest

import ncpi
from ncpi.errors import InvalidError, SubclassError
from ncpi.vocabulary import Party

pytestmark = pytest.mark.usefixtures("path")


def test_12_a_record_with_a_mapping_is_hashable_before_and_after(survives):
    """`MappingProxyType` is unhashable on Python 3.11."""
    record = tracker.TrackedRecommendation(key="1", text="t", hours={"may": 1})
    assert hash(survives(record)) == hash(record)


def test_13_what_is_loaded_is_immutable_and_hashable_all_the_way_down(loaded):
    """`@frozen` with a list or dict inside is neither immutable nor hashable."""
    held = {"key": "1", "text": "t", "actions": ["a"], "zzz": {"a": [1]}}
    content = {"key": "k", "title": "t", "kind": "inspection", "bodies": ["police/kent"]}
    record = loaded("report", _unknown="keep", **content, recommendations=[held])
    hash(record)
    assert type(record.bodies) is tuple
    assert type(record.recommendations[0].actions) is tuple
    record.recommendations[0].extra["zzz"]["a"].append(2)
    assert record.recommendations[0].extra == {"zzz": {"a": [1]}}


def test_15_a_loaded_subclass_is_found_by_its_key_though_it_never_equals_ours(
    survives, report_with
):
    """Equality is by exact class, so a project's own `Force` never equals ours."""
    ours = report_with(ncpi.Recommendation(key="1", text="t"))
    theirs = tracker.adopt(ours, {"1": "owner"})
    back = survives(theirs)
    assert back != ours
    assert back.key == ours.key
    assert ncpi.Archive(reports=[back])[ours.key] is back


def test_17_every_fault_is_reported_in_words_and_none_in_a_tuple(loaded):
    """Stock validators hide four things in `args`, and stop at the first fault."""
    counts = {"good": -1, "adequate": -2}
    found = loaded("case-audit", scale="peel", counts=counts, stated_total="5", sampling="odd")
    assert len(found) == 4
    for fault in found:
        assert str(fault).startswith("$.content.")
        assert "attr" not in fault.message.lower()
        assert not fault.message.startswith("(")


def test_18_nothing_is_found_or_stored_by_the_hash_of_a_record(survives, report_with):
    """Hashing a report of thirty recommendations costs 6 µs each time: index by key."""

    @attrs.frozen(kw_only=True)
    class Unhashed(ncpi.Recommendation):
        TAG = "tests.traps-unhashed"

        def __hash__(self):
            raise AssertionError("hashed")

    archive = ncpi.Archive(reports=[report_with(Unhashed(key="1", text="t"))])
    assert archive["k"].recommendation("1").key == "1"
    assert type(survives(archive)["k"].recommendation("1")) is Unhashed


def test_19_a_change_of_a_loaded_subclass_keeps_its_class_and_checks_again(survives, report_with):
    """`evolve` re-runs validators and keeps the subclass."""
    report = survives(report_with(tracker.TrackedRecommendation(key="1", text="t", owner="o")))
    event = ncpi.StatusEvent(party=Party.FORCE, dated="2018-09-05", status="complete")
    changed = survives(report.with_status("1", event)).recommendation("1")
    assert type(changed) is tracker.TrackedRecommendation
    assert (changed.owner, changed.history) == ("o", (event,))
    with pytest.raises(InvalidError):
        attrs.evolve(changed, text=5)


def test_21_the_errors_of_loading_and_of_defining_survive_pickling_and_copying():
    """Keyword-only attrs exceptions cannot be unpickled."""
    with pytest.raises(InvalidError) as of_loading:
        ncpi.load("format: ncpi\nversion: 1\ncontent: {type: source}", format="yaml")
    with pytest.raises(SubclassError) as of_defining:

        @attrs.frozen(kw_only=True)
        class Untagged(ncpi.Source):
            pass

    for error in (of_loading.value, of_defining.value):
        for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301 - the bytes are our own
            assert (type(again), again.args, str(again)) == (type(error), error.args, str(error))
    assert of_loading.value.faults[0].line == 3
