"""How to draw reports and their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Answer,
    CaseAudit,
    CauseOfConcern,
    Crosswalk,
    Finding,
    Framework,
    GradeScale,
    ItemCount,
    ItemRef,
    Judgment,
    Measure,
    MergedCount,
    Recommendation,
    Record,
    Report,
    ReportCompleteness,
    ReportLink,
    Restatement,
    StatusEvent,
)
from ncpi.testing._drawing import BY_TYPE, Fields, Values, instances, many, number_of, some_of
from ncpi.testing._small_records import body_keys
from ncpi.testing._values import either, names, names_without_hash, other_values
from ncpi.vocabulary import (
    KNOWN_STATUSES,
    Basis,
    Completeness,
    ItemKind,
    JudgmentStatus,
)

__all__ = ["REPORT_RECORDS", "by_key", "mostly_shipped"]

N = TypeVar("N", bound=Record)


def mostly_shipped(shipped: Mapping[str, N]) -> SearchStrategy[N]:
    """A grade scale or a framework, mostly one of those that ncpi ships."""
    ours = st.sampled_from([shipped[key] for key in sorted(shipped)])
    return st.one_of(ours, ours, instances(type(next(iter(shipped.values())))))


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


def _scale_fit_for(asked: Sequence[str], draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """A scale with the grades *asked*; one of its own has them in this order."""
    if not asked or "scale" in fixed:
        return
    fitting = [scale for scale in GRADE_SCALES.values() if set(asked) <= {*scale.grades}]
    own = GradeScale(key="own", title="A scale", grades=(*asked, "another"))
    drawn["scale"] = draw(st.sampled_from(fitting or [own]))


def _audit_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    named: list[str] = [*fixed.get("counts", ()), *fixed.get("percentages", ())]
    for merged in fixed.get("merged", ()):
        named += merged.grades
    _scale_fit_for(tuple(dict.fromkeys(named)), draw, drawn, fixed)
    grades: tuple[str, ...] = drawn["scale"].grades
    total = fixed.get("stated_total")
    if fixed.get("merged") or fixed.get("percentages"):
        return  # nothing else is drawn, so that nothing contradicts them
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
    if "merged" not in fixed:
        drawn["merged"] = _merged_fit(draw, drawn)
    if "percentages" not in fixed:
        drawn["percentages"] = _percentages_fit(draw, drawn)


def _merged_fit(draw: DrawFn, drawn: Values) -> list[MergedCount]:
    """Perhaps one merged count that fits the counts and the total."""
    counts, total = drawn["counts"], drawn["stated_total"]
    if draw(st.booleans()):
        return []
    scale: tuple[str, ...] = drawn["scale"].grades
    grades = some_of(draw, scale, least=2)
    inside = [counts.get(grade) for grade in grades]
    outside = [counts.get(grade) for grade in scale if grade not in grades]
    least, others = (sum(filter(None, side)) for side in (inside, outside))
    if None not in inside:
        count = least
    elif total is None:
        count = least + number_of(draw)
    elif None not in outside:
        count = total - others
    else:
        count = draw(st.integers(least, total - others))
    return [draw(instances(MergedCount, grades=grades, count=count))]


def _percentages_fit(draw: DrawFn, drawn: Values) -> dict[str, float]:
    """Perhaps the rounded percentages of some grades, which fit the counts and the total."""
    grades: tuple[str, ...] = drawn["scale"].grades
    full = {grade: drawn["counts"].get(grade) for grade in grades}
    total = drawn["stated_total"]
    unknown = [grade for grade in grades if full[grade] is None]
    left = None if total is None else total - sum(filter(None, full.values()))
    for grade in unknown:
        last = grade == unknown[-1]
        full[grade] = number_of(draw) if left is None else left if last else 0
    cases = sum(full.values())
    if not cases or draw(st.booleans()):
        return {}
    places = draw(st.integers(0, 1))
    return {grade: round(100 * full[grade] / cases, places) for grade in some_of(draw, grades)}


def _judgment_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    given = (fixed.get(name) for name in ("grade", "previous_grade"))
    asked: set[str] = {grade for grade in given if grade is not None}
    _scale_fit_for(tuple(sorted(asked)), draw, drawn, fixed)
    grades = st.sampled_from(drawn["scale"].grades)
    if "status" not in fixed:
        has_grade = fixed["grade"] is not None if "grade" in fixed else draw(st.booleans())
        of_status = [status for status in JudgmentStatus if (status in _GRADED) is has_grade]
        drawn["status"] = draw(st.sampled_from(of_status))
    if "grade" not in fixed:
        drawn["grade"] = draw(grades) if drawn["status"] in _GRADED else None
    if "previous_grade" not in fixed:
        drawn["previous_grade"] = draw(either(grades))


_GRADED = (JudgmentStatus.GRADED, JudgmentStatus.CARRIED_OVER)


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


def _report_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if "follows" not in fixed:
        drawn["follows"] = [
            link for link in drawn.get("follows", ()) if link.report != drawn["key"]
        ]
    recommendations: Sequence[Recommendation] = drawn["recommendations"]
    if "causes_of_concern" not in fixed:
        keys = list({recommendation.key: None for recommendation in recommendations})
        causes = many(instances(CauseOfConcern, recommendations=_some(keys)), by=by_key)
        drawn["causes_of_concern"] = draw(causes)
    if "recommendations_made" in drawn and "recommendations_made" not in fixed:
        kinds = [recommendation.item_kind for recommendation in recommendations]
        listed = kinds.count(ItemKind.RECOMMENDATION)
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
_report_keys = st.sampled_from(("police/merseyside/2018-inspection", "r/1")) | names_without_hash()
_keys = st.sampled_from(("1", "2", "3", "3.1")) | names()
BY_TYPE.update(
    {
        GradeScale: partial(mostly_shipped, GRADE_SCALES),
        Framework: partial(mostly_shipped, FRAMEWORKS),
    }
)

REPORT_RECORDS: dict[type[Record], Fields] = {
    GradeScale: Fields(
        {
            "grades": st.lists(names(), min_size=2, max_size=5, unique_by=str.casefold),
            "inflections": None,
        },
        fit=_scale_fit,
    ),
    MergedCount: Fields({"grades": st.lists(names(), min_size=2, max_size=3, unique=True)}),
    CaseAudit: Fields(
        dict.fromkeys(("counts", "merged", "percentages", "stated_total")),
        always=("area", "sampling"),
        fit=_audit_fit,
    ),
    Judgment: Fields(
        {"topic": _themes, **dict.fromkeys(("status", "grade", "previous_grade"))},
        fit=_judgment_fit,
    ),
    Measure: Fields(always=("qualifier",)),
    ItemCount: Fields({"made": st.integers(0, 40) | st.none()}, always=("made",)),
    Crosswalk: Fields({"other": names() | st.none()}, always=("other",)),
    Framework: Fields(
        {
            "themes": st.lists(names(), min_size=1, max_size=4, unique_by=str.casefold),
            "crosswalks": None,
        },
        fit=_framework_fit,
    ),
    StatusEvent: Fields({"status": _statuses | st.none()}, always=("status", "comment")),
    ItemRef: Fields({"report": _report_keys, "key": _keys}),
    Restatement: Fields(),
    Answer: Fields(),
    Recommendation: Fields({"key": _keys, "theme": either(_themes)}, always=("kind",)),
    CauseOfConcern: Fields(
        {"key": _keys, "theme": either(_themes), "recommendations": many(_keys, by=str)}
    ),
    Finding: Fields(
        {
            "key": _keys,
            "theme": either(_themes),
            "progress_basis": st.sampled_from((Basis.STATED, Basis.CODED)),
        },
        always=("progress", "concern"),
    ),
    ReportLink: Fields({"report": _report_keys}),
    ReportCompleteness: Fields(always=[one.name for one in attrs.fields(ReportCompleteness)]),
    Report: Fields(
        {
            "key": _report_keys,
            "bodies": many(body_keys(), by=str),
            "recommendations_made": st.just(0),
            # Numbers made must fit the items listed, so there are none except of other kinds.
            "item_counts": many(
                instances(ItemCount, made=None, still_open=st.integers(0, 40))
                | instances(ItemCount, kind=other_values()),
                by=lambda count: (count.kind, count.as_of),
            ),
            "causes_of_concern": None,
        },
        always=("bodies", "published", "completeness", "recommendations"),
        fit=_report_fit,
    ),
}
"""How to draw reports and their parts."""
