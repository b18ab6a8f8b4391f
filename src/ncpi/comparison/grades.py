"""Case audits and judgments, before and after: like is set against like, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi.comparison.results import CaseAuditComparison, Caveat, JudgmentComparison
from ncpi.model import CaseAudit, Judgment, Report, crosswalk
from ncpi.vocabulary import (
    CaveatCode,
    Comparability,
    Completeness,
    CrosswalkMatch,
    Sampling,
)

__all__ = [
    "SMALL_SAMPLE",
    "compare_case_audits",
    "compare_judgments",
    "set_audits_together",
]

SMALL_SAMPLE = 50
"""Fewer audited cases than this are called a small sample.

It is ncpi's convention, not the inspectorate's: the reviews seen audited 21 to 38 cases,
most full inspections 69 to 101 (see the table of pairs in the project's domain note).
"""

_OWN_CHOICE = {
    Sampling.TARGETED: (
        CaveatCode.TARGETED_SAMPLE,
        "cases were chosen where the earlier inspection had found failings",
    ),
    Sampling.SELF_ASSESSED: (CaveatCode.SELF_ASSESSED, "the force graded the cases itself"),
    Sampling.UNKNOWN: (CaveatCode.UNKNOWN_SAMPLING, "how the cases were chosen isn't known"),
}


def set_audits_together(
    baseline: CaseAudit | None, follow_up: CaseAudit | None, absent: Sequence[Caveat] = ()
) -> CaseAuditComparison:
    """Two audits of one area as a comparison; either may be missing, not both.

    Audits on different scales aren't comparable. *absent* are caveats on a missing side.
    """
    caveats: list[Caveat] = []
    if baseline is None or follow_up is None:
        comparability = _one_side(baseline is None, absent)
        caveats += absent
    elif baseline.scale != follow_up.scale:
        comparability = Comparability.NOT_COMPARABLE
        text = f"graded on {baseline.scale.key} before, on {follow_up.scale.key} after"
        caveats.append(Caveat(code=CaveatCode.DIFFERENT_SCALE, text=text))
    else:
        comparability = Comparability.COMPARABLE
        if baseline.sampling is not follow_up.sampling:
            text = f"{baseline.sampling.value} before, {follow_up.sampling.value} after"
            caveats.append(Caveat(code=CaveatCode.SAMPLING_DIFFERS, text=text))
    for side, audit in (("baseline", baseline), ("follow-up", follow_up)):
        if audit is not None:
            caveats += _sample_caveats(side, audit)
    one = baseline if baseline is not None else follow_up
    return CaseAuditComparison(
        area=one.area if one else None,
        comparability=comparability,
        baseline=baseline,
        follow_up=follow_up,
        caveats=caveats,
    )


def _sample_caveats(side: str, audit: CaseAudit) -> Iterator[Caveat]:
    if audit.total is None:
        text = f"{side}: how many cases were audited isn't known"
        yield Caveat(code=CaveatCode.UNKNOWN_COUNT, text=text)
    elif audit.total < SMALL_SAMPLE:
        text = f"{side}: only {audit.total} cases, fewer than {SMALL_SAMPLE}"
        yield Caveat(code=CaveatCode.SMALL_SAMPLE, text=text)
    if audit.unknown_grades:
        text = f"{side}: no count is known for {', '.join(audit.unknown_grades)}"
        yield Caveat(code=CaveatCode.UNKNOWN_COUNT, text=text)
    if audit.sampling in _OWN_CHOICE:
        code, words = _OWN_CHOICE[audit.sampling]
        yield Caveat(code=code, text=f"{side}: {words}")


def compare_case_audits(baseline: Report, follow_up: Report) -> tuple[CaseAuditComparison, ...]:
    """One entry for every area that either report audited.

    Audits of one area go together if they were sampled alike; what is left of an area
    goes together in the order of the reports, with a caveat.
    """
    before, after = list(baseline.case_audits), list(follow_up.case_audits)
    pairs: list[tuple[CaseAudit, CaseAudit | None]] = []
    for strict in (True, False):
        for audit in list(before):
            other = next(
                (
                    candidate
                    for candidate in after
                    if _same(audit.area, candidate.area)
                    and (candidate.sampling is audit.sampling or not strict)
                ),
                None,
            )
            if other is not None:
                pairs.append((audit, other))
                before.remove(audit)
                after.remove(other)
    pairs += [(audit, None) for audit in before]
    order = {id(audit): place for place, audit in enumerate(baseline.case_audits)}
    pairs.sort(key=lambda pair: order[id(pair[0])])
    absent_after = _absence(baseline, follow_up, "follow-up", follow_up.completeness.case_audits)
    absent_before = _absence(baseline, follow_up, "baseline", baseline.completeness.case_audits)
    return (
        *(set_audits_together(one, other, absent_after) for one, other in pairs),
        *(set_audits_together(None, audit, absent_before) for audit in after),
    )


def compare_judgments(baseline: Report, follow_up: Report) -> tuple[JudgmentComparison, ...]:
    """One entry for every topic that either report graded.

    Topics of one framework go together by name; those of two, by the crosswalk between
    them, exact matches first. Without a crosswalk nothing goes together.
    """
    before, after = list(baseline.judgments), list(follow_up.judgments)
    found: dict[str, JudgmentComparison] = {}
    for wanted in (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD):
        for judgment in list(before):
            other = next(
                (
                    candidate
                    for candidate in after
                    if _match(judgment, baseline, candidate, follow_up) is wanted
                ),
                None,
            )
            if other is not None:
                found[judgment.topic] = _judged_together(judgment, other, wanted)
                before.remove(judgment)
                after.remove(other)
    absent_after = _absence(baseline, follow_up, "follow-up", follow_up.completeness.judgments)
    absent_before = _absence(baseline, follow_up, "baseline", baseline.completeness.judgments)
    for judgment in before:
        found[judgment.topic] = _one_sided(judgment, None, absent_after)
    return (
        *(found[judgment.topic] for judgment in baseline.judgments),
        *(_one_sided(None, judgment, absent_before) for judgment in after),
    )


def _match(
    judgment: Judgment, baseline: Report, other: Judgment, follow_up: Report
) -> CrosswalkMatch | None:
    return crosswalk(judgment.topic, baseline.framework, other.topic, follow_up.framework)


def _judged_together(
    judgment: Judgment, other: Judgment, match: CrosswalkMatch
) -> JudgmentComparison:
    comparability, caveats = Comparability.COMPARABLE, []
    if match is CrosswalkMatch.BROAD:
        text = f"{judgment.topic!r} and {other.topic!r} overlap; neither covers the other"
        caveats.append(Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text))
    if judgment.scale != other.scale:
        comparability = Comparability.NOT_COMPARABLE
        text = f"graded on {judgment.scale.key} before, on {other.scale.key} after"
        caveats.append(Caveat(code=CaveatCode.DIFFERENT_SCALE, text=text))
    return JudgmentComparison(
        topic=judgment.topic,
        comparability=comparability,
        baseline=judgment,
        follow_up=other,
        caveats=caveats,
    )


def _one_sided(
    judgment: Judgment | None, other: Judgment | None, absent: Sequence[Caveat]
) -> JudgmentComparison:
    one = judgment if judgment is not None else other
    assert one is not None  # one of the two sides is always there
    return JudgmentComparison(
        topic=one.topic,
        comparability=_one_side(judgment is None, absent),
        baseline=judgment,
        follow_up=other,
        caveats=absent,
    )


def _absence(
    baseline: Report, follow_up: Report, side: str, completeness: Completeness
) -> tuple[Caveat, ...]:
    """Why a thing may be missing from one *side* without having been left out."""
    caveats = []
    here, there = baseline.framework, follow_up.framework
    if here != there:
        names = [framework.key if framework else "none" for framework in (here, there)]
        text = f"the framework is {names[0]} before, {names[1]} after, and no crosswalk ties it"
        both = here is not None and there is not None
        code = CaveatCode.DIFFERENT_FRAMEWORK if both else CaveatCode.NO_CROSSWALK
        caveats.append(Caveat(code=code, text=text))
    if completeness is not Completeness.COMPLETE:
        text = f"whether the {side} has it isn't known: its list is {_READ[completeness]}"
        caveats.append(Caveat(code=CaveatCode.INCOMPLETE, text=text))
    return tuple(caveats)


_READ = {Completeness.PARTIAL: "partial", Completeness.UNKNOWN: "not known to be complete"}
_APART = {CaveatCode.DIFFERENT_FRAMEWORK, CaveatCode.NO_CROSSWALK}


def _one_side(absent_from_baseline: bool, absent: Sequence[Caveat]) -> Comparability:
    if any(caveat.code in _APART for caveat in absent):
        return Comparability.NOT_COMPARABLE
    return Comparability.FOLLOW_UP_ONLY if absent_from_baseline else Comparability.BASELINE_ONLY


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.casefold() == other.casefold()
