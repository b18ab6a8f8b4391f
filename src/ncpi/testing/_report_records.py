"""How to draw reports and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Answer,
    CaseAudit,
    CauseOfConcern,
    Continuation,
    Crosswalk,
    Finding,
    Framework,
    GradeScale,
    Judgment,
    PartialDate,
    Recommendation,
    Record,
    Report,
    ReportCompleteness,
    ReportLink,
    Restatement,
    StatusEvent,
    Timescale,
)
from ncpi.testing._drawing import BY_TYPE, Fields, Values, instances, many, number_of, some_of
from ncpi.testing._small_records import body_keys
from ncpi.testing._values import either, names, texts
from ncpi.vocabulary import (
    KNOWN_STATUSES,
    Completeness,
    CrosswalkMatch,
    RecommendationKind,
)

__all__ = ["REPORT_RECORDS", "any_framework", "any_scale", "by_key"]


def any_scale() -> SearchStrategy[GradeScale]:
    """A grade scale, mostly one of those that ncpi ships."""
    shipped = st.sampled_from([GRADE_SCALES[key] for key in sorted(GRADE_SCALES)])
    return st.one_of(shipped, shipped, instances(GradeScale))


def any_framework() -> SearchStrategy[Framework]:
    """A framework, mostly one of those that ncpi ships."""
    shipped = st.sampled_from([FRAMEWORKS[key] for key in sorted(FRAMEWORKS)])
    return st.one_of(shipped, shipped, instances(Framework))


def by_key(record: Recommendation | CauseOfConcern | Finding | Report) -> str:
    """The key of a record, which is unique in its list."""
    return record.key


def _scale_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if "inflections" in fixed:
        return
    folded = {grade.casefold() for grade in drawn["grades"]}
    other_words = many(names().filter(lambda word: word.casefold() not in folded), by=str.casefold)
    drawn["inflections"] = {
        word: draw(st.sampled_from(drawn["grades"])) for word in draw(other_words)
    }


def _audit_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    grades: tuple[str, ...] = drawn["scale"].grades
    total = fixed.get("stated_total")
    if "counts" not in fixed:
        counts: dict[str, int | None] = {}
        left = 400 if total is None else total
        for grade in grades:
            count = draw(st.integers(0, left) | st.none())
            left -= count or 0
            counts[grade] = count
        if total is not None:
            # The last grade has the rest, known or unknown.
            counts[grades[-1]] = draw(st.sampled_from((None, left + (counts[grades[-1]] or 0))))
        drawn["counts"] = counts
    if "stated_total" not in fixed:
        listed = [drawn["counts"].get(grade) for grade in grades]
        known = sum(count for count in listed if count is not None)
        more = number_of(draw) if None in listed else 0
        drawn["stated_total"] = draw(st.sampled_from((known + more, None)))


def _judgment_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if "grade" not in fixed:
        drawn["grade"] = draw(st.sampled_from(drawn["scale"].grades))
    elif "scale" not in fixed:
        with_grade = [
            scale for scale in GRADE_SCALES.values() if fixed["grade"] in scale.grades
        ] or [GradeScale(key="own", title="A scale", grades=(fixed["grade"], "another"))]
        drawn["scale"] = draw(st.sampled_from(with_grade))


def _crosswalk_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if "other" not in fixed:
        drawn["other"] = None if drawn["match"] is CrosswalkMatch.NONE else draw(names())
    elif "match" not in fixed:
        broad = CrosswalkMatch.BROAD
        drawn["match"] = CrosswalkMatch.NONE if fixed["other"] is None else broad


def _framework_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if "crosswalks" not in fixed:
        elsewhere = st.sampled_from(("ncpi-2014", "ncpi-2024")) | names()
        crosswalks = instances(
            Crosswalk, theme=st.sampled_from(drawn["themes"]), framework=elsewhere
        )
        # One per theme and framework, so that they can't contradict each other.
        drawn["crosswalks"] = draw(
            many(crosswalks, 3, by=lambda crosswalk: (crosswalk.theme, crosswalk.framework))
        )


def _timescale_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if any(fixed.values()):
        return
    choices: dict[str, SearchStrategy[Any]] = {
        "immediately": st.just(value=True),
        "months": st.integers(1, 120),
        "by": instances(PartialDate),
    }
    free = [name for name in choices if name not in fixed]
    name = draw(st.none() | st.sampled_from(free)) if free else None
    if name is not None:
        drawn[name] = draw(choices[name])


def _event_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if drawn.get("status") is None and drawn.get("comment") is None:
        free = "comment" if "status" in fixed else "status"
        drawn[free] = draw(texts() if free == "comment" else _statuses)


def _report_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if "follows" not in fixed:
        drawn["follows"] = [
            link for link in drawn.get("follows", ()) if link.report != drawn["key"]
        ]
    recommendations: Sequence[Recommendation] = drawn["recommendations"]
    if "causes_of_concern" not in fixed:
        keys = [recommendation.key for recommendation in recommendations]
        causes = many(instances(CauseOfConcern, recommendations=_some(keys)), by=by_key)
        drawn["causes_of_concern"] = draw(causes)
    if "recommendations_made" in drawn and "recommendations_made" not in fixed:
        kinds = [recommendation.kind for recommendation in recommendations]
        listed = kinds.count(RecommendationKind.RECOMMENDATION)
        complete = drawn["completeness"].recommendations is Completeness.COMPLETE
        drawn["recommendations_made"] = listed + (0 if complete else number_of(draw, 20))


@st.composite
def _some(draw: DrawFn, choices: list[str]) -> list[str]:
    return some_of(draw, choices)


_statuses: SearchStrategy[str] = st.sampled_from(KNOWN_STATUSES) | names()
_themes = (
    st.sampled_from([theme for key in sorted(FRAMEWORKS) for theme in FRAMEWORKS[key].themes])
    | names()
)
_report_keys = st.sampled_from(("police/merseyside/2018-inspection", "r/1")) | names()
_keys = st.sampled_from(("1", "2", "3", "3.1")) | names()
BY_TYPE.update({GradeScale: any_scale, Framework: any_framework})

REPORT_RECORDS: dict[type[Record], Fields] = {
    GradeScale: Fields(
        {
            "grades": st.lists(names(), min_size=2, max_size=5, unique_by=str.casefold),
            "inflections": None,
        },
        fit=_scale_fit,
    ),
    CaseAudit: Fields(
        {"counts": None, "stated_total": None}, always=("area", "sampling"), fit=_audit_fit
    ),
    Judgment: Fields({"topic": _themes, "grade": None}, fit=_judgment_fit),
    Crosswalk: Fields({"other": None}, fit=_crosswalk_fit),
    Framework: Fields(
        {
            "themes": st.lists(names(), min_size=1, max_size=4, unique_by=str.casefold),
            "crosswalks": None,
        },
        fit=_framework_fit,
    ),
    Timescale: Fields({"immediately": None, "months": None, "by": None}, fit=_timescale_fit),
    StatusEvent: Fields({"status": either(_statuses)}, fit=_event_fit),
    Restatement: Fields({"report": _report_keys, "recommendation": _keys}),
    Continuation: Fields({"report": _report_keys, "cause_of_concern": _keys}),
    Answer: Fields({"report": _report_keys, "recommendation": _keys}),
    Recommendation: Fields({"key": _keys, "theme": either(_themes)}, always=("kind",)),
    CauseOfConcern: Fields(
        {"key": _keys, "theme": either(_themes), "recommendations": many(_keys, by=str)}
    ),
    Finding: Fields({"key": _keys, "theme": either(_themes)}, always=("progress",)),
    ReportLink: Fields({"report": _report_keys}),
    ReportCompleteness: Fields(always=[one.name for one in attrs.fields(ReportCompleteness)]),
    Report: Fields(
        {
            "key": _report_keys,
            "bodies": many(body_keys(), by=str),
            "recommendations_made": st.just(0),
            "causes_of_concern": None,
        },
        always=("bodies", "published", "completeness", "recommendations"),
        fit=_report_fit,
    ),
}
"""How to draw reports and their parts."""
