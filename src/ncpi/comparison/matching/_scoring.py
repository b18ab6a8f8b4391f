"""The similarity of two texts: what they share against what they don't."""

from __future__ import annotations

from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["SCORES_VERSION", "matched_words", "score"]

SCORES_VERSION = 1
"""Increased whenever a change to the code or to ``field.json`` may change a score."""

# Tuned on the labelled set in tests/comparison/matching/labelled.
_LESSER, _GREATER = 0.3, 0.1
_SATURATION = 5.0
_MIN_WEIGHT = 2.0
"""The least weight of two texts that can have a similarity of 1."""
_THEMES = {
    CrosswalkMatch.EXACT: 0.05,
    CrosswalkMatch.BROAD: 0.025,
    CrosswalkMatch.NONE: -0.03,
    None: 0.0,
}


def score(one: Reading, other: Reading, themes: CrosswalkMatch | None = None) -> float:
    """The similarity of two readings, from 0 to 1; their order makes no difference.

    It is the weight of the shared concepts, divided by that weight plus a fraction of the
    weight that only one side has. The side with less weight of its own counts more, because a
    finding may be one line and the recommendation a list. A constant in the denominator keeps
    the value low if little is shared, however short the texts are. Only two texts with enough
    weight and the same concepts have a similarity of 1.
    """
    shared = one.weights.keys() & other.weights.keys()
    if not shared:
        return 0.0
    if len(shared) == len(one.weights) == len(other.weights) and one.total >= _MIN_WEIGHT:
        return 1.0
    weights = one.weights
    # Sorted, because the order of a set would change the rounding of the sum.
    both = sum(sorted([weights[concept] for concept in shared]))
    alone, also_alone = one.total - both, other.total - both
    if alone > also_alone:
        alone, also_alone = also_alone, alone
    raw = both / (both + _SATURATION + _LESSER * alone + _GREATER * also_alone)
    return round(min(1.0, max(0.0, raw + _THEMES[themes])), 4)


def matched_words(one: Reading, other: Reading) -> tuple[tuple[str, str], ...]:
    """The words on both sides for each shared concept, the greatest weight first."""
    shared = sorted(
        one.weights.keys() & other.weights.keys(),
        key=lambda concept: (-one.weights[concept], concept),
    )
    return tuple(dict.fromkeys((one.words[entry], other.words[entry]) for entry in shared))
