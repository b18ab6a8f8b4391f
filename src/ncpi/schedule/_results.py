"""The schedule and its entries. They are records, so they can be stored and displayed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat, ReportHeading
from ncpi.errors import Fault, UnknownNameError, counted
from ncpi.fields import Name, Text
from ncpi.model import Deadline, Record, Sourced, StatusEvent
from ncpi.vocabulary import DueStatus

__all__ = ["ExcludedRule", "Schedule", "ScheduleEntry", "UndatedDeadline"]

DAY_ONLY = (
    "Due and overdue refer only to the day: whether the thing was done isn't recorded here. "
    "Claims are shown with a deadline and don't change its status."
)
NOT_ADVICE = "Not legal advice: read the law or method cited, or ask an expert."
UNVERIFIED = "UNVERIFIED"


@attrs.frozen(kw_only=True, repr=False)
class ScheduleEntry(Record):
    """A deadline and its status on a day.

    Attributes:
        deadline: what is due, from whom, by when and under which rule.
        on: the day for which the status is given.
        claims: the last status and the last comment of each party on the recommendation,
            up to *on*. They are claims, and don't affect `status`.
        caveats: why it needs care.
    """

    TAG = "schedule-entry"

    deadline: Deadline
    on: date = attrs.field(converter=fields.one_of[date])
    claims: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatusEvent]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @property
    def status(self) -> DueStatus:
        """Whether the due date has passed, not whether the thing was done."""
        past = self.deadline.is_past(self.on)
        if past is None:
            return DueStatus.CANNOT_TELL
        return DueStatus.OVERDUE if past else DueStatus.DUE

    @property
    def days_left(self) -> int | None:
        """The number of days from *on* to the due date: 0 on that date, negative after it.

        None if the due date isn't certain.
        """
        return self.deadline.days_left(self.on)

    @property
    def days_over(self) -> int | None:
        """The number of days since the due date; None if it hasn't passed or isn't certain."""
        left = self.days_left
        return -left if left is not None and left < 0 else None

    @property
    def verdict(self) -> str:
        """The status in a few words, such as "due, 12 days left"."""
        if (over := self.days_over) is not None:
            return f"overdue by {counted(over, 'day')}"
        if (left := self.days_left) is not None:
            return f"due, {counted(left, 'day')} left" if left else "due, the last day"
        return self.status.value

    def label(self) -> str:
        mark = "" if self.deadline.verified else f" ({UNVERIFIED})"
        return f"{self.deadline.label()}: {self.verdict}{mark}"


@attrs.frozen(kw_only=True, repr=False)
class UndatedDeadline(Sourced):
    """A deadline without a known due date.

    Attributes:
        what: what is due.
        due_from: who must do it: a body's key, or an office as the rule names it.
        rule: the key of the rule that requires it.
        basis: the law or method behind the rule, as cited; None if not established.
        verified: True if the rule was seen in a source, False if it was only inferred.
        recommendation: the key of the recommendation; None if it isn't about a single one.
        reason: why there is no due date.
        claims: as for `ScheduleEntry`.
        caveats: why it needs care.
    """

    TAG = "undated-deadline"

    what: Text
    due_from: Name
    rule: Name
    basis: Name | None = None
    verified: bool
    recommendation: Name | None = None
    reason: Text
    claims: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatusEvent]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def label(self) -> str:
        mark = "" if self.verified else f" ({UNVERIFIED})"
        return f"undated: {self.what} ({self.due_from}): {self.reason}{mark}"


@attrs.frozen(kw_only=True, repr=False)
class ExcludedRule(Record):
    """A rule that wasn't applied, and why.

    Attributes:
        rule: the key of the rule.
        cannot_tell: True if it may apply; False if it doesn't or wasn't requested.
        reason: why it is excluded.
    """

    TAG = "excluded-rule"

    rule: Name
    cannot_tell: bool = False
    reason: Text

    @property
    def verdict(self) -> str:
        """The status in a few words."""
        return "cannot tell" if self.cannot_tell else "excluded"

    def label(self) -> str:
        return f"{self.rule}, {self.verdict}: {self.reason}"


@attrs.frozen(kw_only=True, repr=False)
class Schedule(Record):
    """What is due after a report, and its status on a day. Not legal advice.

    Attributes:
        heading: the report's heading.
        on: the day for which the status is given.
        entries: deadlines with a due date, sorted by date, rule and recommendation; those that
            may or may not have passed come last.
        undated: deadlines without a due date, each with the reason.
        excluded_rules: the rules that weren't applied, each with the reason.
        caveats: caveats on the schedule as a whole.

    Raises:
        ncpi.errors.InvalidError: an entry is for another day or another report.
    """

    TAG = "schedule"

    heading: ReportHeading
    on: date = attrs.field(converter=fields.one_of[date])
    entries: tuple[ScheduleEntry, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ScheduleEntry]
    )
    undated: tuple[UndatedDeadline, ...] = attrs.field(
        default=(), converter=fields.tuple_of[UndatedDeadline]
    )
    excluded_rules: Annotated[tuple[ExcludedRule, ...], fields.distinct("rule")] = attrs.field(
        default=(), converter=fields.tuple_of[ExcludedRule]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        for index, entry in enumerate(self.entries):
            place = f"entries[{index}]"
            if entry.on != self.on:
                message = f"it is for {entry.on}, the schedule for {self.on}"
                yield Fault(f"{place}.on", "inconsistent", message)
            if entry.deadline.report != self.report:
                message = f"it is for {entry.deadline.report}, the schedule for {self.report}"
                yield Fault(f"{place}.deadline.report", "inconsistent", message)

    @property
    def report(self) -> str:
        """The report's key."""
        return self.heading.key

    @property
    def due(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose due date has not passed."""
        return self._status(DueStatus.DUE)

    @property
    def overdue(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose due date has passed, whether or not the thing was done."""
        return self._status(DueStatus.OVERDUE)

    @property
    def cannot_tell(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose due date may or may not have passed."""
        return self._status(DueStatus.CANNOT_TELL)

    def _status(self, status: DueStatus) -> tuple[ScheduleEntry, ...]:
        return tuple(entry for entry in self.entries if entry.status is status)

    def due_from(self, who: str) -> tuple[ScheduleEntry, ...]:
        """The entries due from *who*: a body's key, or an office as the entries name it.

        Raises:
            ncpi.errors.UnknownNameError: nothing is due from *who*, with or without a date.
        """
        known = {entry.deadline.due_from: None for entry in self.entries}
        known |= {entry.due_from: None for entry in self.undated}
        if who not in known:
            raise UnknownNameError(who, "parties of this schedule", [*known])
        return tuple(entry for entry in self.entries if entry.deadline.due_from == who)

    def label(self) -> str:
        return f"{self.report} on {self.on}"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.report!r} on {self.on}: {len(self.due)} due, "
            f"{len(self.overdue)} overdue, {len(self.cannot_tell)} cannot tell, "
            f"{len(self.undated)} undated>"
        )
