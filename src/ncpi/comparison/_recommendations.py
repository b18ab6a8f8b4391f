"""What became of each recommendation, as far as the findings tell."""

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
    "Beside",
    "compare_recommendations",
    "last_claims",
    "not_restated_caveat",
    "taken_together",
]

_OUTCOMES = {progress: Outcome(progress.value) for progress in Progress}


@attrs.frozen
class Beside:
    """What is given beside the answers.

    Attributes:
        undecided: what the matcher leaves to a person.
        not_restated: restatements that rulings deny, by the recommendation's key.
    """

    undecided: Sequence[Proposal] = ()
    not_restated: Mapping[str, Sequence[Denial]] = MappingProxyType({})


def compare_recommendations(
    baseline: Report,
    follow_up: Report,
    as_of: date | None,
    overruled: Mapping[tuple[str, str], Ruling] = MappingProxyType({}),
    beside: Beside = Beside(),
) -> tuple[RecommendationComparison, ...]:
    """One entry for every recommendation of the baseline, in its order.

    *as_of* is the day as of which each party's claims are given; None: the last known.
    *overruled* holds, by the keys of recommendation and finding, the rulings that say that
    the one isn't answered by the other. What stands *beside* is named, and counts for nothing.
    """
    told_beside: dict[str, list[Caveat]] = {}
    for proposal in beside.undecided:
        told_beside.setdefault(proposal.recommendation, []).append(_undecided_caveat(proposal))
    for key, denials in beside.not_restated.items():
        told_beside.setdefault(key, []).extend(map(not_restated_caveat, denials))
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
            told_beside.get(recommendation.key, ()),
        )
        for recommendation in baseline.recommendations
    )


