"""How to draw deadline rules and schedules."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ncpi.model import Deadline, Record
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.schedule import Schedule, ScheduleEntry, UndatedDeadline
from ncpi.testing._drawing import Fields, Values, instances
from ncpi.vocabulary import PeriodUnit

__all__ = ["SCHEDULE_RECORDS"]


def _rule_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set both length and unit of a period, and count the first day only if that is allowed."""
    for name, other, values in (
        ("length", "unit", st.integers(0, 400)),
        ("unit", "length", st.sampled_from(PeriodUnit)),
    ):
        if drawn.get(name) is None and drawn.get(other) is not None:
            if name in fixed:
                drawn[other] = None
            else:
                drawn[name] = draw(values)
    counts = drawn.get("length") and drawn.get("unit") is not PeriodUnit.MONTHS
    if not counts and "first_day_counts" not in fixed:
        drawn["first_day_counts"] = False
    kinds = drawn.get("kinds", ())
    if "doubtful_kinds" not in fixed:
        drawn["doubtful_kinds"] = [
            kind for kind in drawn.get("doubtful_kinds", ()) if kind not in kinds
        ]


def _schedule_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Draw deadlines for the schedule's own date and report."""
    key, on = drawn["heading"].key, drawn["on"]
    for name, one in (
        ("entries", instances(ScheduleEntry, on=on, deadline=instances(Deadline, report=key))),
        ("undated", instances(UndatedDeadline, report=key)),
    ):
        if name not in fixed:
            drawn[name] = [draw(one) for _ in range(draw(st.integers(0, 2)))]


SCHEDULE_RECORDS: dict[type[Record], Fields] = {
    DeadlineRule: Fields(always=("length", "kinds"), fit=_rule_fit),
    Schedule: Fields({"entries": None, "undated": None}, fit=_schedule_fit),
}
"""How to draw deadline rules and schedules."""
