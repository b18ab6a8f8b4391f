"""What a schedule says. Results are records: stored and shown like the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat, ReportHeading
from ncpi.errors import Fault, counted
from ncpi.fields import Name, Text
from ncpi.model import Deadline, Record, Sourced, StatusEvent
from ncpi.vocabulary import DueStatus

__all__ = ["ExcludedRule", "Schedule", "ScheduleEntry", "UndatedDeadline"]

DAY_ONLY = (
    "Due and overdue speak of the day only: nothing here knows whether the thing was done. "
    "Claims stand beside a deadline and don't change where it stands."
)
NOT_ADVICE = "Not legal advice: read the law or method that is named, or ask someone who knows it."
UNVERIFIED = "UNVERIFIED"


@attrs.frozen(kw_only=True, repr=False)
class ScheduleEntry(Record):
    """A deadline, and where it stands on a day.

    Attributes:
        deadline: what is due, from whom, by when and under which rule.
        on: the day for which this is said.
        claims: the last status and the last comment of each party on the recommendation,
            as of *on*. They are claims, and play no part in `status`.
        caveats: why this should be read with care.
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
        """Whether the last day has passed: of the day only, not of what was done."""
        past = self.deadline.is_past(self.on)
        if past is None:
            return DueStatus.CANNOT_TELL
        return DueStatus.OVERDUE if past else DueStatus.DUE

    @property
    def days_left(self) -> int | None:
        """Days left after the day: zero on the last, negative once it has passed.

        None if the last day isn't certain.
        """
        return self.deadline.days_left(self.on)

    @property
    def days_over(self) -> int | None:
        """Days since the last day passed; None if it hasn't, or isn't certain."""
        left = self.days_left
        return -left if left is not None and left < 0 else None

    @property
    def verdict(self) -> str:
        """Where it stands in a few words, such as "due, 12 days left"."""
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
    """Something due for which no day can be given.

    Attributes:
        what: what is due.
        due_from: who owes it: a body's key, or an office as the rule names it.
        rule: the key of the rule that asks for it.
        basis: the law or method behind the rule, as cited; None if none is established.
        verified: whether the rule was seen in a source, or only inferred.
        recommendation: the key of the recommendation, if it is about one.
        reason: why there is no day.
        claims: as those of a `ScheduleEntry`.
        caveats: why this should be read with care.
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
        return f"no day: {self.what} ({self.due_from}): {self.reason}{mark}"


@attrs.frozen(kw_only=True, repr=False)
class ExcludedRule(Record):
    """A rule under which nothing is given, so that nobody need wonder.

    Attributes:
        rule: its key.
        cannot_tell: whether it may apply, as far as the report and the rule are known;
            otherwise it doesn't, or wasn't asked for.
        reason: why it is excluded.
    """

    TAG = "excluded-rule"

    rule: Name
    cannot_tell: bool = False
    reason: Text

    @property
    def verdict(self) -> str:
        """Whether it is known that the rule is excluded rightly."""
        return "cannot tell" if self.cannot_tell else "excluded"

    def label(self) -> str:
        return f"{self.rule}, {self.verdict}: {self.reason}"


@attrs.frozen(kw_only=True, repr=False)
class Schedule(Record):
    """What is due after a report, and where that stands on a day. Not legal advice.

    Attributes:
        heading: the report's heading.
        on: the day for which this is said.
        entries: what is due by a day: by day, then by rule and recommendation; those of
            which it is unknown whether the day has passed stand last.
        undated: what is due without a day, and why there is none.
        excluded_rules: the rules under which nothing is given, each with its reason.
        caveats: why the whole should be read with care.

    Raises:
        ncpi.errors.InvalidError: an entry is of another day or of another report.
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
                message = f"it is of {entry.on}, the schedule of {self.on}"
                yield Fault(f"{place}.on", "inconsistent", message)
            if entry.deadline.report != self.report:
                message = f"it is of {entry.deadline.report}, the schedule of {self.report}"
                yield Fault(f"{place}.deadline.report", "inconsistent", message)

    @property
    def report(self) -> str:
        """The report's key."""
        return self.heading.key

    @property
    def due(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose last day has not passed."""
        return self._status(DueStatus.DUE)

    @property
    def overdue(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose last day has passed, whether or not the thing was done."""
        return self._status(DueStatus.OVERDUE)

    @property
    def cannot_tell(self) -> tuple[ScheduleEntry, ...]:
        """The entries of which it is unknown whether their last day has passed."""
        return self._status(DueStatus.CANNOT_TELL)

    def _status(self, status: DueStatus) -> tuple[ScheduleEntry, ...]:
        return tuple(entry for entry in self.entries if entry.status is status)

    def due_from(self, who: str) -> tuple[ScheduleEntry, ...]:
        """The entries owed by *who*: a body's key, or an office as the entries name it."""
        return tuple(entry for entry in self.entries if entry.deadline.due_from == who)

    def label(self) -> str:
        return f"{self.report} on {self.on}"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.report!r} on {self.on}: {len(self.due)} due, "
            f"{len(self.overdue)} overdue, {len(self.cannot_tell)} cannot tell, "
            f"{len(self.undated)} without a day>"
        )
