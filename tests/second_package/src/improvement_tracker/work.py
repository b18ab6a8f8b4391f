"""What the team does with its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import ncpi
from improvement_tracker.records import (
    Board,
    EscalatedRecommendation,
    LearningPoint,
    MinutedStatus,
    Officer,
    Priority,
    Report,
    TrackedRecommendation,
)
from ncpi.vocabulary import Party, Progress, ReportKind

__all__ = ["adopt", "overdue", "owned_by", "sample", "workload"]


def adopt(report: ncpi.Report, owners: Mapping[str, str]) -> Report:
    """An inspectorate's *report* as one of ours, with an owner by recommendation's key."""
    ours = [
        TrackedRecommendation.of(recommendation, owner=owners.get(recommendation.key))
        for recommendation in report.recommendations
    ]
    return Report.of(report, recommendations=ours)


def owned_by(report: ncpi.Report, owner: str) -> tuple[TrackedRecommendation, ...]:
    """The recommendations that *owner* works on."""
    return tuple(
        recommendation
        for recommendation in report.recommendations
        if isinstance(recommendation, TrackedRecommendation) and recommendation.owner == owner
    )


def overdue(report: ncpi.Report, *, on: date) -> tuple[ncpi.Recommendation, ...]:
    """What is due before *on* and hasn't been called complete by the inspectorate."""
    late: list[ncpi.Recommendation] = []
    for recommendation in report.recommendations:
        due = recommendation.due(report.published)
        said = recommendation.latest_status(Party.INSPECTORATE, on=on)
        if due is not None and due < on and (said is None or said.status != "complete"):
            late.append(recommendation)
    return tuple(late)


def workload(report: ncpi.Report) -> Mapping[str, int]:
    """How many recommendations each owner has, most first."""
    owners = Counter(
        recommendation.owner
        for recommendation in report.recommendations
        if isinstance(recommendation, TrackedRecommendation) and recommendation.owner
    )
    return dict(owners.most_common())


def sample() -> Report:
    """A report with every record of the team in it, beside ncpi's own; the force is made up."""
    return Report(
        key="police/borsetshire/2018-inspection",
        title="Borsetshire Police: child protection inspection",
        kind=ReportKind.INSPECTION,
        bodies=["police/borsetshire"],
        published="2018-08-30",
        sponsor=Officer(name="Siân Ó Briain", rank="Assistant Chief Constable"),
        reviewed_on=[date(2018, 10, 1), date(2019, 1, 7)],
        recommendations=[
            ncpi.Recommendation(key="1", text="Keep better records."),
            TrackedRecommendation(
                key="2",
                text="See each child alone, and write down what they say.",
                timescale=ncpi.Timescale(months=3),
                owner="Chief Inspector Ólafsdóttir",
                priority=Priority.URGENT,
                due_note="three months run from publication",
                evidence=["dip sample of October", "new guidance"],
                hours={"2018-10": 12, "2018-09": 30},
                answerable=Board(name="Vulnerability board", meets=[date(2018, 11, 2)]),
                target=ncpi.PartialDate.parse("2018-11"),
                history=[
                    ncpi.StatusEvent(party=Party.FORCE, dated="2018-10-05", status="complete"),
                    ncpi.StatusEvent(
                        party=Party.INSPECTORATE, dated="2018-11-20", status="being-progressed"
                    ),
                ],
            ),
            EscalatedRecommendation(
                key="3",
                text="Review those detained.",
                timescale=ncpi.Timescale(immediately=True),
                owner="Chief Inspector Ólafsdóttir",
                answerable=Officer(name="A. Archer"),
                target=ncpi.Timescale(months=6),
                escalated_to="Deputy Chief Constable",
                escalated_on=date(2018, 12, 24),
                history=[
                    MinutedStatus(
                        party=Party.FORCE,
                        dated="2018-12-24",
                        comment="Passed to the Deputy Chief Constable.",
                        minute="board of 24 December, item 3",
                    )
                ],
            ),
        ],
        findings=[
            ncpi.Finding(key="a", text="Staff are committed.", progress=Progress.NOT_STATED),
            LearningPoint(key="b", text="Strategy meetings start late.", concern=True),
        ],
    )
