"""The timeline of one body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Self

import attrs

from ncpi import fields
from ncpi.comparison import Caveat, ReportHeading
from ncpi.comparison._added_links import linking_of
from ncpi.comparison._entries import heading
from ncpi.comparison._order import in_order
from ncpi.comparison.pairs import PairResult, is_on_several_bodies, pair_result, result_of
from ncpi.errors import Fault, counted, with_key
from ncpi.fields import Name
from ncpi.model import Record, Report
from ncpi.model._shown import Several
from ncpi.timeline._following import Course
from ncpi.timeline._reports import TimelineReport, compared_with, gaps, timeline_reports
from ncpi.timeline._series import CaseGradeSeries, TopicGradeSeries, case_grades, topic_grades
from ncpi.timeline._threads import Thread
from ncpi.vocabulary import ItemKind

if TYPE_CHECKING:
    from ncpi.comparison._proposals import Ruling
    from ncpi.comparison.matching import Matcher

__all__ = ["Timeline"]


@attrs.frozen(kw_only=True, repr=False)
class Timeline(Record):
    """The reports on one body in order, and their items; made by `ncpi.Archive.timeline`.

    Nothing is concluded from silence: a recommendation that no later report mentions is
    called neither closed nor open.

    Attributes:
        body: the key of the body.
        reports: the reports on it, from the earliest to the latest. If dates don't decide, a
            report comes after those that it follows. What neither dates nor links decide is in
            ``order_unknown``.
        comparisons: each report compared with the previous one, with the first, and with every
            earlier one that it follows or refers to, including through a matcher's proposals
            and people's rulings.
        threads: every item, from the report that first made it to the last: first the
            recommendations and areas for improvement, then the causes of concern, then the
            concerns that no report numbers. A concern that answers an earlier item is shown in
            that item's thread, and has one of its own only if a later report answers it.
        excluded: thematic reports about several bodies, including this one.
        caveats: caveats on the timeline as a whole.

    Raises:
        ncpi.errors.InvalidError: a report is listed twice, or a comparison or a thread names
            an unknown report or reports in the wrong order.
    """

    TAG = "timeline"

    body: Name
    reports: Annotated[tuple[TimelineReport, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[TimelineReport]
    )
    comparisons: Annotated[tuple[PairResult, ...], fields.distinct("keys")] = attrs.field(
        default=(), converter=fields.tuple_of[PairResult]
    )
    threads: tuple[Thread, ...] = attrs.field(default=(), converter=fields.tuple_of[Thread])
    excluded: tuple[ReportHeading, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ReportHeading]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        places = {item.key: place for place, item in enumerate(self.reports)}
        for index, (before, after) in enumerate(result.keys for result in self.comparisons):
            if places.get(before, len(places)) >= places.get(after, -1):
                message = f"{before} isn't a report before {after}"
                yield Fault(f"comparisons[{index}]", "inconsistent", message)
        yield from [
            Fault(f"threads[{index}]", "inconsistent", f"there is no report {key!r}", key)
            for index, thread in enumerate(self.threads)
            for key in (*thread.made_at, *(entry.report for entry in thread.entries))
            if key not in places
        ]

    @classmethod
    def through(
        cls,
        body: str,
        reports: Sequence[Report],
        elsewhere: Collection[str] = (),
        *,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Self:
        """The timeline of the body with the key *body* through *reports*.

        Args:
            body: the key of the body.
            reports: the reports on it.
            elsewhere: keys of the archive's other reports, to distinguish links to them from
                links to reports that aren't in the archive.
            matcher: proposes answers and restatements by text; None if nothing is proposed.
            rulings: people's rulings, which override every other link.

        Raises:
            ncpi.errors.InvalidError: an argument has the wrong type; a ruling isn't about a
                report and a later one, or doesn't fit its reports.
        """
        faults: list[Fault] = []
        body = fields.accept(str, body, "body", faults)
        reports = fields.accept(tuple[Report, ...], reports, "reports", faults)
        fields.refuse(faults, "Timeline.through")
        excluded = [report for report in reports if is_on_several_bodies(report)]
        ordered = in_order([report for report in reports if not is_on_several_bodies(report)])
        excluded_keys = [report.key for report in excluded]
        others = {*elsewhere, *excluded_keys}
        entries = timeline_reports(body, ordered, others)
        linking = linking_of(matcher, rulings, combinations(ordered.reports, 2), "Archive.timeline")
        linked = linking.through(ordered.reports)
        results = [
            pair_result(ordered.reports[before], ordered.reports[after], linking)
            for before, after in compared_with(linked)
        ]
        course = Course(body, linked.reports, entries, results, others)
        return cls(
            body=body,
            reports=entries,
            comparisons=results,
            threads=course.threads(),
            excluded=[heading(report) for report in excluded],
            caveats=[
                *gaps(body, entries, excluded_keys),
                *course.unplaced_answer_caveats(),
            ],
        )

    def report(self, key: str) -> TimelineReport:
        """The report with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return with_key(self.reports, key, f"reports on {self.body}")

    def comparison(self, before: str, after: str) -> PairResult:
        """The comparison of the report *before* with the report *after*.

        Raises:
            ncpi.errors.UnknownNameError: the two were not compared.
        """
        return result_of(self.comparisons, before, after, f"comparisons of {self.body}")

    @property
    def recommendations(self) -> tuple[Thread, ...]:
        """The threads of recommendations and areas for improvement."""
        return self._of_kind(ItemKind.RECOMMENDATION, ItemKind.AREA_FOR_IMPROVEMENT)

    @property
    def causes_of_concern(self) -> tuple[Thread, ...]:
        """The threads of causes of concern."""
        return self._of_kind(ItemKind.CAUSE_OF_CONCERN)

    @property
    def concerns(self) -> tuple[Thread, ...]:
        """The threads of concerns that no report numbers."""
        return self._of_kind(ItemKind.CONCERN)

    def _of_kind(self, *kinds: ItemKind) -> tuple[Thread, ...]:
        return Several(thread for thread in self.threads if thread.first.item.item_kind in kinds)

    @property
    def since_last(self) -> tuple[PairResult, ...]:
        """The comparisons of each report with the previous one."""
        adjacent = {
            (one.key, two.key) for one, two in zip(self.reports, self.reports[1:], strict=False)
        }
        return Several(result for result in self.comparisons if result.keys in adjacent)

    @property
    def repeated(self) -> tuple[Thread, ...]:
        """The recommendations that at least one later report restated."""
        return Several(thread for thread in self.recommendations if thread.times_repeated)

    @property
    def rolled_forward(self) -> tuple[Thread, ...]:
        """The recommendations that at least two later reports restated."""
        return Several(thread for thread in self.recommendations if thread.is_rolled_forward)

    @property
    def not_mentioned_since(self) -> tuple[Thread, ...]:
        """The recommendations that no later report mentions in what was read."""
        return Several(
            thread
            for thread in self.recommendations
            if thread.entries and thread.last_mention is None
        )

    @property
    def made_in_last_report(self) -> tuple[Thread, ...]:
        """The recommendations that the last report made for the first time."""
        return Several(thread for thread in self.recommendations if not thread.entries)

    @property
    def case_grades(self) -> tuple[CaseGradeSeries, ...]:
        """The grades of case files over all reports, a series for each area and scale."""
        return case_grades(self.reports)

    @property
    def topic_grades(self) -> tuple[TopicGradeSeries, ...]:
        """The grades of topics over all reports, a series for each topic, scale and framework."""
        return topic_grades(self.reports)

    def label(self) -> str:
        return (
            f"{self.body}: {counted(len(self.reports), 'report')}, "
            f"{counted(len(self.recommendations), 'recommendation')}"
        )

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {self.body!r}: {counted(len(self.reports), 'report')}, "
            f"{counted(len(self.comparisons), 'comparison')}, "
            f"{counted(len(self.threads), 'thread')}>"
        )
