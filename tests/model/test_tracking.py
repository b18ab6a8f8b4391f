"""Trackers: from the report's items to what is due and what changed."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.model.tracking import SignOff, WordingChange
from ncpi.testing import (
    make_cause_of_concern,
    make_finding,
    make_recommendation,
    make_report,
    make_tracker,
    make_tracking,
)
from ncpi.vocabulary import Other, Rag, TrackingStatus

BODY = "police/exampleshire"
DAY = ncpi.TargetDate(target="2019-03-01")
LATER = ncpi.TargetDate(target="2019-06-01", set_on="2019-02-01", reason="no budget")


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        ({}, "Board"),
        ({"dated": "2019-05"}, "Board, 2019-05"),
        ({"note": "All evidenced"}, "Board: All evidenced"),
    ],
)
def test_a_sign_off_says_who_agreed_when_and_to_what(signed, words):
    assert ncpi.model.tracking.SignOff(by="Board", **signed).label() == words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "Train staff"),
        ({"owner": "Head of training", "status": "begun"}, "Train staff (Head of training, begun)"),
        ({"due": "2019-06-30"}, "Train staff (due 2019-06-30)"),
    ],
)
def test_an_action_says_what_is_known_of_it_and_no_more(known, words):
    assert ncpi.model.tracking.Action(text="Train staff", **known).label() == words


def test_a_tracker_starts_with_a_row_for_each_item_in_the_reports_order():
    """Every numbered item that the body may owe gets a row; a finding doesn't."""
    report = make_report(
        recommendations=[
            make_recommendation(key="2"),
            make_recommendation(key="1", addressed_to=["police/elsewhere"]),
            make_recommendation(key="3", addressed_to=["chief constables"]),
        ],
        causes_of_concern=[make_cause_of_concern()],
        findings=[make_finding(concern=True)],
    )
    tracker = ncpi.Tracker.start(report, body=BODY, as_of="2019-01-15")
    names = [entry.item.name for entry in tracker.entries]
    assert sorted(names) == ["cause of concern C1", "recommendation 2", "recommendation 3"]
    assert {entry.status for entry in tracker.entries} == {TrackingStatus.AWAITING_ALLOCATION}


@pytest.mark.parametrize(
    ("bodies", "addressed_to", "is_refused"),
    [
        (["police/elsewhere"], [], True),
        (["police/elsewhere"], ["police/far"], True),
        (["police/elsewhere"], [BODY], False),
        (["police/elsewhere"], ["chief constables"], False),
        (["police/elsewhere", BODY], [], False),
        (["council/elsewhere"], [], False),
        ([], [], False),
    ],
)
def test_no_tracker_starts_from_a_report_that_is_plainly_about_others(
    bodies, addressed_to, is_refused
):
    """A body of the same kind has to be one of the report's, or be addressed."""
    asked = make_recommendation(addressed_to=addressed_to)
    report = make_report(bodies=bodies, recommendations=[asked], causes_of_concern=[])
    if not is_refused:
        ncpi.Tracker.start(report, body=BODY, as_of="2019-01-15")
        return
    with pytest.raises(InvalidError, match="is about police/elsewhere"):
        ncpi.Tracker.start(report, body=BODY, as_of="2019-01-15")
    office = BODY.replace("police/", "local-policing-body/")
    for body in (BODY, office):
        with pytest.raises(InvalidError, match="is about police/elsewhere"):
            ncpi.Response.start(report, body=body)
    report = attrs.evolve(report, bodies=[*bodies, office])
    assert ncpi.Response.start(report, body=office).body == office


PAST = [ncpi.TargetDate(target="2019-01-14")]
TODAY = [ncpi.TargetDate(target="2019-01-15")]


@pytest.mark.parametrize(
    ("changes", "group"),
    [
        ({"targets": PAST}, "passed"),
        ({"targets": TODAY}, "soon"),
        ({"targets": [ncpi.TargetDate(target="2019-02-14")]}, "soon"),
        ({"targets": [ncpi.TargetDate(target="2019-02-15")]}, "later"),
        ({"targets": [ncpi.TargetDate(target=date.max)]}, "later"),
        ({}, "no_target"),
        ({"status": Other("on hold")}, "no_target"),
        ({"status": "pending sign-off"}, "pending_sign_off"),
        ({"status": "pending sign-off", "targets": PAST}, "passed"),
        ({"status": "pending sign-off", "targets": TODAY}, "pending_sign_off"),
        ({"status": "submitted to the inspectorate", "targets": PAST}, "submitted"),
        ({"status": "closed by the force", "targets": PAST}, "closed_by_force"),
        ({"status": "submitted to the inspectorate"}, "submitted"),
        ({"status": "closed by the force"}, "closed_by_force"),
        ({"status": "closed by the inspectorate"}, "closed_by_inspectorate"),
    ],
)
def test_an_item_is_due_in_the_group_of_what_is_needed_next(changes, group):
    """A target counts only while the item is open, and the day itself has not passed."""
    entry = make_tracking(**changes)
    assert getattr(make_tracker(entries=[entry]).due(on="2019-01-15"), group) == (entry,)


