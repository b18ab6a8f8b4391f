"""What an archive holds on each body, what is missing, and what is known second-hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

import attrs

from ncpi import fields, registers
from ncpi.comparison import ReportHeading
from ncpi.comparison._accounts import is_second_hand
from ncpi.comparison._entries import heading
from ncpi.errors import counted
from ncpi.fields import Name
from ncpi.model import Body, Record, Report
from ncpi.model._shown import Several
from ncpi.model.reports import REPORT_LISTS
from ncpi.programme._grouping import by_key
from ncpi.vocabulary import Completeness, LinkBasis, ReportKind

__all__ = ["BodyCoverage", "Coverage", "ReportCoverage", "coverage_of"]

_number = fields.whole()


@attrs.frozen(kw_only=True, repr=False)
class ReportCoverage(Record):
    """How much of one report the archive holds.

    Attributes:
        report: the heading of the report.
        causes_of_concern: how many causes of concern are listed.
        findings: how many findings are listed.
        case_audits: how many case audits are listed.
        uncounted_audits: how many of those have an unknown count or total.
        judgments: how many graded topics are listed.
        dangling: keys of the reports that it follows but the archive doesn't hold.
        followed_by: keys of the archive's reports that follow it.
    """

    TAG = "report-coverage"

    report: ReportHeading
    causes_of_concern: Annotated[int, _number] = 0
    findings: Annotated[int, _number] = 0
    case_audits: Annotated[int, _number] = 0
    uncounted_audits: Annotated[int, _number] = 0
    judgments: Annotated[int, _number] = 0
    dangling: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    followed_by: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )

    @property
    def key(self) -> str:
        """The report's key."""
        return self.report.key

    @property
    def dating(self) -> str:
        """How precisely its publication is dated: to the day, month or year, or undated."""
        published = self.report.published
        if published is None:
            return "undated"
        if published.month is None:
            return "to the year"
        return "to the month" if published.day is None else "to the day"

    @property
    def inferred_links(self) -> tuple[str, ...]:
        """The keys of the reports that it follows by an inferred link."""
        follows = self.report.follows
        return tuple(link.report for link in follows if link.basis is LinkBasis.INFERRED)

    @property
    def is_second_hand(self) -> bool:
        """Whether it is known only from someone else's account."""
        return is_second_hand(self.report)

    @property
    def recommendations(self) -> int:
        """How many recommendations are listed, including areas for improvement."""
        return self.report.recommendations_listed + self.report.areas_for_improvement_listed

    @property
    def missing(self) -> tuple[str, ...]:
        """What isn't known about it, each in a few words."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        report = self.report
        if report.published is None:
            yield "date of publication"
        elif report.published.day is None:
            yield "day of publication"
        fieldwork = report.fieldwork
        if fieldwork is None or (fieldwork.first is None and fieldwork.last is None):
            yield "fieldwork"
        for name, listed, completeness in self.lists:
            if completeness is Completeness.COMPLETE:
                continue
            words = REPORT_LISTS[name][1]
            if name == "recommendations" and report.recommendations_made is not None:
                yield f"{words} ({listed} listed, {report.recommendations_made} made)"
            elif not listed:
                # Reports by the earlier method have neither, so they may not be missing.
                rare = name in ("causes_of_concern", "judgments")
                yield f"{words}, if any" if rare else words
            elif completeness is Completeness.PARTIAL:
                yield f"{words} beyond the {listed} listed"
            else:
                yield f"whether there are {words} beyond the {listed} listed"
        if self.uncounted_audits:
            yield f"some counts in {self.uncounted_audits} of {self.case_audits} case audits"

    @property
    def lists(self) -> tuple[tuple[str, int, Completeness], ...]:
        """The field name, length and completeness of each of its lists."""
        complete = self.report.completeness
        return tuple((name, getattr(self, name), getattr(complete, name)) for name in REPORT_LISTS)

    def label(self) -> str:
        return f"{self.key} ({self.report.kind.value}, {self.report.published or 'undated'})"


@attrs.frozen(kw_only=True, repr=False)
class BodyCoverage(Record):
    """What the archive holds on one body.

    Attributes:
        body: the key of the body.
        name: its name; None if it isn't among the bodies given.
        reports: the reports on it, in the order of their keys.
    """

    TAG = "body-coverage"

    body: Name
    name: Name | None = None
    reports: Annotated[tuple[ReportCoverage, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[ReportCoverage]
    )

    @property
    def is_held(self) -> bool:
        """Whether the archive holds a report on it. If not, there may still have been one."""
        return bool(self.reports)

    @property
    def without_follow_up(self) -> tuple[str, ...]:
        """Keys of the inspections that no report of the archive follows."""
        return tuple(
            report.key
            for report in self.reports
            if report.report.kind is ReportKind.INSPECTION and not report.followed_by
        )

    def label(self) -> str:
        held = counted(len(self.reports), "report") if self.reports else "nothing held here"
        return f"{self.body}: {held}"


@attrs.frozen(kw_only=True, repr=False)
class Coverage(Record):
    """What an archive holds; made by `Archive.coverage`.

    A report on several bodies is listed under each and counted once. Reports that aren't held
    may still exist.

    Attributes:
        bodies: what is held on each body, in the order of their keys.
        on_no_body: the reports that name no body.
        against: how many bodies the caller passed; None if none were passed.
    """

    TAG = "coverage"

    bodies: Annotated[tuple[BodyCoverage, ...], fields.distinct("body")] = attrs.field(
        default=(), converter=fields.tuple_of[BodyCoverage]
    )
    on_no_body: Annotated[tuple[ReportCoverage, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[ReportCoverage]
    )
    against: Annotated[int, _number] | None = None

    @property
    def reports(self) -> tuple[ReportCoverage, ...]:
        """Every report once, in the order of their keys."""
        found = {report.key: report for body in self.bodies for report in body.reports}
        found |= {report.key: report for report in self.on_no_body}
        return Several(found[key] for key in sorted(found))

    @property
    def nothing_held(self) -> tuple[str, ...]:
        """The keys of the bodies on which no report is held; there may still have been some."""
        return tuple(body.body for body in self.bodies if not body.is_held)

    @property
    def not_given(self) -> tuple[str, ...]:
        """The keys of the bodies with reports that the caller didn't pass."""
        if self.against is None:
            return ()
        return tuple(body.body for body in self.bodies if body.name is None)

    @property
    def dangling(self) -> tuple[tuple[str, str], ...]:
        """The key of each report with that of a report that it follows but that isn't held."""
        return tuple((report.key, key) for report in self.reports for key in report.dangling)

    def body(self, key: str) -> BodyCoverage:
        """What is held on the body with this *key* or name.

        Raises:
            ncpi.errors.UnknownNameError: there is neither a report on it nor was it passed.
            ncpi.errors.AmbiguousNameError: several bodies here have this name.
        """
        known = {body.body: body for body in self.bodies}
        return known[registers.body_among(key, [*known], "bodies of this coverage")]

    def label(self) -> str:
        held = sum(body.is_held for body in self.bodies)
        among = f" of {self.against} given" if self.against is not None else ""
        if self.against is not None:
            held -= len(self.not_given)
        bodies = "body" if held == 1 and self.against is None else "bodies"
        return f"{counted(len(self.reports), 'report')} on {held}{among} {bodies}"


