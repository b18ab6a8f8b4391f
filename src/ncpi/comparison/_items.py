"""Comparison of items: the combined result of the findings that answer each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from ncpi.comparison._accounts import reported_by
from ncpi.comparison._added_links import Linked
from ncpi.comparison._entries import (
    Caveat,
    FindingAnswer,
    ItemComparison,
    ReportMention,
    RestatedItem,
    deciding_answers,
    mention,
)
from ncpi.comparison._outcomes import combined_outcome, combined_status, outcome_of
from ncpi.comparison._proposals import Proposal, Ruling, is_matchers, overruled_caveat
from ncpi.comparison._themes import overlap_caveat
from ncpi.model import (
    CauseOfConcern,
    Item,
    ItemRef,
    Recommendation,
    Reference,
    Report,
    StatusEvent,
    crosswalk,
)
from ncpi.vocabulary import (
    Basis,
    CaveatCode,
    CrosswalkMatch,
    ItemKind,
    Outcome,
)

__all__ = ["compare_items"]


@attrs.frozen
class _Pair:
    """The two reports, their mentions in entries, and the day up to which claims are given."""

    baseline: Report
    follow_up: Report
    mentions: tuple[ReportMention, ReportMention]
    as_of: date | None


_Name = tuple[ItemKind, str]


def compare_items(
    baseline: Report, links: Linked, as_of: date | None
) -> tuple[ItemComparison, ...]:
    """One entry for every item of the baseline, in its order.

    *as_of* is the day up to which each party's claims are given; None for the last known.
    """
    follow_up = links.follow_up
    notes: dict[_Name, list[Caveat]] = {}
    for proposal in links.undecided:
        notes.setdefault(_name(proposal.item), []).append(_undecided_caveat(proposal))
    for item, denials in links.not_restated.items():
        notes.setdefault(_name(item), []).extend(denials)
    against: dict[_Name, dict[str, Ruling]] = {}
    for (item, finding), ruling in links.overruled.items():
        against.setdefault(_name(item), {})[finding] = ruling
    answers: dict[_Name, list[FindingAnswer]] = {}
    for found in follow_up.findings:
        for answer in found.answers:
            if answer.item.report == baseline.key:
                entry = FindingAnswer(finding=found, answer=answer)
                answers.setdefault(_name(answer.item), []).append(entry)
    restated: dict[_Name, list[RestatedItem]] = {}
    for again in follow_up.numbered_items:
        for link in again.restates:
            if link.item.report == baseline.key:
                entry_again = RestatedItem(item=again, restatement=link)
                restated.setdefault(_name(link.item), []).append(entry_again)
    pair = _Pair(baseline, follow_up, (mention(baseline), mention(follow_up)), as_of)
    return tuple(
        _entry(
            item,
            sorted(answers.get(name, ()), key=lambda entry: entry.answer.basis.rank),
            restated.get(name, []),
            pair,
            against.get(name, {}),
            notes.get(name, ()),
        )
        for item in baseline.items
        for name in ((item.item_kind, item.key),)
    )


def _name(item: ItemRef) -> _Name:
    return item.kind, item.key


def _entry(
    item: Item,
    answers: Sequence[FindingAnswer],
    restated: Sequence[RestatedItem],
    pair: _Pair,
    overruled: Mapping[str, Ruling],
    notes: Sequence[Caveat],
) -> ItemComparison:
    caveats: list[Caveat] = []
    caveats += [
        Caveat(code=CaveatCode.DISPUTED, text=f"{name} {one.key}: {one.note}")
        for name, one in (
            (item.item_kind.value, item),
            *(("finding", entry.finding) for entry in answers),
        )
        if one.is_disputed
    ]
    if answers or restated:
        caveats += _analysts_caveats(answers, restated)
    judged = [_judged(item, entry, pair, overruled, caveats) for entry in answers]
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
    claims: tuple[StatusEvent, ...] = ()
    status = None
    if isinstance(item, Recommendation):
        if item.addressed_to:
            caveats += _addressee_caveats(item, pair.baseline, pair.follow_up)
        if item.history:
            if pair.as_of is not None:
                caveats += _omitted_claim_caveats(item, pair.follow_up, pair.as_of)
            claims = item.latest_claims(on=pair.as_of or date.max)
    elif isinstance(item, CauseOfConcern):
        later = [one.item for one in restated if one.restatement.basis is again]
        causes = [one for one in later if isinstance(one, CauseOfConcern)]
        status = combined_status(item, causes, pair.as_of, is_mentioned=bool(counted))
    caveats += notes
    return ItemComparison(
        item=item,
        progress=progress,
        basis=basis,
        status=status,
        baseline=pair.mentions[0],
        follow_up=pair.mentions[1],
        answers=judged,
        restated_by=restated,
        claims=claims,
        reported_by=reported_by(item, judged, basis, pair.mentions),
        caveats=caveats,
    )


def _judged(
    item: Item,
    entry: FindingAnswer,
    pair: _Pair,
    overruled: Mapping[str, Ruling],
    caveats: list[Caveat],
) -> FindingAnswer:
    """*entry*, marked if it doesn't count; the reason is added to *caveats*."""
    counts = True
    if entry.answer.basis is Basis.SAME_THEME:
        doubt = _theme_doubt(item, entry, pair.baseline, pair.follow_up)
        caveats += doubt
        counts = not any(caveat.code is CaveatCode.NO_CROSSWALK for caveat in doubt)
        counts = counts and not is_matchers(entry.answer)
    if ruling := overruled.get(entry.finding.key):
        caveats.append(overruled_caveat(entry, ruling))
        counts = False
    return entry if counts else attrs.evolve(entry, counted=False)


