"""Two reports in, one comparison out: pure functions over nouns."""

from ncpi.comparison.graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison.results import (
    CauseOfConcernComparison,
    Caveat,
    FindingAnswer,
    RecommendationComparison,
    ReportHeading,
    RestatedRecommendation,
)
from ncpi.comparison.shifts import CaseAuditShift, Estimate, GradeShift, shift
from ncpi.comparison.themes import ThemeComparison, compare_themes
from ncpi.comparison.whole import Comparison, compare

__all__ = [
    "CaseAuditComparison",
    "CaseAuditShift",
    "CauseOfConcernComparison",
    "Caveat",
    "Comparison",
    "Estimate",
    "FindingAnswer",
    "GradeShift",
    "JudgmentComparison",
    "RecommendationComparison",
    "ReportHeading",
    "RestatedRecommendation",
    "ThemeComparison",
    "compare",
    "compare_themes",
    "shift",
]
