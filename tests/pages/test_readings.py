"""What a reading says about each value."""

import pytest

import ncpi
from ncpi import Provenance, ReadingBasis, pages
from ncpi.errors import InvalidError, UnknownNameError

NAMES = ("release.txt", "report.html", "review.txt", "entry.txt", "response.txt")
SITE = "https://www.justiceinspectorates.gov.uk/hmicfrs/news/x/"


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_is_stored_and_loaded_whole(name, reading):
    found = reading(name)
    assert ncpi.from_json(ncpi.to_json(found)) == found


@pytest.mark.parametrize("name", ["release.txt", "review.txt", "entry.txt", "response.txt"])
def test_every_place_has_the_words_that_stand_there(name, page):
    text = page(name)
    for found in pages.read(text).found:
        for place in found.places:
            words = text[place.start : min(place.end, place.start + 400)]
            assert words.strip()
            assert place.words == " ".join(words.split())


def test_the_place_of_a_number_is_that_of_its_digits(reading):
    (place,) = reading("release.txt").get("out_of_hours").places
    assert place.words == "07400 123456"


def test_why_gives_the_rule_and_the_words(page):
    text = page("review.txt")
    why = pages.read(text).why("published")
    assert why.startswith("published-on (derived): characters ")
    assert '"Published on: 12 March 2031"' in why


def test_what_was_not_found_has_no_reason(reading):
    with pytest.raises(UnknownNameError, match="headline"):
        reading("release.txt").why("headlin")
    assert reading("release.txt").value("headlin") is None


def test_a_value_said_twice_has_two_places(reading):
    assert len(reading("release.txt").get("report_announced").places) == 2


def test_two_places_that_disagree_give_no_value_and_a_warning(page):
    text = page("review.txt").replace(
        "Next steps", "We made three recommendations in our 2029 report."
    )
    found = pages.read(text)
    assert found.value("recommendations_followed_up") is None
    assert [warning.code for warning in found.warnings] == ["disagreement"]
    assert len(found.warnings[0].places) == 2


def test_what_the_kind_usually_has_and_was_not_found_is_listed(reading):
    assert reading("release.txt").missing == ("published", "strengths")


@pytest.mark.parametrize(
    ("address", "provenance"),
    [
        (SITE, Provenance.OWN),
        (SITE.replace("hmicfrs", "HMICFRS"), Provenance.OWN),
        ("https://example.org/copy", Provenance.REPRINT),
        ("https://hmicfrs.justiceinspectorates.gov.uk@example.org/copy", Provenance.REPRINT),
        ("https://[example.org/copy", Provenance.REPRINT),
        (None, None),
    ],
)
def test_every_value_has_a_source_with_digest_place_and_provenance(address, provenance, page):
    found = pages.read(page("release.txt"), address=address)
    (source,) = found.get("baseline").sources
    assert source.digest == found.digest
    assert source.digest.startswith("sha256:")
    assert source.locator.startswith("characters ")
    assert source.provenance is provenance
    assert found.record.sources[0].url == address


def test_a_basis_is_stated_or_derived(reading):
    found = reading("review.txt")
    assert found.get("fieldwork").basis is ReadingBasis.STATED
    assert found.get("published").basis is ReadingBasis.DERIVED


def test_a_kind_that_is_given_decides(page):
    text = page("release.txt")
    assert pages.read(text, kind="landing-page").kind == "landing-page"
    with pytest.raises(InvalidError, match="landing-page"):
        pages.read(text, kind="landing-pages")


def test_a_reading_shows_its_values_and_words(reading):
    shown = str(reading("release.txt"))
    assert "previously inspected the force" in shown
    assert "Not found: published, strengths" in shown
