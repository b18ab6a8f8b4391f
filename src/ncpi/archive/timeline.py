"""One body through time: every look at it, and what became of what each one asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Self

import attrs

from ncpi import fields, render
from ncpi.archive import timeline_view as view
from ncpi.archive.following import Course
from ncpi.archive.gaps import gaps
from ncpi.archive.looks import Look, compared_with, looks_of
from ncpi.archive.ordering import in_order
from ncpi.archive.pair_results import PairResult, is_aside, pair_result
from ncpi.archive.series import CaseGradeSeries, TopicGradeSeries, case_grades, topic_grades
from ncpi.archive.threads import Thread
from ncpi.archive.tying import ties_of
from ncpi.comparison import Caveat, ReportHeading
from ncpi.comparison.results import heading
from ncpi.errors import Fault, UnknownNameError, with_key
from ncpi.fields import Name
from ncpi.model import Record, Report
from ncpi.vocabulary import ItemKind

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher
    from ncpi.comparison.proposals import Ruling

__all__ = ["Timeline"]


@attrs.frozen(kw_only=True, repr=False)
class Timeline(Record):
    """A body through time, as far as an archive tells; made by `ncpi.Archive.timeline`.

    Nothing is concluded from silence: a recommendation that no later look mentions isn't
    called closed, and no word of it is called open either.

    Attributes:
        body: the key of the body.
        looks: the reports on it, from the earliest to the latest as far as dates tell.
            Where they don't, a report comes after those that it follows; the look says
            so in ``order_untold``.
        steps: each look compared with the one before, with the first, and with every
            earlier one that it follows or takes something up from, be it as a matcher
            proposes, or that a person ruled on or is asked to.
        threads: every item, from the look that first made it to the last: first the
            recommendations and areas for improvement, then the causes of concern.
        set_aside: thematic reports about several bodies, this one among them: they tell
            of the country, and are no look at one body.
        caveats: what to bear in mind on the whole.

    Raises:
        ncpi.errors.InvalidError: a look stands twice, or a step or a thread names a look
            that isn't there or stands the other way round.
    """

    TAG = "timeline"

    body: Name
    looks: Annotated[tuple[Look, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[Look]
    )
    steps: Annotated[tuple[PairResult, ...], fields.distinct("keys")] = attrs.field(
        default=(), converter=fields.tuple_of[PairResult]
    )
    threads: tuple[Thread, ...] = attrs.field(default=(), converter=fields.tuple_of[Thread])
    set_aside: tuple[ReportHeading, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ReportHeading]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        places = {look.key: place for place, look in enumerate(self.looks)}
        for index, (before, after) in enumerate(step.keys for step in self.steps):
            if places.get(before, len(places)) >= places.get(after, -1):
                message = f"{before} is no look before {after}"
                yield Fault(f"steps[{index}]", "inconsistent", message)
        yield from [
            Fault(f"threads[{index}]", "inconsistent", f"there is no look {key!r}", key)
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
            elsewhere: keys of other reports that are at hand, to tell a tie to one of
                those from a tie to a report that isn't there.
            matcher: proposes answers and restatements by text; None: nothing is proposed.
            rulings: people's rulings, which always win.

        Raises:
            ncpi.errors.InvalidError: a ruling isn't about a look and a later one, or doesn't
                fit its reports.
        """
        aside = [report for report in reports if is_aside(report)]
        ordered = in_order([report for report in reports if not is_aside(report)])
        aside_keys = [report.key for report in aside]
        others = {*elsewhere, *aside_keys}
        looks = looks_of(ordered, others)
        ties = ties_of(matcher, rulings, combinations(ordered.reports, 2), "Archive.timeline")
        tied = ties.through(ordered.reports)
        steps = [
            pair_result(ordered.reports[before], ordered.reports[after], ties)
            for before, after in compared_with(tied)
        ]
        course = Course(body, tied.reports, looks, steps, others)
        return cls(
            body=body,
            looks=looks,
            steps=steps,
            threads=course.threads(),
            set_aside=[heading(report) for report in aside],
            caveats=[
                *gaps(body, looks, aside_keys),
                *course.astray_caveats(),
            ],
        )

    def look(self, key: str) -> Look:
        """The look whose report has this *key*.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        return with_key(self.looks, key, f"looks at {self.body}")

    def step(self, before: str, after: str) -> PairResult:
        """The step from the look *before* to the look *after*.

        Raises:
            ncpi.errors.UnknownNameError: the two were not compared.
        """
        for step in self.steps:
            if step.keys == (before, after):
                return step
        known = [" + ".join(step.keys) for step in self.steps if step.follow_up.key == after]
        raise UnknownNameError(f"{before} + {after}", f"steps of {self.body}", known)

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
        """Each look compared with the one before it."""
        adjacent = {
            (one.key, two.key) for one, two in zip(self.looks, self.looks[1:], strict=False)
        }
        return tuple(step for step in self.steps if step.keys in adjacent)

    @property
    def repeated(self) -> tuple[Thread, ...]:
        """The recommendations that at least one later look restated."""
        return tuple(thread for thread in self.recommendations if thread.is_repeated)

    @property
    def rolled_forward(self) -> tuple[Thread, ...]:
        """The recommendations that at least two later looks restated."""
        return tuple(thread for thread in self.recommendations if thread.is_rolled_forward)

    @property
    def not_mentioned_since(self) -> tuple[Thread, ...]:
        """Those that no later look mentions in what was read: neither closed nor open."""
        return tuple(
            thread
            for thread in self.recommendations
            if thread.entries and thread.last_mention is None
        )

    @property
    def made_at_last_look(self) -> tuple[Thread, ...]:
        """Those that the last look made first, of which no look could yet speak."""
        return tuple(thread for thread in self.recommendations if not thread.entries)

    @property
    def case_grades(self) -> tuple[CaseGradeSeries, ...]:
        """How case files were graded over all looks, each area and scale by itself."""
        return case_grades(self.looks)

    @property
    def topic_grades(self) -> tuple[TopicGradeSeries, ...]:
        """How topics were graded over all looks, each topic, scale and framework by itself."""
        return topic_grades(self.looks)

    def label(self) -> str:
        return f"{self.body}: {len(self.looks)} looks, {len(self.recommendations)} recommendations"

    def describe(self) -> render.Sheet:
        return view.timeline_sheet(self)

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {self.body!r}: {len(self.looks)} looks, "
            f"{len(self.steps)} steps, {len(self.threads)} threads>"
        )


def _is_of_a_cause(thread: Thread) -> bool:
    return thread.first.item.item_kind is ItemKind.CAUSE_OF_CONCERN
