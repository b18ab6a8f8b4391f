"""What a comparison says of one thing. Results are nouns: stored and shown like the rest."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.model.causes import CauseOfConcern, Continuation
from ncpi.model.dates import DateSpan, PartialDate, optional_partial_date, partial_date_gate
from ncpi.model.findings import Answer, Finding
from ncpi.model.noun import Noun
from ncpi.model.recommendations import Recommendation, Restatement, StatusEvent
from ncpi.model.reports import Report
from ncpi.model.sources import Sourced, texts
from ncpi.vocabulary import (
    Basis,
    CaveatCode,
    Outcome,
    ReportKind,
    Standing,
)

__all__ = [
    "CauseOfConcernComparison",
    "Caveat",
    "FindingAnswer",
    "RecommendationComparison",
    "ReportHeading",
    "RestatedRecommendation",
    "caveats_gate",
    "caveats_tuple",
    "heading",
]


@attrs.frozen(kw_only=True, repr=False)
class Caveat(Noun):
    """Why something should be read with care.

    Attributes:
        code: the kind of caveat, for programs.
        text: the caveat in plain words.
    """

    TAG = "caveat"

    code: CaveatCode = attrs.field(validator=fields.member(CaveatCode))
    text: str = attrs.field(validator=fields.text)

    def label(self) -> str:
        return f"{self.code.value}: {self.text}"


def caveats_tuple(value: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Caveats as a tuple."""
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class ReportHeading(Sourced):
    """As much of a report as names it, with its sources.

    Attributes:
        key: the report's key.
        title: its title.
        kind: what sort of report it is.
        published: when it was published; None if unknown.
        inspectorates: keys of the inspectorates.
        bodies: keys of the bodies inspected.
        fieldwork: from when to when the inspectors were there.
        framework: the key of its framework of themes, or None.
    """

    TAG = "report-heading"

    key: str = attrs.field(validator=fields.name)
    title: str = attrs.field(validator=fields.name)
    kind: ReportKind = attrs.field(validator=fields.member(ReportKind))
    published: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    inspectorates: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    bodies: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    fieldwork: DateSpan | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(DateSpan))
    )
    framework: str | None = attrs.field(default=None, validator=fields.optional(fields.name))

    def label(self) -> str:
        by = f" by {', '.join(self.inspectorates)}" if self.inspectorates else ""
        there = f", fieldwork {self.fieldwork}" if self.fieldwork else ""
        when = self.published or "undated"
        return f"{self.title} ({self.kind.value}{by}, {when}{there}; {self.key})"


def heading(report: Report) -> ReportHeading:
    """The heading of *report*."""
    return ReportHeading(
        key=report.key,
        title=report.title,
        kind=report.kind,
        published=report.published,
        inspectorates=report.inspectorates,
        bodies=report.bodies,
        fieldwork=report.fieldwork,
        framework=report.framework.key if report.framework else None,
        sources=report.sources,
        confidence=report.confidence,
    )


@attrs.frozen(kw_only=True, repr=False)
class FindingAnswer(Noun):
    """A finding of the follow-up, and how it answers the recommendation.

    Attributes:
        finding: the finding.
        answer: on what basis it answers, with evidence and caveat.
        counted: whether it may count towards progress. An answer that rests on a theme
            which isn't comparable does not, nor one that a matcher makes of the theme
            alone, nor one that a person ruled out.
    """

    TAG = "finding-answer"

    finding: Finding = attrs.field(validator=fields.instance(Finding))
    answer: Answer = attrs.field(validator=fields.instance(Answer))
    counted: bool = attrs.field(default=True, validator=fields.truth)

    def label(self) -> str:
        finding, basis = self.finding, self.answer.basis.value
        return f"{finding.label()} [{finding.progress.value}] ({basis})"


