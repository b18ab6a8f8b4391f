"""Graded topics, before and after: like is set against like, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from ncpi.comparison.absence import absence, one_sided
from ncpi.comparison.graded import JudgmentComparison
from ncpi.comparison.results import Caveat
from ncpi.model import Judgment, Report, crosswalk
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch

__all__ = ["compare_judgments"]


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
    absent_after = absence(baseline, follow_up, "follow-up", follow_up.completeness.judgments)
    absent_before = absence(baseline, follow_up, "baseline", baseline.completeness.judgments)
    for judgment in before:
        found[judgment.topic] = _alone(Comparability.BASELINE_ONLY, judgment, absent_after)
    return (
        *(found[judgment.topic] for judgment in baseline.judgments),
        *(_alone(Comparability.FOLLOW_UP_ONLY, judgment, absent_before) for judgment in after),
    )


def _match(
    judgment: Judgment, baseline: Report, other: Judgment, follow_up: Report
) -> CrosswalkMatch | None:
    return crosswalk(judgment.topic, baseline.framework, other.topic, follow_up.framework)


def _judged_together(
    judgment: Judgment, other: Judgment, match: CrosswalkMatch
) -> JudgmentComparison:
    comparability = Comparability.COMPARABLE
    caveats: list[Caveat] = []
    if match is CrosswalkMatch.BROAD:
        text = f"{judgment.topic!r} and {other.topic!r} overlap; neither covers the other"
        caveats.append(Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text))
    if not judgment.scale.is_same(other.scale):
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


def _alone(only: Comparability, judgment: Judgment, absent: Sequence[Caveat]) -> JudgmentComparison:
    in_baseline = only is Comparability.BASELINE_ONLY
    return JudgmentComparison(
        topic=judgment.topic,
        comparability=one_sided(only, absent),
        baseline=judgment if in_baseline else None,
        follow_up=None if in_baseline else judgment,
        caveats=absent,
    )
