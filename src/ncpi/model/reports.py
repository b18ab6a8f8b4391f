"""Reports of inspections of one body, several bodies or the whole country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Self, TypeVar, overload

import attrs

from ncpi.errors import (
    AmbiguousNameError,
    Fault,
    InvalidError,
    UnknownNameError,
    counted,
    in_words,
    shown,
    type_fault,
    with_key,
)
from ncpi.fields import Name, Names, Text, accepted, distinct, one_of, refuse, tuple_of, whole
from ncpi.model._shown import Several
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
from ncpi.model.items import Item, ItemRef, NumberedItem, item_named, report_key_faults
from ncpi.model.measures import Measure
from ncpi.model.recommendations import Recommendation, StatusEvent
from ncpi.model.record import Record
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Completeness, ItemKind, LinkBasis, Other, ReportKind

__all__ = ["Correction", "ItemCount", "Report", "ReportCompleteness", "ReportLink", "link_in"]

ItemT = TypeVar("ItemT", bound=Item)
R = TypeVar("R", bound=Recommendation)
C = TypeVar("C", bound=CauseOfConcern)
F = TypeVar("F", bound=Finding)
_OVERALL = "overall:"
_ITEM_LISTS: Mapping[str, type[Item]] = {
    "recommendations": Recommendation,
    "causes_of_concern": CauseOfConcern,
    "findings": Finding,
}


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
    basis: LinkBasis = attrs.field(converter=one_of[LinkBasis])
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


@attrs.frozen(kw_only=True, repr=False)
class ItemCount(Sourced):
    """How many items of one kind a report made, and how many are open or closed, as stated.

    Attributes:
        kind: the kind of item, or ``Other("action")`` for the actions into which a report
            divides its recommendations.
        made: how many it made; None if not stated.
        still_open: how many are open on the day; None if not stated.
        closed: how many are closed on the day; None if not stated.
        as_of: the day for which open and closed are stated; None if it isn't.

    Raises:
        ncpi.errors.InvalidError: it has none of the three numbers, or more are open and closed
            than were made.
    """

    TAG = "item-count"

    kind: ItemKind | Other = attrs.field(converter=one_of[ItemKind | Other])
    made: Annotated[int, whole(0, 10_000)] | None = None
    still_open: Annotated[int, whole(0, 10_000)] | None = None
    closed: Annotated[int, whole(0, 10_000)] | None = None
    as_of: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)

    def _inconsistencies(self) -> Iterator[Fault]:
        parts = [number for number in (self.still_open, self.closed) if number is not None]
        if self.made is None and not parts:
            yield Fault("", "missing", "a count has a number made, open or closed")
        if self.made is not None and sum(parts) > self.made:
            message = f"{sum(parts)} are open or closed, but {self.made} were made"
            yield Fault("made", "inconsistent", message, str(self.made))

    def label(self) -> str:
        numbers = {"made": self.made, "open": self.still_open, "closed": self.closed}
        said = ", ".join(
            f"{number} {name}" for name, number in numbers.items() if number is not None
        )
        when = f" ({self.as_of})" if self.as_of else ""
        kind = self.kind.plural if isinstance(self.kind, ItemKind) else self.kind.value
        return f"{kind}: {said}{when}"


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
        default=Completeness.UNKNOWN, converter=one_of[Completeness]
    )
    causes_of_concern: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=one_of[Completeness]
    )
    findings: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=one_of[Completeness]
    )
    case_audits: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=one_of[Completeness]
    )
    judgments: Completeness = attrs.field(
        default=Completeness.UNKNOWN, converter=one_of[Completeness]
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
        item_counts: how many areas for improvement, causes of concern and actions it made, and
            how many items of each kind are open or closed, if stated.
        follows: links to the reports that it follows, each with its basis.
        corrections: the changes made to it after publication.
        completeness: how complete each of the lists below is.
        recommendations: its recommendations and areas for improvement.
        causes_of_concern: its causes of concern.
        findings: what the inspectors found.
        case_audits: how case files were graded, by area and overall.
        judgments: its graded topics.
        measures: its other figures.
        notes: points that a careful reader should know. One that begins with ``overall:`` is its
            verdict as a whole, with whose word that is.

    Raises:
        ncpi.errors.InvalidError: its key contains ``#``, a key used twice, a cause of concern
            with an unknown recommendation, a report that follows itself, or more
            recommendations than *recommendations_made*.
    """

    TAG = "report"

    key: Name
    title: Name
    kind: ReportKind | Other = attrs.field(converter=one_of[ReportKind | Other])
    programme: Name | None = None
    inspectorates: Names = attrs.field(default=(), converter=tuple_of[str])
    bodies: Names = attrs.field(default=(), converter=tuple_of[str])
    inspectors: Names = attrs.field(default=(), converter=tuple_of[str])
    fieldwork: DateSpan | None = attrs.field(default=None, converter=one_of[DateSpan | None])
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    reissued: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    year_by_context: Annotated[int, whole(1, 9999)] | None = None
    isbn: Name | None = None
    framework: Framework | None = attrs.field(default=None, converter=one_of[Framework | None])
    summary: Text | None = None
    secondary_source: Name | None = None
    recommendations_made: Annotated[int, whole(0, 10_000)] | None = None
    recommendations_followed_up: Annotated[int, whole(0, 10_000)] | None = None
    item_counts: Annotated[tuple[ItemCount, ...], distinct("kind", "as_of")] = attrs.field(
        default=(), converter=tuple_of[ItemCount]
    )
    follows: Annotated[tuple[ReportLink, ...], distinct("report")] = attrs.field(
        default=(), converter=tuple_of[ReportLink]
    )
    corrections: tuple[Correction, ...] = attrs.field(default=(), converter=tuple_of[Correction])
    completeness: ReportCompleteness = attrs.field(factory=ReportCompleteness)
    recommendations: Annotated[tuple[Recommendation, ...], distinct("item_kind", "key")] = (
        attrs.field(default=(), converter=tuple_of[Recommendation])
    )
    causes_of_concern: Annotated[tuple[CauseOfConcern, ...], distinct("key")] = attrs.field(
        default=(), converter=tuple_of[CauseOfConcern]
    )
    findings: Annotated[tuple[Finding, ...], distinct("key")] = attrs.field(
        default=(), converter=tuple_of[Finding]
    )
    case_audits: Annotated[tuple[CaseAudit, ...], distinct("area", "sampling", "body")] = (
        attrs.field(default=(), converter=tuple_of[CaseAudit])
    )
    judgments: Annotated[tuple[Judgment, ...], distinct("topic", "question", "body")] = attrs.field(
        default=(), converter=tuple_of[Judgment]
    )
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=tuple_of[Measure])
    notes: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])

    @property
    def overall(self) -> str | None:
        """Its verdict as a whole, from its notes; None if they don't have one."""
        verdicts = (note for note in self.notes if note.startswith(_OVERALL))
        return next((note.removeprefix(_OVERALL).strip() or None for note in verdicts), None)

    def _inconsistencies(self) -> Iterator[Fault]:
        yield from report_key_faults(self.key, "key")
        for index, link in enumerate(self.follows):
            if link.report == self.key:
                message = "a report can't follow itself"
                yield Fault(f"follows[{index}].report", "inconsistent", message)
        if self.causes_of_concern:
            yield from self._cause_faults()
        if self.recommendations_made is not None:
            yield from self._count_faults(self.recommendations_made)
        if self.item_counts:
            yield from self._item_count_faults()

    def _cause_faults(self) -> Iterator[Fault]:
        keys = {recommendation.key for recommendation in self.recommendations}
        for index, cause in enumerate(self.causes_of_concern):
            for key in cause.recommendations:
                if key not in keys:
                    message = f"the report has no recommendation {key!r}"
                    path = f"causes_of_concern[{index}].recommendations"
                    yield Fault(path, "inconsistent", message, key)

    def _count_faults(self, made: int) -> Iterator[Fault]:
        listed = self.recommendations_listed
        complete = self.completeness.recommendations is Completeness.COMPLETE
        if listed > made or (complete and listed < made):
            are_listed = f"{counted(listed, 'is', 'are')} listed"
            message = f"it made {counted(made, 'recommendation')}, but {are_listed}"
            advice = None if listed > made else "Mark the list as partial, or complete it"
            yield Fault("recommendations_made", "inconsistent", message, str(made), advice)

    def _item_count_faults(self) -> Iterator[Fault]:
        listed = Counter(item.item_kind for item in self.numbered_items)
        for index, count in enumerate(self.item_counts):
            if not isinstance(count.kind, ItemKind) or count.made is None:
                continue
            number, made, path = listed[count.kind], count.made, f"item_counts[{index}].made"
            if number > made:
                made_so_many = counted(made, count.kind.value, count.kind.plural)
                message = f"it made {made_so_many}, but {counted(number, 'is', 'are')} listed"
                yield Fault(path, "inconsistent", message, str(made))
            is_other = self.recommendations_made not in (None, made)
            if count.kind is ItemKind.RECOMMENDATION and is_other:
                message = f"recommendations_made is {self.recommendations_made}"
                yield Fault(path, "inconsistent", message, str(made))

    def published_by(self, day: date | str) -> bool | None:
        """Whether it was published by *day*; None if its date can't tell.

        Raises:
            ncpi.errors.InvalidError: *day* isn't a day.
        """
        day, when = accepted(date, day, "day", "Report.published_by"), self.published
        if when is None or when.earliest <= day < when.latest:
            return None
        return when.latest <= day

    @property
    def recommendations_listed(self) -> int:
        """How many recommendations are listed, not counting areas for improvement."""
        kinds = [entry.item_kind for entry in self.recommendations]
        return kinds.count(ItemKind.RECOMMENDATION)

    @property
    def recommendations_unlisted(self) -> int | None:
        """How many recommendations it made that aren't listed; None if that isn't known."""
        if self.completeness.recommendations is Completeness.COMPLETE:
            return 0
        made = self.recommendations_made
        return None if made is None else made - self.recommendations_listed

    @property
    def lists_all_recommendations(self) -> bool:
        """Whether every recommendation that the report made is known to be listed."""
        return self.recommendations_unlisted == 0

    @property
    def items(self) -> tuple[Item, ...]:
        """Its recommendations, causes of concern and findings of concern, in its order."""
        concerns = (finding for finding in self.findings if finding.is_concern)
        return Several([*self.numbered_items, *concerns])

    @property
    def numbered_items(self) -> tuple[NumberedItem, ...]:
        """Its recommendations, areas for improvement and causes of concern, in its order."""
        return Several([*self.recommendations, *self.causes_of_concern])

    def item(self, name: ItemRef | str | int) -> Item:
        """The item called *name*, with or without the report: ``recommendation-6``.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
            ncpi.errors.AmbiguousNameError: *name* is a key that items of several kinds have.
        """
        return item_named(self.items, name, self.key)

    @overload
    def recommendation(self, key: str | int) -> Recommendation: ...
    @overload
    def recommendation(self, key: str | int, expect: type[R]) -> R: ...
    def recommendation(
        self, key: str | int, expect: type[Recommendation] = Recommendation
    ) -> Recommendation:
        """The recommendation or area for improvement with this *key*, of the class *expect*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
            ncpi.errors.AmbiguousNameError: there is one of each: `item` tells them apart.
            ncpi.errors.InvalidError: it has another class.
        """
        among = f"recommendations of {self.key}"
        found = with_key(self.recommendations, key, among)
        alike = [one.ref(self.key) for one in self.recommendations if one.key == found.key]
        if len(alike) > 1:
            names = [str(ref).partition("#")[2] for ref in alike]
            raise AmbiguousNameError(str(key), among, names)
        return _of_class(found, expect)

    @overload
    def finding(self, key: str | int) -> Finding: ...
    @overload
    def finding(self, key: str | int, expect: type[F]) -> F: ...
    def finding(self, key: str | int, expect: type[Finding] = Finding) -> Finding:
        """The finding with this *key*, of the class *expect*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
            ncpi.errors.InvalidError: it has another class.
        """
        return _of_class(with_key(self.findings, key, f"findings of {self.key}"), expect)

    @overload
    def cause_of_concern(self, key: str | int) -> CauseOfConcern: ...
    @overload
    def cause_of_concern(self, key: str | int, expect: type[C]) -> C: ...
    def cause_of_concern(
        self, key: str | int, expect: type[CauseOfConcern] = CauseOfConcern
    ) -> CauseOfConcern:
        """The cause of concern with this *key*, of the class *expect*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
            ncpi.errors.InvalidError: it has another class.
        """
        return _of_class(
            with_key(self.causes_of_concern, key, f"causes of concern of {self.key}"), expect
        )

    def replacing(self, *items: Item) -> Self:
        """The report with each of *items* in place of that with exactly its key in the same list.

        Where a recommendation and an area for improvement share the key, the one of its kind.

        Raises:
            ncpi.errors.InvalidError: one isn't a recommendation, cause of concern or finding.
            ncpi.errors.UnknownNameError: there is none with the key of one.
        """
        kinds = tuple(_ITEM_LISTS.values())
        wanted = "a recommendation, a cause of concern or a finding"
        faults = [
            type_fault(item, wanted).below(f"items[{place}]")
            for place, item in enumerate(items)
            if not isinstance(item, kinds)
        ]
        refuse(faults, "Report.replacing")
        changed: dict[str, dict[tuple[ItemKind, str], Item]] = {}
        for item in items:
            field = next(field for field, kind in _ITEM_LISTS.items() if isinstance(item, kind))
            held = changed.setdefault(
                field, {(one.item_kind, one.key): one for one in getattr(self, field)}
            )
            mark = item.item_kind, item.key
            if mark not in held:  # it may be of the other kind now
                mark = next((one for one in held if one[1] == item.key), mark)
            if mark not in held:
                among = f"{REPORT_LISTS[field][1]} of {self.key}"
                known = with_key(tuple(held.values()), item.key, among)
                raise UnknownNameError(item.key, among, [known.key])
            held[mark] = item
        changes: Any = {field: tuple(held.values()) for field, held in changed.items()}
        return attrs.evolve(self, **changes)

    def with_status(self, key: str, *events: StatusEvent) -> Self:
        """The report with *events* added to the history of the recommendation *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is no such recommendation.
            ncpi.errors.AmbiguousNameError: an area for improvement has this key too: change what
                `item` returns, and put it back with `replacing`.
        """
        return self.replacing(self.recommendation(key).with_status(*events))

    def with_answer(self, key: str, *answers: Answer) -> Self:
        """The report with *answers* added to the finding *key*; see `Finding.with_answer`.

        Raises:
            ncpi.errors.UnknownNameError: there is no such finding.
        """
        return self.replacing(self.finding(key).with_answer(*answers))

    def label(self) -> str:
        when = self.published or "undated"
        return f"{self.title} ({self.kind.value}, {when})"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.key!r}: {self.kind.value}, "
            f"{self.published or 'undated'}, "
            f"{counted(len(self.recommendations), 'recommendation')}, "
            f"{counted(len(self.findings), 'finding')}, "
            f"{counted(len(self.case_audits), 'case audit')}, "
            f"{counted(len(self.judgments), 'judgment')}>"
        )


def link_in(follows: Iterable[ReportLink], report: str) -> ReportLink | None:
    """The one of a report's links to the report with this key; None if it doesn't follow it."""
    return next((link for link in follows if link.report == report), None)


def _of_class(found: Item, expect: type[ItemT]) -> ItemT:
    if isinstance(found, expect):
        return found
    message = f"{shown(found.key)} is {in_words(type(found))}, not {in_words(expect)}"
    advice = (
        f"Make one with {expect.__name__}.of(...) and put it in its place with "
        "report.replacing(...)"
    )
    raise InvalidError([Fault("expect", "type", message, shown(found.key), advice)])
