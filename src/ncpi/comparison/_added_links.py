"""Links between reports beyond those that they state: a matcher's and people's rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from ncpi import fields
from ncpi.comparison._compare import Comparison, compare, given_links
from ncpi.comparison._pairing import refuse_unlike
from ncpi.comparison._proposals import Ruling
from ncpi.comparison._unmatched import without_overruled
from ncpi.errors import Fault, NotComparableError
from ncpi.fields._frozen import is_tuple
from ncpi.model import Report

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher
    from ncpi.comparison.matching._linked_follow_up import Linked

__all__ = ["STATED_LINKS", "LinkedReports", "Linking", "linking_of"]

Keys = tuple[str, str]


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
    rulings: Mapping[Keys, Sequence[Ruling]] = attrs.Factory(dict[Keys, "Sequence[Ruling]"])

    def compare(self, baseline: Report, follow_up: Report) -> Comparison:
        """Compare the two, with the links added.

        Raises:
            ncpi.errors.NotComparableError: as for `ncpi.compare`.
        """
        ruled = self.rulings.get((baseline.key, follow_up.key), ())
        return compare(baseline, follow_up, matcher=self.matcher, rulings=ruled)

    def through(self, reports: Sequence[Report]) -> LinkedReports:
        """*reports*, which are in order, each linked to every earlier one.

        An answer that a person overruled is removed; `compare` shows it as not counted.
        """
        linked = list(reports)
        with_rulings: set[tuple[int, int]] = set()
        for other, place in combinations(range(len(reports)), 2):
            before, after = reports[other], linked[place]
            ruled = self.rulings.get((before.key, after.key), ())
            links = self._linked(before, after, ruled)
            if links is not None:
                kept = without_overruled(links.follow_up.findings, before.key, links.overruled)
                linked[place] = attrs.evolve(links.follow_up, findings=list(kept))
            if ruled or (links is not None and links.undecided):
                with_rulings.add((other, place))
        return LinkedReports(tuple(linked), frozenset(with_rulings))

    def _linked(
        self, baseline: Report, follow_up: Report, ruled: Sequence[Ruling]
    ) -> Linked | None:
        """The links added between the two; None if there can't be any."""
        if not baseline.items or (self.matcher is None and not ruled):
            return None
        try:
            refuse_unlike(baseline, follow_up)
        except NotComparableError:
            return None
        from ncpi.comparison.matching._linked_follow_up import linked  # noqa: PLC0415 - few need it

        return linked(baseline, follow_up, self.matcher, ruled)


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
