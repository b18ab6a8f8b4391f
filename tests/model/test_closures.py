"""Only the inspectorate closes an item."""

import pytest

from ncpi.errors import InvalidError
from ncpi.testing import make_recommendation, make_status_event
from ncpi.vocabulary import Party


def said(dated, status="complete", **changes):
    entry = {"party": Party.INSPECTORATE, "dated": dated, "status": status, "comment": None}
    return make_status_event(**({"body": None} | entry | changes))


@pytest.mark.parametrize(
    ("history", "closed"),
    [
        ([], None),
        ([said("2019-01-01")], "2019-01-01"),
        ([said("2019-01-01", "no-further-action-needed")], "2019-01-01"),
        ([said("2019-01-01", "old", reason="superseded")], "2019-01-01"),
        ([said("2019-01-01", "closed")], "2019-01-01"),
        ([said("2019-01-01", "being-progressed")], None),
        ([said("2019-01-01", party=Party.FORCE)], None),
        ([said("2019-01-01"), said("2019-02-01", "awaiting-review")], None),
        (
            [said("2019-02-01"), said("2019-01-01", "awaiting-review")],
            "2019-02-01",
        ),
        (
            [said("2019-01-01"), said("2019-02-01", None, comment="Good.")],
            "2019-01-01",
        ),
        ([said("2020-01-02")], None),
        ([said("2020")], None),
        ([said("2019-01-01", body="police/kent")], "2019-01-01"),
        ([said("2019-01-01", body="police/essex")], None),
        (
            [said("2019-01-01"), said("2019-02-01", "old", body="police/kent")],
            None,
        ),
    ],
)
def test_only_the_inspectorates_last_status_up_to_the_day_closes_an_item(history, closed):
    """What a force claims, and what is said of another body, closes nothing."""
    asked = make_recommendation(history=history)
    event = asked.closure(on="2020-01-01", body="police/kent")
    assert (event and str(event.dated)) == closed


@pytest.mark.parametrize(
    ("history", "possible"),
    [
        ([], None),
        ([said("2019-01-01")], None),
        ([said("2020")], "2020"),
        ([said("2020", "awaiting-review")], None),
        ([said("2021")], None),
        ([said("2020", party=Party.FORCE)], None),
        ([said("2020", body="police/essex")], None),
        ([said("2019-01-01"), said("2020", "awaiting-review")], "2019-01-01"),
        ([said("2019-01-01", "awaiting-review"), said("2020-01")], "2020-01"),
        ([said("2019-01-01"), said("2020")], None),
    ],
)
def test_a_closure_is_possible_only_where_the_dates_cannot_tell(history, possible):
    """It and a certain closure exclude each other."""
    asked = make_recommendation(history=history)
    event = asked.possible_closure(on="2020-01-01", body="police/kent")
    assert (event and str(event.dated)) == possible
    assert event is None or asked.closure(on="2020-01-01", body="police/kent") is None


def test_the_closure_on_what_is_no_day_is_refused():
    for method in (make_recommendation().closure, make_recommendation().possible_closure):
        with pytest.raises(InvalidError, match="on"):
            method(on="2020")
