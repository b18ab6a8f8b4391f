"""How to draw results: what comparing, matching, timelines, programmes and deadlines give."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.archive import Archive
from ncpi.comparison import (
    CaseAuditComparison,
    Comparison,
    ItemComparison,
    JudgmentComparison,
    Proposal,
    RestatedItem,
    Ruling,
    ThemeComparison,
    compare,
)
from ncpi.comparison._graded import SIDES
from ncpi.comparison.matching import Matcher, Synonyms
from ncpi.comparison.pairs import PairResult
from ncpi.comparison.tracked import TrackedComparison
from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Deadline,
    Finding,
    Force,
    Inspectorate,
    ItemRef,
    Judgment,
    Recommendation,
    Record,
    Report,
    Restatement,
)
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.model.items import Item, NumberedItem, Reference
from ncpi.model.tracking import Tracker, Tracking
from ncpi.programme._coverage import Coverage
from ncpi.programme._programme import ProgrammeComparison
from ncpi.registers import RegisterData
from ncpi.schedule import Schedule, ScheduleEntry, UndatedDeadline
from ncpi.testing._chaining import chains
from ncpi.testing._drawing import Fields, Values, instances, many
from ncpi.testing._pairing import pairs
from ncpi.testing._report_records import by_key
from ncpi.testing._small_records import body_keys
from ncpi.testing._values import either, names, texts
from ncpi.timeline._threads import Thread, ThreadItem
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import Basis, Comparability, ItemKind, MatchVerdict

__all__ = ["RESULT_RECORDS"]


@st.composite
def _reports(draw: DrawFn) -> list[Report]:
    """Reports with distinct keys, some of which follow others."""
    linked = list(draw(pairs())) if draw(st.booleans()) else []
    alone = draw(st.lists(instances(Report), max_size=2, unique_by=by_key))
    return list({report.key: report for report in (*alone, *linked)}.values())


def _sided(graded: type[Record]) -> Fields:
    def fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
        """Set the two sides, and a comparability that fits them."""
        wanted = fixed.get("comparability")
        kinds = [Comparability(wanted)] if wanted else list(Comparability)
        choices = [
            (kind, sides)
            for kind in kinds
            for sides in (dict(zip(_SIDES, held, strict=True)) for held in SIDES[kind])
            if all(name not in fixed or (fixed[name] is not None) is sides[name] for name in sides)
        ]
        if not choices:
            return  # the record says why
        kind, sides = draw(st.sampled_from(choices))
        for name in [name for name in sides if name not in fixed]:
            others = [drawn[other].scale for other in sides if drawn.get(other)]
            like = {"scale": others[0]} if others and kind is Comparability.COMPARABLE else {}
            drawn[name] = draw(instances(graded, **like)) if sides[name] else None
        scales = {drawn[name].scale.identity for name in sides if drawn[name]}
        if not wanted:
            drawn["comparability"] = kind if len(scales) < 2 else Comparability.NOT_COMPARABLE

    return Fields(dict.fromkeys((*_SIDES, "comparability")), always=("area",), fit=fit)


_SIDES: Sequence[str] = ("baseline", "follow_up")


def _tracked(draw: DrawFn) -> TrackedComparison:
    """A comparison beside a tracker of some items of its baseline."""
    comparison = compare(*draw(pairs()))
    refs = [entry.ref for entry in comparison.items]
    items = draw(st.lists(st.sampled_from(refs), unique=True)) if refs else []
    entries = [draw(instances(Tracking, item=item)) for item in items]
    tracker = draw(instances(Tracker, entries=st.just(entries)))
    return TrackedComparison.of(comparison, trackers=[tracker] if entries else [])


def _one_subject(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set either the finding or the later item."""
    report = fixed.get("follow_up", "a report")
    is_item = draw(st.booleans()) and "#" not in report  # no item can be named in such a report
    if "restated_by" in fixed:
        is_item = fixed["restated_by"] is not None
    elif "finding" in fixed:
        is_item = fixed["finding"] is None
    if "finding" not in fixed:
        drawn["finding"] = None if is_item else draw(names())
    if is_item and "restated_by" not in fixed:
        # A finding restates nothing.
        kinds = st.sampled_from([kind for kind in ItemKind if kind is not ItemKind.CONCERN])
        given = {"report": report} if "follow_up" in fixed else {}
        drawn["restated_by"] = draw(instances(ItemRef, kind=kinds, **given))
    if is_item and "follow_up" in drawn and "follow_up" not in fixed:
        drawn["follow_up"] = drawn["restated_by"].report


