"""What one body owes: its own items, and national ones addressed to a group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ncpi import fields, registers
from ncpi.comparison._entries import ReportMention, mention
from ncpi.errors import Fault, counted
from ncpi.model import ItemRef, NumberedItem, Recommendation, Report
from ncpi.model._outsiders import is_outsider, outsider_fault
from ncpi.model._shown import Shown
from ncpi.registers._groups import TITLES, is_party
from ncpi.vocabulary import Party

if TYPE_CHECKING:
    from ncpi.model.tracking import Tracker

__all__ = ["OwedItem", "OwedItems", "owed_items"]


@attrs.frozen(kw_only=True)
class OwedItem(Shown):
    """One item that a body owes, or may owe.

    Attributes:
        item: the item.
        report: the report that made it.
        because: why it applies to the body, or why that is unknown, in words.
    """

    item: NumberedItem
    report: ReportMention
    because: str

    @property
    def ref(self) -> ItemRef:
        """The item's name."""
        return self.item.ref(self.report.key)

    def label(self) -> str:
        return f"{self.ref}: {self.item.text} ({self.because})"


@attrs.frozen(kw_only=True)
class OwedItems(Shown):
    """All that one body owes on a day.

    Attributes:
        body: the body's key.
        on: the day.
        items: the items that apply to it, report by report.
        cannot_tell: those that may apply to it or may be closed, each with the reason.
        closed: those that the inspectorate has closed: they apply, and nothing more is owed.
    """

    body: str
    on: date
    items: tuple[OwedItem, ...] = ()
    cannot_tell: tuple[OwedItem, ...] = ()
    closed: tuple[OwedItem, ...] = ()

    def label(self) -> str:
        more = f", {len(self.cannot_tell)} more may be owed" if self.cannot_tell else ""
        return f"{self.body} on {self.on}: {counted(len(self.items), 'item')}{more}"


def owed_items(reports: Iterable[Report], body: str, on: date | str) -> OwedItems:
    """The items of *reports* that the body with the key *body* owes on a day.

    Raises:
        ncpi.errors.InvalidError: an argument has the wrong type, or *on* isn't a day.
    """
    faults: list[Fault] = []
    reports = fields.accept(tuple[Report, ...], reports, "reports", faults)
    body = fields.accept(str, body, "body", faults)
    on = fields.accept(date, on, "on", faults)
    fields.refuse(faults, "owed_items")
    certain: list[OwedItem] = []
    doubtful: list[OwedItem] = []
    closed: list[OwedItem] = []
    office = registers.local_policing_bodies.get(body)
    ends = None if office is None else office.ending_by(on)
    for report in reports:
        is_out = report.published_by(on)
        if is_out is False:
            continue
        for item in report.numbered_items:
            applies, because = _applies(item, report, body, on)
            if applies is False:
                continue
            doubts: list[str] = []
            if not is_out:
                when = report.published or "unknown"
                doubts.append(f"publication {when}, so it may not be out yet")
            if ends is not None:
                doubts.append(ends)
            is_closed = False
            if isinstance(item, Recommendation):
                is_closed = item.closure(on=on, body=body) is not None
                if maybe := item.possible_closure(on=on, body=body):
                    doubts.append(f"unclear whether that closes it: {maybe.label()}")
            because = "; ".join([because, *doubts])
            owed = OwedItem(item=item, report=mention(report), because=because)
            group = certain if applies and not doubts else doubtful
            (closed if is_closed else group).append(owed)
    groups = {"items": tuple(certain), "cannot_tell": tuple(doubtful), "closed": tuple(closed)}
    return OwedItems(body=body, on=on, **groups)


def without_others(started: Tracker, reports: Iterable[Report]) -> Tracker:
    """The tracker *started* with *reports*, without what they certainly address to others.

    A local policing body also tracks what the forces that it holds to account owe.
    """
    office = registers.local_policing_bodies.get(started.body)
    theirs = [started.body, *(office.forces if office else ())]
    others = {
        item.ref(report.key)
        for report in reports
        for item in report.numbered_items
        if all(_applies(item, report, one, started.as_of)[0] is False for one in theirs)
    }
    kept = [entry for entry in started.entries if entry.item not in others]
    return attrs.evolve(started, entries=kept)


