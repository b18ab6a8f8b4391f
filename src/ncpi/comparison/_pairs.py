"""Pairs: which reports are a baseline and its follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ncpi.comparison._order import earlier_reports
from ncpi.model import Report, ReportLink

__all__ = ["Pair", "pairs_of"]


@attrs.frozen
class Pair:
    """A baseline, its follow-up, and the link between them.

    It unpacks into its two reports: ``ncpi.compare(*pair)``.

    Attributes:
        baseline: the earlier report.
        follow_up: the later report.
        link: what says that the one follows the other; None if only the caller does, or
            if the later one takes up something of the earlier and no more is known.
    """

    baseline: Report
    follow_up: Report
    link: ReportLink | None = None

    def __iter__(self) -> Iterator[Report]:
        return iter((self.baseline, self.follow_up))

    def __repr__(self) -> str:
        return f"<Pair of {self.baseline.key!r} and {self.follow_up.key!r}>"


def pairs_of(reports: Sequence[Report]) -> tuple[Pair, ...]:
    """Every one of *reports* with every other that it follows or takes something up from."""
    by_key = {report.key: report for report in reports}
    return tuple(
        Pair(by_key[key], report, report.link_to(key))
        for report in reports
        for key in earlier_reports(report)
        if key in by_key and key != report.key
    )
