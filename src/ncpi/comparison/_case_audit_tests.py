"""Two case audits in figures: shares, an effect over all grades, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ncpi.comparison._entries import Caveat
from ncpi.comparison._grade_shares import Estimate, GradeChange, counted_cases
from ncpi.comparison._graded import CaseAuditComparison
from ncpi.model._shown import Shown
from ncpi.model.grading import CaseAudit
from ncpi.vocabulary import CaveatCode, Comparability, Verdict

__all__ = [
    "CaseAuditTest",
    "case_audit_test",
]

_ON_GRADES = (
    CaveatCode.BODIES_DIFFER,
    CaveatCode.DATES_CANNOT_TELL,
    CaveatCode.LINK,
    CaveatCode.SECOND_HAND,
)


@attrs.frozen(kw_only=True)
class CaseAuditTest(Shown):
    """How the grades of one area's case files changed, and whether chance may explain it.

    The figures treat the files as drawn at random. They don't cover files that weren't
    audited or explain why grades changed; see the caveats.

    Attributes:
        of: the audits, and whether they are comparable.
        changes: as `CaseAuditComparison.changes`.
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
    changes: tuple[GradeChange, ...] = ()
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

    def label(self) -> str:
        border = ", but one case file would change that" if self.other_verdicts else ""
        return f"{self.area or 'all areas'}: {self.verdict.value}{border}"


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
            changes=entry.changes,
            verdict=Verdict.CANNOT_TELL,
            caveats=(*entry.caveats, *more),
        )
    reading = statistics.read(before, after)
    others = statistics.other_verdicts(before, after)
    value = reading.effect
    return CaseAuditTest(
        of=entry,
        changes=entry.changes,
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


def _counts(audit: CaseAudit | None) -> list[int] | None:
    """How many cases got each grade, from best to worst; None if one is unknown."""
    if audit is None or not audit.total:
        return None
    found = [counted_cases(audit, grade) for grade in audit.scale.grades]
    known = [counted[0] for counted in found if counted is not None]
    return known if len(known) == len(found) else None
