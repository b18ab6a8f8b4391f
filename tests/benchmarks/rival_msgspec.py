"""The report and all that it holds as plain attrs classes for msgspec: the limit of speed.

Twice: with the checks that our classes make, and without any but those of types. The
fields are those of `rival_pydantic`, and dates and keys are text as there. On attrs classes
msgspec can't refuse an unknown or a repeated key, nor leave out a default on writing.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
import rival_checks as checks
from msgspec import Meta
from msgspec.json import Decoder

from ncpi import vocabulary as words
from ncpi.serial import FORMAT_VERSION

__all__ = ["BARE", "CHECKED", "Document"]

Name = Annotated[
    str, Meta(min_length=1, max_length=checks.MAX_NAME, pattern=rf"\A(?:{checks.NAME})\Z")
]
Text = Annotated[str, Meta(min_length=1, max_length=checks.MAX_TEXT, pattern=checks.TEXT)]
Url = Annotated[
    str, Meta(min_length=1, max_length=checks.MAX_NAME, pattern=rf"\A(?:{checks.URL})\Z")
]
Date = Annotated[str, Meta(pattern=rf"\A(?:{checks.DATE})\Z")]
Edge = Annotated[str, Meta(pattern=rf"\A(?:{checks.EDGE})\Z")]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
ListLength = Annotated[int, Meta(ge=0, le=10_000)]
Percentage = Annotated[float, Meta(ge=0, le=100)]
ItemKind = Annotated[str, Meta(pattern=rf"\A(?:{checks.open_list(words.ItemKind)})\Z")]
ItemRef = Annotated[str, Meta(pattern=rf"\A(?:{checks.ITEM})\Z")]
ClosureReason = Annotated[str, Meta(pattern=rf"\A(?:{checks.open_list(words.ClosureReason)})\Z")]
Party = Annotated[str, Meta(pattern=rf"\A(?:{checks.open_list(words.Party)})\Z")]
Progress = Annotated[str, Meta(pattern=rf"\A(?:{checks.open_list(words.Progress)})\Z")]
ReportKind = Annotated[str, Meta(pattern=rf"\A(?:{checks.open_list(words.ReportKind)})\Z")]
Timescale = Annotated[str, Meta(pattern=rf"^({checks.TIMESCALE})$")]


@attrs.frozen(kw_only=True)
class Source:
    title: Name | None = None
    url: Url | None = None
    locator: Name | None = None
    read: Date | None = None
    digest: Name | None = None
    provenance: words.Provenance | None = None
    supports: Text | None = None

    __attrs_post_init__ = checks.source


@attrs.frozen(kw_only=True)
class DateSpan:
    start: Edge = "unknown"
    end: Edge = "unknown"

    __attrs_post_init__ = checks.date_span


@attrs.frozen(kw_only=True)
class StatusEvent:
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

    __attrs_post_init__ = checks.status_event


@attrs.frozen(kw_only=True)
class Restatement:
    item: ItemRef
    basis: words.Basis
    by: Name | None = None
    dated: Date | None = None
    evidence: Text | None = None
    caveat: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


@attrs.frozen(kw_only=True)
class Answer:
    item: ItemRef
    basis: words.Basis
    by: Name | None = None
    dated: Date | None = None
    evidence: Text | None = None
    caveat: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


@attrs.frozen(kw_only=True)
class Recommendation:
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

    __attrs_post_init__ = checks.recommendation


@attrs.frozen(kw_only=True)
class CauseOfConcern:
    key: Name
    text: Text
    theme: Name | None = None
    recommendations: tuple[Name, ...] = ()
    span: DateSpan = attrs.field(factory=DateSpan)
    theme_basis: words.Basis | None = None
    known_from: words.KnownFrom = words.KnownFrom.REPORT
    note: Text | None = None
    restates: tuple[Restatement, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.cause_of_concern


@attrs.frozen(kw_only=True)
class Finding:
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

    __attrs_post_init__ = checks.finding


@attrs.frozen(kw_only=True)
class GradeScale:
    key: Name
    title: Name
    grades: tuple[Name, ...]
    inflections: dict[Name, Name] = attrs.field(factory=dict)
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.grade_scale


@attrs.frozen(kw_only=True)
class MergedCount:
    grades: tuple[Name, ...]
    count: Count
    wording: Name | None = None

    __attrs_post_init__ = checks.merged_count


@attrs.frozen(kw_only=True)
class CaseAudit:
    area: Name | None = None
    body: Name | None = None
    scale: Name | GradeScale
    counts: dict[Name, Count | None] = attrs.field(factory=dict)
    merged: tuple[MergedCount, ...] = ()
    percentages: dict[Name, Percentage] = attrs.field(factory=dict)
    stated_total: Count | None = None
    sampling: words.Sampling = words.Sampling.UNKNOWN
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.case_audit


@attrs.frozen(kw_only=True)
class Judgment:
    topic: Name
    question: Name | None = None
    body: Name | None = None
    status: words.JudgmentStatus = words.JudgmentStatus.GRADED
    grade: Name | None = None
    previous_grade: Name | None = None
    scale: Name | GradeScale
    wording: Name | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.judgment


@attrs.frozen(kw_only=True)
class Measure:
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

    __attrs_post_init__ = checks.measure


@attrs.frozen(kw_only=True)
class ItemCount:
    kind: ItemKind
    made: ListLength | None = None
    still_open: ListLength | None = None
    closed: ListLength | None = None
    as_of: Date | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.item_count


@attrs.frozen(kw_only=True)
class Crosswalk:
    theme: Name
    framework: Name
    other: Name | None = None
    match: words.CrosswalkMatch

    __attrs_post_init__ = checks.crosswalk


@attrs.frozen(kw_only=True)
class Framework:
    key: Name
    title: Name
    themes: tuple[Name, ...]
    crosswalks: tuple[Crosswalk, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.framework


@attrs.frozen(kw_only=True)
class ReportLink:
    report: Name
    basis: words.LinkBasis
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


@attrs.frozen(kw_only=True)
class Correction:
    dated: Date
    text: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None


@attrs.frozen(kw_only=True)
class ReportCompleteness:
    recommendations: words.Completeness = words.Completeness.UNKNOWN
    causes_of_concern: words.Completeness = words.Completeness.UNKNOWN
    findings: words.Completeness = words.Completeness.UNKNOWN
    case_audits: words.Completeness = words.Completeness.UNKNOWN
    judgments: words.Completeness = words.Completeness.UNKNOWN


@attrs.frozen(kw_only=True)
class Report:
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
    year_by_context: Annotated[int, Meta(ge=1, le=9999)] | None = None
    isbn: Name | None = None
    framework: Name | Framework | None = None
    summary: Text | None = None
    secondary_source: Name | None = None
    recommendations_made: ListLength | None = None
    recommendations_followed_up: ListLength | None = None
    item_counts: tuple[ItemCount, ...] = ()
    follows: tuple[ReportLink, ...] = ()
    corrections: tuple[Correction, ...] = ()
    completeness: ReportCompleteness = attrs.field(factory=ReportCompleteness)
    recommendations: tuple[Recommendation, ...] = ()
    causes_of_concern: tuple[CauseOfConcern, ...] = ()
    findings: tuple[Finding, ...] = ()
    case_audits: tuple[CaseAudit, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    __attrs_post_init__ = checks.report


@attrs.frozen(kw_only=True)
class Document:
    format: Literal["ncpi"]
    version: Annotated[int, Meta(ge=FORMAT_VERSION, le=FORMAT_VERSION)]
    content: Report


@cache
def _unchecked(kind: Any) -> Any:
    """The type *kind* without its bounds, and without the checks of the classes in it."""
    if attrs.has(kind):
        attrs.resolve_types(kind)
        bare = {field.name: _unchecked_field(field) for field in attrs.fields(kind)}
        return attrs.make_class(kind.__name__, bare, frozen=True, slots=True)
    origin: Any = get_origin(kind)
    arguments = get_args(kind)
    if origin is Annotated:
        return _unchecked(arguments[0])
    if origin in (Union, UnionType):
        return reduce(or_, [_unchecked(choice) for choice in arguments])
    if origin is tuple:
        return origin[_unchecked(arguments[0]), ...]
    if origin is dict:
        return origin[str, _unchecked(arguments[1])]
    return kind


def _unchecked_field(field: attrs.Attribute[Any]) -> Any:
    default: Any = field.default
    kind: Any = field.type
    if isinstance(default, _FACTORY):
        default = attrs.Factory(_unchecked(default.factory))
    return attrs.field(default=default, type=_unchecked(kind), kw_only=True)


# attrs types Factory as a function; this is the class behind it.
_FACTORY: Any = attrs.Factory

CHECKED: Decoder[Document] = Decoder(Document)
"""Reads bytes with the checks that we make."""
BARE: Decoder[Any] = Decoder(_unchecked(Document))
"""Reads bytes and checks types alone."""
