"""The follow-up with the links that rulings and a matcher add, for `ncpi.compare`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi.comparison._proposals import Denial, Proposal, Ruling
from ncpi.comparison.matching._matcher import Matcher
from ncpi.comparison.matching._rulings import effective_rulings, in_order, is_about, ruled
from ncpi.model import Report

__all__ = ["Linked", "linked"]


@attrs.frozen
class Linked:
    """A follow-up with the links that people and the matcher add to it.

    Attributes:
        follow_up: the report with the answers and restatements added.
        undecided: the matcher's undecided pairs.
        overruled: the rulings that deny an answer, by the keys of recommendation and finding.
        not_restated: denied restatements, by the key of the recommendation.
        rulings: all rulings, sorted.
    """

    follow_up: Report
    undecided: tuple[Proposal, ...]
    overruled: Mapping[tuple[str, str], Ruling]
    not_restated: Mapping[str, Sequence[Denial]]
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
    linked_report = ruled(baseline, follow_up, effective)
    undecided: tuple[Proposal, ...] = ()
    if matcher is not None:
        matching = matcher.match(baseline, linked_report, rulings=given)
        undecided = matching.undecided
        linked_report = matching.applied(linked_report)
    denied = [ruling for ruling in effective if not ruling.answers]
    overruled = {(one.recommendation, one.finding): one for one in denied if one.finding}
    later = {again.key: again for again in follow_up.recommendations}
    not_restated: dict[str, list[Denial]] = {}
    for one in denied:
        if one.restated_by:
            references = [
                reference
                for reference in later[one.restated_by].restates
                if is_about(reference, baseline, one)
            ]
            denial = Denial(one, tuple(references))
            not_restated.setdefault(one.recommendation, []).append(denial)
    return Linked(linked_report, undecided, overruled, not_restated, in_order(given))
