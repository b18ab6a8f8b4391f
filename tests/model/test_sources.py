import pytest

from ncpi import Source
from ncpi.errors import InvalidError


def test_a_source_has_a_title_or_an_address():
    assert Source(title="Annual report").url is None
    assert Source(url="https://example.org").title is None
    with pytest.raises(InvalidError, match="a source has a title or a url"):
        Source(locator="page 3")


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
