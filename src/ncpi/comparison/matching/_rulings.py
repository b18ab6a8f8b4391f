"""People's rulings: checking them, choosing the effective ones and applying them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import attrs

from ncpi.comparison._proposals import Ruling
from ncpi.errors import Fault, member_fault
from ncpi.fields import refuse
from ncpi.model import (
    Answer,
    ItemRef,
    NumberedItem,
    Reference,
    Report,
    Restatement,
)
from ncpi.vocabulary import Basis, Relation

__all__ = ["effective_rulings", "in_order", "ruled", "ruling_faults"]

T = TypeVar("T", Answer, Restatement)


def in_order(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """*rulings*, sorted by what they are about, date and name."""
    return tuple(
        sorted(
            rulings,
            key=lambda one: (
                one.item.sort_key,
                one.follow_up,
                one.finding is None,
                one.other,
                one.dated.earliest,
                one.dated.latest,
                one.by,
                one.answers,
                one.note or "",
            ),
        )
    )


def effective_rulings(
    baseline: Report, follow_up: Report, rulings: Iterable[Ruling]
) -> tuple[Ruling, ...]:
    """The effective ones of *rulings*: one for each pair that has any.

    Raises:
        ncpi.errors.InvalidError: one names an unknown report, recommendation or finding, or
            two contradict each other and their dates don't show which is later.
    """
    given = tuple(rulings)
    faults = [
        fault.below(f"rulings[{index}]")
        for index, ruling in enumerate(given)
        for fault in ruling_faults(ruling, baseline, follow_up)
    ]
    refuse(faults, "rulings")
    by_pair: dict[tuple[ItemRef, str | None, ItemRef | None], list[Ruling]] = {}
    for ruling in in_order(given):
        pair = (ruling.item, ruling.finding, ruling.restated_by)
        by_pair.setdefault(pair, []).append(ruling)
    effective: list[Ruling] = []
    for same_pair in by_pair.values():
        last = _last(same_pair)
        if last is None:
            faults.append(_contradiction(same_pair, given))
        else:
            effective.append(last)
    refuse(faults, "rulings")
    return tuple(effective)


def ruling_faults(ruling: Ruling, baseline: Report, follow_up: Report) -> Sequence[Fault]:
    """Why *ruling* can't be about these two reports."""
    faults: list[Fault] = []
    if ruling.follow_up != follow_up.key:
        fault = member_fault(ruling.follow_up, [follow_up.key], "the key of the follow-up")
        faults.append(fault.below("follow_up"))
    if ruling.finding is not None:
        known = [entry.key for entry in follow_up.findings]
        if ruling.finding not in known:
            what = "the key of a finding of the follow-up"
            faults.append(member_fault(ruling.finding, known, what).below("finding"))
    wanted = (("item", ruling.item, baseline), ("restated_by", ruling.restated_by, follow_up))
    for name, item, report in wanted:
        listed = [str(entry.ref(report.key)) for entry in report.items]
        if item is not None and str(item) not in listed:
            side = "baseline" if report is baseline else "follow-up"
            faults.append(member_fault(str(item), listed, f"an item of the {side}").below(name))
    return faults


def _last(rulings: Sequence[Ruling]) -> Ruling | None:
    """The ruling that is known to be later than all that contradict it; None if none is."""
    for one in reversed(rulings):
        against = [other for other in rulings if other.answers is not one.answers]
        if all(one.dated.relation(other.dated) is Relation.AFTER for other in against):
            return one
    return None


def _contradiction(rulings: Sequence[Ruling], given: Sequence[Ruling]) -> Fault:
    place = max(given.index(ruling) for ruling in rulings)
    said = "; ".join(ruling.label() for ruling in rulings)
    message = f"rulings disagree, and their dates don't show which is later: {said}"
    advice = "Give more exact dates, or leave out those that no longer apply"
    return Fault(f"rulings[{place}]", "inconsistent", message, suggestion=advice)


def ruled(follow_up: Report, effective: Iterable[Ruling]) -> Report:
    """*follow_up* with a link for every ruling that confirms one.

    A stated or coded link stays as it is, with its evidence. A restatement that a ruling
    denies is removed; a denied answer is kept, and the comparison shows it as not counted.
    """
    changed = follow_up
    for ruling in effective:
        if ruling.finding is not None:
            finding = changed.finding(ruling.finding)
            if ruling.answers and not _confirmed(finding.answers, ruling):
                changed = changed.replacing(finding.with_answer(_coded(Answer, ruling)))
        elif ruling.restated_by is not None:
            again = changed.item(ruling.restated_by)
            if not isinstance(again, NumberedItem):
                continue  # a finding restates nothing
            if ruling.answers and _confirmed(again.restates, ruling):
                continue
            kept = [link for link in again.restates if link.item != ruling.item]
            if ruling.answers:
                kept.append(_coded(Restatement, ruling))
            changed = changed.replacing(attrs.evolve(again, restates=kept))
    return changed


def _coded(kind: type[T], ruling: Ruling) -> T:
    return kind(
        item=ruling.item,
        basis=Basis.CODED,
        by=ruling.by,
        dated=ruling.dated,
        evidence=ruling.note,
    )


def _confirmed(links: Iterable[Reference], ruling: Ruling) -> bool:
    """Whether one of *links* is a firm link to the item of *ruling*."""
    return any(link.item == ruling.item and link.basis.is_firm for link in links)
