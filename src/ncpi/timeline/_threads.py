"""Threads: an item from the report that first made it to the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import attrs
from dateutil.relativedelta import relativedelta

from ncpi import fields
from ncpi.comparison import Caveat, FindingAnswer
from ncpi.comparison._entries import firmest_concern, verdict_in_words
from ncpi.errors import Fault, counted, with_key
from ncpi.fields import Name
from ncpi.model import Record, StatusEvent
from ncpi.model.dates import PartialDate, partial_date
from ncpi.model.items import Item, ItemRef, Reference
from ncpi.vocabulary import Basis, CauseStatus, ItemKind, Outcome, Relation

__all__ = ["Age", "Thread", "ThreadClaim", "ThreadEntry", "ThreadItem"]


@attrs.frozen(kw_only=True, repr=False)
class Age(Record):
    """The time from the publication of one report to that of a later one.

    If a date is known only to the month or the year, it is a range.

    Attributes:
        since: when the earlier report was published.
        until: when the later report was published.
        is_least: whether this is a minimum, because the item may be older.

    Raises:
        ncpi.errors.InvalidError: it is known to end before it begins.
    """

    TAG = "age"

    since: PartialDate = attrs.field(converter=partial_date)
    until: PartialDate = attrs.field(converter=partial_date)
    is_least: bool = False

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.until.relation(self.since) is Relation.BEFORE:
            message = f"it ends in {self.until}, before it begins in {self.since}"
            yield Fault("until", "inconsistent", message)

    @property
    def least(self) -> int:
        """The least possible number of days."""
        return max((self.until.earliest - self.since.latest).days, 0)

    @property
    def most(self) -> int | None:
        """The greatest possible number of days; None if the item may be older than is known."""
        return None if self.is_least else (self.until.latest - self.since.earliest).days

    def label(self) -> str:
        shortest = _in_words(min(self.since.latest, self.until.earliest), self.until.earliest)
        if self.is_least:
            return f"{shortest} or more"
        longest = _in_words(self.since.earliest, self.until.latest)
        return shortest if shortest == longest else f"{shortest} to {longest}"


def _in_words(start: date, end: date) -> str:
    """Whole years and months, or days if it is less than a month."""
    passed = relativedelta(end, start)
    if not passed.years and not passed.months:
        return counted((end - start) // timedelta(days=1), "day")
    parts = [counted(passed.years, "year"), counted(passed.months, "month")]
    return " ".join(part for part in parts if not part.startswith("0 "))


@attrs.frozen(kw_only=True, repr=False)
class ThreadItem(Record):
    """An item of one report, and its links to the thread.

    Attributes:
        report: the key of the report.
        item: the item in that report.
        references: the links to earlier items of the thread; empty for the first item.
        basis: the basis of its link to the first item: the weakest link on the firmest path.
            None for the first item.
    """

    TAG = "thread-item"

    report: Name
    item: Item
    references: tuple[Reference, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Reference]
    )
    basis: Basis | None = attrs.field(default=None, converter=fields.one_of[Basis | None])

    @property
    def key(self) -> str:
        """The item's key in its report."""
        return self.item.key

    @property
    def ref(self) -> ItemRef:
        """The item's name."""
        return self.item.ref(self.report)

    def label(self) -> str:
        linked = f" ({self.basis.value})" if self.basis else ""
        return f"{self.report}, {self.item.label()}{linked}"


@attrs.frozen(kw_only=True, repr=False)
class ThreadClaim(Record):
    """One party's claim about a thread's recommendation, as one report made it.

    Attributes:
        item: the recommendation, in the report that made it.
        event: the claim.
    """

    TAG = "thread-claim"

    item: ItemRef = attrs.field(converter=fields.one_of[ItemRef])
    event: StatusEvent

    def label(self) -> str:
        return f"on {self.item.name} of {self.item.report}: {self.event.label()}"


