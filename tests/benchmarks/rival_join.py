"""The rival of `compare`: the join that a programmer would write for one kind of pair.

It looks findings and restatements up by key and makes the very objects that `ncpi.compare`
returns, by their public constructors. It knows beforehand what `compare` must find out:
that both reports are complete, on one framework, dated to the day, about one body, that every
answer is the inspectorate's own, and that nothing answers a concern that no report numbers. So
it has no caveat to look for, and no doubt.
"""

from __future__ import annotations

import datetime as dt

from ncpi.comparison import (
    CaseAuditComparison,
    Comparison,
    FindingAnswer,
    ItemComparison,
    ReportHeading,
    ReportMention,
    RestatedItem,
)
from ncpi.model import Recommendation, Report, StatusEvent
from ncpi.model._shown import fields_in_order
from ncpi.vocabulary import Basis, Comparability, Other, Outcome, Party

__all__ = ["join"]


def join(baseline: Report, follow_up: Report) -> Comparison:
    """What `ncpi.compare` says of a pair that leaves no doubt."""
    answers: dict[str, list[FindingAnswer]] = {}
    for finding in follow_up.findings:
        for answer in finding.answers:
            entry = FindingAnswer(finding=finding, answer=answer)
            answers.setdefault(answer.item.key, []).append(entry)
    restated: dict[str, list[RestatedItem]] = {}
    for again in follow_up.recommendations:
        for reference in again.restates:
            one = RestatedItem(item=again, restatement=reference)
            restated.setdefault(reference.item.key, []).append(one)
    published = follow_up.published
    as_of = published.exact if published else None
    assert as_of is not None
    mentions = _mention(baseline), _mention(follow_up)
    audits = {audit.area: audit for audit in follow_up.case_audits}
    return Comparison(
        baseline=_heading(baseline),
        follow_up=_heading(follow_up),
        as_of=as_of,
        items=[
            *(
                _entry(asked, answers[asked.key], restated[asked.key], as_of, mentions)
                for asked in baseline.recommendations
            ),
            *(
                ItemComparison(
                    item=finding,
                    progress=Outcome.NOT_MENTIONED,
                    baseline=mentions[0],
                    follow_up=mentions[1],
                )
                for finding in baseline.findings
                if finding.is_concern
            ),
        ],
        case_audits=[
            CaseAuditComparison(
                area=audit.area,
                comparability=Comparability.COMPARABLE,
                baseline=audit,
                follow_up=audits[audit.area],
            )
            for audit in baseline.case_audits
        ],
        baseline_findings=baseline.findings,
    )


def _entry(
    asked: Recommendation,
    answers: list[FindingAnswer],
    restated: list[RestatedItem],
    as_of: dt.date,
    mentions: tuple[ReportMention, ReportMention],
) -> ItemComparison:
    said = {entry.finding.progress for entry in answers}
    progress = Outcome(said.pop().value) if len(said) == 1 else Outcome.MIXED
    return ItemComparison(
        item=asked,
        progress=progress,
        basis=Basis.STATED,
        baseline=mentions[0],
        follow_up=mentions[1],
        answers=answers,
        restated_by=restated,
        claims=_claims(asked, as_of),
    )


def _claims(asked: Recommendation, as_of: dt.date) -> list[StatusEvent]:
    """The last status and the last comment of each party; the history is in order of days."""
    last: dict[tuple[Party | Other, bool], StatusEvent] = {}
    for event in asked.history:
        if event.dated.latest <= as_of:
            if event.status is not None:
                last[event.party, True] = event
            if event.comment is not None:
                last[event.party, False] = event
    kept = list({id(event): event for event in last.values()}.values())
    return [event for party in Party for event in kept if event.party is party]


_DERIVED = ("unknown_fields", "framework", "areas_for_improvement_listed")
_MENTION, _HEADING = (
    [field.name for field in fields_in_order(kind) if field.name not in _DERIVED]
    for kind in (ReportMention, ReportHeading)
)


def _mention(report: Report) -> ReportMention:
    return ReportMention(**{name: getattr(report, name) for name in _MENTION})


def _heading(report: Report) -> ReportHeading:
    return ReportHeading(
        framework=report.framework.key if report.framework else None,
        areas_for_improvement_listed=len(report.recommendations) - report.recommendations_listed,
        **{name: getattr(report, name) for name in _HEADING},
    )
