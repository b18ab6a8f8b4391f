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
from ncpi.comparison.whole import Comparison, compare

__all__ = [
    "CaseAuditComparison",
    "CauseOfConcernComparison",
    "Caveat",
    "Comparison",
    "FindingAnswer",
    "JudgmentComparison",
    "RecommendationComparison",
    "ReportHeading",
    "RestatedRecommendation",
    "compare",
]
