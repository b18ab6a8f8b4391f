"""What links the reports of an archive beside their own words: a matcher, and people's rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from ncpi import fields
from ncpi.comparison._compare import Comparison, compare
from ncpi.comparison._pairing import refuse_unlike
from ncpi.comparison._proposals import Ruling
from ncpi.comparison._unmatched import freed
from ncpi.errors import Fault, InvalidError, NotComparableError
from ncpi.fields._frozen import is_tuple
from ncpi.model import Report

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher
    from ncpi.comparison.matching._linking import Linked

__all__ = ["STATED_LINKS", "LinkedReports", "Linking", "linking_of"]

Keys = tuple[str, str]


@attrs.frozen
class LinkedReports:
    """Reports in order, each linked to all earlier ones.

    Attributes:
        reports: the reports, with what is added as their own.
        beside: the places of the pairs of which links don't tell all: what people ruled on,
            and what the matcher leaves to a person.
    """

    reports: tuple[Report, ...]
    beside: frozenset[tuple[int, int]] = frozenset()


@attrs.frozen
class Linking:
    """What a caller adds to the links that reports have by themselves.

    Attributes:
        matcher: proposes answers and restatements by text; None: nothing is proposed.
        rulings: people's rulings, by the keys of baseline and follow-up.
    """

    matcher: Matcher | None = None
    rulings: Mapping[Keys, Sequence[Ruling]] = attrs.Factory(dict[Keys, "Sequence[Ruling]"])

    def compare(self, baseline: Report, follow_up: Report) -> Comparison:
        """The two compared, with what is added.

        Raises:
            ncpi.errors.NotComparableError: as for `ncpi.compare`.
        """
        ruled = self.rulings.get((baseline.key, follow_up.key), ())
        return compare(baseline, follow_up, matcher=self.matcher, rulings=ruled)

    def through(self, reports: Sequence[Report]) -> LinkedReports:
        """*reports*, which stand in order, each linked to every earlier one.

        An answer that a person ruled out is taken away: `compare` shows it, uncounted.
        """
        linked = list(reports)
        beside: set[tuple[int, int]] = set()
        for other, place in combinations(range(len(reports)), 2):
            before, after = reports[other], linked[place]
            ruled = self.rulings.get((before.key, after.key), ())
            entry = self._linked(before, after, ruled)
            if entry is not None:
                kept = freed(entry.follow_up.findings, before.key, entry.overruled)
                linked[place] = attrs.evolve(entry.follow_up, findings=list(kept))
            if ruled or (entry is not None and entry.undecided):
                beside.add((other, place))
        return LinkedReports(tuple(linked), frozenset(beside))

    def _linked(
        self, baseline: Report, follow_up: Report, ruled: Sequence[Ruling]
    ) -> Linked | None:
        """What is added between the two; None where nothing can be."""
        if not baseline.recommendations or (self.matcher is None and not ruled):
            return None
        try:
            refuse_unlike(baseline, follow_up)
        except NotComparableError:
            return None
        from ncpi.comparison.matching import _linking as tying  # noqa: PLC0415 - few archives need it

        return tying.linked(baseline, follow_up, self.matcher, ruled)


STATED_LINKS: Linking = Linking()
"""Nothing is added: the reports' own links alone."""


def linking_of(
    matcher: Matcher | None,
    rulings: Iterable[Ruling],
    pairs: Iterable[Iterable[Report]],
    subject: str,
) -> Linking:
    """What a caller adds, checked against the *pairs* that will be compared.

    Raises:
        ncpi.errors.InvalidError: *matcher* is none, or a ruling is about no pair or doesn't
            fit its reports; with every fault.
    """
    faults: list[Fault] = []
    given = fields.accept(tuple[Ruling, ...], rulings, "rulings", faults)
    if matcher is None and not given:
        return STATED_LINKS
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - as above
    from ncpi.comparison.matching._rulings import ruling_faults  # noqa: PLC0415 - as above

    if matcher is not None:
        fields.accept(Matcher, matcher, "matcher", faults)
    known = {(baseline.key, follow_up.key): (baseline, follow_up) for baseline, follow_up in pairs}
    by_pair: dict[Keys, list[Ruling]] = {}
    for index, ruling in enumerate(given if is_tuple(given) else ()):
        if isinstance(ruling, Ruling):
            keys = (ruling.baseline, ruling.follow_up)
            by_pair.setdefault(keys, []).append(ruling)
            found = [_no_pair(keys)] if keys not in known else ruling_faults(ruling, *known[keys])
            faults += [fault.below(f"rulings[{index}]") for fault in found]
    if faults:
        raise InvalidError(faults, subject)
    return Linking(matcher, by_pair)


def _no_pair(keys: Keys) -> Fault:
    message = f"{keys[0]} and {keys[1]} are not compared here"
    return Fault("", "choice", message, suggestion="Name the baseline and the follow-up of a pair")
