"""Whom to ring, and when: instants are given in UTC, hours in London time."""

import sys
from collections import OrderedDict, deque
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from ncpi import OpeningHours, PartialDate, PressContact
from ncpi.errors import InvalidError, MissingExtraError
from ncpi.model.press_contacts import answering
from ncpi.vocabulary import Weekday

WEEK = tuple(Weekday)
WEEKDAYS, SATURDAY, SUNDAY = WEEK[:5], WEEK[5:6], WEEK[6:]
MOMENT = timedelta(microseconds=1)


def hours(days: tuple[Weekday, ...], opens: str, closes: str, zone: str = "Europe/London"):
    return OpeningHours(
        days=days,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
        time_zone=zone,
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


OFFICE = hours(WEEKDAYS, "08:30", "17:00")


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        # The clocks go forward on Sunday 29 March 2026.
        ("2026-03-27T08:30", "2026-03-27T17:00"),
        ("2026-03-30T07:30", "2026-03-30T16:00"),
        # They go back on Sunday 25 October 2026.
        ("2026-10-23T07:30", "2026-10-23T16:00"),
        ("2026-10-26T08:30", "2026-10-26T17:00"),
    ],
)
def test_the_office_keeps_london_time_across_both_clock_changes(opens, closes):
    assert not OFFICE.is_open(utc(opens) - MOMENT)
    assert OFFICE.is_open(utc(opens))
    assert OFFICE.is_open(utc(closes) - MOMENT)
    assert not OFFICE.is_open(utc(closes))


@pytest.mark.parametrize(
    ("days", "opens", "closes", "first", "until"),
    [
        # On the Sunday itself: spring has no 01:00 to 02:00, autumn has it twice.
        (SUNDAY, "00:30", "02:30", "2026-03-29T00:30", "2026-03-29T01:30"),
        (SUNDAY, "00:30", "02:30", "2026-10-24T23:30", "2026-10-25T02:30"),
        (SUNDAY, "01:00", "02:00", "2026-10-25T00:00", "2026-10-25T02:00"),
        (SUNDAY, "01:30", "02:30", "2026-03-29T01:00", "2026-03-29T01:30"),
        # The night before it, past midnight and through the change.
        (SATURDAY, "22:00", "06:00", "2026-03-28T22:00", "2026-03-29T05:00"),
        (SATURDAY, "22:00", "06:00", "2026-10-24T21:00", "2026-10-25T06:00"),
    ],
)
def test_hours_on_the_day_of_a_clock_change_are_those_on_the_wall(
    days, opens, closes, first, until
):
    line = hours(days, opens, closes)
    assert not line.is_open(utc(first) - MOMENT)
    instant = utc(first)
    while instant < utc(until):
        assert line.is_open(instant), instant
        instant += timedelta(minutes=15)
    assert line.is_open(utc(until) - MOMENT)
    assert not line.is_open(utc(until))


def test_an_hour_that_the_clock_skips_in_spring_is_never_open():
    skipped = hours(SUNDAY, "01:00", "02:00")
    instants = [utc("2026-03-28T23:00") + timedelta(minutes=m) for m in range(0, 300, 5)]
    assert not any(skipped.is_open(instant) for instant in instants)


def test_hours_of_an_office_abroad_are_in_its_own_zone():
    tokyo = hours(WEEKDAYS, "09:00", "10:00", "Asia/Tokyo")
    assert tokyo.is_open(utc("2026-03-30T00:00"))
    assert not tokyo.is_open(utc("2026-03-30T09:00"))
    assert not tokyo.is_open(utc("2026-03-29T00:00"))


def test_hours_past_midnight_belong_to_the_day_on_which_they_start():
    night = hours((Weekday.FRIDAY,), "22:00", "06:00")
    assert not night.is_open(utc("2026-01-16T05:59"))
    assert not night.is_open(utc("2026-01-16T21:59"))
    assert night.is_open(utc("2026-01-16T22:00"))
    assert night.is_open(utc("2026-01-17T00:00"))
    assert night.is_open(utc("2026-01-17T05:59"))
    assert not night.is_open(utc("2026-01-17T06:00"))
    assert not night.is_open(utc("2026-01-17T22:00"))


