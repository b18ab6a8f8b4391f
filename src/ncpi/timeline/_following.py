"""Following recommendations and causes of concern through the reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from ncpi.comparison import Caveat, FindingAnswer, ItemComparison
from ncpi.comparison._outcomes import combined_outcome, status_of
from ncpi.comparison._pairing import as_of_day
from ncpi.comparison.pairs import PairResult
from ncpi.model import Answer, CauseOfConcern, Finding, ItemRef, Recommendation, Report
from ncpi.model.items import Item, Reference
from ncpi.timeline._reports import TimelineReport
from ncpi.timeline._threads import Age, Thread, ThreadClaim, ThreadEntry, ThreadItem
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, Edge, ItemKind, Outcome

__all__ = ["Course", "trace"]

_NOT_MENTIONED = (CauseStatus.NOT_MENTIONED,)


@attrs.frozen
class Member:
    """An item of a thread, and the position of its report.

    Attributes:
        place: the position of its report.
        made: the item, with its links to the thread.
        untraced: its links that don't lead to an earlier item among the reports.
    """

    place: int
    made: ThreadItem
    untraced: tuple[Reference, ...]


@attrs.define
class Traced:
    """A thread: its members in the order of their reports, the first one first."""

    members: list[Member]

    @property
    def first(self) -> Member:
        return self.members[0]

    def untraced(self, until: int | None = None) -> list[Reference]:
        """The untraced links of the members up to a position, without duplicates."""
        known = [one for one in self.members if until is None or one.place <= until]
        return list(dict.fromkeys(reference for one in known for reference in one.untraced))


def trace(reports: Sequence[str], listed: Sequence[Sequence[Item]]) -> list[Traced]:
    """The threads, each beginning with an item that restates or continues no earlier one.

    *reports* are the keys, *listed* the items that each report lists. Only links
    to earlier reports are followed, so there are no cycles.
    """
    places = {key: place for place, key in enumerate(reports)}
    threads: list[Traced] = []
    # For each item, its threads and the basis of its link to each.
    found: dict[ItemRef, dict[int, Basis | None]] = {}
    for place, report in enumerate(reports):
        for item in listed[place]:
            there: dict[int, list[Reference]] = {}
            untraced: list[Reference] = []
            for reference in item.earlier:
                if isinstance(item, Finding) and reference.item.kind is not ItemKind.CONCERN:
                    continue  # a finding's answer to a numbered item is in that item's thread
                known = found.get(reference.item)
                if known is None or places[reference.item.report] >= place:
                    untraced.append(reference)
                    continue
                for thread in known:
                    there.setdefault(thread, []).append(reference)
            held = dict(_held(there, found))
            if not held:
                held[len(threads)] = None
                threads.append(Traced([]))
            for thread, basis in held.items():
                made = ThreadItem(
                    report=report, item=item, references=there.get(thread, ()), basis=basis
                )
                threads[thread].members.append(Member(place, made, tuple(untraced)))
            found[item.ref(report)] = held
    return threads


def _held(
    there: Mapping[int, Sequence[Reference]],
    found: Mapping[ItemRef, Mapping[int, Basis | None]],
) -> Iterator[tuple[int, Basis | None]]:
    """An item's basis in each thread: the weakest link on the firmest path."""
    for thread, references in there.items():
        paths = [
            Basis.weakest((reference.basis, found[reference.item][thread]))
            for reference in references
        ]
        yield thread, Basis.firmest(paths)


