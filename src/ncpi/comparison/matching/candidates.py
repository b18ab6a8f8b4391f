"""Which recommendations and findings are still without each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ncpi.comparison.matching.rulings import standing_rulings
from ncpi.comparison.proposals import Ruling
from ncpi.model import Recommendation, Report, crosswalk
from ncpi.vocabulary import Basis, CrosswalkMatch

__all__ = ["Candidate", "Question", "answers_wanted", "restatements_wanted"]


@attrs.frozen
class Candidate:
    """One text to be matched.

    Attributes:
        key: what it is named by.
        text: what is read of it.
        theme: what it stands under, or None.
        taken: whether something firmer than its theme ties it already.
    """

    key: str
    text: str
    theme: str | None
    taken: bool


@attrs.frozen
class Question:
    """Recommendations of the baseline, and what may go with them.

    Attributes:
        recommendations: the baseline's, by text and key.
        others: the follow-up's findings or recommendations, by text and key.
        barred: pairs of keys that a person ruled out, or that are tied already.
        themes: how a theme of the one stands to a theme of the other.
    """

    recommendations: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    barred: frozenset[tuple[str, str]]
    themes: Mapping[tuple[str | None, str | None], CrosswalkMatch | None]


def answers_wanted(baseline: Report, follow_up: Report, rulings: Iterable[Ruling]) -> Question:
    """Recommendations and the findings that may answer them."""
    ties = {
        (tie.recommendation, finding.key): tie.basis
        for finding in follow_up.findings
        for tie in finding.answers
        if tie.report == baseline.key
    }
    standing = standing_rulings(baseline, follow_up, rulings)
    ruled = {(one.recommendation, one.other): one.answers for one in standing if one.finding}
    ruled_out = {pair for pair, answers in ruled.items() if not answers}
    taken = {pair for pair, basis in ties.items() if basis is not Basis.SAME_THEME} - ruled_out
    taken |= ruled.keys() - ruled_out
    recommendations, findings = {one for one, _ in taken}, {other for _, other in taken}
    return _question(
        (baseline, follow_up),
        [_candidate(one, one.key in recommendations) for one in baseline.recommendations],
        [
            Candidate(one.key, one.text, one.theme, one.key in findings)
            for one in follow_up.findings
        ],
        frozenset({*taken, *ruled_out}),
    )


def restatements_wanted(baseline: Report, follow_up: Report, rulings: Iterable[Ruling]) -> Question:
    """Recommendations and the later ones that may restate them."""
    taken = {
        (tie.recommendation, later.key)
        for later in follow_up.recommendations
        for tie in later.restates
        if tie.report == baseline.key and tie.basis is not Basis.SAME_THEME
    }
    standing = standing_rulings(baseline, follow_up, rulings)
    ruled = {(one.recommendation, one.other): one.answers for one in standing if one.restated_by}
    ruled_out = {pair for pair, answers in ruled.items() if not answers}
    taken = (taken | ruled.keys()) - ruled_out
    earlier, later = {one for one, _ in taken}, {other for _, other in taken}
    return _question(
        (baseline, follow_up),
        [_candidate(one, one.key in earlier) for one in baseline.recommendations],
        [_candidate(one, one.key in later) for one in follow_up.recommendations],
        frozenset({*taken, *ruled_out}),
    )


def _candidate(one: Recommendation, taken: bool) -> Candidate:  # noqa: FBT001 - its one meaning is plain
    return Candidate(one.key, "\n".join((one.text, *one.actions)), one.theme, taken)


def _question(
    pair: tuple[Report, Report],
    recommendations: list[Candidate],
    others: list[Candidate],
    barred: frozenset[tuple[str, str]],
) -> Question:
    here, there = (report.framework for report in pair)
    # Sorted, so that a tie between pairs falls the same way whatever order they came in.
    ours, theirs = (
        tuple(sorted(side, key=lambda one: (one.text, one.key)))
        for side in (recommendations, others)
    )
    themes = {
        (one, other): crosswalk(one, here, other, there) if one and other else None
        for one in {told.theme for told in ours}
        for other in {told.theme for told in theirs}
    }
    return Question(ours, theirs, barred, themes)
