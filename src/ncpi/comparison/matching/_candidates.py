"""The items and findings that aren't yet linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from ncpi.comparison._proposals import Ruling
from ncpi.comparison.matching._rulings import effective_rulings
from ncpi.model import Item, Recommendation, Report, crosswalk
from ncpi.vocabulary import Basis, CrosswalkMatch

__all__ = ["Candidate", "Question", "answers_wanted", "restatements_wanted"]


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
