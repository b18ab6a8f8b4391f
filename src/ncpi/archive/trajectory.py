"""One body through time: every look at it, and what became of what each one asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Self

import attrs

from ncpi import fields, frozen, render
from ncpi.archive import trajectory_view as view
from ncpi.archive.cause_threads import CauseThread
from ncpi.archive.following import Course
from ncpi.archive.gaps import gaps
from ncpi.archive.looks import Look, Step
from ncpi.archive.ordering import in_order
from ncpi.archive.series import CaseGradeSeries, TopicGradeSeries, case_grades, topic_grades
from ncpi.archive.steps import compared_with, looks_of, steps_of
from ncpi.archive.threads import RecommendationThread
from ncpi.archive.tying import ties_of
from ncpi.comparison import Caveat, ReportHeading
from ncpi.comparison.results import caveats_gate, caveats_tuple, heading
from ncpi.errors import Fault, InvalidError, UnknownNameError
from ncpi.model import Noun, Report
from ncpi.vocabulary import ReportKind

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher
    from ncpi.comparison.proposals import Ruling

__all__ = ["Trajectory"]


def _looks(value: Iterable[Look]) -> tuple[Look, ...]:
    return frozen.as_tuple(value)


def _steps(value: Iterable[Step]) -> tuple[Step, ...]:
    return frozen.as_tuple(value)


def _threads(value: Iterable[RecommendationThread]) -> tuple[RecommendationThread, ...]:
    return frozen.as_tuple(value)


def _causes(value: Iterable[CauseThread]) -> tuple[CauseThread, ...]:
    return frozen.as_tuple(value)


def _headings(value: Iterable[ReportHeading]) -> tuple[ReportHeading, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Trajectory(Noun):
    """A body through time, as far as an archive tells; made by `ncpi.Archive.trajectory`.

    Nothing is concluded from silence: a recommendation that no later look mentions isn't
    called closed, and no word of it is called open either.

    Attributes:
        body: the key of the body.
        looks: the reports on it, from the earliest to the latest as far as dates tell.
            Where they don't, a report comes after those that it follows; the look says
            so in ``order_untold``.
        steps: each look compared with the one before, with the first, and with every
            earlier one that it follows or takes something up from.
        threads: every recommendation, from the look that first made it to the last.
        causes_of_concern: every cause of concern, likewise.
        set_aside: thematic reports about several bodies, this one among them: they tell
            of the country, and are no look at one body.
        caveats: what to bear in mind on the whole.

    Raises:
        ncpi.errors.InvalidError: a look stands twice, or a step or a thread names a look
            that isn't there or stands the other way round.
    """

    TAG = "trajectory"

    body: str = attrs.field(validator=fields.name)
    looks: tuple[Look, ...] = attrs.field(
        default=(), converter=_looks, validator=fields.unique(fields.instance(Look), "key")
    )
    steps: tuple[Step, ...] = attrs.field(
        default=(),
        converter=_steps,
        validator=fields.unique(fields.instance(Step), "before", "after"),
    )
    threads: tuple[RecommendationThread, ...] = attrs.field(
        default=(),
        converter=_threads,
        validator=fields.each(fields.instance(RecommendationThread)),
    )
    causes_of_concern: tuple[CauseThread, ...] = attrs.field(
        default=(), converter=_causes, validator=fields.each(fields.instance(CauseThread))
    )
    set_aside: tuple[ReportHeading, ...] = attrs.field(
        default=(), converter=_headings, validator=fields.each(fields.instance(ReportHeading))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def __attrs_post_init__(self) -> None:
        places = {look.key: place for place, look in enumerate(self.looks)}
        faults = [
            Fault(
                f"steps[{index}]", "inconsistent", f"{step.before} is no look before {step.after}"
            )
            for index, step in enumerate(self.steps)
            if places.get(step.before, len(places)) >= places.get(step.after, -1)
        ]
        for name in ("threads", "causes_of_concern"):
            threads: Sequence[RecommendationThread | CauseThread] = getattr(self, name)
            faults += [
                Fault(f"{name}[{index}]", "inconsistent", f"there is no look {key!r}", key)
                for index, thread in enumerate(threads)
                for key in (*thread.made_at, *(told.look for told in thread.at_looks))
                if key not in places
            ]
        if faults:
            raise InvalidError(faults, type(self).__name__)

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
        """The trajectory of the body with the key *body* through *reports*.

        Args:
            body: the key of the body.
            reports: the reports on it.
            elsewhere: keys of other reports that are at hand, to tell a tie to one of
                those from a tie to a report that isn't there.
            matcher: proposes answers and restatements by text; None: nothing is proposed.
            rulings: people's rulings, which always win.

        Raises:
            ncpi.errors.InvalidError: a ruling is about no step, or doesn't fit its reports.
        """
        aside = [report for report in reports if _is_aside(report)]
        ordered = in_order([report for report in reports if not _is_aside(report)])
        aside_keys = [report.key for report in aside]
        others = {*elsewhere, *aside_keys}
        looks = looks_of(ordered, others)
        pairs = [
            (other, place)
            for place, before in enumerate(compared_with(ordered.reports))
            for other in before
        ]
        compared = [(ordered.reports[one], ordered.reports[two]) for one, two in pairs]
        ties = ties_of(matcher, rulings, compared, "Archive.trajectory")
        steps = steps_of(ordered.reports, looks, ties)
        tied = list(ordered.reports)
        for other, place in pairs:
            tied[place] = ties.tied(tied[other], tied[place])
        course = Course(body, tuple(tied), looks, steps, others)
        return cls(
            body=body,
            looks=looks,
            steps=steps,
            threads=course.recommendations(),
            causes_of_concern=course.causes_of_concern(),
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
        for look in self.looks:
            if look.key == key:
                return look
        raise UnknownNameError(key, f"looks at {self.body}", [look.key for look in self.looks])

    def step(self, before: str, after: str) -> Step:
        """The step from the look *before* to the look *after*.

        Raises:
            ncpi.errors.UnknownNameError: the two were not compared.
        """
        for step in self.steps:
            if (step.before, step.after) == (before, after):
                return step
        known = [f"{step.before} + {step.after}" for step in self.steps if step.after == after]
        raise UnknownNameError(f"{before} + {after}", f"steps of {self.body}", known)

    def threads_of(self, look: str, recommendation: str) -> tuple[RecommendationThread, ...]:
        """The threads that a recommendation is in: several, where it restates several.

        Args:
            look: the key of the look's report.
            recommendation: the recommendation's key there.
        """
        return tuple(
            thread
            for thread in self.threads
            if any((one.look, one.key) == (look, recommendation) for one in thread.recommendations)
        )

    @property
    def since_last(self) -> tuple[Step, ...]:
        """Each look compared with the one before it."""
        adjacent = {
            (one.key, two.key) for one, two in zip(self.looks, self.looks[1:], strict=False)
        }
        return tuple(step for step in self.steps if (step.before, step.after) in adjacent)

    @property
    def since_first(self) -> tuple[Step, ...]:
        """Each look compared with the first."""
        first = self.looks[0].key if self.looks else None
        return tuple(step for step in self.steps if step.before == first)

    @property
    def follow_ups(self) -> tuple[Step, ...]:
        """Each look compared with those that it follows, stated or inferred."""
        return tuple(step for step in self.steps if step.link is not None)

    @property
    def repeated(self) -> tuple[RecommendationThread, ...]:
        """The recommendations that at least one later look restated."""
        return tuple(thread for thread in self.threads if thread.is_repeated)

    @property
    def rolled_forward(self) -> tuple[RecommendationThread, ...]:
        """The recommendations that at least two later looks restated."""
        return tuple(thread for thread in self.threads if thread.is_rolled_forward)

    @property
    def not_mentioned_since(self) -> tuple[RecommendationThread, ...]:
        """Those that no later look mentions in what was read: neither closed nor open."""
        return tuple(
            thread for thread in self.threads if thread.at_looks and thread.last_mention is None
        )

    @property
    def made_at_last_look(self) -> tuple[RecommendationThread, ...]:
        """Those that the last look made first, of which no look could yet speak."""
        return tuple(thread for thread in self.threads if not thread.at_looks)

    @property
    def case_grades(self) -> tuple[CaseGradeSeries, ...]:
        """How case files were graded over all looks, each area and scale by itself."""
        return case_grades(self.looks)

    @property
    def topic_grades(self) -> tuple[TopicGradeSeries, ...]:
        """How topics were graded over all looks, each topic, scale and framework by itself."""
        return topic_grades(self.looks)

    def label(self) -> str:
        return f"{self.body}: {len(self.looks)} looks, {len(self.threads)} recommendations"

    def describe(self) -> render.Sheet:
        return view.trajectory_sheet(self)

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {self.body!r}: {len(self.looks)} looks, "
            f"{len(self.steps)} steps, {len(self.threads)} threads, "
            f"{len(self.causes_of_concern)} causes of concern>"
        )


def _is_aside(report: Report) -> bool:
    return report.kind is ReportKind.THEMATIC and len(report.bodies) > 1
