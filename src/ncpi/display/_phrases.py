"""Phrases and tables that several views share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ncpi.comparison.pairs import OF_NO_FORCE, PairResult
from ncpi.display._sheets import Table
from ncpi.errors import counted
from ncpi.model import CaseAudit, Item, Record

if TYPE_CHECKING:
    from ncpi.comparison._counts import Count
    from ncpi.vocabulary import CaveatCode

__all__ = [
    "YEAR",
    "caveats_table",
    "counted_share",
    "labels",
    "left_out",
    "note_of",
    "pair_in_line",
    "signed_steps",
    "with_note",
]

YEAR = "The year is that in which the baseline was published."


def pair_in_line(pair: PairResult) -> str:
    """A pair in one line, with the force's key written once."""
    start = f"{pair.force}/"
    baseline, follow_up = pair.keys
    if pair.is_excluded:
        return f"{baseline}, {follow_up} ({OF_NO_FORCE})"
    if baseline.startswith(start) and follow_up.startswith(start):
        return f"{pair.force}: {baseline.removeprefix(start)}, {follow_up.removeprefix(start)}"
    return f"{baseline}, {follow_up}"


def labels(records: Iterable[Record]) -> str:
    """The labels of *records*, one a line."""
    return "\n".join(record.label() for record in records)


def note_of(item: Item) -> str:
    """What a careful reader should know about *item*, on a line of its own."""
    return f"\nnote: {item.note}" if item.note else ""


def with_note(item: Item) -> str:
    """What *item* says, and what a careful reader should know about it."""
    return f"{item.text}{note_of(item)}"


def signed_steps(steps: int) -> str:
    """A change in grades with its sign; positive if better."""
    return f"{steps:+d}" if steps else "0"


def counted_share(audit: CaseAudit, grade: str) -> str:
    """How many files got *grade*, with their share if it is known."""
    count, share = audit.count(grade), audit.share(grade)
    text = "unknown" if count is None else str(count)
    return text if share is None else f"{text} ({share:.1%})"


def left_out(number: int, kinds: str) -> Iterator[str]:
    """A note on the entries of items that only a follow-up's pages list, if there are any."""
    if number:
        entries = counted(number, "entry", "entries")
        yield (
            f"{entries} on {kinds} that only the follow-up's pages list: they favour what it took "
            "up, and aren't counted."
        )


def caveats_table(counts: Iterable[Count[CaveatCode]], caption: str) -> Table:
    """How many entries have each caveat."""
    rows = [(count.what.value, f"{count.entries} of {count.out_of}") for count in counts]
    return Table(rows, ("caveat", "applies to"), caption)
