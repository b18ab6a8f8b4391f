"""Another project's rules and readers."""

import pytest

import ncpi
from ncpi import pages
from ncpi.errors import InvalidError
from ncpi.pages import _read, _rules
from ncpi.vocabulary import ReadingBasis

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


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fieldwork", ["2018"]),
        ("fieldwork", [2018, 2019]),
        ("bodies", [1]),
        ("events", ["closed"]),
        ("events", [{"status": "closed"}]),
        ("quotes", [{"speaker": "Ann Other"}]),
        ("audited", {"good": "ten"}),
        ("audited_by_area", [{"good": 1}]),
        ("restated", [{"theme": None, "findings": "It acts.", "recommendations": ["Act."]}]),
        ("judgments", {"leadership": 1}),
    ],
)
def test_a_part_of_another_shape_leaves_the_whole_value_out_with_a_warning(field, value):
    pages.rule("mine", field, lambda _: [pages.Hit(value, 0, 5)], kinds={"press-release"})
    found = pages.read("We act.", kind="press-release")
    assert found.value(field) is None
    assert [one.code for one in found.warnings if one.text.startswith(field)] == ["shape"]


def _gives(name, value, basis=ReadingBasis.STATED):
    pages.rule(name, "mine", lambda _: [pages.Hit(value, 0, 5)], kinds={"response"}, basis=basis)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("2018", "2018-05", "2018-05"),
        ("2018-05-04", "2018-05", "2018-05-04"),
        ("2018-05", "2018-06", None),
        (["2018", "2018"], ["2018-05", "2018-06"], ["2018-05", "2018-06"]),
        (["2018-05", "2018-06"], ["2018-05", "2018-07"], ["2018-05", "2018-06"]),
        (["2018-04", "2018-06"], ["2018-05", "2018-07"], None),
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, None),
        ("Kent Police!", "kent police", "Kent Police!"),
    ],
)
def test_of_two_values_that_agree_the_more_precise_is_kept(one, other, both):
    _gives("first", one)
    _gives("second", other)
    found = pages.read("We act.", kind="response")
    assert found.value("mine") == both
    assert ("disagreement" in [warning.code for warning in found.warnings]) is (both is None)


def test_a_derived_value_gives_way_to_a_stated_one():
    _gives("derived", "b", ReadingBasis.DERIVED)
    _gives("stated", "a")
    assert pages.read("We act.", kind="response").value("mine") == "a"


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
