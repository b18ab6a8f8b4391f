"""How the views over a programme put things that several of them say."""

from __future__ import annotations

from collections.abc import Iterable

from ncpi.archive.caveat_counts import CaveatCount
from ncpi.archive.pair_results import OF_NO_FORCE
from ncpi.render import Table

__all__ = ["YEAR", "caveats_table", "pair_in_line", "some"]

YEAR = "The year is that in which the baseline was published."


def some(number: int, one: str, several: str = "") -> str:
    """So many of a thing, which more than one of are called *several*, or *one* with an s."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def pair_in_line(force: str, baseline: str, follow_up: str, *, aside: bool = False) -> str:
    """A pair in one line, the force's key written once; *aside* if it stands for no force."""
    start = f"{force}/"
    if aside:
        return f"{baseline}, {follow_up} ({OF_NO_FORCE})"
    if baseline.startswith(start) and follow_up.startswith(start):
        return f"{force}: {baseline.removeprefix(start)}, {follow_up.removeprefix(start)}"
    return f"{baseline}, {follow_up}"


def caveats_table(counts: Iterable[CaveatCount], caption: str) -> Table:
    """How many parts carry each caveat."""
    rows = [(count.code.value, f"{count.carried} of {count.of}") for count in counts]
    return Table(rows, ("caveat", "carried by"), caption)
