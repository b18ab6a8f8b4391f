from datetime import UTC, date, datetime, time

import attrs
import pytest

from ncpi import (
    DatedName,
    DateSpan,
    Inspector,
    Inspectorate,
    JointProgramme,
    OpeningHours,
    PressContact,
    StatutoryBasis,
    TermOfOffice,
)
from ncpi.errors import InvalidError
from ncpi.vocabulary import Edge, Weekday

OFFICE = PressContact(
    name="Press office",
    phone="020 7946 0000",
    hours=OpeningHours(
        days=tuple(Weekday)[:5], opens=time(8, 30), closes=time(17), time_zone="Europe/London"
    ),
)
AFTER_HOURS = PressContact(name="Out of hours", phone="020 7946 0001", hours="out of hours")
OLD = DatedName(name="HM Inspectorate", span=DateSpan(start="1856", end="2017-07"))
NEW = DatedName(name="HM Inspectorate and Fire", span=DateSpan(start="2017-07", end=Edge.OPEN))
INSPECTORATE = Inspectorate(key="hmi", names=[OLD, NEW], contacts=[AFTER_HOURS, OFFICE])


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_on_a_closed_day_the_out_of_hours_line_answers():
    noon = utc("2026-03-27T12:00")
    assert INSPECTORATE.contact_at(noon, closed={date(2026, 3, 27)}) == AFTER_HOURS


def test_a_closed_office_opens_again_by_the_newest_hours():
    noon = utc("2026-03-27T12:00")
    assert INSPECTORATE.opens_again(noon) is None
    assert INSPECTORATE.opens_again(noon, closed=["2026-03-27"]) == utc("2026-03-30T07:30")
    assert Inspectorate(key="hmi", names=[NEW]).opens_again(noon) is None


def test_of_several_offices_the_first_to_open_is_the_next_opening():
    """While one of them is open, there is none."""
    later = attrs.evolve(OFFICE.hours, opens=time(9), closes=time(18))
    offices = [PressContact(name="Late", phone="1", hours=later), OFFICE]
    night, evening = utc("2026-03-30T05:00"), utc("2026-03-30T16:30")
    for contacts in (offices, offices[::-1]):
        both = Inspectorate(key="hmi", names=[NEW], contacts=contacts)
        assert both.opens_again(night) == utc("2026-03-30T07:30")
        assert both.opens_again(evening) is None
        assert both.opens_again(utc("2026-03-30T17:00")) == utc("2026-03-31T07:30")


def test_where_nobody_answers_there_is_no_contact():
    only_office = Inspectorate(key="hmi", names=[NEW], contacts=[OFFICE])
    assert only_office.contact_at(utc("2026-03-28T12:00")) is None
    assert Inspectorate(key="hmi", names=[NEW]).contact_at(utc("2026-03-27T12:00")) is None


def test_a_newer_number_without_hours_comes_before_an_older_line_that_answers():
    """All contacts to try are given, the newest publication first."""
    newer = PressContact(name="Press office", phone="020 7946 0002", as_of="2024-05-21")
    older = [attrs.evolve(contact, as_of="2019-08-30") for contact in (AFTER_HOURS, OFFICE)]
    inspectorate = attrs.evolve(INSPECTORATE, contacts=[*older, newer])
    assert inspectorate.contacts_at(utc("2026-03-28T12:00")) == (newer, older[0])
    assert inspectorate.contacts_at(utc("2026-03-27T12:00")) == (newer, older[1])
    assert inspectorate.contact_at(utc("2026-03-27T12:00")) == newer


def test_a_naive_datetime_is_refused_even_where_nobody_could_answer():
    naive = datetime(2026, 11, 22, 18, 30)  # noqa: DTZ001 - a naive one is what is refused
    for inspectorate in (INSPECTORATE, Inspectorate(key="hmi", names=[NEW])):
        with pytest.raises(InvalidError, match="has no time zone"):
            inspectorate.contact_at(naive)


def test_an_inspectorate_is_called_by_its_present_name():
    assert INSPECTORATE.name == "HM Inspectorate and Fire"
    assert INSPECTORATE.label() == INSPECTORATE.name


def test_an_inspectorate_exists_from_its_first_name_to_its_last():
    assert INSPECTORATE.span == DateSpan(start="1856", end=Edge.OPEN)


def test_an_inspector_is_in_office_for_each_of_their_terms():
    terms = [
        TermOfOffice(role="HM Inspector", span=DateSpan(start="2014-01-01", end="2015-12-31")),
        TermOfOffice(role="HM Chief Inspector", span=DateSpan(start="2018-01-01", end=Edge.OPEN)),
    ]
    inspector = Inspector(key="a", name="A", terms=terms)
    assert inspector.in_office(date(2015, 12, 31)) is True
    assert inspector.in_office(date(2016, 1, 1)) is False
    assert inspector.in_office(date(2026, 1, 1)) is True


def test_a_term_whose_end_is_unknown_is_not_still_going_on():
    term = TermOfOffice(role="HM Inspector", span=DateSpan(start="2014-01-01"))
    inspector = Inspector(key="a", name="A", terms=[term])
    assert inspector.in_office(date(2026, 1, 1)) is None
    assert inspector.in_office(date(2013, 1, 1)) is False


def test_of_an_inspector_without_known_terms_it_is_unknown():
    assert Inspector(key="a", name="A").in_office(date(2026, 1, 1)) is None


def test_the_statutory_basis_programmes_and_terms_are_shown_in_a_line():
    assert StatutoryBasis(act="Police Act 1996", provision="s.55").label() == "Police Act 1996 s.55"
    assert StatutoryBasis(act="Police Act 1996", purpose="comments").label() == (
        "Police Act 1996: comments"
    )
    programme = JointProgramme(name="JTAI", span=DateSpan(start="2016", end=Edge.OPEN))
    assert programme.label() == "JTAI, 2016 to (still current)"
    term = TermOfOffice(role="HMI", region="North", span=DateSpan(start="2016"))
    assert term.label() == "HMI (North), 2016 to (end unknown)"
