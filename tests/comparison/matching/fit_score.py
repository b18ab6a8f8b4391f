"""Fit the effects in ``_scoring.py`` to the labelled sets that are for tuning; needs NumPy.

    python tests/comparison/matching/fit_score.py

Every pair of a group counts, listed or not; those of the set on aspects count twice, because
it is small and the hardest. The fit is penalised a little, so that no effect rests on few pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from score_labelled import loaded, themes

from ncpi.comparison.matching._scoring import features
from ncpi.comparison.matching._words import field_vocabulary
from ncpi.vocabulary import CrosswalkMatch

SETS = {"authors": 1, "tune": 1, "once_held_out": 1, "independent_tuned": 1, "aspects": 2}
NAMES = ("theme", "base", "shared", "named", "alone", "same aspect", "other aspect", "piece")
PENALTY = 1.0
THEMES = {CrosswalkMatch.EXACT: 1.0, CrosswalkMatch.NONE: -1.0, None: 0.0}
# The weight that only one text has is an order greater than the other features.
SCALE = np.array([1, 1, 1, 1, 0.2, 1, 1, 0.5])


def rows() -> Iterator[tuple[list[float], bool, int]]:
    """The features of each pair with a word in common, whether it answers, and its weight."""
    read = field_vocabulary().read
    for name, weight in SETS.items():
        for group in loaded(Path(__file__).parent / "labelled" / f"{name}.json"):
            answers = {(p["recommendation"], p["finding"]) for p in group["pairs"] if p["answers"]}
            for asked in group["recommendations"]:
                for found in group["findings"]:
                    values = features(read(asked["text"]), read(found["text"]))
                    if values is not None:
                        theme = THEMES[themes(asked["theme"], found["theme"])]
                        is_answer = (asked["key"], found["key"]) in answers
                        yield [theme, 1.0, *values], is_answer, weight


def main() -> None:
    """Print the effects."""
    found = list(rows())
    values = np.array([row for row, _, _ in found]) * SCALE
    answers = np.array([is_answer for _, is_answer, _ in found], float)
    weights = np.array([weight for _, _, weight in found], float)
    penalty = np.array([PENALTY] * len(NAMES))
    penalty[NAMES.index("base")] = 0
    effects = np.zeros(len(NAMES))
    for _ in range(50):  # Newton's method
        chances = 1 / (1 + np.exp(-values @ effects))
        curve = (values * (weights * chances * (1 - chances))[:, None]).T @ values
        slope = values.T @ (weights * (answers - chances)) - penalty * effects
        effects += np.linalg.solve(curve + np.diag(penalty), slope)
    for name, effect in zip(NAMES, effects * SCALE, strict=True):
        print(f"{name}: {effect:.2f}")  # noqa: T201 - a program


if __name__ == "__main__":
    main()
