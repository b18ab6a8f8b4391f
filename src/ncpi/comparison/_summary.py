"""The summary of a comparison: how its items were answered, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi.comparison._counts import Count, entries_of, outcome_counts, status_counts
from ncpi.comparison._entries import ItemComparison, ReportHeading
from ncpi.errors import counted
from ncpi.model._shown import Shown
from ncpi.vocabulary import Basis, CauseStatus, ItemKind, KnownFrom, Outcome

__all__ = ["ComparisonSummary", "KindSummary", "summary_of"]


@attrs.frozen(kw_only=True)
class KindSummary(Shown):
    """How the items of one kind were answered.

    Attributes:
        kind: the kind of item. Counts never combine several kinds.
        counts: how many entries have each outcome on each basis.
        statuses: for causes of concern, how many have each status at the follow-up, on each basis.
        only_reported: how many are known only from someone else's account.
        only_followed_up: how many only the follow-up's pages list.
    """

    kind: ItemKind
    counts: tuple[Count[Outcome], ...]
    statuses: tuple[Count[CauseStatus], ...] = ()
    only_reported: int = 0
    only_followed_up: int = 0

    @property
    def entries(self) -> int:
        """The number of items."""
        return sum(count.entries for count in self.counts)

    def count(self, outcome: Outcome | str, *bases: Basis | str) -> int:
        """How many entries have *outcome*, on one of *bases*, or on any basis if none is given."""
        return entries_of(self.counts, Outcome, outcome, bases)

    def label(self) -> str:
        outcomes = "; ".join(one.label() for one in self.counts)
        statuses = "; ".join(one.label() for one in self.statuses)
        label = f"{counted(self.entries, self.kind.value, self.kind.plural)}: {outcomes}"
        return f"{label} (status: {statuses})" if statuses else label


@attrs.frozen(kw_only=True)
class ComparisonSummary(Shown):
    """How the items of a comparison were answered, without the evidence.

    Attributes:
        baseline: the earlier report.
        follow_up: the later report.
        kinds: one summary for each kind of item that the baseline lists.
    """

    baseline: ReportHeading
    follow_up: ReportHeading
    kinds: tuple[KindSummary, ...] = ()

    def label(self) -> str:
        kinds = "; ".join(
            counted(one.entries, one.kind.value, one.kind.plural) for one in self.kinds
        )
        return f"{self.baseline.key} and {self.follow_up.key}: {kinds or 'no items'}"


def summary_of(
    baseline: ReportHeading, follow_up: ReportHeading, items: Iterable[ItemComparison]
) -> ComparisonSummary:
    """The summary of *items*, which the two reports were compared on."""
    by_kind: dict[ItemKind, list[ItemComparison]] = {kind: [] for kind in ItemKind}
    for entry in items:
        by_kind[entry.item_kind].append(entry)
    return ComparisonSummary(
        baseline=baseline,
        follow_up=follow_up,
        kinds=tuple(
            KindSummary(
                kind=kind,
                counts=outcome_counts(entries),
                statuses=status_counts(entries) if kind is ItemKind.CAUSE_OF_CONCERN else (),
                only_reported=sum(bool(entry.reported_by) for entry in entries),
                only_followed_up=sum(
                    entry.item.known_from is KnownFrom.FOLLOW_UP for entry in entries
                ),
            )
            for kind, entries in by_kind.items()
            if entries
        ),
    )
