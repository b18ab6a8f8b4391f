"""The reports on one body in order, each of them one report at it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison import Caveat, ReportHeading
from ncpi.comparison._entries import heading
from ncpi.comparison._linking import LinkedReports
from ncpi.comparison._order import Ordered, earlier_reports
from ncpi.comparison._pairing import reading_caveats
from ncpi.fields import Name
from ncpi.model import CaseAudit, Judgment, Record, Report
from ncpi.vocabulary import CaveatCode, ReportKind

__all__ = ["TimelineReport", "compared_with", "timeline_reports"]


@attrs.frozen(kw_only=True, repr=False)
class TimelineReport(Record):
    """One report of a timeline: when inspectors looked, and how much of it is known.

    Attributes:
        report: the report, with what it follows and how much of it is known.
        cycle: the key of the report that began its cycle: an inspection that follows nothing
            begins one, and what follows a report is in that report's. None where nothing here
            says to which it belongs.
        order_unknown: the reports shown before it of which dates don't tell that they came
            earlier.
        case_audits: how case files were graded.
        judgments: its graded topics.
        caveats: what to bear in mind on this report.
    """

    TAG = "timeline-report"

    report: ReportHeading
    cycle: Name | None = None
    order_unknown: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    case_audits: tuple[CaseAudit, ...] = attrs.field(
        default=(), converter=fields.tuple_of[CaseAudit]
    )
    judgments: tuple[Judgment, ...] = attrs.field(default=(), converter=fields.tuple_of[Judgment])
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @property
    def key(self) -> str:
        """The report's key."""
        return self.report.key

    @property
    def begins_cycle(self) -> bool:
        """Whether it is an inspection that follows no earlier report."""
        return self.report.begins_cycle

    def label(self) -> str:
        return self.report.label()


def timeline_reports(ordered: Ordered, elsewhere: Collection[str]) -> tuple[TimelineReport, ...]:
    """A report for every report; *elsewhere* are keys of the archive's other reports."""
    places = {report.key: place for place, report in enumerate(ordered.reports)}
    cycles: dict[str, str | None] = {}
    entries: list[TimelineReport] = []
    for report in ordered.reports:
        named = heading(report)
        cycles[report.key] = _cycle(named, places, cycles)
        unknown = ordered.unknown.get(report.key, ())
        entries.append(
            TimelineReport(
                report=named,
                cycle=cycles[report.key],
                order_unknown=unknown,
                case_audits=report.case_audits,
                judgments=report.judgments,
                caveats=[
                    *_order_caveats(report, unknown, places),
                    *_link_caveats(report, places, elsewhere),
                    *reading_caveats("report", report),
                    *_bodies_caveats(report),
                ],
            )
        )
    return tuple(entries)


def _cycle(
    report: ReportHeading, places: Mapping[str, int], cycles: Mapping[str, str | None]
) -> str | None:
    """The report that began the cycle of *report*: that of the latest report that it follows."""
    followed = [link.report for link in report.follows if link.report in cycles]
    if followed:
        return cycles[max(followed, key=lambda key: places[key])]
    return report.key if report.begins_cycle else None


def _order_caveats(
    report: Report, unknown: Sequence[str], places: Mapping[str, int]
) -> Iterator[Caveat]:
    if not unknown:
        return
    when = "dates don't tell" if report.published or report.fieldwork else "it is undated"
    others = ", ".join(unknown)
    if len(unknown) == places[report.key] > 1:
        others = "any of the reports shown before it"
    text = f"that it came after {others} is unknown: {when}"
    yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)


def _link_caveats(
    report: Report, places: Mapping[str, int], elsewhere: Collection[str]
) -> Iterator[Caveat]:
    for link in report.follows:
        if link.report not in places:
            where = "isn't a report on this body" if link.report in elsewhere else "isn't here"
            text = f"it follows {link.report} ({link.basis.value}), which {where}"
        elif places[link.report] > places[report.key]:
            text = f"it is said to follow {link.report} ({link.basis.value}), which stands later"
        else:
            continue
        yield Caveat(code=CaveatCode.LINK, text=text)
    if not report.follows and report.kind not in (ReportKind.INSPECTION, ReportKind.THEMATIC):
        text = f"it is a {report.kind.value}, but of what isn't recorded"
        yield Caveat(code=CaveatCode.LINK, text=text)


def _bodies_caveats(report: Report) -> Iterator[Caveat]:
    if len(report.bodies) > 1:
        text = f"it is about {len(report.bodies)} bodies, and may not speak of this one alone"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)


def compared_with(linked: LinkedReports) -> Iterator[tuple[int, int]]:
    """The places of each report with those of the last, the first, and all it has to do with.

    That is what it follows or takes up, and what links don't tell all of.
    """
    places = {report.key: place for place, report in enumerate(linked.reports)}
    for place, report in enumerate(linked.reports):
        others = {0, place - 1, *(other for other, later in linked.with_rulings if later == place)}
        others |= {places[key] for key in earlier_reports(report) if key in places}
        yield from ((other, place) for other in sorted(others) if 0 <= other < place)
