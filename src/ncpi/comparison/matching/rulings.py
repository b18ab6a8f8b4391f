"""A person's rulings: whether they fit, which of them hold, and what they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ncpi import fields
from ncpi.comparison.proposals import Ruling
from ncpi.errors import Fault, InvalidError, member_fault
from ncpi.model import Answer, Report
from ncpi.vocabulary import Basis, Relation

__all__ = ["in_order", "ruled", "ruling_faults", "standing_rulings"]


def in_order(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """*rulings* by recommendation, finding, date and name, so that their order means nothing."""
    return tuple(
        sorted(
            rulings,
            key=lambda one: (
                one.recommendation,
                one.finding,
                one.dated.earliest,
                one.dated.latest,
                one.by,
                one.answers,
                one.note or "",
            ),
        )
    )


def standing_rulings(
    baseline: Report, follow_up: Report, rulings: Iterable[Ruling]
) -> tuple[Ruling, ...]:
    """Those of *rulings* that hold: one for each pair that anyone ruled on.

    Raises:
        ncpi.errors.InvalidError: one names a report, recommendation or finding that isn't
            there, or two contradict each other and their dates can't tell which is later.
    """
    given = tuple(rulings)
    faults = [
        fault.below(f"rulings[{index}]")
        for index, ruling in enumerate(given)
        for fault in ruling_faults(ruling, baseline, follow_up)
    ]
    if faults:
        raise InvalidError(faults, "rulings")
    by_pair: dict[tuple[str, str], list[Ruling]] = {}
    for ruling in in_order(given):
        by_pair.setdefault((ruling.recommendation, ruling.finding), []).append(ruling)
    standing: list[Ruling] = []
    for told in by_pair.values():
        last = _last(told)
        if last is None:
            faults.append(_contradiction(told, given))
        else:
            standing.append(last)
    if faults:
        raise InvalidError(faults, "rulings")
    return tuple(standing)


def ruling_faults(ruling: Ruling, baseline: Report, follow_up: Report) -> Sequence[Fault]:
    """Why *ruling* can't be about these two reports."""
    wrong = fields.instance(Ruling).faults(ruling)
    if wrong:
        return wrong
    wanted = (
        ("baseline", [baseline.key], "the key of the baseline"),
        ("follow_up", [follow_up.key], "the key of the follow-up"),
        (
            "recommendation",
            [told.key for told in baseline.recommendations],
            "the key of a recommendation of the baseline",
        ),
        (
            "finding",
            [told.key for told in follow_up.findings],
            "the key of a finding of the follow-up",
        ),
    )
    return [
        member_fault(getattr(ruling, name), known, what).below(name)
        for name, known, what in wanted
        if getattr(ruling, name) not in known
    ]


def _last(told: Sequence[Ruling]) -> Ruling | None:
    """The ruling that holds: one that is provably later than every one against it."""
    for one in reversed(told):
        against = [other for other in told if other.answers is not one.answers]
        if all(one.dated.relation(other.dated) is Relation.AFTER for other in against):
            return one
    return None


def _contradiction(told: Sequence[Ruling], given: Sequence[Ruling]) -> Fault:
    place = max(given.index(ruling) for ruling in told)
    said = "; ".join(
        f"{ruling.by}, {ruling.dated}: {'it does' if ruling.answers else 'it does not'}"
        for ruling in told
    )
    message = (
        f"whether finding {told[0].finding!r} answers recommendation {told[0].recommendation!r} "
        f"is ruled both ways, and the dates can't tell which is later ({said})"
    )
    advice = "Date them more exactly, or leave out those that no longer hold"
    return Fault(f"rulings[{place}]", "inconsistent", message, suggestion=advice)


def ruled(baseline: Report, follow_up: Report, standing: Iterable[Ruling]) -> Report:
    """*follow_up* with an answer for every ruling that says that there is one.

    What the inspectorate states already, or an analyst coded, stays as it is with its
    evidence: the ruling only confirms it.
    """
    yes = [ruling for ruling in standing if ruling.answers]
    if not yes:
        return follow_up
    findings = {finding.key: finding for finding in follow_up.findings}
    for ruling in yes:
        finding = findings[ruling.finding]
        confirmed = any(
            (tie.report, tie.recommendation) == (baseline.key, ruling.recommendation)
            and tie.basis in (Basis.STATED, Basis.CODED)
            for tie in finding.answers
        )
        if not confirmed:
            answer = Answer(
                report=baseline.key,
                recommendation=ruling.recommendation,
                basis=Basis.CODED,
                by=ruling.by,
                dated=ruling.dated,
                evidence=ruling.note,
            )
            findings[ruling.finding] = finding.with_answer(answer)
    return attrs.evolve(
        follow_up, findings=[findings[finding.key] for finding in follow_up.findings]
    )