def _programme(draw: DrawFn) -> ProgrammeComparison:
    archive: Archive = draw(instances(Archive))
    return archive.compare_all(bodies=draw(_forces))


def _coverage(draw: DrawFn) -> Coverage:
    archive: Archive = draw(instances(Archive))
    return archive.coverage(bodies=draw(_forces))


_forces = either(st.lists(instances(Force), max_size=2, unique_by=lambda body: body.key))


def _pair_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set either a comparison of the two reports, or a reason why there is none."""
    compared: Comparison | None = fixed.get("comparison")
    if (
        compared is None
        and "refused" not in fixed
        and ("comparison" in fixed or draw(st.booleans()))
    ):
        drawn["refused"] = draw(texts())
    elif fixed.get("refused") is None:
        sides = {name: fixed[name] for name in ("baseline", "follow_up") if name in fixed}
        compared = compared or draw(instances(Comparison, **sides))
        made = {"baseline": compared.baseline, "follow_up": compared.follow_up}
        drawn.update({"comparison": compared} | made | fixed)


def _schedule_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Draw deadlines for the schedule's own date and report."""
    key, on = drawn["heading"].key, drawn["on"]
    for name, one in (
        ("entries", instances(ScheduleEntry, on=on, deadline=instances(Deadline, report=key))),
        ("undated", instances(UndatedDeadline, report=key)),
    ):
        if name not in fixed:
            drawn[name] = [draw(one) for _ in range(draw(st.integers(0, 2)))]


def _timeline(draw: DrawFn) -> Timeline:
    body = draw(body_keys())
    return Timeline.through(body, draw(chains(bodies=[body])))


_numbered: SearchStrategy[NumberedItem] = instances(Recommendation) | instances(CauseOfConcern)
_items: SearchStrategy[Item] = _numbered | instances(Finding)
_references: SearchStrategy[Reference] = instances(Restatement) | instances(Answer)
_rows: SearchStrategy[Record] = st.one_of(
    instances(Force), instances(Inspectorate), instances(Judgment)
)

RESULT_RECORDS: dict[type[Record], Fields] = {
    CaseAuditComparison: _sided(CaseAudit),
    JudgmentComparison: _sided(Judgment),
    ItemComparison: Fields({"item": _items}),
    RestatedItem: Fields({"item": _numbered}),
    ThemeComparison: Fields(
        {"comparability": st.sampled_from([*reversed(Comparability)])},
        always=("counterparts", "match"),
    ),
    Comparison: Fields(whole=lambda draw: compare(*draw(pairs()))),
    TrackedComparison: Fields(whole=_tracked),
    Proposal: Fields(
        {
            "finding": None,
            "restated_by": None,
            "basis": st.sampled_from((Basis.PROPOSED, Basis.SAME_THEME)),
            "verdict": st.sampled_from((MatchVerdict.PROPOSED, MatchVerdict.UNDECIDED)),
        },
        always=("basis",),
        fit=_one_subject,
    ),
    Ruling: Fields({"finding": None, "restated_by": None}, fit=_one_subject),
    Synonyms: Fields({"terms": st.lists(names(), min_size=2, max_size=4, unique=True)}),
    Matcher: Fields(always=("threshold", "review_threshold")),
    PairResult: Fields({"comparison": None, "refused": None}, fit=_pair_fit),
    ProgrammeComparison: Fields(whole=_programme),
    Coverage: Fields(whole=_coverage),
    ThreadItem: Fields({"item": _items, "references": many(_references)}),
    Thread: Fields(
        {
            "items": st.lists(instances(ThreadItem), min_size=1, max_size=3),
            "older": many(_references),
        }
    ),
    Timeline: Fields(whole=_timeline),
    DeadlineRule: Fields(always=("length", "unit", "kinds")),
    Schedule: Fields({"entries": None, "undated": None}, fit=_schedule_fit),
    Archive: Fields({"reports": _reports()}, always=("reports",)),
    RegisterData: Fields({"rows": st.lists(_rows, max_size=3)}, always=("rows",)),
}
"""How to draw results."""
