"""Comparison of case audits, by area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import attrs

from ncpi.comparison._entries import Caveat
from ncpi.comparison._graded import (
    CaseAuditComparison,
    frameworks_in_words,
    of_other_bodies,
    same_body,
    scale_caveat,
    unread,
)
from ncpi.comparison._themes import overlap_caveat
from ncpi.model import CaseAudit, Framework, Report, crosswalk, same_framework
from ncpi.vocabulary import (
    CaveatCode,
    Comparability,
    Confidence,
    CrosswalkMatch,
    Provenance,
    Sampling,
)

__all__ = ["SMALL_SAMPLE", "audit_comparison", "compare_case_audits", "folded", "same_area"]

SMALL_SAMPLE = 50
"""A sample of fewer audited cases than this is called small.

This is ncpi's convention, not the inspectorate's: in the reports in `ncpi.registers.reports`,
reviews audited 21 to 38 cases and most full inspections 69 to 101.
"""

_OWN_CHOICE = {
    Sampling.TARGETED: (
        CaveatCode.TARGETED_SAMPLE,
        "cases were chosen where the earlier inspection had found failings",
    ),
    Sampling.SELF_ASSESSED: (CaveatCode.SELF_ASSESSED, "the force graded the cases itself"),
    Sampling.UNKNOWN: (CaveatCode.UNKNOWN_SAMPLING, "it isn't known how the cases were chosen"),
}


def audit_comparison(baseline: CaseAudit, follow_up: CaseAudit) -> CaseAuditComparison:
    """The comparison of two audits of one area.

    They aren't comparable if the scales differ or only one side was graded by the force
    itself.
    """
    comparability = Comparability.COMPARABLE
    caveats: list[Caveat] = []
    by_force = [audit.sampling is Sampling.SELF_ASSESSED for audit in (baseline, follow_up)]
    if not baseline.scale.is_same(follow_up.scale):
        comparability = Comparability.NOT_COMPARABLE
        caveats.append(scale_caveat(baseline.scale, follow_up.scale))
    elif baseline.sampling is not follow_up.sampling:
        if any(by_force):
            # A force's own grading is a claim, not a finding.
            comparability = Comparability.NOT_COMPARABLE
        text = f"{baseline.sampling.value} before, {follow_up.sampling.value} after"
        caveats.append(Caveat(code=CaveatCode.SAMPLING_DIFFERS, text=text))
    return CaseAuditComparison(
        area=baseline.area,
        comparability=comparability,
        baseline=baseline,
        follow_up=follow_up,
        caveats=[
            *caveats,
            *_sample_caveats("baseline", baseline),
            *_sample_caveats("follow-up", follow_up),
        ],
    )


def _source_caveats(side: str, report: Report, audit: CaseAudit) -> Iterator[Caveat]:
    """Caveats on counts that may not be the inspectorate's own or aren't certain."""
    sources = audit.sources or report.sources
    if audit.confidence is not None and audit.confidence is not Confidence.HIGH:
        text = f"{side}: the counts were recorded with {audit.confidence.value} confidence"
        yield Caveat(code=CaveatCode.LESS_SURE, text=text)
    if report.secondary_source and not audit.sources:
        text = f"{side}: the report wasn't seen; it is known from {report.secondary_source}"
        yield Caveat(code=CaveatCode.SECONDARY_SOURCE, text=text)
        return
    others = [source.label() for source in sources if source.provenance is Provenance.ACCOUNT]
    if not others:
        return
    if not audit.sources:
        names = ", ".join(others)
        text = f"{side}: the source of the counts isn't recorded; they may be from {names}"
    elif len(others) == len(sources):
        text = f"{side}: the counts come from someone else's account: {', '.join(others)}"
    else:
        return
    yield Caveat(code=CaveatCode.SECONDARY_SOURCE, text=text)


def _by_framework(
    entry: CaseAuditComparison, audits: tuple[CaseAudit, CaseAudit], pair: tuple[Report, Report]
) -> CaseAuditComparison:
    """*entry* of two *audits*, adjusted if the reports have different frameworks.

    Most areas are kinds of case, which don't depend on the framework. An area that is a theme
    is comparable with its namesake only if the crosswalk says so.
    """
    here, there = (report.framework for report in pair)
    if same_framework(here, there):
        return entry
    words = frameworks_in_words(here, there)
    differ = Caveat(code=CaveatCode.DIFFERENT_FRAMEWORK, text=words)
    before, after = (audit.area for audit in audits)
    if before is None or after is None or not (_is_theme(before, here) or _is_theme(after, there)):
        return _with_caveats(entry, [differ])
    match = crosswalk(before, here, after, there)
    if match is CrosswalkMatch.EXACT:
        return _with_caveats(entry, [differ])
    if match is CrosswalkMatch.BROAD:
        return _with_caveats(entry, [overlap_caveat(before, after, f"{words}: ")])
    text = f"{words}, and no crosswalk says that the theme {before!r} is the same in both"
    entry = attrs.evolve(entry, comparability=Comparability.NOT_COMPARABLE)
    return _with_caveats(entry, [Caveat(code=CaveatCode.NO_CROSSWALK, text=text)])


def _is_theme(area: str, framework: Framework | None) -> bool:
    return framework is not None and any(same_area(area, theme) for theme in framework.themes)


def _alone(only: Comparability, audit: CaseAudit, absent: Sequence[Caveat]) -> CaseAuditComparison:
    in_baseline = only is Comparability.BASELINE_ONLY
    side = "baseline" if in_baseline else "follow-up"
    return CaseAuditComparison(
        area=audit.area,
        comparability=only,
        baseline=audit if in_baseline else None,
        follow_up=None if in_baseline else audit,
        caveats=[*absent, *_sample_caveats(side, audit)],
    )


def _sample_caveats(side: str, audit: CaseAudit) -> Iterator[Caveat]:
    total, unknown = audit.total, audit.unknown_grades
    if total is None:
        text = f"{side}: the number of cases audited isn't known"
        yield Caveat(code=CaveatCode.UNKNOWN_COUNT, text=text)
    elif total < SMALL_SAMPLE:
        text = f"{side}: only {total} cases, fewer than {SMALL_SAMPLE}"
        yield Caveat(code=CaveatCode.SMALL_SAMPLE, text=text)
    if unknown:
        text = f"{side}: no count is known for {', '.join(unknown)}"
        if audit.percentages:
            text += "; its percentages are as printed"
        yield Caveat(code=CaveatCode.UNKNOWN_COUNT, text=text)
    if audit.sampling in _OWN_CHOICE:
        code, words = _OWN_CHOICE[audit.sampling]
        yield Caveat(code=code, text=f"{side}: {words}")


def compare_case_audits(baseline: Report, follow_up: Report) -> tuple[CaseAuditComparison, ...]:
    """One entry for every area that either report audited.

    Audits of one area are paired if they were sampled alike. The others of an area are paired
    with a caveat: first those that the inspectors chose, then those aimed at earlier failings,
    then those of unknown sampling, and last those that the force graded itself.
    """
    # Sorted, so that the pairs don't depend on the order in which audits are listed.
    before, after = (sorted(report.case_audits, key=_place) for report in (baseline, follow_up))
    pairs: list[tuple[CaseAudit, CaseAudit]] = []
    for wanted, same_spelling in product(range(_MAX_DISTANCE + 1), (True, False)):
        for audit in list(before):
            other = next(
                (
                    candidate
                    for candidate in after
                    if (audit.area == candidate.area or not same_spelling)
                    and same_area(audit.area, candidate.area)
                    and same_body((baseline, audit.body), (follow_up, candidate.body))
                    and _sampling_distance(audit.sampling, candidate.sampling) == wanted
                ),
                None,
            )
            if other is not None:
                pairs.append((audit, other))
                before.remove(audit)
                after.remove(other)
    paired = {(audit.area, audit.sampling, audit.body): other for audit, other in pairs}
    absent_after = unread("follow-up", follow_up.completeness.case_audits)
    absent_before = unread("baseline", baseline.completeness.case_audits)
    others = of_other_bodies(baseline, follow_up)
    entries: list[CaseAuditComparison] = []
    for audit in baseline.case_audits:
        other = paired.get((audit.area, audit.sampling, audit.body))
        if other is None:
            entry = _alone(Comparability.BASELINE_ONLY, audit, absent_after)
        else:
            entry = audit_comparison(audit, other)
            entry = _by_framework(entry, (audit, other), (baseline, follow_up))
            if others and not (audit.body or other.body):
                entry = attrs.evolve(entry, comparability=Comparability.NOT_COMPARABLE)
                entry = _with_caveats(entry, others)
        entries.append(_with_caveats(entry, _provenance(baseline, follow_up, entry)))
    alone = [audit for audit in follow_up.case_audits if audit in after]
    for audit in alone:
        entry = _alone(Comparability.FOLLOW_UP_ONLY, audit, absent_before)
        entries.append(_with_caveats(entry, _provenance(baseline, follow_up, entry)))
    return tuple(entries)


def _provenance(
    baseline: Report, follow_up: Report, entry: CaseAuditComparison
) -> Iterator[Caveat]:
    if entry.baseline is not None:
        yield from _source_caveats("baseline", baseline, entry.baseline)
    if entry.follow_up is not None:
        yield from _source_caveats("follow-up", follow_up, entry.follow_up)


def _with_caveats(entry: CaseAuditComparison, more: Iterable[Caveat]) -> CaseAuditComparison:
    added = tuple(more)
    return attrs.evolve(entry, caveats=(*entry.caveats, *added)) if added else entry


_MAX_DISTANCE = 2
_ORDER = (Sampling.INSPECTORS, Sampling.TARGETED, Sampling.UNKNOWN, Sampling.SELF_ASSESSED)


def _place(audit: CaseAudit) -> tuple[int, str, str]:
    return _ORDER.index(audit.sampling), audit.area or "", audit.body or ""


def _sampling_distance(one: Sampling, other: Sampling) -> int:
    """0 if sampled alike, 2 if only one is the force's own grading, otherwise 1."""
    if one is other:
        return 0
    return _MAX_DISTANCE if Sampling.SELF_ASSESSED in (one, other) else 1


def same_area(one: str | None, other: str | None) -> bool:
    """Whether both name the same area, ignoring case; None means all areas."""
    return folded(one) == folded(other)


def folded(area: str | None) -> str | None:
    """*area* folded to ignore case."""
    return area and area.casefold()
