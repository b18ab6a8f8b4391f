"""Comparison of every pair of an archive, and summaries over all pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Self, TypeAlias

import attrs

from ncpi import fields
from ncpi.comparison._added_links import STATED_LINKS, Linking
from ncpi.comparison._counts import Count, caveat_counts
from ncpi.comparison.pairs import Pair, PairResult, pair_result, result_of
from ncpi.errors import Fault, counted
from ncpi.fields import Name
from ncpi.model import Body, Framework, Record, Report
from ncpi.model._shown import Several
from ncpi.programme._case_grades import CaseGrades, case_grades
from ncpi.programme._follow_up_times import FollowUpTimes, follow_up_times
from ncpi.programme._grouping import Groups, by_key, in_groups, wanted
from ncpi.programme._judgment_changes import JudgmentChanges, judgment_changes
from ncpi.programme._outcomes import (
    CauseStatuses,
    OutcomeTable,
    cause_statuses,
    outcome_table,
)
from ncpi.vocabulary import CaveatCode, Grouping, ItemKind

__all__ = ["ProgrammeComparison", "ProgressBar", "compare_pairs"]

ProgressBar: TypeAlias = Callable[[Sequence[Pair]], Iterable[Pair]]
"""Wraps the pairs while they are compared, to show progress, such as ``tqdm``."""


@attrs.frozen(kw_only=True, repr=False)
class ProgrammeComparison(Record):
    """The comparison of every pair of an archive; made by `Archive.compare_all`.

    Nothing is pooled over forces. Counts come with their totals, and differences between
    forces are given as a `Distribution`.

    Attributes:
        pairs: every pair, compared or refused, in the archive's order.
        bodies: the bodies that the caller passed and that a pair is about.
        placed: whether the caller passed bodies.
        frameworks: the frameworks of the baselines, for the crosswalks between their themes.
        reports: how many reports the archive holds.
        unpaired: keys of the reports that are in no pair.
        dangling: keys of the reports that follow a report that the archive doesn't hold.
    """

    TAG = "programme-comparison"

    pairs: tuple[PairResult, ...] = attrs.field(default=(), converter=fields.tuple_of[PairResult])
    bodies: Annotated[tuple[Body, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[Body]
    )
    placed: bool = False
    frameworks: Annotated[tuple[Framework, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.many_of[Framework]
    )
    reports: Annotated[int, fields.whole()] = 0
    unpaired: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    dangling: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )

    @property
    def compared(self) -> tuple[PairResult, ...]:
        """The pairs that were compared."""
        return Several(pair for pair in self.pairs if pair.comparison is not None)

    @property
    def refused(self) -> tuple[PairResult, ...]:
        """The pairs that can't be compared, each with the reason."""
        return Several(pair for pair in self.pairs if pair.comparison is None)

    @property
    def forces(self) -> tuple[str, ...]:
        """The bodies, or groups of bodies, that the pairs are about, in alphabetical order.

        Excluded pairs are ignored.
        """
        return tuple(sorted({pair.force for pair in self.pairs if pair.has_force}))

    @property
    def excluded(self) -> tuple[PairResult, ...]:
        """The pairs with a thematic report on several bodies or without a link."""
        return Several(pair for pair in self.pairs if pair.is_excluded)

    @property
    def caveats(self) -> tuple[Count[CaveatCode], ...]:
        """How many of the compared pairs have each caveat on the pair as a whole."""
        return caveat_counts(
            pair.comparison.caveats for pair in self.pairs if pair.comparison is not None
        )

    def pair(self, baseline: str, follow_up: str) -> PairResult:
        """The result for the pair of these two reports.

        Raises:
            ncpi.errors.UnknownNameError: there is no such pair.
        """
        return result_of(self.pairs, baseline, follow_up, "pairs of this programme")

    def outcomes(
        self,
        by: Grouping | str = Grouping.ALL,
        *,
        kind: ItemKind | str = ItemKind.RECOMMENDATION,
        accounts: bool = False,
    ) -> OutcomeTable:
        """How many items of one kind have each outcome.

        Args:
            by: ``all``, ``theme``, ``year``, ``force``, ``nation`` or ``region``. The year is
                that in which the baseline was published, so a baseline is in one row.
            kind: the kind of item.
            accounts: whether to count entries that are known only from someone else's account.

        Raises:
            ncpi.errors.InvalidError: there is no such grouping or kind; or it is by nation or
                region and no bodies were passed to `Archive.compare_all`.
        """
        faults: list[Fault] = []
        kind = fields.accept(ItemKind, kind, "kind", faults)
        by = fields.accept(Grouping, by, "by", faults)
        accounts = fields.accept(bool, accounts, "accounts", faults)
        fields.refuse(faults, "outcomes")
        which = wanted(by, "outcomes", places=self.placed, themes=True)
        return outcome_table(
            self.pairs, which, self._places(), self.frameworks, kind=kind, accounts=accounts
        )

    def groups(self, by: Grouping | str) -> Groups[Self]:
        """The programme split into parts, each of which offers the same summaries.

        *by* is ``all``, ``year``, ``force``, ``nation`` or ``region``, as for `outcomes`; a
        pair of reports has no theme. Every pair is in exactly one part, and each force counts
        with its first follow-up in that part. For example, how case grades changed each year:
        ``{year: part.case_grades() for year, part in programme.groups("year").items()}``.

        Raises:
            ncpi.errors.InvalidError: there is no such grouping; or it is by nation or
                region and no bodies were passed to `Archive.compare_all`.
        """
        which = wanted(by, "groups", places=self.placed, themes=False)
        found = in_groups(self.pairs, which, self._places())
        return Groups((group, self._part(pairs)) for group, pairs in found)

    def _part(self, pairs: Sequence[PairResult]) -> Self:
        """The programme restricted to *pairs*."""
        reports = {key for pair in pairs for key in pair.keys}
        about = {
            key for pair in pairs for one in (pair.baseline, pair.follow_up) for key in one.bodies
        }
        frameworks = {pair.baseline.framework for pair in pairs}
        return attrs.evolve(
            self,
            pairs=pairs,
            bodies=[body for body in self.bodies if body.key in about],
            frameworks=[one for one in self.frameworks if one.key in frameworks],
            reports=len(reports),
            unpaired=(),
            dangling=[key for key in self.dangling if key in reports],
        )

    def follow_up_times(self) -> FollowUpTimes:
        """How long the follow-ups took, including those of refused pairs."""
        return follow_up_times(self.pairs)

    def case_grades(self) -> CaseGrades:
        """How the grades of case files changed, pair by pair."""
        return case_grades(self.pairs)

    def causes_of_concern(self, *, accounts: bool = False) -> CauseStatuses:
        """How many causes of concern have each status, by basis.

        *accounts* includes entries that are known only from someone else's account.
        """
        return cause_statuses(self.pairs, accounts=accounts)

    def judgments(self) -> JudgmentChanges:
        """How the grades of topics changed, pair by pair and scale by scale."""
        return judgment_changes(self.pairs)

    def _places(self) -> dict[str, Body]:
        return {body.key: body for body in self.bodies}

    def label(self) -> str:
        own = sum(pair.has_force for pair in self.pairs)
        others = len(self.pairs) - own
        label = f"{counted(own, 'pair')} of {counted(len(self.forces), 'force')}"
        return f"{label}, and {counted(others, 'other')}" if others else label

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {counted(len(self.pairs), 'pair')}, "
            f"{len(self.refused)} refused, {counted(len(self.forces), 'force')}>"
        )


