"""The order of reports by date, and by their links where dates don't decide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from ncpi.comparison._pairing import later_than
from ncpi.model import Report, ReportLink
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
        by_link: for each report's key, its links to reports that it is known to follow in time,
            though the dates of the two don't show it; a report without any has no entry.
    """

    reports: tuple[Report, ...]
    unknown: Mapping[str, tuple[str, ...]]
    by_link: Mapping[str, tuple[ReportLink, ...]]


def in_order(reports: Sequence[Report]) -> Ordered:
    """*reports* from the earliest to the latest.

    Dates decide; where they don't, a report is later than those that it follows, and than those
    that are earlier than these. If that doesn't decide either, a report comes directly after
    those that it refers to; a dated report comes before an undated one; then the order is that
    of `ncpi.vocabulary.ReportKind`, and finally that of the keys. `Ordered.unknown` lists what
    neither dates nor links decided.
    """
    places = {report.key: place for place, report in enumerate(reports)}
    before, linked = _known_order(reports, places)
    followed = [
        [places[key] for key in earlier_reports(report) if key in places] for report in reports
    ]
    placed: dict[int, int] = {}
    left = set(range(len(reports)))

    def rank(one: int) -> tuple[bool, int, bool, int, str]:
        report = reports[one]
        behind = [placed[other] for other in followed[one] if other in placed]
        return (
            # Wait for a report that it refers to, unless that is known to be later.
            any(other in left and one not in before[other] for other in followed[one]),
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
    return Ordered(
        reports=tuple(reports[one] for one in placed),
        unknown=dict(_unknown_order(reports, placed, before)),
        by_link={reports[one].key: links for one, links in linked.items()},
    )


def _known_order(
    reports: Sequence[Report], places: Mapping[str, int]
) -> tuple[Sequence[set[int]], Mapping[int, tuple[ReportLink, ...]]]:
    """The reports known to be before each report, and the links that dates don't decide on."""
    before: list[set[int]] = [set() for _ in reports]
    undecided: list[set[int]] = [set() for _ in reports]
    for later, report in enumerate(reports):
        for earlier in range(later):
            relation = _relation(report, reports[earlier])
            if relation is Relation.AFTER:
                before[later].add(earlier)
            elif relation is Relation.BEFORE:
                before[earlier].add(later)
            elif relation is Relation.CANNOT_TELL:
                undecided[later].add(earlier)
                undecided[earlier].add(later)
    if not any(undecided):
        return before, {}
    # First by dates alone, so that no link contradicts them.
    before = _through_others(before, undecided)
    followed = [
        {
            place: link
            for link in report.follows
            if (place := places.get(link.report)) in undecided[one]
            and place not in before[one]
            and one not in before[place]
        }
        for one, report in enumerate(reports)
    ]
    linked = [earlier | set(links) for earlier, links in zip(before, followed, strict=True)]
    known = _through_others(before, undecided, linked)
    by_link = {
        one: tuple(link for place, link in links.items() if place in known[one])
        for one, links in enumerate(followed)
    }
    return known, {one: links for one, links in by_link.items() if links}


def _relation(report: Report, other: Report) -> Relation | None:
    """Whether *report* is before or after *other* by their dates.

    None if both are of one day, or if dates contradict each other: then no link decides either.
    """
    mine, _ = later_than(report, other)
    others, _ = later_than(other, report)
    return mine if _OPPOSITE.get(mine) is others else None


_OPPOSITE = {
    Relation.AFTER: Relation.BEFORE,
    Relation.BEFORE: Relation.AFTER,
    Relation.CANNOT_TELL: Relation.CANNOT_TELL,
}


def _through_others(
    before: Sequence[set[int]],
    undecided: Sequence[set[int]],
    linked: Sequence[Collection[int]] | None = None,
) -> list[set[int]]:
    """*before*, and of the *undecided* also those before others that are before a report.

    *linked* are the reports directly before each, if there are more than in *before*. Two
    reports that are each before the other, because the links form a cycle, stay undecided.
    """
    reached = [_reached(one, linked or before) for one in range(len(before))]
    return [
        earlier | {other for other in undecided[one] & reached[one] if one not in reached[other]}
        for one, earlier in enumerate(before)
    ]


def _reached(start: int, linked: Sequence[Collection[int]]) -> set[int]:
    """All that one gets to from *start*, step by step."""
    found: set[int] = set()
    left = {*linked[start]}
    while left:
        one = left.pop()
        found.add(one)
        left |= {*linked[one]} - found
    return found


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
