"""Figures that aren't grades of case files."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ncpi.errors import Fault
from ncpi.fields import Name, Text, one_of
from ncpi.model.dates import DateSpan
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Qualifier

__all__ = ["Measure"]


@attrs.frozen(kw_only=True, repr=False)
class Measure(Sourced):
    """One figure as a report states it: 98 overdue visits, about 100 offenders a manager.

    Attributes:
        what: what is measured.
        qualifier: whether the figure is exact, about, more or fewer than stated.
        value: the figure.
        unit: what it counts, such as ``visits`` or ``per cent``; None if *what* says so.
        out_of: the number that it is a part of, in the same unit.
        target: the figure that should be reached, where the report states one.
        body: the key of the body that it is about, where the report is on several.
        period: when it holds, or the period that it covers.
        note: what a reader of the figure must know.

    Raises:
        ncpi.errors.InvalidError: an exact *value* is more than *out_of*.
    """

    TAG = "measure"

    what: Text
    qualifier: Qualifier = attrs.field(default=Qualifier.EXACTLY, converter=one_of[Qualifier])
    value: float
    unit: Name | None = None
    out_of: float | None = None
    target: float | None = None
    body: Name | None = None
    period: DateSpan | None = attrs.field(default=None, converter=one_of[DateSpan | None])
    note: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        certain = self.qualifier in (Qualifier.EXACTLY, Qualifier.MORE_THAN)
        if self.out_of is not None and self.value > self.out_of and certain:
            message = f"{self.value:,.12g} is more than the {self.out_of:,.12g} that it is out of"
            yield Fault("value", "inconsistent", message, f"{self.value:g}")

    @property
    def figure(self) -> str:
        """The figure in words: ``about 100 offenders``, ``98 of 120 visits``."""
        about = "" if self.qualifier is Qualifier.EXACTLY else f"{self.qualifier.value} "
        out_of = "" if self.out_of is None else f" of {self.out_of:,.12g}"
        unit = f" {self.unit}" if self.unit else ""
        return f"{about}{self.value:,.12g}{out_of}{unit}"

    def label(self) -> str:
        whose = f" ({self.body})" if self.body else ""
        target = "" if self.target is None else f", target {self.target:,.12g}"
        when = f", {self.period}" if self.period else ""
        return f"{self.what}{whose}: {self.figure}{target}{when}"
