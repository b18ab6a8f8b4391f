"""Where "improved" is decided: what several answers to one recommendation come to."""

from __future__ import annotations

from collections.abc import Sequence

from ncpi.comparison._entries import FindingAnswer
from ncpi.vocabulary import Basis, Outcome, Progress

__all__ = ["combined_outcome"]

_OUTCOMES = {progress: Outcome(progress.value) for progress in Progress}


def combined_outcome(answers: Sequence[FindingAnswer]) -> tuple[Outcome, Basis | None]:
    """The combined outcome of several answers to one recommendation, and its basis.

    Of the answers that state progress, those on the firmest basis decide: what the
    inspectorate states, or else what an analyst coded, a matcher proposes or only the theme
    links. If they disagree the outcome is ``mixed``; there is no majority vote.
    """
    if not answers:
        return Outcome.NOT_MENTIONED, None
    if len(answers) == 1:  # the commonest case, made fast
        return _OUTCOMES[answers[0].finding.progress], answers[0].answer.basis
    stated = [entry for entry in answers if entry.finding.progress is not Progress.NOT_STATED]
    basis = Basis.firmest(entry.answer.basis for entry in stated or answers)
    if not stated:
        return Outcome.NOT_STATED, basis
    decisive = {entry.finding.progress for entry in stated if entry.answer.basis is basis}
    return (_OUTCOMES[decisive.pop()] if len(decisive) == 1 else Outcome.MIXED), basis
