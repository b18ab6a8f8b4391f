"""A comparison beside what bodies say that they do: their trackers and responses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ncpi import fields
from ncpi.comparison._compare import Comparison
from ncpi.comparison._entries import ItemComparison
from ncpi.errors import Fault
from ncpi.model._shown import Several, Shown
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.model.tracking import Tracker, Tracking

__all__ = ["TrackedComparison", "TrackedItem"]


@attrs.frozen(kw_only=True)
class TrackedItem(Shown):
    """One item of the baseline: asked, tracked, answered and followed up.

    Attributes:
        entry: what became of it: the parties' published claims and the follow-up's findings.
        tracking: each body's own record of it, with the body's key and the day of the record.
        answers: what responses say about it, each with the response.
    """

    entry: ItemComparison
    tracking: tuple[tuple[str, date, Tracking], ...] = ()
    answers: tuple[tuple[Response, ResponseAnswer], ...] = ()

    def label(self) -> str:
        own = "; ".join(f"{body}: {record.status.value}" for body, _, record in self.tracking)
        return f"{self.entry.label()}; own status {own or 'not tracked'}"


@attrs.frozen(kw_only=True, repr=False)
class TrackedComparison(Comparison):
    """A comparison beside bodies' own trackers and responses, which don't affect it.

    Attributes:
        trackers: the trackers that have entries for items of the baseline.
        responses: the responses to the two reports, and those that answer items of them.
    """

    TAG = "tracked-comparison"

    trackers: tuple[Tracker, ...] = attrs.field(default=(), converter=fields.tuple_of[Tracker])
    responses: tuple[Response, ...] = attrs.field(default=(), converter=fields.tuple_of[Response])

    @classmethod
    def beside(
        cls,
        comparison: Comparison,
        *,
        trackers: Iterable[Tracker] = (),
        responses: Iterable[Response] = (),
    ) -> Comparison:
        """*comparison* beside *trackers* of its baseline, and *responses* to its reports.

        If there are none, it is *comparison* itself.
        """
        faults: list[Fault] = []
        comparison = fields.accept(Comparison, comparison, "comparison", faults)
        trackers = fields.accept(tuple[Tracker, ...], trackers, "trackers", faults)
        responses = fields.accept(tuple[Response, ...], responses, "responses", faults)
        fields.refuse(faults, "TrackedComparison.beside")
        report = comparison.baseline.key
        both = (report, comparison.follow_up.key)
        tracked = [
            tracker
            for tracker in trackers
            if any(entry.item.report == report for entry in tracker.entries)
        ]
        answering = [
            response
            for response in responses
            if response.report in both
            or any(answer.item.report in both for answer in response.answers)
        ]
        if not (tracked or answering):
            return comparison
        return cls.of(comparison, trackers=tracked, responses=answering)

    @property
    def side_by_side(self) -> tuple[TrackedItem, ...]:
        """Each item of the baseline: asked, tracked, answered and followed up."""
        return Several(
            TrackedItem(
                entry=entry,
                tracking=tuple(
                    (tracker.body, tracker.as_of, own)
                    for tracker in self.trackers
                    for own in tracker.entries
                    if own.item == entry.ref
                ),
                answers=tuple(
                    (response, answer)
                    for response in self.responses
                    if (answer := response.answer(entry.ref)) is not None
                ),
            )
            for entry in self.items
        )
