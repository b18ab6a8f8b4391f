"""The status of a cause of concern at a later report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ncpi.model import CauseOfConcern
from ncpi.vocabulary import CauseStatus, Edge

__all__ = ["combined_status", "is_open", "status_of"]


def is_open(cause: CauseOfConcern, as_of: date | None) -> bool | None:
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
    answers = [is_open(entry, as_of) for entry in (again, cause) if entry is not None]
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
