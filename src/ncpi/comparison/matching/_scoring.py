"""The similarity of two texts: what they share against what they don't."""

from __future__ import annotations

from math import exp

from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["SCORES_VERSION", "features", "matched_words", "score"]

SCORES_VERSION = 2
"""Increased whenever a change to the code or to ``field.json`` may change a score."""

# Fitted by logistic regression to the labelled sets that are for tuning:
# tests/comparison/matching/fit_score.py prints these numbers.
_BASE = -5.0
_EFFECTS = {
    "shared": 3.6,
    "named": 2.9,
    "alone": -0.17,
    "same aspects": 1.6,
    "other aspects": -0.4,
    "pieces": 1.0,
}
_THEMES = {
    CrosswalkMatch.EXACT: 1.7,
    CrosswalkMatch.BROAD: 0.8,
    CrosswalkMatch.NONE: -1.7,
    None: 0.0,
}
_HALF = 5.0
"""The shared weight that has half of the greatest effect."""
_MOST_SAME, _MOST_OTHER, _MOST_PIECES = 2, 4, 4
"""More than these have no further effect."""
_MIN_WEIGHT = 2.0
"""The least weight of two texts that can have a similarity of 1."""


def score(one: Reading, other: Reading, themes: CrosswalkMatch | None = None) -> float:
    """The similarity of two readings, from 0 to 1; their order makes no difference.

    It is the probability, by a logistic regression on labelled pairs, that one answers the
    other. Of what both mention, matters of the field count more than other words, and several
    words more than one. Aspects that both are about (in time, on record, by trained staff)
    count for the pair, and those that only one is about against it. So does what the text with
    less of its own says besides; the other may be a list. Only texts that share something have
    a similarity above 0, and only two with the same concepts and enough weight one of 1.
    """
    values = features(one, other)
    if values is None:
        return 0.0
    if one.weights.keys() == other.weights.keys() and one.total >= _MIN_WEIGHT:
        return 1.0
    total = _BASE + _THEMES[themes]
    for value, effect in zip(values, _EFFECTS.values(), strict=True):
        total += value * effect
    return round(1 / (1 + exp(-total)), 4)


def features(one: Reading, other: Reading) -> tuple[float, ...] | None:
    """What `score` weighs, in the order of `_EFFECTS`; None if no word is shared."""
    shared = _shared(one, other)
    if not shared:
        return None
    # Added up from the least: another order would change the rounding.
    shared.reverse()
    weights, matters = one.weights, one.matters
    both = sum([weights[concept] for concept in shared])
    named = sum([weights[concept] for concept in shared if concept in matters])
    words, other_words = one.words, other.words
    same = len(one.aspects & other.aspects)
    return (
        both / (both + _HALF),
        named / (named + _HALF),
        min(one.total, other.total) - both,
        min(same, _MOST_SAME),
        min(len(one.aspects) + len(other.aspects) - 2 * same, _MOST_OTHER),
        min(
            len({words[concept] for concept in shared}),
            len({other_words[concept] for concept in shared}),
            _MOST_PIECES,
        ),
    )


def matched_words(one: Reading, other: Reading) -> tuple[tuple[str, str], ...]:
    """The words on both sides for each shared concept, the greatest weight first."""
    words, other_words = one.words, other.words
    pairs = [(words[concept], other_words[concept]) for concept in _shared(one, other)]
    return tuple(dict.fromkeys(pairs))


def _shared(one: Reading, other: Reading) -> list[str]:
    """The concepts of both, the greatest weight first."""
    others = other.weights
    return [concept for concept in one.weights if concept in others]