def compare_pairs(
    pairs: Sequence[Pair],
    *,
    reports: Sequence[Report] = (),
    bodies: Iterable[Body] | None = None,
    progress: ProgressBar | None = None,
    linking: Linking = STATED_LINKS,
) -> ProgrammeComparison:
    """Compare *pairs*, which are those of *reports*; see `Archive.compare_all`."""
    given = by_key(bodies or (), "Archive.compare_all")
    watched = pairs if progress is None else progress(pairs)
    results = [pair_result(pair.baseline, pair.follow_up, linking) for pair in watched]
    about = {key for pair in pairs for report in pair for key in report.bodies}
    paired = {report.key for pair in pairs for report in pair}
    held = {report.key for report in reports}
    frameworks = {
        pair.baseline.framework.key: pair.baseline.framework
        for pair in reversed(pairs)
        if pair.baseline.framework is not None
    }
    return ProgrammeComparison(
        pairs=results,
        bodies=[given[key] for key in sorted(about & set(given))],
        placed=bodies is not None,
        frameworks=[frameworks[key] for key in sorted(frameworks)],
        reports=len(reports),
        unpaired=[report.key for report in reports if report.key not in paired],
        dangling=[
            report.key
            for report in reports
            if any(link.report not in held for link in report.follows)
        ],
    )
