"""Pairs of reports: a baseline and its follow-up, and what came of comparing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ncpi.comparison._compare import Comparison
from ncpi.comparison._entries import ReportHeading, heading
from ncpi.comparison._linking import STATED_LINKS, Linking
from ncpi.comparison._order import earlier_reports
from ncpi.comparison._pairing import later_than
from ncpi.errors import Fault, NotComparableError
from ncpi.fields import Text
from ncpi.model import Report, ReportLink
from ncpi.model.record import Record
from ncpi.vocabulary import Relation, ReportKind

__all__ = [
    "NO_FORCE",
    "OF_NO_FORCE",
    "SEVERAL_BODIES",
    "Pair",
    "PairResult",
    "is_excluded",
    "pair_result",
    "pairs_of",
]


@attrs.frozen
class Pair:
    """A baseline, its follow-up, and the link between them.

    It unpacks into its two reports: ``ncpi.compare(*pair)``.

    Attributes:
        baseline: the earlier report.
        follow_up: the later report.
        link: what says that the one follows the other; None if only the caller does, or
            if the later one takes up something of the earlier and no more is known.
    """

    baseline: Report
    follow_up: Report
    link: ReportLink | None = None

    def __iter__(self) -> Iterator[Report]:
        return iter((self.baseline, self.follow_up))

    def __repr__(self) -> str:
        return f"<Pair of {self.baseline.key!r} and {self.follow_up.key!r}>"


def pairs_of(reports: Sequence[Report]) -> tuple[Pair, ...]:
    """Every one of *reports* with every other that it follows or takes something up from."""
    by_key = {report.key: report for report in reports}
    return tuple(
        Pair(by_key[key], report, report.link_to(key))
        for report in reports
        for key in earlier_reports(report)
        if key in by_key and key != report.key
    )


@attrs.frozen(kw_only=True, repr=False)
class PairResult(Record):
    """Two reports compared, or the reason why they may not be.

    Attributes:
        baseline: the earlier report.
        follow_up: the later one.
        comparison: what had changed; None where the two may not be compared.
        refused: why not, as a sentence; None where they were compared.

    Raises:
        ncpi.errors.InvalidError: there are both a comparison and a reason why not, or
            neither; or the comparison is that of another pair.
    """

    TAG = "pair-result"

    baseline: ReportHeading
    follow_up: ReportHeading
    comparison: Comparison | None = None
    refused: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        message = None
        if (self.comparison is None) == (self.refused is None):
            message = "a pair has a comparison, or a reason why there is none"
        elif self.comparison is not None and self.keys != (
            self.comparison.baseline.key,
            self.comparison.follow_up.key,
        ):
            message = f"it compares {self.comparison.label()}, not {self.label()}"
        if message:
            yield Fault("comparison", "inconsistent", message)

    @property
    def keys(self) -> tuple[str, str]:
        """The keys of the baseline and the follow-up."""
        return self.baseline.key, self.follow_up.key

    @property
    def link(self) -> ReportLink | None:
        """What says that the one follows the other; None if nothing does.

        It may answer, restate or continue something of it all the same.
        """
        follows = self.follow_up.follows
        return next((link for link in follows if link.report == self.baseline.key), None)

    @property
    def link_in_words(self) -> str:
        """What says that the one follows the other, in a few words."""
        if self.link is not None:
            return f"follow-up, {self.link.basis.value}"
        return "a cycle of its own, no follow-up" if self.begins_cycle else "no link recorded"

    @property
    def begins_cycle(self) -> bool:
        """Whether the later report is an inspection that follows nothing: no follow-up."""
        return self.follow_up.begins_cycle

    @property
    def order(self) -> Relation:
        """How the later report stands to the earlier in time, as far as their dates tell."""
        return later_than(self.follow_up, self.baseline)[0]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The keys of the bodies that both reports are about, in alphabetical order."""
        return tuple(sorted({*self.baseline.bodies} & {*self.follow_up.bodies}))

    @property
    def force(self) -> str:
        """The bodies that both reports are about, in one line."""
        return " and ".join(self.bodies) or NO_FORCE

    @property
    def is_excluded(self) -> bool:
        """Whether it stands for no force.

        So does a pair with a thematic report on several bodies, and one of which nothing
        says that the later report follows the earlier.
        """
        return self.link is None or is_excluded(self.baseline) or is_excluded(self.follow_up)

    @property
    def has_force(self) -> bool:
        """Whether it is a force's, or a group of forces': they are named, and it isn't excluded."""
        return not self.is_excluded and self.force != NO_FORCE

    @property
    def may_stand(self) -> bool:
        """Whether it may stand for its force, if it is the first: it wasn't refused either."""
        return self.has_force and self.refused is None

    def label(self) -> str:
        return f"{self.baseline.key} and {self.follow_up.key}"


NO_FORCE = "no body that both reports name"
"""Stands for the force of a pair without one."""
SEVERAL_BODIES = "thematic reports on several bodies"
"""Stands for the force of what a thematic report asked of many."""
OF_NO_FORCE = "of no force: thematic on several bodies, or no follow-up"
"""What is listed a pair that `PairResult.is_excluded`."""


def is_excluded(report: Report | ReportHeading) -> bool:
    """Whether it is a thematic report on several bodies, which is no report at one of them."""
    return report.kind is ReportKind.THEMATIC and len(report.bodies) > 1


def pair_result(baseline: Report, follow_up: Report, linking: Linking = STATED_LINKS) -> PairResult:
    """What comes of comparing the two, linked by *linking* too; a refusal is kept, not raised."""
    try:
        comparison = linking.compare(baseline, follow_up)
    except NotComparableError as error:
        before, after = heading(baseline), heading(follow_up)
        return PairResult(baseline=before, follow_up=after, refused=error.reason)
    before, after = comparison.baseline, comparison.follow_up
    return PairResult(baseline=before, follow_up=after, comparison=comparison)
