"""Entries of the recommendation tracker, with tidy and malformed logs."""

import pytest

from ncpi import Party, pages

LANCASHIRE = "https://www.justiceinspectorates.gov.uk/hmicfrs/recommendation/lancashire/8777/"


def test_an_entry_gives_its_text_timescale_and_log(reading):
    found = reading("entry.txt")
    entry = found.record
    assert (entry.key, entry.tracker, str(entry.timescale)) == ("99999", "99999", "within 3 months")
    assert entry.addressed_to == ("police/kent",)
    assert entry.text.endswith("• tell those who need to know.")
    assert [(str(one.dated), one.status) for one in entry.history] == [
        ("2031-05-02", "awaiting-review"),
        ("2031-06-09", "being-progressed"),
        ("2031-06-09", None),
        ("2031-06-01", "awaiting-review"),
    ]
    assert entry.history[2].comment.endswith("\n\nThe rest follows in July.")
    assert {one.party for one in entry.history} == {Party.NOT_STATED}


def test_the_current_status_is_that_of_the_last_date_not_of_the_last_line(reading):
    assert reading("entry.txt").value("current") == "being-progressed"


def test_a_log_that_is_cut_off_or_malformed_keeps_what_it_says():
    text = (
        "Kent – National child protection inspection (99999)\n\nKent Police should act.\n\n"
        "[on]4th September 2031\n\nThe status is being looked at.\n\n[/comment][/on]"
        "[on]5th September 2031 [comment]\n\nIt goes on"
    )
    events = pages.read(text).value("events")
    assert [(one["dated"], one["status"], one["comment"]) for one in events] == [
        ("2031-09-04", None, "The status is being looked at."),
        ("2031-09-05", None, "It goes on"),
    ]


def test_a_status_in_capitals_or_without_its_end_is_a_status():
    text = (
        "404 Page not found\n\nKent Police should act.\n\n[on]8th March 2031 [status]awaiting"
        "[/status][/on][on]9th March 2031 [status]No further action needed\n\n[comment]Yes."
    )
    found = pages.read(text)
    assert found.value("current") == "no-further-action-needed"
    assert found.value("events")[1]["comment"] == "Yes."


def test_a_log_out_of_order_or_with_an_impossible_date_is_warned_of(reading):
    assert [one.code for one in reading("entry.txt").warnings] == ["log-order"]
    text = "404 Page not found\n\nKent Police should act.\n\n[on]30th February 2031 [comment]Yes."
    assert [one.code for one in pages.read(text).warnings] == ["events-not-read"]


def test_force_and_number_may_stand_only_in_the_address():
    text = "404 Page not found\n\nWithin three months, the constabulary should act.\n\n"
    log = "[on]8th March 2018 [status]awaiting-review[/status][/on]"
    assert pages.read(text + log).record is None
    record = pages.read(text + log, address=LANCASHIRE).record
    assert (record.key, record.addressed_to) == ("8777", ("police/lancashire",))


def test_the_theme_stands_only_in_the_address_of_a_list_of_entries(page):
    listed = "https://www.justiceinspectorates.gov.uk/hmicfrs/?recommendation-theme=case-files"
    found = pages.read(page("entry.txt"), address=listed)
    assert found.value("theme") == "case-files"
    assert pages.read(page("entry.txt"), address=LANCASHIRE).value("theme") is None


REPORT = "Kent – National child protection inspection\n\nPublished on: 3 March 2031\n\nSummary\n\n"


@pytest.mark.parametrize(
    ("words", "timescale"),
    [
        ("Within eighteen months", "within 18 months"),
        ("Within twenty-one days", "within 21 days"),
        ("Within 1 week", "within 1 week"),
        ("With immediate effect", "immediately"),
    ],
)
def test_a_period_in_words_of_any_length_is_the_timescale(words, timescale):
    asked = f"{words}, Kent Police should do what was to be done by 31 March 2030."
    found = pages.read(ENTRY.replace("Kent Police should act.", asked))
    assert str(found.record.timescale) == timescale
    assert found.value("timescale") in (words.lower(), "immediately")
    (same,) = pages.read(REPORT + asked).record.recommendations
    assert str(same.timescale) == timescale


ENTRY = "Kent – National child protection inspection (9999)\n\nKent Police should act."
CLOSED = "[on]2nd May 2031 [status]closed[/status][/on]"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Kent –", "Kent and Essex Police:", "bodies"),
        ("Kent –", "Kent Police and Essex –", "bodies"),
        ("Kent –", "Kent, Essex –", "bodies"),
        ("Kent –", "Kent/Essex Police –", "bodies"),
        ("Kent Police", "Essex Police", "bodies"),
        ("Kent P", "By 31 March 2031 or within six months, Kent P", "timescale"),
        ("act", "immediately stop and, within six months, act", "timescale"),
        ("9999", "2019", "id"),
    ],
)
def test_what_may_mean_two_forces_times_or_a_year_gives_none(old, new, field):
    assert pages.read(ENTRY.replace(old, new)).value(field) is None


def test_the_text_of_an_entry_ends_at_a_heading_and_a_comment_with_its_event():
    found = pages.read(f"{ENTRY}\n\nBack to top\n\n{CLOSED}\n\nShare this page")
    assert found.record.text == "Kent Police should act."
    assert [one.comment for one in found.record.history] == [None]


def test_a_log_with_an_event_that_cannot_be_dated_has_no_current_status():
    found = pages.read(f"{ENTRY}\n\n[on]2 May 31 [status]open[/status][/on]{CLOSED}")
    assert found.value("current") is None
    assert [warning.code for warning in found.warnings] == ["events-not-read"]


def test_of_two_statuses_on_one_day_the_one_that_stands_last_is_current():
    log = "[on]2nd May 2031 [status]open[/status][/on][on]2nd May 2031 [status]closed[/status][/on]"
    assert pages.read(f"{ENTRY}\n\n{log}").value("current") == "closed"


def test_an_event_without_a_date_ends_the_comment_before_it():
    log = "[on]2nd May 2031 [comment]\n\nWe act.\n\n[on]soon [comment]\n\nIt is done."
    found = pages.read(f"{ENTRY}\n\n{log}")
    assert [one["comment"] for one in found.value("events")] == ["We act."]
    (warning,) = found.warnings
    assert (warning.code, "It is done" in warning.text) == ("events-not-read", True)
