"""Looks and the steps between them, made from reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ncpi.archive.looks import Look, Step
from ncpi.archive.ordering import Ordered, earlier_reports
from ncpi.archive.tying import OWN_TIES, TiedLooks, Ties
from ncpi.comparison import Caveat
from ncpi.comparison.pairing import later_than
from ncpi.comparison.results import heading
from ncpi.errors import NotComparableError
from ncpi.model import Report, ReportLink
from ncpi.vocabulary import CaveatCode, Completeness, ReportKind

__all__ = ["compared_with", "looks_of", "steps_of"]


def looks_of(ordered: Ordered, elsewhere: Collection[str]) -> tuple[Look, ...]:
    """A look for every report; *elsewhere* are keys of the archive's other reports."""
    places = {report.key: place for place, report in enumerate(ordered.reports)}
    cycles: dict[str, str | None] = {}
    looks: list[Look] = []
    for report in ordered.reports:
        cycles[report.key] = _cycle(report, places, cycles)
        untold = ordered.untold.get(report.key, ())
        listed = report.recommendations_listed
        looks.append(
            Look(
                report=heading(report),
                follows=report.follows,
                cycle=cycles[report.key],
                order_untold=untold,
                recommendations_listed=listed,
                areas_for_improvement_listed=len(report.recommendations) - listed,
                recommendations_made=report.recommendations_made,
                known_only_from=report.known_only_from,
                completeness=report.completeness,
                case_audits=report.case_audits,
                judgments=report.judgments,
                caveats=[
                    *_order_caveats(report, untold, places),
                    *_link_caveats(report, places, elsewhere),
                    *_reading_caveats(report),
                ],
            )
        )
    return tuple(looks)


def _cycle(
    report: Report, places: Mapping[str, int], cycles: Mapping[str, str | None]
) -> str | None:
    """The look that began the cycle of *report*: that of the latest look that it follows."""
    followed = [link.report for link in report.follows if link.report in cycles]
    if followed:
        return cycles[max(followed, key=lambda key: places[key])]
    begins = report.kind is ReportKind.INSPECTION and not report.follows
    return report.key if begins else None


def _order_caveats(
    report: Report, untold: Sequence[str], places: Mapping[str, int]
) -> Iterator[Caveat]:
    if not untold:
        return
    when = "dates don't tell" if report.published or report.fieldwork else "it is undated"
    others = ", ".join(untold)
    if len(untold) == places[report.key] > 1:
        others = "any of the looks shown before it"
    text = f"that it came after {others} can't be told: {when}"
    yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)


def _link_caveats(
    report: Report, places: Mapping[str, int], elsewhere: Collection[str]
) -> Iterator[Caveat]:
    for link in report.follows:
        if link.report not in places:
            where = "isn't a look at this body" if link.report in elsewhere else "isn't here"
            text = f"it follows {link.report} ({link.basis.value}), which {where}"
        elif places[link.report] > places[report.key]:
            text = f"it is said to follow {link.report} ({link.basis.value}), which stands later"
        else:
            continue
        yield Caveat(code=CaveatCode.LINK, text=text)
    if not report.follows and report.kind not in (ReportKind.INSPECTION, ReportKind.THEMATIC):
        text = f"it is a {report.kind.value}, but of what isn't recorded"
        yield Caveat(code=CaveatCode.LINK, text=text)


def _reading_caveats(report: Report) -> Iterator[Caveat]:
    if report.known_only_from:
        text = f"the report itself was not seen; it is known from {report.known_only_from}"
        yield Caveat(code=CaveatCode.SECOND_HAND, text=text)
    made, listed = report.recommendations_made, report.recommendations_listed
    if made is not None and made > listed:
        told = "1 is" if listed == 1 else f"{listed or 'none'} are"
        text = f"it made {made} recommendations, of which {told} listed"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    elif report.completeness.recommendations is not Completeness.COMPLETE:
        none = "no recommendation of it is listed, which doesn't say that it made none"
        more = "it may have made more recommendations than are listed"
        text = more if report.recommendations else none
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    elif not report.recommendations:
        text = "its recommendations are known in full, and there are none"
        yield Caveat(code=CaveatCode.NONE, text=text)
    if len(report.bodies) > 1:
        text = f"it is about {len(report.bodies)} bodies, and may not speak of this one alone"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)


def steps_of(
    reports: Sequence[Report],
    looks: Sequence[Look],
    pairs: Iterable[tuple[int, int]],
    ties: Ties = OWN_TIES,
) -> tuple[Step, ...]:
    """The *pairs* of places compared, an earlier look each and a later one."""
    return tuple(
        _step(reports[other], reports[place], looks[place], ties) for other, place in pairs
    )


def compared_with(tied: TiedLooks) -> Iterator[tuple[int, int]]:
    """The places of each look with those of the last, the first, and all it has to do with.

    That is what it follows or takes up, and what ties don't tell all of.
    """
    places = {report.key: place for place, report in enumerate(tied.reports)}
    for place, report in enumerate(tied.reports):
        others = {0, place - 1, *(other for other, later in tied.beside if later == place)}
        others |= {places[key] for key in earlier_reports(report) if key in places}
        yield from ((other, place) for other in sorted(others) if 0 <= other < place)


def _step(before: Report, after: Report, look: Look, ties: Ties) -> Step:
    comparison = refused = None
    try:
        comparison = ties.compare(before, after)
    except NotComparableError as error:
        refused = error.reason
    link: ReportLink | None = after.link_to(before.key)
    return Step(
        before=before.key,
        after=after.key,
        order=later_than(after, before)[0],
        link=link,
        begins_cycle=look.begins_cycle,
        comparison=comparison,
        refused=refused,
    )
