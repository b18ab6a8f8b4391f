"""Grades over all reports: like beside like, and nothing where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ncpi.comparison._case_audits import folded
from ncpi.model import CaseAudit, GradeScale, Judgment
from ncpi.timeline._reports import TimelineReport
from ncpi.vocabulary import Sampling

__all__ = ["CaseGradeSeries", "TopicGradeSeries", "case_grades", "topic_grades"]


class CaseGradeSeries(NamedTuple):
    """The audits of one area that may stand beside one another.

    Attributes:
        area: the area; None: over all areas.
        scale: the scale that all of them were graded on.
        by_force: whether it is the force's own grading, which is kept apart.
        audits: each report's key with its audit, in the order of the reports.
    """

    area: str | None
    scale: GradeScale
    by_force: bool
    audits: tuple[tuple[str, CaseAudit], ...]


class TopicGradeSeries(NamedTuple):
    """The grades of one topic that may stand beside one another.

    Attributes:
        topic: the topic as it was first named.
        scale: the scale that all of them are on.
        framework: the key of the framework that names the topic, or None.
        judgments: each report's key with its judgment, in the order of the reports.
    """

    topic: str
    scale: GradeScale
    framework: str | None
    judgments: tuple[tuple[str, Judgment], ...]


def case_grades(entries: Sequence[TimelineReport]) -> tuple[CaseGradeSeries, ...]:
    """One row of audits for each area, scale, and whether the force graded itself."""
    found: dict[object, list[tuple[str, CaseAudit]]] = {}
    for entry in entries:
        for audit in entry.case_audits:
            by_force = audit.sampling is Sampling.SELF_ASSESSED
            mark = (folded(audit.area), audit.scale.identity, by_force)
            found.setdefault(mark, []).append((entry.key, audit))
    return tuple(
        CaseGradeSeries(
            audits[0][1].area,
            audits[0][1].scale,
            audits[0][1].sampling is Sampling.SELF_ASSESSED,
            tuple(audits),
        )
        for audits in found.values()
    )


def topic_grades(entries: Sequence[TimelineReport]) -> tuple[TopicGradeSeries, ...]:
    """One row of judgments for each topic, scale and framework."""
    found: dict[object, list[tuple[TimelineReport, Judgment]]] = {}
    for entry in entries:
        for judgment in entry.judgments:
            mark = (judgment.topic.casefold(), judgment.scale.identity, entry.report.framework)
            found.setdefault(mark, []).append((entry, judgment))
    return tuple(
        TopicGradeSeries(
            judged[0][1].topic,
            judged[0][1].scale,
            judged[0][0].report.framework,
            tuple((entry.key, judgment) for entry, judgment in judged),
        )
        for judged in found.values()
    )
