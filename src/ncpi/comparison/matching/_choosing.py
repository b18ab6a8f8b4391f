"""Choosing proposals: score every pair, assign one to one, report the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ncpi.comparison.matching._assignment import assigned
from ncpi.comparison.matching._candidates import Question
from ncpi.comparison.matching._scoring import score
from ncpi.comparison.matching._words import Reading
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["ANSWERED", "BETWEEN", "DISPLACED", "Choice", "by_theme", "choices"]

DISPLACED = "another answer was the better match"
BETWEEN = "similar, but not enough to be proposed"
ANSWERED = "its match is already linked to another item"
"""Why a pair is undecided."""

_FINE = 10_000


class Choice(NamedTuple):
    """A proposed or undecided pair.

    Attributes:
        row: the position of the baseline's item in the question.
        column: the position of the follow-up's.
        value: their similarity.
        reason: why the pair is undecided; None if it is proposed.
    """

    row: int
    column: int
    value: float
    reason: str | None


def choices(
    question: Question, read: Callable[[str], Reading], threshold: float, review_threshold: float
) -> list[Choice]:
    """The pairs that are proposed and those that are undecided."""
    scores = dict(_scores(question, read, review_threshold))
    others = question.others
    # A pair just above the threshold is worth little, so two of them don't displace a clear one.
    worth = {
        (row, column): 1 + round((value - threshold) * _FINE)
        for (row, column), value in scores.items()
        if value >= threshold and not others[column].taken
    }
    chosen = assigned(worth)
    columns = set(chosen.values())
    found: list[Choice] = []
    for (row, column), value in scores.items():
        if chosen.get(row) == column:
            reason = None
        elif value >= threshold:
            reason = ANSWERED if others[column].taken else DISPLACED
        elif others[column].taken or (row in chosen and column in columns):
            continue  # both have a better match
        else:
            reason = BETWEEN
        found.append(Choice(row, column, value, reason))
    return found


def _scores(
    question: Question, read: Callable[[str], Reading], least: float
) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs of positions with a similarity of at least *least*, in order."""
    themes, barred = question.themes, question.barred
    others = [(place, entry, read(entry.text)) for place, entry in enumerate(question.others)]
    for row, one in enumerate(question.items):
        if one.taken:
            continue
        reading = read(one.text)
        for column, other, also in others:
            value = score(reading, also, themes[one.theme, other.theme])
            if value >= least and (one.name, other.name) not in barred:
                yield (row, column), value


def by_theme(question: Question, found: list[Choice]) -> Iterator[tuple[int, int]]:
    """Pairs that only the theme links, if neither of the two is in *found*."""
    rows = {choice.row for choice in found}
    columns = {choice.column for choice in found}
    close = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
    for row, one in enumerate(question.items):
        for column, other in enumerate(question.others):
            if row in rows or column in columns or one.taken or other.taken:
                continue
            together = question.themes[one.theme, other.theme] in close
            if together and (one.name, other.name) not in question.barred:
                yield row, column
