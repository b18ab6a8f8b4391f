"""Reports of inspections of one body, several bodies or the whole country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Self, TypeVar

import attrs

from ncpi import fields
from ncpi.errors import Fault, with_key
from ncpi.fields import Name, Text
from ncpi.model.causes import CauseOfConcern
from ncpi.model.dates import (
    DateSpan,
    PartialDate,
    optional_partial_date,
    partial_date,
)
from ncpi.model.findings import Answer, Finding
from ncpi.model.frameworks import Framework
from ncpi.model.grading import CaseAudit, Judgment
from ncpi.model.recommendations import Recommendation, StatusEvent
from ncpi.model.record import Record
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Completeness, LinkBasis, RecommendationKind, ReportKind

__all__ = ["Correction", "Report", "ReportCompleteness", "ReportLink"]

_Keyed = TypeVar("_Keyed", Recommendation, CauseOfConcern, Finding)


@attrs.frozen(kw_only=True, repr=False)
class ReportLink(Sourced):
    """A link from a report to an earlier report that it follows.

    Attributes:
        report: the key of the earlier report.
        basis: whether the later report states it or it was inferred.
        note: what it was inferred from, or how it is stated.
    """

    TAG = "report-link"

    report: Name
    basis: LinkBasis = attrs.field(converter=fields.one_of[LinkBasis])
    note: Text | None = None

    def label(self) -> str:
        return f"{self.report} ({self.basis.value})"


@attrs.frozen(kw_only=True, repr=False)
class Correction(Sourced):
    """A change that the inspectorate made to a report after publication.

    Attributes:
        dated: when it was made.
        text: what was changed, or None if not stated.
    """

    TAG = "correction"

    dated: PartialDate = attrs.field(converter=partial_date)
    text: Text | None = None

    def label(self) -> str:
        return f"{self.dated}: {self.text}" if self.text else str(self.dated)


REPORT_LISTS: Mapping[str, tuple[str, str]] = {
    "recommendations": ("recommendation", "recommendations"),
    "causes_of_concern": ("cause of concern", "causes of concern"),
    "findings": ("finding", "findings"),
    "case_audits": ("case audit", "case audits"),
    "judgments": ("graded topic", "graded topics"),
}
"""The singular and plural name of each list of a report, by its field."""


@attrs.frozen(kw_only=True, repr=False)
class ReportCompleteness(Record):
    """How complete each list of a report is.

    An empty list that is *complete* means "none"; one that is *unknown* means nothing.
    """

    TAG = "report-completeness"

    recommendations: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=fields.one_of[Completeness]
    )
    causes_of_concern: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=fields.one_of[Completeness]
    )
    findings: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=fields.one_of[Completeness]
    )
    case_audits: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=fields.one_of[Completeness]
    )
    judgments: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=fields.one_of[Completeness]
    )

    def label(self) -> str:
        return ", ".join(
            f"{field.name.replace('_', ' ')} {getattr(self, field.name).value}"
            for field in attrs.fields(ReportCompleteness)
            if field.name != "unknown_fields"
        )


@attrs.frozen(kw_only=True, repr=False)
class Report(Sourced):
    """A report that an inspectorate published.

    Attributes:
        key: the key by which other records refer to it (``police/merseyside/2018-inspection``).
        title: its title as published.
        kind: the kind of report.
        programme: the programme that it belongs to (``NCPI``), or None.
        inspectorates: keys of the inspectorates; a joint inspection has several.
        bodies: keys of the bodies inspected; a thematic report has many or none.
        inspectors: names of the inspectors who signed it.
        fieldwork: the period of the inspectors' fieldwork.
        published: when it was published, as precisely as known; None if unknown.
        reissued: when its web page was reissued; never the date of publication.
        year_by_context: a year inferred from context, for sorting undated reports; it isn't
            a publication date, and no comparison relies on it.
        isbn: its ISBN as printed.
        framework: the framework of themes that it follows.
        summary: a summary in a sentence or two.
        secondary_source: the source that describes it, if the report itself wasn't seen.
        recommendations_made: how many recommendations it made, if stated, not counting areas
            for improvement.
        recommendations_followed_up: how many earlier ones it followed up, if stated.
        follows: links to the reports that it follows, each with its basis.
        corrections: the changes made to it after publication.
        completeness: how complete each of the lists below is.
        recommendations: its recommendations and areas for improvement.
        causes_of_concern: its causes of concern.
        findings: what the inspectors found.
        case_audits: how case files were graded, by area and overall.
        judgments: its graded topics.
        notes: points that a careful reader should know.

    Raises:
        ncpi.errors.InvalidError: a key used twice, a cause of concern with an unknown
            recommendation, a report that follows itself, or more recommendations than
            *recommendations_made*.
    """

    TAG = "report"

    key: Name
    title: Name
    kind: ReportKind = attrs.field(converter=fields.one_of[ReportKind])
    programme: Name | None = None
    inspectorates: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    bodies: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    inspectors: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    fieldwork: DateSpan | None = None
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    reissued: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    year_by_context: Annotated[int, fields.whole(1, 9999)] | None = None
    isbn: Name | None = None
    framework: Framework | None = attrs.field(
        default=None, converter=fields.one_of[Framework | None]
    )
    summary: Text | None = None
    secondary_source: Name | None = None
    recommendations_made: Annotated[int, fields.whole(0, 10_000)] | None = None
    recommendations_followed_up: Annotated[int, fields.whole(0, 10_000)] | None = None
    follows: Annotated[tuple[ReportLink, ...], fields.distinct("report")] = attrs.field(
        default=(), converter=fields.tuple_of[ReportLink]
    )
    corrections: tuple[Correction, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Correction]
    )
    completeness: ReportCompleteness = attrs.field(factory=ReportCompleteness)
    recommendations: Annotated[tuple[Recommendation, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[Recommendation]
    )
    causes_of_concern: Annotated[tuple[CauseOfConcern, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[CauseOfConcern]
    )
    findings: Annotated[tuple[Finding, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[Finding]
    )
    case_audits: Annotated[tuple[CaseAudit, ...], fields.distinct("area", "sampling")] = (
        attrs.field(default=(), converter=fields.tuple_of[CaseAudit])
    )
    judgments: Annotated[tuple[Judgment, ...], fields.distinct("topic")] = attrs.field(
        default=(), converter=fields.tuple_of[Judgment]
    )
    notes: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])

    def _inconsistencies(self) -> Iterator[Fault]:
        yield from (*self._link_faults(), *self._cause_faults(), *self._count_faults())

    def _link_faults(self) -> Sequence[Fault]:
        return [
            Fault(f"follows[{index}].report", "inconsistent", "a report can't follow itself")
            for index, link in enumerate(self.follows)
            if link.report == self.key
        ]

    def _cause_faults(self) -> Sequence[Fault]:
        if not self.causes_of_concern:
            return ()
        keys = {recommendation.key for recommendation in self.recommendations}
        return [
            Fault(
                f"causes_of_concern[{index}].recommendations",
                "inconsistent",
                f"the report has no recommendation {key!r}",
                key,
            )
            for index, cause in enumerate(self.causes_of_concern)
            for key in cause.recommendations
            if key not in keys
        ]

    def _count_faults(self) -> Sequence[Fault]:
        made = self.recommendations_made
        if made is None:
            return ()
        listed = self.recommendations_listed
        complete = self.completeness.recommendations is Completeness.COMPLETE
        if listed > made or (complete and listed < made):
            message = f"it made {made} recommendations, but {listed} are listed"
            advice = "" if listed > made else "Mark the list as partial, or complete it"
            fault = Fault(
                "recommendations_made", "inconsistent", message, str(made), advice or None
            )
            return (fault,)
        return ()

    @property
    def recommendations_listed(self) -> int:
        """How many recommendations are listed, not counting areas for improvement."""
        kinds = [entry.kind for entry in self.recommendations]
        return kinds.count(RecommendationKind.RECOMMENDATION)

    def recommendation(self, key: str) -> Recommendation:
        """The recommendation with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return with_key(self.recommendations, key, f"recommendations of {self.key}")

    def finding(self, key: str) -> Finding:
        """The finding with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return with_key(self.findings, key, f"findings of {self.key}")

    def cause_of_concern(self, key: str) -> CauseOfConcern:
        """The cause of concern with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return with_key(self.causes_of_concern, key, f"causes of concern of {self.key}")

    def link_to(self, report: str) -> ReportLink | None:
        """The link to the report with the key *report*; None if this report doesn't follow it."""
        return next((link for link in self.follows if link.report == report), None)

    def with_status(self, key: str, event: StatusEvent) -> Self:
        """The report with *event* added to the history of the recommendation *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is no such recommendation.
        """
        changed = self.recommendation(key).with_status(event)
        return attrs.evolve(self, recommendations=_replaced(self.recommendations, changed))

    def with_answer(self, key: str, answer: Answer) -> Self:
        """The report with *answer* added to the finding *key*; see `Finding.with_answer`.

        Raises:
            ncpi.errors.UnknownNameError: there is no such finding.
        """
        answering = self.finding(key).with_answer(answer)
        return attrs.evolve(self, findings=_replaced(self.findings, answering))

    def label(self) -> str:
        when = self.published or "undated"
        return f"{self.title} ({self.kind.value}, {when})"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.key!r}: {self.kind.value}, "
            f"{self.published or 'undated'}, {len(self.recommendations)} recommendations, "
            f"{len(self.findings)} findings, {len(self.case_audits)} case audits, "
            f"{len(self.judgments)} judgments>"
        )


def _replaced(records: tuple[_Keyed, ...], new: _Keyed) -> tuple[_Keyed, ...]:
    return tuple(new if record.key == new.key else record for record in records)
