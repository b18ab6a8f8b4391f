"""How to draw comparisons, archives and registers."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.archive import Archive
from ncpi.comparison import (
    CaseAuditComparison,
    Comparison,
    ItemComparison,
    JudgmentComparison,
    RestatedItem,
    ThemeComparison,
    compare,
)
from ncpi.comparison.tracked import TrackedComparison
from ncpi.model import (
    CaseAudit,
    CauseOfConcern,
    Finding,
    Force,
    Inspectorate,
    Judgment,
    NumberedItem,
    Recommendation,
    Record,
    Report,
)
from ncpi.model.tracking import Tracker, Tracking
from ncpi.registers import RegisterData
from ncpi.testing._drawing import Fields, Values, instances
from ncpi.testing._pairing import pairs
from ncpi.testing._report_records import by_key
from ncpi.testing._values import names
from ncpi.vocabulary import Comparability, CrosswalkMatch

__all__ = ["RESULT_RECORDS"]


@st.composite
def _reports(draw: DrawFn) -> list[Report]:
    """Reports with distinct keys, some of which follow others."""
    linked = list(draw(pairs())) if draw(st.booleans()) else []
    alone = draw(st.lists(instances(Report), max_size=2, unique_by=by_key))
    return list({report.key: report for report in (*alone, *linked)}.values())


def _sided(graded: type[Record]) -> Fields:
    def fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
        if drawn["follow_up"] is None and drawn["baseline"] is None and "baseline" not in fixed:
            drawn["baseline"] = draw(instances(graded))
        _sides_fit(draw, drawn, fixed)

    return Fields(
        {
            "follow_up": instances(graded),
            "comparability": st.just(Comparability.NOT_COMPARABLE),
        },
        always=("baseline", "follow_up", "area"),
        fit=fit,
    )


def _sides_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set a comparability that fits the two sides."""
    if "comparability" in fixed:
        return
    if drawn["follow_up"] is None:
        choices = [Comparability.BASELINE_ONLY]
    elif drawn["baseline"] is None:
        choices = [Comparability.FOLLOW_UP_ONLY, Comparability.NOT_COMPARABLE]
    elif drawn["baseline"].scale.is_same(drawn["follow_up"].scale):
        choices = [Comparability.COMPARABLE, Comparability.NOT_COMPARABLE]
    else:
        choices = [Comparability.NOT_COMPARABLE]
    drawn["comparability"] = draw(st.sampled_from(choices))
    if drawn["comparability"] is Comparability.FOLLOW_UP_ONLY and not fixed and draw(st.booleans()):
        drawn["baseline"], drawn["follow_up"] = drawn["follow_up"], None
        drawn["comparability"] = Comparability.BASELINE_ONLY


_matching = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
_not_comparable = [one for one in Comparability if one is not Comparability.COMPARABLE]


def _theme_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set a match and counterparts if the theme is comparable, and neither if it isn't."""
    if "match" not in fixed:
        matches = _matching if drawn.get("counterparts") else (CrosswalkMatch.NONE, None)
        allowed = (CrosswalkMatch.EXACT,) if fixed.get("overlaps") else matches
        drawn["match"] = draw(st.sampled_from(allowed))
    if "overlaps" not in fixed and drawn["match"] is not CrosswalkMatch.EXACT:
        drawn.pop("overlaps", None)
    is_match = drawn["match"] in _matching
    if "counterparts" not in fixed and not drawn.get("counterparts") and is_match:
        drawn["counterparts"] = [draw(names())]
    if "comparability" not in fixed:
        choices = [Comparability.COMPARABLE] if is_match else _not_comparable
        drawn["comparability"] = draw(st.sampled_from(choices))


def _tracked(draw: DrawFn) -> TrackedComparison:
    """A comparison beside a tracker of some items of its baseline."""
    comparison = compare(*draw(pairs()))
    refs = [entry.ref for entry in comparison.items]
    items = draw(st.lists(st.sampled_from(refs), unique=True)) if refs else []
    entries = [draw(instances(Tracking, item=item)) for item in items]
    tracker = draw(instances(Tracker, entries=st.just(entries)))
    return TrackedComparison.of(comparison, trackers=[tracker] if entries else [])


_rows: SearchStrategy[Record] = st.one_of(
    instances(Force), instances(Inspectorate), instances(Judgment)
)

_numbered: SearchStrategy[NumberedItem] = st.one_of(
    instances(Recommendation), instances(CauseOfConcern)
)

RESULT_RECORDS: dict[type[Record], Fields] = {
    CaseAuditComparison: _sided(CaseAudit),
    JudgmentComparison: _sided(Judgment),
    ItemComparison: Fields(
        {
            "item": st.one_of(
                instances(Recommendation), instances(CauseOfConcern), instances(Finding)
            )
        }
    ),
    RestatedItem: Fields({"item": st.one_of(instances(Recommendation), instances(CauseOfConcern))}),
    ThemeComparison: Fields({"match": None}, fit=_theme_fit),
    Comparison: Fields(whole=lambda draw: compare(*draw(pairs()))),
    TrackedComparison: Fields(whole=_tracked),
    Archive: Fields({"reports": _reports()}, always=("reports",)),
    RegisterData: Fields({"rows": st.lists(_rows, max_size=3)}, always=("rows",)),
}
"""How to draw comparisons, archives and registers."""
