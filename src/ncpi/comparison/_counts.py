"""Counts of entries by outcome, status or caveat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat, ItemComparison
from ncpi.errors import Fault
from ncpi.model._shown import Several, Shown
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, Outcome

__all__ = ["Count", "caveat_counts", "entries_of", "outcome_counts", "status_counts"]

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
        basis = f" ({self.basis.value})" if self.basis else ""
        # The basis is that of the mention; progress that isn't stated has none.
        is_mention = self.what is Outcome.NOT_STATED and self.basis is not None
        what = f"mentioned{basis}, {self.what.value}" if is_mention else f"{self.what.value}{basis}"
        if self.concern_basis and self.what is not Outcome.STILL_A_CONCERN:
            of_it = "" if self.concern_basis is self.basis else f" ({self.concern_basis.value})"
            what += f", and a concern{of_it}"
        of = "" if self.out_of is None else f" of {self.out_of}"
        return f"{what}: {self.entries}{of}"


def entries_of(
    counts: Iterable[Count[WhatT]],
    kind: type[WhatT],
    what: WhatT | str,
    bases: Sequence[Basis | str] = (),
) -> int:
    """How many entries *counts* give for *what*, on one of *bases*, or on any if none is given.

    Raises:
        ncpi.errors.InvalidError: *what* isn't a *kind*, or one of *bases* isn't a `Basis`.
    """
    faults: list[Fault] = []
    wanted = fields.accept(kind, what, kind.__name__.lower(), faults)
    given = fields.accept(tuple[Basis, ...], bases, "bases", faults)
    fields.refuse(faults, "count")
    return sum(
        count.entries
        for count in counts
        if count.what is wanted and (not given or count.basis in given)
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
