"""Rules that set deadlines after a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from ncpi.errors import Fault
from ncpi.fields import Name, Names, Text, distinct, many_of, one_of, tuple_of, whole
from ncpi.model.dates import DateSpan
from ncpi.model.sources import Sourced
from ncpi.vocabulary import MetBy, OwedBy, PeriodStart, PeriodUnit, ReportKind, RuleSubject

__all__ = ["DeadlineRule"]

# Longer than any known rule, and short enough that adding it to a date rarely overflows.
_LONGEST = 10_000


@attrs.frozen(kw_only=True, repr=False)
class DeadlineRule(Sourced):
    """A rule, in law or in the inspection method, that sets a deadline after a report.

    *bodies*, *inspectorates*, *programmes* and *kinds* say which reports the rule applies to:
    those that fit all four. An empty one fits every report.

    Attributes:
        key: the key by which a deadline refers to it.
        applies_to: who is bound by it, in the rule's words.
        owed_by: which of them must act for a given report.
        trigger: what starts the period, in words. Days are always counted from publication.
        length: the number of *unit*, 0 to 10,000; None if the rule sets no period.
        unit: what *length* counts; None if the rule sets no period.
        first_day_counts: whether the day of publication is the first day of the period:
            "56 days beginning with the day of publication" end 55 days after it.
        counting: how the days are counted, in words, and on whose reading.
        about: which recommendations the rule covers: it doesn't apply to a report that makes
            none of them. None if it covers the report as a whole.
        counted_from: the day from which the period runs.
        met_by: what on record shows that it was met; None if nothing can.
        must: what must be done; empty if no source states it.
        basis: the law or method behind it, as cited; None if not established.
        span: the publication dates for which it is in force.
        bodies: keys of the bodies to whose reports it applies; one that ends in ``/``, such
            as ``police/``, means all keys with that prefix.
        inspectorates: keys of inspectorates, of which the report has at least one.
        programmes: inspection programmes, of which the report belongs to one.
        kinds: the kinds of report that it applies to.
        doubtful_kinds: kinds of report that it may or may not apply to.
        verified: True if the rule was seen in a source, False if it was only inferred.
        notes: points that a careful reader should know.

    Raises:
        ncpi.errors.InvalidError: a length without a unit or a unit without a length, a
            first day that counts in a period without days, or a kind that is in both *kinds*
            and *doubtful_kinds*.
    """

    TAG = "deadline-rule"

    key: Name
    applies_to: Name
    owed_by: OwedBy = attrs.field(default=OwedBy.BODY, converter=one_of[OwedBy])
    trigger: Text
    length: Annotated[int, whole(0, _LONGEST)] | None = None
    unit: PeriodUnit | None = attrs.field(default=None, converter=one_of[PeriodUnit | None])
    first_day_counts: bool = False
    counting: Text | None = None
    about: RuleSubject | None = attrs.field(default=None, converter=one_of[RuleSubject | None])
    counted_from: PeriodStart = attrs.field(
        default=PeriodStart.PUBLICATION, converter=one_of[PeriodStart]
    )
    met_by: MetBy | None = attrs.field(default=None, converter=one_of[MetBy | None])
    must: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])
    basis: Name | None = None
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])
    bodies: Names = attrs.field(default=(), converter=tuple_of[str])
    inspectorates: Names = attrs.field(default=(), converter=tuple_of[str])
    programmes: Names = attrs.field(default=(), converter=tuple_of[str])
    kinds: Annotated[tuple[ReportKind, ...], distinct()] = attrs.field(
        default=(), converter=many_of[ReportKind]
    )
    doubtful_kinds: Annotated[tuple[ReportKind, ...], distinct()] = attrs.field(
        default=(), converter=many_of[ReportKind]
    )
    verified: bool
    notes: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])

    def _inconsistencies(self) -> Iterator[Fault]:
        if (self.length is None) is not (self.unit is None):
            there, lacking = ("length", "unit") if self.unit is None else ("unit", "length")
            yield Fault(lacking, "missing", f"a {there} needs a {lacking}")
        if self.first_day_counts and not self._counts_days:
            message = "the first day can count only in a period of at least a day, not of months"
            yield Fault("first_day_counts", "inconsistent", message)
        yield from [
            Fault(
                f"doubtful_kinds[{index}]", "inconsistent", f"{kind.value} is among kinds too", kind
            )
            for index, kind in enumerate(self.doubtful_kinds)
            if kind in self.kinds
        ]

    @property
    def _counts_days(self) -> bool:
        return bool(self.length) and self.unit is not PeriodUnit.MONTHS

    @property
    def period(self) -> str | None:
        """The period in words, such as "6 weeks"; None if the rule sets none."""
        if self.length is None or self.unit is None:
            return None
        return f"{self.length} {self.unit.value if self.length != 1 else self.unit.value[:-1]}"

    def label(self) -> str:
        mark = "" if self.verified else ", unverified"
        return f"{self.key}: {self.period or 'no period'} ({self.basis or 'no basis seen'}{mark})"