def _entry(
    recommendation: Recommendation,
    answers: Sequence[FindingAnswer],
    restated: Sequence[RestatedRecommendation],
    pair: tuple[Report, Report, date | None],
    overruled: Mapping[tuple[str, str], Ruling],
    beside: Sequence[Caveat],
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
    progress, basis = taken_together(counted)
    again = Basis.firmest(one.restatement.basis for one in restated) if restated else None
    outdone = False
    if again is not None:
        # That it is asked for again is firmer than an answer that nobody has checked.
        outdone = again.is_firm and not (basis and basis.is_firm)
        if basis is None or outdone:
            progress, basis = Outcome.NOT_STATED, again
    if len(counted) > 1 or outdone:
        caveats += _disagreement_caveats(progress, basis, counted)
        caveats += _weaker_caveats(progress, basis, counted)
    if recommendation.addressed_to:
        caveats += _addressee_caveats(recommendation, baseline, follow_up)
    caveats += beside
    if recommendation.history:
        caveats += _untold_caveats(recommendation, follow_up, as_of)
    return RecommendationComparison(
        recommendation=recommendation,
        progress=progress,
        basis=basis,
        answers=judged,
        restated_by=restated,
        claims=last_claims(recommendation, as_of),
        caveats=caveats,
    )


def taken_together(answers: Sequence[FindingAnswer]) -> tuple[Outcome, Basis | None]:
    """What several answers to one recommendation come to, and on what basis.

    Those on the firmest basis that tell of progress decide: what the inspectorate states,
    else what an analyst coded, else what a matcher proposes, else what only shares the
    theme. Those that decide and disagree come to ``mixed``, never to a majority.
    """
    if not answers:
        return Outcome.NOT_MENTIONED, None
    if len(answers) == 1:  # as nearly always
        return _OUTCOMES[answers[0].finding.progress], answers[0].answer.basis
    telling = [entry for entry in answers if entry.finding.progress is not Progress.NOT_STATED]
    basis = Basis.firmest(entry.answer.basis for entry in telling or answers)
    if not telling:
        return Outcome.NOT_STATED, basis
    said = {entry.finding.progress for entry in telling if entry.answer.basis is basis}
    return (_OUTCOMES[said.pop()] if len(said) == 1 else Outcome.MIXED), basis


def _rank_of(entry: FindingAnswer) -> int:
    return entry.answer.basis.rank


def _analysts_caveats(
    answers: Sequence[FindingAnswer], restated: Sequence[RestatedRecommendation]
) -> Iterator[Caveat]:
    for entry in answers:
        if entry.answer.caveat:
            text = f"finding {entry.finding.key}: {entry.answer.caveat}"
            yield Caveat(code=_whose(entry.answer), text=text)
    for again in restated:
        if again.restatement.caveat:
            text = f"recommendation {again.recommendation.key}: {again.restatement.caveat}"
            yield Caveat(code=_whose(again.restatement), text=text)


def _whose(reference: Reference) -> CaveatCode:
    """Whether the caveat of *reference* is an analyst's or that of ncpi's own matcher."""
    return CaveatCode.MATCHER if is_matchers(reference) else CaveatCode.ANALYST


def not_restated_caveat(denial: Denial) -> Caveat:
    """That a person ruled a restatement out, and what the record had said of it."""
    ruling = denial.ruling
    why = f": {ruling.note}" if ruling.note else ""
    text = (
        f"recommendation {ruling.restated_by} of the follow-up doesn't restate "
        f"{ruling.recommendation}: {ruling.by} ruled so, {ruling.dated}{why}"
    )
    for reference in denial.references:
        by, evidence = (
            (f" by {reference.by}" if reference.by else ""),
            reference.evidence or "no evidence given",
        )
        text += f"; it was said to ({reference.basis.value}{by}: {evidence})"
    return Caveat(code=CaveatCode.OVERRULED, text=text)


def _undecided_caveat(proposal: Proposal) -> Caveat:
    text = f"{proposal.other} may go with it ({proposal.similarity.value:.2f}), which is left to a "
    return Caveat(code=CaveatCode.MATCHER, text=f"{text}person and not counted")


def _overruled_caveat(entry: FindingAnswer, ruling: Ruling) -> Caveat:
    why = f": {ruling.note}" if ruling.note else ""
    text = (
        f"finding {entry.finding.key} ({entry.answer.basis.value}) isn't counted: "
        f"{ruling.by} ruled, {ruling.dated}, that it doesn't answer this{why}"
    )
    return Caveat(code=CaveatCode.OVERRULED, text=text)


def _theme_doubt(
    recommendation: Recommendation, entry: FindingAnswer, baseline: Report, follow_up: Report
) -> Sequence[Caveat]:
    """What speaks against an answer that rests on the theme alone."""
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
    """Who says what, where the findings disagree: "mixed" alone may sound half good."""
    if progress is not Outcome.MIXED:
        return
    said = [
        f"finding {one.finding.key} says {one.finding.progress.value} ({one.answer.basis.value})"
        for one in counted
        if one.answer.basis is basis and one.finding.progress is not Progress.NOT_STATED
    ]
    yield Caveat(code=CaveatCode.DISAGREEMENT, text="; ".join(said))


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
    """Names what a weaker basis says, where a firmer one decided otherwise."""
    if basis is None:
        return
    for entry in usable:
        said = entry.finding.progress
        if entry.answer.basis is basis or said is Progress.NOT_STATED:
            continue
        if said.value != progress.value:
            text = f"finding {entry.finding.key} ({entry.answer.basis.value}) says {said.value}"
            yield Caveat(code=CaveatCode.WEAKER_BASIS, text=text)


def _untold_caveats(
    recommendation: Recommendation, follow_up: Report, as_of: date | None
) -> Iterator[Caveat]:
    """Names the claims of which it is unknown whether they came before the follow-up."""
    if as_of is None:
        return
    last = follow_up.published.latest if follow_up.published else date.max
    unknown = [
        f"{event.party.value}, {event.dated}"
        for event in recommendation.history
        if event.dated.latest > as_of and event.dated.earliest <= last
    ]
    if unknown:
        text = f"not stated, since it may be later than the follow-up: {'; '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)


def last_claims(recommendation: Recommendation, as_of: date | None) -> tuple[StatusEvent, ...]:
    """The last status and the last comment of each party as of a day, party by party."""
    return recommendation.latest_claims(on=date.max if as_of is None else as_of)
