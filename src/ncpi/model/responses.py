"""What a body publishes in answer to a report: comments, actions and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

import attrs

from ncpi.errors import Fault, counted
from ncpi.fields import Name, Names, Text, accepted, distinct, one_of, refuse, tuple_of
from ncpi.model._outsiders import body_faults, is_outsider, outsider_fault
from ncpi.model._shown import Shown
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.items import ItemRef
from ncpi.model.recommendations import Recommendation
from ncpi.model.record import Record
from ncpi.model.reports import Report
from ncpi.model.sources import Sourced
from ncpi.vocabulary import ItemKind, Other, Party, ResponseKind

__all__ = ["Response", "ResponseAnswer", "ResponseGap", "ResponseGaps"]


@attrs.frozen(kw_only=True, repr=False)
class ResponseAnswer(Record):
    """What a response says about one item.

    Attributes:
        item: the item.
        action_taken: what has been done.
        action_proposed: what is going to be done.
        reason_for_none: why nothing was or will be done.
        position: the party's position in its own words, such as "accepted", where it states
            one. The duty of Police Act 1996 s.55 doesn't ask for one.
    """

    TAG = "response-answer"

    item: ItemRef = attrs.field(converter=one_of[ItemRef])
    action_taken: Text | None = None
    action_proposed: Text | None = None
    reason_for_none: Text | None = None
    position: Name | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it says what was or will be done, or why nothing."""
        return any((self.action_taken, self.action_proposed, self.reason_for_none))

    def label(self) -> str:
        parts = {
            "taken": self.action_taken,
            "proposed": self.action_proposed,
            "no action": self.reason_for_none,
        }
        said = "; ".join(f"{name}: {text}" for name, text in parts.items() if text)
        position = f" ({self.position})" if self.position else ""
        return f"{self.item.name}{position}: {said or 'no answer'}"


@attrs.frozen(kw_only=True)
class ResponseGap(Shown):
    """Something that a response lacks.

    Attributes:
        what: what is missing.
        item: the item that isn't answered; None if the gap isn't about one.
    """

    what: str
    item: ItemRef | None = None

    def label(self) -> str:
        return self.what if self.item is None else f"{self.item.name}: {self.what}"


@attrs.frozen(kw_only=True)
class ResponseGaps(Shown):
    """What a response to a report lacks of what Police Act 1996 s.55 asks for.

    Attributes:
        report: the key of the report.
        gaps: what the duty still lacks.
        areas_for_improvement: areas for improvement without an answer. The duty is about
            recommendations, so they are kept apart.
        uncertain: why the duty can't be checked in full, in words.
    """

    report: str
    gaps: tuple[ResponseGap, ...] = ()
    areas_for_improvement: tuple[ResponseGap, ...] = ()
    uncertain: tuple[str, ...] = ()

    def label(self) -> str:
        apart = len(self.areas_for_improvement)
        more = f", {counted(apart, 'area', 'areas')} for improvement not answered" if apart else ""
        return f"{self.report}: {counted(len(self.gaps), 'gap')}{more}"


