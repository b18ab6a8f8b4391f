"""How to draw matchers, proposals and rulings."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ncpi.comparison import Proposal, Ruling, Similarity
from ncpi.comparison.matching import Matcher, Synonyms
from ncpi.model import ItemRef, Record
from ncpi.testing._drawing import Fields, Values, instances
from ncpi.testing._values import names
from ncpi.vocabulary import Basis, ItemKind, MatchVerdict

__all__ = ["MATCH_RECORDS"]

_words = st.lists(st.tuples(names(), names()), max_size=3)


def _similarity_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Give both texts the same number of matched words."""
    if "words" not in fixed and "other_words" not in fixed:
        pairs = draw(_words)
        drawn["words"] = [one for one, _ in pairs]
        drawn["other_words"] = [other for _, other in pairs]
    elif "words" not in fixed:
        drawn["words"] = drawn["other_words"]
    elif "other_words" not in fixed:
        drawn["other_words"] = drawn["words"]


def _one_subject(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set either the finding or the later item."""
    if "#" in fixed.get("follow_up", "") and not {"finding", "restated_by"} & set(fixed):
        # No report has such a key, so no item can be named in it.
        drawn["restated_by"], drawn["finding"] = None, draw(names())
    if "finding" in fixed:
        if "restated_by" not in fixed:
            other = draw(instances(ItemRef))
            drawn["restated_by"] = None if drawn["finding"] is not None else other
    elif drawn.get("restated_by") is None:
        drawn["finding"] = draw(names())
    later = drawn.get("restated_by")
    if not isinstance(later, ItemRef):
        return
    if "restated_by" not in fixed and later.kind is ItemKind.CONCERN:  # a finding restates nothing
        later = attrs.evolve(later, kind=ItemKind.CAUSE_OF_CONCERN)
    if "follow_up" in fixed:
        later = attrs.evolve(later, report=drawn["follow_up"])
    elif "follow_up" in drawn:
        drawn["follow_up"] = later.report
    drawn["restated_by"] = later


def _matcher_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:  # noqa: ARG001 - the signature of every fit
    """Keep the review threshold at or below the threshold."""
    low, high = sorted((drawn["review_threshold"], drawn["threshold"]))
    if "threshold" in fixed:
        drawn["review_threshold"] = min(drawn["review_threshold"], drawn["threshold"])
    elif "review_threshold" in fixed:
        drawn["threshold"] = max(drawn["review_threshold"], drawn["threshold"])
    else:
        drawn["review_threshold"], drawn["threshold"] = low, high


MATCH_RECORDS: dict[type[Record], Fields] = {
    Similarity: Fields({"words": None, "other_words": None}, fit=_similarity_fit),
    Proposal: Fields(
        {
            "finding": None,
            "basis": st.sampled_from((Basis.PROPOSED, Basis.SAME_THEME)),
            "verdict": st.sampled_from((MatchVerdict.PROPOSED, MatchVerdict.UNDECIDED)),
        },
        always=("restated_by", "basis"),
        fit=_one_subject,
    ),
    Ruling: Fields({"finding": None}, always=("restated_by",), fit=_one_subject),
    Synonyms: Fields({"terms": st.lists(names(), min_size=2, max_size=4, unique=True)}),
    Matcher: Fields(always=("threshold", "review_threshold"), fit=_matcher_fit),
}
"""How to draw matchers, proposals and rulings."""
