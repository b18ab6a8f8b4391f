"""Graded topics, before and after: like is set against like, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ncpi.comparison._absence import absence, of_other_bodies, one_sided
from ncpi.comparison._entries import Caveat
from ncpi.comparison._graded import JudgmentComparison, scale_caveat
from ncpi.comparison._themes import overlap_caveat
from ncpi.model import Judgment, Report, crosswalk
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch

__all__ = ["compare_judgments"]


def compare_judgments(baseline: Report, follow_up: Report) -> tuple[JudgmentComparison, ...]:
    """One entry for every topic that either report graded.

    Topics of one framework go together by name; those of two, by the crosswalk between
    them, exact matches first. Where a topic corresponds to several, or several to it, none
    is set beside it. Without a crosswalk nothing goes together.
    """
    pairs = {
        (judgment.topic, other.topic): match
        for judgment in baseline.judgments
        for other in follow_up.judgments
        if (match := _match(judgment, baseline, other, follow_up)) in _TOGETHER
    }
    exact = {topics for topics, match in pairs.items() if match is CrosswalkMatch.EXACT}
    # Topics that differ in case alone, or a crosswalk of several to one, meet no one topic.
    broad = {
        (one, other)
        for one, other in pairs.keys() - exact
        if not any(one == met or other == also for met, also in exact)
    }
    together = dict(sorted(_single(exact) | _single(broad)))
    unclear = (exact | broad) - set(together.items())
    others = of_other_bodies(baseline, follow_up)
    after = {judgment.topic: judgment for judgment in follow_up.judgments}
    absent_after = absence(baseline, follow_up, "follow-up", follow_up.completeness.judgments)
    absent_before = absence(baseline, follow_up, "baseline", baseline.completeness.judgments)
    entries: list[JudgmentComparison] = []
    for judgment in baseline.judgments:
        met = together.get(judgment.topic)
        if met is not None:
            match = pairs[judgment.topic, met]
            entries.append(_judged_together(judgment, after.pop(met), match, others))
        else:
            beside = sorted(other for one, other in unclear if one == judgment.topic)
            entry = [*absent_after, *_several(judgment.topic, beside)]
            entries.append(_alone(Comparability.BASELINE_ONLY, judgment, entry))
    for topic, judgment in after.items():
        beside = sorted(one for one, other in unclear if other == topic)
        entry = [*absent_before, *_several(topic, beside)]
        entries.append(_alone(Comparability.FOLLOW_UP_ONLY, judgment, entry))
    return tuple(entries)


_TOGETHER = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
_Topics = tuple[str, str]


def _single(pairs: AbstractSet[_Topics]) -> set[_Topics]:
    """Those of *pairs* of which neither topic is in another of them."""
    ones = Counter(one for one, _ in pairs)
    others = Counter(other for _, other in pairs)
    return {(one, other) for one, other in pairs if ones[one] == others[other] == 1}


def _several(topic: str, beside: Sequence[str]) -> Iterator[Caveat]:
    if beside:
        named = ", ".join(repr(other) for other in beside)
        text = f"{topic!r} corresponds to {named}, but not one to one: no grade is set beside it"
        yield Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text)


def _match(
    judgment: Judgment, baseline: Report, other: Judgment, follow_up: Report
) -> CrosswalkMatch | None:
    return crosswalk(judgment.topic, baseline.framework, other.topic, follow_up.framework)


def _judged_together(
    judgment: Judgment,
    other: Judgment,
    match: CrosswalkMatch | None,
    of_others: Sequence[Caveat],
) -> JudgmentComparison:
    comparability = Comparability.NOT_COMPARABLE if of_others else Comparability.COMPARABLE
    caveats = list(of_others)
    if match is CrosswalkMatch.BROAD:
        caveats.append(overlap_caveat(judgment.topic, other.topic))
    if not judgment.scale.is_same(other.scale):
        comparability = Comparability.NOT_COMPARABLE
        caveats.append(scale_caveat(judgment.scale, other.scale))
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
