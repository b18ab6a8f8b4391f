"""The rules that say what is due after a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.errors import Fault
from ncpi.fields import Name, Text
from ncpi.model.dates import DateSpan
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Owing, PeriodUnit, ReportKind, RuleSubject

__all__ = ["DeadlineRule"]

# Longer than any rule seen, and short enough for every day of the calendar but the last.
_LONGEST = 10_000


@attrs.frozen(kw_only=True, repr=False)
class DeadlineRule(Sourced):
    """A rule of law or method that sets something due after a report.

    Which reports it is for is said by *bodies*, *inspectorates*, *programmes* and *kinds*:
    it is for a report that fits all of them, and an empty one fits every report.

    Attributes:
        key: what a deadline names it by.
        applies_to: who is bound by it, in the rule's words.
        owed_by: which of them owes it for a given report.
        trigger: what sets it off, in words. Days are always counted from publication.
        length: how many of *unit*, 0 to 10,000; None where the rule sets no period.
        unit: what *length* counts; None where the rule sets no period.
        first_day_counts: whether the day of publication is the first day of the period:
            "56 days beginning with the day of publication" end 55 days after it.
        counting: how the days are counted, in words, and on whose reading.
        about: which recommendations it is about, if only about some: a report that makes
            none such doesn't set it off. None: about the report as a whole.
        must: what is to be done; empty where nothing was seen.
        basis: the law or method behind it, as cited; None if none is established.
        span: the days of publication for which it holds.
        bodies: keys of the bodies whose reports set it off; one that ends in ``/``, such
            as ``police/``, means all that begin so.
        inspectorates: keys of inspectorates, of which the report has at least one.
        programmes: the programmes of inspection that it belongs to.
        kinds: the kinds of report that set it off.
        doubtful_kinds: kinds of which it isn't known whether they do.
        verified: whether the rule was seen in a source, or only inferred.
        notes: what a careful reader should know.

    Raises:
        ncpi.errors.InvalidError: a length without a unit or a unit without a length, a
            first day that counts in a period that has none, or a kind that is doubtful
            though it sets the rule off.
    """

    TAG = "deadline-rule"

    key: Name
    applies_to: Name
    owed_by: Owing = attrs.field(default=Owing.BODY, converter=fields.one_of[Owing])
    trigger: Text
    length: Annotated[int, fields.whole(0, _LONGEST)] | None = None
    unit: PeriodUnit | None = attrs.field(default=None, converter=fields.one_of[PeriodUnit | None])
    first_day_counts: bool = False
    counting: Text | None = None
    about: RuleSubject | None = attrs.field(
        default=None, converter=fields.one_of[RuleSubject | None]
    )
    must: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    basis: Name | None = None
    span: DateSpan = attrs.field(factory=DateSpan)
    bodies: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    inspectorates: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    programmes: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    kinds: Annotated[tuple[ReportKind, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.many_of[ReportKind]
    )
    doubtful_kinds: Annotated[tuple[ReportKind, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.many_of[ReportKind]
    )
    verified: bool
    notes: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])

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
