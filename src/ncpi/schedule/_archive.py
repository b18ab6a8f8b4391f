"""`archive_deadlines`: what is due after every report of an archive, on a day."""

from __future__ import annotations

from datetime import date

import attrs

from ncpi import fields, registers
from ncpi.archive import Archive
from ncpi.errors import Fault, UnknownNameError, candidates, counted
from ncpi.model._shown import Shown
from ncpi.model.dates._partial_dates import Days, days_in
from ncpi.schedule._deadlines import deadlines
from ncpi.schedule._parties import PARTY_NAME, is_known, not_known
from ncpi.schedule._results import (
    EntriesByStatus,
    ExcludedRule,
    ScheduleEntry,
    from_whom_it_may_be,
    may_not_apply,
    owed_by,
)

__all__ = ["ArchiveDeadlines", "archive_deadlines"]


@attrs.frozen(kw_only=True)
class ArchiveDeadlines(EntriesByStatus, Shown):
    """What is due after the reports of an archive, and its status on a day. Not legal advice.

    Attributes:
        on: the day for which the status is given.
        due_from: from whom, as asked; None if from anyone.
        reports: the number of reports that may have been published by then.
        entries: deadlines with a due date, sorted by date, report, rule and place in the report.
        undated: deadlines without a due date, sorted by report, rule and place in the report.
        may_apply: the rules that may apply, sorted by rule and report.
    """

    on: date
    due_from: str | None = None
    reports: int
    entries: tuple[ScheduleEntry, ...] = ()
    undated: tuple[ScheduleEntry, ...] = ()
    may_apply: tuple[ExcludedRule, ...] = ()

    def label(self) -> str:
        after = f"on {self.on}, after {counted(self.reports, 'report')}"
        if self.may_apply:
            doubtful = len({rule.report for rule in self.may_apply})
            after += f"; more rules may apply to {doubtful:,} of them"
        if not self.entries and not self.undated:
            return f"nothing is due from {self.due_from or 'anyone'} {after}"
        whose = f" from {self.due_from}" if self.due_from else ""
        dated = sum(not may_not_apply(entry) for entry in self.entries)
        undated = sum(not may_not_apply(entry) for entry in self.undated)
        count = f"{counted(dated, 'deadline')}{whose}"
        if doubtful := len(self.entries) + len(self.undated) - dated - undated:
            return f"{count}, {undated} undated and {doubtful} that may not apply {after}"
        return f"{count} and {undated} undated {after}"


def archive_deadlines(
    archive: Archive,
    *,
    on: date | str,
    due_from: str | None = None,
    unverified: bool = False,
    holidays: Days | None = None,
) -> ArchiveDeadlines:
    """What is due after every report of *archive*, as `ncpi.deadlines` has it for one.

    The archive's responses meet the duties that they answer. Reports published after *on* are
    left out.

    Args:
        archive: the archive.
        on: the day for which the status is given.
        due_from: from whom: any name of a body or an inspectorate, an office, or a group such as
            "local policing bodies"; None for all.
        unverified: as for `ncpi.deadlines`.
        holidays: as for `ncpi.deadlines`.

    Raises:
        ncpi.errors.InvalidError: an argument is invalid.
        ncpi.errors.UnknownNameError: *due_from* isn't anyone known, or a response is to a report
            that neither the archive nor the register has.
    """
    faults: list[Fault] = []
    archive = fields.accept(Archive, archive, "archive", faults)
    day = fields.accept(date, on, "on", faults)
    unverified = fields.accept(bool, unverified, "unverified", faults)
    who = None if due_from is None else fields.accept(PARTY_NAME, due_from, "due_from", faults)
    days = None if holidays is None else days_in(holidays, "holidays", faults)
    fields.refuse(faults, "archive_deadlines")
    for response in archive.responses:
        # An archive of some bodies keeps the responses to reports that ncpi ships on others.
        if response.report not in archive and response.report not in registers.reports:
            keys = [report.key for report in archive]
            near = candidates(response.report, keys)
            raise UnknownNameError(response.report, "reports of this archive", near)
    reports = [report for report in archive if report.published_by(day) is not False]
    schedules = [
        deadlines(
            report,
            on=day,
            unverified=unverified,
            holidays=days,
            responses=[one for one in archive.responses if one.report == report.key],
        )
        for report in reports
    ]
    doubtful = [rule for schedule in schedules for rule in schedule.may_apply]
    if who is not None:
        doubtful = from_whom_it_may_be(who, doubtful, day)
    every = [one for each in schedules for one in (*each.entries, *each.undated)]
    found = every if who is None else owed_by(who, every, day)
    if who is not None and not found and not is_known(who, day):
        owing = [entry.deadline.due_from for entry in every]
        raise not_known(who, "bodies, offices and groups that ncpi knows", owing)
    entries = [entry for entry in found if entry.deadline.reason is None]
    undated = [entry for entry in found if entry.deadline.reason is not None]
    return ArchiveDeadlines(
        on=day,
        due_from=who,
        reports=len(reports),
        entries=tuple(sorted(entries, key=_by_day)),
        undated=tuple(sorted(undated, key=lambda one: (one.deadline.report, one.deadline.rule))),
        may_apply=tuple(sorted(doubtful, key=lambda one: (one.rule, one.report or ""))),
    )


def _by_day(entry: ScheduleEntry) -> tuple[object, ...]:
    # Those of one rule keep the order of their items in the report.
    due = entry.deadline
    return due.earliest, due.latest, due.report, due.rule
