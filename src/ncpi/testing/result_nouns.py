"""How comparisons, archives and registers are drawn."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.archive import Archive
from ncpi.comparison import (
    CaseAuditComparison,
    CauseOfConcernComparison,
    Caveat,
    Comparison,
    FindingAnswer,
    JudgmentComparison,
    RecommendationComparison,
    ReportHeading,
    RestatedRecommendation,
    compare,
)
from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Continuation,
    Finding,
    Force,
    Inspectorate,
    Judgment,
    Noun,
    PartialDate,
    Recommendation,
    Report,
    Restatement,
    StatusEvent,
)
from ncpi.registers import RegisterData
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.pairing import pairs
from ncpi.testing.report_nouns import by_key
from ncpi.testing.small_nouns import body_keys
from ncpi.testing.values import either, names, texts
from ncpi.vocabulary import Basis, CaveatCode, Comparability, Outcome, ReportKind, Standing

__all__ = ["RESULT_NOUNS"]


def _comparison_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    whole = compare(*draw(pairs()))
    for field in attrs.fields(Comparison):
        drawn.setdefault(field.name, getattr(whole, field.name))


@st.composite
def _reports(draw: DrawFn) -> list[Report]:
    """Reports with keys of their own, of which some follow others."""
    tied = list(draw(pairs())) if draw(st.booleans()) else []
    alone = draw(st.lists(instances(Report), max_size=2, unique_by=by_key))
    return list({report.key: report for report in (*alone, *tied)}.values())


def _sides(graded: SearchStrategy[Any]) -> dict[str, SearchStrategy[Any]]:
    return {
        "baseline": either(graded),
        "follow_up": graded,
        "comparability": st.just(Comparability.NOT_COMPARABLE),
    }


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


_caveats: dict[str, SearchStrategy[Any]] = {"caveats": many(instances(Caveat))}
_rows: SearchStrategy[Noun] = st.one_of(
    instances(Force), instances(Inspectorate), instances(Judgment)
)

RESULT_NOUNS: dict[type[Noun], Fields] = {
    Caveat: Fields(always={"code": st.sampled_from(CaveatCode), "text": texts()}),
    ReportHeading: Fields(
        always={
            "key": names(),
            "title": names(),
            "kind": st.sampled_from(ReportKind),
            "published": either(instances(PartialDate)),
            "bodies": many(body_keys(), by=str),
            "framework": either(names()),
        }
    ),
    FindingAnswer: Fields(always={"finding": instances(Finding), "answer": instances(Answer)}),
    RestatedRecommendation: Fields(
        always={
            "recommendation": instances(Recommendation),
            "restatement": instances(Restatement),
        }
    ),
    RecommendationComparison: Fields(
        always={
            "recommendation": instances(Recommendation),
            "progress": st.sampled_from(Outcome),
            "basis": either(st.sampled_from(Basis)),
        },
        sometimes={
            "answers": many(instances(FindingAnswer)),
            "restated_by": many(instances(RestatedRecommendation)),
            "claims": many(instances(StatusEvent)),
            **_caveats,
        },
    ),
    CauseOfConcernComparison: Fields(
        always={"standing": st.sampled_from(Standing)},
        sometimes={
            "baseline": either(instances(CauseOfConcern)),
            "follow_up": either(instances(CauseOfConcern)),
            "continuation": either(instances(Continuation)),
            **_caveats,
        },
    ),
    CaseAuditComparison: Fields(
        always={"area": either(names()), **_sides(instances(CaseAudit))},
        sometimes=_caveats,
        fit=_sides_fit,
    ),
    JudgmentComparison: Fields(
        always={"topic": names(), **_sides(instances(Judgment))},
        sometimes=_caveats,
        fit=_sides_fit,
    ),
    Comparison: Fields(fit=_comparison_fit),
    Archive: Fields(always={"reports": _reports()}),
    RegisterData: Fields(
        always={
            "name": names(),
            "title": names(),
            "version": names(),
            "as_of": instances(PartialDate),
            "licence": texts(),
            "rows": st.lists(_rows, max_size=3),
        },
        sometimes={"notes": many(texts())},
    ),
}
"""The fields of comparisons, archives and registers."""
