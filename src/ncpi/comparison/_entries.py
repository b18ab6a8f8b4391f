"""The entries of a comparison. They are records, so they can be stored and displayed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, TypeVar

import attrs

from ncpi import fields
from ncpi.fields import Name, Text
from ncpi.model._shown import Several, display
from ncpi.model.dates import DateSpan, PartialDate, optional_partial_date
from ncpi.model.findings import Answer, Finding
from ncpi.model.items import Item, ItemRef, NumberedItem, Restatement
from ncpi.model.recommendations import StatusEvent
from ncpi.model.record import Record
from ncpi.model.reports import Report, ReportCompleteness, ReportLink
from ncpi.model.sources import Sourced
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    Completeness,
    ItemKind,
    Other,
    Outcome,
    ReportKind,
)

__all__ = [
    "Caveat",
    "FindingAnswer",
    "ItemComparison",
    "ReportHeading",
    "ReportMention",
    "RestatedItem",
    "deciding_answers",
    "decisive",
    "firmest_concern",
    "heading",
    "mention",
    "verdict_in_words",
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
class ReportMention(Sourced):
    """A report's title, kind, date, inspectorates and bodies, with its sources.

    Attributes:
        key: the report's key.
        title: its title.
        kind: the kind of report.
        published: when it was published; None if unknown.
        inspectorates: keys of the inspectorates.
        bodies: keys of the bodies inspected.
        secondary_source: the source that describes it, if the report itself wasn't seen.
        completeness: how complete each of its lists is.
    """

    TAG = "report-mention"

    key: Name
    title: Name
    kind: ReportKind | Other = attrs.field(converter=fields.one_of[ReportKind | Other])
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    inspectorates: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    bodies: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    secondary_source: Name | None = None
    completeness: ReportCompleteness = attrs.field(factory=ReportCompleteness)

    @property
    def year(self) -> str:
        """The year of publication, or "an unknown year"."""
        return f"{self.published.year:04}" if self.published else "an unknown year"

    def label(self) -> str:
        return f"{self.title} ({self.kind.value}, {self.published or 'undated'})"


@attrs.frozen(kw_only=True, repr=False)
class ReportHeading(ReportMention):
    """A report's title, dates, completeness and sources, without its content.

    Comparisons refer to their two reports by their headings.

    Attributes:
        fieldwork: the period of the inspectors' fieldwork.
        framework: the key of its framework of themes, or None.
        follows: links, stated or inferred, to the reports that it follows.
        recommendations_made: how many recommendations it made, if stated, not counting areas
            for improvement.
        recommendations_listed: how many of those are listed.
        areas_for_improvement_listed: how many areas for improvement are listed.
        overall: its verdict as a whole, if its notes have one.
    """

    TAG = "report-heading"

    fieldwork: DateSpan | None = attrs.field(default=None, converter=fields.one_of[DateSpan | None])
    framework: Name | None = None
    follows: Annotated[tuple[ReportLink, ...], fields.distinct("report")] = attrs.field(
        default=(), converter=fields.tuple_of[ReportLink]
    )
    recommendations_made: Annotated[int, _count] | None = None
    recommendations_listed: Annotated[int, _count] = 0
    areas_for_improvement_listed: Annotated[int, _count] = 0
    overall: Text | None = None

    @property
    def begins_cycle(self) -> bool:
        """Whether it is an inspection that follows no other report."""
        return self.kind is ReportKind.INSPECTION and not self.follows

    def label(self) -> str:
        by = f" by {', '.join(self.inspectorates)}" if self.inspectorates else ""
        there = f", fieldwork {self.fieldwork}" if self.fieldwork else ""
        when = self.published or "undated"
        return f"{self.title} ({self.kind.value}{by}, {when}{there}; {self.key})"


def mention(report: Report) -> ReportMention:
    """The mention of *report*."""
    return _brief(ReportMention, report)


def heading(report: Report) -> ReportHeading:
    """The heading of *report*."""
    listed = report.recommendations_listed
    return _brief(
        ReportHeading,
        report,
        fieldwork=report.fieldwork,
        framework=report.framework.key if report.framework else None,
        follows=report.follows,
        recommendations_made=report.recommendations_made,
        recommendations_listed=listed,
        areas_for_improvement_listed=len(report.recommendations) - listed,
        overall=report.overall,
    )


_MENTIONED = [field.name for field in attrs.fields(ReportMention) if field.name != "unknown_fields"]
MentionT = TypeVar("MentionT", bound=ReportMention)


def _brief(cls: type[MentionT], report: Report, **more: Any) -> MentionT:
    """What a mention or a heading says of *report*, and *more*."""
    return cls(**{name: getattr(report, name) for name in _MENTIONED}, **more)


@attrs.frozen(kw_only=True, repr=False)
class FindingAnswer(Record):
    """A finding of the follow-up that answers an item.

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

    @property
    def progress_basis(self) -> Basis | None:
        """Whose word the progress is; None if the finding states none.

        An analyst who reads it as not improved makes it a concern, on that basis.
        """
        finding = self.finding
        is_read = finding.states_progress or (finding.is_concern and not finding.concern)
        return finding.progress_basis if is_read else None

    @property
    def basis(self) -> Basis:
        """The weaker of the bases of the link and of the progress, if it states any."""
        link = self.answer.basis
        return Basis.weakest((link, self.progress_basis)) or link

    def label(self) -> str:
        return f"{self.finding.label()} [{self.finding.verdict}] ({self.answer.basis.value})"


