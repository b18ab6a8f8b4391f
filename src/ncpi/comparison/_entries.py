"""The entries of a comparison. They are records, so they can be stored and displayed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.fields import Name, Text
from ncpi.model.causes import CauseOfConcern, Continuation
from ncpi.model.dates import DateSpan, PartialDate, optional_partial_date
from ncpi.model.findings import Answer, Finding
from ncpi.model.recommendations import Recommendation, Restatement, StatusEvent
from ncpi.model.record import Record
from ncpi.model.reports import Report, ReportCompleteness, ReportLink
from ncpi.model.sources import Sourced
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    Outcome,
    ReportKind,
)

__all__ = [
    "CauseOfConcernComparison",
    "Caveat",
    "FindingAnswer",
    "RecommendationComparison",
    "ReportHeading",
    "RestatedRecommendation",
    "firmest_concern",
    "heading",
]


_count = fields.whole(0, 1_000_000)


@attrs.frozen(kw_only=True, repr=False)
class Caveat(Record):
    """A reason for care in reading a result.

    Attributes:
        code: the kind of caveat, for programs.
        text: the caveat in plain words.
    """

    TAG = "caveat"

    code: CaveatCode = attrs.field(converter=fields.one_of[CaveatCode])
    text: Text

    def label(self) -> str:
        return f"{self.code.value}: {self.text}"


@attrs.frozen(kw_only=True, repr=False)
class ReportHeading(Sourced):
    """A report's title, dates, completeness and sources, without its content.

    Results refer to reports by their headings.

    Attributes:
        key: the report's key.
        title: its title.
        kind: the kind of report.
        published: when it was published; None if unknown.
        inspectorates: keys of the inspectorates.
        bodies: keys of the bodies inspected.
        fieldwork: the period of the inspectors' fieldwork.
        framework: the key of its framework of themes, or None.
        follows: links, stated or inferred, to the reports that it follows.
        secondary_source: the source that describes it, if the report itself wasn't seen.
        completeness: how complete each of its lists is.
        recommendations_made: how many recommendations it made, if stated, not counting areas
            for improvement.
        recommendations_listed: how many of those are listed.
        areas_for_improvement_listed: how many areas for improvement are listed.
    """

    TAG = "report-heading"

    key: Name
    title: Name
    kind: ReportKind = attrs.field(converter=fields.one_of[ReportKind])
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    inspectorates: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    bodies: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    fieldwork: DateSpan | None = None
    framework: Name | None = None
    follows: Annotated[tuple[ReportLink, ...], fields.distinct("report")] = attrs.field(
        default=(), converter=fields.tuple_of[ReportLink]
    )
    secondary_source: Name | None = None
    completeness: ReportCompleteness = attrs.field(factory=ReportCompleteness)
    recommendations_made: Annotated[int, _count] | None = None
    recommendations_listed: Annotated[int, _count] = 0
    areas_for_improvement_listed: Annotated[int, _count] = 0

    @property
    def begins_cycle(self) -> bool:
        """Whether it is an inspection that follows no other report."""
        return self.kind is ReportKind.INSPECTION and not self.follows

    def label(self) -> str:
        by = f" by {', '.join(self.inspectorates)}" if self.inspectorates else ""
        there = f", fieldwork {self.fieldwork}" if self.fieldwork else ""
        when = self.published or "undated"
        return f"{self.title} ({self.kind.value}{by}, {when}{there}; {self.key})"


def heading(report: Report) -> ReportHeading:
    """The heading of *report*."""
    listed = report.recommendations_listed
    return ReportHeading(
        key=report.key,
        title=report.title,
        kind=report.kind,
        published=report.published,
        inspectorates=report.inspectorates,
        bodies=report.bodies,
        fieldwork=report.fieldwork,
        framework=report.framework.key if report.framework else None,
        follows=report.follows,
        secondary_source=report.secondary_source,
        completeness=report.completeness,
        recommendations_made=report.recommendations_made,
        recommendations_listed=listed,
        areas_for_improvement_listed=len(report.recommendations) - listed,
        sources=report.sources,
        confidence=report.confidence,
    )


@attrs.frozen(kw_only=True, repr=False)
class FindingAnswer(Record):
    """A finding of the follow-up that answers a recommendation.

    Attributes:
        finding: the finding.
        answer: the link, with its basis, evidence and caveat.
        counted: whether it counts towards progress. An answer by theme doesn't count if the
            themes aren't comparable or a matcher made it; nor does one that a person
            overruled.
    """

    TAG = "finding-answer"

    finding: Finding
    answer: Answer
    counted: bool = True

    def label(self) -> str:
        finding, basis = self.finding, self.answer.basis.value
        return f"{finding.label()} [{finding.progress.value}] ({basis})"


def firmest_concern(answers: Iterable[FindingAnswer]) -> Basis | None:
    """The firmest basis of the counted answers that are a concern; None if there are none."""
    return Basis.firmest(
        entry.answer.basis for entry in answers if entry.counted and entry.finding.concern
    )


@attrs.frozen(kw_only=True, repr=False)
class RestatedRecommendation(Record):
    """A recommendation of the follow-up that restates one of the baseline.

    Attributes:
        recommendation: the follow-up's recommendation.
        restatement: the link to the earlier one, with its basis.
    """

    TAG = "restated-recommendation"

    recommendation: Recommendation
    restatement: Restatement

    def label(self) -> str:
        return f"{self.recommendation.label()} ({self.restatement.basis.value})"


@attrs.frozen(kw_only=True, repr=False)
class RecommendationComparison(Record):
    """What became of one recommendation of the baseline.

    Attributes:
        recommendation: the baseline's recommendation.
        progress: the combined result of the findings that answer it.
        basis: the basis of the link that decided *progress*: that of the findings, or, if it
            was only restated, of the restatement. None if nothing mentions it.
        answers: every finding that answers it, from the firmest basis to the weakest.
        restated_by: the follow-up's recommendations that restate it.
        claims: the last status and the last comment of each party up to the follow-up.
            They are claims, and don't affect *progress*.
        caveats: why it needs care.
    """

    TAG = "recommendation-comparison"

    recommendation: Recommendation
    progress: Outcome = attrs.field(converter=fields.one_of[Outcome])
    basis: Basis | None = attrs.field(default=None, converter=fields.one_of[Basis | None])
    answers: tuple[FindingAnswer, ...] = attrs.field(
        default=(), converter=fields.tuple_of[FindingAnswer]
    )
    restated_by: tuple[RestatedRecommendation, ...] = attrs.field(
        default=(), converter=fields.tuple_of[RestatedRecommendation]
    )
    claims: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatusEvent]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @property
    def key(self) -> str:
        """The recommendation's key in the baseline."""
        return self.recommendation.key

    @property
    def concern(self) -> bool:
        """Whether a finding that answers it is a concern; it may have improved as well."""
        return self.concern_basis is not None

    @property
    def concern_basis(self) -> Basis | None:
        """The firmest basis of an answer that is a concern; None if there is none."""
        return firmest_concern(self.answers)

    @property
    def verdict(self) -> str:
        """Progress and concern in a few words, each with its basis."""
        text = f"{self.progress.value} ({self.basis.value})" if self.basis else self.progress.value
        if self.progress is Outcome.NOT_STATED and self.basis:
            answered = any(
                entry.counted and entry.answer.basis is self.basis for entry in self.answers
            )
            how = "mentioned" if answered else "restated"
            text = f"{how} ({self.basis.value}), {self.progress.value}"
        if self.concern_basis is None:
            return text
        basis = f" ({self.concern_basis.value})" if self.concern_basis is not self.basis else ""
        return f"{text}, and a concern{basis}"

    def label(self) -> str:
        return f"{self.key}: {self.verdict}"


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcernComparison(Record):
    """The status of one cause of concern.

    Attributes:
        status: its status at the follow-up.
        baseline: the baseline's cause of concern, or None if only the follow-up lists it.
        follow_up: the follow-up's cause of concern that continues it or is new; or None.
        continuation: the link between the two, with its basis.
        caveats: why it needs care.
    """

    TAG = "cause-of-concern-comparison"

    status: CauseStatus = attrs.field(converter=fields.one_of[CauseStatus])
    baseline: CauseOfConcern | None = None
    follow_up: CauseOfConcern | None = None
    continuation: Continuation | None = None
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def label(self) -> str:
        cause = self.baseline or self.follow_up
        return f"{cause.label() if cause else ''}: {self.status.value}"
