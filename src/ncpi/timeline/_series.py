"""Series of comparable grades over all reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from ncpi.comparison._case_audits import folded
from ncpi.model import CaseAudit, GradeScale, Judgment
from ncpi.model._shown import Several
from ncpi.timeline._reports import TimelineReport
from ncpi.vocabulary import Sampling

__all__ = ["CaseGradeSeries", "TopicGradeSeries", "case_grades", "topic_grades"]


class CaseGradeSeries(NamedTuple):
    """The comparable audits of one area.

    Attributes:
        area: the area; None means all areas.
        scale: the scale of all the audits.
        by_force: whether the force graded the files itself.
        audits: the key and audit of each report, in the order of the reports.
    """

    area: str | None
    scale: GradeScale
    by_force: bool
    audits: tuple[tuple[str, CaseAudit], ...]


class TopicGradeSeries(NamedTuple):
    """The comparable grades of one topic, or of one question below it.

    Attributes:
        topic: the topic as first named, and the question.
        scale: the scale of all the grades.
        framework: the key of the framework that names the topic, or None.
        judgments: the key and judgment of each report, in the order of the reports.
    """

    topic: str
    scale: GradeScale
    framework: str | None
    judgments: tuple[tuple[str, Judgment], ...]


def case_grades(entries: Sequence[TimelineReport]) -> tuple[CaseGradeSeries, ...]:
    """A series for each area and scale, with the force's own grading separate."""
    found: dict[tuple[object, object, bool], list[tuple[str, CaseAudit]]] = {}
    for entry in entries:
        for audit in entry.case_audits:
            by_force = audit.sampling is Sampling.SELF_ASSESSED
            mark = (folded(audit.area), audit.scale.identity, by_force)
            found.setdefault(mark, []).append((entry.key, audit))
    return Several(
        CaseGradeSeries(audits[0][1].area, audits[0][1].scale, by_force, tuple(audits))
        for (_, _, by_force), audits in found.items()
    )


def topic_grades(entries: Sequence[TimelineReport]) -> tuple[TopicGradeSeries, ...]:
    """A series for each topic and question, scale and framework."""
    found: dict[tuple[object, object, str | None], list[tuple[str, Judgment]]] = {}
    for entry in entries:
        for judgment in entry.judgments:
            asked = (judgment.topic.casefold(), folded(judgment.question))
            mark = (asked, judgment.scale.identity, entry.report.framework)
            found.setdefault(mark, []).append((entry.key, judgment))
    return Several(
        TopicGradeSeries(_topic(judged[0][1]), judged[0][1].scale, framework, tuple(judged))
        for (_, _, framework), judged in found.items()
    )


def _topic(judgment: Judgment) -> str:
    return attrs.evolve(judgment, body=None).name
