"""Counts of entries by outcome, status or caveat, and the summary of a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat, ItemComparison, ReportHeading, verdict_in_words
from ncpi.errors import Fault, counted
from ncpi.model._shown import Several, Shown
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, ItemKind, KnownFrom, Outcome

__all__ = [
    "ComparisonSummary",
    "Count",
    "Counts",
    "KindSummary",
    "caveat_counts",
    "outcome_counts",
    "status_counts",
    "summary_of",
]

WhatT = TypeVar("WhatT", Outcome, CauseStatus, CaveatCode)


@attrs.frozen(kw_only=True)
class Count(Shown, Generic[WhatT]):
    """How many entries have one outcome, status or caveat, on one basis.

    Attributes:
        what: the outcome, the status or the kind of caveat.
        entries: the number of entries.
        out_of: out of how many, for a caveat; None for an outcome or a status, which isn't a share.
        basis: the basis of the outcome or status; None if nothing read mentions the item, only
            one report lists it, or it is a caveat.
        concern_basis: the basis of an answer that is also a concern; None if there is none. An
            item may have improved and still be a concern.
    """

    what: WhatT
    entries: int
    out_of: int | None = None
    basis: Basis | None = None
    concern_basis: Basis | None = None

    def label(self) -> str:
        of = "" if self.out_of is None else f" of {self.out_of}"
        what = verdict_in_words(self.what, self.basis, self.concern_basis)
        return f"{what}: {self.entries}{of}"


class Counts(Shown, Generic[WhatT]):
    """A mixin for what has *counts* by outcome or status and basis."""

    __slots__ = ()
    _COUNTED: ClassVar[type[Outcome | CauseStatus]] = Outcome
    counts: tuple[Count[WhatT], ...]

    @property
    def entries(self) -> int:
        """The number of entries."""
        return sum(count.entries for count in self.counts)

    def count(self, what: WhatT | str, /, *bases: Basis | str) -> int:
        """How many entries have *what*, on one of *bases*, or on any basis if none is given.

        Raises:
            ncpi.errors.InvalidError: there is no such outcome or status, or no such basis.
        """
        faults: list[Fault] = []
        wanted = fields.accept(self._COUNTED, what, "what", faults)
        given = fields.accept(tuple[Basis, ...], bases, "bases", faults)
        fields.refuse(faults, "count")
        return sum(
            count.entries
            for count in self.counts
            if count.what == wanted and (not given or count.basis in given)
        )


def caveat_counts(parts: Iterable[Iterable[Caveat]]) -> tuple[Count[CaveatCode], ...]:
    """How many of *parts* have each kind of caveat, in the order of `CaveatCode`."""
    carried: Counter[CaveatCode] = Counter()
    number = 0
    for caveats in parts:
        number += 1
        carried.update({caveat.code for caveat in caveats})
    return Several(
        Count(what=code, entries=carried[code], out_of=number)
        for code in CaveatCode
        if carried[code]
    )


def outcome_counts(entries: Iterable[ItemComparison]) -> tuple[Count[Outcome], ...]:
    """How many of *entries* have each outcome on each basis, in the order of `Outcome`."""
    tally = Counter((entry.progress, entry.basis, entry.concern_basis) for entry in entries)
    return tuple(
        Count(what=outcome, basis=basis, concern_basis=concern, entries=number)
        for (outcome, basis, concern), number in sorted(tally.items(), key=_strength)
    )


_OUTCOMES = {outcome: place for place, outcome in enumerate(Outcome)}


def _strength(count: tuple[tuple[Outcome, Basis | None, Basis | None], int]) -> tuple[int, ...]:
    (outcome, *bases), _ = count
    return _OUTCOMES[outcome], *(basis.rank if basis else -1 for basis in bases)


def status_counts(entries: Iterable[ItemComparison]) -> tuple[Count[CauseStatus], ...]:
    """How many of *entries* have each status, by the firmest basis of what continues them."""
    tally = Counter((entry.status, entry.restated_basis) for entry in entries)
    return tuple(
        Count(what=status, basis=basis, entries=tally[status, basis])
        for status in CauseStatus
        for basis in (None, *Basis)
        if tally[status, basis]
    )


@attrs.frozen(kw_only=True)
class KindSummary(Counts[Outcome]):
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