def outsider_in(report: Report, body: str) -> Fault | None:
    """The fault that *report* asks nothing of the body with the key *body*; None if it may.

    It may ask something of the bodies that it is about, of their local policing bodies and of
    those to which an item is addressed; a national report, of anyone. A body that no register
    has is refused only if the report itself shows that it is an outsider.
    """
    answering = {body, *_answering_with(body)}
    if not report.bodies or answering & {*report.bodies}:
        return None
    day = date.max if report.published is None else report.published.latest
    if any(
        _applies(item, report, one, day)[0] is not False
        for item in report.numbered_items
        for one in answering
    ):
        return None
    is_known = body in registers.known_bodies()
    return outsider_fault(report, body) if is_known or is_outsider(report, body) else None


def _answering_with(body: str) -> set[str]:
    """The local policing body of a force, or the forces of a local policing body."""
    of_force = {one.key for one in registers.local_policing_bodies if body in one.forces}
    office = registers.local_policing_bodies.get(body)
    return of_force.union(office.forces if office and office.key == body else ())


def _unaddressed(report: Report, body: str) -> tuple[bool | None, str]:
    if not report.bodies:
        return None, "it names no addressee, and the report is on no body by name"
    if body not in report.bodies:
        names = [one for one in report.bodies if "/" not in one]
        if may_be := [one for one in names if body in (registers.bodies_named(one) or (body,))]:
            return None, f"the report gives {', '.join(may_be)} in place of the key of a body"
        return False, ""
    if len(report.bodies) == 1:
        return True, "made in a report on this body"
    return None, f"it names no addressee, and the report is on {len(report.bodies)} bodies"


def is_addressee(name: str) -> bool:
    """Whether ncpi knows whom *name* means: a party, a group or a body."""
    title = name.casefold().removeprefix("the ")
    is_titled = is_party(title) or registers.holders_of(title, ()) is not None
    means = is_titled or registers.bodies_named(name)
    return bool(means) or registers.bodies_in_group(name, on=date.max) is not None


@cache
def addressee_names() -> tuple[str, ...]:
    """Names of parties, groups and bodies, as a recommendation may be addressed to them."""
    bodies = registers.known_bodies().values()
    names = [name for body in bodies for name in (*body.aliases, *body.weak_aliases)]
    names += [dated.name for body in bodies for dated in body.names]
    chiefs = [
        f"chief constable of {name}"
        for body in registers.forces
        for name in (body.name, body.area)
        if name
    ]
    parties = [party.value for party in Party]
    titles = [name for title in TITLES for name in (title.one, title.several)]
    return (*parties, *titles, *names, *chiefs)


def _applies(item: NumberedItem, report: Report, body: str, on: date) -> tuple[bool | None, str]:
    """Whether *item* applies to *body*, and why; None if unknown."""
    addressed = item.addressed_to if isinstance(item, Recommendation) else ()
    if not addressed:
        return _unaddressed(report, body)
    if body in addressed:
        return True, "addressed to it"
    unread: list[str] = []
    for name in addressed:
        plain = name.casefold().removeprefix("the ")
        is_force = plain == Party.FORCE.value
        means = report.bodies if is_force else registers.holders_of(plain, report.bodies)
        if means is None and (
            is_party(plain) or name in registers.known_bodies() or registers.is_of_other_kind(name)
        ):
            continue
        if means is None:
            means = registers.bodies_in_group(name, on=on)
        if means is None:
            # Of a name that several bodies share, ncpi can't tell which one is meant.
            named = registers.bodies_named(name)
            means = named if len(named) == 1 else None
        if not means:
            unread.append(name)
        elif body in means:
            doubt = _other_office(name, body, on)
            return (None if doubt else True), f"addressed to {name}{doubt}"
    if unread and (body in report.bodies or not report.bodies):
        return None, f"addressed to {', '.join(unread)}, which ncpi can't resolve"
    return False, ""


_COMMISSIONERS = re.compile(
    r"(?i)\b(police\b.*\bcommissioners|pf?ccs|opf?ccs)\b(?!.*\bequivalents)"
)


def _other_office(group: str, body: str, on: date) -> str:
    """Why a *group* of commissioners may not include a local policing body, or nothing."""
    known = registers.local_policing_bodies.get(body)
    if known is None or not _COMMISSIONERS.search(group):
        return ""
    offices = {office.kind for office in known.names if office.span.covers(on) is not False}
    others = sorted(kind for kind in offices if "commissioner" not in kind)
    return f", which may not include a {' or '.join(others)}" if others else ""
