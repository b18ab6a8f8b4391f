"""How users ask for deadlines, for their type checker: checked by mypy and pyright, never run."""

from datetime import date
from typing import assert_type

import ncpi
from ncpi.registers import Register
from ncpi.schedule import ExcludedRule, Schedule, ScheduleEntry, UndatedDeadline
from ncpi.vocabulary import DueStatus


def asked(report: ncpi.Report, rule: ncpi.DeadlineRule) -> None:
    on = date(2018, 10, 24)
    schedule = ncpi.deadlines(report, on=on)
    assert_type(schedule, Schedule)
    assert_type(schedule.entries, tuple[ScheduleEntry, ...])
    assert_type(schedule.undated, tuple[UndatedDeadline, ...])
    assert_type(schedule.excluded_rules, tuple[ExcludedRule, ...])
    assert_type(schedule.entries[0].status, DueStatus)
    assert_type(schedule.entries[0].days_left, int | None)
    assert_type(ncpi.registers.deadline_rules, Register[ncpi.DeadlineRule])
    ncpi.deadlines(report, on=on, unverified=True, holidays={date(2018, 12, 25)}, rules=[rule])
    ncpi.deadlines(report, on=on, holidays={date(2018, 12, 25): "Christmas Day"})
    ncpi.deadlines(report)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ncpi.deadlines(report, on="2018-10-24")
    ncpi.deadlines(report, on=20181024)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
