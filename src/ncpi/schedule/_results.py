"""The schedule and its entries. They are records, so they can be stored and displayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat, ReportHeading
from ncpi.errors import Fault, counted
from ncpi.fields import Name, Text
from ncpi.model import Deadline, PartialDate, Record, StatusEvent
from ncpi.model._shown import Several
from ncpi.model.dates import optional_partial_date
from ncpi.schedule._parties import (
    PARTY_NAME,
    asked_for,
    group_asked_for,
    is_due_from,
    is_one_of,
    not_known,
)
from ncpi.vocabulary import CaveatCode, DueStatus, MetBy

__all__ = ["Discharge", "ExcludedRule", "Schedule", "ScheduleEntry"]

DAY_ONLY = (
    "A deadline is met only by what is on record here: where nothing is, it may have been met all "
    "the same. Claims are shown with a deadline and don't change its status."
)
NOT_ADVICE = "Not legal advice: read the law or method cited, or ask an expert."
UNVERIFIED = "UNVERIFIED"


@attrs.frozen(kw_only=True, repr=False)
class Discharge(Record):
    """Something on record that meets a deadline.

    Attributes:
        by: whose it is: a body's key, or a party.
        what: what meets it.
        dated: when it was published, sent or recorded; None if that isn't known.
    """

    TAG = "discharge"

    by: Name
    what: MetBy = attrs.field(converter=fields.one_of[MetBy])
    dated: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day that it may be of; all of time if it is undated."""
        return (self.dated.earliest, self.dated.latest) if self.dated else (date.min, date.max)

    def label(self) -> str:
        of = "" if self.by in self.what.value else f" of {self.by}"
        return f"{self.what.value}{of}, {self.dated or 'undated'}"


