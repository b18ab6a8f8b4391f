"""Only the inspectorate closes an item."""

import pytest

from ncpi import registers
from ncpi.errors import InvalidError, UnknownNameError
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
        ([said("2019-01-01", "Signed off")], "2019-01-01"),
        ([said("2019-01-01", "Signed off"), said("2019-02-01", "closed")], None),
        ([said("2019-01-01", "closed"), said("2019-02-01", "Signed off")], "2019-02-01"),
        ([said("2019-01-01", "Signed off"), said("2019-02-01", "Awaiting review")], None),
        ([said("2019-01-01", "Signed off", party=Party.FORCE)], None),
    ],
)
def test_a_closure_is_possible_only_where_the_dates_or_the_status_cannot_tell(history, possible):
    """It and a certain closure exclude each other."""
    asked = make_recommendation(history=history)
    event = asked.possible_closure(on="2020-01-01", body="police/kent")
    assert (event and str(event.dated)) == possible
    assert event is None or asked.closure(on="2020-01-01", body="police/kent") is None


def test_the_case_of_a_bodys_key_makes_no_difference_and_another_type_is_refused():
    for dated in ("2019-01-01", "2020"):
        asked = make_recommendation(history=[said(dated, body="police/kent")])
        method = asked.closure if dated == "2019-01-01" else asked.possible_closure
        event = method(on="2020-01-01", body="POLICE/Kent")
        assert event is not None
        assert event.body == "police/kent"
        with pytest.raises(InvalidError, match="body"):
            method(on="2020-01-01", body=["police/kent"])


def test_the_closure_on_what_is_no_day_is_refused():
    for method in (make_recommendation().closure, make_recommendation().possible_closure):
        with pytest.raises(InvalidError, match="on"):
            method(on="2020")


@pytest.mark.parametrize(
    ("status", "closes"),
    [
        ("Complete", True),
        ("COMPLETED", True),
        ("no further action needed", True),
        ("Closed by the inspectorate", True),
        ("No longer relevant", True),
        ("Being progressed", False),
        ("in progress", False),
        ("not complete", None),
        ("complete?", None),
    ],
)
def test_a_status_closes_an_item_however_it_is_written_unless_its_words_are_unclear(status, closes):
    assert said("2019-01-01", status).closes is closes
    assert said("2019-01-01", status, party=Party.FORCE).closes is False
    assert said("2019-01-01", status, reason="superseded").closes is True


@pytest.mark.parametrize("method", ["closure", "possible_closure"])
@pytest.mark.parametrize(
    "body", ["kent", "Kent Police", "the Kent constabulary", "police/kentt", "police/knet", "kent "]
)
def test_a_body_that_is_certainly_meant_for_one_with_a_closure_is_refused_with_its_key(
    method, body
):
    asked = make_recommendation(history=[said("2019-01-01", body="police/kent")], addressed_to=())
    with pytest.raises(UnknownNameError) as caught:
        getattr(asked, method)(on="2020-01-01", body=body)
    assert caught.value.asked == body
    assert caught.value.candidates == ("police/kent",)


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("police/kent", "Home Office"),
        ("police/kent", "Kent County Council"),
        ("police/kent", "chief constables"),
        ("police/kent", "fire/kent"),
        ("police/kent", "Kent Fire and Rescue Service"),
        ("fire/kent", "Kent Police"),
        ("police/north-wales", "police/south-wales"),
        ("police/division-of-area-1", "police/division-of-area-11"),
        ("police/division-of-area-12", "police/division-of-area-21"),
        ("police/division-a", "police/division-b"),
    ],
)
def test_a_closure_about_another_body_closes_nothing_and_refuses_nothing(named, body):
    asked = make_recommendation(history=[said("2019-01-01", body=named)], addressed_to=())
    assert asked.closure(on="2020-01-01", body=body) is None
    assert asked.closure(on="2020-01-01") is None


def test_a_name_of_several_bodies_with_a_closure_is_refused_with_the_keys_of_all():
    history = [said("2019-01-01", body=body) for body in ("police/kent", "fire/kent")]
    asked = make_recommendation(history=history, addressed_to=())
    with pytest.raises(UnknownNameError) as caught:
        asked.closure(on="2020-01-01", body="kent")
    assert caught.value.candidates == ("police/kent", "fire/kent")


def test_an_addressee_in_the_words_of_the_report_is_not_refused():
    history = [said("2019-01-01", body="police/kent")]
    asked = make_recommendation(history=history, addressed_to=["Kent Police"])
    assert asked.closure(on="2020-01-01", body="Kent Police") is None


def test_no_body_of_the_registers_is_taken_for_another_misspelt():
    events = {key: said("2019-01-01", body=key) for key in registers.known_bodies()}
    for key in events:
        others = [event for body, event in events.items() if body != key]
        asked = make_recommendation(history=others, addressed_to=())
        assert asked.closure(on="2020-01-01", body=key) is None
