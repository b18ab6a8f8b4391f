"""The timeline of one body: its reports in order, and what became of their items."""

from ncpi.timeline._reports import TimelineReport
from ncpi.timeline._series import CaseGradeSeries, TopicGradeSeries
from ncpi.timeline._threads import Age, Thread, ThreadClaim, ThreadEntry, ThreadItem
from ncpi.timeline._timeline import Timeline

__all__ = [
    "Age",
    "CaseGradeSeries",
    "Thread",
    "ThreadClaim",
    "ThreadEntry",
    "ThreadItem",
    "Timeline",
    "TimelineReport",
    "TopicGradeSeries",
]


def __dir__() -> list[str]:
    return __all__
