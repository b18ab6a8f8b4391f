"""Guarantees 8 and 10 of themes: only what somebody has matched is set together."""

from collections import Counter

import attrs
from hypothesis import given
from promises import Promises

import ncpi
from ncpi.comparison import compare_themes
from ncpi.model import crosswalk
from ncpi.testing import pairs
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch

Pair = tuple[ncpi.Report, ncpi.Report]


promised = Promises[Pair]()


@promised
def themes_are_only_set_together_by_a_crosswalk(pair: Pair) -> None:
    baseline, follow_up = pair
    for entry in compare_themes(baseline, follow_up):
        assert (entry.comparability is Comparability.COMPARABLE) == bool(entry.counterparts)
        for other in entry.counterparts:
            match = crosswalk(entry.theme, baseline.framework, other, follow_up.framework)
            assert match is entry.match
            assert match in (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
        if entry.match is CrosswalkMatch.BROAD:
            assert CaveatCode.BROAD_CROSSWALK in {caveat.code for caveat in entry.caveats}


@promised
def every_recommendation_with_a_theme_stands_under_it_once(pair: Pair) -> None:
    baseline, follow_up = pair
    listed = Counter(
        key for entry in compare_themes(baseline, follow_up) for key in entry.recommendations
    )
    assert listed == Counter(item.key for item in baseline.recommendations if item.theme)


@promised
def every_theme_of_a_report_meets_itself_in_a_copy(pair: Pair) -> None:
    for entry in compare_themes(pair[0], attrs.evolve(pair[0], key="a copy")):
        assert entry.match is CrosswalkMatch.EXACT
        assert [other.casefold() for other in entry.counterparts] == [entry.theme.casefold()]


@promised
def swapped_reports_set_the_same_themes_together(pair: Pair) -> None:
    def linked(one: ncpi.Report, other: ncpi.Report) -> set[frozenset[str]]:
        return {
            frozenset((entry.theme.casefold(), theme.casefold()))
            for entry in compare_themes(one, other)
            for theme in entry.counterparts
            if entry.match is CrosswalkMatch.EXACT
        }

    assert linked(*pair) == linked(*reversed(pair))


@given(pairs())
def test_every_promise_of_themes_is_kept(pair: Pair) -> None:
    promised.are_kept(pair)
