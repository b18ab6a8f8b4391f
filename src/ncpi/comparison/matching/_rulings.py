"""People's rulings: checking them, choosing the effective ones and applying them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import attrs

from ncpi.comparison._proposals import Ruling
from ncpi.errors import Fault, InvalidError, member_fault
from ncpi.model import Answer, Report, Restatement
from ncpi.vocabulary import Basis, Relation

__all__ = ["effective_rulings", "in_order", "is_about", "ruled", "ruling_faults"]

T = TypeVar("T", Answer, Restatement)


def in_order(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """*rulings*, sorted by what they are about, date and name."""
    return tuple(
        sorted(
            rulings,
            key=lambda one: (
                one.recommendation,
                one.finding is None,
                one.other,
                one.dated.earliest,
                one.dated.latest,
                one.by,
                one.answers,
                one.note or "",
            ),
        )
    )


def effective_rulings(
    baseline: Report, follow_up: Report, rulings: Iterable[Ruling]
) -> tuple[Ruling, ...]:
    """The effective ones of *rulings*: one for each pair that has any.

    Raises:
        ncpi.errors.InvalidError: one names an unknown report, recommendation or finding, or
            two contradict each other and their dates don't show which is later.
    """
    given = tuple(rulings)
    faults = [
        fault.below(f"rulings[{index}]")
        for index, ruling in enumerate(given)
        for fault in ruling_faults(ruling, baseline, follow_up)
    ]
    if faults:
        raise InvalidError(faults, "rulings")
    by_pair: dict[tuple[str, str | None, str | None], list[Ruling]] = {}
    for ruling in in_order(given):
        pair = (ruling.recommendation, ruling.finding, ruling.restated_by)
        by_pair.setdefault(pair, []).append(ruling)
    effective: list[Ruling] = []
    for same_pair in by_pair.values():
        last = _last(same_pair)
        if last is None:
            faults.append(_contradiction(same_pair, given))
        else:
            effective.append(last)
    if faults:
        raise InvalidError(faults, "rulings")
    return tuple(effective)


def ruling_faults(ruling: Ruling, baseline: Report, follow_up: Report) -> Sequence[Fault]:
    """Why *ruling* can't be about these two reports."""
    wanted = (
        ("baseline", [baseline.key], "the baseline"),
        ("follow_up", [follow_up.key], "the follow-up"),
        (
            "recommendation",
            [entry.key for entry in baseline.recommendations],
            "a recommendation of the baseline",
        ),
        (
            ("finding", [entry.key for entry in follow_up.findings], "a finding of the follow-up")
            if ruling.finding is not None
            else (
                "restated_by",
                [entry.key for entry in follow_up.recommendations],
                "a recommendation of the follow-up",
            )
        ),
    )
    return [
        member_fault(getattr(ruling, name), known, f"the key of {what}").below(name)
        for name, known, what in wanted
        if getattr(ruling, name) not in known
    ]


def _last(rulings: Sequence[Ruling]) -> Ruling | None:
    """The ruling that is known to be later than all that contradict it; None if none is."""
    for one in reversed(rulings):
        against = [other for other in rulings if other.answers is not one.answers]
        if all(one.dated.relation(other.dated) is Relation.AFTER for other in against):
            return one
    return None


def _contradiction(rulings: Sequence[Ruling], given: Sequence[Ruling]) -> Fault:
    place = max(given.index(ruling) for ruling in rulings)
    answers = "; ".join(
        f"{ruling.by}, {ruling.dated}: {'it does' if ruling.answers else 'it does not'}"
        for ruling in rulings
    )
    one, *_ = rulings
    what = "finding" if one.finding else "the later recommendation"
    verb = "answers" if one.finding else "restates"
    message = (
        f"rulings disagree on whether {what} {one.other!r} {verb} recommendation "
        f"{one.recommendation!r}, and their dates don't show which is later ({answers})"
    )
    advice = "Give more exact dates, or leave out those that no longer apply"
    return Fault(f"rulings[{place}]", "inconsistent", message, suggestion=advice)


def ruled(baseline: Report, follow_up: Report, effective: Iterable[Ruling]) -> Report:
    """*follow_up* with a link for every ruling that confirms one.

    A stated or coded link stays as it is, with its evidence. A restatement that a ruling
    denies is removed; a denied answer is kept, and the comparison shows it as not counted.
    """
    findings = {finding.key: finding for finding in follow_up.findings}
    later = {entry.key: entry for entry in follow_up.recommendations}
    for ruling in effective:
        if ruling.finding is not None:
            finding = findings[ruling.finding]
            if ruling.answers and not _confirmed(finding.answers, baseline, ruling):
                findings[ruling.finding] = finding.with_answer(_coded(Answer, baseline, ruling))
        elif ruling.restated_by is not None:
            again = later[ruling.restated_by]
            if ruling.answers and _confirmed(again.restates, baseline, ruling):
                continue
            kept = [
                reference
                for reference in again.restates
                if not is_about(reference, baseline, ruling)
            ]
            if ruling.answers:
                kept.append(_coded(Restatement, baseline, ruling))
            later[ruling.restated_by] = attrs.evolve(again, restates=kept)
    return attrs.evolve(follow_up, findings=findings.values(), recommendations=later.values())


def _coded(kind: type[T], baseline: Report, ruling: Ruling) -> T:
    return kind(
        report=baseline.key,
        recommendation=ruling.recommendation,
        basis=Basis.CODED,
        by=ruling.by,
        dated=ruling.dated,
        evidence=ruling.note,
    )


def is_about(reference: Answer | Restatement, baseline: Report, ruling: Ruling) -> bool:
    """Whether *reference* is to the recommendation that *ruling* is about."""
    return (reference.report, reference.recommendation) == (baseline.key, ruling.recommendation)


def _confirmed(
    references: Iterable[Answer | Restatement], baseline: Report, ruling: Ruling
) -> bool:
    """Whether one of *references* is a firm link to the recommendation of *ruling*."""
    return any(
        is_about(reference, baseline, ruling) and reference.basis.is_firm
        for reference in references
    )
