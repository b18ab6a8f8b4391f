"""Choosing proposals: what isn't linked yet, the score of every pair, and one to one the best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from ncpi.comparison._proposals import Ruling
from ncpi.comparison.matching._assignment import assigned
from ncpi.comparison.matching._rulings import effective_rulings
from ncpi.comparison.matching._scoring import score
from ncpi.comparison.matching._words import Reading
from ncpi.model import Item, Recommendation, Report, crosswalk
from ncpi.vocabulary import Basis, CrosswalkMatch

__all__ = [
    "ANSWERED",
    "BETWEEN",
    "DISPLACED",
    "THEME_ALONE",
    "Candidate",
    "Choice",
    "Question",
    "answers_wanted",
    "by_theme",
    "choices",
    "restatements_wanted",
]

DISPLACED = "another answer was the better match"
BETWEEN = "similar, but not enough to be proposed"
ANSWERED = "its match is already linked to another item"
"""Why a pair is undecided."""
THEME_ALONE = "only the theme connects them"
"""The caveat on a link by theme."""

_FINE = 10_000


@attrs.frozen
class Candidate:
    """One text to be matched.

    Attributes:
        name: the name of the item, or the key of the finding, as text.
        text: the text to match.
        theme: its theme, or None.
        taken: whether it is already linked on a firmer basis than its theme.
    """

    name: str
    text: str
    theme: str | None
    taken: bool


@attrs.frozen
class Question:
    """The items of the baseline and the candidates to match with them.

    Attributes:
        items: the baseline's, sorted by text and name.
        others: the follow-up's findings or items, sorted by text and name.
        barred: pairs of names that a person ruled out or that are already linked.
        themes: how the themes of the two sides correspond.
    """

    items: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    barred: frozenset[tuple[str, str]]
    themes: Mapping[tuple[str | None, str | None], CrosswalkMatch | None]


def answers_wanted(baseline: Report, follow_up: Report, rulings: Iterable[Ruling]) -> Question:
    """Items and the findings that may answer them."""
    ruled = {
        (str(ruling.item), ruling.finding): ruling.answers
        for ruling in effective_rulings(baseline, follow_up, rulings)
        if ruling.finding is not None
    }
    found = {finding.key: finding for finding in follow_up.findings}
    return _question((baseline, follow_up), _named(baseline, baseline.items), found, ruled)


def restatements_wanted(
    baseline: Report, follow_up: Report, rulings: Iterable[Ruling]
) -> Iterator[Question]:
    """Items and the later ones that may restate them: recommendations, then causes of concern."""
    ruled = {
        (str(ruling.item), str(ruling.restated_by)): ruling.answers
        for ruling in effective_rulings(baseline, follow_up, rulings)
        if ruling.restated_by is not None
    }
    pair = baseline, follow_up
    for one, other in (
        (baseline.recommendations, follow_up.recommendations),
        (baseline.causes_of_concern, follow_up.causes_of_concern),
    ):
        yield _question(pair, _named(baseline, one), _named(follow_up, other), ruled)


def _named(report: Report, items: Iterable[Item]) -> dict[str, Item]:
    return {str(item.ref(report.key)): item for item in items}


def _text(item: Item) -> str:
    actions = item.actions if isinstance(item, Recommendation) else ()
    return "\n".join((item.text, *actions))


def _question(
    pair: tuple[Report, Report],
    items: Mapping[str, Item],
    others: Mapping[str, Item],
    ruled: Mapping[tuple[str, str], bool],
) -> Question:
    """The question which *items* of the first report match *others* of the second."""
    baseline, follow_up = pair
    ruled_out = {names for names, holds in ruled.items() if not holds}
    linked = {
        (str(link.item), name)
        for name, other in others.items()
        for link in other.earlier
        if link.item.report == baseline.key and link.basis is not Basis.SAME_THEME
    }
    taken = (linked | ruled.keys()) - ruled_out
    earlier, later = {one for one, _ in taken}, {other for _, other in taken}
    # Sorted, so that ties between pairs don't depend on the order of the reports.
    ours, theirs = (
        tuple(
            sorted(
                (
                    Candidate(name, _text(item), item.theme, name in known)
                    for name, item in side.items()
                ),
                key=lambda one: (one.text, one.name),
            )
        )
        for side, known in ((items, earlier), (others, later))
    )
    here, there = baseline.framework, follow_up.framework
    themes = {
        (one, other): crosswalk(one, here, other, there) if one and other else None
        for one in {entry.theme for entry in ours}
        for other in {entry.theme for entry in theirs}
    }
    return Question(ours, theirs, frozenset({*taken, *ruled_out}), themes)


class Choice(NamedTuple):
    """A proposed or undecided pair.

    Attributes:
        row: the position of the baseline's item in the question.
        column: the position of the follow-up's.
        value: their similarity.
        reason: why the pair is undecided or linked by theme only; None if it is proposed by text.
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


def by_theme(
    question: Question, read: Callable[[str], Reading], found: Sequence[Choice]
) -> Iterator[Choice]:
    """Pairs that only the theme links, if neither of the two is in *found*."""
    rows = {choice.row for choice in found}
    columns = {choice.column for choice in found}
    for row, one in enumerate(question.items):
        for column, other in enumerate(question.others):
            if row in rows or column in columns or one.taken or other.taken:
                continue
            match = question.themes[one.theme, other.theme]
            if match and match.corresponds and (one.name, other.name) not in question.barred:
                value = score(read(one.text), read(other.text), match)
                yield Choice(row, column, value, THEME_ALONE)