OPEN, BY_FORCE, BY_INSPECTORATE = "in progress", "closed by the force", "closed by the inspectorate"


@pytest.mark.parametrize(
    ("before", "after", "summary"),
    [
        (OPEN, BY_FORCE, "1 closed"),
        (OPEN, BY_INSPECTORATE, "1 closed (1 by the inspectorate)"),
        (BY_FORCE, BY_INSPECTORATE, "1 closed (1 by the inspectorate)"),
        (BY_FORCE, OPEN, "1 reopened"),
        (BY_INSPECTORATE, OPEN, "1 reopened"),
        (BY_INSPECTORATE, BY_FORCE, "1 reopened"),
        (OPEN, "pending sign-off", "1 item changed"),
        (OPEN, OPEN, "nothing changed"),
    ],
)
def test_a_closure_says_whose_it_is_and_a_reopening_is_named(before, after, summary):
    earlier, later = (
        make_tracker(entries=[make_tracking(status=status)]) for status in (before, after)
    )
    assert later.since(earlier).summary == summary


def test_one_target_that_moved_is_in_the_singular():
    before, after = (
        make_tracker(entries=[make_tracking(targets=targets)]) for targets in ([DAY], [DAY, LATER])
    )
    assert after.since(before).summary == "1 target moved"


def test_everything_that_changed_is_named_once_in_a_fixed_order():
    """What is added is counted as such, with how much of it is closed or red already."""
    keys = [f"{BODY}/2018-inspection#recommendation-{number}" for number in range(10)]
    rows = [make_tracking(item=key, status=OPEN).with_target("2019-03-01") for key in keys]
    rows[1] = attrs.evolve(rows[1], status=BY_FORCE)
    before = make_tracker(entries=rows[:7])
    after = make_tracker(
        entries=[
            attrs.evolve(rows[0], status=BY_INSPECTORATE, rag="red"),
            attrs.evolve(rows[1], status=OPEN),
            rows[2].with_target("2019-06-01"),
            attrs.evolve(rows[3], owner="Head of crime").with_target("2019-06-01"),
            attrs.evolve(rows[4], owner="Head of crime"),
            attrs.evolve(rows[5], owner="Head of crime"),
            attrs.evolve(rows[7], status=BY_FORCE),
            attrs.evolve(rows[8], rag="red"),
            rows[9],
        ]
    )
    assert after.since(before).summary == (
        "1 closed (1 by the inspectorate), 1 reopened, 2 targets moved, 1 turned red, "
        "3 added (1 closed, 1 red), 1 removed, 2 other items changed"
    )


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ({}, {"rag": "red"}, {"RAG rating": ("none", "red")}),
        ({}, {"sign_off": SignOff(by="Board")}, {"sign-off": ("none", "Board")}),
        ({}, {"targets": [DAY]}, {"target": ("none", "2019-03-01")}),
        ({"targets": [DAY]}, {"targets": []}, {"target": ("2019-03-01", "none")}),
        (
            {"targets": [DAY]},
            {"targets": [DAY, LATER]},
            {"target": ("2019-03-01", "2019-06-01, set on 2019-02-01: no budget")},
        ),
        (
            {"targets": [DAY]},
            {"targets": [ncpi.TargetDate(target="2019-01-01"), DAY]},
            {"target history": ("2019-03-01", "2019-01-01; 2019-03-01")},
        ),
        ({}, {"percent_complete": 50}, {"percent complete": ("none", "50")}),
        ({}, {"unknown_fields": {"x": 1}}, {"other fields": ("none", "x; 1")}),
    ],
)
def test_what_changed_is_named_in_words_with_the_values_before_and_after(before, after, named):
    old = make_tracker(as_of="2019-01-15", entries=[make_tracking(**before)])
    new = make_tracker(as_of="2019-02-15", entries=[make_tracking(**(before | after))])
    (change,) = new.since(old).changes
    assert change.changes == named


def test_a_change_in_a_line_names_the_item_and_what_became_of_it():
    """So do all changes together, and an item whose wording was published otherwise."""
    keys = [f"{BODY}/2018-inspection#recommendation-{number}" for number in range(3)]
    rows = [make_tracking(item=key, status=OPEN) for key in keys]
    later = attrs.evolve(rows[1], status=BY_FORCE, owner="Head of crime")
    before = make_tracker(as_of="2019-01-15", entries=rows[:2])
    changes = make_tracker(as_of="2019-02-15", entries=[later, rows[2]]).since(before)
    assert {change.label() for change in changes.changes} == {
        "recommendation 0: removed",
        f"recommendation 1: status {OPEN} → {BY_FORCE}; owner none → Head of crime",
        "recommendation 2: added",
    }
    assert changes.label() == "since 2019-01-15: 1 closed, 1 added, 1 removed"
    assert changes.summary in " ".join(str(changes).split())
    change = WordingChange(item=rows[1].item, tracked="a", published="b")
    assert change.label() == "recommendation 1: tracked as 'a', published as 'b'"
    gone = attrs.evolve(change, published=None)
    assert gone.label() == "recommendation 1: the report lists no such item"


