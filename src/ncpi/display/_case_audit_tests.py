"""The view of a test of case audits."""

from __future__ import annotations

from collections.abc import Iterator

from ncpi.comparison import CaseAuditComparison, CaseAuditTest, Estimate
from ncpi.comparison._grade_shares import interval_ends, percent, places_beside, share_of_cases
from ncpi.comparison.statistics import SIGNIFICANCE
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model import CaseAudit

__all__ = ["case_audit_test_sheet"]


@view(CaseAuditTest)
def case_audit_test_sheet(test: CaseAuditTest) -> Sheet:
    """The verdict, and the share of each grade before and after."""
    summary = [("verdict", test.verdict.value)]
    if test.classes and test.classes != tuple(one.grade for one in test.changes):
        summary.append(("tested on", ", ".join(test.classes)))
    if test.effect is not None and test.p_value is not None:
        kind = "exact" if test.exact else "normal approximation"
        summary += [
            ("a follow-up case graded better than a baseline case", test.effect.label()),
            ("permutation test", f"{_p_value(test.p_value)} ({kind})"),
        ]
    rows = [
        (
            one.grade,
            _side(one.baseline, test.entry.baseline, one.grade),
            _side(one.follow_up, test.entry.follow_up, one.grade),
            one.difference.in_points if one.difference else "",
        )
        for one in test.changes
    ]
    return Sheet(
        f"Case audits, before and after: {test.label()}",
        (
            Table(summary),
            Table(rows, ("grade", "before", "after", "difference"), "Shares"),
        ),
        (*(caveat.label() for caveat in test.caveats), *_notes(test.entry)),
    )


def _notes(of: CaseAuditComparison) -> Iterator[str]:
    """The notes in the audits themselves."""
    for side, audit in (("baseline", of.baseline), ("follow-up", of.follow_up)):
        if audit is not None and audit.note:
            yield f"{side}: {audit.note}"


def _share(share: Estimate | None) -> str:
    if share is None:
        return ""
    if share.cases is None:
        return f"{percent(share.value)}, as printed"
    return f"{share_of_cases(share)} (95% interval {interval_ends(share)})"


def _side(share: Estimate | None, audit: CaseAudit | None, grade: str) -> str:
    """A share in words, or its possible range if it is unknown."""
    if share is not None or audit is None:
        return _share(share)
    bounds = audit.share_range(grade) if grade in audit.scale.grades else None
    if bounds is None:
        return "unknown"
    if bounds == (0.0, 1.0):
        return f"unknown, of {audit.total}"
    return f"unknown, from {percent(bounds[0])} to {percent(bounds[1])} of {audit.total}"


def _p_value(value: float) -> str:
    places = places_beside(SIGNIFICANCE, value, 3) if value > SIGNIFICANCE else 3
    return "p < 0.001" if value < 0.001 else f"p = {value:.{places}f}"
