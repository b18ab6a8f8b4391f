"""What links a thing of one report to a thing of an earlier one, and how firmly."""

from __future__ import annotations

import attrs

from ncpi import fields
from ncpi.fields import Name, Text
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Basis

__all__ = ["Reference"]


@attrs.frozen(kw_only=True, repr=False)
class Reference(Sourced):
    """The base of what links findings, recommendations and causes of concern to earlier ones.

    Attributes:
        report: the key of the earlier report.
        basis: who says so, and how firmly.
        by: who coded it, or which matcher proposed it.
        dated: when it was coded, proposed or ruled; None if nobody says.
        evidence: the words that show it.
        caveat: what speaks against it.
    """

    TAG = ""

    report: Name
    basis: Basis = attrs.field(converter=fields.one_of[Basis], metadata={"last": 1})
    by: Name | None = attrs.field(default=None, metadata={"last": 1})
    dated: PartialDate | None = attrs.field(
        default=None, converter=optional_partial_date, metadata={"last": 1}
    )
    evidence: Text | None = attrs.field(default=None, metadata={"last": 1})
    caveat: Text | None = attrs.field(default=None, metadata={"last": 1})

    @property
    def item(self) -> str:
        """The key, in the earlier report, of what it leads to."""
        raise NotImplementedError

    def label(self) -> str:
        return f"{self.report}, {self.item} ({self.basis.value})"