@attrs.frozen(kw_only=True, repr=False)
class ScheduleEntry(Record):
    """A deadline and its status on a day.

    Attributes:
        deadline: what is due, from whom, by when and under which rule.
        on: the day for which the status is given.
        met_by: what on record, up to *on*, meets it, the earliest first.
        possibly_met_by: what on record may meet it. Its date, or that of a later status, is known
            only to a month or a year, and may be later than *on*; or the status is unclear.
        claims: the last status and the last comment of each party on the recommendation,
            up to *on*. They are claims, and don't affect `status`.
        caveats: why it needs care.
    """

    TAG = "schedule-entry"

    deadline: Deadline
    on: date = attrs.field(converter=fields.one_of[date])
    met_by: tuple[Discharge, ...] = attrs.field(default=(), converter=fields.tuple_of[Discharge])
    possibly_met_by: tuple[Discharge, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Discharge]
    )
    claims: tuple[StatusEvent, ...] = attrs.field(
        default=(), converter=fields.tuple_of[StatusEvent]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @property
    def status(self) -> DueStatus:
        """Whether it was met, or else whether the due day has passed."""
        if self.met_by:
            return DueStatus.MET
        past = self.deadline.is_past(self.on)
        if past is None or self.possibly_met_by:
            return DueStatus.CANNOT_TELL
        return DueStatus.PASSED if past else DueStatus.DUE

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
        """The status in a few words, such as "due, 12 days left", or why there is no due date."""
        doubt = doubt_of(self)
        if self.deadline.reason is not None:
            met = [f"met by {one.label()}" for one in self.met_by]
            return "; ".join([self.deadline.reason, *met, *([doubt] if doubt else [])])
        if self.met_by:
            return self._how_met()
        if doubt:
            return doubt
        if self.status is DueStatus.PASSED:
            over = self.days_over
            since = "" if over is None else f" {counted(over, 'day')} ago"
            return f"{self.status.value}{since}; nothing on record here"
        if (left := self.days_left) is not None:
            return f"due, {counted(left, 'day')} left" if left else "due, the last day"
        return self.status.value

    def _how_met(self) -> str:
        """How it was met: in time if anything certainly is, else in time or late, else late."""
        due = self.deadline
        for met in self.met_by:
            if due.earliest and met.span[1] <= due.earliest:
                return f"met: {met.label()}"
        for met in self.met_by:
            if due.latest and met.span[0] <= due.latest:
                return f"met in time or late: {met.label()}"
        first = self.met_by[0]
        day = first.dated.exact if first.dated else None
        late = (
            "" if day is None or due.day is None else f" by {counted((day - due.day).days, 'day')}"
        )
        return f"met late{late}: {first.label()}"

    def label(self) -> str:
        mark = "" if self.deadline.verified else f" ({UNVERIFIED})"
        return f"{self.deadline.label()}: {self.verdict}{mark}"


def doubt_of(entry: ScheduleEntry) -> str | None:
    """What may have met it, if that is unclear; None if something certainly has, or nothing."""
    if entry.met_by or not entry.possibly_met_by:
        return None
    return f"cannot tell whether met: {'; '.join(one.label() for one in entry.possibly_met_by)}"


def may_not_apply(entry: ScheduleEntry) -> bool:
    """Whether its rule may not apply to the report."""
    return any(caveat.code is CaveatCode.RULE_MAY_NOT_APPLY for caveat in entry.caveats)


class EntriesByStatus:
    """A mixin: the entries by their status."""

    __slots__ = ()

    entries: tuple[ScheduleEntry, ...]

    @property
    def due(self) -> tuple[ScheduleEntry, ...]:
        """The entries that aren't met and whose due day has not passed."""
        return self._status(DueStatus.DUE)

    @property
    def met(self) -> tuple[ScheduleEntry, ...]:
        """The entries that something on record meets, in time or late."""
        return self._status(DueStatus.MET)

    @property
    def passed(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose due day has passed and that nothing on record meets."""
        return self._status(DueStatus.PASSED)

    @property
    def cannot_tell(self) -> tuple[ScheduleEntry, ...]:
        """The entries whose due date may or may not have passed, or that may have been met."""
        return self._status(DueStatus.CANNOT_TELL)

    def _status(self, status: DueStatus) -> tuple[ScheduleEntry, ...]:
        return Several(entry for entry in self.entries if entry.status is status)


@attrs.frozen(kw_only=True, repr=False)
class ExcludedRule(Record):
    """A rule that wasn't applied, and why.

    Attributes:
        rule: the key of the rule.
        report: the key of the report that it was tried on.
        cannot_tell: True if it may apply; False if it doesn't or wasn't requested.
        due_from: from whom something would be due if it applies, as far as that is known; empty
            if it doesn't apply.
        reason: why it is excluded.
    """

    TAG = "excluded-rule"

    rule: Name
    report: Name | None = None
    cannot_tell: bool = False
    due_from: tuple[Name, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    reason: Text

    @property
    def verdict(self) -> str:
        """The status in a few words."""
        return "cannot tell" if self.cannot_tell else "excluded"

    def label(self) -> str:
        return f"{self.rule}, {self.verdict}: {self.reason}"


@attrs.frozen(kw_only=True, repr=False)
class Schedule(EntriesByStatus, Record):
    """What is due after a report, and its status on a day. Not legal advice.

    Attributes:
        heading: the report's heading.
        on: the day for which the status is given.
        entries: deadlines with a due date, sorted by date, rule and recommendation; those that
            may or may not have passed or been met come last.
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
    undated: tuple[ScheduleEntry, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ScheduleEntry]
    )
    excluded_rules: Annotated[tuple[ExcludedRule, ...], fields.distinct("rule")] = attrs.field(
        default=(), converter=fields.tuple_of[ExcludedRule]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        for name, entries in (("entries", self.entries), ("undated", self.undated)):
            for index, entry in enumerate(entries):
                path, due = f"{name}[{index}]", entry.deadline
                yield from _of_another(f"{path}.on", entry.on, self.on)
                yield from _of_another(f"{path}.deadline.report", due.report, self.report)
                if (due.reason is None) != (name == "entries"):
                    message = f"a deadline {'without' if due.reason else 'with'} a due date"
                    yield Fault(f"{path}.deadline.reason", "inconsistent", message)

    @property
    def report(self) -> str:
        """The report's key."""
        return self.heading.key

    @property
    def may_apply(self) -> tuple[ExcludedRule, ...]:
        """The excluded rules that may apply: the report doesn't tell."""
        return Several(rule for rule in self.excluded_rules if rule.cannot_tell)

    def due_from(self, who: str) -> tuple[ScheduleEntry, ...]:
        """What is due from *who*, dated entries first.

        *who* is a body by its key or any name that the registers know (``PCC for
        Staffordshire``), an inspectorate, or an office or group as an entry names it. A body
        also owes what is due from a group that it belongs to, such as "chief constables".

        Rules that may apply are in `may_apply`, and not here.

        Raises:
            ncpi.errors.UnknownNameError: nothing here is due from *who*. The message names the
                rules that may apply to it.
            ncpi.errors.InvalidError: it isn't a name.
        """
        faults: list[Fault] = []
        asked = fields.accept(PARTY_NAME, who, "who", faults)
        fields.refuse(faults, "Schedule.due_from")
        every = [*self.entries, *self.undated]
        found = owed_by(asked, every, self.on)
        if not found:
            perhaps = from_whom_it_may_be(asked, self.may_apply, self.on)
            rules = ", ".join(rule.rule for rule in perhaps)
            also = f", although {rules} may apply to it" if perhaps else ""
            others = [one for rule in perhaps or self.may_apply for one in rule.due_from]
            parties = [*(one.deadline.due_from for one in every), *others]
            raise not_known(asked, f"parties of this schedule{also}", parties)
        return Several(found)

    def label(self) -> str:
        more = counted(len(self.may_apply), "more rule")
        return f"{self.report} on {self.on}{f'; {more} may apply' if self.may_apply else ''}"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.label()}; {len(self.due)} due, "
            f"{len(self.met)} met, {len(self.passed)} passed, {len(self.cannot_tell)} cannot tell, "
            f"{len(self.undated)} undated>"
        )


def _of_another(path: str, its: object, schedules: object) -> Iterator[Fault]:
    if its != schedules:
        yield Fault(path, "inconsistent", f"it is for {its}, the schedule for {schedules}")


def from_whom_it_may_be(who: str, rules: Iterable[ExcludedRule], on: date) -> list[ExcludedRule]:
    """Those of *rules* under which something may be due from *who*."""
    wanted = asked_for(who, on)
    return [
        rule for rule in rules if any(is_due_from(party, wanted, on) for party in rule.due_from)
    ]


def owed_by(who: str, entries: Iterable[ScheduleEntry], on: date) -> list[ScheduleEntry]:
    """Those of *entries* that are due from *who*, by any of its names, or from a group of it.

    Where a body has an entry of its own, that of its group is about the others.
    """
    wanted = asked_for(who, on)
    found = [entry for entry in entries if is_due_from(entry.deadline.due_from, wanted, on)]
    if group_asked_for(who, on):
        return found

    def duty(due: Deadline) -> tuple[object, ...]:
        return due.report, due.item, due.rule

    named = [entry for entry in found if is_one_of(entry.deadline.due_from, wanted)]
    own = {duty(entry.deadline) for entry in named}
    return [entry for entry in found if entry in named or duty(entry.deadline) not in own]
