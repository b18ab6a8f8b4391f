"""Trackers as tables, as a reader sees them."""

import ncpi
from ncpi.display._tracking import tracker_sheet
from ncpi.testing import make_tracker, make_tracking


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
