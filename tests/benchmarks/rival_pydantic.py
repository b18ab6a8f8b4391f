"""The report and all that it holds as pydantic 2 models, as strict as our classes.

The fields stand in the order in which we write them, so that pydantic writes our bytes.
Dates, and the keys of scales and frameworks that ncpi ships, stay the text that they are
checked to be, which spares pydantic the making of an object.
"""

from __future__ import annotations

from typing import Annotated, Literal

import rival_checks as checks
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from ncpi import vocabulary as words
from ncpi.serial import FORMAT_VERSION

__all__ = ["DOCUMENT", "Document"]

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=checks.MAX_NAME, pattern=f"^(?:{checks.NAME})$"),
]
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=checks.MAX_TEXT, pattern=checks.TEXT)
]
Url = Annotated[
    str, StringConstraints(min_length=1, max_length=checks.MAX_NAME, pattern=f"^(?:{checks.URL})$")
]
Date = Annotated[str, StringConstraints(pattern=f"^(?:{checks.DATE})$")]
Edge = Annotated[str, StringConstraints(pattern=f"^(?:{checks.EDGE})$")]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
ListLength = Annotated[int, Field(ge=0, le=10_000)]
Percentage = Annotated[float, Field(ge=0, le=100)]
ItemKind = Annotated[str, StringConstraints(pattern=f"^(?:{checks.open_list(words.ItemKind)})$")]
ItemRef = Annotated[str, StringConstraints(pattern=f"^(?:{checks.ITEM})$")]
ClosureReason = Annotated[
    str, StringConstraints(pattern=f"^(?:{checks.open_list(words.ClosureReason)})$")
]
Party = Annotated[str, StringConstraints(pattern=f"^(?:{checks.open_list(words.Party)})$")]
Progress = Annotated[str, StringConstraints(pattern=f"^(?:{checks.open_list(words.Progress)})$")]
ReportKind = Annotated[
    str, StringConstraints(pattern=f"^(?:{checks.open_list(words.ReportKind)})$")
]
Timescale = Annotated[str, StringConstraints(pattern=rf"^({checks.TIMESCALE})$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Source(Model):
    title: Name | None = None
    url: Url | None = None
    locator: Name | None = None
    read: Date | None = None
    digest: Name | None = None
    provenance: words.Provenance | None = None
    supports: Text | None = None

    check = model_validator(mode="after")(checks.source)


class DateSpan(Model):
    start: Edge = "unknown"
    end: Edge = "unknown"

    check = model_validator(mode="after")(checks.date_span)


class StatusEvent(Model):
    party: Party
    body: Name | None = None
    dated: Date
    status: Name | None = None
    reason: ClosureReason | None = None
    comment: Text | None = None
    by: Name | None = None
    recorded_in: Name | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.status_event)


class Restatement(Model):
    item: ItemRef
    basis: words.Basis
    by: Name | None = None
    dated: Date | None = None
    evidence: Text | None = None
    caveat: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


class Answer(Model):
    item: ItemRef
    basis: words.Basis
    by: Name | None = None
    dated: Date | None = None
    evidence: Text | None = None
    caveat: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


class Recommendation(Model):
    key: Name
    text: Text
    theme: Name | None = None
    kind: words.RecommendationKind = words.RecommendationKind.RECOMMENDATION
    timescale: Timescale = "not stated"
    addressed_to: tuple[Name, ...] = ()
    actions: tuple[Text, ...] = ()
    tracker: Name | None = None
    history: tuple[StatusEvent, ...] = ()
    theme_basis: words.Basis | None = None
    known_from: words.KnownFrom = words.KnownFrom.REPORT
    note: Text | None = None
    restates: tuple[Restatement, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.recommendation)


class CauseOfConcern(Model):
    key: Name
    text: Text
    theme: Name | None = None
    recommendations: tuple[Name, ...] = ()
    span: DateSpan = DateSpan()
    theme_basis: words.Basis | None = None
    known_from: words.KnownFrom = words.KnownFrom.REPORT
    note: Text | None = None
    restates: tuple[Restatement, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.cause_of_concern)


class Finding(Model):
    key: Name
    text: Text
    theme: Name | None = None
    progress: Progress = words.Progress.NOT_STATED
    progress_basis: words.Basis = words.Basis.STATED
    concern: bool = False
    wording: Name | None = None
    effective_practice: bool = False
    lasting: bool | None = None
    body: Name | None = None
    answers: tuple[Answer, ...] = ()
    theme_basis: words.Basis | None = None
    known_from: words.KnownFrom = words.KnownFrom.REPORT
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.finding)


