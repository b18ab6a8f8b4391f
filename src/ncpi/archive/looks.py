"""One look at a body, and one step from a look to a later one."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.comparison import Caveat, Comparison, ReportHeading
from ncpi.comparison.results import caveats_gate, caveats_tuple
from ncpi.errors import Fault, InvalidError
from ncpi.model import CaseAudit, Judgment, Noun, ReportCompleteness, ReportLink
from ncpi.model.sources import texts
from ncpi.vocabulary import LinkBasis, Relation

__all__ = ["Look", "Step"]


def _links(value: Iterable[ReportLink]) -> tuple[ReportLink, ...]:
    return frozen.as_tuple(value)


def _audits(value: Iterable[CaseAudit]) -> tuple[CaseAudit, ...]:
    return frozen.as_tuple(value)


def _judgments(value: Iterable[Judgment]) -> tuple[Judgment, ...]:
    return frozen.as_tuple(value)


_count = fields.whole(0, 1_000_000)


@attrs.frozen(kw_only=True, repr=False)
class Look(Noun):
    """One report of a trajectory: when inspectors looked, and how much of it is known.

    Attributes:
        report: the report.
        follows: the links by which it says, or is thought, to follow other reports.
        cycle: the key of the look that began its cycle: an inspection that follows nothing
            begins one, and what follows a look is in that look's. None where nothing here
            says to which it belongs.
        order_untold: the looks shown before it of which dates don't tell that they came
            earlier.
        recommendations_listed: how many recommendations are listed, areas for improvement
            not counted.
        areas_for_improvement_listed: how many areas for improvement are.
        recommendations_made: how many recommendations it made, where that is stated.
        known_only_from: what tells of it, where the report itself wasn't seen.
        completeness: which of its lists hold all that the report has.
        case_audits: how case files were graded.
        judgments: its graded topics.
        caveats: what to bear in mind on this look.
    """

    TAG = "look"

    report: ReportHeading = attrs.field(validator=fields.instance(ReportHeading))
    follows: tuple[ReportLink, ...] = attrs.field(
        default=(),
        converter=_links,
        validator=fields.unique(fields.instance(ReportLink), "report"),
    )
    cycle: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    order_untold: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    recommendations_listed: int = attrs.field(default=0, validator=_count)
    areas_for_improvement_listed: int = attrs.field(default=0, validator=_count)
    recommendations_made: int | None = attrs.field(default=None, validator=fields.optional(_count))
    known_only_from: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    completeness: ReportCompleteness = attrs.field(
        factory=ReportCompleteness, validator=fields.instance(ReportCompleteness)
    )
    case_audits: tuple[CaseAudit, ...] = attrs.field(
        default=(), converter=_audits, validator=fields.each(fields.instance(CaseAudit))
    )
    judgments: tuple[Judgment, ...] = attrs.field(
        default=(), converter=_judgments, validator=fields.each(fields.instance(Judgment))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    @property
    def key(self) -> str:
        """The report's key."""
        return self.report.key

    @property
    def begins_cycle(self) -> bool:
        """Whether it is an inspection that follows no earlier look."""
        return self.cycle == self.key

    def label(self) -> str:
        return self.report.label()


@attrs.frozen(kw_only=True, repr=False)
class Step(Noun):
    """One look compared with an earlier one.

    Attributes:
        before: the key of the earlier look's report.
        after: the key of the later look's.
        order: how *after* stands to *before* in time, as far as their dates tell.
        link: what says that the later follows the earlier; None if nothing does.
        begins_cycle: whether the later look is an inspection that follows nothing, so that
            this is no follow-up.
        comparison: what had changed; None if the two can't be compared.
        refused: why they can't.

    Raises:
        ncpi.errors.InvalidError: there is neither a comparison nor a reason, or both; or
            the comparison is of other reports.
    """

    TAG = "step"

    before: str = attrs.field(validator=fields.name)
    after: str = attrs.field(validator=fields.name)
    order: Relation = attrs.field(default=Relation.CANNOT_TELL, validator=fields.member(Relation))
    link: ReportLink | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(ReportLink))
    )
    begins_cycle: bool = attrs.field(default=False, validator=fields.truth)
    comparison: Comparison | None = attrs.field(
        default=None, validator=fields.optional(fields.instance(Comparison))
    )
    refused: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def __attrs_post_init__(self) -> None:
        message = None
        if (self.comparison is None) == (self.refused is None):
            message = "a step has either a comparison or a reason why there is none"
        elif self.comparison is not None:
            sides = (self.comparison.baseline.key, self.comparison.follow_up.key)
            if sides != (self.before, self.after):
                message = f"the comparison is of {' and '.join(sides)}"
        if message:
            raise InvalidError([Fault("comparison", "inconsistent", message)], type(self).__name__)

    @property
    def tie(self) -> str:
        """What says that the one look follows the other, in a few words."""
        if self.link is not None:
            stated = self.link.basis is LinkBasis.STATED
            return "follow-up, stated" if stated else "follow-up, inferred"
        return "a cycle of its own, no follow-up" if self.begins_cycle else "no link recorded"

    def label(self) -> str:
        return f"{self.after} after {self.before} ({self.tie})"
