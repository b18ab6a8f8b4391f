"""A tracker loses nothing in a spreadsheet, and its summaries leave nothing out."""

from collections import Counter
from datetime import date
from importlib.util import find_spec
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi import fields
from ncpi.tables import read_tracker, write_tracker
from ncpi.testing import instances, json_objects, names, texts

KINDS = [".csv", ".json", *([".xlsx"] if find_spec("openpyxl") else [])]


@attrs.frozen(kw_only=True)
class CostedTracking(ncpi.Tracking):
    TAG = "test.costed-tracking"
    cost: Annotated[int, fields.whole()] | None = None
    remark: str = ""


@attrs.frozen(kw_only=True)
class SizedAction(ncpi.Action):
    TAG = "test.sized-action"
    size: fields.Text


@attrs.frozen(kw_only=True)
class BoardTracker(ncpi.Tracker):
    TAG = "test.board-tracker"
    board: fields.Text


def own(cls: type[Any], **more: Any) -> Any:
    """Records of a class, with values under keys that it doesn't know."""
    extra = st.just({}) | json_objects()
    return instances(cls, unknown_fields=extra.map(lambda held: tuple(held.items())), **more)


targets = st.lists(own(ncpi.TargetDate), max_size=3).map(
    lambda several: sorted(several, key=lambda one: one.set_on or date.min)
)
actions = st.lists(own(ncpi.Action) | own(SizedAction, size=texts()), max_size=3)
rich: dict[str, Any] = {
    "targets": targets,
    "actions": actions,
    "sign_off": st.none() | own(ncpi.SignOff),
    "status": st.sampled_from(ncpi.TrackingStatus) | names().map(ncpi.vocabulary.Other),
}
entries = st.lists(
    instances(ncpi.Tracking)
    | own(ncpi.Tracking, **rich)
    | own(CostedTracking, cost=st.none() | st.integers(0, 10**20), remark=texts(), **rich),
    max_size=3,
    unique_by=lambda entry: entry.item,
)
every_tracker = (
    instances(ncpi.Tracker) | own(ncpi.Tracker, entries=entries) | own(BoardTracker, board=texts())
)


@pytest.mark.parametrize("kind", KINDS)
@given(tracker=every_tracker)
def test_a_tracker_in_a_file_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, kind: str, tracker: ncpi.Tracker
) -> None:
    """Every tracker, subclasses and unknown fields included, is read as it was written."""
    path = tmp_path_factory.getbasetemp() / f"tracker{kind}"
    write_tracker(tracker, path)
    read = ncpi.load(path, ncpi.Tracker, unknown="keep") if kind == ".json" else read_tracker(path)
    assert read == tracker
    assert type(read) is type(tracker)
    written = path.read_bytes()
    write_tracker(read, path)
    assert path.read_bytes() == written


@given(tracker=every_tracker)
def test_nothing_has_changed_since_itself(tracker: ncpi.Tracker) -> None:
    """A tracker compared with itself has no changes."""
    changes = tracker.since(tracker)
    assert (changes.changes, changes.summary) == ((), "nothing changed")


@given(one=instances(ncpi.Tracking), other=own(CostedTracking, **rich))
def test_every_difference_is_a_change(one: ncpi.Tracking, other: ncpi.Tracking) -> None:
    """Two records of an item that aren't equal differ in something that is listed."""
    other = attrs.evolve(other, item=one.item)
    before = ncpi.Tracker(body="police/kent", as_of="2026-01-01", entries=[one])
    after = ncpi.Tracker(body="police/kent", as_of="2026-02-01", entries=[other])
    assert [change.item for change in after.since(before).changes] == [one.item]
    assert after.since(before).changes[0].changes


@given(tracker=instances(ncpi.Tracker), on=st.dates())
def test_each_item_is_due_in_one_group(tracker: ncpi.Tracker, on: date) -> None:
    """On any day each item is in exactly one group."""
    grouped = [entry.item for group in tracker.due(on=on).groups.values() for entry in group]
    assert Counter(grouped) == Counter(entry.item for entry in tracker.entries)


PRIVATE = "not for the public"


@given(
    tracker=own(
        BoardTracker,
        board=st.just(PRIVATE),
        entries=st.lists(
            instances(
                CostedTracking,
                remark=st.just(PRIVATE),
                owner=st.just(PRIVATE),
                lead=st.just(PRIVATE),
                priority=st.just(PRIVATE),
                evidence=st.just(PRIVATE),
                notes=st.just(PRIVATE),
                sign_off=instances(ncpi.SignOff, by=st.just(PRIVATE), note=st.just(PRIVATE)),
                targets=st.lists(instances(ncpi.TargetDate, set_on=None, reason=st.just(PRIVATE))),
                actions=st.lists(
                    instances(SizedAction, owner=st.just(PRIVATE), size=st.just(PRIVATE))
                ),
                unknown_fields=st.just((("x", PRIVATE),)),
            ),
            max_size=2,
            unique_by=lambda entry: entry.item,
        ),
    )
)
def test_what_is_public_holds_nothing_private(tracker: ncpi.Tracker) -> None:
    """The public tracker holds no private value, not even of subclasses and unknown fields."""
    public = tracker.public()
    assert PRIVATE not in ncpi.to_json(public)
    assert [entry.item for entry in public.entries] == [entry.item for entry in tracker.entries]
    assert [entry.target for entry in public.entries] == [entry.target for entry in tracker.entries]
