"""What `ncpi.compare` asks of this package: the follow-up with every link that can be added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi import fields
from ncpi.comparison._proposals import Denial, Proposal, Ruling
from ncpi.comparison.matching._matcher import Matcher
from ncpi.comparison.matching._rulings import effective_rulings, in_order, is_about, ruled
from ncpi.errors import InvalidError
from ncpi.model import Report

__all__ = ["Linked", "linked"]


@attrs.frozen
class Linked:
    """A follow-up with the links that people and the matcher add to it.

    Attributes:
        follow_up: the report with the answers and restatements added.
        undecided: the pairs that the matcher leaves to a person.
        overruled: the rulings that deny an answer, by the keys of recommendation and finding.
        not_restated: restatements that are denied, by the key of the recommendation.
        rulings: all rulings, in their own order.
    """

    follow_up: Report
    undecided: tuple[Proposal, ...]
    overruled: Mapping[tuple[str, str], Ruling]
    not_restated: Mapping[str, Sequence[Denial]]
    rulings: tuple[Ruling, ...]


def linked(
    baseline: Report, follow_up: Report, matcher: Matcher | None, rulings: Iterable[Ruling]
) -> Linked:
    """*follow_up* as people rule, and as *matcher* proposes where they don't.

    Raises:
        ncpi.errors.InvalidError: *matcher* is none, or a ruling doesn't fit the reports.
    """
    wrong = fields.optional(fields.instance(Matcher)).faults(matcher)
    if wrong:
        raise InvalidError([fault.below("matcher") for fault in wrong], "compare")
    given = tuple(rulings)
    effective = effective_rulings(baseline, follow_up, given)
    entry = ruled(baseline, follow_up, effective)
    undecided: tuple[Proposal, ...] = ()
    if matcher is not None:
        matching = matcher.match(baseline, entry, rulings=given)
        undecided = matching.undecided
        entry = matching.applied(entry)
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
    return Linked(entry, undecided, overruled, not_restated, in_order(given))
