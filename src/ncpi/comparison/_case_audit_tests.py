"""Two case audits in figures: shares, an effect over all grades, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ncpi.comparison._entries import Caveat
from ncpi.comparison._graded import CaseAuditComparison
from ncpi.errors import Fault, InvalidError
from ncpi.model._shown import Shown
from ncpi.model.grading import CaseAudit
from ncpi.vocabulary import CaveatCode, Comparability, Verdict

__all__ = [
    "CaseAuditTest",
    "Estimate",
    "GradeChange",
    "case_audit_test",
    "grade_changes",
    "in_points",
    "interval_ends",
    "signed_points",
]

_ON_GRADES = (
    CaveatCode.BODIES_DIFFER,
    CaveatCode.DATES_CANNOT_TELL,
    CaveatCode.LINK,
    CaveatCode.SECOND_HAND,
)


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


@attrs.frozen(kw_only=True)
class CaseAuditTest(Shown):
    """How the grades of one area's case files changed, and whether chance may explain it.

    The figures treat the files as drawn at random. They don't cover files that weren't
    audited or explain why grades changed; see the caveats.

    Attributes:
        of: the audits, and whether they are comparable.
        grades: the share of each grade, in the scale's order; empty if the scales differ.
        effect: the probability that a follow-up case is graded better than a baseline
            case, counting ties as half; None if nothing can be concluded.
        p_value: the probability of a difference at least this large by chance alone; None if
            nothing can be concluded.
        exact: True if the p-value is exact, False if it is an approximation; None if nothing
            can be concluded.
        verdict: the verdict, by the rule of `ncpi.comparison.statistics.read`.
        other_verdicts: the verdicts that one case file could change it to.
        caveats: why it needs care.
    """

    of: CaseAuditComparison
    grades: tuple[GradeChange, ...] = ()
    effect: Estimate | None = None
    p_value: float | None = None
    exact: bool | None = None
    verdict: Verdict
    other_verdicts: tuple[Verdict, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def area(self) -> str | None:
        """The area, or None for all areas together."""
        return self.of.area

    def grade(self, grade: str) -> GradeChange:
        """The share of *grade*, before and after.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade, or there are two scales.
        """
        audit = self.of.baseline or self.of.follow_up
        name = audit.scale.grade(grade) if audit else grade
        for one in self.grades:
            if one.grade == name:
                return one
        message = "the two sides are graded on different scales; look at each audit"
        raise InvalidError([Fault("grade", "inconsistent", message)], type(self).__name__)

    def label(self) -> str:
        border = ", but one case file would change that" if self.other_verdicts else ""
        return f"{self.area or 'all areas'}: {self.verdict.value}{border}"


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


def case_audit_test(entry: CaseAuditComparison, of_pair: Iterable[Caveat] = ()) -> CaseAuditTest:
    """How the grades of one area changed, with their uncertainty.

    If counts are unknown or the sides aren't comparable, it gives the shares of each side and
    the verdict "cannot tell". Those caveats *of_pair* that concern grades are added, because
    a verdict may be quoted without its comparison.

    Raises:
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and there
            are enough cases to test.
    """
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    more = tuple(caveat for caveat in of_pair if caveat.code in _ON_GRADES)
    before, after = _counts(entry.baseline), _counts(entry.follow_up)
    if entry.comparability is not Comparability.COMPARABLE or before is None or after is None:
        return CaseAuditTest(
            of=entry,
            grades=grade_changes(entry),
            verdict=Verdict.CANNOT_TELL,
            caveats=(*entry.caveats, *more),
        )
    reading = statistics.read(before, after)
    others = statistics.other_verdicts(before, after)
    value = reading.effect
    return CaseAuditTest(
        of=entry,
        grades=grade_changes(entry),
        effect=Estimate(value=value[0], low=value[1], high=value[2]) if value else None,
        p_value=reading.test.p_value if reading.test else None,
        exact=reading.test.exact if reading.test else None,
        verdict=reading.verdict,
        other_verdicts=others,
        caveats=(*entry.caveats, *_border_caveats(others), *more),
    )


def _border_caveats(others: Iterable[Verdict]) -> Iterator[Caveat]:
    if words := " or ".join(repr(verdict.value) for verdict in others):
        text = f"one case file more, fewer or graded differently would make it {words}"
        yield Caveat(code=CaveatCode.BORDERLINE, text=text)


def grade_changes(entry: CaseAuditComparison) -> tuple[GradeChange, ...]:
    """The share of each grade before and after, with its interval; empty if the scales differ.

    It doesn't need SciPy. A difference is given only if the sides are comparable and both
    shares are known.
    """
    sides = [audit for audit in (entry.baseline, entry.follow_up) if audit is not None]
    if not all(audit.scale.is_same(sides[0].scale) for audit in sides):
        return ()
    comparable = entry.comparability is Comparability.COMPARABLE
    return tuple(
        GradeChange(
            grade=grade,
            baseline=_share_of(entry.baseline, grade),
            follow_up=_share_of(entry.follow_up, grade),
            difference=_difference(entry, grade) if comparable else None,
        )
        for grade in sides[0].scale.grades
    )


def _share_of(audit: CaseAudit | None, grade: str) -> Estimate | None:
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    counted = _counted(audit, grade)
    if counted is None:
        return None
    low, high = statistics.share_interval(*counted)
    return Estimate(value=counted[0] / counted[1], low=low, high=high, cases=counted[1])


def _difference(entry: CaseAuditComparison, grade: str) -> Estimate | None:
    from ncpi.comparison import statistics  # noqa: PLC0415 - few comparisons need it

    before, after = _counted(entry.baseline, grade), _counted(entry.follow_up, grade)
    value = entry.change(grade)
    if before is None or after is None or value is None:
        return None
    low, high = statistics.difference_interval(before, after)
    return Estimate(value=value, low=low, high=high)


def _counts(audit: CaseAudit | None) -> list[int] | None:
    """How many cases got each grade, from best to worst; None if one is unknown."""
    if audit is None or not audit.total:
        return None
    found = [_counted(audit, grade) for grade in audit.scale.grades]
    known = [counted[0] for counted in found if counted is not None]
    return known if len(known) == len(found) else None


def _counted(audit: CaseAudit | None, grade: str) -> tuple[int, int] | None:
    """How many cases got *grade*, and out of how many; it may follow from the other grades."""
    if audit is None or not audit.total or audit.share(grade) is None:
        return None
    count = audit.count(grade)
    # A share without a count: the whole remainder has this grade.
    return (audit.remainder or 0) if count is None else count, audit.total
