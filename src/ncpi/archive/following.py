"""Recommendations and causes of concern followed through the looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from ncpi.archive.ages import Age
from ncpi.archive.bases import firmest, weakest
from ncpi.archive.cause_threads import CauseAtLook, CauseThread, ThreadCause
from ncpi.archive.looks import Look, Step
from ncpi.archive.threads import (
    RecommendationAtLook,
    RecommendationThread,
    ThreadClaim,
    ThreadRecommendation,
)
from ncpi.archive.tracing import Member, N, T, Traced, trace
from ncpi.comparison import (
    CauseOfConcernComparison,
    Caveat,
    FindingAnswer,
    RecommendationComparison,
    RestatedRecommendation,
)
from ncpi.comparison.pairing import as_of_day
from ncpi.comparison.recommendations import last_claims, taken_together
from ncpi.model import (
    Answer,
    CauseOfConcern,
    Continuation,
    Recommendation,
    Report,
    Restatement,
)
from ncpi.vocabulary import Basis, CaveatCode, Edge, Outcome, Standing

__all__ = ["Course"]

_Asked = Member[Recommendation, Restatement]
_Failing = Member[CauseOfConcern, Continuation]


class Course:
    """The looks in order, their reports, and what the steps between them say by key."""

    def __init__(
        self,
        body: str,
        reports: Sequence[Report],
        looks: Sequence[Look],
        steps: Iterable[Step],
        elsewhere: Collection[str],
    ) -> None:
        self.body = body
        self.reports = reports
        self.looks = looks
        self.keys = [report.key for report in reports]
        self._places = {key: place for place, key in enumerate(self.keys)}
        self._elsewhere = elsewhere
        self._listed = [{told.key for told in report.recommendations} for report in reports]
        self._asked: dict[tuple[str, str], Mapping[str, RecommendationComparison]] = {}
        self._failing: dict[tuple[str, str], Mapping[str, list[CauseOfConcernComparison]]] = {}
        self._refused: dict[tuple[str, str], str] = {}
        for step in steps:
            pair = (step.before, step.after)
            if step.refused is not None:
                self._refused[pair] = step.refused
            if (comparison := step.comparison) is not None:
                self._asked[pair] = {entry.key: entry for entry in comparison.recommendations}
                failing: dict[str, list[CauseOfConcernComparison]] = {}
                for entry in comparison.causes_of_concern:
                    if entry.baseline is not None:
                        failing.setdefault(entry.baseline.key, []).append(entry)
                self._failing[pair] = failing

    def recommendations(self) -> Iterator[RecommendationThread]:
        """A thread for every recommendation that restates none of an earlier look."""
        found = trace(
            self.keys,
            [report.recommendations for report in self.reports],
            lambda recommendation: recommendation.restates,
            lambda restatement: restatement.recommendation,
        )
        for traced in found:
            first = traced.first
            at_looks = [
                self._asked_at(place, traced) for place in range(first.place + 1, len(self.reports))
            ]
            yield RecommendationThread(
                recommendations=[
                    ThreadRecommendation(
                        look=self.keys[member.place],
                        recommendation=member.noun,
                        ties=member.ties,
                        basis=member.basis,
                    )
                    for member in traced.members
                ],
                at_looks=at_looks,
                older=self._older(traced),
                caveats=[
                    *self._addressee_caveats(traced.members),
                    *self._untraced_caveats(traced.members),
                ],
            )

    def causes_of_concern(self) -> Iterator[CauseThread]:
        """A thread for every cause of concern that continues none of an earlier look."""
        found = trace(
            self.keys,
            [report.causes_of_concern for report in self.reports],
            lambda cause: cause.continues,
            lambda continuation: continuation.cause_of_concern,
        )
        for traced in found:
            first = traced.first
            yield CauseThread(
                causes_of_concern=[
                    ThreadCause(
                        look=self.keys[member.place],
                        cause_of_concern=member.noun,
                        ties=member.ties,
                        basis=member.basis,
                    )
                    for member in traced.members
                ],
                at_looks=[
                    self._failing_at(place, traced.members)
                    for place in range(first.place + 1, len(self.reports))
                ],
                older=self._older(traced),
                caveats=self._untraced_caveats(traced.members),
            )

    def astray_caveats(self) -> Iterator[Caveat]:
        """Names the answers that no thread can hold, and why."""
        for place, report in enumerate(self.reports):
            for finding in report.findings:
                for answer in finding.answers:
                    where = self._astray(answer, place)
                    if where is None:
                        continue
                    text = (
                        f"finding {finding.key} of {report.key} answers {answer.recommendation!r} "
                        f"of {answer.report} ({answer.basis.value}), {where}"
                    )
                    yield Caveat(code=CaveatCode.INCOMPLETE, text=text)

    def _astray(self, answer: Answer, place: int) -> str | None:
        """Why an answer of the look at *place* is in no thread; None if it is in one."""
        other = self._places.get(answer.report, place)
        if other >= place or answer.recommendation not in self._listed[other]:
            return self._where(answer.report, place)
        refused = self._refused.get((answer.report, self.keys[place]))
        return f"which it couldn't be compared with: {refused}" if refused else None

    def _asked_at(
        self, place: int, traced: Traced[Recommendation, Restatement]
    ) -> RecommendationAtLook:
        look = self.keys[place]
        answers: list[FindingAnswer] = []
        weighed: list[FindingAnswer] = []
        caveats: list[Caveat] = []
        earlier = [member for member in traced.members if member.place < place]
        again = [member for member in traced.members if member.place == place]
        for member in earlier:
            pair = (self.keys[member.place], look)
            if pair in self._refused:
                text = f"it couldn't be compared with {pair[0]}: {self._refused[pair]}"
                caveats.append(Caveat(code=CaveatCode.LINK, text=text))
            entry = self._asked.get(pair, {}).get(member.noun.key)
            if entry is not None:
                answers += entry.answers
                weighed += (_weighed(told, member.basis) for told in entry.answers if told.counted)
                caveats += entry.caveats
        outcome, basis = taken_together(weighed)
        if outcome is Outcome.NOT_MENTIONED and again:
            outcome, basis = Outcome.NOT_STATED, firmest(member.basis for member in again)
        first = traced.first
        unsure = self.keys[first.place] in self.looks[place].order_untold
        if unsure:
            text = "dates don't tell whether this look came after it was first made"
            caveats.append(Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text))
        return RecommendationAtLook(
            look=look,
            outcome=outcome,
            basis=basis,
            answers=answers,
            restated_by=[
                RestatedRecommendation(recommendation=member.noun, restatement=tie)
                for member in again
                for tie in member.ties
            ],
            claims=self._claims(place, earlier),
            age=None if unsure else self._age(traced, place),
            caveats=_once(caveats),
        )

    def _claims(self, place: int, earlier: Iterable[_Asked]) -> Iterator[ThreadClaim]:
        """What each party had last said by then; of an undated look nobody can say."""
        as_of = as_of_day(self.reports[place])
        if as_of is None:
            return
        for member in earlier:
            # Most have no history, and looking for claims isn't free.
            for event in last_claims(member.noun, as_of) if member.noun.history else ():
                report = self.keys[member.place]
                yield ThreadClaim(report=report, recommendation=member.noun.key, event=event)

    def _age(self, traced: Traced[Recommendation, Restatement], place: int) -> Age | None:
        since = self.reports[traced.first.place].published
        until = self.reports[place].published
        if since is None or until is None:
            return None
        return Age(since=since, until=until, is_least=bool(self._older(traced, place)))

    def _failing_at(self, place: int, members: Iterable[_Failing]) -> CauseAtLook:
        told: list[CauseOfConcernComparison] = []
        tied: list[Basis | None] = []
        earlier = [member for member in members if member.place < place]
        # Of several records the last look's that says anything stands.
        recorded = [one.place for one in earlier if one.noun.span.end is not Edge.UNKNOWN]
        last_record = max(recorded, default=0)
        for member in earlier:
            pair = (self.keys[member.place], self.keys[place])
            for entry in self._failing.get(pair, {}).get(member.noun.key, ()):
                is_outdated = entry.continuation is None and member.place < last_record
                if entry.standing is Standing.NOT_MENTIONED or is_outdated:
                    continue
                told.append(entry)
                if entry.continuation is not None:
                    tied.append(weakest((entry.continuation.basis, member.basis)))
        # A record only fills the silence of a look that takes nothing up.
        if tied:
            told = [entry for entry in told if entry.continuation is not None]
        return CauseAtLook(look=self.keys[place], told=told, basis=firmest(tied))

    def _addressee_caveats(self, members: Iterable[_Asked]) -> Iterator[Caveat]:
        """Names what a report on several bodies asks of others only."""
        for member in members:
            addressed = member.noun.addressed_to
            bodies = self.reports[member.place].bodies
            if self.body not in addressed and set(addressed) & set(bodies):
                who = ", ".join(addressed)
                text = f"{member.noun.key} of {self.keys[member.place]} is addressed to {who} only"
                yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)

    def _untraced_caveats(self, members: Iterable[_Asked | _Failing]) -> Iterator[Caveat]:
        for member in members:
            for tie in member.untraced:
                where = self._where(tie.report, member.place)
                what = (
                    f"restates {tie.recommendation!r}"
                    if isinstance(tie, Restatement)
                    else f"continues {tie.cause_of_concern!r}"
                )
                text = (
                    f"{member.noun.key} of {self.keys[member.place]} {what} of {tie.report} "
                    f"({tie.basis.value}), {where}"
                )
                yield Caveat(code=CaveatCode.INCOMPLETE, text=text)

    def _older(self, traced: Traced[N, T], until: int | None = None) -> list[T]:
        """The ties, up to a place, to what may be from before the thread begins."""
        begins = traced.first.place
        return [tie for tie in traced.untraced(until) if self._places.get(tie.report, -1) < begins]

    def _where(self, report: str, place: int) -> str:
        """Why a tie to *report* leads to nothing earlier."""
        other = self._places.get(report)
        if other is None:
            known = report in self._elsewhere
            return "which is no look at this body" if known else "which isn't in the archive"
        if other == place:
            return "the same report"
        return "which stands later here" if other > place else "which doesn't list it"


def _weighed(told: FindingAnswer, basis: Basis | None) -> FindingAnswer:
    """An answer as firm as it is to the thread: no firmer than what it answers is tied."""
    weaker = weakest((told.answer.basis, basis))
    if weaker is None or weaker is told.answer.basis:
        return told
    return attrs.evolve(told, answer=attrs.evolve(told.answer, basis=weaker))


def _once(caveats: Iterable[Caveat]) -> list[Caveat]:
    return list({(caveat.code, caveat.text): caveat for caveat in caveats}.values())
