"""Where the causes of concern of many pairs stand, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.caveat_counts import CaveatCount, caveat_counts, counts_gate, counts_tuple
from ncpi.archive.pair_results import PairResult
from ncpi.archive.phrases import caveats_table, some
from ncpi.errors import Fault, InvalidError
from ncpi.model import Noun
from ncpi.vocabulary import Basis, Standing

__all__ = ["CauseStandings", "StandingCount", "cause_standings"]


@attrs.frozen(kw_only=True, repr=False)
class StandingCount(Noun):
    """How many entries came to one standing on one basis.

    Attributes:
        standing: where the cause of concern stands.
        basis: how firmly the follow-up's cause is tied to the baseline's; None where the one
            doesn't take up the other, and one report alone tells of it.
        entries: how many.
    """

    TAG = "standing-count"

    standing: Standing = attrs.field(validator=fields.member(Standing))
    basis: Basis | None = attrs.field(default=None, validator=fields.optional(fields.member(Basis)))
    entries: int = attrs.field(validator=fields.whole(1))

    @property
    def mark(self) -> tuple[Standing, Basis | None]:
        """What tells it from the other counts."""
        return self.standing, self.basis

    def label(self) -> str:
        basis = f" ({self.basis.value})" if self.basis else ""
        return f"{self.standing.value}{basis}: {self.entries}"


def _counts(value: Iterable[StandingCount]) -> tuple[StandingCount, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class CauseStandings(Noun):
    """How many causes of concern of many pairs were opened, are still open, and so on.

    An entry is one cause of concern in one pair, of whichever report: a baseline with several
    follow-ups has an entry in each. Nothing here is a share.

    Attributes:
        pairs: how many pairs were compared.
        without: in how many of them neither report lists any, which isn't "none".
        counts: how many entries came to what.
        caveats: how many of all entries carry each caveat of their own.

    Raises:
        ncpi.errors.InvalidError: one standing is counted twice on one basis, or more pairs
            list none than there are.
    """

    TAG = "cause-standings"

    pairs: int = attrs.field(validator=fields.whole())
    without: int = attrs.field(validator=fields.whole())
    counts: tuple[StandingCount, ...] = attrs.field(
        default=(),
        converter=_counts,
        validator=fields.unique(fields.instance(StandingCount), "mark"),
    )
    caveats: tuple[CaveatCount, ...] = attrs.field(
        default=(), converter=counts_tuple, validator=counts_gate
    )

    def __attrs_post_init__(self) -> None:
        if self.without > self.pairs:
            message = f"{self.without} of {self.pairs} pairs list none"
            raise InvalidError([Fault("without", "inconsistent", message)], type(self).__name__)

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return sum(count.entries for count in self.counts)

    def count(self, standing: Standing, *bases: Basis) -> int:
        """How many entries came to *standing*, on one of *bases* or, without, on any."""
        return sum(
            told.entries
            for told in self.counts
            if told.standing is standing and (not bases or told.basis in bases)
        )

    def label(self) -> str:
        return f"{some(self.entries, 'entry', 'entries')} of causes of concern"

    def describe(self) -> render.Sheet:
        rows = [
            (told.standing.value, told.basis.value if told.basis else "", str(told.entries))
            for told in self.counts
        ]
        told = f"In {self.without} of {some(self.pairs, 'compared pair')} neither report lists"
        notes = [f"{told} {_NONE}"] if self.without else []
        if self.entries:
            notes.append(_ENTRY)
        return render.Sheet(
            title=_TITLE,
            tables=(
                render.Table(rows, ("standing", "basis", "entries"), _TITLE),
                caveats_table(self.caveats, "Caveats on those, of all entries"),
            ),
            notes=tuple(notes),
        )


_TITLE = "Where causes of concern stand"
_NONE = "a cause of concern here, which doesn't say that there was none."
_ENTRY = (
    "An entry is one cause of concern in one pair, of either report. A later one counts as the "
    "same only where it says that it continues the earlier, on the basis told; one that nothing "
    "read takes up is neither closed nor open."
)


def cause_standings(pairs: Sequence[PairResult]) -> CauseStandings:
    """The causes of concern of *pairs*, counted by standing and basis."""
    compared = [pair.comparison for pair in pairs if pair.comparison is not None]
    entries = [entry for comparison in compared for entry in comparison.causes_of_concern]
    counted = Counter(
        (entry.standing, entry.continuation.basis if entry.continuation else None)
        for entry in entries
    )
    return CauseStandings(
        pairs=len(compared),
        without=sum(not comparison.causes_of_concern for comparison in compared),
        counts=[
            StandingCount(standing=standing, basis=basis, entries=counted[standing, basis])
            for standing in Standing
            for basis in (None, *Basis)
            if counted[standing, basis]
        ],
        caveats=caveat_counts(entry.caveats for entry in entries),
    )
