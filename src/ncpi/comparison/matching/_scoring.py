"""How alike two texts are: what they share, against what they don't."""

from __future__ import annotations

from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["SCORES_VERSION", "matched_words", "score"]

SCORES_VERSION = 1
"""Raised whenever a score may come out differently: by the code or by ``field.json``."""

# Tuned on the labelled set in tests/comparison/matching/labelled.
_LESSER, _GREATER = 0.3, 0.1
_SATURATION = 5.0
_TELLING = 2.0
"""Texts that weigh less say too little to be called wholly alike."""
_THEMES = {
    CrosswalkMatch.EXACT: 0.05,
    CrosswalkMatch.BROAD: 0.025,
    CrosswalkMatch.NONE: -0.03,
    None: 0.0,
}


def score(one: Reading, other: Reading, themes: CrosswalkMatch | None = None) -> float:
    """The similarity of two readings, from 0 to 1, the same either way round.

    It is the weight of what both speak of, over that weight plus a part of what only one
    of them speaks of. The text that has less of its own counts more, since a finding may
    be one line and the recommendation a list. To the weight on the lower side a fixed one
    is added, so that little in common stays little evidence however short the texts are;
    only two texts that say enough, and speak of the very same things, are wholly alike.
    """
    shared = one.weights.keys() & other.weights.keys()
    if not shared:
        return 0.0
    if len(shared) == len(one.weights) == len(other.weights) and one.total >= _TELLING:
        return 1.0
    weights = one.weights
    # Sorted, so that the sum is the same whatever the order of the set.
    both = sum(sorted([weights[concept] for concept in shared]))
    alone, also_alone = one.total - both, other.total - both
    if alone > also_alone:
        alone, also_alone = also_alone, alone
    raw = both / (both + _SATURATION + _LESSER * alone + _GREATER * also_alone)
    return round(min(1.0, max(0.0, raw + _THEMES[themes])), 4)


def matched_words(one: Reading, other: Reading) -> tuple[tuple[str, str], ...]:
    """The words on either side that say the same, those that weigh most first."""
    shared = sorted(
        one.weights.keys() & other.weights.keys(),
        key=lambda concept: (-one.weights[concept], concept),
    )
    return tuple(dict.fromkeys((one.words[entry], other.words[entry]) for entry in shared))
