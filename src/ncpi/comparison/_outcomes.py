"""What several answers to one item come to, and the status of a cause of concern."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ncpi.comparison._entries import FindingAnswer, decisive
from ncpi.model import CauseOfConcern
from ncpi.vocabulary import Basis, CauseStatus, Edge, Other, Outcome, Progress

__all__ = ["combined_outcome", "combined_status", "outcome_of", "status_of"]

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


def _is_open(cause: CauseOfConcern, as_of: date | None) -> bool | None:
    """Whether it was still open on *as_of*; None if unknown."""
    end = cause.span.end
    if isinstance(end, Edge):
        return True if end is Edge.OPEN else None
    if as_of is None or end.latest <= as_of:
        return False
    return True if end.earliest > as_of else None


def status_of(
    cause: CauseOfConcern, again: CauseOfConcern | None, as_of: date | None
) -> CauseStatus:
    """The status of *cause* at a later report, which continues it as *again* or not at all."""
    answers = [_is_open(entry, as_of) for entry in (again, cause) if entry is not None]
    # The follow-up takes precedence. The baseline's own record counts only if it says that the
    # cause was closed: "open" there means open when the baseline was published.
    if again is not None and answers[0] is not None:
        return CauseStatus.STILL_OPEN if answers[0] else CauseStatus.CLOSED
    if answers[-1] is False:
        return CauseStatus.CLOSED
    return CauseStatus.NOT_STATED if again is not None else CauseStatus.NOT_MENTIONED


def combined_status(
    cause: CauseOfConcern,
    later: Sequence[CauseOfConcern],
    as_of: date | None,
    *,
    is_mentioned: bool,
) -> CauseStatus:
    """The status of *cause*, which the causes of concern *later* continue.

    It is still open if any of them is, and closed only if all of them are. *is_mentioned*:
    whether a finding answers it.
    """
    statuses = {status_of(cause, again, as_of) for again in later or (None,)}
    if is_mentioned and statuses == {CauseStatus.NOT_MENTIONED}:
        return CauseStatus.NOT_STATED
    if CauseStatus.STILL_OPEN in statuses:
        return CauseStatus.STILL_OPEN
    return statuses.pop() if len(statuses) == 1 else CauseStatus.NOT_STATED
