"""Links between reports beyond those that they state: a matcher's and people's rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat
from ncpi.comparison._pairing import refuse_unlike
from ncpi.comparison._proposals import Proposal, Ruling, not_restated_caveat
from ncpi.comparison._unmatched import without_overruled
from ncpi.errors import Fault, NotComparableError
from ncpi.fields._frozen import is_tuple
from ncpi.model import ItemRef, Report

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher

__all__ = [
    "STATED_LINKS",
    "Linked",
    "LinkedReports",
    "Linking",
    "given_links",
    "linked",
    "linking_of",
]

Keys = tuple[str, str]


def given_links(
    matcher: Matcher | None, rulings: Iterable[Ruling], faults: list[Fault]
) -> tuple[Ruling, ...]:
    """The *rulings* that a caller gives; their faults and the matcher's are added to *faults*."""
    given = fields.accept(tuple[Ruling, ...], rulings, "rulings", faults)
    if matcher is not None:
        from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - few need it

        fields.accept(Matcher, matcher, "matcher", faults)
    return given


@attrs.frozen
class Linked:
    """A follow-up with the links that people and the matcher add to it.

    Attributes:
        follow_up: the report with the answers and restatements added.
        undecided: the matcher's undecided pairs.
        overruled: the rulings that deny an answer, by the item and the finding's key.
        not_restated: the caveats on restatements that rulings deny, by the item.
        rulings: all rulings, sorted.
    """

    follow_up: Report
    undecided: tuple[Proposal, ...] = ()
    overruled: Mapping[tuple[ItemRef, str], Ruling] = MappingProxyType({})
    not_restated: Mapping[ItemRef, Sequence[Caveat]] = MappingProxyType({})
    rulings: tuple[Ruling, ...] = ()


def linked(
    baseline: Report, follow_up: Report, matcher: Matcher | None, rulings: Sequence[Ruling]
) -> Linked:
    """*follow_up* with the links of the *rulings*, and those that *matcher* proposes.

    Raises:
        ncpi.errors.InvalidError: a ruling doesn't fit the reports.
    """
    if matcher is None and not rulings:
        return Linked(follow_up)
    from ncpi.comparison.matching._rulings import (  # noqa: PLC0415 - few comparisons need it
        effective_rulings,
        in_order,
        ruled,
    )

    effective = effective_rulings(baseline, follow_up, rulings)
    report = ruled(follow_up, effective)
    undecided: tuple[Proposal, ...] = ()
    if matcher is not None:
        matching = matcher.match(baseline, report, rulings=rulings)
        undecided, report = matching.undecided, matching.applied(report)
    denied = [ruling for ruling in effective if not ruling.answers]
    overruled = {(one.item, one.finding): one for one in denied if one.finding}
    not_restated: dict[ItemRef, list[Caveat]] = {}
    for one in denied:
        if one.restated_by:
            links = [
                link for link in follow_up.item(one.restated_by).earlier if link.item == one.item
            ]
            not_restated.setdefault(one.item, []).append(not_restated_caveat(one, links))
    return Linked(report, undecided, overruled, not_restated, in_order(rulings))


@attrs.frozen
class LinkedReports:
    """Reports in order, each linked to all earlier ones.

    Attributes:
        reports: the reports with the links added.
        with_rulings: the positions of the pairs that have rulings or undecided proposals, so
            that their links alone don't show everything.
    """

    reports: tuple[Report, ...]
    with_rulings: frozenset[tuple[int, int]] = frozenset()


@attrs.frozen
class Linking:
    """The links that a caller adds to those that the reports state.

    Attributes:
        matcher: proposes answers and restatements by text; None if nothing is proposed.
        rulings: people's rulings, by the keys of baseline and follow-up.
    """

    matcher: Matcher | None = None
    rulings: Mapping[Keys, Sequence[Ruling]] = MappingProxyType({})

    def ruled(self, baseline: Report, follow_up: Report) -> Sequence[Ruling]:
        """The rulings on the two reports."""
        return self.rulings.get((baseline.key, follow_up.key), ())

    def through(self, reports: Sequence[Report]) -> LinkedReports:
        """*reports*, which are in order, each linked to every earlier one.

        An answer that a person overruled is removed; `ncpi.compare` shows it as not counted.
        """
        changed = list(reports)
        with_rulings: set[tuple[int, int]] = set()
        for other, place in combinations(range(len(reports)), 2):
            before, after = reports[other], changed[place]
            rulings = self.ruled(before, after)
            links = Linked(after)
            if before.items and _is_comparable(before, after):
                links = linked(before, after, self.matcher, rulings)
            if links.follow_up is not after or links.overruled:
                kept = without_overruled(links.follow_up.findings, before.key, links.overruled)
                changed[place] = attrs.evolve(links.follow_up, findings=list(kept))
            if rulings or links.undecided:
                with_rulings.add((other, place))
        return LinkedReports(tuple(changed), frozenset(with_rulings))


def _is_comparable(baseline: Report, follow_up: Report) -> bool:
    try:
        refuse_unlike(baseline, follow_up)
    except NotComparableError:
        return False
    return True


STATED_LINKS: Linking = Linking()
"""Only the reports' own links."""


def linking_of(
    matcher: Matcher | None,
    rulings: Iterable[Ruling],
    pairs: Iterable[Iterable[Report]],
    subject: str,
    others: Iterable[Fault] = (),
) -> Linking:
    """The links that a caller adds, checked against the *pairs* that will be compared.

    *others* are the faults of the other arguments of *subject*.

    Raises:
        ncpi.errors.InvalidError: *matcher* isn't a matcher, or a ruling isn't about any of
            the pairs or doesn't fit its reports.
    """
    faults = [*others]
    given = given_links(matcher, rulings, faults)
    if matcher is None and not given and not faults:
        return STATED_LINKS
    from ncpi.comparison.matching._rulings import ruling_faults  # noqa: PLC0415 - as above

    known = {(baseline.key, follow_up.key): (baseline, follow_up) for baseline, follow_up in pairs}
    by_pair: dict[Keys, list[Ruling]] = {}
    for index, ruling in enumerate(given if is_tuple(given) else ()):
        if isinstance(ruling, Ruling):
            keys = (ruling.baseline, ruling.follow_up)
            by_pair.setdefault(keys, []).append(ruling)
            found = [_no_pair(keys)] if keys not in known else ruling_faults(ruling, *known[keys])
            faults += [fault.below(f"rulings[{index}]") for fault in found]
    fields.refuse(faults, subject)
    return Linking(matcher, by_pair)


def _no_pair(keys: Keys) -> Fault:
    message = f"{keys[0]} and {keys[1]} are not compared here"
    return Fault("", "choice", message, suggestion="Name the baseline and the follow-up of a pair")
