"""The report and all that the benchmark's reports hold as pydantic 2 models.

They are as strict as our classes: the patterns are in the words that Python's ``re`` and Rust's
``regex`` (pydantic) share, and say as much as they can, since a pattern costs less than a
function. The fields stand in the order in which we write them, so that pydantic writes our bytes.
Dates, and the keys of scales and frameworks that ncpi ships, stay the text that they are
checked to be, which spares pydantic the making of an object. Lists that no report of the benchmark
fills have to be empty.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from ncpi import vocabulary as words
from ncpi.fields import MAX_NAME, MAX_TEXT
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.serial import FORMAT_VERSION

__all__ = ["DOCUMENT", "Document"]

_ABOUT = (
    "([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|"
    "(spring|summer|autumn|winter) [0-9]{4})"
)
TIMESCALE = (
    f"(immediately|ongoing|not stated|by {_ABOUT}|within (1 (day|week|month)|"
    "([2-9]|[1-9][0-9]|1[01][0-9]|120) months|([2-9]|[1-9][0-9]{1,2}) (days|weeks))"
    f"( and by {_ABOUT})?)"
    r'( \(".+"\))?|".+"'
)
"""By when, as ncpi writes it; the whole text."""

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
NAME = rf"[^\s{_CONTROL}](?:[^{_CONTROL}]*[^\s{_CONTROL}])?"
"""One line without blanks around it; the whole text."""
URL = rf"(?i:https?)://[^\s/{_CONTROL}]+[^\s{_CONTROL}]*"
"""A web address; the whole text."""
TEXT = r"[^\s\x1c-\x1f]"
"""Something that isn't blank; anywhere in the text."""

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DATE = (
    f"{_YEAR}(?:-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?"
    f"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31))?|{_LEAP}-02-29"
    f"|(?:spring|summer|autumn|winter) {_YEAR}"
)
"""A year, a season, a month or a day that exists; the whole text."""
EDGE = f"{DATE}|open|unknown"
"""An edge of a span of dates; the whole text."""


def open_list(words: Iterable[str]) -> str:
    """One of the well-known *words* of an open list, or any other; the whole text."""
    return "|".join([*words, f"other: {NAME}"])


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_NAME, pattern=f"^(?:{NAME})$"),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, pattern=TEXT)]
Url = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME, pattern=f"^(?:{URL})$")]
Date = Annotated[str, StringConstraints(pattern=f"^(?:{DATE})$")]
Edge = Annotated[str, StringConstraints(pattern=f"^(?:{EDGE})$")]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Percentage = Annotated[float, Field(ge=0, le=100)]
ListLength = Annotated[int, Field(ge=0, le=10_000)]
ClosureReason = Annotated[str, StringConstraints(pattern=f"^(?:{open_list(words.ClosureReason)})$")]
Party = Annotated[str, StringConstraints(pattern=f"^(?:{open_list(words.Party)})$")]
ReportKind = Annotated[str, StringConstraints(pattern=f"^(?:{open_list(words.ReportKind)})$")]
Timescale = Annotated[str, StringConstraints(pattern=rf"^({TIMESCALE})$")]


Nothing: TypeAlias = tuple[()]
"""A list that no report of the benchmark fills."""


def all_differ(values: Sequence[Hashable]) -> None:
    if len(set(values)) < len(values):
        raise ValueError("two are alike")


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

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.title is None and self.url is None:
            raise ValueError("neither title nor url")
        return self


class DateSpan(Model):
    start: Edge = "unknown"
    end: Edge = "unknown"

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.start[0].isdigit() and self.end[0].isdigit():
            known = min(len(self.start), len(self.end))
            if self.end[:known] < self.start[:known]:
                raise ValueError("it ends before it starts")
        return self


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

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.status is None and self.comment is None:
            raise ValueError("neither status nor comment")
        return self


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
    restates: Nothing = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    @model_validator(mode="after")
    def check(self) -> Self:
        all_differ(self.addressed_to)
        return self


class CaseAudit(Model):
    area: Name | None = None
    body: Name | None = None
    scale: Name
    counts: dict[Name, Count | None] = {}
    merged: Nothing = ()
    percentages: dict[Name, Percentage] = {}
    stated_total: Count | None = None
    sampling: words.Sampling = words.Sampling.UNKNOWN
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.scale not in GRADE_SCALES:
            raise ValueError("no grade scale that ncpi ships")
        grades, counts = GRADE_SCALES[self.scale].grades, self.counts
        if not {*counts, *self.percentages} <= {*grades}:
            raise ValueError("a grade off the scale")
        if tuple(counts) != grades:
            counts = {grade: counts.get(grade) for grade in grades}
            object.__setattr__(self, "counts", counts)
        if (total := self.stated_total) is not None:
            known = sum(filter(None, counts.values()))
            if known > total or (known < total and None not in counts.values()):
                raise ValueError("the counts don't come to the total")
        return self


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
    framework: Name | None = None
    summary: Text | None = None
    secondary_source: Name | None = None
    recommendations_made: ListLength | None = None
    recommendations_followed_up: ListLength | None = None
    item_counts: Nothing = ()
    follows: Nothing = ()
    corrections: Nothing = ()
    completeness: ReportCompleteness = ReportCompleteness()
    recommendations: tuple[Recommendation, ...] = ()
    causes_of_concern: Nothing = ()
    findings: Nothing = ()
    case_audits: tuple[CaseAudit, ...] = ()
    judgments: Nothing = ()
    measures: Nothing = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: words.Confidence | None = None

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.framework is not None and self.framework not in FRAMEWORKS:
            raise ValueError("no framework that ncpi ships")
        for names in (self.inspectorates, self.bodies, self.inspectors):
            all_differ(names)
        all_differ([asked.key for asked in self.recommendations])
        all_differ([(one.area, one.body, one.sampling) for one in self.case_audits])
        if (made := self.recommendations_made) is not None:
            kind = words.RecommendationKind.RECOMMENDATION
            listed = len([asked for asked in self.recommendations if asked.kind is kind])
            complete = self.completeness.recommendations is words.Completeness.COMPLETE
            if listed > made or (complete and listed < made):
                raise ValueError("made and listed disagree")
        return self


class Document(Model):
    format: Literal["ncpi"]
    version: Annotated[int, Field(ge=FORMAT_VERSION, le=FORMAT_VERSION)]
    content: Report


DOCUMENT = TypeAdapter(Document)
"""Reads and writes bytes with nothing in between."""
