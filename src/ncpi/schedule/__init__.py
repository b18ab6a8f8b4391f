"""The deadlines after a report: what is due, from whom, by when, and its status on a day.

Not legal advice: the rules are those seen in sources, each with its basis.
"""

from ncpi.schedule._archive import ArchiveDeadlines, archive_deadlines
from ncpi.schedule._deadlines import OWN_TIMESCALE, deadlines
from ncpi.schedule._results import (
    Discharge,
    ExcludedRule,
    Schedule,
    ScheduleEntry,
    UndatedDeadline,
)

__all__ = [
    "OWN_TIMESCALE",
    "ArchiveDeadlines",
    "Discharge",
    "ExcludedRule",
    "Schedule",
    "ScheduleEntry",
    "UndatedDeadline",
    "archive_deadlines",
    "deadlines",
]


def __dir__() -> list[str]:
    return __all__
