"""How comparisons, archives and registers are drawn."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.archive import Archive
from ncpi.comparison import (
    CaseAuditComparison,
    Comparison,
    JudgmentComparison,
    ThemeComparison,
    compare,
)
from ncpi.model import (
    CaseAudit,
    Force,
    Inspectorate,
    Judgment,
    Record,
    Report,
)
from ncpi.registers import RegisterData
from ncpi.testing._drawing import Fields, Values, instances
from ncpi.testing._pairing import pairs
from ncpi.testing._report_records import by_key
from ncpi.testing._values import names
from ncpi.vocabulary import Comparability, CrosswalkMatch

__all__ = ["RESULT_RECORDS"]


@st.composite
def _reports(draw: DrawFn) -> list[Report]:
    """Reports with keys of their own, of which some follow others."""
    linked = list(draw(pairs())) if draw(st.booleans()) else []
    alone = draw(st.lists(instances(Report), max_size=2, unique_by=by_key))
    return list({report.key: report for report in (*alone, *linked)}.values())


def _sided(graded: type[Record]) -> Fields:
    return Fields(
        {
            "follow_up": instances(graded),
            "comparability": st.just(Comparability.NOT_COMPARABLE),
        },
        always=("baseline", "follow_up", "area"),
        fit=_sides_fit,
    )


def _sides_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Say of the sides what they are."""
    if "comparability" in given or drawn["follow_up"] is None:
        return
    if drawn["baseline"] is None:
        fits = [Comparability.FOLLOW_UP_ONLY, Comparability.NOT_COMPARABLE]
    elif drawn["baseline"].scale.is_same(drawn["follow_up"].scale):
        fits = [Comparability.COMPARABLE, Comparability.NOT_COMPARABLE]
    else:
        fits = [Comparability.NOT_COMPARABLE]
    drawn["comparability"] = draw(st.sampled_from(fits))
    if drawn["comparability"] is Comparability.FOLLOW_UP_ONLY and not given and draw(st.booleans()):
        drawn["baseline"], drawn["follow_up"] = drawn["follow_up"], None
        drawn["comparability"] = Comparability.BASELINE_ONLY


_together = (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
_apart = [one for one in Comparability if one is not Comparability.COMPARABLE]


def _theme_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Give what is comparable a match and counterparts, and nothing else any."""
    if "match" not in given:
        wanted = _together if drawn.get("counterparts") else (CrosswalkMatch.NONE, None)
        only = (CrosswalkMatch.EXACT,) if given.get("overlaps") else wanted
        drawn["match"] = draw(st.sampled_from(only))
    if "overlaps" not in given and drawn["match"] is not CrosswalkMatch.EXACT:
        drawn.pop("overlaps", None)
    together = drawn["match"] in _together
    if "counterparts" not in given and not drawn.get("counterparts") and together:
        drawn["counterparts"] = [draw(names())]
    if "comparability" not in given:
        fits = [Comparability.COMPARABLE] if together else _apart
        drawn["comparability"] = draw(st.sampled_from(fits))


_rows: SearchStrategy[Record] = st.one_of(
    instances(Force), instances(Inspectorate), instances(Judgment)
)

RESULT_RECORDS: dict[type[Record], Fields] = {
    CaseAuditComparison: _sided(CaseAudit),
    JudgmentComparison: _sided(Judgment),
    ThemeComparison: Fields({"match": None}, fit=_theme_fit),
    Comparison: Fields(whole=lambda draw: compare(*draw(pairs()))),
    Archive: Fields({"reports": _reports()}, always=("reports",)),
    RegisterData: Fields({"rows": st.lists(_rows, max_size=3)}, always=("rows",)),
}
"""What comparisons, archives and registers say besides."""
