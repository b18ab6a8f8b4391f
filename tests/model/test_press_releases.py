import pytest

from ncpi import PartialDate, PressContact, PressRelease, Quote
from ncpi.errors import InvalidError


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
    assert release.quotes[0].label() == "A. Inspector: There is more to do."


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
