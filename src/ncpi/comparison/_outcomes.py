"""Where "improved" is decided: what several answers to one item come to."""

from __future__ import annotations

from collections.abc import Sequence

from ncpi.comparison._entries import FindingAnswer, decisive
from ncpi.vocabulary import Basis, Other, Outcome, Progress

__all__ = ["combined_outcome", "outcome_of"]

_OUTCOMES = {progress: Outcome(progress.value) for progress in Progress}


def outcome_of(answer: FindingAnswer) -> Outcome:
    """What one answer says: its progress, or else that the item is still a concern.

    "Not improved" and "worse" are the inspectorate's to say. Where an analyst read a finding so,
    it is still a concern.
    """
    finding = answer.finding
    if not finding.states_progress:
        return Outcome.STILL_A_CONCERN if finding.is_concern else Outcome.NOT_STATED
    return Outcome.OTHER if isinstance(finding.progress, Other) else _OUTCOMES[finding.progress]


def combined_outcome(answers: Sequence[FindingAnswer]) -> tuple[Outcome, Basis | None]:
    """The combined outcome of several answers to one item, and its basis.

    Of the answers that state progress, those on the firmest basis decide; the basis of an
    answer is the weaker of that of its link and that of its progress. If none states progress,
    or those that do aren't linked firmly and a concern is, those that are a concern decide. If
    the deciding answers disagree the outcome is ``mixed``; there is no majority vote.
    """
    if not answers:
        return Outcome.NOT_MENTIONED, None
    if len(answers) == 1:  # the commonest case, made fast
        return outcome_of(answers[0]), answers[0].basis
    deciding = decisive(answers)
    basis = Basis.firmest(entry.basis for entry in deciding)
    said = {
        (outcome_of(entry), entry.finding.progress.value if entry.finding.states_progress else "")
        for entry in deciding
        if entry.basis is basis
    }
    return (said.pop()[0] if len(said) == 1 else Outcome.MIXED), basis
