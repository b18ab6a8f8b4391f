"""Two reports in, one comparison out: pure functions over nouns."""

from ncpi.comparison.results import (
    CaseAuditComparison,
    CauseOfConcernComparison,
    Caveat,
    FindingAnswer,
    JudgmentComparison,
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