def _analysts_caveats(
    answers: Sequence[FindingAnswer], restated: Sequence[RestatedItem]
) -> Iterator[Caveat]:
    for entry in answers:
        if entry.answer.caveat:
            text = f"finding {entry.finding.key}: {entry.answer.caveat}"
            yield Caveat(code=_caveat_code(entry.answer), text=text)
    for again in restated:
        if again.restatement.caveat:
            name = f"{again.item.item_kind.value} {again.item.key}"
            text = f"{name}: {again.restatement.caveat}"
            yield Caveat(code=_caveat_code(again.restatement), text=text)


def _caveat_code(reference: Reference) -> CaveatCode:
    return CaveatCode.MATCHER if is_matchers(reference) else CaveatCode.ANALYST


def _undecided_caveat(proposal: Proposal) -> Caveat:
    similarity = f"similarity {proposal.similarity.value:.2f}"
    text = f"{proposal.other} may go with it ({similarity}): for review by a person, not counted"
    return Caveat(code=CaveatCode.MATCHER, text=text)


def _theme_doubt(
    item: Item, entry: FindingAnswer, baseline: Report, follow_up: Report
) -> Sequence[Caveat]:
    """The caveat on an answer by theme only, unless the themes match exactly."""
    before, after = item.theme, entry.finding.theme
    match = None
    if before is not None and after is not None:
        match = crosswalk(before, baseline.framework, after, follow_up.framework)
    place = f"finding {entry.finding.key}"
    if match is CrosswalkMatch.EXACT:
        return ()
    if before and after and match is CrosswalkMatch.BROAD:
        return (overlap_caveat(before, after, f"{place}: "),)
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
        f"finding {one.finding.name} says {one.finding.progress.value} ({one.basis.value})"
        for one in deciding_answers(counted, basis)
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
        said = outcome_of(entry)
        if entry.basis is basis or said in (Outcome.NOT_STATED, Outcome.STILL_A_CONCERN, progress):
            continue
        words = entry.finding.progress.value
        text = f"finding {entry.finding.key} ({entry.basis.value}) says {words}"
        yield Caveat(code=CaveatCode.WEAKER_BASIS, text=text)


def _omitted_claim_caveats(
    recommendation: Recommendation, follow_up: Report, as_of: date
) -> Iterator[Caveat]:
    """The claims that may or may not have come before the follow-up."""
    later = [event for event in recommendation.history if event.dated.latest > as_of]
    if not later:
        return
    last = follow_up.published.latest if follow_up.published else date.max
    unknown = [
        f"{event.claimant}, {event.dated}" for event in later if event.dated.earliest <= last
    ]
    if unknown:
        text = f"left out because it may be later than the follow-up: {'; '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
