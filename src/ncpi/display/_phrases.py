"""Phrases and tables that several views of a programme share."""

from __future__ import annotations

from collections.abc import Iterable

from ncpi.comparison.pairs import OF_NO_FORCE, PairResult
from ncpi.display._sheets import Table
from ncpi.programme._counts import Count
from ncpi.vocabulary import CaveatCode

__all__ = ["YEAR", "caveats_table", "pair_in_line"]

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


def caveats_table(counts: Iterable[Count[CaveatCode]], caption: str) -> Table:
    """How many entries have each caveat."""
    rows = [(count.what.value, f"{count.entries} of {count.of}") for count in counts]
    return Table(rows, ("caveat", "applies to"), caption)
