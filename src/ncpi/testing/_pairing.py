"""A baseline and a follow-up with items in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Answer,
    CaseAudit,
    DateSpan,
    Finding,
    Framework,
    ItemRef,
    Judgment,
    NumberedItem,
    PartialDate,
    Recommendation,
    Report,
    ReportCompleteness,
    ReportLink,
    Restatement,
    StatusEvent,
)
from ncpi.testing._drawing import instances, many, mostly, some_of
from ncpi.testing._report_records import by_key, mostly_shipped
from ncpi.testing._small_records import body_keys
from ncpi.testing._values import either, names_without_hash
from ncpi.vocabulary import ItemKind, LinkBasis, ReportKind, Sampling

__all__ = ["pairs"]

NumberedT = TypeVar("NumberedT", bound=NumberedItem)

# Small pools, so that the two reports of a pair have some areas, topics and scales in common.
_AREAS = (None, "domestic abuse", "Überprüfung | <a>")
_TOPICS = ("investigation", "leadership", "initial contact")
_SCALES = tuple(GRADE_SCALES[key] for key in ("ncpi-cases-2014", "ncpi-cases-2016"))
_SAMPLES = (Sampling.INSPECTORS, Sampling.TARGETED, Sampling.SELF_ASSESSED, Sampling.UNKNOWN)


@st.composite
def pairs(
    draw: DrawFn,
    *,
    recommendations: SearchStrategy[Recommendation] | None = None,
    findings: SearchStrategy[Finding] | None = None,
) -> tuple[Report, Report]:
    """A baseline and a follow-up that `ncpi.compare` accepts.

    The follow-up's findings answer items of the baseline, on every basis, and some that the
    baseline doesn't list; its recommendations and causes of concern restate some. The areas,
    topics, scales and frameworks of the two may or may not agree.
    Either report may be undated.

    Args:
        draw: passed by Hypothesis.
        recommendations: a strategy for the recommendations of both reports, such as instances
            of another package's class; the follow-up's are then linked.
        findings: a strategy for the findings of the follow-up, which are then linked.
    """
    recommendations = _recommendations if recommendations is None else recommendations
    findings = instances(Finding, answers=()) if findings is None else findings
    keys = draw(st.lists(_keys_of_reports, min_size=2, max_size=2, unique=True))
    first, second = _dates(draw)
    framework = draw(either(mostly_shipped(FRAMEWORKS)))
    later_framework = draw(st.sampled_from((framework, None)) | either(mostly_shipped(FRAMEWORKS)))
    bodies, later_bodies = _bodies(draw)
    baseline = _report(draw, keys[0], framework, recommendations)
    baseline = attrs.evolve(baseline, bodies=bodies, **first)
    follow_up = _report(draw, keys[1], later_framework, recommendations)
    follow_up = attrs.evolve(
        follow_up,
        bodies=later_bodies,
        follows=draw(_links(baseline.key)),
        findings=draw(_linked_findings(baseline, findings)),
        recommendations=draw(_restating(baseline, follow_up.recommendations)),
        causes_of_concern=draw(_restating(baseline, follow_up.causes_of_concern)),
        **second,
    )
    return baseline, follow_up


_keys_of_reports: SearchStrategy[str] = (
    st.sampled_from(("police/merseyside/2018-inspection", "police/merseyside/2019-review", "r"))
    | names_without_hash()
)


def _dates(draw: DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """The dates of both reports: the second is later, or their order is unknown."""
    years = draw(st.sampled_from(((2018, 2019), (2014, 2024), (2016, 2017))))
    first = draw(either(instances(PartialDate, year=years[0])))
    second = draw(either(instances(PartialDate, year=years[1])))
    if draw(st.booleans()):
        # The order of a year and a date in the same year is unknown.
        first, second = PartialDate(year=years[0]), draw(instances(PartialDate, year=years[0]))
    fieldwork = [
        draw(either(instances(DateSpan, start=start, end=start)))
        for start in (f"{years[0]}-01", f"{years[1]}-02")
    ]
    return (
        {"published": first, "fieldwork": fieldwork[0]},
        {"published": second, "fieldwork": fieldwork[1]},
    )


def _bodies(draw: DrawFn) -> tuple[list[str], list[str]]:
    several = draw(st.lists(body_keys(), min_size=1, max_size=3, unique=True))
    return draw(st.sampled_from(((several, several), (several, several[:1]), ([], []))))


def _report(
    draw: DrawFn,
    key: str,
    framework: Framework | None,
    recommendations: SearchStrategy[Recommendation],
) -> Report:
    return draw(
        instances(
            Report,
            key=key,
            kind=st.sampled_from(ReportKind),
            framework=framework,
            completeness=instances(ReportCompleteness),
            recommendations=mostly(recommendations, 3, by=by_key),
            recommendations_made=None,
            follows=(),
            findings=many(instances(Finding, answers=()), by=by_key),
            case_audits=mostly(_audits, 3, by=lambda audit: (audit.area, audit.sampling)),
            judgments=mostly(_judgments, 3, by=lambda judgment: judgment.topic),
        )
    )


_history = many(
    instances(StatusEvent, dated=instances(PartialDate, year=st.integers(2015, 2020))), 4
)
_recommendations = instances(Recommendation, restates=(), history=_history)
_audits = instances(
    CaseAudit,
    area=st.sampled_from(_AREAS),
    scale=st.sampled_from(_SCALES),
    sampling=st.sampled_from(_SAMPLES),
)
_judgments = instances(Judgment, topic=st.sampled_from(_TOPICS), scale=st.sampled_from(_SCALES))


def _links(baseline: str) -> SearchStrategy[list[ReportLink]]:
    link = instances(ReportLink, report=baseline, basis=st.sampled_from(LinkBasis))
    return st.lists(link, max_size=1)


@st.composite
def _linked_findings(
    draw: DrawFn, baseline: Report, findings: SearchStrategy[Finding]
) -> list[Finding]:
    """Findings, some of which answer recommendations, listed or not."""
    unlinked = draw(mostly(findings, 4, by=by_key))
    return [attrs.evolve(finding, answers=draw(_answers(baseline))) for finding in unlinked]


@st.composite
def _answers(draw: DrawFn, baseline: Report) -> list[Answer]:
    listed = [item.ref(baseline.key) for item in baseline.items]
    targets = _targets(draw, baseline.key, listed, draw(st.sampled_from(ItemKind)))
    return [draw(instances(Answer, item=item)) for item in targets]


@st.composite
def _restating(draw: DrawFn, baseline: Report, items: Sequence[NumberedT]) -> list[NumberedT]:
    linked: list[NumberedT] = []
    for one in items:
        listed = [
            item.ref(baseline.key)
            for item in baseline.numbered_items
            if item.item_kind is one.item_kind
        ]
        targets = _targets(draw, baseline.key, listed, one.item_kind)
        restates = [draw(instances(Restatement, item=item)) for item in targets]
        linked.append(attrs.evolve(one, restates=restates))
    return linked


def _targets(draw: DrawFn, report: str, listed: Sequence[ItemRef], kind: ItemKind) -> list[ItemRef]:
    """Targets of links: items of the baseline, one that it doesn't list, one in another report."""
    others = [
        ItemRef(report=report, kind=kind, key="not listed there"),
        ItemRef(report="another report", kind=kind, key="1"),
    ]
    return some_of(draw, [*listed, *others], 3, least=draw(st.sampled_from((1, 1, 0))))
