"""What came of comparing one pair of many."""

from __future__ import annotations

import attrs

from ncpi import fields
from ncpi.archive.reports import Pair
from ncpi.archive.tying import OWN_TIES, Ties
from ncpi.comparison import Comparison, ReportHeading
from ncpi.comparison.results import heading
from ncpi.errors import Fault, InvalidError, NotComparableError
from ncpi.model.noun import Noun
from ncpi.vocabulary import LinkBasis, ReportKind

__all__ = ["NO_FORCE", "OF_NO_FORCE", "SEVERAL_BODIES", "PairResult", "is_aside", "pair_result"]


@attrs.frozen(kw_only=True, repr=False)
class PairResult(Noun):
    """One pair of the programme: its comparison, or why there is none.

    Attributes:
        baseline: the earlier report.
        follow_up: the later one.
        link: on what basis the one is said to follow the other; None if it only answers,
            restates or continues something of it.
        recommendations_made: how many recommendations the baseline is said to have made,
            areas for improvement not counted; None where nobody states it.
        recommendations_listed: how many of those are listed, and so compared.
        comparison: what had changed; None where the two may not be compared.
        refused: why not, as a sentence; None where they were compared.

    Raises:
        ncpi.errors.InvalidError: there are both a comparison and a reason why not, or
            neither; or the comparison is that of another pair.
    """

    TAG = "pair-result"

    baseline: ReportHeading = attrs.field(validator=fields.instance(ReportHeading))
    follow_up: ReportHeading = attrs.field(validator=fields.instance(ReportHeading))
    link: LinkBasis | None = attrs.field(
        default=None, validator=fields.optional(fields.member(LinkBasis))
    )
    recommendations_made: int | None = attrs.field(
        default=None, validator=fields.optional(fields.whole(0, 10_000))
    )
    recommendations_listed: int = attrs.field(default=0, validator=fields.whole())
    comparison: Comparison | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(Comparison))
    )
    refused: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def __attrs_post_init__(self) -> None:
        message = None
        if (self.comparison is None) == (self.refused is None):
            message = "a pair has a comparison, or a reason why there is none"
        elif self.comparison is not None and self.keys != (
            self.comparison.baseline.key,
            self.comparison.follow_up.key,
        ):
            message = f"it compares {self.comparison.label()}, not {self.label()}"
        if message:
            raise InvalidError([Fault("comparison", "inconsistent", message)], type(self).__name__)

    @property
    def keys(self) -> tuple[str, str]:
        """The keys of the baseline and the follow-up."""
        return self.baseline.key, self.follow_up.key

    @property
    def bodies(self) -> tuple[str, ...]:
        """The keys of the bodies that both reports are about, in alphabetical order."""
        return tuple(sorted({*self.baseline.bodies} & {*self.follow_up.bodies}))

    @property
    def force(self) -> str:
        """The bodies that both reports are about, in one line."""
        return " and ".join(self.bodies) or NO_FORCE

    @property
    def is_aside(self) -> bool:
        """Whether it stands for no force.

        So does a pair with a thematic report on several bodies, and one of which nothing
        says that the later report follows the earlier.
        """
        return self.link is None or is_aside(self.baseline) or is_aside(self.follow_up)

    def label(self) -> str:
        return f"{self.baseline.key} and {self.follow_up.key}"


NO_FORCE = "no body that both reports name"
"""Stands for the force of a pair without one."""
SEVERAL_BODIES = "thematic reports on several bodies"
"""Stands for the force of what a thematic report asked of many."""
OF_NO_FORCE = "of no force: thematic on several bodies, or no follow-up"
"""What is told of a pair that `PairResult.is_aside`."""


def is_aside(report: ReportHeading) -> bool:
    """Whether it is a thematic report on several bodies, which is no look at one of them."""
    return report.kind is ReportKind.THEMATIC and len(report.bodies) > 1


def pair_result(pair: Pair, ties: Ties = OWN_TIES) -> PairResult:
    """What comes of comparing *pair*, tied by *ties* too; a refusal is kept, and raises nothing."""
    comparison, refused = None, None
    try:
        comparison = ties.compare(pair.baseline, pair.follow_up)
    except NotComparableError as error:
        refused = error.reason
    return PairResult(
        baseline=comparison.baseline if comparison else heading(pair.baseline),
        follow_up=comparison.follow_up if comparison else heading(pair.follow_up),
        link=pair.link.basis if pair.link else None,
        recommendations_made=pair.baseline.recommendations_made,
        recommendations_listed=pair.baseline.recommendations_listed,
        comparison=comparison,
        refused=refused,
    )