@attrs.frozen(kw_only=True, repr=False)
class Response(Sourced):
    """What one party publishes in answer to a report.

    A local policing body must publish comments on each report on its force: its own, those of
    the chief officer, whom it invites to comment by a date that it sets, and any reply to them;
    and for each recommendation what has been or will be done, or why nothing. Other responses,
    such as the government's or a force's own, may state a position instead.

    Source: Police Act 1996 s.55(4) to (6), as amended by the Policing and Crime Act 2017 s.37.

    Attributes:
        report: the key of the report.
        kind: comments, an action plan, a statement or another kind.
        party: who responds.
        body: the key of the responding body, if it has one.
        published: when it was published or sent; None if it wasn't yet, or isn't known.
        comments: the responding party's comments on the report.
        chief_officer_invited_by: the date by which the chief officer was invited to comment.
        chief_officer_comments: the chief officer's comments.
        reply: the responding body's reply to the chief officer's comments.
        answers: what it says about each item.
        copied_to: to whom copies were sent, such as the Secretary of State.

    Raises:
        ncpi.errors.InvalidError: an item is answered twice.
    """

    TAG = "response"

    report: Name
    kind: ResponseKind | Other = attrs.field(
        default=ResponseKind.COMMENTS, converter=one_of[ResponseKind | Other]
    )
    party: Party | Other = attrs.field(
        default=Party.LOCAL_POLICING_BODY, converter=one_of[Party | Other]
    )
    body: Name | None = None
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    comments: Text | None = None
    chief_officer_invited_by: PartialDate | None = attrs.field(
        default=None, converter=optional_partial_date
    )
    chief_officer_comments: Text | None = None
    reply: Text | None = None
    answers: Annotated[tuple[ResponseAnswer, ...], distinct("item")] = attrs.field(
        default=(), converter=tuple_of[ResponseAnswer]
    )
    copied_to: Names = attrs.field(default=(), converter=tuple_of[str])

    @classmethod
    def start(
        cls,
        report: Report,
        *,
        party: Party | Other | str = Party.LOCAL_POLICING_BODY,
        body: str | None = None,
    ) -> Self:
        """An empty response with a place for each recommendation and area for improvement.

        The areas come last: the duty is about recommendations.
        Items of other reports may be answered too, such as national recommendations.

        Raises:
            ncpi.errors.InvalidError: an argument is invalid, or the report is about other bodies
                of the same kind and addresses nothing to *body*.
        """
        report = accepted(Report, report, "report", "Response.start")
        if body is not None:
            key = accepted(str, body, "body", "Response.start")
            refuse([*body_faults(key, [report])], "Response.start")
        asked = sorted(report.recommendations, key=_is_area)
        items = (item.ref(report.key) for item in asked)
        return cls(
            report=report.key,
            party=party,
            body=body,
            answers=[ResponseAnswer(item=item) for item in items],
        )

    def answer(self, item: ItemRef | str) -> ResponseAnswer | None:
        """The answer to *item*; None if the response doesn't mention it.

        Raises:
            ncpi.errors.InvalidError: *item* doesn't name an item.
        """
        wanted = accepted(ItemRef, item, "item", "Response.answer")
        return next((answer for answer in self.answers if answer.item == wanted), None)

    def gaps(self, report: Report) -> ResponseGaps:
        """What it lacks of the comments that Police Act 1996 s.55 asks for on *report*.

        The chief officer needn't comment, but has to be invited to. The duty is the local
        policing body's: of any other response only the unanswered items are listed.

        Raises:
            ncpi.errors.InvalidError: it answers another report.
        """
        report = accepted(Report, report, "report", "Response.gaps")
        if report.key != self.report:
            message = f"it answers {self.report}, not {report.key}"
            refuse([Fault("report", "inconsistent", message, report.key)], "Response.gaps")
        lacking: dict[bool, list[ResponseGap]] = {False: [], True: []}
        for item in report.recommendations:
            answer = self.answer(item.ref(report.key))
            if answer is None or not answer.is_complete:
                gap = ResponseGap(what=_UNANSWERED, item=item.ref(report.key))
                lacking[_is_area(item)].append(gap)
        return ResponseGaps(
            report=report.key,
            gaps=(*self._missing_parts(), *lacking[False], *self._unlisted(report)),
            areas_for_improvement=tuple(lacking[True]),
            uncertain=tuple(self._uncertain(report)),
        )

    @property
    def _is_bound(self) -> bool:
        """Whether it is of the kind that the duty asks for, from the party that has the duty."""
        is_comments = self.kind is ResponseKind.COMMENTS
        return is_comments and self.party is Party.LOCAL_POLICING_BODY

    def _missing_parts(self) -> Iterator[ResponseGap]:
        if self._is_bound:
            if self.comments is None:
                yield ResponseGap(what="the body's own comments on the report")
            if self.chief_officer_comments is None and self.chief_officer_invited_by is None:
                what = "the chief officer's comments, or the date by which they were invited"
                yield ResponseGap(what=what)
            if not self.copied_to:
                yield ResponseGap(what="copies to the inspectors and the Secretary of State")
        if self.published is None:
            yield ResponseGap(what="the date of publication")

    def _unlisted(self, report: Report) -> Iterator[ResponseGap]:
        """The gap of recommendations that *report* made, doesn't list, and isn't answered on."""
        listed = {item.ref(report.key) for item in report.recommendations}
        answered = sum(
            answer.is_complete and answer.item not in listed
            for answer in self.answers
            if answer.item.report == report.key and answer.item.kind is ItemKind.RECOMMENDATION
        )
        missing = (report.recommendations_unlisted or 0) - answered
        if missing > 0:
            made = counted(report.recommendations_made or 0, "recommendation")
            yield ResponseGap(what=f"an answer on {missing} of the {made}, not listed here")

    def _uncertain(self, report: Report) -> Iterator[str]:
        if not self._is_bound:
            yield (
                "the duty of Police Act 1996 s.55 is to publish a local policing body's comments; "
                f"this is another response ({self.kind.value}, {self.party.value})"
            )
        elif self.chief_officer_comments is not None and self.reply is None:
            yield "no reply to the chief officer's comments: it is published only if there is one"
        if self.body is not None and is_outsider(report, self.body):
            yield outsider_fault(report, self.body).message
        issued, dated = report.published, self.published
        if issued is not None and dated is not None and dated.latest < issued.earliest:
            yield f"it is dated {dated}, before the report ({issued})"
        if report.recommendations_unlisted is None:
            yield "the report may make recommendations that aren't listed here"
        listed = {item.ref(report.key) for item in report.items}
        for answer in self.answers:
            if answer.item.report == report.key and answer.item not in listed:
                yield f"it answers {answer.item.name}, which the report doesn't list"

    def label(self) -> str:
        who = self.body or self.party.value
        return f"{who} on {self.report} ({self.published or 'undated'})"


_UNANSWERED = "no action taken, action proposed or reason for none"


def _is_area(item: Recommendation) -> bool:
    return item.item_kind is ItemKind.AREA_FOR_IMPROVEMENT
