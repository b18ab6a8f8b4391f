"""Comparison of graded topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ncpi.comparison._entries import Caveat
from ncpi.comparison._graded import (
    JudgmentComparison,
    absence,
    of_other_bodies,
    one_sided,
    same_body,
    scale_caveat,
)
from ncpi.comparison._themes import overlap_caveat
from ncpi.model import Judgment, Report, crosswalk
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch, JudgmentStatus

__all__ = ["compare_judgments"]


def compare_judgments(baseline: Report, follow_up: Report) -> tuple[JudgmentComparison, ...]:
    """One entry for every topic that either report graded.

    Topics of one framework are paired by name; those of two frameworks by the crosswalk,
    exact matches first. A topic that doesn't correspond one to one isn't paired, and without
    a crosswalk none is.
    """
    if not (baseline.judgments or follow_up.judgments):  # the commonest case, made fast
        return ()
    pairs = {
        (_name(judgment), _name(other)): match
        for judgment in baseline.judgments
        for other in follow_up.judgments
        if (match := _match(judgment, baseline, other, follow_up)) and match.corresponds
    }
    exact = {names for names, match in pairs.items() if match is CrosswalkMatch.EXACT}
    # Topics may correspond several to one, through the crosswalk or by differing only in case.
    broad = {
        (one, other)
        for one, other in pairs.keys() - exact
        if not any(one == here or other == there for here, there in exact)
    }
    together = dict(_single(exact) | _single(broad))
    unclear = (exact | broad) - set(together.items())
    others = of_other_bodies(baseline, follow_up)
    after = {_name(judgment): judgment for judgment in follow_up.judgments}
    absent_after = absence(baseline, follow_up, "follow-up", follow_up.completeness.judgments)
    absent_before = absence(baseline, follow_up, "baseline", baseline.completeness.judgments)
    entries: list[JudgmentComparison] = []
    for judgment in baseline.judgments:
        name = _name(judgment)
        counterpart = together.get(name)
        if counterpart is not None:
            other = after.pop(counterpart)
            doubt = () if judgment.body or other.body else others
            entries.append(_paired(judgment, other, pairs[name, counterpart], doubt))
        else:
            several = sorted(other[0] for one, other in unclear if one == name)
            caveats = [*absent_after, *_ambiguity_caveats(judgment.topic, several)]
            entries.append(_alone(Comparability.BASELINE_ONLY, judgment, caveats))
    for name, judgment in after.items():
        several = sorted(one[0] for one, other in unclear if other == name)
        caveats = [*absent_before, *_ambiguity_caveats(judgment.topic, several)]
        entries.append(_alone(Comparability.FOLLOW_UP_ONLY, judgment, caveats))
    return tuple(entries)


_Name = tuple[str, str, str]
"""A topic, a question below it, and a body; empty if there is none."""


def _name(judgment: Judgment) -> _Name:
    return judgment.topic, judgment.question or "", judgment.body or ""


_Names = tuple[_Name, _Name]


def _single(pairs: AbstractSet[_Names]) -> set[_Names]:
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
    questions = [(one.question or "").casefold() for one in (judgment, other)]
    bodies = (baseline, judgment.body), (follow_up, other.body)
    if questions[0] != questions[1] or not same_body(*bodies):
        return CrosswalkMatch.NONE
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
    for side, one in (("baseline", judgment), ("follow-up", other)):
        if one.grade is None:
            comparability = Comparability.NOT_COMPARABLE
            text = f"{side}: {one.status.value}"
            caveats.append(Caveat(code=CaveatCode.NO_GRADE, text=text))
        elif one.status is JudgmentStatus.CARRIED_OVER:
            # The inspection of that report didn't judge it, so nothing changed there.
            comparability = Comparability.NOT_COMPARABLE
            text = f"{side}: the grade was carried over from an earlier inspection"
            caveats.append(Caveat(code=CaveatCode.CARRIED_OVER, text=text))
    was = other.previous_grade
    if was and judgment.grade not in (None, was) and judgment.scale.is_same(other.scale):
        text = f"the follow-up gives last time's grade as {was}, the baseline as {judgment.grade}"
        caveats.append(Caveat(code=CaveatCode.PREVIOUS_GRADE, text=text))
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
