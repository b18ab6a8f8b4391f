"""A score is the weight of what two texts share, against what they don't."""

import pytest

from ncpi.comparison.matching._scoring import SCORES_VERSION, features, matched_words, score
from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch


def reading(*, matters=(), aspects=(), **weights):
    words = {name: name.upper() for name in weights}
    total = sum(weights.values())
    return Reading(weights, words, total, frozenset(matters), frozenset(aspects))


ONE = reading(a=5.0, b=1.0, matters="a", aspects=["people", "time"])
OTHER = reading(a=5.0, c=2.0, matters="a", aspects=["time"])


@pytest.mark.parametrize(
    ("themes", "value"),
    [
        # 3.6 and 2.9 times 5 / (5 + 5), 1.6 for one aspect, 1 for one word, less 0.17 for b, 0.4
        # for the other aspect and 5; then 1 / (1 + exp(-0.28)).
        (None, 0.5695),
        (CrosswalkMatch.EXACT, 0.8787),
        (CrosswalkMatch.BROAD, 0.7465),
        (CrosswalkMatch.NONE, 0.1947),
    ],
)
def test_a_score_stays_what_it_is_as_long_as_its_version_does(themes, value):
    assert SCORES_VERSION == 2
    assert score(ONE, OTHER, themes) == score(OTHER, ONE, themes) == value


def test_only_texts_that_weigh_enough_are_wholly_alike():
    assert score(reading(a=1.5, b=0.5), reading(a=1.5, b=0.5)) == 1.0
    assert score(reading(a=1.5), reading(a=1.5)) < 0.1


@pytest.mark.parametrize(("one", "other"), [({}, {"b": 3.0}), ({"b": 3.0}, {})])
def test_a_text_that_says_more_than_the_other_is_not_wholly_like_it(one, other):
    assert score(reading(a=3.0, **one), reading(a=3.0, **other)) < 1


def test_what_speaks_for_a_pair_raises_its_score():
    asked = reading(a=5.0, x=1.0, matters="a", aspects=["time"])
    plain = reading(a=5.0, x=1.0, aspects=["time"])
    other = {"a": 5.0, "y": 1.0, "aspects": ["record"]}
    usual = score(asked, reading(**other))
    assert score(plain, reading(**other)) < usual  # a matter of the field
    assert score(asked, reading(**other | {"aspects": ["time"]})) > usual
    assert score(asked, reading(**other, x=1.0)) > usual
    assert score(asked, reading(a=5.0, aspects=["record"])) > usual


def test_only_so_many_aspects_and_words_count():
    many = dict.fromkeys("bcdefgh", 0.1)
    full = [
        features(
            reading(a=5.0, **many, aspects=same + [f"{side}{n}" for n in range(9)]),
            reading(a=5.0, **many, z=1.0, aspects=same),
        )
        for side, same in (("o", ["s", "t"]), ("o", ["s", "t", "u"]))
    ]
    assert [values[3:] for values in full] == [(2, 4, 4), (2, 4, 4)]


def test_texts_that_share_nothing_are_worth_nothing_whatever_their_themes():
    assert score(reading(a=3.0), reading(b=3.0), CrosswalkMatch.EXACT) == 0.0


def test_the_words_that_weigh_most_come_first_and_equal_ones_by_name():
    one, other = reading(c=1.0, a=1.0, b=3.0), reading(a=1.0, b=3.0, c=1.0, d=9.0)
    assert matched_words(one, other) == (("B", "B"), ("A", "A"), ("C", "C"))