@attrs.frozen(kw_only=True, repr=False)
class ThreadEntry(Record):
    """What a later report says about a thread's item, in any of its versions so far.

    Attributes:
        report: the key of the report.
        outcome: the combined outcome of the answers to it, as in a comparison. If nothing
            answers or restates it, it is *not mentioned in what was read*, which doesn't mean
            that it is closed.
        statuses: the statuses of a cause of concern; several if the items that continue it
            disagree. An earlier report's record that it was closed counts only if nothing
            here continues it. Empty for other items.
        basis: the basis of the link to the item as first made; None if the report doesn't
            mention it.
        answers: the findings that answer any version of the item.
        repeated_by: the report's items that restate or continue any version of it.
        claims: each party's last claims on each version of the recommendation up to the
            report; empty if the report is undated.
        age: the time from the item's first publication to that of the report; None if a date
            is unknown, or the report isn't known to be later.
        caveats: why it needs care.
    """

    TAG = "thread-entry"

    report: Name
    outcome: Outcome = attrs.field(converter=fields.one_of[Outcome])
    statuses: Annotated[tuple[CauseStatus, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.many_of[CauseStatus]
    )
    basis: Basis | None = attrs.field(default=None, converter=fields.one_of[Basis | None])
    answers: tuple[FindingAnswer, ...] = attrs.field(
        default=(), converter=fields.tuple_of[FindingAnswer]
    )
    repeated_by: tuple[ThreadItem, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ThreadItem]
    )
    claims: tuple[ThreadClaim, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ThreadClaim]
    )
    age: Age | None = None
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @property
    def is_mentioned(self) -> bool:
        """Whether anything read in the report answers, restates or continues it."""
        return self.basis is not None

    @property
    def concern_basis(self) -> Basis | None:
        """The firmest basis of an answer that is a concern; None if there is none."""
        return firmest_concern(self.answers)

    @property
    def verdict(self) -> str:
        """The outcome or statuses with their basis, in a few words."""
        again = f"restated as {self._repeated_in_words}" if self.repeated_by else ""
        statuses = [_unread(status.value) for status in self.statuses]
        if not any(entry.counted for entry in self.answers):
            parts = statuses or ([] if self.basis else [_unread(self.outcome.value)])
            return "; ".join([*parts, *([again] if again else [])])
        text = verdict_in_words(self.outcome, self.basis, self.concern_basis)
        return "; ".join([*statuses, text, *([again] if again else [])])

    @property
    def _repeated_in_words(self) -> str:
        """Each key with the firmest basis of its links to the thread."""
        bases = {
            one.key: Basis.firmest(reference.basis for reference in one.references)
            for one in self.repeated_by
        }
        return ", ".join(f"{key} ({basis.value})" for key, basis in bases.items() if basis)

    def label(self) -> str:
        return f"{self.report}: {self.verdict}"


def _unread(words: str) -> str:
    """The *words* for an outcome or status; a thread doesn't know whether all was read."""
    is_silent = words == Outcome.NOT_MENTIONED.value
    return f"{words} in what was read" if is_silent else words


@attrs.frozen(kw_only=True, repr=False)
class Thread(Record):
    """An item, and what later reports say about it.

    Items of two reports are in one thread only if the later one restates or continues the
    earlier one. An item that restates two earlier ones is in the threads of both; two items
    that restate one are in one thread.

    Attributes:
        items: the item as first made among these reports, and the later items that restate or
            continue it, report by report.
        entries: what each later report says about it, in order.
        older: links to items that may be from before the first report here, because no report
            here lists them; if there are any, the thread may be older than shown.
        caveats: caveats on the thread as a whole.

    Raises:
        ncpi.errors.InvalidError: it has no item.
    """

    TAG = "thread"

    items: tuple[ThreadItem, ...] = attrs.field(converter=fields.tuple_of[ThreadItem])
    entries: Annotated[tuple[ThreadEntry, ...], fields.distinct("report")] = attrs.field(
        default=(), converter=fields.tuple_of[ThreadEntry]
    )
    older: tuple[Reference, ...] = attrs.field(default=(), converter=fields.tuple_of[Reference])
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.items:
            message = "a thread has at least one item"
            yield Fault("items", "empty", message)

    @property
    def first(self) -> ThreadItem:
        """The item as first made among these reports."""
        return self.items[0]

    @property
    def kinds(self) -> tuple[ItemKind, ...]:
        """The kinds of its items, in order of first use."""
        return tuple(dict.fromkeys(again.item.item_kind for again in self.items))

    @property
    def made_at(self) -> tuple[str, ...]:
        """The keys of the reports that made, restated or continued it, in order."""
        return tuple(dict.fromkeys(again.report for again in self.items))

    @property
    def times_repeated(self) -> int:
        """How many later reports restate or continue it."""
        return len(self.made_at) - 1

    @property
    def is_rolled_forward(self) -> bool:
        """Whether at least two later reports restate it."""
        return self.times_repeated > 1

    @property
    def times_repeated_firmly(self) -> int:
        """As `times_repeated`, counting only stated and coded links."""
        return len({one.report for one in self.items[1:] if one.basis and one.basis.is_firm})

    @property
    def basis(self) -> Basis | None:
        """The weakest basis of its items and answers; None if nothing is linked to it."""
        return Basis.weakest(
            [
                *(again.basis for again in self.items),
                *(item.answer.basis for entry in self.entries for item in entry.answers),
            ]
        )

    @property
    def last_mention(self) -> ThreadEntry | None:
        """The entry of the last report that mentions it; None if no later report does."""
        mentions = [entry for entry in self.entries if entry.is_mentioned]
        return mentions[-1] if mentions else None

    @property
    def age(self) -> Age | None:
        """Its age at the last report; None if unknown or there is no later report."""
        return self.entries[-1].age if self.entries else None

    def at(self, report: str) -> ThreadEntry:
        """The entry of the report with this key.

        Raises:
            ncpi.errors.UnknownNameError: it isn't a report after the one that first made the item.
        """
        return with_key(self.entries, report, f"reports after {self.first.report}", "report")

    def label(self) -> str:
        return ", then ".join(f"{again.report}, {again.key}" for again in self.items)
