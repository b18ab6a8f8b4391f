"""The share of a grade before and after, with its 95% interval."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ncpi.model._shown import Shown
from ncpi.model.grading import CaseAudit

__all__ = [
    "Estimate",
    "GradeChange",
    "counted_cases",
    "ends_in_points",
    "grade_change",
    "in_points",
    "interval_ends",
    "percent",
    "places_beside",
    "share_of_cases",
    "signed_points",
]


@attrs.frozen(kw_only=True)
class Estimate(Shown):
    """A figure from a sample, with its 95% interval.

    The interval shows the effect of chance if the case files were drawn at random. It takes
    no account of how they were really chosen.

    Attributes:
        value: the figure for the sample.
        low: the lower end of the interval; None if only a percentage is printed, without counts.
        high: the upper end of the interval; None likewise.
        cases: the number of case files, for a share; None for a figure from two samples.
    """

    value: float
    low: float | None = None
    high: float | None = None
    cases: int | None = None

    @property
    def in_points(self) -> str:
        """A difference and its interval in percentage points."""
        return f"{in_points(self.value)} ({_interval(ends_in_points(self))})"

    def label(self) -> str:
        ends = [f"{end:.{places_beside(0.5, end, 2)}f}" for end in _ends(self)]
        return f"{self.value:.2f} ({_interval(ends)})"


def _ends(figure: Estimate) -> list[float]:
    return [end for end in (figure.low, figure.high) if end is not None]


def _interval(ends: Sequence[str]) -> str:
    known = f"95% interval {' to '.join(ends)}"
    return known if ends else "no interval: the counts are unknown"


@attrs.frozen(kw_only=True)
class GradeChange(Shown):
    """The share of one grade, or of several together, before and after.

    Attributes:
        grade: the grade, or the words for the merged grades.
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
            of = f" of {share.cases} (95% interval {interval_ends(share)})" if share.cases else ""
            after = f"{percent(share.value)} {self.grade}{of}"
        if (share := self.baseline) is not None:
            of = f" of {share.cases} ({interval_ends(share)})" if share.cases else ""
            before = f"{percent(share.value)}{of}"
        return f"{after}, before {before}"


def percent(share: float) -> str:
    """A share as a percentage, without decimals: a report audits up to a hundred case files."""
    return f"{share:.0%}"


def share_of_cases(share: Estimate) -> str:
    """A share as a percentage, and out of how many if that is known."""
    return percent(share.value) + (f" of {share.cases}" if share.cases else "")


def interval_ends(share: Estimate) -> str:
    """The ends of a share's interval as percentages."""
    if share.low is None or share.high is None:
        return "unknown"
    return f"{100 * share.low:.0f} to {100 * share.high:.0f}"


def places_beside(border: float, value: float, places: int) -> int:
    """The number of decimal places, from *places*, at which *value* isn't shown as *border*."""
    while value != border and round(value, places) == border:
        places += 1
    return places


def signed_points(points: float, places: int = 1) -> str:
    """A change in percentage points with its sign, to one decimal place or *places*."""
    rounded = round(points, places)
    return f"{rounded:+.{places}f}" if rounded else f"{0:.{places}f}"


def ends_in_points(difference: Estimate) -> list[str]:
    """The ends of a difference's interval in percentage points; none if they are unknown."""
    # To a millionth of a point, because differences of shares are that exact at best.
    ends = [round(100 * end, 6) for end in _ends(difference)]
    return [signed_points(end, places_beside(0.0, end, 1)) for end in ends]


def in_points(difference: float) -> str:
    """The difference between two shares in percentage points, with the unit."""
    return f"{signed_points(100 * difference)} points"


Sides = tuple[CaseAudit | None, CaseAudit | None]


def grade_change(
    name: str, grades: Sequence[str], audits: Sides, *, comparable: bool
) -> GradeChange:
    """The share of *grades* together in both *audits*; *name* is the words for them.

    There is a difference if the sides are *comparable* and both shares are known.
    """
    before, after = (_share_of(audit, grades) for audit in audits)
    return GradeChange(
        grade=name,
        baseline=before,
        follow_up=after,
        difference=_difference(before, after, audits, grades) if comparable else None,
    )


def _share_of(audit: CaseAudit | None, grades: Sequence[str]) -> Estimate | None:
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    counted = counted_cases(audit, grades)
    if counted is not None:
        low, high = statistics.share_interval(*counted)
        return Estimate(value=counted[0] / counted[1], low=low, high=high, cases=counted[1])
    shares = [] if audit is None else [audit.share(grade) for grade in grades]
    known = [share for share in shares if share is not None]
    # Printed percentages are rounded, so together they may come to more than all.
    return Estimate(value=min(1.0, sum(known))) if known and len(known) == len(shares) else None


def _difference(
    before: Estimate | None, after: Estimate | None, audits: Sides, grades: Sequence[str]
) -> Estimate | None:
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    if before is None or after is None:
        return None
    value = after.value - before.value
    one, two = (counted_cases(audit, grades) for audit in audits)
    if one is None or two is None:
        return Estimate(value=value)
    low, high = statistics.difference_interval(one, two)
    return Estimate(value=value, low=low, high=high)


def counted_cases(audit: CaseAudit | None, grades: Sequence[str]) -> tuple[int, int] | None:
    """How many cases got one of *grades*, and out of how many, if both are known."""
    if audit is None or not audit.total:
        return None
    count = audit.merged_count(grades)
    return None if count is None else (count, audit.total)
