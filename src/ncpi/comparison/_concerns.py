"""Comparison of causes of concern."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ncpi.comparison._entries import CauseOfConcernComparison, Caveat
from ncpi.model import CauseOfConcern, Continuation, Report
from ncpi.model._references import Reference
from ncpi.model.dates import provably_before
from ncpi.vocabulary import CauseStatus, CaveatCode, Completeness, Edge

__all__ = ["compare_causes_of_concern", "link_caveats", "status_of"]


def compare_causes_of_concern(
    baseline: Report, follow_up: Report, as_of: date | None
) -> tuple[CauseOfConcernComparison, ...]:
    """One entry for every cause of concern of either report, the baseline's first.

    A cause of concern is the same in both only if the follow-up's continues the baseline's;
    equal keys prove nothing.
    """
    entries: list[CauseOfConcernComparison] = []
    taken: set[str] = set()
    for cause in baseline.causes_of_concern:
        later = _continued(cause, baseline, follow_up)
        taken |= {again.key for again, _ in later}
        if not later:
            entries.append(_unlinked(cause, as_of))
        for again, link in later:
            entries.append(
                CauseOfConcernComparison(
                    status=status_of(cause, again, as_of),
                    baseline=cause,
                    follow_up=again,
                    continuation=link,
                    caveats=link_caveats(link),
                )
            )
    entries += [
        _follow_up_only(cause, baseline, as_of)
        for cause in follow_up.causes_of_concern
        if cause.key not in taken
    ]
    return tuple(entries)


def _continued(
    cause: CauseOfConcern, baseline: Report, follow_up: Report
) -> Sequence[tuple[CauseOfConcern, Continuation]]:
    return [
        (again, link)
        for again in follow_up.causes_of_concern
        for link in again.continues
        if (link.report, link.cause_of_concern) == (baseline.key, cause.key)
    ]


def link_caveats(link: Reference) -> Sequence[Caveat]:
    """An analyst's caveat on a link, if any."""
    return [Caveat(code=CaveatCode.ANALYST, text=link.caveat)] if link.caveat else []


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


def _unlinked(cause: CauseOfConcern, as_of: date | None) -> CauseOfConcernComparison:
    return CauseOfConcernComparison(status=status_of(cause, None, as_of), baseline=cause)


def _follow_up_only(
    cause: CauseOfConcern, baseline: Report, as_of: date | None
) -> CauseOfConcernComparison:
    """A cause of concern of the follow-up that continues none that the baseline lists."""
    caveats: list[Caveat] = []
    unlisted = [link for link in cause.continues if link.report == baseline.key]
    for link in cause.continues:
        where = "the baseline, which isn't listed there" if link in unlisted else link.report
        text = f"it continues {link.cause_of_concern!r} of {where}"
        caveats.append(Caveat(code=CaveatCode.INCOMPLETE, text=text))
    if not cause.continues and baseline.completeness.causes_of_concern is not Completeness.COMPLETE:
        text = "the baseline's causes of concern aren't known in full, so it may not be new"
        caveats.append(Caveat(code=CaveatCode.INCOMPLETE, text=text))
    if provably_before(cause.span.first, baseline.published):
        text = f"it was opened in {cause.span.first}, before the baseline was published"
        caveats.append(Caveat(code=CaveatCode.INCOMPLETE, text=text))
    is_open = _is_open(cause, as_of)
    status = CauseStatus.CLOSED if is_open is False else CauseStatus.OPENED
    if unlisted and is_open is not False:
        status = CauseStatus.STILL_OPEN if is_open else CauseStatus.NOT_STATED
    return CauseOfConcernComparison(status=status, follow_up=cause, caveats=caveats)