class Course:
    """The reports in order, and the comparisons between them by key."""

    def __init__(
        self,
        body: str,
        reports: Sequence[Report],
        entries: Sequence[TimelineReport],
        results: Iterable[PairResult],
        elsewhere: Collection[str],
    ) -> None:
        self.body = body
        self.reports = reports
        self.entries = entries
        self.keys = [report.key for report in reports]
        self._places = {key: place for place, key in enumerate(self.keys)}
        self._elsewhere = elsewhere
        self._listed = [{item.ref(report.key) for item in report.items} for report in reports]
        self._compared: dict[tuple[str, str], Mapping[ItemRef, ItemComparison]] = {}
        self._refused: dict[tuple[str, str], str] = {}
        for result in results:
            if result.refused is not None:
                self._refused[result.keys] = result.refused
            if (comparison := result.comparison) is not None:
                self._compared[result.keys] = {entry.ref: entry for entry in comparison.items}

    def threads(self) -> Iterator[Thread]:
        """A thread for every item that doesn't restate or continue an earlier one."""
        concerns = [
            [finding for finding in report.findings if finding.is_concern]
            for report in self.reports
        ]
        kinds: tuple[Sequence[Sequence[Item]], ...] = (
            [report.recommendations for report in self.reports],
            [report.causes_of_concern for report in self.reports],
            concerns,
        )
        for listed in kinds:
            for traced in trace(self.keys, listed):
                later = range(traced.first.place + 1, len(self.reports))
                thread = Thread(
                    items=[member.made for member in traced.members],
                    entries=[self._entry(place, traced) for place in later],
                    older=self._older(traced),
                    caveats=[
                        *self._addressee_caveats(traced.members),
                        *self._untraced_caveats(traced.members),
                    ],
                )
                # A concern that answers an earlier item is shown in that item's thread, and in
                # its own only if something answers it in turn, counted or not.
                is_answered = any(entry.answers for entry in thread.entries)
                is_placed = any(
                    self._why_unplaced(answer, traced.first.place) is None
                    for answer in traced.first.made.item.earlier
                )
                is_own = thread.last_mention or is_answered or not is_placed
                if listed is not concerns or is_own:
                    yield thread

    def unplaced_answer_caveats(self) -> Iterator[Caveat]:
        """A caveat for each answer that belongs to no thread, with the reason."""
        for place, report in enumerate(self.reports):
            for finding in report.findings:
                for answer in finding.answers:
                    reason = self._why_unplaced(answer, place)
                    if reason is None:
                        continue
                    text = (
                        f"finding {finding.key} of {report.key} answers {answer.item.name} "
                        f"of {answer.item.report} ({answer.basis.value}), {reason}"
                    )
                    yield Caveat(code=CaveatCode.INCOMPLETE, text=text)

    def _why_unplaced(self, answer: Reference, place: int) -> str | None:
        """Why an answer of the report at *place* belongs to no thread; None if it does."""
        report = answer.item.report
        other = self._places.get(report, place)
        if other >= place or answer.item not in self._listed[other]:
            return self._where(report, place)
        refused = self._refused.get((report, self.keys[place]))
        return f"which it couldn't be compared with: {refused}" if refused else None

    def _entry(self, place: int, traced: Traced) -> ThreadEntry:
        """The entry of the report at *place* in the thread of an item."""
        earlier = [member for member in traced.members if member.place < place]
        again = [member for member in traced.members if member.place == place]
        entry = self._item_entry(place, earlier)
        causes = {
            made.ref: made.item
            for made in (member.made for member in traced.members)
            if isinstance(made.item, CauseOfConcern)
        }
        if causes:
            statuses = self._statuses(place, causes, [member.made for member in again])
            if entry.outcome is not Outcome.NOT_MENTIONED and statuses == _NOT_MENTIONED:
                statuses = (CauseStatus.NOT_STATED,)
            entry = attrs.evolve(entry, statuses=statuses)
        if entry.outcome is Outcome.NOT_MENTIONED and again:
            entry = attrs.evolve(entry, outcome=Outcome.NOT_STATED)
        first = self.keys[traced.first.place]
        unsure = first in self.entries[place].order_unknown
        caveats = [*self._refusals(place, earlier), *entry.caveats]
        if unsure:
            text = "the dates don't show whether this report came after it was first made"
            caveats.append(Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text))
        return attrs.evolve(
            entry,
            basis=entry.basis or Basis.firmest(member.made.basis for member in again),
            repeated_by=[member.made for member in again],
            age=None if unsure else self._age(traced, place),
            caveats=[*dict.fromkeys(caveats)],
        )

    def _item_entry(self, place: int, earlier: Sequence[Member]) -> ThreadEntry:
        """The combined findings of the report at *place*, and the parties' claims up to it."""
        report = self.keys[place]
        answers: list[FindingAnswer] = []
        weighed: list[FindingAnswer] = []
        caveats: list[Caveat] = []
        for member in earlier:
            compared = self._compared.get((self.keys[member.place], report), {})
            entry = compared.get(member.made.ref)
            if entry is not None:
                answers += entry.answers
                basis = member.made.basis
                weighed += (_weighed(item, basis) for item in entry.answers if item.counted)
                caveats += entry.caveats
        outcome, basis = combined_outcome(weighed)
        return ThreadEntry(
            report=report,
            outcome=outcome,
            basis=basis,
            answers=answers,
            claims=self._claims(place, earlier),
            caveats=caveats,
        )

    def _claims(self, place: int, earlier: Iterable[Member]) -> Iterator[ThreadClaim]:
        """The last claims of each party up to the report; none if it is undated."""
        as_of = as_of_day(self.reports[place])
        if as_of is None:
            return
        for member in earlier:
            item = member.made.item
            # Most have no history; skipping those is faster.
            if isinstance(item, Recommendation) and item.history:
                for event in item.latest_claims(on=as_of):
                    yield ThreadClaim(item=member.made.ref, event=event)

    def _statuses(
        self,
        place: int,
        causes: Mapping[ItemRef, CauseOfConcern],
        again: Sequence[ThreadItem],
    ) -> tuple[CauseStatus, ...]:
        """The statuses of a cause of concern at the report at *place*.

        They are those of the causes that continue it. If there are none, it counts as closed
        only if the last earlier record of its end says so.
        """
        as_of = as_of_day(self.reports[place])
        statuses = [
            status_of(causes[reference.item], one.item, as_of)
            for one in again
            if isinstance(one.item, CauseOfConcern)
            for reference in one.references
            if reference.item in causes
        ]
        if not statuses:
            recorded = [
                (self._places[item.report], status_of(cause, None, as_of))
                for item, cause in causes.items()
                if self._places[item.report] < place and cause.span.end is not Edge.UNKNOWN
            ]
            last = max((other for other, _ in recorded), default=None)
            closed = (last, CauseStatus.CLOSED) in recorded
            statuses = [CauseStatus.CLOSED if closed else CauseStatus.NOT_MENTIONED]
        return tuple(dict.fromkeys(statuses))

    def _refusals(self, place: int, earlier: Iterable[Member]) -> Iterator[Caveat]:
        for member in earlier:
            other = self.keys[member.place]
            if (refused := self._refused.get((other, self.keys[place]))) is not None:
                text = f"it couldn't be compared with {other}: {refused}"
                yield Caveat(code=CaveatCode.LINK, text=text)

    def _age(self, traced: Traced, place: int) -> Age | None:
        since = self.reports[traced.first.place].published
        until = self.reports[place].published
        if since is None or until is None:
            return None
        return Age(since=since, until=until, is_least=bool(self._older(traced, place)))

    def _addressee_caveats(self, members: Iterable[Member]) -> Iterator[Caveat]:
        """A caveat for each item of a report on several bodies that is addressed only to others."""
        for member in members:
            item = member.made.item
            addressed = item.addressed_to if isinstance(item, Recommendation) else ()
            bodies = self.reports[member.place].bodies
            if self.body not in addressed and set(addressed) & set(bodies):
                text = f"{member.made.ref.name} of {member.made.report} is addressed to "
                text = f"{text}{', '.join(addressed)} only"
                yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)

    def _untraced_caveats(self, members: Iterable[Member]) -> Iterator[Caveat]:
        for member in members:
            for reference in member.untraced:
                verb = "answers" if isinstance(reference, Answer) else "restates"
                report = reference.item.report
                text = (
                    f"{member.made.ref.name} of {member.made.report} {verb} {reference.item.name} "
                    f"of {report} ({reference.basis.value}), {self._where(report, member.place)}"
                )
                yield Caveat(code=CaveatCode.INCOMPLETE, text=text)

    def _older(self, traced: Traced, until: int | None = None) -> list[Reference]:
        """The links, up to a position, to items that may be older than the thread."""
        begins = traced.first.place
        return [
            reference
            for reference in traced.untraced(until)
            if self._places.get(reference.item.report, -1) < begins
        ]

    def _where(self, report: str, place: int) -> str:
        """Why a link to *report* doesn't lead to an earlier item."""
        other = self._places.get(report)
        if other is None:
            known = report in self._elsewhere
            return "which isn't a report on this body" if known else "which isn't in the archive"
        if other == place:
            return "the same report"
        return "which is shown later" if other > place else "which doesn't list it"


def _weighed(entry: FindingAnswer, basis: Basis | None) -> FindingAnswer:
    """The answer with its basis in the thread: no firmer than the link of what it answers."""
    weaker = Basis.weakest((entry.answer.basis, basis))
    if weaker is None or weaker is entry.answer.basis:
        return entry
    return attrs.evolve(entry, answer=attrs.evolve(entry.answer, basis=weaker))