def coverage_of(reports: Sequence[Report], *, bodies: Iterable[Body] | None = None) -> Coverage:
    """The coverage of each body by *reports*; see `Archive.coverage`."""
    given = None if bodies is None else by_key(bodies, "Archive.coverage")
    held = {report.key for report in reports}
    followers: dict[str, list[str]] = {}
    for report in reports:
        for link in report.follows:
            followers.setdefault(link.report, []).append(report.key)
    names = {key: body.name for key, body in (given or {}).items()}
    by_body: dict[str, list[ReportCoverage]] = {key: [] for key in given or ()}
    alone: list[ReportCoverage] = []
    for report in reports:
        entry = _report(report, held, followers)
        for key in report.bodies:
            by_body.setdefault(key, []).append(entry)
        if not report.bodies:
            alone.append(entry)
    return Coverage(
        bodies=[
            BodyCoverage(body=key, name=names.get(key), reports=by_body[key])
            for key in sorted(by_body)
        ],
        on_no_body=alone,
        against=None if given is None else len(given),
    )


def _report(
    report: Report, held: set[str], followers: Mapping[str, Sequence[str]]
) -> ReportCoverage:
    audits = report.case_audits
    return ReportCoverage(
        report=heading(report),
        causes_of_concern=len(report.causes_of_concern),
        findings=len(report.findings),
        case_audits=len(audits),
        uncounted_audits=sum(audit.total is None or bool(audit.unknown_grades) for audit in audits),
        judgments=len(report.judgments),
        dangling=[link.report for link in report.follows if link.report not in held],
        followed_by=followers.get(report.key, ()),
    )
