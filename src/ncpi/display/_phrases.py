"""Phrases and tables that several views share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ncpi.comparison._accounts import accounts_of, finding_accounts
from ncpi.comparison._entries import ItemComparison, ReportHeading, ReportMention
from ncpi.comparison.pairs import OF_NO_FORCE, Pair, PairResult
from ncpi.display._names import (
    bodies_in_words,
    in_words,
    inspectorate_name,
    joined,
    reworded,
)
from ncpi.display._sheets import Table
from ncpi.errors import counted
from ncpi.model import CaseAudit, Finding, Item, Recommendation, Record

if TYPE_CHECKING:
    from ncpi.comparison._counts import Count
    from ncpi.vocabulary import CaveatCode

__all__ = [
    "PAIR_COLUMNS",
    "YEAR",
    "accounts",
    "caveats_table",
    "counted_share",
    "due_of",
    "finding_row",
    "heading_in_words",
    "labels",
    "left_out",
    "note_of",
    "pair_in_line",
    "pair_row",
    "signed_steps",
    "with_note",
]

YEAR = "The year is that in which the baseline was published."


def pair_in_line(pair: PairResult) -> str:
    """A pair in one line: the force and the two dates, or else the two keys."""
    baseline, follow_up = pair.keys
    if pair.is_excluded or not pair.bodies:
        return f"{baseline}, {follow_up}{f' ({OF_NO_FORCE})' if pair.is_excluded else ''}"
    dates = [
        in_words(one.published) if one.published else f"undated {one.kind.value}"
        for one in (pair.baseline, pair.follow_up)
    ]
    return f"{bodies_in_words(pair.bodies, pair.baseline.published)}, {' and '.join(dates)}"


PAIR_COLUMNS = ("body", "baseline", "follow-up", "link")


def pair_row(pair: Pair | PairResult) -> tuple[str, ...]:
    """The body, the two reports and the basis of the link; reports on no body by their titles."""
    before, after = pair.baseline, pair.follow_up
    titled = [
        f"{'' if before.bodies else f'{one.title}: '}{one.kind.value}, {in_words(one.published)}"
        for one in (before, after)
    ]
    return (
        bodies_in_words(before.bodies, before.published) or "none named",
        *titled,
        pair.link.basis.value if pair.link else "none",
    )


def accounts(entry: ItemComparison) -> dict[str, list[str]]:
    """Whose accounts *entry* is known from, apart for its item and the finding that decides it."""
    sides = {
        "item": accounts_of(entry.item, entry.baseline),
        "finding": finding_accounts(entry.answers, entry.basis, entry.follow_up),
    }
    names = {
        side: [name for name in entry.reported_by if name in known] for side, known in sides.items()
    }
    return {side: several for side, several in names.items() if several}


def heading_in_words(report: ReportMention) -> str:
    """A report's title, kind, inspectorates, dates and, where it is to be named, its key."""
    by = joined([inspectorate_name(key, report.published) for key in report.inspectorates])
    parts = [f"{report.kind.value}{f' by {by}' if by else ''}", in_words(report.published)]
    if isinstance(report, ReportHeading) and report.fieldwork:
        parts.append(f"fieldwork {in_words(report.fieldwork)}")
    return f"{report.title} ({', '.join(parts)}; {report.key})"


def labels(records: Iterable[Record]) -> str:
    """The labels of *records*, one a line."""
    return "\n".join(record.label() for record in records)


def due_of(item: Item | None) -> str:
    """The timescale of a recommendation that states one."""
    if isinstance(item, Recommendation) and item.timescale.is_stated:
        return reworded(str(item.timescale))
    return ""


def note_of(item: Item) -> str:
    """What a careful reader should know about *item*, on a line of its own."""
    return f"\nnote: {item.note}" if item.note else ""


def with_note(item: Item) -> str:
    """What *item* says, and what a careful reader should know about it."""
    return f"{item.text}{note_of(item)}"


def finding_row(finding: Finding) -> tuple[str, ...]:
    """What is found under which name and theme, and whether that is progress."""
    return finding.name, with_note(finding), finding.theme or "", finding.verdict


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
