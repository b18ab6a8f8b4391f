"""The reports on one body, in order, and what they can't show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison import Caveat, ReportHeading
from ncpi.comparison._added_links import LinkedReports
from ncpi.comparison._entries import heading
from ncpi.comparison._order import Ordered, earlier_reports
from ncpi.comparison._pairing import reading_caveats
from ncpi.fields import Name
from ncpi.model import CaseAudit, Judgment, Record, Report
from ncpi.vocabulary import CaveatCode, Completeness, ReportKind

__all__ = ["TimelineReport", "compared_with", "gaps", "timeline_reports"]


@attrs.frozen(kw_only=True, repr=False)
class TimelineReport(Record):
    """One report of a timeline.

    Attributes:
        report: the heading of the report.
        cycle: the key of the report that began its cycle. An inspection that follows no other
            report begins a cycle, and reports that follow it belong to that cycle. None if
            unknown.
        order_unknown: keys of the reports shown before it that aren't known to be earlier.
        case_audits: how case files were graded.
        judgments: its graded topics.
        caveats: caveats on the report.
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
        """Whether it is an inspection that follows no other report."""
        return self.report.begins_cycle

    def label(self) -> str:
        return self.report.label()


def timeline_reports(
    body: str, ordered: Ordered, elsewhere: Collection[str]
) -> tuple[TimelineReport, ...]:
    """An entry for every report on *body*; *elsewhere* are keys of the archive's other reports."""
    places = {report.key: place for place, report in enumerate(ordered.reports)}
    order_caveats = _order_caveats(ordered)
    cycles: dict[str, str | None] = {}
    entries: list[TimelineReport] = []
    for report in ordered.reports:
        named = heading(report)
        cycles[report.key] = _cycle(named, places, cycles)
        entries.append(
            TimelineReport(
                report=named,
                cycle=cycles[report.key],
                order_unknown=ordered.unknown.get(report.key, ()),
                case_audits=[one for one in report.case_audits if one.body in (None, body)],
                judgments=[one for one in report.judgments if one.body in (None, body)],
                caveats=[
                    *order_caveats[report.key],
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
    """The report that began the cycle of *report*, through the latest report that it follows."""
    followed = [link.report for link in report.follows if link.report in cycles]
    if followed:
        return cycles[max(followed, key=lambda key: places[key])]
    return report.key if report.begins_cycle else None


def _order_caveats(ordered: Ordered) -> Mapping[str, Sequence[Caveat]]:
    """The caveats on the place of each report, each on one of the two reports that it is about."""
    keys = [report.key for report in ordered.reports]
    unknown: dict[str, tuple[list[str], list[str]]] = {key: ([], []) for key in keys}
    linked: dict[str, list[str]] = {key: [] for key in keys}
    known = dict(zip(keys, ordered.reports, strict=True))
    for later in ordered.reports:
        for key in ordered.unknown.get(later.key, ()):
            if _is_doubtful(known[key], later):
                unknown[key][1].append(later.key)
            else:
                unknown[later.key][0].append(key)
        for link in ordered.by_link.get(later.key, ()):
            basis = link.basis.value
            if _is_doubtful(known[link.report], later):
                words = f"earlier than {later.key}, which follows it ({basis})"
                linked[link.report].append(words)
            else:
                words = f"later than {link.report}, which it follows ({basis})"
                linked[later.key].append(words)
    found: dict[str, list[Caveat]] = {}
    for place, (key, report) in enumerate(known.items()):
        before, after = unknown[key]
        parts = [
            f"{side} than {_all_or_named(others, shown, where)}"
            for side, others, shown, where in (
                ("later", before, place, "before"),
                ("earlier", after, len(keys) - place - 1, "after"),
            )
            if others
        ]
        texts: list[str] = []
        if parts:
            texts.append(f"it isn't known to be {' or '.join(parts)}: {_why(report)}")
        if sure := ", and ".join(linked[key]):
            texts.append(f"its place rests on links, because {_why(report)}: it is {sure}")
        found[key] = [Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text) for text in texts]
    return found


def _is_doubtful(earlier: Report, later: Report) -> bool:
    """Whether of two reports the *earlier* is the undated one, which the caveat is on."""
    return earlier.published is None and later.published is not None


def _why(report: Report) -> str:
    if report.published is not None:
        return "the dates don't show it"
    return "its date of publication isn't known" if report.fieldwork else "it is undated"


def _all_or_named(others: Sequence[str], shown: int, where: str) -> str:
    """The keys of *others*, unless they are all of the several that are *shown* there."""
    return f"any of the reports shown {where} it" if len(others) == shown > 1 else ", ".join(others)


def _link_caveats(
    report: Report, places: Mapping[str, int], elsewhere: Collection[str]
) -> Iterator[Caveat]:
    for link in report.follows:
        if link.report not in places:
            where = "isn't a report on this body" if link.report in elsewhere else "isn't here"
            text = f"it follows {link.report} ({link.basis.value}), which {where}"
        elif places[link.report] > places[report.key]:
            text = f"it follows {link.report} ({link.basis.value}), which is shown later"
        else:
            continue
        yield Caveat(code=CaveatCode.LINK, text=text)
    if not report.follows and report.kind not in (ReportKind.INSPECTION, ReportKind.THEMATIC):
        text = f"it is a {report.kind.value}, but the report that it follows isn't recorded"
        yield Caveat(code=CaveatCode.LINK, text=text)


def _bodies_caveats(report: Report) -> Iterator[Caveat]:
    if len(report.bodies) > 1:
        text = f"it is about {len(report.bodies)} bodies, so not all of it may be about this one"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)


def compared_with(linked: LinkedReports) -> Iterator[tuple[int, int]]:
    """The positions of each report with those of the earlier reports to compare it with.

    Those are the previous and the first report, those that it follows or whose items it refers
    to, and those with rulings or undecided proposals.
    """
    places = {report.key: place for place, report in enumerate(linked.reports)}
    for place, report in enumerate(linked.reports):
        others = {0, place - 1, *(other for other, later in linked.with_rulings if later == place)}
        others |= {places[key] for key in earlier_reports(report) if key in places}
        yield from ((other, place) for other in sorted(others) if 0 <= other < place)


def gaps(body: str, entries: Sequence[TimelineReport], excluded: Sequence[str]) -> Iterator[Caveat]:
    """The caveats on the timeline as a whole; *excluded* are keys of excluded reports."""
    if not entries:
        text = f"there is no report on {body} here, but there may be some elsewhere"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    elif len(entries) == 1:
        text = "there is only one report, so it can't show any change"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if excluded:
        text = f"thematic reports on several bodies are left out: {', '.join(excluded)}"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)
    if unknown := [entry.key for entry in entries if _is_of_doubtful_place(entry)]:
        text = f"the dates don't settle the order of all reports; see {', '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    if unseen := [entry.key for entry in entries if entry.report.secondary_source]:
        text = f"not seen, and known only from a secondary source: {', '.join(unseen)}"
        yield Caveat(code=CaveatCode.SECOND_HAND, text=text)
    yield from _unlisted(entries)


def _unlisted(entries: Sequence[TimelineReport]) -> Iterator[Caveat]:
    unread = [
        entry
        for entry in entries
        if entry.report.completeness.recommendations is not Completeness.COMPLETE
    ]
    bare = [entry.key for entry in unread if not _lists_anything(entry)]
    if entries and len(bare) == len(entries):
        text = (
            "no recommendation of any report is listed, so none can be followed, but some may "
            "have been made"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
        return
    if bare:
        text = f"no recommendation is listed, so none can be followed, for {', '.join(bare)}"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if before := [entry.key for entry in unread if entry is not entries[-1]]:
        text = (
            "a recommendation that seems new in a later report may be one of those that weren't "
            f"read in {', '.join(before)}"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)


def _is_of_doubtful_place(entry: TimelineReport) -> bool:
    return any(caveat.code is CaveatCode.DATES_CANNOT_TELL for caveat in entry.caveats)


def _lists_anything(entry: TimelineReport) -> bool:
    return bool(entry.report.recommendations_listed or entry.report.areas_for_improvement_listed)
