"""Two reports in, one comparison out: pure functions over records."""

from ncpi.comparison.graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison.proposals import Proposal, Ruling, Similarity
from ncpi.comparison.results import (
    CauseOfConcernComparison,
    Caveat,
    FindingAnswer,
    RecommendationComparison,
    ReportHeading,
    RestatedRecommendation,
)
from ncpi.comparison.shifts import CaseAuditShift, Estimate, GradeShift
from ncpi.comparison.themes import ThemeComparison, compare_themes
from ncpi.comparison.whole import Comparison, compare
from ncpi.model.record import promise_records

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
    "Proposal",
    "RecommendationComparison",
    "ReportHeading",
    "RestatedRecommendation",
    "Ruling",
    "Similarity",
    "ThemeComparison",
    "compare",
    "compare_themes",
]

promise_records("ncpi.comparison.matching.matcher", "matcher", "synonyms")
