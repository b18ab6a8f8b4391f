"""One item, carried from the report that first made it to the last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison import Caveat, FindingAnswer
from ncpi.comparison._entries import firmest_concern
from ncpi.errors import Fault
from ncpi.fields import Name
from ncpi.model import Record, StatusEvent
from ncpi.model._items import Item
from ncpi.model._references import Reference
from ncpi.timeline._ages import Age
from ncpi.vocabulary import Basis, CauseStatus, ItemKind, Outcome

__all__ = ["Thread", "ThreadClaim", "ThreadEntry", "ThreadItem"]


@attrs.frozen(kw_only=True, repr=False)
class ThreadItem(Record):
    """A recommendation or cause of concern of one report, and what links it to the thread.

    Attributes:
        report: the key of the report.
        item: the item as it stands there.
        references: what links it to earlier items of the thread; nothing for the first.
        basis: how firmly that links it to the first one: as the weakest link on the firmest
            way there. None for the first.
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

    def label(self) -> str:
        linked = f" ({self.basis.value})" if self.basis else ""
        return f"{self.report}, {self.item.label()}{linked}"


@attrs.frozen(kw_only=True, repr=False)
class ThreadClaim(Record):
    """What one party claimed of a thread's recommendation, in the form that one report gave it.

    Attributes:
        report: the key of the report that made the recommendation so.
        key: the recommendation's key there.
        event: what the party said, and when.
    """

    TAG = "thread-claim"

    report: Name
    key: Name
    event: StatusEvent

    def label(self) -> str:
        return f"on {self.key} of {self.report}: {self.event.label()}"


@attrs.frozen(kw_only=True, repr=False)
class ThreadEntry(Record):
    """What a later report said of a thread's item, in any form that it had by then.

    Attributes:
        report: the key of the report.
        outcome: what the answers to a recommendation come to, as in a comparison. Where
            nothing answers it or takes it up, it is *not mentioned in what was read*, which
            closes nothing. None for a cause of concern.
        statuses: where a cause of concern stands: several, where those that take it up don't
            agree. That the last record of an earlier report has it closed is given only where
            nothing takes it up here. Nothing for a recommendation.
        basis: how firmly that is linked to the item as it was first made; None where the
            report doesn't speak of it.
        answers: the findings that answer it, or one that takes it up.
        taken_up_by: the report's items that take it up, or one that does.
        claims: the last thing that each party claimed as of that report, of each form that
            the recommendation had by then; none if the report is undated.
        age: how long after the item was first made the report was published; None where a
            date isn't known, or dates don't tell that it was later.
        caveats: why this should be read with care.

    Raises:
        ncpi.errors.InvalidError: it has an outcome and statuses, or neither.
    """

    TAG = "thread-entry"

    report: Name
    outcome: Outcome | None = attrs.field(default=None, converter=fields.one_of[Outcome | None])
    statuses: Annotated[tuple[CauseStatus, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.many_of[CauseStatus]
    )
    basis: Basis | None = attrs.field(default=None, converter=fields.one_of[Basis | None])
    answers: tuple[FindingAnswer, ...] = attrs.field(
        default=(), converter=fields.tuple_of[FindingAnswer]
    )
    taken_up_by: tuple[ThreadItem, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ThreadItem]
    )
    claims: tuple[ThreadClaim, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ThreadClaim]
    )
    age: Age | None = None
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        if (self.outcome is None) == (not self.statuses):
            message = "it has an outcome or statuses: one of the two"
            yield Fault("outcome", "inconsistent", message)

    @property
    def is_mentioned(self) -> bool:
        """Whether anything read of the report answers it or takes it up."""
        return self.basis is not None

    @property
    def concern_basis(self) -> Basis | None:
        """How firmly the firmest finding that is a concern is linked to it; None without one."""
        return firmest_concern(self.answers)

    @property
    def verdict(self) -> str:
        """What was said, in a few words, with its basis."""
        basis = f" ({self.basis.value})" if self.basis else ""
        if self.outcome is None:
            return f"{'; '.join(status.value for status in self.statuses)}{basis}"
        if self.basis is None:
            return self.outcome.value
        again = f"restated as {self._taken_up_in_words}" if self.taken_up_by else ""
        if not any(entry.counted for entry in self.answers):
            return again
        if self.outcome is Outcome.NOT_STATED:
            said = f"mentioned{basis}, {self.outcome.value}"
        else:
            said = f"{self.outcome.value}{basis}"
        worried = self.concern_basis
        if worried is not None:
            said += ", and a concern" + (f" ({worried.value})" if worried is not self.basis else "")
        return f"{said}; {again}" if again else said

    @property
    def _taken_up_in_words(self) -> str:
        """Each key with the firmest basis on which it takes up anything of the thread."""
        bases = {
            one.key: Basis.firmest(reference.basis for reference in one.references)
            for one in self.taken_up_by
        }
        return ", ".join(f"{key} ({basis.value})" for key, basis in bases.items() if basis)

    def label(self) -> str:
        return f"{self.report}: {self.verdict}"


