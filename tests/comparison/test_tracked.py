"""A comparison beside what bodies say that they do."""

import attrs

import ncpi
from ncpi.comparison.tracked import TrackedComparison
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.testing import make_follow_up, make_report, make_tracker, make_tracking

BASELINE = make_report()
ARCHIVE = ncpi.Archive(reports=[BASELINE, make_follow_up(BASELINE)])
ITEM = BASELINE.recommendations[0].ref(BASELINE.key)
TRACKER = make_tracker(entries=[make_tracking(status="closed by the force")])


def test_a_tracker_stands_beside_the_comparison_and_changes_nothing_in_it():
    """Own status, answer and outcome are side by side, and the outcome is the same."""
    response = Response(
        report=BASELINE.key, answers=[ResponseAnswer(item=ITEM, action_taken="Trained all staff.")]
    )
    archive = ARCHIVE.with_tracker(TRACKER).with_response(response)
    compared = archive.compare("exampleshire")
    assert isinstance(compared, TrackedComparison)
    (item,) = compared.side_by_side
    assert item.entry == ARCHIVE.compare("exampleshire").items[0]
    assert item.tracking == ((TRACKER.body, TRACKER.as_of, TRACKER.entries[0]),)
    assert item.answers == ((response, response.answers[0]),)
    assert ncpi.from_json(ncpi.to_json(compared)) == compared


def test_the_view_begins_with_what_is_said_side_by_side():
    """The first table names the body and the day of its own status."""
    text = str(ARCHIVE.with_tracker(TRACKER).compare("exampleshire"))
    assert text.index("Side by side") < text.index("Recommendations made in")
    assert "own status: police/exampleshire, 15 January 2019: closed by the force" in text
    assert "follow-up: improved (stated)" in text


def test_a_tracker_of_another_report_leaves_the_comparison_as_it_is():
    """Without an entry for the baseline there is nothing to set beside it."""
    other = make_tracker(entries=[make_tracking(item="police/x/2020-inspection#recommendation-1")])
    compared = ARCHIVE.with_tracker(other).compare("exampleshire")
    assert compared == ARCHIVE.compare("exampleshire")


def test_an_item_in_a_line_has_the_status_that_each_body_records():
    (item,) = ARCHIVE.with_tracker(TRACKER).compare("exampleshire").side_by_side
    assert item.label() == (
        f"{item.entry.label()}; own status police/exampleshire: closed by the force"
    )
    assert attrs.evolve(item, tracking=()).label().endswith("; own status not tracked")


def test_a_tracker_or_response_about_several_reports_stands_beside_each_of_them():
    other = "police/x/2020-inspection#recommendation-1"
    tracker = make_tracker(entries=[make_tracking(item=other), *TRACKER.entries])
    answers = [ResponseAnswer(item=item, action_taken="Done.") for item in (other, ITEM)]
    response = Response(report="police/x/2020-inspection", answers=answers)
    archive = ARCHIVE.with_tracker(tracker).with_response(response)
    (item,) = archive.compare("exampleshire").side_by_side
    assert item.tracking == ((TRACKER.body, TRACKER.as_of, TRACKER.entries[0]),)
    assert item.answers == ((response, response.answers[1]),)


def test_a_statement_on_either_report_is_shown_on_the_first_screen():
    """Also one that answers no item: who, on which report, when and in what words."""
    follow_up = ARCHIVE.reports[1].key
    said = [
        Response(report=BASELINE.key, kind="statement", party="force", comments="All accepted."),
        Response(
            report=follow_up,
            body="local-policing-body/kent",
            published="2020-05-01",
            comments="More is to be done.",
        ),
    ]
    archive = attrs.evolve(ARCHIVE, responses=said)
    compared = archive.compare("exampleshire")
    assert compared.items == ARCHIVE.compare("exampleshire").items
    first = str(compared)
    assert "Police and Crime Commissioner for Kent, 1 May 2020" in first
    assert "force, undated" in first
    assert first.index("More is to be done.") < first.index("All accepted.")
    assert first.index("All accepted.") < first.index("Recommendations made in")
