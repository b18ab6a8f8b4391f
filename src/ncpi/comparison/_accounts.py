"""Which reports and entries are known only from someone else's account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ncpi.comparison._entries import FindingAnswer, ReportMention, deciding_answers
from ncpi.model import Item, Report
from ncpi.vocabulary import Basis, Provenance

__all__ = ["accounts_of", "finding_accounts", "is_second_hand", "reported_by"]


def is_second_hand(report: Report | ReportMention) -> bool:
    """Whether *report* is known only from someone else's account."""
    provenances = {source.provenance for source in report.sources}
    return report.secondary_source is not None or provenances == {Provenance.ACCOUNT}


def reported_by(
    item: Item,
    answers: Iterable[FindingAnswer],
    basis: Basis | None,
    mentions: tuple[ReportMention, ReportMention],
) -> tuple[str, ...]:
    """Whose accounts an entry is known from, if they are the only sources of one of its sides.

    Its sides are the item, and the findings that decide its progress on *basis*. Each is
    supported by its own sources, or else by those of its report.
    """
    baseline, follow_up = mentions
    asked, found = accounts_of(item, baseline), finding_accounts(answers, basis, follow_up)
    return tuple(dict.fromkeys([*asked, *found]))


def finding_accounts(
    answers: Iterable[FindingAnswer], basis: Basis | None, follow_up: ReportMention
) -> Sequence[str]:
    """Whose accounts the findings that decide on *basis* are known from, if all of them are."""
    theirs = [accounts_of(entry.finding, follow_up) for entry in deciding_answers(answers, basis)]
    return [name for names in theirs for name in names] if all(theirs) else ()


def accounts_of(item: Item, report: ReportMention) -> Sequence[str]:
    """Whose accounts *item* of *report* is known from; none if it has any other source."""
    sources = item.sources or report.sources
    if not sources:
        return [report.secondary_source] if report.secondary_source else ()
    for source in sources:
        if source.provenance is not Provenance.ACCOUNT:
            return ()
    return [source.publisher for source in sources]
