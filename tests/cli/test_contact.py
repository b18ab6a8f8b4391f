"""``ncpi contact``: when, and how far the number can be trusted."""

import sys

import pytest

import ncpi


def test_the_time_is_shown_in_london_whatever_its_offset(run):
    done = run("contact", "--at", "2020-07-01T23:30-05:00")
    assert "when: Thursday 2 July 2020, 05:30 in London\n" in done.out
    assert "assumed" not in done.out


@pytest.mark.parametrize(
    ("closed", "days"), [("2020-12-25", (25, 28)), ("england-and-wales", (24, 25, 28))]
)
def test_several_days_and_the_bank_holidays_of_a_division_may_be_closed(closed, days, run):
    others = ("2020-12-28",) if closed[0] == "2" else ("2020-12-24",)
    options = [word for one in (closed, *others) for word in ("--closed", one)]
    for day in (*days, 29):
        done = run("contact", "--at", f"2020-12-{day}T12:00", *options)
        assert f", {'020 3513 0600' if day == 29 else '07836 217729'}\n" in done.out
        assert ("Bank holidays count" in done.out) == (closed == "2020-12-25")


@pytest.mark.parametrize("wrong", ["noon", "2026-11-22", "2026-11-22T25:00", "T"])
def test_what_is_no_time_is_wrong_usage(wrong, refused):
    assert f"'{wrong}' is not a date and time" in refused("contact", "--at", wrong, status=2)


@pytest.mark.parametrize(
    ("when", "moments"),
    [
        ("2026-03-29T01:30", ("2026-03-29T01:30+00:00", "2026-03-29T01:30+01:00")),
        ("2026-10-25T01:30", ("2026-10-25T01:30+01:00", "2026-10-25T01:30+00:00")),
    ],
)
def test_an_hour_that_london_skips_or_repeats_is_answered_with_two_moments(
    when, moments, run, refused
):
    said = refused("contact", "--at", when, status=2)
    assert f"{when} isn't one moment in London" in said
    assert f"write {' or '.join(moments)}" in said
    for moment in moments:
        assert run("contact", "--at", moment).status == 0
    assert run("contact", "--at", when.replace("01:30", "02:00")).status == 0


def test_each_contact_stands_with_its_hours_date_note_and_source(run):
    out = " ".join(run("contact", "--at", "2026-11-22T18:30").out.split())
    first, _, second = out.partition("or: Out-of-hours press line, 07836 217729")
    assert "ring: Press office, 0300 071 6781 answers: hours not stated" in first
    assert "as of: 2024-05-21 note: " in first
    assert "source: Press release: Staffordshire Police" in first
    assert "answers: out of hours as of: 2019-08-30 note: For urgent" in second
    assert "Bank holidays count as other days: see --closed" in second


def test_a_number_that_was_published_only_later_is_warned_of(run):
    then, now = (
        " ".join(run("contact", "--at", when).out.split())
        for when in ("2014-05-06T11:00", "2026-11-22T18:30")
    )
    assert "was published on 2019-08-30, after the day asked for: no earlier" in then
    assert "after the day asked for" not in now


def test_json_is_the_first_contact_with_its_own_warning_and_the_others_beside_it(run):
    done = run("contact", "--at", "2026-11-22T18:30", "--format", "json")
    assert ncpi.from_json(done.out).phone == "0300 071 6781"
    assumed, warned, *others = done.err.splitlines()
    assert assumed == "ncpi: 2026-11-22 18:30: no UTC offset given, so London time is assumed"
    assert warned.startswith("ncpi: 0300 071 6781 was published on 2024-05-21, more than two")
    assert len(others) == 2
    assert all(line.startswith("ncpi: or ring ") for line in others)
    err = run("contact", "--at", "2024-05-21T18:30Z", "--format", "json").err
    assert "assumed" not in err
    assert "published on" not in err


def test_bank_holidays_without_the_library_are_answered_with_the_command(refused, monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    err = refused("contact", "--at", "2020-12-25T12:00", "--closed", "england-and-wales")
    assert "pip install" in err
    assert "[holidays]" in err


def test_a_division_that_is_misspelt_is_answered_with_all(refused):
    assert "choose from: england-and-wales, northern-ireland, scotland" in refused(
        "contact", "--closed", "England and Wales", status=2
    )


def test_a_closed_office_is_shown_with_when_it_opens_again(run):
    closed = ("--closed", "2020-12-25", "--closed", "2020-12-28")
    done = run("contact", "--at", "2020-12-25T11:00", *closed)
    assert "office opens again: Tuesday 29 December 2020, 08:30 in London" in done.out
    assert "opens again" not in run("contact", "--at", "2020-12-23T11:00").out
