"""The base of links from an item or finding to an item of an earlier report."""

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
    """The base of links from a finding, recommendation or cause of concern to an earlier item.

    Attributes:
        report: the key of the earlier report.
        basis: who made the link, and how firm it is.
        by: who coded the link, or which matcher proposed it.
        dated: when it was coded, proposed or ruled on; None if not stated.
        evidence: the words that support it.
        caveat: a reason to doubt it.
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
        """The key of the linked item in the earlier report."""
        raise NotImplementedError

    def label(self) -> str:
        return f"{self.report}, {self.item} ({self.basis.value})"
