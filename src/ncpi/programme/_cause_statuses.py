"""Counts of the causes of concern of many pairs by status."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ncpi.comparison._counts import Count, caveat_counts, entries_of, status_counts
from ncpi.comparison.pairs import PairResult
from ncpi.errors import counted
from ncpi.model._shown import Shown
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, KnownFrom

__all__ = ["CauseStatuses", "cause_statuses"]


@attrs.frozen(kw_only=True)
class CauseStatuses(Shown):
    """How many causes of concern of many pairs are still open, closed, and so on.

    An entry is one cause of concern of a baseline in one pair: a baseline with several
    follow-ups has an entry in each pair. Nothing here is a share.

    Attributes:
        pairs: how many pairs were compared.
        without: in how many of them neither report lists any; there may still be some.
        only_reported: how many entries are known only from someone else's account; they aren't
            counted unless they were asked for.
        only_followed_up: how many entries are of causes that only the follow-up's pages list. They
            favour what the follow-up took up, so they aren't counted.
        unlinked: how many causes of concern only a follow-up lists, in all pairs together.
        counts: how many entries have each status, by the firmest basis of the links to the
            follow-up's causes; the basis is None if none continues it.
        caveats: how many of all entries have each caveat.
    """

    pairs: int
    without: int
    only_reported: int = 0
    only_followed_up: int = 0
    unlinked: int
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


def cause_statuses(pairs: Sequence[PairResult], *, accounts: bool = False) -> CauseStatuses:
    """The causes of concern of *pairs*, counted by status and basis.

    *accounts* includes entries that are known only from someone else's account.
    """
    compared = [pair.comparison for pair in pairs if pair.comparison is not None]
    every = [entry for comparison in compared for entry in comparison.causes_of_concern]
    listed = [entry for entry in every if entry.item.known_from is KnownFrom.REPORT]
    entries = [entry for entry in listed if accounts or not entry.reported_by]
    later = [comparison.unlinked_causes_of_concern for comparison in compared]
    return CauseStatuses(
        pairs=len(compared),
        without=sum(
            not (comparison.causes_of_concern or unlinked)
            for comparison, unlinked in zip(compared, later, strict=True)
        ),
        only_reported=sum(bool(entry.reported_by) for entry in listed),
        only_followed_up=len(every) - len(listed),
        unlinked=sum(map(len, later)),
        counts=status_counts(entries),
        caveats=caveat_counts(entry.caveats for entry in entries),
    )
