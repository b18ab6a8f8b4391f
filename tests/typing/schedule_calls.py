"""How users ask for deadlines, for their type checker: checked by mypy and pyright, never run."""

from datetime import date
from typing import assert_type

import ncpi
from ncpi.model.responses import ResponseGaps
from ncpi.registers import Register
from ncpi.schedule import (
    ArchiveDeadlines,
    ExcludedRule,
    Schedule,
    ScheduleEntry,
    archive_deadlines,
)
from ncpi.serial.responses import from_markdown, to_markdown
from ncpi.vocabulary import DueStatus


def asked(report: ncpi.Report, rule: ncpi.DeadlineRule) -> None:
    on = date(2018, 10, 24)
    schedule = ncpi.deadlines(report, on=on)
    assert_type(schedule, Schedule)
    assert_type(schedule.entries, tuple[ScheduleEntry, ...])
    assert_type(schedule.undated, tuple[ScheduleEntry, ...])
    assert_type(schedule.excluded_rules, tuple[ExcludedRule, ...])
    assert_type(schedule.entries[0].status, DueStatus)
    assert_type(schedule.entries[0].days_left, int | None)
    assert_type(ncpi.registers.deadline_rules, Register[ncpi.DeadlineRule])
    ncpi.deadlines(report, on=on, unverified=True, holidays={date(2018, 12, 25)}, rules=[rule])
    ncpi.deadlines(report, on=on, holidays={date(2018, 12, 25): "Christmas Day"})
    ncpi.deadlines(report)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ncpi.deadlines(report, on="2018-10-24")
    ncpi.deadlines(report, on=20181024)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def answered(archive: ncpi.Archive, report: ncpi.Report) -> None:
    response = ncpi.Response.start(report, body="local-policing-body/kent")
    assert_type(response, ncpi.Response)
    assert_type(response.gaps(report), ResponseGaps)
    assert_type(from_markdown(to_markdown(response, report)), ncpi.Response)
    due = archive_deadlines(archive.with_response(response), on="2018-10-24", due_from="Kent PCC")
    assert_type(due, ArchiveDeadlines)
    assert_type(due.passed, tuple[ScheduleEntry, ...])
    ncpi.deadlines(report, on="2018-10-24", responses=[response])
    archive_deadlines(archive)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    to_markdown(report)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
