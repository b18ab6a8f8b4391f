"""A score is the weight of what two texts share, against what they don't."""

import pytest

from ncpi.comparison.matching._scoring import SCORES_VERSION, matched_words, score
from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch


def reading(**weights):
    return Reading(weights, {name: name.upper() for name in weights}, sum(weights.values()))


ONE, OTHER = reading(a=5.0, b=1.0), reading(a=5.0, c=2.0)


@pytest.mark.parametrize(
    ("themes", "value"),
    [
        (None, 0.4762),  # 5 / (5 + 5 + 0.3 * 1 + 0.1 * 2)
        (CrosswalkMatch.EXACT, 0.5262),
        (CrosswalkMatch.BROAD, 0.5012),
        (CrosswalkMatch.NONE, 0.4462),
    ],
)
def test_a_score_stays_what_it_is_as_long_as_its_version_does(themes, value):
    assert SCORES_VERSION == 1
    assert score(ONE, OTHER, themes) == score(OTHER, ONE, themes) == value


def test_only_texts_that_weigh_enough_are_wholly_alike():
    assert score(reading(a=1.5, b=0.5), reading(a=1.5, b=0.5)) == 1.0
    assert score(reading(a=1.5), reading(a=1.5)) == 0.2308  # 1.5 / (1.5 + 5)


@pytest.mark.parametrize(("one", "other"), [({}, {"b": 3.0}), ({"b": 3.0}, {})])
def test_a_text_that_says_more_than_the_other_is_not_wholly_like_it(one, other):
    assert score(reading(a=3.0, **one), reading(a=3.0, **other)) == 0.3614  # 3 / (8 + 0.3)


def test_no_theme_takes_a_score_beyond_its_ends():
    assert score(reading(a=0.1), reading(a=0.1), CrosswalkMatch.NONE) == 0.0
    assert score(reading(a=999.0, b=1.0), reading(a=999.0), CrosswalkMatch.EXACT) == 1.0


def test_texts_that_share_nothing_are_worth_nothing_whatever_their_themes():
    assert score(reading(a=3.0), reading(b=3.0), CrosswalkMatch.EXACT) == 0.0


def test_the_words_that_weigh_most_come_first_and_equal_ones_by_name():
    one, other = reading(c=1.0, a=1.0, b=3.0), reading(a=1.0, b=3.0, c=1.0, d=9.0)
    assert matched_words(one, other) == (("B", "B"), ("A", "A"), ("C", "C"))
