"""Another project's rules and readers."""

import pytest

import ncpi
from ncpi import pages
from ncpi.errors import InvalidError
from ncpi.pages import _read, _rules

TEXT = "HMICS\n\nThematic inspection of custody\n\nWe visited 12 stations.\n"


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    """What a test registers is forgotten afterwards."""
    monkeypatch.setattr(_rules, "_RULES", dict(_rules._RULES))
    monkeypatch.setattr(_read, "_READERS", dict(_read._READERS))


def is_scottish(page: pages.Page) -> bool:
    return page.names("HMICS")


def test_a_rule_is_added_in_one_call(page):
    pages.rule(
        "documents-read",
        "documents",
        r"\bread {N} documents\b",
        kinds={"post-inspection-review"},
        says=["We read 40 documents."],
        not_=["We read documents."],
    ).check()
    text = page("review.txt").replace("Next steps", "We read forty documents.")
    assert pages.read(text).value("documents") == 40


@pytest.mark.parametrize(
    ("field", "pattern"),
    [("baseline", "in {Y} "), ("bodies", "{FORCE}"), ("published", "gives {N:one} and {N:two}")],
)
def test_a_rule_that_gives_a_value_of_another_shape_is_a_warning(field, pattern, page):
    pages.rule("mine", field, pattern, kinds={"press-release"}, zone="all")
    found = pages.read(f"{page('release.txt')}\n\nIn 2019, in 2019 it gives 5 and 6.")
    assert found.value(field) is None
    assert [one.code for one in found.warnings if field in one.text] == ["shape"]


def test_a_reader_for_another_inspectorate_is_one_decorator():
    stations = pages.Rule(
        name="stations", field="stations", kinds=(), pattern=r"visited {N} stations", zone="body"
    )

    @pages.reader("hmics-report", test=is_scottish, rules=[stations], usual=["isbn"])
    def hmics(values, source):
        return ncpi.Report(
            key="hmics/custody",
            title=f"{values['stations']} stations",
            kind="thematic report",
            sources=[source],
        )

    reading = pages.read(TEXT)
    assert (reading.kind, reading.record.title) == ("hmics-report", "12 stations")
    assert reading.missing == ("isbn",)
    assert ncpi.from_json(ncpi.to_json(reading)) == reading


def test_two_readers_that_claim_a_page_read_it_only_if_one_is_named():
    for kind in ("hmics-report", "hmics-letter"):
        pages.reader(kind, test=is_scottish)(lambda *_: None)
    reading = pages.read(TEXT)
    assert reading.kind is None
    assert reading.warnings[0].code == "several-kinds"
    assert pages.read(TEXT, kind="hmics-letter").kind == "hmics-letter"


def test_a_reader_cannot_take_over_a_kind_of_ncpi():
    with pytest.raises(InvalidError, match="press-release"):
        pages.reader("press-release", test=is_scottish)
