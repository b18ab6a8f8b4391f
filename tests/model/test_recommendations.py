from datetime import UTC, date, datetime

import attrs
import pytest
from dateutil.relativedelta import relativedelta

from ncpi import (
    PartialDate,
    Recommendation,
    Restatement,
    StatusEvent,
    Timescale,
)
from ncpi.errors import InvalidError
from ncpi.testing import make_status_event
from ncpi.vocabulary import KNOWN_STATUSES, Basis, ClosureReason, Other, Party

NOON = datetime(2018, 8, 30, 12, tzinfo=UTC)
STATED = [Timescale(immediately=True), Timescale(months=3), Timescale(by="2015-03-31")]


def asked(timescale: Timescale | None = None, *history: StatusEvent) -> Recommendation:
    return Recommendation(
        key="1", text="Do this.", timescale=timescale or Timescale(), history=history
    )


def said(
    dated: str,
    status: str | None = None,
    party: Party = Party.INSPECTORATE,
    comment: str = "Noted.",
) -> StatusEvent:
    return StatusEvent(party=party, dated=dated, status=status, comment=None if status else comment)


@pytest.mark.parametrize(
    ("published", "months", "due"),
    [
        (date(2018, 8, 30), 3, date(2018, 11, 30)),
        (date(2018, 8, 30), 6, date(2019, 2, 28)),
        (date(2018, 11, 30), 3, date(2019, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2018, 8, 31), 1, date(2018, 9, 30)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
    ],
)
def test_months_run_from_publication_and_end_on_the_last_day_of_a_shorter_month(
    published, months, due
):
    assert asked(Timescale(months=months)).due(published) == due


def test_months_are_added_once_and_not_in_steps():
    start = date(2019, 12, 31)
    in_steps = start
    for _ in range(3):
        in_steps += relativedelta(months=1)
    assert in_steps == date(2020, 3, 29)
    assert asked(Timescale(months=3)).due(start) == date(2020, 3, 31)


def test_a_fixed_date_is_due_then_whenever_the_report_was_published():
    fixed = asked(Timescale(by="2015-03-31"))
    assert fixed.due(date(2014, 9, 4)) == date(2015, 3, 31)
    assert fixed.due(None) == date(2015, 3, 31)


def test_what_has_no_timescale_or_hangs_on_an_unknown_day_has_no_due_day():
    assert asked().due(date(2018, 8, 30)) is None
    assert asked(Timescale(months=3)).due(None) is None
    assert asked(Timescale(months=3)).due_between(None) is None


def test_a_due_day_is_not_guessed_from_a_month():
    recommendation = asked(Timescale(months=3))
    assert recommendation.due(PartialDate.parse("2018-08")) is None
    assert recommendation.due_between(PartialDate.parse("2018-08")) == (
        date(2018, 11, 1),
        date(2018, 11, 30),
    )
    assert asked(Timescale(by="2015-03")).due(date(2014, 9, 4)) is None
    assert asked(Timescale(by="2015-03")).due_between(None) == (
        date(2015, 3, 1),
        date(2015, 3, 31),
    )


@pytest.mark.parametrize("timescale", [*STATED, Timescale()], ids=str)
def test_publication_is_a_day_and_not_a_datetime(timescale):
    with pytest.raises(InvalidError, match="Drop the time of day"):
        asked(timescale).due(NOON)


def test_a_due_day_after_the_last_day_there_is_is_refused_as_such():
    with pytest.raises(InvalidError):
        asked(Timescale(months=3)).due(date(9999, 12, 1))


def test_the_latest_is_what_a_party_last_said_as_of_a_day():
    first, then = said("2018-08-30", "awaiting-review"), said("2018-09-05", "being-progressed")
    recommendation = asked(None, first, then)
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2018, 8, 29)) is None
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2018, 8, 30)) == first
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2018, 9, 4)) == first
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2018, 9, 5)) == then


def test_the_order_of_the_list_does_not_beat_the_dates():
    late, early = said("2018-09-05", "complete"), said("2018-08-30", "awaiting-review")
    assert asked(None, late, early).latest_status(Party.INSPECTORATE, on=date(2019, 1, 1)) == late


def test_of_several_claims_on_one_day_the_last_published_counts():
    one, two = said("2018-05-17", "being-progressed"), said("2018-05-17", "complete")
    assert asked(None, one, two).latest_status(Party.FORCE, on=date(2019, 1, 1)) is None
    assert asked(None, one, two).latest_status(Party.INSPECTORATE, on=date(2019, 1, 1)) == two
    assert asked(None, two, one).latest_status(Party.INSPECTORATE, on=date(2019, 1, 1)) == one


