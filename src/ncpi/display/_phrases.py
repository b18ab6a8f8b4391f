"""Phrases and tables that several views share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ncpi.comparison import CaseAuditComparison, Estimate
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
from ncpi.display._views import Columns
from ncpi.errors import counted
from ncpi.model import Finding, Item, Recommendation, Record, Report

if TYPE_CHECKING:
    from ncpi.comparison._counts import Count
    from ncpi.programme import CauseStatuses
    from ncpi.programme._distribution import Distribution
    from ncpi.programme._outcomes import OutcomeTable
    from ncpi.vocabulary import CaveatCode

__all__ = [
    "FINDING_COLUMNS",
    "ITEM_COLUMNS",
    "PAIR_COLUMNS",
    "YEAR",
    "accounts",
    "caveats_table",
    "counted_share",
    "due_of",
    "heading_in_words",
    "labels",
    "left_out",
    "note_of",
    "pair_in_line",
    "signed_steps",
    "totals",
    "with_note",
    "without_subject",
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


def _side(pair: Pair | PairResult, report: Report | ReportHeading) -> str:
    """A report of the *pair* by its kind and date; with its title if the pair is on no body."""
    title = "" if pair.baseline.bodies else f"{report.title}: "
    return f"{title}{report.kind.value}, {in_words(report.published)}"


PAIR_COLUMNS: Columns[Pair | PairResult] = {
    "body": lambda pair: (
        bodies_in_words(pair.baseline.bodies, pair.baseline.published) or "none named"
    ),
    "baseline": lambda pair: _side(pair, pair.baseline),
    "follow-up": lambda pair: _side(pair, pair.follow_up),
    "link": lambda pair: pair.link.basis if pair.link else "none",
}
"""The body of a pair, its two reports and the basis of the link."""


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


ITEM_COLUMNS: Columns[Item] = {
    "item": lambda item: f"{item.item_kind.value} {item.key}",
    "text": with_note,
    "theme": lambda one: one.theme,
}
FINDING_COLUMNS: Columns[Finding] = {
    "finding": lambda one: one.name,
    "what was found": with_note,
    "theme": lambda one: one.theme,
    "progress": lambda one: one.verdict,
}


def signed_steps(steps: int) -> str:
    """A change in grades with its sign; positive if better."""
    return f"{steps:+d}" if steps else "0"


def counted_share(count: int | None, share: float | Estimate | None) -> str:
    """How many files got a grade, with their share if it is known."""
    text = "unknown" if count is None else str(count)
    value = share.value if isinstance(share, Estimate) else share
    return text if value is None else f"{text} ({value:.1%})"


def totals(audit: CaseAuditComparison) -> str:
    """How many cases were audited before and after."""
    numbers = [one.total if one else None for one in (audit.baseline, audit.follow_up)]
    before, after = ("unknown" if number is None else str(number) for number in numbers)
    return f"{before} cases, then {after}"


def without_subject(distribution: Distribution) -> str:
    """What the sentence on a *distribution* says of its subject."""
    return reworded(distribution.sentence.removeprefix(f"{distribution.subject}: "))


def left_out(figures: OutcomeTable | CauseStatuses, kinds: str, how: str) -> Iterator[str]:
    """Notes on the entries that *figures* leave out, or count if asked; *how* counts them."""
    are = "counted, as asked" if figures.accounts else f"not counted ({how} counts them)"
    reported = f"known only from other people's accounts: {are}."
    late = "that only the follow-up's pages list: they favour what it took up, and aren't counted."
    for number, words in ((figures.only_reported, reported), (figures.only_followed_up, late)):
        if number:
            yield f"{counted(number, 'entry', 'entries')} on {kinds} {words}"


def caveats_table(counts: Iterable[Count[CaveatCode]], caption: str) -> Table:
    """How many entries have each caveat."""
    rows = [(count.what.value, f"{count.entries} of {count.out_of}") for count in counts]
    return Table(rows, ("caveat", "applies to"), caption)
