"""What an archive holds of each body, what is missing, and what is known second-hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.grouping import by_key
from ncpi.model import Body, Noun, PartialDate, Report, ReportCompleteness, ReportLink
from ncpi.model.dates import optional_partial_date, partial_date_gate
from ncpi.model.sources import texts
from ncpi.vocabulary import Completeness, LinkBasis, Provenance, ReportKind

__all__ = ["BodyCoverage", "Coverage", "ReportCoverage", "coverage_of"]

_number = fields.whole()
_names = fields.unique(fields.name)


def _links(value: Iterable[ReportLink]) -> tuple[ReportLink, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class ReportCoverage(Noun):
    """How much of one report is here.

    Attributes:
        key: the report's key.
        kind: what sort of report it is.
        published: when it was published; None if unknown.
        fieldwork_known: whether anything is known of when the inspectors were there.
        known_only_from: what tells of it, where the report itself wasn't seen.
        own_words: whether one of its sources is the inspectorate's own or a reprint; None
            where it names no source.
        completeness: which of its lists hold all that it has.
        made: how many recommendations it is said to have made; None if nobody states it.
        recommendations: how many are listed, areas for improvement included.
        causes_of_concern: how many causes of concern are listed.
        findings: how many findings are listed.
        case_audits: how many areas' audits are listed.
        uncounted_audits: of how many of those a count or the total isn't known.
        judgments: how many graded topics are listed.
        follows: the reports that it is said to follow.
        dangling: which of those the archive doesn't hold.
        followed_by: keys of the archive's reports that are said to follow it.
    """

    TAG = "report-coverage"

    key: str = attrs.field(validator=fields.name)
    kind: ReportKind = attrs.field(validator=fields.member(ReportKind))
    published: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    fieldwork_known: bool = attrs.field(default=False, validator=fields.truth)
    known_only_from: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    own_words: bool | None = attrs.field(default=None, validator=fields.optional(fields.truth))
    completeness: ReportCompleteness = attrs.field(
        factory=ReportCompleteness, validator=fields.instance(ReportCompleteness)
    )
    made: int | None = attrs.field(default=None, validator=fields.optional(_number))
    recommendations: int = attrs.field(default=0, validator=_number)
    causes_of_concern: int = attrs.field(default=0, validator=_number)
    findings: int = attrs.field(default=0, validator=_number)
    case_audits: int = attrs.field(default=0, validator=_number)
    uncounted_audits: int = attrs.field(default=0, validator=_number)
    judgments: int = attrs.field(default=0, validator=_number)
    follows: tuple[ReportLink, ...] = attrs.field(
        default=(),
        converter=_links,
        validator=fields.unique(fields.instance(ReportLink), "report"),
    )
    dangling: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=_names)
    followed_by: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=_names)

    @property
    def dating(self) -> str:
        """How well its publication is dated: to the day, the month or the year, or not."""
        if self.published is None:
            return "undated"
        if self.published.month is None:
            return "to the year"
        return "to the month" if self.published.day is None else "to the day"

    @property
    def inferred_links(self) -> tuple[str, ...]:
        """The reports that it is only inferred to follow."""
        return tuple(link.report for link in self.follows if link.basis is LinkBasis.INFERRED)

    @property
    def is_second_hand(self) -> bool:
        """Whether nothing of it but someone else's account was seen."""
        return self.known_only_from is not None or self.own_words is False

    @property
    def missing(self) -> tuple[str, ...]:
        """What isn't known of it, each in a few words."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        if self.published is None:
            yield "date of publication"
        elif self.published.day is None:
            yield "day of publication"
        if not self.fieldwork_known:
            yield "fieldwork"
        for name, listed in self.lists:
            completeness: Completeness = getattr(self.completeness, name)
            if completeness is Completeness.COMPLETE:
                continue
            words = in_words(name)
            if name == "recommendations" and self.made is not None:
                yield f"{words} ({listed} listed, {self.made} made)"
            elif not listed:
                # A report of the earlier method has neither, and needn't miss any.
                rare = name in ("causes_of_concern", "judgments")
                yield f"{words}, if any" if rare else words
            elif completeness is Completeness.PARTIAL:
                yield f"{words} beyond the {listed} listed"
            else:
                yield f"whether there are {words} beyond the {listed} listed"
        if self.uncounted_audits:
            yield f"some counts in {self.uncounted_audits} of {self.case_audits} case audits"

    @property
    def lists(self) -> tuple[tuple[str, int], ...]:
        """Its lists by the names of their fields, and how much each holds."""
        return (
            ("recommendations", self.recommendations),
            ("causes_of_concern", self.causes_of_concern),
            ("findings", self.findings),
            ("case_audits", self.case_audits),
            ("judgments", self.judgments),
        )

    def label(self) -> str:
        return f"{self.key} ({self.kind.value}, {self.published or 'undated'})"


def in_words(name: str) -> str:
    """The field *name* of a list as readers know it."""
    return "graded topics" if name == "judgments" else name.replace("_", " ")


def _reports(value: Iterable[ReportCoverage]) -> tuple[ReportCoverage, ...]:
    return frozen.as_tuple(value)


_reports_gate = fields.unique(fields.instance(ReportCoverage), "key")


@attrs.frozen(kw_only=True, repr=False)
class BodyCoverage(Noun):
    """What is held of one body.

    Attributes:
        body: its key.
        name: its name; None where it isn't among the bodies given.
        reports: the reports on it, in the order of their keys.
    """

    TAG = "body-coverage"

    body: str = attrs.field(validator=fields.name)
    name: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    reports: tuple[ReportCoverage, ...] = attrs.field(
        default=(), converter=_reports, validator=_reports_gate
    )

    @property
    def is_held(self) -> bool:
        """Whether there is any report on it. None held isn't evidence that there was none."""
        return bool(self.reports)

    @property
    def without_follow_up(self) -> tuple[str, ...]:
        """Keys of the inspections that no report of the archive is said to follow."""
        return tuple(
            report.key
            for report in self.reports
            if report.kind is ReportKind.INSPECTION and not report.followed_by
        )

    def label(self) -> str:
        number = len(self.reports)
        told = f"{number} report{'s' if number != 1 else ''}" if number else "nothing held here"
        return f"{self.body}: {told}"