def test_hours_until_midnight_end_with_the_day():
    evening = hours((Weekday.FRIDAY,), "18:00", "00:00")
    assert evening.is_open(utc("2026-01-16T23:59"))
    assert not evening.is_open(utc("2026-01-17T00:00"))


def test_a_night_that_starts_on_a_closed_day_is_closed_till_morning():
    night = hours(WEEK, "22:00", "06:00")
    early_saturday = utc("2026-01-17T02:00")
    assert night.is_open(early_saturday)
    assert not night.is_open(early_saturday, {date(2026, 1, 16)})
    assert night.is_open(early_saturday, {date(2026, 1, 17)})


def test_a_closed_day_is_the_day_in_london_and_not_in_utc():
    line = hours(WEEK, "00:00", "00:01")
    just_past_midnight_in_summer = utc("2026-06-30T23:00")
    assert not line.is_open(just_past_midnight_in_summer, {date(2026, 7, 1)})
    assert line.is_open(just_past_midnight_in_summer, {date(2026, 6, 30)})


class Odd:
    """Anything that can say whether it contains a date will do."""

    def __contains__(self, day):
        return day.day % 2 == 1


@pytest.mark.parametrize(
    "closed",
    [
        {date(2026, 3, 27)},
        [date(2026, 3, 27)],
        ["2026-03-27"],
        {"2026-03-27"},
        {date(2026, 3, 27): "away"},
        {"2026-03-27": "away"}.keys(),
        MappingProxyType({"2026-03-27": "away"}),
        OrderedDict({"2026-03-27": "away"}),
        deque(["2026-03-27"]),
        [PartialDate.parse("27 March 2026")],
        np.array(["2026-03-27"], dtype="datetime64[D]"),
        pd.Series(["2026-03-27"]),
        Odd(),
    ],
)
def test_closed_days_may_be_in_whatever_holds_days(closed):
    assert OFFICE.is_open(utc("2026-03-27T12:00"))
    assert not OFFICE.is_open(utc("2026-03-27T12:00"), closed)


@pytest.mark.parametrize(
    "closed",
    [
        {datetime(2026, 3, 27)},  # noqa: DTZ001 - what a caller may pass
        deque([datetime(2026, 3, 27)]),  # noqa: DTZ001 - as above
        pd.DatetimeIndex(["2026-03-27"]),
        pd.DataFrame({"day": ["2026-03-27"]}),
        ["27/03/2026"],
        [20260327],
        [["2026-03-27"]],
        [PartialDate.parse("2026-03")],
        "2026-03-27",
        "england",
        20260327,
    ],
)
def test_what_is_not_certainly_a_closed_day_is_refused(closed):
    for ask in (OFFICE.is_open, OFFICE.opens_next):
        with pytest.raises(InvalidError, match="closed"):
            ask(utc("2026-03-27T12:00"), closed)


def test_a_division_of_the_united_kingdom_means_its_bank_holidays():
    pytest.importorskip("holidays", reason="an extra")
    st_andrews_day = utc("2026-11-30T12:00")
    assert OFFICE.is_open(st_andrews_day, "england-and-wales")
    assert not OFFICE.is_open(st_andrews_day, "scotland")


def test_a_division_without_the_holidays_package_names_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtraError, match=r'pip install "ncpi\[holidays\]"'):
        OFFICE.is_open(utc("2026-11-30T12:00"), "scotland")


@pytest.mark.parametrize(
    ("when", "opens"),
    [
        ("2026-03-27T08:00", "2026-03-27T08:30"),
        ("2026-03-27T08:30", "2026-03-30T07:30"),  # the clocks went forward on the Sunday
        ("2026-03-28T12:00", "2026-03-30T07:30"),
    ],
)
def test_an_office_opens_next_on_its_next_working_day(when, opens):
    assert OFFICE.opens_next(utc(when)) == utc(opens)
    assert OFFICE.opens_next(utc(when), [utc(opens).date()]) > utc(opens)