@attrs.frozen(kw_only=True, repr=False)
class Thread(Record):
    """An item, and all that later reports said of it.

    It is the same in two reports only where the later one says that it restates or continues
    the earlier one's. A later item that takes up two earlier ones stands in the threads of
    both; two that take up one stand in one thread.

    Attributes:
        items: the item as it was first made among these reports, and those that take it or
            one of those up again, report by report.
        entries: what each later report said of it, in order.
        older: what any of them takes up that may be from before the first report here, since
            none from there on lists it; so it is older than they tell, or may be.
        caveats: what to bear in mind on the thread as a whole.

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
            message = "a thread has at least the item that it begins with"
            yield Fault("items", "empty", message)

    @property
    def first(self) -> ThreadItem:
        """The item as it was first made among these reports."""
        return self.items[0]

    @property
    def kinds(self) -> tuple[ItemKind, ...]:
        """The kinds that it has had, in the order in which it first had each."""
        return tuple(dict.fromkeys(again.item.item_kind for again in self.items))

    @property
    def made_at(self) -> tuple[str, ...]:
        """The keys of the reports that made it, first or anew, in order."""
        return tuple(dict.fromkeys(again.report for again in self.items))

    @property
    def times_repeated(self) -> int:
        """In how many later reports it was taken up again."""
        return len(self.made_at) - 1

    @property
    def is_repeated(self) -> bool:
        """Whether a later report took it up again."""
        return self.times_repeated > 0

    @property
    def times_repeated_firmly(self) -> int:
        """In how many later reports it was, as the report states or an analyst coded."""
        return len({one.report for one in self.items[1:] if one.basis and one.basis.is_firm})

    @property
    def is_repeated_firmly(self) -> bool:
        """Whether a later report took it up as it states or an analyst coded."""
        return self.times_repeated_firmly > 0

    @property
    def is_rolled_forward(self) -> bool:
        """Whether at least two later reports took it up again."""
        return self.times_repeated > 1

    @property
    def is_rolled_forward_firmly(self) -> bool:
        """Whether at least two later reports did, as they state or an analyst coded."""
        return self.times_repeated_firmly > 1

    @property
    def basis(self) -> Basis | None:
        """The weakest basis on which anything is linked to it; None if nothing is."""
        return Basis.weakest(
            [
                *(again.basis for again in self.items),
                *(item.answer.basis for entry in self.entries for item in entry.answers),
            ]
        )

    @property
    def last_mention(self) -> ThreadEntry | None:
        """What was said in the last report that mentions it; None if no later one does."""
        mentions = [entry for entry in self.entries if entry.is_mentioned]
        return mentions[-1] if mentions else None

    @property
    def age(self) -> Age | None:
        """How old it was at the last report; None if that isn't known, or none came later."""
        return self.entries[-1].age if self.entries else None

    def at(self, report: str) -> ThreadEntry | None:
        """What the report with this key said of it; None for the first and earlier ones."""
        return next((entry for entry in self.entries if entry.report == report), None)

    def label(self) -> str:
        return ", then ".join(f"{again.report}, {again.key}" for again in self.items)
