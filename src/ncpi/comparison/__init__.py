"""Comparison of two reports: pure functions over records."""

from ncpi.comparison._case_audit_tests import CaseAuditTest
from ncpi.comparison._case_audits import SMALL_SAMPLE
from ncpi.comparison._compare import Comparison, compare
from ncpi.comparison._counts import ComparisonSummary, KindSummary
from ncpi.comparison._entries import (
    Caveat,
    FindingAnswer,
    ItemComparison,
    ReportHeading,
    ReportMention,
    RestatedItem,
)
from ncpi.comparison._grade_shares import Estimate, GradeChange
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._proposals import Proposal, Ruling, Similarity
from ncpi.comparison._themes import ThemeComparison, compare_themes
from ncpi.model.record import promise_records

__all__ = [
    "SMALL_SAMPLE",
    "CaseAuditComparison",
    "CaseAuditTest",
    "Caveat",
    "Comparison",
    "ComparisonSummary",
    "Estimate",
    "FindingAnswer",
    "GradeChange",
    "ItemComparison",
    "JudgmentComparison",
    "KindSummary",
    "Proposal",
    "ReportHeading",
    "ReportMention",
    "RestatedItem",
    "Ruling",
    "Similarity",
    "ThemeComparison",
    "compare",
    "compare_themes",
]

promise_records("ncpi.comparison.matching", "matcher", "synonyms")
promise_records("ncpi.comparison.pairs", "pair-result")
promise_records("ncpi.comparison.tracked", "tracked-comparison")


def __dir__() -> list[str]:
    return __all__