def firmest_concern(answers: Iterable[FindingAnswer]) -> Basis | None:
    """The firmest basis of the counted answers that are a concern; None if there are none."""
    return Basis.firmest(
        entry.answer.basis if entry.finding.concern else entry.basis
        for entry in answers
        if entry.counted and entry.finding.is_concern
    )


@attrs.frozen(kw_only=True, repr=False)
class RestatedItem(Record):
    """An item of the follow-up that restates or continues one of the baseline.

    Attributes:
        item: the follow-up's item.
        restatement: the link to the earlier one, with its basis.
    """

    TAG = "restated-item"

    item: NumberedItem
    restatement: Restatement

    def label(self) -> str:
        return f"{self.item.label()} ({self.restatement.basis.value})"


@attrs.frozen(kw_only=True, repr=False)
class ItemComparison(Record):
    """What became of one item of the baseline.

    Attributes:
        item: the baseline's recommendation, area for improvement or cause of concern, or a
            finding of concern.
        progress: the combined result of the findings that answer it.
        basis: the weaker of the bases of the link and the progress that decided *progress*; if
            it was only restated, the basis of the restatement. None if nothing mentions it.
        status: for a cause of concern, its status at the follow-up, as the causes of concern
            that continue it on the firmest basis say; otherwise None.
        baseline: the report that made it.
        follow_up: the later report.
        answers: every finding that answers it, from the firmest basis to the weakest.
        restated_by: the follow-up's items that restate or continue it.
        claims: the last status and the last comment of each party up to the follow-up.
            They are claims, and don't affect *progress*.
        reported_by: whose accounts it is known from, if it or every finding that decided its
            progress is known only from someone else's account. Empty otherwise.
        caveats: why it needs care.
    """

    TAG = "item-comparison"

    item: Item
    progress: Outcome = attrs.field(converter=fields.one_of[Outcome])
    basis: Basis | None = attrs.field(default=None, converter=fields.one_of[Basis | None])
    status: CauseStatus | None = attrs.field(
        default=None, converter=fields.one_of[CauseStatus | None]
    )
    baseline: ReportMention
    follow_up: ReportMention
    answers: tuple[FindingAnswer, ...] = attrs.field(
        default=(), converter=fields.tuple_of[FindingAnswer]
    )
    restated_by: tuple[RestatedItem, ...] = attrs.field(
        default=(), converter=fields.tuple_of[RestatedItem]
    )
    claims: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatusEvent]
    )
    reported_by: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @property
    def key(self) -> str:
        """The item's key in the baseline."""
        return self.item.key

    @property
    def item_kind(self) -> ItemKind:
        """The kind of item."""
        return self.item.item_kind

    @property
    def ref(self) -> ItemRef:
        """The item's name."""
        return self.item.ref(self.baseline.key)

    @property
    def restated_basis(self) -> Basis | None:
        """The firmest basis of a restatement; None if there is none."""
        return Basis.firmest(again.restatement.basis for again in self.restated_by)

    @property
    def concern(self) -> bool:
        """Whether a finding that answers it is a concern; it may have improved as well."""
        return self.concern_basis is not None

    @property
    def concern_basis(self) -> Basis | None:
        """The firmest basis of an answer that is a concern; None if there is none."""
        return firmest_concern(self.answers)

    @property
    def is_read_in_full(self) -> bool:
        """Whether all findings of the follow-up are listed."""
        return self.follow_up.completeness.findings is Completeness.COMPLETE

    @property
    def deciding(self) -> tuple[FindingAnswer, ...]:
        """The answers that decided *progress*: those counted on its basis."""
        return Several(deciding_answers(self.answers, self.basis))

    @property
    def verdict(self) -> str:
        """Progress and concern in a few words, each with its basis."""
        words = self.progress.value
        if self.progress is Outcome.NOT_MENTIONED and not self.is_read_in_full:
            words += " in what was read"
        if self.progress is Outcome.OTHER:
            said = dict.fromkeys(entry.finding.progress.value for entry in self.deciding)
            words = " and ".join(f"“{text}”" for text in said)
        how = "mentioned" if self.deciding else "restated"
        text = verdict_in_words(self.progress, self.basis, self.concern_basis, words, how)
        if self.status is not None and self.status is not CauseStatus.NOT_MENTIONED:
            known = self.restated_basis
            basis = f" ({known.value})" if known and known is not self.basis else ""
            text = f"{self.status.value}{basis}; {text}"
        return text

    def sentence(self, *, cite: bool = False) -> str:
        """A sentence or two to print: who asked what and when, and what the follow-up found.

        They name who linked the two and whose account it is, if not the inspectorate's. *cite*
        adds the sources, one on each line.

        Raises:
            ncpi.errors.InvalidError: only a matcher or a shared theme links the two, which is
                too weak to print.
        """
        text: str = display("._sentences").sentence(self, cite=cite)
        return text

    def label(self) -> str:
        return f"{self.item_kind.value} {self.key}: {self.verdict}"


