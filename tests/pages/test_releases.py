"""A press release is read whole."""

import pytest

import ncpi
from ncpi import LineHours, pages


@pytest.fixture
def release(reading):
    return reading("release.txt")


def test_every_item_of_a_release_is_read(release):
    record = release.record
    assert isinstance(record, ncpi.PressRelease)
    assert record.headline.startswith('Wiltshire Police has made "real progress"')
    assert record.by == "hmicfrs"
    assert record.bodies == ("police/wiltshire",)
    assert record.report == "police/wiltshire/2023-review"
    assert record.report_title == (
        "Wiltshire – National child protection inspection post-inspection review"
    )
    assert record.lead.startswith("Wiltshire Police now serves")
    assert record.background.startswith("HM Inspectorate of Constabulary")
    assert record.improvements == (
        "The control room asks about children on every call.",
        "Faster visits to registered sex offenders (with two new managers in the unit).",
        "Officers record what children say, and how they seem.",
    )
    assert record.concerns == (
        "continuing concerns around how long children wait for a place outside custody",
    )
    assert "lasting change" in record.lasting_change
    assert len(record.notes) == 4
    assert record.published is None


def test_a_quote_has_its_speaker_office_and_paragraphs(release):
    (quote,) = release.record.quotes
    assert (quote.speaker, quote.role) == ("Wendy Williams", "HM Inspector of Constabulary")
    assert quote.text.startswith("Every child who meets")
    assert quote.text.count("\n\n") == 1
    assert quote.text.endswith("made it so.")


def test_the_press_office_has_hours_and_a_number_out_of_hours(release):
    office, outside = release.record.contacts
    assert office.phone == "020 7946 0018"
    assert office.hours.label() == "Monday to Friday, 08:30 to 17:00, Europe/London"
    assert (outside.phone, outside.hours) == ("07400 123456", LineHours.OUT_OF_HOURS)


def test_the_baseline_is_the_one_that_the_release_names(release):
    assert release.value("baseline") == {"year": "2022"}
    assert pages.baseline_of(release).key == "police/wiltshire/2022-inspection"


def test_the_strengths_of_a_first_inspection_are_not_improvements(page):
    text = page("release.txt").replace("inspection post-inspection review", "inspection")
    found = pages.read(text)
    assert found.value("improvements") is None
    assert len(found.value("strengths")) == 3
    assert found.record.improvements == ()


def test_a_list_that_is_announced_and_lost_is_unknown_and_not_none(page):
    text = "\n".join(line for line in page("release.txt").split("\n") if "  •" not in line)
    found = pages.read(text)
    assert found.value("improvements") is None
    assert "list-lost" in [warning.code for warning in found.warnings]


def test_a_list_that_ends_with_the_page_may_be_cut_off(page):
    text = page("release.txt")
    found = pages.read(text[: text.index("registered sex")])
    assert len(found.value("improvements")) == 2
    assert "list-cut-off" in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    "line",
    [
        "Press office fax: 020 7946 0018",
        "WhatsApp the press office: 07400 123456",
        "The press office answers on 020 794",
        "Report a crime on 020 7946 0018",
    ],
)
def test_a_number_that_is_not_the_press_offices_is_not_given(line, page):
    text = page("release.txt")
    text = text[: text.index("  3. For more")] + f"  3. {line}"
    assert pages.read(text).value("phones") is None


def test_the_link_to_the_report_is_kept():
    html = (
        "<html><body><h1>Kent Police listens to children</h1>"
        "<p>HMICFRS has said in a new report that Kent Police listens to children.</p>"
        "<p>Get the report</p><p><a href='https://example.org/kent'>Kent – National child"
        " protection inspection</a></p></body></html>"
    )
    assert pages.read(html.encode()).record.report_url == "https://example.org/kent"
