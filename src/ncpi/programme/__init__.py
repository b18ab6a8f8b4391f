"""Comparison of every pair of an archive, summaries over all pairs, and coverage."""

from ncpi.comparison._counts import Count
from ncpi.programme._case_grades import CaseGradeChange, CaseGrades
from ncpi.programme._coverage import BodyCoverage, Coverage, ReportCoverage
from ncpi.programme._distribution import FEWEST_FORCES, Distribution, DistributionValue
from ncpi.programme._follow_up_times import DayRange, FollowUpTime, FollowUpTimes
from ncpi.programme._grouping import Group, Groups
from ncpi.programme._judgment_changes import ChangesOnScale, JudgmentChange, JudgmentChanges
from ncpi.programme._outcomes import CauseStatuses, OutcomeRow, OutcomeTable
from ncpi.programme._programme import ProgrammeComparison, ProgressBar

__all__ = [
    "FEWEST_FORCES",
    "BodyCoverage",
    "CaseGradeChange",
    "CaseGrades",
    "CauseStatuses",
    "ChangesOnScale",
    "Count",
    "Coverage",
    "DayRange",
    "Distribution",
    "DistributionValue",
    "FollowUpTime",
    "FollowUpTimes",
    "Group",
    "Groups",
    "JudgmentChange",
    "JudgmentChanges",
    "OutcomeRow",
    "OutcomeTable",
    "ProgrammeComparison",
    "ProgressBar",
    "ReportCoverage",
]


def __dir__() -> list[str]:
    return __all__
