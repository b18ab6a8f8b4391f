"""What ties a thing of one report to a thing of an earlier one, and how firmly."""

from __future__ import annotations

import attrs

from ncpi import fields
from ncpi.model.dates import PartialDate, optional_partial_date, partial_date_gate
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Basis

__all__ = ["Tie"]


@attrs.frozen(kw_only=True, repr=False)
class Tie(Sourced):
    """The base of what ties findings, recommendations and causes of concern to earlier ones.

    Attributes:
        report: the key of the earlier report.
        basis: who says so, and how firmly.
        by: who coded it, or which matcher proposed it.
        dated: when it was coded, proposed or ruled; None if nobody says.
        evidence: the words that show it.
        caveat: what speaks against it.
    """

    TAG = ""

    report: str = attrs.field(validator=fields.name)
    basis: Basis = attrs.field(validator=fields.member(Basis), metadata={"last": 1})
    by: str | None = attrs.field(
        default=None, validator=fields.optional(fields.name), metadata={"last": 1}
    )
    dated: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
        metadata={"last": 1},
    )
    evidence: str | None = attrs.field(
        default=None, validator=fields.optional(fields.text), metadata={"last": 1}
    )
    caveat: str | None = attrs.field(
        default=None, validator=fields.optional(fields.text), metadata={"last": 1}
    )
