"""Who in a force works on which recommendation, and how it stands with them.

A package of its own that extends ncpi by subclassing, and registers nothing anywhere.
"""

from improvement_tracker.records import (
    Board,
    EscalatedRecommendation,
    LearningPoint,
    MinutedStatus,
    Officer,
    Priority,
    Report,
    TrackedRecommendation,
)
from improvement_tracker.work import adopt, overdue, owned_by, sample, workload

__all__ = [
    "Board",
    "EscalatedRecommendation",
    "LearningPoint",
    "MinutedStatus",
    "Officer",
    "Priority",
    "Report",
    "TrackedRecommendation",
    "adopt",
    "overdue",
    "owned_by",
    "sample",
    "workload",
]
