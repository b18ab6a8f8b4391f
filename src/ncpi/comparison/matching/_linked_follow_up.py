"""The follow-up with the links that rulings and a matcher add, for `ncpi.compare`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi.comparison._proposals import Denial, Proposal, Ruling
from ncpi.comparison.matching._matcher import Matcher
from ncpi.comparison.matching._rulings import effective_rulings, in_order, ruled
from ncpi.model import ItemRef, Report

__all__ = ["Linked", "linked"]


@attrs.frozen
class Linked:
    """A follow-up with the links that people and the matcher add to it.

    Attributes:
        follow_up: the report with the answers and restatements added.
        undecided: the matcher's undecided pairs.
        overruled: the rulings that deny an answer, by the item and the finding's key.
        not_restated: denied restatements, by the item.
        rulings: all rulings, sorted.
    """

    follow_up: Report
    undecided: tuple[Proposal, ...]
    overruled: Mapping[tuple[ItemRef, str], Ruling]
    not_restated: Mapping[ItemRef, Sequence[Denial]]
    rulings: tuple[Ruling, ...]


def linked(
    baseline: Report, follow_up: Report, matcher: Matcher | None, rulings: Iterable[Ruling]
) -> Linked:
    """*follow_up* with the links of the rulings, and those that *matcher* proposes.

    Raises:
        ncpi.errors.InvalidError: a ruling doesn't fit the reports.
    """
    given = tuple(rulings)
    effective = effective_rulings(baseline, follow_up, given)
    linked_report = ruled(follow_up, effective)
    undecided: tuple[Proposal, ...] = ()
    if matcher is not None:
        matching = matcher.match(baseline, linked_report, rulings=given)
        undecided = matching.undecided
        linked_report = matching.applied(linked_report)
    denied = [ruling for ruling in effective if not ruling.answers]
    overruled = {(one.item, one.finding): one for one in denied if one.finding}
    not_restated: dict[ItemRef, list[Denial]] = {}
    for one in denied:
        if one.restated_by:
            again = follow_up.item(one.restated_by)
            links = [link for link in again.earlier if link.item == one.item]
            not_restated.setdefault(one.item, []).append(Denial(one, tuple(links)))
    return Linked(linked_report, undecided, overruled, not_restated, in_order(given))