class GradeScale(Model):
    key: Name
    title: Name
    grades: tuple[Name, ...]
    inflections: dict[Name, Name] = {}
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.grade_scale)


Scale = Annotated[Name | GradeScale, Field(union_mode="left_to_right")]


class MergedCount(Model):
    grades: tuple[Name, ...]
    count: Count
    wording: Name | None = None

    check = model_validator(mode="after")(checks.merged_count)


class CaseAudit(Model):
    area: Name | None = None
    body: Name | None = None
    scale: Scale
    counts: dict[Name, Count | None] = {}
    merged: tuple[MergedCount, ...] = ()
    percentages: dict[Name, Percentage] = {}
    stated_total: Count | None = None
    sampling: words.Sampling = words.Sampling.UNKNOWN
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.case_audit)


class Judgment(Model):
    topic: Name
    question: Name | None = None
    body: Name | None = None
    status: words.JudgmentStatus = words.JudgmentStatus.GRADED
    grade: Name | None = None
    previous_grade: Name | None = None
    scale: Scale
    wording: Name | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.judgment)


class Measure(Model):
    what: Text
    qualifier: words.Qualifier = words.Qualifier.EXACTLY
    value: float
    unit: Name | None = None
    out_of: float | None = None
    target: float | None = None
    body: Name | None = None
    period: DateSpan | None = None
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.measure)


class ItemCount(Model):
    kind: ItemKind
    made: ListLength | None = None
    still_open: ListLength | None = None
    closed: ListLength | None = None
    as_of: Date | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.item_count)


class Crosswalk(Model):
    theme: Name
    framework: Name
    other: Name | None = None
    match: words.CrosswalkMatch

    check = model_validator(mode="after")(checks.crosswalk)


class Framework(Model):
    key: Name
    title: Name
    themes: tuple[Name, ...]
    crosswalks: tuple[Crosswalk, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.framework)


class ReportLink(Model):
    report: Name
    basis: words.LinkBasis
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


class Correction(Model):
    dated: Date
    text: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


class ReportCompleteness(Model):
    recommendations: words.Completeness = words.Completeness.UNKNOWN
    causes_of_concern: words.Completeness = words.Completeness.UNKNOWN
    findings: words.Completeness = words.Completeness.UNKNOWN
    case_audits: words.Completeness = words.Completeness.UNKNOWN
    judgments: words.Completeness = words.Completeness.UNKNOWN


class Report(Model):
    type: Literal["report"]
    key: Name
    title: Name
    kind: ReportKind
    programme: Name | None = None
    inspectorates: tuple[Name, ...] = ()
    bodies: tuple[Name, ...] = ()
    inspectors: tuple[Name, ...] = ()
    fieldwork: DateSpan | None = None
    published: Date | None = None
    reissued: Date | None = None
    year_by_context: Annotated[int, Field(ge=1, le=9999)] | None = None
    isbn: Name | None = None
    framework: Annotated[Name | Framework, Field(union_mode="left_to_right")] | None = None
    summary: Text | None = None
    secondary_source: Name | None = None
    recommendations_made: ListLength | None = None
    recommendations_followed_up: ListLength | None = None
    item_counts: tuple[ItemCount, ...] = ()
    follows: tuple[ReportLink, ...] = ()
    corrections: tuple[Correction, ...] = ()
    completeness: ReportCompleteness = ReportCompleteness()
    recommendations: tuple[Recommendation, ...] = ()
    causes_of_concern: tuple[CauseOfConcern, ...] = ()
    findings: tuple[Finding, ...] = ()
    case_audits: tuple[CaseAudit, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    check = model_validator(mode="after")(checks.report)


class Document(Model):
    format: Literal["ncpi"]
    version: Annotated[int, Field(ge=FORMAT_VERSION, le=FORMAT_VERSION)]
    content: Report


DOCUMENT = TypeAdapter(Document)
"""Reads and writes bytes with nothing in between."""
