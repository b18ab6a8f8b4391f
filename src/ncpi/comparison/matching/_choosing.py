"""From a question to proposals: score every pair, choose one-to-one, report the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from ncpi.comparison.matching._assignment import assigned
from ncpi.comparison.matching._candidates import Question
from ncpi.comparison.matching._scoring import score
from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["ANSWERED", "BETWEEN", "DISPLACED", "Choice", "by_theme", "choices"]

DISPLACED = "another answer was the better match"
BETWEEN = "alike, but not enough to propose it"
ANSWERED = "what it would go with is linked to another recommendation already"
"""Why a pair is left to a person."""

_FINE = 10_000


@attrs.frozen
class Choice:
    """One pair, and whether it was chosen.

    Attributes:
        row: the place of the recommendation in the question.
        column: the place of what goes with it.
        value: how alike they are.
        reason: why it is undecided; None if it is proposed.
    """

    row: int
    column: int
    value: float
    reason: str | None


def choices(
    question: Question, read: Callable[[str], Reading], threshold: float, review_threshold: float
) -> list[Choice]:
    """The pairs worth telling of: those that are proposed, and those left to a person."""
    scores = dict(_scores(question, read, review_threshold))
    others = question.others
    # What only just reaches the threshold is worth little: two of those never displace
    # one that is sure.
    worth = {
        (row, column): 1 + round((value - threshold) * _FINE)
        for (row, column), value in scores.items()
        if value >= threshold and not others[column].taken
    }
    chosen = assigned(worth)
    columns = set(chosen.values())
    found: list[Choice] = []
    for (row, column), value in sorted(scores.items()):
        if chosen.get(row) == column:
            reason = None
        elif value >= threshold:
            reason = ANSWERED if others[column].taken else DISPLACED
        elif others[column].taken or (row in chosen and column in columns):
            continue  # both have found better; of this pair nothing is open
        else:
            reason = BETWEEN
        found.append(Choice(row, column, value, reason))
    return found


def _scores(
    question: Question, read: Callable[[str], Reading], least: float
) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs of places that are at least *least* alike, with their similarity."""
    themes, barred = question.themes, question.barred
    others = [(place, entry, read(entry.text)) for place, entry in enumerate(question.others)]
    for row, one in enumerate(question.recommendations):
        if one.taken:
            continue
        reading = read(one.text)
        for column, other, also in others:
            value = score(reading, also, themes[one.theme, other.theme])
            if value >= least and (one.key, other.key) not in barred:
                yield (row, column), value


def by_theme(question: Question, found: list[Choice]) -> Iterator[tuple[int, int]]:
    """Pairs that nothing but the theme links, of those that nothing else is found for.

    Where a pair is undecided, neither of its two is linked by theme: they wait for a person.
    """
    rows = {choice.row for choice in found}
    columns = {choice.column for choice in found}
    close = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
    for row, one in enumerate(question.recommendations):
        for column, other in enumerate(question.others):
            if row in rows or column in columns or one.taken or other.taken:
                continue
            together = question.themes[one.theme, other.theme] in close
            if together and (one.key, other.key) not in question.barred:
                yield row, column
