"""One body through time: every report at it, and what became of what each one asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Self

import attrs

from ncpi import fields
from ncpi.comparison import Caveat, ReportHeading
from ncpi.comparison._entries import heading
from ncpi.comparison._linking import linking_of
from ncpi.comparison._order import in_order
from ncpi.comparison.pairs import PairResult, is_excluded, pair_result
from ncpi.errors import Fault, UnknownNameError, with_key
from ncpi.fields import Name
from ncpi.model import Record, Report
from ncpi.timeline._following import Course
from ncpi.timeline._gaps import gaps
from ncpi.timeline._reports import TimelineReport, compared_with, timeline_reports
from ncpi.timeline._series import CaseGradeSeries, TopicGradeSeries, case_grades, topic_grades
from ncpi.timeline._threads import Thread
from ncpi.vocabulary import ItemKind

if TYPE_CHECKING:
    from ncpi.comparison._proposals import Ruling
    from ncpi.comparison.matching import Matcher

__all__ = ["Timeline"]


@attrs.frozen(kw_only=True, repr=False)
class Timeline(Record):
    """A body through time, as far as an archive tells; made by `ncpi.Archive.timeline`.

    Nothing is concluded from silence: a recommendation that no later report mentions isn't
    called closed, and no word of it is called open either.

    Attributes:
        body: the key of the body.
        reports: the reports on it, from the earliest to the latest as far as dates tell.
            Where they don't, a report comes after those that it follows; the report says
            so in ``order_unknown``.
        comparisons: each report compared with the one before, with the first, and with every
            earlier one that it follows or takes something up from, be it as a matcher
            proposes, or that a person ruled on or is asked to.
        threads: every item, from the report that first made it to the last: first the
            recommendations and areas for improvement, then the causes of concern.
        excluded: thematic reports about several bodies, this one among them: they tell
            of the country, and are no report at one body.
        caveats: what to bear in mind on the whole.

    Raises:
        ncpi.errors.InvalidError: a report stands twice, or a comparison or a thread names a report
            that isn't there or stands the other way round.
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
                message = f"{before} is no report before {after}"
                yield Fault(f"comparisons[{index}]", "inconsistent", message)
        yield from [
            Fault(f"threads[{index}]", "inconsistent", f"there is no report {key!r}", key)
            for index, thread in enumerate(self.threads)
            for key in (*thread.made_at, *(entry.report for entry in thread.entries))
            if key not in places
        ]

    @classmethod
    def of(
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
            elsewhere: keys of other reports that are at hand, to tell a link to one of
                those from a link to a report that isn't there.
            matcher: proposes answers and restatements by text; None: nothing is proposed.
            rulings: people's rulings, which always win.

        Raises:
            ncpi.errors.InvalidError: a ruling isn't about a report and a later one, or doesn't
                fit its reports.
        """
        excluded = [report for report in reports if is_excluded(report)]
        ordered = in_order([report for report in reports if not is_excluded(report)])
        excluded_keys = [report.key for report in excluded]
        others = {*elsewhere, *excluded_keys}
        entries = timeline_reports(ordered, others)
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
                *course.astray_caveats(),
            ],
        )

    def report(self, key: str) -> TimelineReport:
        """The report whose report has this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return with_key(self.reports, key, f"reports at {self.body}")

    def comparison(self, before: str, after: str) -> PairResult:
        """The comparison of the report *before* with the report *after*.

        Raises:
            ncpi.errors.UnknownNameError: the two were not compared.
        """
        for result in self.comparisons:
            if result.keys == (before, after):
                return result
        known = [
            " + ".join(result.keys) for result in self.comparisons if result.follow_up.key == after
        ]
        raise UnknownNameError(f"{before} + {after}", f"comparisons of {self.body}", known)

    @property
    def recommendations(self) -> tuple[Thread, ...]:
        """The threads of recommendations and areas for improvement."""
        return tuple(thread for thread in self.threads if not _is_of_a_cause(thread))

    @property
    def causes_of_concern(self) -> tuple[Thread, ...]:
        """The threads of causes of concern."""
        return tuple(thread for thread in self.threads if _is_of_a_cause(thread))

    @property
    def since_last(self) -> tuple[PairResult, ...]:
        """Each report compared with the one before it."""
        adjacent = {
            (one.key, two.key) for one, two in zip(self.reports, self.reports[1:], strict=False)
        }
        return tuple(result for result in self.comparisons if result.keys in adjacent)

    @property
    def repeated(self) -> tuple[Thread, ...]:
        """The recommendations that at least one later report restated."""
        return tuple(thread for thread in self.recommendations if thread.is_repeated)

    @property
    def rolled_forward(self) -> tuple[Thread, ...]:
        """The recommendations that at least two later reports restated."""
        return tuple(thread for thread in self.recommendations if thread.is_rolled_forward)

    @property
    def not_mentioned_since(self) -> tuple[Thread, ...]:
        """Those that no later report mentions in what was read: neither closed nor open."""
        return tuple(
            thread
            for thread in self.recommendations
            if thread.entries and thread.last_mention is None
        )

    @property
    def made_in_last_report(self) -> tuple[Thread, ...]:
        """Those that the last report made first, of which no report could yet speak."""
        return tuple(thread for thread in self.recommendations if not thread.entries)

    @property
    def case_grades(self) -> tuple[CaseGradeSeries, ...]:
        """How case files were graded over all reports, each area and scale by itself."""
        return case_grades(self.reports)

    @property
    def topic_grades(self) -> tuple[TopicGradeSeries, ...]:
        """How topics were graded over all reports, each topic, scale and framework by itself."""
        return topic_grades(self.reports)

    def label(self) -> str:
        return (
            f"{self.body}: {len(self.reports)} reports, {len(self.recommendations)} recommendations"
        )

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {self.body!r}: {len(self.reports)} reports, "
            f"{len(self.comparisons)} comparisons, {len(self.threads)} threads>"
        )


def _is_of_a_cause(thread: Thread) -> bool:
    return thread.first.item.item_kind is ItemKind.CAUSE_OF_CONCERN
