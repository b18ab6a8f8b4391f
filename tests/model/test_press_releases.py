from datetime import UTC, datetime

from ncpi import PartialDate, PressContact, PressRelease, Quote


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
