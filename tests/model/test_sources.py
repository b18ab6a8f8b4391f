import pytest

from ncpi import Finding, PartialDate, Source
from ncpi.errors import InvalidError
from ncpi.vocabulary import Confidence, Provenance


def test_a_source_has_a_title_or_an_address():
    assert Source(title="Annual report").url is None
    assert Source(url="https://example.org").title is None
    with pytest.raises(InvalidError, match="a source has a title or a url"):
        Source(locator="page 3")


def test_a_source_says_whose_words_it_holds_or_that_it_is_not_established():
    assert Source(title="t").provenance is None
    assert Source(title="t", provenance=Provenance.REPRINT).provenance is Provenance.REPRINT


def test_a_source_keeps_the_day_it_was_read_as_precisely_as_it_is_known():
    assert Source(title="t", read="2026-11").read == PartialDate(year=2026, month=11)


@pytest.mark.parametrize(
    "bad", ["example.org", "ftp://example.org", "https://", "https:// x", "javascript:alert(1)"]
)
def test_an_address_that_is_not_a_web_address_in_full_is_refused(bad):
    with pytest.raises(InvalidError) as caught:
        Source(url=bad)
    assert caught.value.faults[0].path == "url"
    assert caught.value.faults[0].suggestion == "Write it in full, starting with https://"


def test_a_source_is_cited_by_title_address_and_place():
    source = Source(title="Report", url="https://example.org/r", locator="page 3")
    assert source.label() == "Report https://example.org/r, page 3"


def test_a_fact_carries_its_sources_and_how_sure_we_are():
    source = Source(title="Report")
    finding = Finding(key="1", text="t", sources=[source], confidence=Confidence.LOW)
    assert finding.sources == (source,)
    assert finding.confidence is Confidence.LOW


def test_a_fact_of_which_nobody_said_how_sure_they_were_has_no_confidence():
    assert Finding(key="1", text="t").confidence is None


def test_a_single_source_is_not_taken_for_several():
    with pytest.raises(InvalidError) as caught:
        Finding(key="1", text="t", sources=Source(title="Report"))
    assert caught.value.faults[0].message.endswith("is a source, not a list or a tuple")
