"""How to draw comparisons, archives and registers."""

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
    RestatedItem,
    ThemeComparison,
    compare,
)
from ncpi.comparison._graded import SIDES
from ncpi.comparison.tracked import TrackedComparison
from ncpi.model import (
    CaseAudit,
    CauseOfConcern,
    Finding,
    Force,
    Inspectorate,
    Judgment,
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
_matching = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
_not_comparable = [one for one in Comparability if one is not Comparability.COMPARABLE]


def _theme_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set a match and counterparts if the theme is comparable, and neither if it isn't."""
    if "comparability" in fixed and "counterparts" not in fixed:
        comparable = Comparability(fixed["comparability"]) is Comparability.COMPARABLE
        drawn["counterparts"] = [draw(names())] if comparable else []
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
