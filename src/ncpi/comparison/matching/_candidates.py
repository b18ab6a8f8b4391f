"""The recommendations and findings that aren't yet linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from ncpi.comparison._proposals import Ruling
from ncpi.comparison.matching._rulings import effective_rulings
from ncpi.model import Report, crosswalk
from ncpi.model._references import Reference
from ncpi.vocabulary import Basis, CrosswalkMatch

__all__ = ["Candidate", "Question", "answers_wanted", "restatements_wanted"]


@attrs.frozen
class Candidate:
    """One text to be matched.

    Attributes:
        key: its key.
        text: the text to match.
        theme: its theme, or None.
        taken: whether it is already linked on a firmer basis than its theme.
    """

    key: str
    text: str
    theme: str | None
    taken: bool


@attrs.frozen
class Question:
    """The recommendations of the baseline and the candidates to match with them.

    Attributes:
        recommendations: the baseline's, sorted by text and key.
        others: the follow-up's findings or recommendations, sorted by text and key.
        barred: pairs of keys that a person ruled out or that are already linked.
        themes: how the themes of the two sides correspond.
    """

    recommendations: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    barred: frozenset[tuple[str, str]]
    themes: Mapping[tuple[str | None, str | None], CrosswalkMatch | None]


def answers_wanted(baseline: Report, follow_up: Report, rulings: Iterable[Ruling]) -> Question:
    """Recommendations and the findings that may answer them."""
    findings = follow_up.findings
    references = [(finding.key, reference) for finding in findings for reference in finding.answers]
    texts = [(finding.key, finding.text, finding.theme) for finding in findings]
    effective = effective_rulings(baseline, follow_up, rulings)
    ruled = [ruling for ruling in effective if ruling.finding is not None]
    return _question((baseline, follow_up), references, ruled, texts)


def restatements_wanted(baseline: Report, follow_up: Report, rulings: Iterable[Ruling]) -> Question:
    """Recommendations and the later ones that may restate them."""
    references = [
        (later.key, reference)
        for later in follow_up.recommendations
        for reference in later.restates
    ]
    effective = effective_rulings(baseline, follow_up, rulings)
    ruled = [ruling for ruling in effective if ruling.restated_by is not None]
    return _question((baseline, follow_up), references, ruled, _texts(follow_up))


_Text: TypeAlias = tuple[str, str, str | None]  # a key, a text and a theme


def _texts(report: Report) -> list[_Text]:
    return [
        (one.key, "\n".join((one.text, *one.actions)), one.theme) for one in report.recommendations
    ]


def _question(
    pair: tuple[Report, Report],
    references: Iterable[tuple[str, Reference]],
    ruled: Iterable[Ruling],
    texts: Iterable[_Text],
) -> Question:
    """The question which recommendations of the first report match *texts* of the second."""
    baseline, follow_up = pair
    answers = {(ruling.recommendation, ruling.other): ruling.answers for ruling in ruled}
    ruled_out = {keys for keys, holds in answers.items() if not holds}
    linked = {
        (reference.item, key)
        for key, reference in references
        if reference.report == baseline.key and reference.basis is not Basis.SAME_THEME
    }
    taken = (linked | answers.keys()) - ruled_out
    earlier, later = {one for one, _ in taken}, {other for _, other in taken}
    # Sorted, so that ties between pairs don't depend on the order of the reports.
    ours, theirs = (
        tuple(sorted(side, key=lambda one: (one.text, one.key)))
        for side in (
            [Candidate(key, text, theme, key in earlier) for key, text, theme in _texts(baseline)],
            [Candidate(key, text, theme, key in later) for key, text, theme in texts],
        )
    )
    here, there = baseline.framework, follow_up.framework
    themes = {
        (one, other): crosswalk(one, here, other, there) if one and other else None
        for one in {entry.theme for entry in ours}
        for other in {entry.theme for entry in theirs}
    }
    return Question(ours, theirs, frozenset({*taken, *ruled_out}), themes)