def test_a_later_comment_is_not_the_latest_status():
    status, comment = said("2018-05-17", "being-progressed"), said("2018-05-18")
    recommendation = asked(None, status, comment)
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2019, 1, 1)) == status


def test_the_claims_of_one_party_are_never_those_of_another():
    claims = {party: said("2018-09-05", f"{party.name}-says", party) for party in Party}
    recommendation = asked(None, *claims.values())
    for party, claim in claims.items():
        assert recommendation.latest_status(party, on=date(2019, 1, 1)) == claim
    without = asked(None, *[claims[party] for party in Party if party is not Party.FORCE])
    assert without.latest_status(Party.FORCE, on=date(2019, 1, 1)) is None


def test_a_claim_that_may_be_later_than_the_day_is_not_counted():
    recommendation = asked(None, said("2018-09", "complete"))
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2018, 9, 29)) is None
    assert recommendation.latest_status(Party.INSPECTORATE, on=date(2018, 9, 30)) is not None


def test_where_two_dates_cannot_tell_the_last_published_claim_counts():
    month, day = said("2018-09", "awaiting-review"), said("2018-09-20", "complete")
    assert asked(None, month, day).latest_status(Party.INSPECTORATE, on=date(2018, 12, 1)) == day
    assert asked(None, day, month).latest_status(Party.INSPECTORATE, on=date(2018, 12, 1)) == month


@pytest.mark.parametrize("bad", [NOON, "30/08/2018", None, 2018])
def test_the_latest_is_asked_as_of_a_day(bad):
    with pytest.raises(InvalidError) as caught:
        asked().latest_status(Party.FORCE, on=bad)
    assert caught.value.faults[0].path == "on"


def test_a_party_and_a_day_may_be_given_as_text_and_both_faults_are_reported():
    claim = said("2018-08-30", "complete", Party.FORCE)
    recommendation = asked(None, claim)
    assert recommendation.latest_status("force", on="2019-01-01") == claim
    with pytest.raises(InvalidError) as caught:
        recommendation.latest_status("forces", on="1 January 2019")
    assert [fault.path for fault in caught.value.faults] == ["party", "on"]


def test_a_status_that_is_not_in_the_known_list_passes_through():
    event = said("2018-08-30", "rejected-by-the-force")
    assert "rejected-by-the-force" not in KNOWN_STATUSES
    latest = asked(None, event).latest_status(Party.INSPECTORATE, on=date(2019, 1, 1))
    assert latest.status == "rejected-by-the-force"


def test_a_claim_has_a_status_or_a_comment_or_both():
    assert said("2018-08-30").status is None
    with pytest.raises(InvalidError, match="a status or a comment"):
        StatusEvent(party=Party.FORCE, dated="2018-08-30")


def test_a_claim_is_added_and_the_recommendation_before_stays_as_it_was():
    before = asked(None, said("2018-08-30", "awaiting-review"))
    after = before.with_status(said("2018-09-05", "complete"))
    assert [event.status for event in before.history] == ["awaiting-review"]
    assert [event.status for event in after.history] == ["awaiting-review", "complete"]


def test_claims_added_at_once_come_to_what_they_come_to_one_by_one():
    claims = [said("2018-09-05", "complete"), said("2018-09-05", "complete"), said("2017", "new")]
    before = asked()
    one_by_one = before
    for claim in claims:
        one_by_one = one_by_one.with_status(claim)
    assert before.with_status(*claims) == one_by_one
    assert one_by_one.history == tuple(claims)


def test_a_recommendation_restates_each_earlier_one_once_and_says_on_what_basis():
    coded = Restatement(item="r#recommendation-1", basis=Basis.CODED)
    stated = Restatement(item="r#recommendation-1", basis=Basis.STATED)
    other = Restatement(item="r#recommendation-2", basis=Basis.STATED)
    recommendation = Recommendation(key="1", text="t", restates=[coded, other])
    assert [link.basis for link in recommendation.restates] == [Basis.CODED, Basis.STATED]
    with pytest.raises(InvalidError) as caught:
        Recommendation(key="1", text="t", restates=[coded, stated])
    assert caught.value.faults[0].path == "restates[1]"


