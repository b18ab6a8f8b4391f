"""Two case audits in figures: shares, an effect over all grades, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
        entry: the audits, and whether they are comparable.
        changes: as `CaseAuditComparison.changes`.
        classes: the classes of grades that were tested, from best to worst: the single grades,
            or merged grades and the rest where only those are known. A rest that a report
            doesn't count itself is named by what it isn't, such as "not below good". Empty if
            none could be tested.
        counts: how many cases are in each of *classes*, before and after.
        effect: the probability that a follow-up case is in a better class than a baseline
            case, counting ties as half; None if nothing can be concluded.
        p_value: the probability of a difference at least this large by chance alone, as
            `ncpi.comparison.statistics.rank_test` gives it; None if nothing can be concluded.
        exact: True if the p-value is exact, False if it is an approximation; None if nothing
            can be concluded.
        verdict: the verdict, by the rule of `ncpi.comparison.statistics.read`. The interval of
            *effect* excludes one half exactly where it is better or worse.
        other_verdicts: the verdicts that one case file could change it to.
        caveats: why it needs care.
    """

    entry: CaseAuditComparison
    changes: tuple[GradeChange, ...] = ()
    classes: tuple[str, ...] = ()
    counts: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    effect: Estimate | None = None
    p_value: float | None = None
    exact: bool | None = None
    verdict: Verdict
    other_verdicts: tuple[Verdict, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def area(self) -> str | None:
        """The area, or None for all areas together."""
        return self.entry.area

    @property
    def verdict_in_words(self) -> str:
        """The verdict, and whether one case file could change it."""
        border = ", but one case file would change that" if self.other_verdicts else ""
        return f"{self.verdict.value}{border}"

    def label(self) -> str:
        return f"{self.entry.name}: {self.verdict_in_words}"


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
    tested = _classes(entry) if entry.comparability is Comparability.COMPARABLE else None
    if tested is None:
        return CaseAuditTest(
            entry=entry,
            changes=entry.changes,
            verdict=Verdict.CANNOT_TELL,
            caveats=(*entry.caveats, *more),
        )
    classes, before, after = tested
    reading = statistics.read(before, after)
    others = statistics.other_verdicts(before, after)
    value = reading.effect
    return CaseAuditTest(
        entry=entry,
        changes=entry.changes,
        classes=classes,
        counts=(tuple(before), tuple(after)),
        effect=Estimate(value=value[0], low=value[1], high=value[2]) if value else None,
        p_value=reading.test.p_value if reading.test else None,
        exact=reading.test.exact if reading.test else None,
        verdict=reading.verdict,
        other_verdicts=others,
        caveats=(*entry.caveats, *_caveats_on(others, mixed=reading.is_mixed), *more),
    )


def _caveats_on(others: Iterable[Verdict], *, mixed: bool) -> Iterator[Caveat]:
    if mixed:
        text = "the grades differ by more than chance explains, but are neither better nor worse"
        yield Caveat(code=CaveatCode.MIXED_CHANGE, text=text)
    if words := " or ".join(repr(verdict.value) for verdict in others):
        text = f"one case file more, fewer or graded differently would make it {words}"
        yield Caveat(code=CaveatCode.BORDERLINE, text=text)


_Tested = tuple[tuple[str, ...], list[int], list[int]]


def _classes(entry: CaseAuditComparison) -> _Tested | None:
    """The classes of grades that can be tested, from best to worst, with both sides' counts.

    They are the single grades, or else the merged grades and the rest, if the merged grades are
    the best or the worst of the scale. None if the counts aren't known.
    """
    if entry.baseline is None or entry.follow_up is None:
        return None
    scale = entry.baseline.scale.grades
    groups: list[list[tuple[str, ...]]] = [[(grade,) for grade in scale]]
    for merged in entry.merged_grades:
        rest = tuple(grade for grade in scale if grade not in merged)
        if rest and merged == scale[-len(merged) :]:
            groups.append([rest, merged])
        elif rest and merged == scale[: len(merged)]:
            groups.append([merged, rest])
    for group in groups:
        sides = [_counts(audit, group) for audit in (entry.baseline, entry.follow_up)]
        if sides[0] is not None and sides[1] is not None:
            return _names(entry, group), sides[0], sides[1]
    return None


def _names(entry: CaseAuditComparison, classes: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A name for each of *classes*. Files that nobody graded "good" may not be called that."""
    names = [entry.change(*grades).grade for grades in classes]
    if len(classes) == 2:
        for place, grades in enumerate(classes):
            counted = [counted_cases(side, grades) for side in (entry.baseline, entry.follow_up)]
            if grades not in entry.merged_grades and None in counted:
                names[place] = f"not {names[1 - place]}"
    return tuple(names)


def _counts(audit: CaseAudit, classes: Sequence[Sequence[str]]) -> list[int] | None:
    """How many cases are in each of *classes*; None if one is unknown.

    Of two classes, one is what the other leaves of the total.
    """
    found = [counted_cases(audit, grades) for grades in classes]
    known = [counted[0] for counted in found if counted is not None]
    if len(known) == len(classes):
        return known
    if len(classes) == 2 and len(known) == 1 and audit.total is not None:
        rest = audit.total - known[0]
        return [known[0], rest] if found[0] else [rest, known[0]]
    return None
