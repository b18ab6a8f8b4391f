"""Comparison of recommendations: the combined result of the findings that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import attrs

from ncpi.comparison._entries import (
    Caveat,
    FindingAnswer,
    RecommendationComparison,
    RestatedRecommendation,
)
from ncpi.comparison._outcomes import combined_outcome
from ncpi.comparison._proposals import Denial, Proposal, Ruling, is_matchers
from ncpi.model import (
    Recommendation,
    Report,
    StatusEvent,
    crosswalk,
)
from ncpi.model._references import Reference
from ncpi.vocabulary import (
    Basis,
    CaveatCode,
    CrosswalkMatch,
    Outcome,
    Progress,
)

__all__ = [
    "Uncounted",
    "compare_recommendations",
    "last_claims",
    "not_restated_caveat",
]


@attrs.frozen
class Uncounted:
    """Proposals and denials that are reported as caveats and don't count.

    Attributes:
        undecided: the matcher's undecided pairs.
        not_restated: restatements that rulings deny, by the recommendation's key.
    """

    undecided: Sequence[Proposal] = ()
    not_restated: Mapping[str, Sequence[Denial]] = MappingProxyType({})


def compare_recommendations(
    baseline: Report,
    follow_up: Report,
    as_of: date | None,
    overruled: Mapping[tuple[str, str], Ruling] = MappingProxyType({}),
    uncounted: Uncounted = Uncounted(),
) -> tuple[RecommendationComparison, ...]:
    """One entry for every recommendation of the baseline, in its order.

    *as_of* is the day up to which each party's claims are given; None for the last known.
    *overruled* holds, by the keys of recommendation and finding, the rulings that the one
    isn't answered by the other.
    """
    notes: dict[str, list[Caveat]] = {}
    for proposal in uncounted.undecided:
        notes.setdefault(proposal.recommendation, []).append(_undecided_caveat(proposal))
    for key, denials in uncounted.not_restated.items():
        notes.setdefault(key, []).extend(map(not_restated_caveat, denials))
    answers: dict[str, list[FindingAnswer]] = {}
    for finding in follow_up.findings:
        for answer in finding.answers:
            if answer.report == baseline.key:
                entry = FindingAnswer(finding=finding, answer=answer)
                answers.setdefault(answer.recommendation, []).append(entry)
    restated: dict[str, list[RestatedRecommendation]] = {}
    for recommendation in follow_up.recommendations:
        for restatement in recommendation.restates:
            if restatement.report == baseline.key:
                restated.setdefault(restatement.recommendation, []).append(
                    RestatedRecommendation(recommendation=recommendation, restatement=restatement)
                )
    return tuple(
        _entry(
            recommendation,
            sorted(answers.get(recommendation.key, ()), key=_rank_of),
            restated.get(recommendation.key, []),
            (baseline, follow_up, as_of),
            overruled,
            notes.get(recommendation.key, ()),
        )
        for recommendation in baseline.recommendations
    )


def _entry(
    recommendation: Recommendation,
    answers: Sequence[FindingAnswer],
    restated: Sequence[RestatedRecommendation],
    pair: tuple[Report, Report, date | None],
    overruled: Mapping[tuple[str, str], Ruling],
    notes: Sequence[Caveat],
) -> RecommendationComparison:
    baseline, follow_up, as_of = pair
    caveats: list[Caveat] = list(_analysts_caveats(answers, restated))
    judged: list[FindingAnswer] = []
    for entry in answers:
        counts = True
        if entry.answer.basis is Basis.SAME_THEME:
            doubt = _theme_doubt(recommendation, entry, baseline, follow_up)
            caveats += doubt
            counts = not any(caveat.code is CaveatCode.NO_CROSSWALK for caveat in doubt)
            counts = counts and not is_matchers(entry.answer)
        if ruling := overruled.get((recommendation.key, entry.finding.key)):
            caveats.append(_overruled_caveat(entry, ruling))
            counts = False
        judged.append(entry if counts else attrs.evolve(entry, counted=False))
    counted = [entry for entry in judged if entry.counted]
    progress, basis = combined_outcome(counted)
    again = Basis.firmest(one.restatement.basis for one in restated) if restated else None
    overridden = False
    if again is not None:
        # A firm restatement outweighs an answer that no person has checked.
        overridden = again.is_firm and not (basis and basis.is_firm)
        if basis is None or overridden:
            progress, basis = Outcome.NOT_STATED, again
    if len(counted) > 1 or overridden:
        caveats += _disagreement_caveats(progress, basis, counted)
        caveats += _weaker_caveats(progress, basis, counted)
    if recommendation.addressed_to:
        caveats += _addressee_caveats(recommendation, baseline, follow_up)
    caveats += notes
    if recommendation.history:
        caveats += _omitted_claim_caveats(recommendation, follow_up, as_of)
    return RecommendationComparison(
        recommendation=recommendation,
        progress=progress,
        basis=basis,
        answers=judged,
        restated_by=restated,
        claims=last_claims(recommendation, as_of),
        caveats=caveats,
    )


def _rank_of(entry: FindingAnswer) -> int:
    return entry.answer.basis.rank


def _analysts_caveats(
    answers: Sequence[FindingAnswer], restated: Sequence[RestatedRecommendation]
) -> Iterator[Caveat]:
    for entry in answers:
        if entry.answer.caveat:
            text = f"finding {entry.finding.key}: {entry.answer.caveat}"
            yield Caveat(code=_caveat_code(entry.answer), text=text)
    for again in restated:
        if again.restatement.caveat:
            text = f"recommendation {again.recommendation.key}: {again.restatement.caveat}"
            yield Caveat(code=_caveat_code(again.restatement), text=text)


def _caveat_code(reference: Reference) -> CaveatCode:
    return CaveatCode.MATCHER if is_matchers(reference) else CaveatCode.ANALYST


def not_restated_caveat(denial: Denial) -> Caveat:
    """That a person ruled against a restatement, with the links in the report."""
    ruling = denial.ruling
    why = f": {ruling.note}" if ruling.note else ""
    text = (
        f"recommendation {ruling.restated_by} of the follow-up doesn't restate "
        f"{ruling.recommendation} (ruled by {ruling.by}, {ruling.dated}){why}"
    )
    for reference in denial.references:
        by, evidence = (
            (f" by {reference.by}" if reference.by else ""),
            reference.evidence or "no evidence given",
        )
        text += f"; the report links them ({reference.basis.value}{by}: {evidence})"
    return Caveat(code=CaveatCode.OVERRULED, text=text)


def _undecided_caveat(proposal: Proposal) -> Caveat:
    similarity = f"similarity {proposal.similarity.value:.2f}"
    text = f"{proposal.other} may go with it ({similarity}): for review by a person, not counted"
    return Caveat(code=CaveatCode.MATCHER, text=text)


def _overruled_caveat(entry: FindingAnswer, ruling: Ruling) -> Caveat:
    why = f": {ruling.note}" if ruling.note else ""
    text = (
        f"finding {entry.finding.key} ({entry.answer.basis.value}) isn't counted: it doesn't "
        f"answer this (ruled by {ruling.by}, {ruling.dated}){why}"
    )
    return Caveat(code=CaveatCode.OVERRULED, text=text)


def _theme_doubt(
    recommendation: Recommendation, entry: FindingAnswer, baseline: Report, follow_up: Report
) -> Sequence[Caveat]:
    """The caveat on an answer by theme only, unless the themes match exactly."""
    before, after = recommendation.theme, entry.finding.theme
    match = None
    if before is not None and after is not None:
        match = crosswalk(before, baseline.framework, after, follow_up.framework)
    place = f"finding {entry.finding.key}"
    if match is CrosswalkMatch.EXACT:
        return ()
    if match is CrosswalkMatch.BROAD:
        text = f"{place}: the themes {before!r} and {after!r} only overlap"
        return (Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text),)
    text = (
        f"{place} is said to share the theme, but {before or 'no theme'} and "
        f"{after or 'no theme'} aren't comparable: it isn't counted"
    )
    return (Caveat(code=CaveatCode.NO_CROSSWALK, text=text),)


def _disagreement_caveats(
    progress: Outcome, basis: Basis | None, counted: Sequence[FindingAnswer]
) -> Iterator[Caveat]:
    """What each finding says if they disagree; "mixed" alone could be misunderstood."""
    if progress is not Outcome.MIXED:
        return
    statements = [
        f"finding {one.finding.key} says {one.finding.progress.value} ({one.answer.basis.value})"
        for one in counted
        if one.answer.basis is basis and one.finding.progress is not Progress.NOT_STATED
    ]
    yield Caveat(code=CaveatCode.DISAGREEMENT, text="; ".join(statements))


def _addressee_caveats(
    recommendation: Recommendation, baseline: Report, follow_up: Report
) -> Iterator[Caveat]:
    addressed = set(recommendation.addressed_to)
    if addressed <= set(baseline.bodies) and not addressed & set(follow_up.bodies):
        who = ", ".join(recommendation.addressed_to)
        text = f"it is addressed to {who}, which the follow-up isn't about"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)


def _weaker_caveats(
    progress: Outcome, basis: Basis | None, usable: Sequence[FindingAnswer]
) -> Iterator[Caveat]:
    """What findings on a weaker basis say if they disagree with the outcome."""
    if basis is None:
        return
    for entry in usable:
        other = entry.finding.progress
        if entry.answer.basis is basis or other is Progress.NOT_STATED:
            continue
        if other.value != progress.value:
            text = f"finding {entry.finding.key} ({entry.answer.basis.value}) says {other.value}"
            yield Caveat(code=CaveatCode.WEAKER_BASIS, text=text)


def _omitted_claim_caveats(
    recommendation: Recommendation, follow_up: Report, as_of: date | None
) -> Iterator[Caveat]:
    """The claims that may or may not have come before the follow-up."""
    if as_of is None:
        return
    last = follow_up.published.latest if follow_up.published else date.max
    unknown = [
        f"{event.party.value}, {event.dated}"
        for event in recommendation.history
        if event.dated.latest > as_of and event.dated.earliest <= last
    ]
    if unknown:
        text = f"left out because it may be later than the follow-up: {'; '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)


def last_claims(recommendation: Recommendation, as_of: date | None) -> tuple[StatusEvent, ...]:
    """The last status and the last comment of each party up to a day, grouped by party."""
    return recommendation.latest_claims(on=date.max if as_of is None else as_of)
