"""How users ask for deadlines, for their type checker: checked by mypy and pyright, never run."""

from datetime import date
from typing import assert_type

import ncpi
from ncpi.diary import Diary, DiaryEntry, DueWithoutDay, RuleLeftAside
from ncpi.registers import Register
from ncpi.vocabulary import DueStanding


def asked(report: ncpi.Report, rule: ncpi.DeadlineRule) -> None:
    on = date(2018, 10, 24)
    diary = ncpi.deadlines(report, on=on)
    assert_type(diary, Diary)
    assert_type(diary.entries, tuple[DiaryEntry, ...])
    assert_type(diary.without_day, tuple[DueWithoutDay, ...])
    assert_type(diary.left_aside, tuple[RuleLeftAside, ...])
    assert_type(diary.entries[0].standing, DueStanding)
    assert_type(diary.entries[0].days_left, int | None)
    assert_type(ncpi.registers.deadline_rules, Register[ncpi.DeadlineRule])
    ncpi.deadlines(report, on=on, unverified=True, holidays={date(2018, 12, 25)}, rules=[rule])
    ncpi.deadlines(report, on=on, holidays={date(2018, 12, 25): "Christmas Day"})
    ncpi.deadlines(report)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ncpi.deadlines(report, on="2018-10-24")
    ncpi.deadlines(report, on=20181024)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
