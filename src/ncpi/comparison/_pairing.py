"""Whether two reports can be compared, and the caveats if they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ncpi.comparison._entries import Caveat, ReportHeading
from ncpi.errors import NotComparableError
from ncpi.model import Report
from ncpi.model.dates._partial_dates import provably_before
from ncpi.model.reports import link_in
from ncpi.vocabulary import CaveatCode, Completeness, LinkBasis, Relation

__all__ = ["as_of_day", "later_than", "pair_caveats", "reading_caveats", "refuse_unlike"]


def refuse_unlike(baseline: Report, follow_up: Report) -> None:
    """Check that the two reports can be compared.

    Raises:
        ncpi.errors.NotComparableError: they are the same report, are about different
            bodies, or the follow-up is known not to be the later one.
    """
    reason = _reason(baseline, follow_up)
    if reason:
        raise NotComparableError(baseline.key, follow_up.key, reason)


def _reason(baseline: Report, follow_up: Report) -> str | None:
    if baseline.key == follow_up.key:
        return "they are the same report"
    if not set(baseline.bodies) & set(follow_up.bodies) and (baseline.bodies or follow_up.bodies):
        about = [", ".join(report.bodies) or "no body" for report in (baseline, follow_up)]
        return f"they are about different bodies: {about[0]}, and {about[1]}"
    relation, how = later_than(follow_up, baseline)
    backwards = link_in(baseline.follows, follow_up.key)
    if relation in (Relation.BEFORE, Relation.SAME):
        return f"the follow-up is not the later one: {how}"
    if backwards is not None and backwards.basis is LinkBasis.STATED:
        if relation is Relation.AFTER:
            return f"the baseline says that it follows the other, but the dates disagree: {how}"
        return "the baseline says that it follows the other; swap them"
    return None


def later_than(
    report: Report | ReportHeading, other: Report | ReportHeading
) -> tuple[Relation, str]:
    """Whether *report* is before or after *other*, and the dates that show it.

    Publication decides, or else fieldwork. A page's reissue and a year inferred from context
    never do.
    """
    mine, others = report.fieldwork, other.fieldwork
    if others is not None and provably_before(report.published, others.last):
        return Relation.BEFORE, f"published {report.published}, the other's fieldwork {others}"
    if report.published is not None and other.published is not None:
        relation = report.published.relation(other.published)
        if relation is not Relation.CANNOT_TELL:
            return relation, f"published {report.published}, the other {other.published}"
    if mine is not None and others is not None:
        if provably_before(mine.last, others.first):
            return Relation.BEFORE, f"fieldwork {mine}, the other's {others}"
        if provably_before(others.last, mine.first):
            return Relation.AFTER, f"fieldwork {mine}, the other's {others}"
    if mine is not None and provably_before(other.published, mine.first):
        return Relation.AFTER, f"fieldwork {mine}, the other published {other.published}"
    return Relation.CANNOT_TELL, "the dates don't show which is later"


def as_of_day(follow_up: Report) -> date | None:
    """The day up to which claims are given: the first possible day of publication.

    For an undated report it is the last day of fieldwork; None if that is unknown too.
    """
    if follow_up.published is not None:
        return follow_up.published.earliest
    last = follow_up.fieldwork.last if follow_up.fieldwork else None
    return last.latest if last else None


def pair_caveats(baseline: Report, follow_up: Report) -> Iterator[Caveat]:
    """The caveats on the comparison as a whole."""
    relation, _ = later_than(follow_up, baseline)
    if relation is Relation.CANNOT_TELL:
        text = (
            f"the dates don't show which report is later "
            f"(published {baseline.published or 'unknown'} and {follow_up.published or 'unknown'})"
        )
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    yield from _date_caveats(baseline, follow_up)
    yield from _link_caveats(baseline, follow_up)
    if not baseline.bodies and not follow_up.bodies:
        text = "neither report names a body"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)
    elif set(baseline.bodies) != set(follow_up.bodies):
        only = sorted(set(baseline.bodies) ^ set(follow_up.bodies))
        text = f"only one of the reports is about {', '.join(only)}"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)
    yield from reading_caveats("baseline", baseline)
    yield from reading_caveats("follow-up", follow_up)
    listed = len(follow_up.findings)
    yield from _unread("follow-up's findings", follow_up.completeness.findings, listed)


def _date_caveats(baseline: Report, follow_up: Report) -> Iterator[Caveat]:
    as_of = as_of_day(follow_up)
    text = None
    if as_of is None:
        text = "the follow-up is undated: claims are the last known and may be later than it"
    elif follow_up.published is None:
        text = f"the follow-up is undated: claims are given up to {as_of}, the end of its fieldwork"
    if text is not None:
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    mine, others = follow_up.fieldwork, baseline.fieldwork
    if mine is not None and others is not None and provably_before(mine.last, others.first):
        text = f"the follow-up's fieldwork ({mine}) was before the baseline's ({others})"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)


def _link_caveats(baseline: Report, follow_up: Report) -> Iterator[Caveat]:
    link, backwards = (
        link_in(follow_up.follows, baseline.key),
        link_in(baseline.follows, follow_up.key),
    )
    if link is None:
        text = "no link says that the follow-up follows this baseline"
        if backwards is not None:
            text += "; the baseline is linked as following the other (inferred, not stated)"
        yield Caveat(code=CaveatCode.LINK, text=text)
    elif link.basis is LinkBasis.INFERRED:
        text = "the link from the follow-up to this baseline is inferred, not stated"
        yield Caveat(code=CaveatCode.LINK, text=f"{text}: {link.note}" if link.note else text)


def reading_caveats(name: str, report: Report) -> Iterator[Caveat]:
    """The caveats on what isn't known about *report*; *name* is its name in them."""
    if report.secondary_source:
        text = f"the {name} itself was not seen; it is known from {report.secondary_source}"
        yield Caveat(code=CaveatCode.SECOND_HAND, text=text)
    listed = len(report.recommendations)
    yield from _unread(f"{name}'s recommendations", report.completeness.recommendations, listed)
    made, counted = report.recommendations_made, report.recommendations_listed
    if made is not None and made > counted:
        verb = "is" if counted == 1 else "are"
        text = f"the {name} made {made} recommendations, of which {counted} {verb} listed"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)


def _unread(what: str, completeness: Completeness, listed: int) -> Iterator[Caveat]:
    """The caveat on a list that is empty or may be incomplete."""
    if completeness is Completeness.COMPLETE:
        if listed == 0:
            text = f"the list of the {what} is complete and empty: there are none"
            yield Caveat(code=CaveatCode.NONE, text=text)
        return
    if listed == 0:
        text = f"none of the {what} are listed here, but there may be some"
    elif completeness is Completeness.PARTIAL:
        text = f"only some of the {what} were read"
    else:
        text = f"it isn't known whether all of the {what} were read"
    yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
