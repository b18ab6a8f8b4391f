"""What is due after a report, from whom and by when, and where that stands on a day.

Not legal advice: the rules are what was seen in sources, each with its basis.
"""

from ncpi.schedule.results import ExcludedRule, Schedule, ScheduleEntry, UndatedDeadline
from ncpi.schedule.whole import OWN_TIMESCALE, deadlines

__all__ = [
    "OWN_TIMESCALE",
    "ExcludedRule",
    "Schedule",
    "ScheduleEntry",
    "UndatedDeadline",
    "deadlines",
]
