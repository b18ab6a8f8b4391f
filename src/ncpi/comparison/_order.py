"""The order of reports by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ncpi.comparison._pairing import later_than
from ncpi.model import Report
from ncpi.vocabulary import Other, Relation, ReportKind

__all__ = ["Ordered", "earlier_reports", "in_order"]

_KINDS: Mapping[ReportKind | Other, int] = {kind: place for place, kind in enumerate(ReportKind)}


@attrs.frozen
class Ordered:
    """Reports in the order in which they are shown.

    Attributes:
        reports: the reports, earliest first.
        unknown: for each report's key, the keys of those shown before it that aren't known to
            be earlier; a report without any has no entry.
    """

    reports: tuple[Report, ...]
    unknown: Mapping[str, tuple[str, ...]]


def in_order(reports: Sequence[Report]) -> Ordered:
    """*reports* from the earliest to the latest.

    If dates don't decide, a report comes directly after those that it follows; a dated report
    comes before an undated one; then the order is that of `ncpi.vocabulary.ReportKind`, and
    finally that of the keys. `Ordered.unknown` lists what the dates didn't decide.
    """
    before, open_pairs = _known_order(reports)
    followed = _links(reports)
    placed: dict[int, int] = {}
    left = set(range(len(reports)))

    def rank(one: int) -> tuple[bool, int, bool, int, str]:
        report = reports[one]
        behind = [placed[other] for other in followed[one] if other in placed]
        return (
            # Wait for a report that it follows, unless that is known to be later.
            any(other in left and (one, other) in open_pairs for other in followed[one]),
            -max(behind, default=-1),
            report.published is None and report.fieldwork is None,
            _KINDS.get(report.kind, len(_KINDS)),
            report.key,
        )

    while left:
        free = [one for one in left if not before[one] & left]
        # Contradictory dates can form a cycle and leave none free: then the rank decides.
        following = min(free or left, key=rank)
        placed[following] = len(placed)
        left.remove(following)
    ordered = tuple(reports[one] for one in placed)
    return Ordered(ordered, dict(_unknown_order(reports, placed, before)))


def _known_order(reports: Sequence[Report]) -> tuple[list[set[int]], set[tuple[int, int]]]:
    """The reports known to be before each report, and the pairs of unknown order."""
    before: list[set[int]] = [set() for _ in reports]
    open_pairs: set[tuple[int, int]] = set()
    for later, report in enumerate(reports):
        for earlier in range(later):
            relation = _relation(report, reports[earlier])
            if relation is Relation.AFTER:
                before[later].add(earlier)
            elif relation is Relation.BEFORE:
                before[earlier].add(later)
            else:
                open_pairs |= {(earlier, later), (later, earlier)}
    return before, open_pairs


def _relation(report: Report, other: Report) -> Relation:
    """Whether *report* is before or after *other*, if both directions agree."""
    mine, _ = later_than(report, other)
    others, _ = later_than(other, report)
    opposite = {Relation.AFTER: Relation.BEFORE, Relation.BEFORE: Relation.AFTER}
    return mine if opposite.get(mine) is others else Relation.CANNOT_TELL


def _links(reports: Sequence[Report]) -> list[list[int]]:
    """The positions of the reports that each refers to."""
    places = {report.key: place for place, report in enumerate(reports)}
    return [[places[key] for key in earlier_reports(report) if key in places] for report in reports]


def earlier_reports(report: Report) -> dict[str, None]:
    """The keys of the reports that *report* follows, or whose items it restates or answers."""
    keys = dict.fromkeys(link.report for link in report.follows)
    for item in (*report.recommendations, *report.causes_of_concern, *report.findings):
        for link in item.earlier:
            keys[link.item.report] = None
    return keys


def _unknown_order(
    reports: Sequence[Report], placed: Mapping[int, int], before: Sequence[set[int]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    shown = list(placed)
    for place, one in enumerate(shown):
        unsure = tuple(reports[other].key for other in shown[:place] if other not in before[one])
        if unsure:
            yield reports[one].key, unsure