@attrs.frozen(kw_only=True, repr=False)
class RestatedRecommendation(Noun):
    """A recommendation of the follow-up that restates one of the baseline.

    Attributes:
        recommendation: the follow-up's recommendation.
        restatement: on what basis it restates the earlier one.
    """

    TAG = "restated-recommendation"

    recommendation: Recommendation = attrs.field(validator=fields.instance(Recommendation))
    restatement: Restatement = attrs.field(validator=fields.instance(Restatement))

    def label(self) -> str:
        return f"{self.recommendation.label()} ({self.restatement.basis.value})"


def _answers(value: Iterable[FindingAnswer]) -> tuple[FindingAnswer, ...]:
    return frozen.as_tuple(value)


def _restated(value: Iterable[RestatedRecommendation]) -> tuple[RestatedRecommendation, ...]:
    return frozen.as_tuple(value)


def _claims(value: Iterable[StatusEvent]) -> tuple[StatusEvent, ...]:
    return frozen.as_tuple(value)


caveats_gate = fields.each(fields.instance(Caveat))
"""Lets a tuple of caveats through."""


@attrs.frozen(kw_only=True, repr=False)
class RecommendationComparison(Noun):
    """What became of one recommendation of the baseline.

    Attributes:
        recommendation: the baseline's recommendation.
        progress: what the findings that answer it say, taken together.
        basis: how firmly what decided *progress* is tied to it: the findings, or where
            nothing but a restatement speaks of it, that. None where nothing does.
        answers: every finding that answers it, from firm to weak, each with its basis.
        restated_by: the follow-up's recommendations that restate it.
        claims: the last status and the last comment of each party as of the follow-up.
            They are claims, and play no part in *progress*.
        caveats: why this should be read with care.
    """

    TAG = "recommendation-comparison"

    recommendation: Recommendation = attrs.field(validator=fields.instance(Recommendation))
    progress: Outcome = attrs.field(validator=fields.member(Outcome))
    basis: Basis | None = attrs.field(default=None, validator=fields.optional(fields.member(Basis)))
    answers: tuple[FindingAnswer, ...] = attrs.field(
        default=(), converter=_answers, validator=fields.each(fields.instance(FindingAnswer))
    )
    restated_by: tuple[RestatedRecommendation, ...] = attrs.field(
        default=(),
        converter=_restated,
        validator=fields.each(fields.instance(RestatedRecommendation)),
    )
    claims: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=_claims, validator=fields.each(fields.instance(StatusEvent))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

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
        """How firmly the firmest finding that is a concern is tied to it; None without one."""
        bases = [
            told.answer.basis for told in self.answers if told.counted and told.finding.concern
        ]
        # From firm to weak, as the answers are.
        return bases[0] if bases else None

    @property
    def verdict(self) -> str:
        """Progress and concern in a few words, each with its basis."""
        said = f"{self.progress.value} ({self.basis.value})" if self.basis else self.progress.value
        if self.progress is Outcome.NOT_STATED and self.basis:
            spoken = any(told.counted and told.answer.basis is self.basis for told in self.answers)
            how = "mentioned" if spoken else "restated"
            said = f"{how} ({self.basis.value}), {self.progress.value}"
        if self.concern_basis is None:
            return said
        basis = f" ({self.concern_basis.value})" if self.concern_basis is not self.basis else ""
        return f"{said}, and a concern{basis}"

    def label(self) -> str:
        return f"{self.key}: {self.verdict}"


@attrs.frozen(kw_only=True, repr=False)
class CauseOfConcernComparison(Noun):
    """Where one cause of concern stands.

    Attributes:
        standing: opened, still open, closed, or not told.
        baseline: the baseline's cause of concern, or None if it is the follow-up's own.
        follow_up: the follow-up's that takes it up again, or that is its own.
        continuation: on what basis the one takes up the other.
        caveats: why this should be read with care.
    """

    TAG = "cause-of-concern-comparison"

    standing: Standing = attrs.field(validator=fields.member(Standing))
    baseline: CauseOfConcern | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(CauseOfConcern))
    )
    follow_up: CauseOfConcern | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(CauseOfConcern))
    )
    continuation: Continuation | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(Continuation))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def label(self) -> str:
        cause = self.baseline or self.follow_up
        return f"{cause.label() if cause else ''}: {self.standing.value}"
