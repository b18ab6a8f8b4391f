"""What ties the reports of an archive beside their own words: a matcher, and people's rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ncpi import fields
from ncpi.comparison import Comparison, compare
from ncpi.comparison.pairing import refuse_unlike
from ncpi.comparison.proposals import Ruling, rulings_gate, rulings_tuple
from ncpi.errors import Fault, InvalidError, NotComparableError
from ncpi.model import Report

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher

__all__ = ["OWN_TIES", "Ties", "ties_of"]

Keys = tuple[str, str]


@attrs.frozen
class Ties:
    """What a caller adds to the ties that reports have by themselves.

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

    def tied(self, baseline: Report, follow_up: Report) -> Report:
        """*follow_up* with the answers and restatements that are added, as its own.

        An answer that a person ruled out is taken away: `compare` shows it, uncounted.
        """
        ruled = self.rulings.get((baseline.key, follow_up.key), ())
        if self.matcher is None and not ruled:
            return follow_up
        try:
            refuse_unlike(baseline, follow_up)
        except NotComparableError:
            return follow_up
        from ncpi.comparison.matching import tying  # noqa: PLC0415 - few archives need it

        told = tying.tied(baseline, follow_up, self.matcher, ruled)
        if not told.overruled:
            return told.follow_up
        findings = [
            attrs.evolve(
                finding,
                answers=[
                    answer
                    for answer in finding.answers
                    if answer.report != baseline.key
                    or (answer.recommendation, finding.key) not in told.overruled
                ],
            )
            for finding in told.follow_up.findings
        ]
        return attrs.evolve(told.follow_up, findings=findings)


OWN_TIES = Ties()
"""Nothing is added: the reports' own ties alone."""


def ties_of(
    matcher: Matcher | None,
    rulings: Iterable[Ruling],
    pairs: Iterable[tuple[Report, Report]],
    subject: str,
) -> Ties:
    """What a caller adds, checked against the *pairs* that will be compared.

    Raises:
        ncpi.errors.InvalidError: *matcher* is none, or a ruling is about no pair or doesn't
            fit its reports; with every fault.
    """
    given = rulings_tuple(rulings)
    if type(given) is not tuple:
        faults = rulings_gate.faults(given)
        raise InvalidError([fault.below("rulings") for fault in faults], subject)
    if matcher is None and not given:
        return OWN_TIES
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - as above
    from ncpi.comparison.matching.rulings import ruling_faults  # noqa: PLC0415 - as above

    wrong = fields.optional(fields.instance(Matcher)).faults(matcher)
    faults = [fault.below("matcher") for fault in wrong]
    known = {(baseline.key, follow_up.key): (baseline, follow_up) for baseline, follow_up in pairs}
    by_pair: dict[Keys, list[Ruling]] = {}
    for index, ruling in enumerate(given):
        found = fields.instance(Ruling).faults(ruling)
        if not found:
            keys = (ruling.baseline, ruling.follow_up)
            by_pair.setdefault(keys, []).append(ruling)
            found = [_no_pair(keys)] if keys not in known else ruling_faults(ruling, *known[keys])
        faults += [fault.below(f"rulings[{index}]") for fault in found]
    if faults:
        raise InvalidError(faults, subject)
    return Ties(matcher, by_pair)


def _no_pair(keys: Keys) -> Fault:
    message = f"{keys[0]} and {keys[1]} are not compared here"
    return Fault("", "choice", message, suggestion="Name the baseline and the follow-up of a pair")
