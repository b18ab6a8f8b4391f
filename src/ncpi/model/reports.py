"""Reports: one look by inspectors at one body, at several, or at the country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self, TypeVar

import attrs

from ncpi import fields, frozen, render
from ncpi.errors import Fault, InvalidError, UnknownNameError, nearest
from ncpi.model.causes import CauseOfConcern
from ncpi.model.dates import (
    DateSpan,
    PartialDate,
    optional_partial_date,
    partial_date,
    partial_date_gate,
)
from ncpi.model.findings import Answer, Finding
from ncpi.model.frameworks import Framework
from ncpi.model.grading import CaseAudit, Judgment
from ncpi.model.noun import Noun
from ncpi.model.recommendations import Recommendation, StatusEvent
from ncpi.model.sources import Sourced, texts
from ncpi.vocabulary import Completeness, LinkBasis, RecommendationKind, ReportKind

__all__ = ["Correction", "Report", "ReportCompleteness", "ReportLink"]

_Keyed = TypeVar("_Keyed", Recommendation, CauseOfConcern, Finding)
_completeness = fields.member(Completeness)


@attrs.frozen(kw_only=True, repr=False)
class ReportLink(Sourced):
    """Says that a report follows another.

    Attributes:
        report: the key of the earlier report.
        basis: whether the later report says so or it was inferred.
        note: what it was inferred from, or how it is stated.
    """

    TAG = "report-link"

    report: str = attrs.field(validator=fields.name)
    basis: LinkBasis = attrs.field(validator=fields.member(LinkBasis))
    note: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def label(self) -> str:
        return f"{self.report} ({self.basis.value})"


@attrs.frozen(kw_only=True, repr=False)
class Correction(Sourced):
    """A change that the inspectorate made to a report after publishing it.

    Attributes:
        dated: when.
        text: what was changed, or None if it doesn't say.
    """

    TAG = "correction"

    dated: PartialDate = attrs.field(converter=partial_date, validator=partial_date_gate)
    text: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def label(self) -> str:
        return f"{self.dated}: {self.text}" if self.text else str(self.dated)


@attrs.frozen(kw_only=True, repr=False)
class ReportCompleteness(Noun):
    """Which of a report's lists hold all that the report has.

    An empty list that is *complete* says "none"; one that is *unknown* says nothing.
    """

    TAG = "report-completeness"

    recommendations: Completeness = attrs.field(
        default=Completeness.UNKNOWN, validator=_completeness
    )
    causes_of_concern: Completeness = attrs.field(
        default=Completeness.UNKNOWN, validator=_completeness
    )
    findings: Completeness = attrs.field(default=Completeness.UNKNOWN, validator=_completeness)
    case_audits: Completeness = attrs.field(default=Completeness.UNKNOWN, validator=_completeness)
    judgments: Completeness = attrs.field(default=Completeness.UNKNOWN, validator=_completeness)

    def label(self) -> str:
        return ", ".join(
            f"{field.name.replace('_', ' ')} {getattr(self, field.name).value}"
            for field in attrs.fields(ReportCompleteness)
            if field.name != "unknown_fields"
        )


def _links(value: Iterable[ReportLink]) -> tuple[ReportLink, ...]:
    return frozen.as_tuple(value)


def _corrections(value: Iterable[Correction]) -> tuple[Correction, ...]:
    return frozen.as_tuple(value)


def _recommendations(value: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    return frozen.as_tuple(value)


def _causes(value: Iterable[CauseOfConcern]) -> tuple[CauseOfConcern, ...]:
    return frozen.as_tuple(value)


def _findings(value: Iterable[Finding]) -> tuple[Finding, ...]:
    return frozen.as_tuple(value)


def _audits(value: Iterable[CaseAudit]) -> tuple[CaseAudit, ...]:
    return frozen.as_tuple(value)


def _judgments(value: Iterable[Judgment]) -> tuple[Judgment, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Report(Sourced):
    """What an inspectorate published after one look.

    Attributes:
        key: what other nouns name it by (``police/merseyside/2018-inspection``).
        title: its title as published.
        kind: what sort of report it is.
        programme: the programme it belongs to (``NCPI``), or None.
        inspectorates: keys of the inspectorates; a joint inspection has several.
        bodies: keys of the bodies inspected; a thematic report has many or none.
        inspectors: names of the inspectors who signed it.
        fieldwork: from when to when the inspectors were there.
        published: when it was published, as precisely as known; None if unknown.
        reissued: when a web page of it was issued anew; never the day of publication.
        year_by_context: a year guessed from context, to put undated reports in order; it
            is not a date of publication, and no comparison relies on it.
        isbn: its ISBN as printed.
        framework: the framework of themes it follows.
        summary: what it says, in a sentence or two.
        known_only_from: what tells of it, where the report itself wasn't seen.
        recommendations_made: how many recommendations it made, where that is stated; areas
            for improvement aren't counted.
        recommendations_followed_up: how many earlier ones it followed up, where stated.
        follows: the reports that it follows, each with its basis.
        corrections: the changes made to it after publication.
        completeness: which of the lists below hold all that the report has.
        recommendations: what it asks for.
        causes_of_concern: the serious failings it names.
        findings: what it found.
        case_audits: how the case files were graded, by area and over all.
        judgments: its graded topics.
        notes: what a careful reader should know.

    Raises:
        ncpi.errors.InvalidError: a key used twice, a cause of concern with a
            recommendation that isn't there, a report that follows itself, or more
            recommendations than it is said to have made.
    """

    TAG = "report"

    key: str = attrs.field(validator=fields.name)
    title: str = attrs.field(validator=fields.name)
    kind: ReportKind = attrs.field(validator=fields.member(ReportKind))
    programme: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    inspectorates: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    bodies: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    inspectors: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    fieldwork: DateSpan | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(DateSpan))
    )
    published: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    reissued: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    year_by_context: int | None = attrs.field(
        default=None, validator=fields.optional(fields.whole(1, 9999))
    )
    isbn: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    framework: Framework | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(Framework))
    )
    summary: str | None = attrs.field(default=None, validator=fields.optional(fields.text))
    known_only_from: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    recommendations_made: int | None = attrs.field(
        default=None, validator=fields.optional(fields.whole(0, 10_000))
    )
    recommendations_followed_up: int | None = attrs.field(
        default=None, validator=fields.optional(fields.whole(0, 10_000))
    )
    follows: tuple[ReportLink, ...] = attrs.field(
        default=(),
        converter=_links,
        validator=fields.unique(fields.instance(ReportLink), "report"),
    )
    corrections: tuple[Correction, ...] = attrs.field(
        default=(), converter=_corrections, validator=fields.each(fields.instance(Correction))
    )
    completeness: ReportCompleteness = attrs.field(
        factory=ReportCompleteness, validator=fields.instance(ReportCompleteness)
    )
    recommendations: tuple[Recommendation, ...] = attrs.field(
        default=(),
        converter=_recommendations,
        validator=fields.unique(fields.instance(Recommendation), "key"),
    )
    causes_of_concern: tuple[CauseOfConcern, ...] = attrs.field(
        default=(),
        converter=_causes,
        validator=fields.unique(fields.instance(CauseOfConcern), "key"),
    )
    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=_findings, validator=fields.unique(fields.instance(Finding), "key")
    )
    case_audits: tuple[CaseAudit, ...] = attrs.field(
        default=(),
        converter=_audits,
        validator=fields.unique(fields.instance(CaseAudit), "area", "sampling"),
    )
    judgments: tuple[Judgment, ...] = attrs.field(
        default=(),
        converter=_judgments,
        validator=fields.unique(fields.instance(Judgment), "topic"),
    )
    notes: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )

    def __attrs_post_init__(self) -> None:
        faults = [*self._link_faults(), *self._cause_faults(), *self._count_faults()]
        if faults:
            raise InvalidError(faults, type(self).__name__)

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
            advice = "" if listed > made else "Say that the list is partial, or complete it"
            fault = Fault(
                "recommendations_made", "inconsistent", message, str(made), advice or None
            )
            return (fault,)
        return ()

    @property
    def recommendations_listed(self) -> int:
        """How many recommendations are listed, areas for improvement not counted."""
        kinds = [told.kind for told in self.recommendations]
        return kinds.count(RecommendationKind.RECOMMENDATION)

    def recommendation(self, key: str) -> Recommendation:
        """The recommendation with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return _by_key(self.recommendations, key, f"recommendations of {self.key}")

    def finding(self, key: str) -> Finding:
        """The finding with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return _by_key(self.findings, key, f"findings of {self.key}")

    def cause_of_concern(self, key: str) -> CauseOfConcern:
        """The cause of concern with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return _by_key(self.causes_of_concern, key, f"causes of concern of {self.key}")

    def link_to(self, report: str) -> ReportLink | None:
        """The link that says that this report follows the one with the key *report*."""
        return next((link for link in self.follows if link.report == report), None)

    def with_status(self, key: str, event: StatusEvent) -> Self:
        """The report with *event* added to the history of the recommendation *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is no such recommendation.
        """
        told = self.recommendation(key).with_status(event)
        return attrs.evolve(self, recommendations=_replaced(self.recommendations, told))

    def with_answer(self, key: str, answer: Answer) -> Self:
        """The report with *answer* added to the finding *key*; see `Finding.with_answer`.

        Raises:
            ncpi.errors.UnknownNameError: there is no such finding.
        """
        answering = self.finding(key).with_answer(answer)
        return attrs.evolve(self, findings=_replaced(self.findings, answering))

    def with_correction(self, correction: Correction) -> Self:
        """The report with *correction* added."""
        return attrs.evolve(self, corrections=(*self.corrections, correction))

    def label(self) -> str:
        when = self.published or "undated"
        return f"{self.title} ({self.kind.value}, {when})"

    def describe(self) -> render.Sheet:
        sheet = super().describe()
        asked = [
            (told.key, told.text, told.theme or "", str(told.timescale), _lines(told.history))
            for told in self.recommendations
        ]
        found = [
            (told.key, told.text, told.theme or "", told.verdict, _lines(told.answers))
            for told in self.findings
        ]
        apart = {"recommendations": asked, "findings": found}
        rows = [row for row in sheet.tables[0].rows if not apart.get(row[0])]
        tables = (
            render.Table(rows),
            render.Table(
                asked,
                ("recommendation", "asked", "theme", "timescale", "claims"),
                "Recommendations",
            ),
            render.Table(
                found, ("finding", "what was found", "theme", "progress", "answers"), "Findings"
            ),
        )
        return attrs.evolve(sheet, tables=tables)

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.key!r}: {self.kind.value}, "
            f"{self.published or 'undated'}, {len(self.recommendations)} recommendations, "
            f"{len(self.findings)} findings, {len(self.case_audits)} case audits, "
            f"{len(self.judgments)} judgments>"
        )


def _by_key(nouns: Sequence[_Keyed], key: str, among: str) -> _Keyed:
    for noun in nouns:
        if noun.key == key:
            return noun
    near = nearest(str(key), [noun.key for noun in nouns])
    raise UnknownNameError(key, among, [near] if near else ())


def _replaced(nouns: tuple[_Keyed, ...], new: _Keyed) -> tuple[_Keyed, ...]:
    return tuple(new if noun.key == new.key else noun for noun in nouns)


def _lines(nouns: Iterable[Noun]) -> str:
    return "\n".join(noun.label() for noun in nouns)
