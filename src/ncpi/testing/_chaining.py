"""Several reports on one body, each with links to earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ncpi.model import (
    GRADE_SCALES,
    Answer,
    CaseAudit,
    CauseOfConcern,
    Finding,
    ItemRef,
    Judgment,
    NumberedItem,
    PartialDate,
    Recommendation,
    Report,
    ReportLink,
    Restatement,
    StatusEvent,
)
from ncpi.testing._drawing import instances, many, mostly, some_of
from ncpi.testing._report_records import by_key
from ncpi.vocabulary import Basis, ItemKind, LinkBasis, ReportKind

__all__ = ["chains"]

NumberedT = TypeVar("NumberedT", bound=NumberedItem)

_SCALES = tuple(GRADE_SCALES[key] for key in ("ncpi-cases-2014", "ncpi-cases-2016"))
_ASKED = (ItemKind.RECOMMENDATION, ItemKind.AREA_FOR_IMPROVEMENT)
_KEYS = st.sampled_from(("1", "2", "3", "Überprüfung | <a>"))


@st.composite
def chains(
    draw: DrawFn,
    *,
    bodies: Sequence[str] = ("police/exampleshire",),
    most: int = 4,
    dated: bool = False,
) -> list[Report]:
    """Reports on the same *bodies*, from the first to the last.

    A later report answers, restates and continues items of earlier ones, on every basis, and
    follows some of them. Some links point to items that aren't listed or to reports that aren't
    included, and some point to later reports or form a cycle.

    Args:
        draw: passed by Hypothesis.
        bodies: the keys of the bodies inspected.
        most: the maximum number of reports.
        dated: whether each report is certainly later than the one before; otherwise some dates
            are partial or unknown.
    """
    number = draw(st.integers(1, most))
    keys = [f"{bodies[0]}/{place}" for place in range(number)]
    bare = [_bare(draw, key, bodies) for key in keys]
    return [
        attrs.evolve(
            report,
            published=_published(draw, place, dated=dated),
            follows=_follows(draw, keys, place),
            findings=[_linked_finding(draw, finding, bare, place) for finding in report.findings],
            recommendations=[
                _restating(draw, recommendation, bare, place)
                for recommendation in report.recommendations
            ],
            causes_of_concern=[
                _restating(draw, cause, bare, place) for cause in report.causes_of_concern
            ],
        )
        for place, report in enumerate(bare)
    ]


def _bare(draw: DrawFn, key: str, bodies: Sequence[str]) -> Report:
    """A report without links."""
    return Report(
        key=key,
        title=f"A report on {bodies[0]}",
        kind=draw(st.sampled_from(ReportKind)),
        bodies=bodies,
        recommendations=draw(mostly(_recommendations, 3, by=by_key)),
        causes_of_concern=draw(many(_causes, by=by_key)),
        findings=draw(mostly(_findings, 3, by=by_key)),
        case_audits=draw(many(_audits, by=lambda audit: (audit.area, audit.sampling))),
        judgments=draw(many(_judgments, by=lambda judgment: judgment.topic)),
    )


_history = many(
    instances(StatusEvent, dated=instances(PartialDate, year=st.integers(2010, 2016))), 3
)
_recommendations = instances(Recommendation, key=_KEYS, restates=(), history=_history)
_causes = instances(CauseOfConcern, key=_KEYS, recommendations=(), restates=())
_findings = instances(Finding, key=_KEYS, answers=())
_audits = instances(CaseAudit, scale=st.sampled_from(_SCALES))
_judgments = instances(Judgment, scale=st.sampled_from(_SCALES))


def _published(draw: DrawFn, place: int, *, dated: bool) -> PartialDate | None:
    year = 2010 + place
    if dated:
        # A winter may be in the next year, so its order wouldn't be known.
        return draw(instances(PartialDate, year=year, season=None))
    # Overlapping or earlier years, or no date.
    other = instances(PartialDate, year=st.integers(2010, 2012))
    return draw(st.one_of(st.none(), instances(PartialDate, year=year), other))


def _follows(draw: DrawFn, keys: Sequence[str], place: int) -> list[ReportLink]:
    others = [key for key in (*keys, "elsewhere") if key != keys[place]]
    earlier = [*keys[:place], *others] if draw(st.booleans()) else keys[:place]
    chosen = dict.fromkeys(some_of(draw, list(dict.fromkeys(earlier)), 2))
    return [ReportLink(report=key, basis=draw(st.sampled_from(LinkBasis))) for key in chosen]


def _targets(draw: DrawFn, kind: ItemKind, reports: Sequence[Report], place: int) -> list[ItemRef]:
    keys = [report.key for report in reports]
    earlier = [
        item.ref(report.key)
        for report in reports[:place]
        for item in report.items
        if item.item_kind is kind
    ]
    dangling = [
        ItemRef(report=report, kind=kind, key=key)
        for report, key in (
            ("elsewhere", "1"),
            (keys[0], "not listed there"),
            (keys[-1], "1"),
            (keys[place], "1"),
        )
    ]
    has_dangling = draw(st.integers(0, 3)) == 0
    return some_of(draw, list(dict.fromkeys([*earlier, *(dangling if has_dangling else ())])), 3)


def _linked_finding(
    draw: DrawFn, finding: Finding, reports: Sequence[Report], place: int
) -> Finding:
    targets = _targets(draw, draw(st.sampled_from(ItemKind)), reports, place)
    answers = [Answer(item=item, basis=draw(st.sampled_from(Basis))) for item in targets]
    return attrs.evolve(finding, answers=answers)


def _restating(draw: DrawFn, item: NumberedT, reports: Sequence[Report], place: int) -> NumberedT:
    # An area for improvement may become a recommendation, and the other way round.
    kinds = {item.item_kind, *(_ASKED if item.item_kind in _ASKED else ())}
    kind = draw(st.sampled_from([kind for kind in ItemKind if kind in kinds]))
    targets = _targets(draw, kind, reports, place)
    restates = [Restatement(item=one, basis=draw(st.sampled_from(Basis))) for one in targets]
    return attrs.evolve(item, restates=restates)
