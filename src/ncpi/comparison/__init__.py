"""Two reports in, one comparison out: pure functions over nouns."""

from ncpi.comparison.graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison.proposals import Likeness, Proposal, Ruling
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
from ncpi.model.noun import promise_nouns

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
    "Likeness",
    "Proposal",
    "RecommendationComparison",
    "ReportHeading",
    "RestatedRecommendation",
    "Ruling",
    "ThemeComparison",
    "compare",
    "compare_themes",
]

promise_nouns("ncpi.comparison.matching.matcher", "matcher", "synonyms")
