"""How shifts of case audits, and themes set together, are drawn."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.comparison import (
    CaseAuditComparison,
    CaseAuditShift,
    Caveat,
    Estimate,
    GradeShift,
    ThemeComparison,
)
from ncpi.model import Noun
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.values import either, names
from ncpi.vocabulary import Comparability, CrosswalkMatch, Verdict

__all__ = ["SHIFT_NOUNS"]


def _numbers(least: float, most: float) -> SearchStrategy[float]:
    # Adding nought takes the sign from -0.0, which no file keeps apart from 0.0.
    return st.floats(least, most).map(lambda number: number + 0.0)


def _estimate_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    """Put the value within its interval."""
    if "value" not in given:
        drawn["value"] = min(max(drawn["value"], drawn["low"]), drawn["high"])
    if "low" not in given:
        drawn["low"] = min(drawn["low"], drawn["value"])
    if "high" not in given:
        drawn["high"] = max(drawn["high"], drawn["value"])


_figures = {
    "effect": instances(Estimate),
    "p_value": _numbers(0, 1),
    "exact": st.booleans(),
}


def _shift_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Give a verdict the figures that it needs, and an open one none."""
    is_open = drawn["verdict"] in (Verdict.TOO_FEW, Verdict.CANNOT_TELL)
    for name, figure in _figures.items():
        if name not in given and not is_open:
            drawn[name] = draw(figure)


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


SHIFT_NOUNS: dict[type[Noun], Fields] = {
    Estimate: Fields(
        always={name: _numbers(-1, 1) for name in ("low", "value", "high")},
        sometimes={"cases": either(st.integers(1, 500))},
        fit=_estimate_fit,
    ),
    GradeShift: Fields(
        always={"grade": names()},
        sometimes={
            "baseline": either(instances(Estimate)),
            "follow_up": either(instances(Estimate)),
            "difference": either(instances(Estimate)),
        },
    ),
    CaseAuditShift: Fields(
        always={"of": instances(CaseAuditComparison), "verdict": st.sampled_from(Verdict)},
        sometimes={
            "grades": many(instances(GradeShift), by=lambda told: told.grade),
            "other_verdicts": many(st.sampled_from(Verdict), by=str),
            "caveats": many(instances(Caveat)),
        },
        fit=_shift_fit,
    ),
    ThemeComparison: Fields(
        always={"theme": names(), "comparability": st.sampled_from(Comparability)},
        sometimes={
            "counterparts": many(names(), by=str),
            "overlaps": many(names(), by=str),
            "recommendations": many(names(), by=str),
            "findings": many(names(), by=str),
            "caveats": many(instances(Caveat)),
        },
        fit=_theme_fit,
    ),
}
"""The fields of what two case audits, or two reports' themes, say together."""
