"""What a comparison says of one thing. Results are records: stored and shown like the rest."""

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
    """Why something should be read with care.

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
    """What names a report, dates it and says how much of it is known, with its sources.

    Wherever a result names a report, this stands for it.

    Attributes:
        key: the report's key.
        title: its title.
        kind: what sort of report it is.
        published: when it was published; None if unknown.
        inspectorates: keys of the inspectorates.
        bodies: keys of the bodies inspected.
        fieldwork: from when to when the inspectors were there.
        framework: the key of its framework of themes, or None.
        follows: the links by which it says, or is thought, to follow other reports.
        secondary_source: what tells of it, where the report itself wasn't seen.
        completeness: which of its lists hold all that the report has.
        recommendations_made: how many recommendations it is said to have made, areas for
            improvement not counted; None where nobody states it.
        recommendations_listed: how many of those are listed.
        areas_for_improvement_listed: how many areas for improvement are.
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
    """A finding of the follow-up, and how it answers the recommendation.

    Attributes:
        finding: the finding.
        answer: on what basis it answers, with evidence and caveat.
        counted: whether it may count towards progress. An answer that rests on a theme
            which isn't comparable does not, nor one that a matcher makes of the theme
            alone, nor one that a person ruled out.
    """

    TAG = "finding-answer"

    finding: Finding
    answer: Answer
    counted: bool = True

    def label(self) -> str:
        finding, basis = self.finding, self.answer.basis.value
        return f"{finding.label()} [{finding.progress.value}] ({basis})"


def firmest_concern(answers: Iterable[FindingAnswer]) -> Basis | None:
    """How firmly the firmest of the findings that are a concern, and count, is linked."""
    return Basis.firmest(
        entry.answer.basis for entry in answers if entry.counted and entry.finding.concern
    )


@attrs.frozen(kw_only=True, repr=False)
class RestatedRecommendation(Record):
    """A recommendation of the follow-up that restates one of the baseline.

    Attributes:
        recommendation: the follow-up's recommendation.
        restatement: on what basis it restates the earlier one.
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
        progress: what the findings that answer it say, taken together.
        basis: how firmly what decided *progress* is linked to it: the findings, or where
            nothing but a restatement speaks of it, that. None where nothing does.
        answers: every finding that answers it, from firm to weak, each with its basis.
        restated_by: the follow-up's recommendations that restate it.
        claims: the last status and the last comment of each party as of the follow-up.
            They are claims, and play no part in *progress*.
        caveats: why this should be read with care.
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
        """Whether a finding that answers it is a concern; it may be better all the same."""
        return self.concern_basis is not None

    @property
    def concern_basis(self) -> Basis | None:
        """How firmly the firmest finding that is a concern is linked to it; None without one."""
        return firmest_concern(self.answers)

    @property
    def verdict(self) -> str:
        """Progress and concern in a few words, each with its basis."""
        said = f"{self.progress.value} ({self.basis.value})" if self.basis else self.progress.value
        if self.progress is Outcome.NOT_STATED and self.basis:
            spoken = any(
                entry.counted and entry.answer.basis is self.basis for entry in self.answers
            )
            how = "mentioned" if spoken else "restated"
            said = f"{how} ({self.basis.value}), {self.progress.value}"
        if self.concern_basis is None:
            return said
        basis = f" ({self.concern_basis.value})" if self.concern_basis is not self.basis else ""
        return f"{said}, and a concern{basis}"

    def label(self) -> str:
        return f"{self.key}: {self.verdict}"


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcernComparison(Record):
    """Where one cause of concern stands.

    Attributes:
        status: opened, still open, closed, or not stated.
        baseline: the baseline's cause of concern, or None if it is the follow-up's own.
        follow_up: the follow-up's that takes it up again, or that is its own.
        continuation: on what basis the one takes up the other.
        caveats: why this should be read with care.
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
