"""Pairs of reports, and the result of comparing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ncpi.comparison._added_links import STATED_LINKS, Linking
from ncpi.comparison._compare import Comparison, compare
from ncpi.comparison._entries import ReportHeading, heading
from ncpi.comparison._order import earlier_reports
from ncpi.comparison._pairing import later_than
from ncpi.errors import Fault, NotComparableError, UnknownNameError, candidates
from ncpi.fields import Text
from ncpi.model import Report, ReportLink
from ncpi.model._shown import Several
from ncpi.model.record import Record
from ncpi.model.reports import link_in
from ncpi.vocabulary import Relation, ReportKind

__all__ = ["Pair", "PairResult", "pairs_of"]


@attrs.frozen
class Pair:
    """A baseline, its follow-up, and the link between them.

    It unpacks into its two reports: ``ncpi.compare(*pair)``.

    Attributes:
        baseline: the earlier report.
        follow_up: the later report.
        link: the link by which the later report follows the earlier; None if it only refers
            to an item of the earlier or the caller paired them.
    """

    baseline: Report
    follow_up: Report
    link: ReportLink | None = None

    def __iter__(self) -> Iterator[Report]:
        return iter((self.baseline, self.follow_up))

    def __repr__(self) -> str:
        return f"<Pair of {self.baseline.key!r} and {self.follow_up.key!r}>"


def pairs_of(reports: Sequence[Report]) -> tuple[Pair, ...]:
    """Each of *reports*, paired with every other that it follows or whose items it refers to."""
    by_key = {report.key: report for report in reports}
    return Several(
        Pair(by_key[key], report, link_in(report.follows, key))
        for report in reports
        for key in earlier_reports(report)
        if key in by_key and key != report.key
    )


@attrs.frozen(kw_only=True, repr=False)
class PairResult(Record):
    """The comparison of two reports, or the reason why they can't be compared.

    Attributes:
        baseline: the earlier report.
        follow_up: the later report.
        comparison: what changed; None if the two can't be compared.
        refused: why they can't be compared; None if they were.

    Raises:
        ncpi.errors.InvalidError: there are both a comparison and a reason against it, or
            neither; or the comparison is of another pair.
    """

    TAG = "pair-result"

    baseline: ReportHeading
    follow_up: ReportHeading
    comparison: Comparison | None = None
    refused: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        message = None
        if (self.comparison is None) == (self.refused is None):
            message = "a pair has either a comparison or the reason why there is none"
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
        """The link by which the later report follows the earlier; None if there is none.

        Even so, the later report may answer, restate or continue an item of the earlier one.
        """
        return link_in(self.follow_up.follows, self.baseline.key)

    @property
    def link_in_words(self) -> str:
        """The link between the two, in a few words."""
        if self.link is not None:
            return f"follow-up, {self.link.basis.value}"
        return "a new cycle, not a follow-up" if self.begins_cycle else "no link recorded"

    @property
    def begins_cycle(self) -> bool:
        """Whether the later report is an inspection that follows no other report."""
        return self.follow_up.begins_cycle

    @property
    def order(self) -> Relation:
        """Whether the follow-up is before or after the baseline, by their dates."""
        return later_than(self.follow_up, self.baseline)[0]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The keys of the bodies that both reports are about, in alphabetical order."""
        return tuple(sorted({*self.baseline.bodies} & {*self.follow_up.bodies}))

    @property
    def force(self) -> str:
        """The keys of the bodies that both reports are about, as text."""
        return " and ".join(self.bodies) or NO_FORCE

    @property
    def is_excluded(self) -> bool:
        """Whether it is left out of figures by force.

        A pair is left out if one report is a thematic report on several bodies or there is
        no link between the two.
        """
        return self.link is None or any(map(is_on_several_bodies, (self.baseline, self.follow_up)))

    @property
    def has_force(self) -> bool:
        """Whether both reports are about the same force or forces and it isn't excluded."""
        return not self.is_excluded and self.force != NO_FORCE

    @property
    def can_represent_force(self) -> bool:
        """Whether it can represent its force: it has one and was compared."""
        return self.has_force and self.refused is None

    def label(self) -> str:
        return f"{self.baseline.key} and {self.follow_up.key}"


NO_FORCE = "no body in both reports"
"""The label of a pair without a force."""
OF_NO_FORCE = "not attributed to a force: thematic on several bodies, or not a follow-up"
"""The label of a pair that `PairResult.is_excluded`."""


def is_on_several_bodies(report: Report | ReportHeading) -> bool:
    """Whether it is a thematic report on several bodies."""
    return report.kind is ReportKind.THEMATIC and len(report.bodies) > 1


def result_of(
    results: Sequence[PairResult], baseline: str, follow_up: str, among: str
) -> PairResult:
    """The one of *results* for the reports with these keys; *among* names them in the error.

    Raises:
        ncpi.errors.UnknownNameError: there is none; the candidates have one of the two reports.
    """
    for result in results:
        if result.keys == (baseline, follow_up):
            return result
    asked = f"{baseline} and {follow_up}"
    near = [
        result.label() for result in results if baseline in result.keys or follow_up in result.keys
    ]
    known = near[:10] or candidates(asked, [result.label() for result in results])
    raise UnknownNameError(asked, among, known)


def pair_result(baseline: Report, follow_up: Report, linking: Linking = STATED_LINKS) -> PairResult:
    """Compare the two with the links of *linking*; if they can't be compared, keep the reason."""
    try:
        rulings = linking.ruled(baseline, follow_up)
        comparison = compare(baseline, follow_up, matcher=linking.matcher, rulings=rulings)
    except NotComparableError as error:
        before, after = heading(baseline), heading(follow_up)
        return PairResult(baseline=before, follow_up=after, refused=error.reason)
    before, after = comparison.baseline, comparison.follow_up
    return PairResult(baseline=before, follow_up=after, comparison=comparison)