@pytest.mark.parametrize(
    "other", [{"body": "police/elsewhere"}, {"as_of": "2019-01-16"}, {"as_of": "2020-01-01"}]
)
def test_another_bodys_tracker_or_a_later_one_is_no_earlier_state(other):
    """Two bodies are never compared, nor a state with a later one."""
    with pytest.raises(InvalidError, match="earlier"):
        make_tracker().since(make_tracker(**other))


def test_concerns_that_no_report_numbers_are_tracked_if_asked():
    """Each has an entry, apart from those of another body of the same kind."""
    other = BODY + "-two"
    findings = [
        make_finding(key=key, concern=True, body=body)
        for key, body in (("1", None), ("2", BODY), ("3", other))
    ]
    report = make_report(bodies=[BODY, other], recommendations=[], findings=findings)
    day = "2019-01-15"
    assert not ncpi.Tracker.start(report, body=BODY, as_of=day).entries
    tracker = ncpi.Tracker.start(report, body=BODY, as_of=day, concerns=True)
    assert [entry.item.key for entry in tracker.entries] == ["1", "2"]
    office = f"local-policing-body/{BODY.partition('/')[2]}"
    office_s = ncpi.Tracker.start(report, body=office, as_of=day, concerns=True)
    assert len(office_s.entries) == 3


def test_a_change_of_the_published_wording_is_reported():
    """An item whose text differs, or that the report doesn't list, is reported."""
    report = make_report()
    (row,) = ncpi.Tracker.start(report, body=BODY, as_of="2019-01-15").entries
    gone = make_tracking(item=f"{report.key}#recommendation-9")
    tracker = make_tracker(entries=[attrs.evolve(row, text="As it was."), gone])
    changed, missing = tracker.wording_changes([report])
    assert (changed.tracked, changed.published) == ("As it was.", row.text)
    assert missing.published is None
    assert not tracker.wording_changes([make_report(key="police/exampleshire/2020-inspection")])


def test_what_is_public_keeps_the_status_and_the_targets():
    """The public tracker has the status, rating and targets, but not why they moved."""
    entry = make_tracking(rag=Rag.RED, owner="Head of crime").with_target("2019-03-01", reason="x")
    (public,) = make_tracker(entries=[entry]).public().entries
    assert public == make_tracking(rag=Rag.RED).with_target("2019-03-01")


def test_an_entry_is_found_by_the_end_of_its_name():
    """An entry is found by its item's name, whole or without the report."""
    tracker = make_tracker()
    assert tracker.entry("recommendation-1") is tracker.entry(tracker.entries[0].item)
    with pytest.raises(UnknownNameError, match="recommendation-1"):
        tracker.entry("recommendation-2")


def test_targets_are_in_the_order_in_which_they_were_set():
    """A history in another order is refused."""
    with pytest.raises(InvalidError, match="order in which they were set"):
        make_tracking(
            targets=[
                ncpi.TargetDate(target="2019-03-01", set_on="2019-02-01"),
                ncpi.TargetDate(target="2019-02-01", set_on="2019-01-01"),
            ]
        )


def test_what_is_due_is_shown_with_owners_under_its_heading():
    """The view of what is due names the owner and how many days are left or past."""
    late = make_tracking(owner="Head of crime").with_target("2019-01-05")
    shown = str(make_tracker(entries=[late]).due(on="2019-01-15"))
    assert "Target passed" in shown
    assert "Head of crime" in shown
    assert "10 days ago" in shown


def test_a_tracker_begins_with_what_is_due_on_its_day():
    """All that is recorded of each item comes after it, folded."""
    late = make_tracking(owner="Head of crime").with_target("2019-01-05")
    tracker = make_tracker(entries=[late], as_of="2019-01-15")
    first, *others = [table for table in tracker.describe().tables if table.columns]
    assert (first.caption, first.rows[0][1:3]) == (
        "Target passed",
        ("5 January 2019", "10 days ago"),
    )
    assert [table.folded for table in others if table.rows] == ["Everything recorded"]


@pytest.mark.parametrize("name", ["merseyside", "Merseyside Police"])
def test_a_name_in_place_of_a_bodys_key_is_refused_with_the_way_to_find_it(name):
    """Otherwise a tracker would be without items, and a response from nobody that is known."""
    report = ncpi.registers.reports["police/merseyside/2018-inspection"]
    with pytest.raises(InvalidError, match="bodies_named"):
        ncpi.Tracker.start(report, body=name, as_of="2019-01-15")
    with pytest.raises(InvalidError, match="bodies_named"):
        ncpi.Response.start(report, body=name)