def test_an_office_that_is_closed_all_year_has_no_next_opening():
    class Always:
        def __contains__(self, _day):
            return True

    assert OFFICE.opens_next(utc("2026-03-27T12:00"), Always()) is None
    assert OFFICE.opens_next(utc("9999-12-31T12:00")) is None


def test_closed_days_may_be_a_calendar_of_the_holidays_library():
    holidays = pytest.importorskip("holidays", reason="holidays is a development dependency")
    england = holidays.UnitedKingdom(subdiv="ENG", years=2026)
    for bank_holiday in ("2026-04-06", "2026-05-25", "2026-12-25", "2026-12-28"):
        noon = utc(f"{bank_holiday}T12:00")
        assert OFFICE.is_open(noon)
        assert not OFFICE.is_open(noon, england)
    assert OFFICE.is_open(utc("2026-04-07T12:00"), england)


class Undecided(tzinfo):
    """A zone that doesn't know its offset leaves a datetime as naive as none."""

    def utcoffset(self, _when):
        return None


@pytest.mark.parametrize("zone", [None, Undecided()])
def test_a_naive_datetime_is_refused_with_why_and_what_to_write(zone):
    naive = datetime(2026, 11, 22, 18, 30, tzinfo=zone)
    always = PressContact(name="Line", phone="020 7946 0000")
    for ask in (OFFICE.is_open, always.answers_at, lambda when: answering([always], when)):
        with pytest.raises(InvalidError) as caught:
            ask(naive)
        assert "no time zone, so it means a different moment" in str(caught.value)
        assert 'when.replace(tzinfo=ZoneInfo("Europe/London"))' in str(caught.value)


@pytest.mark.parametrize("bad", [date(2026, 11, 22), "2026-11-22T18:30", None, 0])
def test_what_is_no_moment_is_refused(bad):
    with pytest.raises(InvalidError):
        OFFICE.is_open(bad)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"days": ()}, "days"),
        ({"days": (Weekday.MONDAY, Weekday.MONDAY)}, "days[1]"),
        ({"days": {Weekday.MONDAY}}, "days"),
        ({"closes": time(8, 30)}, "closes"),
        ({"time_zone": "Europe/Londn"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"time_zone": "Europe"}, "time_zone"),
    ],
)
def test_hours_that_make_no_sense_are_refused(change, path):
    right = {
        "days": WEEKDAYS, "opens": time(8, 30), "closes": time(17), "time_zone": "Europe/London"
    }  # fmt: skip
    with pytest.raises(InvalidError) as caught:
        OpeningHours(**{**right, **change})
    assert caught.value.faults[0].path == path


def test_hours_read_as_a_notice_on_a_door():
    assert OFFICE.label() == "Monday to Friday, 08:30 to 17:00, Europe/London"
    some = hours((Weekday.MONDAY, Weekday.FRIDAY), "09:00", "12:00")
    assert some.label() == "Monday, Friday, 09:00 to 12:00, Europe/London"


def test_a_line_answers_at_any_time_only_if_that_is_stated():
    """Without hours, or out of hours, it isn't known whether it answers now."""
    christmas = utc("2026-12-25T03:00"), {date(2026, 12, 25)}
    always = PressContact(name="Line", phone="020 7946 0000", hours="any time")
    assert always.answers_at(*christmas) is True
    for hours_ in (None, "out of hours"):
        line = PressContact(name="Line", phone="020 7946 0000", hours=hours_)
        assert line.answers_at(*christmas) is None


