"""How matchers, what they propose, and rulings are drawn."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.comparison import Likeness, Proposal, Ruling
from ncpi.comparison.matching import Matcher, Matching, Synonyms
from ncpi.model import Noun, PartialDate
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.values import either, names, texts
from ncpi.vocabulary import Basis, MatchVerdict

__all__ = ["MATCH_NOUNS"]

_words = st.lists(st.tuples(names(), names()), max_size=3)


def _likeness_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Set a matched word of the one text beside each of the other."""
    if "words" not in given and "other_words" not in given:
        pairs = draw(_words)
        drawn["words"] = [one for one, _ in pairs]
        drawn["other_words"] = [other for _, other in pairs]
    elif "words" not in given:
        drawn["words"] = drawn["other_words"]
    elif "other_words" not in given:
        drawn["other_words"] = drawn["words"]


def _proposal_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Name a finding or a later recommendation, and not both."""
    if "finding" in given:
        if "restated_by" not in given:
            drawn["restated_by"] = None if drawn["finding"] is not None else draw(names())
    elif drawn.get("restated_by") is None:
        drawn["finding"] = draw(names())


def _ruling_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Let it be about a finding or about a later recommendation."""
    if "finding" not in given and drawn.get("restated_by") is None:
        drawn["finding"] = draw(names())
    elif "restated_by" not in given and drawn.get("finding") is not None:
        drawn["restated_by"] = None


def _matcher_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    """Keep the undecided band below the threshold."""
    low, high = sorted((drawn["undecided_from"], drawn["threshold"]))
    if "threshold" in given:
        drawn["undecided_from"] = min(drawn["undecided_from"], drawn["threshold"])
    elif "undecided_from" in given:
        drawn["threshold"] = max(drawn["undecided_from"], drawn["threshold"])
    else:
        drawn["undecided_from"], drawn["threshold"] = low, high


def _marks(told: Proposal) -> tuple[str, str | None, str | None]:
    return told.recommendation, told.finding, told.restated_by


_bands: SearchStrategy[float] = st.floats(0.01, 1.0)

MATCH_NOUNS: dict[type[Noun], Fields] = {
    Likeness: Fields(
        always={
            "value": st.floats(0, 1).map(lambda number: number + 0.0),
            "verdict": st.sampled_from(MatchVerdict),
        },
        fit=_likeness_fit,
    ),
    Proposal: Fields(
        always={
            "recommendation": names(),
            "restated_by": either(names()),
            "basis": st.sampled_from((Basis.PROPOSED, Basis.SAME_THEME)),
            "likeness": instances(Likeness),
            "verdict": st.sampled_from((MatchVerdict.PROPOSED, MatchVerdict.UNDECIDED)),
        },
        sometimes={"reason": either(texts())},
        fit=_proposal_fit,
    ),
    Ruling: Fields(
        always={
            "baseline": names(),
            "follow_up": names(),
            "recommendation": names(),
            "restated_by": either(names()),
            "answers": st.booleans(),
            "by": names(),
            "dated": instances(PartialDate),
        },
        sometimes={"note": either(texts())},
        fit=_ruling_fit,
    ),
    Synonyms: Fields(always={"terms": st.lists(names(), min_size=2, max_size=4, unique=True)}),
    Matcher: Fields(
        always={"threshold": _bands, "undecided_from": _bands},
        sometimes={"synonyms": many(instances(Synonyms), by=lambda told: told.terms)},
        fit=_matcher_fit,
    ),
    Matching: Fields(
        always={"matcher": instances(Matcher), "baseline": names(), "follow_up": names()},
        sometimes={"proposals": many(instances(Proposal), by=_marks)},
    ),
}
"""The fields of what a matcher proposes and what people rule."""
