"""The share of a grade before and after, with its 95% interval."""

from __future__ import annotations

import attrs

from ncpi.model._shown import Shown
from ncpi.model.grading import CaseAudit

__all__ = [
    "Estimate",
    "GradeChange",
    "counted_cases",
    "grade_change",
    "in_points",
    "interval_ends",
    "signed_points",
]


@attrs.frozen(kw_only=True)
class Estimate(Shown):
    """A figure from a sample, with its 95% interval.

    The interval shows the effect of chance if the case files were drawn at random. It takes
    no account of how they were really chosen.

    Attributes:
        value: the figure for the sample.
        low: the lower end of the interval.
        high: the upper end of the interval.
        cases: the number of case files, for a share; None for a figure from two samples.
    """

    value: float
    low: float
    high: float
    cases: int | None = None

    @property
    def in_points(self) -> str:
        """A difference and its interval in percentage points."""
        low, high = signed_points(100 * self.low), signed_points(100 * self.high)
        return f"{in_points(self.value)} (95% interval {low} to {high})"

    def label(self) -> str:
        return f"{self.value:.2f} (95% interval {self.low:.2f} to {self.high:.2f})"


@attrs.frozen(kw_only=True)
class GradeChange(Shown):
    """The share of one grade, before and after.

    Attributes:
        grade: the grade.
        baseline: its share in the baseline's audit; None if unknown.
        follow_up: its share in the follow-up's audit; None if unknown.
        difference: the follow-up's share minus the baseline's; None if one is unknown or
            the sides aren't comparable.
    """

    grade: str
    baseline: Estimate | None = None
    follow_up: Estimate | None = None
    difference: Estimate | None = None

    def label(self) -> str:
        after, before = f"{self.grade} unknown", "unknown"
        if (share := self.follow_up) is not None:
            interval = f"95% interval {interval_ends(share)}"
            after = f"{share.value:.0%} {self.grade} of {share.cases} ({interval})"
        if (share := self.baseline) is not None:
            before = f"{share.value:.0%} of {share.cases} ({interval_ends(share)})"
        return f"{after}, before {before}"


def interval_ends(share: Estimate) -> str:
    """The ends of a share's interval as percentages."""
    return f"{100 * share.low:.0f} to {100 * share.high:.0f}"


def signed_points(points: float) -> str:
    """A change in percentage points with its sign, to one decimal place."""
    rounded = round(points, 1)
    return f"{rounded:+.1f}" if rounded else "0.0"


def in_points(difference: float) -> str:
    """The difference between two shares in percentage points, with the unit."""
    return f"{signed_points(100 * difference)} points"


def grade_change(
    grade: str, baseline: CaseAudit | None, follow_up: CaseAudit | None, *, comparable: bool
) -> GradeChange:
    """The share of *grade* in both audits, and their difference if they are *comparable*."""
    return GradeChange(
        grade=grade,
        baseline=_share_of(baseline, grade),
        follow_up=_share_of(follow_up, grade),
        difference=_difference(baseline, follow_up, grade) if comparable else None,
    )


def _share_of(audit: CaseAudit | None, grade: str) -> Estimate | None:
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    counted = counted_cases(audit, grade)
    if counted is None:
        return None
    low, high = statistics.share_interval(*counted)
    return Estimate(value=counted[0] / counted[1], low=low, high=high, cases=counted[1])


def _difference(
    baseline: CaseAudit | None, follow_up: CaseAudit | None, grade: str
) -> Estimate | None:
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    before, after = counted_cases(baseline, grade), counted_cases(follow_up, grade)
    if before is None or after is None:
        return None
    value = after[0] / after[1] - before[0] / before[1]
    low, high = statistics.difference_interval(before, after)
    return Estimate(value=value, low=low, high=high)


def counted_cases(audit: CaseAudit | None, grade: str) -> tuple[int, int] | None:
    """How many cases got *grade*, and out of how many; it may follow from the other grades."""
    if audit is None or not audit.total or audit.share(grade) is None:
        return None
    count = audit.count(grade)
    # A share without a count: the whole remainder has this grade.
    return (audit.remainder or 0) if count is None else count, audit.total