def verdict_in_words(
    what: Outcome | CauseStatus | CaveatCode,
    basis: Basis | None,
    concern: Basis | None,
    words: str = "",
    how: str = "mentioned",
) -> str:
    """An outcome, in its own or other *words*, and a *concern*, each with its basis.

    Of progress that isn't stated, the basis is that of the mention; *how* says which.
    """
    known = f" ({basis.value})" if basis else ""
    text = f"{words or what.value}{known}"
    if what is Outcome.NOT_STATED and basis:
        text = f"{how}{known}, {what.value}"
    if concern is None or what is Outcome.STILL_A_CONCERN:
        return text
    return f"{text}, and a concern" + ("" if concern is basis else f" ({concern.value})")


def deciding_answers(
    answers: Iterable[FindingAnswer], basis: Basis | None
) -> Sequence[FindingAnswer]:
    """The *answers* that decide an outcome on *basis*: the `decisive` ones on that basis."""
    return [entry for entry in decisive(answers) if entry.basis is basis]


def decisive(answers: Iterable[FindingAnswer]) -> Sequence[FindingAnswer]:
    """The kind of counted *answers* that decides, on whatever basis.

    Those that state progress, or else those that are a concern, or else all. If no answer that
    states progress is linked firmly and a concern is, the concerns decide.
    """
    counted = [entry for entry in answers if entry.counted]
    stated = [entry for entry in counted if entry.finding.states_progress]
    worried = [entry for entry in counted if entry.finding.is_concern]
    if _any_firm(worried) and not _any_firm(stated):
        return worried
    return stated or worried or counted


def _any_firm(answers: Iterable[FindingAnswer]) -> bool:
    return any(entry.basis.is_firm for entry in answers)
