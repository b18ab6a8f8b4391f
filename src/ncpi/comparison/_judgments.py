"""Comparison of graded topics."""

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

    Topics of one framework are paired by name; those of two frameworks by the crosswalk,
    exact matches first. A topic that doesn't correspond one to one isn't paired, and without
    a crosswalk none is.
    """
    pairs = {
        (judgment.topic, other.topic): match
        for judgment in baseline.judgments
        for other in follow_up.judgments
        if (match := _match(judgment, baseline, other, follow_up)) in _TOGETHER
    }
    exact = {topics for topics, match in pairs.items() if match is CrosswalkMatch.EXACT}
    # Topics may correspond several to one, through the crosswalk or by differing only in case.
    broad = {
        (one, other)
        for one, other in pairs.keys() - exact
        if not any(one == here or other == there for here, there in exact)
    }
    together = dict(sorted(_single(exact) | _single(broad)))
    unclear = (exact | broad) - set(together.items())
    others = of_other_bodies(baseline, follow_up)
    after = {judgment.topic: judgment for judgment in follow_up.judgments}
    absent_after = absence(baseline, follow_up, "follow-up", follow_up.completeness.judgments)
    absent_before = absence(baseline, follow_up, "baseline", baseline.completeness.judgments)
    entries: list[JudgmentComparison] = []
    for judgment in baseline.judgments:
        counterpart = together.get(judgment.topic)
        if counterpart is not None:
            match = pairs[judgment.topic, counterpart]
            entries.append(_paired(judgment, after.pop(counterpart), match, others))
        else:
            several = sorted(other for one, other in unclear if one == judgment.topic)
            caveats = [*absent_after, *_ambiguity_caveats(judgment.topic, several)]
            entries.append(_alone(Comparability.BASELINE_ONLY, judgment, caveats))
    for topic, judgment in after.items():
        several = sorted(one for one, other in unclear if other == topic)
        caveats = [*absent_before, *_ambiguity_caveats(topic, several)]
        entries.append(_alone(Comparability.FOLLOW_UP_ONLY, judgment, caveats))
    return tuple(entries)


_TOGETHER = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
_Topics = tuple[str, str]


def _single(pairs: AbstractSet[_Topics]) -> set[_Topics]:
    """The *pairs* whose topics are in no other pair."""
    ones = Counter(one for one, _ in pairs)
    others = Counter(other for _, other in pairs)
    return {(one, other) for one, other in pairs if ones[one] == others[other] == 1}


def _ambiguity_caveats(topic: str, several: Sequence[str]) -> Iterator[Caveat]:
    if several:
        named = ", ".join(repr(other) for other in several)
        text = f"{topic!r} corresponds to {named}, but not one to one: its grade isn't compared"
        yield Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text)


def _match(
    judgment: Judgment, baseline: Report, other: Judgment, follow_up: Report
) -> CrosswalkMatch | None:
    return crosswalk(judgment.topic, baseline.framework, other.topic, follow_up.framework)


def _paired(
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
