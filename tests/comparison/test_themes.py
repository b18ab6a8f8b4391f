"""Themes: set together by the crosswalk, or not comparable."""

import pytest

import ncpi
from ncpi.comparison import ThemeComparison, compare_themes
from ncpi.errors import InvalidError
from ncpi.model import FRAMEWORKS
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch

OLD, NEW = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]


def by_theme(*reports):
    return {entry.theme: entry for entry in compare_themes(*reports)}


def test_within_one_framework_every_theme_meets_itself(make):
    entries = compare_themes(make.baseline(framework=OLD), make.follow_up(framework=OLD))
    assert [(entry.theme, entry.counterparts) for entry in entries] == [
        (theme, (theme,)) for theme in OLD.themes
    ]
    assert {entry.match for entry in entries} == {CrosswalkMatch.EXACT}
    assert {entry.comparability for entry in entries} == {Comparability.COMPARABLE}


@pytest.mark.parametrize("turned", [False, True], ids=["old to new", "new to old"])
def test_across_frameworks_what_overlaps_is_reported_with_a_caveat(make, turned):
    here, there = (NEW, OLD) if turned else (OLD, NEW)
    entries = by_theme(make.baseline(framework=here), make.follow_up(framework=there))
    broad = {name: entry for name, entry in entries.items() if entry.counterparts}
    assert len(broad) == 4
    for entry in broad.values():
        assert entry.match is CrosswalkMatch.BROAD
        assert [caveat.code for caveat in entry.caveats] == [CaveatCode.BROAD_CROSSWALK]


def test_a_theme_that_nobody_has_matched_is_not_comparable_and_says_so(make):
    entries = by_theme(make.baseline(framework=OLD), make.follow_up(framework=NEW))
    entry = entries["police detention"]
    assert (entry.comparability, entry.match) == (Comparability.NOT_COMPARABLE, None)
    assert [caveat.code for caveat in entry.caveats] == [CaveatCode.NO_CROSSWALK]
    assert entry.label() == "police detention: not comparable"


def test_a_theme_that_is_said_to_have_no_counterpart_needs_no_caveat(make):
    entries = by_theme(make.baseline(framework=OLD), make.follow_up(framework=NEW))
    entry = entries["partnership working"]
    assert (entry.comparability, entry.match) == (
        Comparability.NOT_COMPARABLE,
        CrosswalkMatch.NONE,
    )
    assert entry.caveats == ()


def test_themes_of_one_name_in_two_frameworks_are_not_taken_for_each_other(make):
    one = ncpi.Framework(key="one", title="One", themes=["leadership"])
    two = ncpi.Framework(key="two", title="Two", themes=["leadership"])
    before, after = compare_themes(make.baseline(framework=one), make.follow_up(framework=two))
    assert before.counterparts == after.counterparts == ()
    assert {before.comparability, after.comparability} == {Comparability.NOT_COMPARABLE}


def test_what_stands_under_a_theme_goes_with_it_whatever_its_case(make):
    entries = by_theme(
        make.baseline(framework=OLD, recommendations=[make.asked("1", "Initial contact")]),
        make.follow_up(framework=NEW, findings=[make.found("f", theme="initial response")]),
    )
    assert entries["initial contact"].recommendations == ("1",)
    assert entries["initial contact"].findings == ("f",)


def test_a_theme_of_one_framework_that_only_one_report_uses_is_in_that_only(make):
    entries = by_theme(
        make.baseline(framework=OLD, recommendations=[make.asked("1", "cells")]),
        make.follow_up(framework=OLD, findings=[make.found("f", theme="vetting")]),
    )
    assert entries["cells"].comparability is Comparability.BASELINE_ONLY
    assert entries["vetting"].comparability is Comparability.FOLLOW_UP_ONLY
    assert entries["vetting"].findings == ("f",)


def test_what_overlaps_beside_an_exact_match_is_distinguished_and_isnt_left_alone(make):
    new = ncpi.Framework(
        key="new",
        title="New",
        themes=["response", "risk"],
        crosswalks=[
            ncpi.model.Crosswalk(theme=name, framework=OLD.key, other="initial contact", match=how)
            for name, how in (("response", CrosswalkMatch.EXACT), ("risk", CrosswalkMatch.BROAD))
        ],
    )
    found = [make.found("f", theme="response"), make.found("g", theme="risk")]
    entries = by_theme(make.baseline(framework=OLD), make.follow_up(framework=new, findings=found))
    entry = entries["initial contact"]
    assert (entry.match, entry.counterparts) == (CrosswalkMatch.EXACT, ("response",))
    assert (entry.overlaps, entry.findings) == (("risk",), ("f",))
    assert [caveat.code for caveat in entry.caveats] == [CaveatCode.BROAD_CROSSWALK]
    assert entry.label() == "initial contact: response (exact), overlaps with risk"
    assert "risk" not in entries


def test_a_comparison_holds_the_themes_of_two_frameworks_and_shows_them(make):
    pair = make.baseline(framework=OLD), make.follow_up(framework=NEW)
    comparison = ncpi.compare(*pair)
    assert comparison.themes == compare_themes(*pair)
    assert "Themes of two frameworks" in str(comparison)
    assert "no crosswalk relates" in str(comparison)


def test_on_one_framework_a_comparison_has_no_themes_to_set_together(make):
    assert ncpi.compare(make.baseline(framework=OLD), make.follow_up(framework=OLD)).themes == ()


def test_reports_without_frameworks_or_themes_have_nothing_to_set_together(make):
    assert compare_themes(make.baseline(framework=None), make.follow_up(framework=None)) == ()


@pytest.mark.parametrize(
    "entry",
    [
        {"comparability": Comparability.COMPARABLE},
        {"comparability": Comparability.COMPARABLE, "match": CrosswalkMatch.EXACT},
        {"comparability": Comparability.NOT_COMPARABLE, "counterparts": ["b"]},
        {"comparability": Comparability.BASELINE_ONLY, "match": CrosswalkMatch.BROAD},
        {
            "comparability": Comparability.COMPARABLE,
            "match": CrosswalkMatch.BROAD,
            "counterparts": ["b"],
            "overlaps": ["c"],
        },
    ],
    ids=[
        "no counterpart",
        "a match to nothing",
        "a counterpart unmatched",
        "a match alone",
        "an overlap beside no exact match",
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(entry):
    with pytest.raises(InvalidError, match="counterpart"):
        ThemeComparison(theme="a", **entry)


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        ({"comparability": Comparability.NOT_COMPARABLE}, "a: not comparable"),
        (
            {"comparability": Comparability.NOT_COMPARABLE, "match": CrosswalkMatch.NONE},
            "a: not comparable",
        ),
        (
            {
                "comparability": Comparability.COMPARABLE,
                "match": CrosswalkMatch.EXACT,
                "counterparts": ["b", "d"],
                "overlaps": ["c", "e"],
            },
            "a: b, d (exact), overlaps with c, e",
        ),
    ],
    ids=["unmatched", "matched to nothing", "matched"],
)
def test_an_entry_says_what_stands_beside_its_theme_and_how_closely(entry, label):
    assert ThemeComparison(theme="a", **entry).label() == label
