"""Counts of the causes of concern of many pairs by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from ncpi.comparison.pairs import PairResult
from ncpi.errors import counted
from ncpi.model._shown import Shown
from ncpi.programme._counts import Count, caveat_counts, entries_of
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode

__all__ = ["CauseStatuses", "cause_statuses"]


@attrs.frozen(kw_only=True)
class CauseStatuses(Shown):
    """How many causes of concern of many pairs were opened, are still open, and so on.

    An entry is one cause of concern of either report in one pair: a baseline with several
    follow-ups has an entry in each pair. Nothing here is a share.

    Attributes:
        pairs: how many pairs were compared.
        without: in how many of them neither report lists any; there may still be some.
        counts: how many entries have each status, by the basis of the link between the two
            causes; the basis is None if only one report lists it.
        caveats: how many of all entries have each caveat.
    """

    pairs: int
    without: int
    counts: tuple[Count[CauseStatus], ...] = ()
    caveats: tuple[Count[CaveatCode], ...] = ()

    @property
    def entries(self) -> int:
        """The number of entries."""
        return sum(count.entries for count in self.counts)

    def count(self, status: CauseStatus | str, *bases: Basis | str) -> int:
        """How many entries have *status*, on one of *bases*, or on any basis if none is given."""
        return entries_of(self.counts, CauseStatus, status, bases)

    def label(self) -> str:
        return f"{counted(self.entries, 'entry', 'entries')} of causes of concern"


def cause_statuses(pairs: Sequence[PairResult]) -> CauseStatuses:
    """The causes of concern of *pairs*, counted by status and basis."""
    compared = [pair.comparison for pair in pairs if pair.comparison is not None]
    entries = [entry for comparison in compared for entry in comparison.causes_of_concern]
    counted = Counter(
        (entry.status, entry.continuation.basis if entry.continuation else None)
        for entry in entries
    )
    return CauseStatuses(
        pairs=len(compared),
        without=sum(not comparison.causes_of_concern for comparison in compared),
        counts=tuple(
            Count(what=status, basis=basis, entries=counted[status, basis])
            for status in CauseStatus
            for basis in (None, *Basis)
            if counted[status, basis]
        ),
        caveats=caveat_counts(entry.caveats for entry in entries),
    )
