from datetime import UTC, datetime

import pytest

from ncpi import PartialDate, PressContact, PressRelease, Quote, Report
from ncpi.errors import InvalidError
from ncpi.serial.lines import read_lines, write_lines


def test_a_release_keeps_what_improved_apart_from_what_was_a_worry():
    release = PressRelease(
        headline="Better, with worries",
        improvements=["Records are fuller."],
        concerns=["Visits are late."],
    )
    assert release.improvements == ("Records are fuller.",)
    assert release.concerns == ("Visits are late.",)


def test_a_release_names_the_report_it_announces_by_its_key():
    release = PressRelease(headline="h", report="police/merseyside/2019-review")
    assert release.report == "police/merseyside/2019-review"


def test_a_release_may_be_undated():
    assert PressRelease(headline="Better").label() == "Better (undated)"
    dated = PressRelease(headline="Better", published="2019-08-30")
    assert dated.published == PartialDate(year=2019, month=8, day=30)
    assert dated.label() == "Better (2019-08-30)"


def test_a_release_says_whom_to_ring_and_who_said_what():
    contact = PressContact(name="Press office", phone="020 7946 0000")
    quote = Quote(speaker="A. Inspector", role="HM Inspector", text="There is more to do.")
    release = PressRelease(headline="h", contacts=[contact], quotes=[quote])
    assert release.contacts == (contact,)
    assert release.quotes[0].label() == "A. Inspector, HM Inspector: There is more to do."


def test_a_release_shows_roles_and_what_its_contacts_are_for():
    """The role of a person quoted and the note of a contact are shown."""
    contact = PressContact(name="Press office", phone="020 7946 0000", note="For urgent enquiries.")
    quote = Quote(speaker="A. Inspector", role="HM Inspector", text="There is more to do.")
    release = PressRelease(
        headline="h",
        report_title="Gwent: review",
        report_url="https://example.org/gwent",
        background="Inspectors returned.",
        lasting_change="It is too early to say.",
        contacts=[contact],
        quotes=[quote],
    )
    shown = " ".join(str(release).split())
    for part in (
        "HM Inspector",
        "For urgent enquiries.",
        "hours not stated",
        "Gwent: review",
        "https://example.org/gwent",
        "Inspectors returned.",
        "It is too early to say.",
    ):
        assert part in shown


def test_a_release_says_which_of_its_contacts_answers():
    """The contact at a moment is found as for an inspectorate."""
    always = PressContact(name="Line", phone="020 7946 0001", hours="any time")
    desk = PressContact(name="Desk", phone="020 7946 0000")
    when = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert PressRelease(headline="h", contacts=[desk, always]).contact_at(when) == always
    assert PressRelease(headline="h", contacts=[desk]).contact_at(when) == desk
    assert PressRelease(headline="h").contact_at(when) is None


def test_releases_are_stored_beside_reports_in_a_file_of_many_records(tmp_path):
    """JSON Lines keep releases and reports in order and without loss."""
    release = PressRelease(key="hmicfrs/2019-gwent", headline="h", report="police/gwent/2019")
    report = Report(key="police/gwent/2019", title="t", kind="inspection")
    write_lines([report, release, report], tmp_path / "archive.jsonl")
    assert list(read_lines(tmp_path / "archive.jsonl")) == [report, release, report]


def test_a_quote_needs_a_speaker_and_words():
    with pytest.raises(InvalidError) as caught:
        Quote(speaker="A. Inspector", text="  ")
    assert caught.value.faults[0].path == "text"
    with pytest.raises(InvalidError) as caught:
        Quote(speaker=None, text="More to do.")
    assert caught.value.faults[0].path == "speaker"


def test_a_headline_stands_on_one_line():
    with pytest.raises(InvalidError, match="one line without control characters"):
        PressRelease(headline="Better\nwith worries")


def test_a_quote_given_as_bare_text_is_refused_at_its_place():
    with pytest.raises(InvalidError) as caught:
        PressRelease(headline="h", quotes=["More to do."])
    assert caught.value.faults[0].path == "quotes[0]"
    assert caught.value.faults[0].message == "'More to do.' is text, not a quote"