@pytest.mark.parametrize(
    ("as_of", "day", "dated"),
    [
        ("2024-05-21", "2026-05-21", False),
        ("2024-05-21", "2026-05-22", True),
        ("2024-02-29", "2026-02-28", False),
        ("2024-02-29", "2026-03-01", True),
        ("2024", "2026-01-01", False),
        ("2024", "2026-12-31", None),
        ("2024", "2027-01-01", True),
        (None, "2027-01-01", None),
    ],
)
def test_a_contact_is_dated_after_two_years(as_of, day, dated):
    """More than two years after the last possible day of publication it should be checked."""
    contact = PressContact(name="Line", phone="020 7946 0000", as_of=as_of)
    assert contact.is_dated(date.fromisoformat(day)) is dated
    assert contact.is_dated(utc(f"{day}T12:00")) is dated


def test_a_label_says_when_it_answers_when_it_was_published_and_what_it_is_for():
    """The hours, the date of publication and the note are shown."""
    line = PressContact(name="Line", phone="020 7946 0000", as_of="2024", note="Urgent only.")
    assert line.label() == "Line: 020 7946 0000 (hours not stated; as of 2024). Urgent only."
    always = PressContact(name="Line", email="press@example.org", hours="any time")
    assert always.label() == "Line: press@example.org (any time)"


def test_a_contact_has_a_phone_or_an_email():
    assert PressContact(name="Office", email="press@example.org").phone is None
    with pytest.raises(InvalidError, match="a phone or an email"):
        PressContact(name="Office")


OPEN, SHUT = utc("2026-03-27T12:00"), utc("2026-03-28T12:00")


def line(phone, **more):
    return PressContact(name="Line", phone=phone, **more)


@pytest.mark.parametrize("other", ["any time", "out of hours"])
def test_the_office_is_asked_before_the_line_that_also_answers(other):
    """In its hours the office comes first; outside them the other line is the answer."""
    beside, office = line("1", hours=other), line("0", hours=OFFICE)
    for contacts in ([beside, office], [office, beside]):
        assert answering(contacts, OPEN) == (office,)
        assert answering(contacts, SHUT) == (beside,)
    assert answering([office], SHUT) == ()


def test_the_newest_publication_comes_first_and_an_older_one_beside_it_if_needed():
    """A line whose hours aren't stated is followed by older ones up to one that answers."""
    old = line("0", hours=OFFICE, as_of="2015")
    middle = line("1", hours=OFFICE, as_of="2019"), line("2", hours="out of hours", as_of="2019")
    new = line("3", as_of="2024-05")
    contacts = (old, *middle, new)
    assert answering(contacts, OPEN) == (new, middle[0])
    assert answering(contacts, SHUT) == (new, middle[1])
    assert answering((old, new), SHUT) == (new,)
    newest = line("4", hours=OFFICE, as_of="2025")
    assert answering((*contacts, newest), OPEN) == (newest,)
    assert answering((*contacts, newest), SHUT) == (new, middle[1])


def test_a_contact_published_later_counts_only_if_there_is_none_before():
    """For a moment in the past, the numbers known then are given."""
    old, new = line("0", hours=OFFICE, as_of="2019"), line("1", hours=OFFICE, as_of="2027")
    assert answering([new, old], OPEN) == (old,)
    assert answering([new], OPEN) == (new,)


def test_a_line_out_of_hours_beside_an_office_without_hours_comes_second():
    """Of one publication, both are given if it isn't known whether the office is open."""
    office, beside = line("0"), line("1", hours="out of hours")
    assert answering([beside, office], OPEN) == (office, beside)


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (["Monday", "Tuesday", "Wednesday"], "Monday to Wednesday"),
        (["Monday", "Wednesday", "Friday"], "Monday, Wednesday, Friday"),
        (["Monday", "Tuesday"], "Monday, Tuesday"),
        (["Wednesday", "Tuesday", "Monday"], "Wednesday, Tuesday, Monday"),
    ],
)
def test_only_three_days_or_more_in_a_row_are_written_as_a_range(days, label):
    assert hours(days, "08:30", "17:00").label().startswith(f"{label}, 08:30")
