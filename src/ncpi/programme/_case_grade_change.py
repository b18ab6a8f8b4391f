"""One area's case audits in one pair."""

from __future__ import annotations

import attrs

from ncpi.comparison import CaseAuditComparison, Caveat
from ncpi.comparison.pairs import PairResult
from ncpi.model import GradeScale
from ncpi.model._shown import Several, Shown
from ncpi.vocabulary import Comparability, Sampling

__all__ = ["CaseGradeChange"]


@attrs.frozen(kw_only=True)
class CaseGradeChange(Shown):
    """One area's case audits in one pair.

    Attributes:
        pair: the pair, which was compared.
        entry: the audits, and whether they are comparable.
    """

    pair: PairResult
    entry: CaseAuditComparison

    @property
    def is_comparable(self) -> bool:
        """Whether the two sides can be compared."""
        return self.entry.comparability is Comparability.COMPARABLE

    @property
    def scale(self) -> GradeScale | None:
        """The scale of both sides; None if they can't be compared."""
        return self.entry.baseline.scale if self.entry.baseline and self.is_comparable else None

    @property
    def sampling(self) -> str:
        """How the files were chosen or who graded them, on both sides."""
        values = (
            audit.sampling.value for audit in (self.entry.baseline, self.entry.follow_up) if audit
        )
        return " before, then ".join(dict.fromkeys(values))

    @property
    def is_self_assessed(self) -> bool:
        """Whether the force graded either side itself, which makes it a claim, not a finding."""
        audits = (self.entry.baseline, self.entry.follow_up)
        return any(audit.sampling is Sampling.SELF_ASSESSED for audit in audits if audit)

    @property
    def can_represent_force(self) -> bool:
        """Whether it can represent its force."""
        return self.pair.can_represent_force and self.is_comparable and not self.is_self_assessed

    @property
    def pair_caveats(self) -> tuple[Caveat, ...]:
        """The caveats on the pair as a whole."""
        return Several(self.pair.comparison.caveats if self.pair.comparison else ())

    def label(self) -> str:
        return f"{self.pair.label()}, {self.entry.label()}"