def test_the_claims_of_two_bodies_on_one_recommendation_stand_side_by_side():
    """A later claim about one body doesn't replace that about another."""
    about = {
        body: StatusEvent(party=Party.FORCE, body=body, dated=dated, status="complete")
        for body, dated in (("police/kent", "2018-09-05"), ("police/essex", "2018-10-01"))
    }
    later = StatusEvent(party=Party.FORCE, body="police/kent", dated="2018-11-01", status="closed")
    shared = asked(None, *about.values(), later)
    assert shared.latest_claims(on=date(2018, 10, 31)) == (
        about["police/essex"],
        about["police/kent"],
    )
    assert shared.latest_claims(on=date(2018, 11, 1)) == (about["police/essex"], later)


def test_claims_of_one_party_are_in_the_order_of_its_events_however_many_there_are():
    events = [said(f"2018-09-0{day}", "complete", Party.INSPECTORATE) for day in range(1, 8)]
    status = said("2018-09-01", "complete", Party.FORCE)
    comment = attrs.evolve(said("2018-09-09", "x", Party.FORCE), status=None, comment="Done.")
    recommendation = asked(None, events[0], status, *events[1:], comment)
    claims = recommendation.latest_claims(on="2018-12-31")
    assert [claim for claim in claims if claim.party is Party.FORCE] == [status, comment]


def test_a_party_outside_the_list_has_claims_of_its_own():
    """Two other parties are two, and come after those of the list."""
    parties = [Other("Ofsted"), Other("Cafcass"), Party.NOT_STATED, Party.FORCE]
    claims = {party: said("2018-09-05", "complete", party) for party in parties}
    recommendation = asked(None, *claims.values())
    for party, claim in claims.items():
        assert recommendation.latest_status(party, on="2018-09-05") == claim
        assert recommendation.latest_status(str(party), on="2018-09-05") == claim
    assert recommendation.latest_status(Other("CQC"), on="2018-09-05") is None
    assert [claim.party for claim in recommendation.latest_claims(on="2018-09-05")] == [
        Party.FORCE,
        Party.NOT_STATED,
        Other("Cafcass"),
        Other("Ofsted"),
    ]


@pytest.mark.parametrize(
    ("entry", "claimant"),
    [
        ({"party": "force"}, "force"),
        ({"party": "not stated"}, "party not stated"),
        ({"party": Other("Ofsted")}, "Ofsted"),
        ({"party": "force", "body": "police/kent"}, "force (police/kent)"),
        (
            {"party": "not stated", "recorded_in": "the inspectorate's tracker"},
            "party not stated, recorded in the inspectorate's tracker",
        ),
    ],
)
def test_a_claim_says_who_makes_it_about_which_body_and_where_it_is_recorded(entry, claimant):
    """The claimant is said in words, also where the party isn't known."""
    event = StatusEvent(dated="2018-09-05", status="complete", **entry)
    assert event.claimant == claimant
    assert event.label() == f"{claimant}, 2018-09-05: complete"


@pytest.mark.parametrize(
    ("reason", "words"),
    [(ClosureReason.SUPERSEDED, "superseded"), (Other("merged with 7"), "merged with 7")],
)
def test_a_claim_says_why_an_item_was_closed_without_being_completed(reason, words):
    """The reason stands beside the status."""
    event = StatusEvent(party="force", dated="2018-09-05", status="closed", reason=reason)
    assert event.label() == f"force, 2018-09-05: closed ({words})"


@pytest.mark.parametrize("known", KNOWN_STATUSES)
def test_a_status_of_the_tracker_is_in_words_and_any_other_as_it_is_written(known):
    event = StatusEvent(party=Party.FORCE, dated="2018", status=known, reason="superseded")
    assert "-" not in event.status_in_words
    assert event.said == f"{event.status_in_words} (superseded)"
    other = StatusEvent(party=Party.FORCE, dated="2018", status="re-opened", comment="Once more.")
    assert other.status_in_words == "re-opened"
    assert other.said == "re-opened: Once more."


# What each status of the inspectorate says of an item.
CLOSED = [
    *("complete", "completed", "no-further-action-needed", "closed"),
    *("closed-by-the-inspectorate", "superseded", "no-longer-relevant", "discharged"),
]
OPEN = [
    *("awaiting-review", "will-be-progressed", "being-progressed", "in-progress"),
    *("not-started", "open", "reopened"),
]


def test_a_status_of_the_inspectorate_closes_an_item_or_leaves_it_open_or_is_unclear():
    for closes, statuses in ((True, CLOSED), (False, OPEN), (None, ["signed-off"])):
        for status in statuses:
            for written in (status, status.replace("-", " ").upper(), status.replace("-", "_")):
                event = make_status_event(party="inspectorate", status=written)
                assert event.closes is closes, written
