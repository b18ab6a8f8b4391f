"""Trackers, and comparisons beside them, as tables, as a reader sees them."""

import pytest

import ncpi
from ncpi.display._tracking import tracker_sheet
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.testing import (
    make_follow_up,
    make_recommendation,
    make_report,
    make_tracker,
    make_tracking,
)


def test_a_row_has_the_target_that_applies_and_every_earlier_one_in_order():
    targets = [ncpi.TargetDate(target=day) for day in ("2019-03-01", "2019-06-01", "2019-09-01")]
    tracker = make_tracker(
        entries=[
            make_tracking(
                item=f"police/kent/2018#recommendation-{number}", targets=targets[:number]
            )
            for number in range(1, 4)
        ]
    )
    table = tracker_sheet(tracker).tables[-1]
    place = table.columns.index("target")
    assert table.columns[place + 1] == "earlier targets"
    assert [row[place : place + 2] for row in table.rows] == [
        ("1 March 2019", ""),
        ("1 June 2019", "1 March 2019"),
        ("1 September 2019", "1 March 2019\n1 June 2019"),
    ]


@pytest.mark.parametrize(("number", "hidden"), [(5, False), (6, True)])
def test_beside_an_answer_a_notebook_shows_four_items_of_a_table_and_the_rest_on_demand(
    number, hidden
):
    """A line that shows one more would be as tall as the one; without an answer it is ten."""
    keys = [str(key) for key in range(1, number + 1)]
    first = make_report(recommendations=[make_recommendation(key=key) for key in keys])
    archive = ncpi.Archive(reports=[first, make_follow_up(first)])
    item = first.recommendations[0].ref(first.key)
    answer = Response(report=first.key, answers=[ResponseAnswer(item=item, action_taken="Done.")])
    more = f"<summary>{number - 4} more</summary>"
    assert more not in archive.compare("exampleshire")._repr_html_()
    assert (more in archive.with_response(answer).compare("exampleshire")._repr_html_()) is hidden