def _bodies(value: Iterable[BodyCoverage]) -> tuple[BodyCoverage, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Coverage(Noun):
    """What an archive holds; made by `Archive.coverage`.

    A report on several bodies stands under each, and is counted once. What isn't held here
    may exist all the same.

    Attributes:
        bodies: what is held of each body, in the order of their keys.
        on_no_body: the reports that name no body.
        against: how many bodies the caller passed; None without any.
    """

    TAG = "coverage"

    bodies: tuple[BodyCoverage, ...] = attrs.field(
        default=(),
        converter=_bodies,
        validator=fields.unique(fields.instance(BodyCoverage), "body"),
    )
    on_no_body: tuple[ReportCoverage, ...] = attrs.field(
        default=(), converter=_reports, validator=_reports_gate
    )
    against: int | None = attrs.field(default=None, validator=fields.optional(_number))

    @property
    def reports(self) -> tuple[ReportCoverage, ...]:
        """Every report once, in the order of the keys."""
        found = {report.key: report for body in self.bodies for report in body.reports}
        found |= {report.key: report for report in self.on_no_body}
        return tuple(found[key] for key in sorted(found))

    @property
    def nothing_held(self) -> tuple[str, ...]:
        """The bodies of which no report is held: not evidence that there was none."""
        return tuple(body.body for body in self.bodies if not body.is_held)

    @property
    def not_given(self) -> tuple[str, ...]:
        """The bodies with reports that aren't among those that the caller passed."""
        if self.against is None:
            return ()
        return tuple(body.body for body in self.bodies if body.name is None)

    @property
    def dangling(self) -> tuple[tuple[str, str], ...]:
        """Each report with the one that it follows, where the archive doesn't hold that."""
        return tuple((report.key, key) for report in self.reports for key in report.dangling)

    def body(self, key: str) -> BodyCoverage:
        """What is held of the body *key*; nothing, if it is unknown here."""
        for body in self.bodies:
            if body.body == key:
                return body
        return BodyCoverage(body=key)

    def label(self) -> str:
        held = sum(body.is_held for body in self.bodies)
        among = f" of {self.against} given" if self.against is not None else ""
        if self.against is not None:
            held -= len(self.not_given)
        return f"{len(self.reports)} reports on {held}{among} bodies"

    def describe(self) -> render.Sheet:
        from ncpi.archive.coverage_view import coverage_sheet  # noqa: PLC0415 - it shows this

        return coverage_sheet(self)


def coverage_of(reports: Sequence[Report], *, bodies: Iterable[Body] | None = None) -> Coverage:
    """What *reports* hold of each body; see `Archive.coverage`."""
    given = None if bodies is None else by_key(bodies, "Archive.coverage")
    held = {report.key for report in reports}
    followers: dict[str, list[str]] = {}
    for report in reports:
        for link in report.follows:
            followers.setdefault(link.report, []).append(report.key)
    by_body: dict[str, list[ReportCoverage]] = {key: [] for key in given or ()}
    alone: list[ReportCoverage] = []
    for report in reports:
        told = _report(report, held, followers)
        for key in report.bodies:
            by_body.setdefault(key, []).append(told)
        if not report.bodies:
            alone.append(told)
    return Coverage(
        bodies=[
            BodyCoverage(body=key, name=_name(key, given), reports=by_body[key])
            for key in sorted(by_body)
        ],
        on_no_body=alone,
        against=None if given is None else len(given),
    )


def _name(key: str, given: Mapping[str, Body] | None) -> str | None:
    body = given.get(key) if given else None
    return body.name if body else None


def _report(
    report: Report, held: set[str], followers: Mapping[str, Sequence[str]]
) -> ReportCoverage:
    provenances = [source.provenance for source in report.sources]
    own = any(provenance is not Provenance.ACCOUNT for provenance in provenances)
    audits = report.case_audits
    return ReportCoverage(
        key=report.key,
        kind=report.kind,
        published=report.published,
        fieldwork_known=_is_dated(report),
        known_only_from=report.known_only_from,
        own_words=own if provenances else None,
        completeness=report.completeness,
        made=report.recommendations_made,
        recommendations=len(report.recommendations),
        causes_of_concern=len(report.causes_of_concern),
        findings=len(report.findings),
        case_audits=len(audits),
        uncounted_audits=sum(audit.total is None or bool(audit.unknown_grades) for audit in audits),
        judgments=len(report.judgments),
        follows=report.follows,
        dangling=[link.report for link in report.follows if link.report not in held],
        followed_by=followers.get(report.key, ()),
    )


def _is_dated(report: Report) -> bool:
    span = report.fieldwork
    return span is not None and any(
        isinstance(edge, PartialDate) for edge in (span.start, span.end)
    )
