"""The outcomes of recommendations in data frames, by the rules of `ncpi.comparison`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw

from ncpi.comparison._proposals import MATCHER
from ncpi.model import Framework
from ncpi.tables._engines.frames import Lazy, flag, true, whole
from ncpi.tables._engines.frameworks import themes_match
from ncpi.vocabulary import Basis, Outcome, Progress

__all__ = ["outcomes"]

_FIRM = max(basis.rank for basis in Basis if basis.is_firm)
_STATED = tuple(word for word in Progress if word is not Progress.NOT_STATED)
_FOREIGN = len(Basis)
"""The rank of a basis that isn't in ncpi's vocabulary: weaker than all others."""
_NONE = _FOREIGN + 1
_FACTS = ("kind", "theme")
_ENTRY = ("baseline", "follow_up", "recommendation")
_KEYS = ("body", "theme", "period", "kind", "outcome", "basis", "concern_basis")
_GROUP = ("pairs", "baselines", "made_known", "made")


def outcomes(pairs: Lazy, frames: Mapping[str, Lazy], frameworks: Sequence[Framework]) -> Lazy:
    """A row for each outcome and its bases, by body, theme and year."""
    recommendations = (
        _each_once(frames["recommendations"])
        .rename({"report": "baseline"})
        .join(_with_made(pairs), on="baseline", how="inner")
    )
    answered = _taken_together(_answers(recommendations, frames, frameworks))
    entries = recommendations.join(answered, on=list(_ENTRY), how="left")
    if "restatements" in frames:
        entries = entries.join(_restated(frames["restatements"]), on=list(_ENTRY), how="left")
    else:
        entries = entries.with_columns(whole(_NONE).alias("restated"))
    return (
        entries.with_columns(*_outcome())
        # First count the entries of each recommendation, then the recommendations.
        .group_by(*_KEYS, "baseline", "recommendation")
        .agg(nw.len().alias("entries"), *(nw.col(name).max() for name in _GROUP))
        .group_by(*_KEYS)
        .agg(
            nw.len().alias("recommendations"),
            nw.col("entries").sum(),
            *(nw.col(name).max() for name in _GROUP),
        )
        .select(
            *_KEYS,
            *(
                nw.col(name).cast(nw.Int64())
                for name in ("recommendations", "entries", "pairs", "baselines")
            ),
            nw.when(nw.col("made_known") == nw.col("baselines"))
            .then(nw.col("made").cast(nw.Int64()))
            .alias("recommendations_made"),
        )
    )


def _each_once(recommendations: Lazy) -> Lazy:
    """One row for each recommendation; if its rows differ, its theme and kind are null."""
    keys = ["report", "recommendation"]
    rows = recommendations.unique()
    counts = rows.group_by(*keys).agg(nw.len().alias("rows"))
    return (
        rows.join(counts, on=keys, how="inner")
        .select(
            *keys,
            *(nw.when(nw.col("rows") == 1).then(nw.col(entry)).alias(entry) for entry in _FACTS),
        )
        .unique()
    )


def _with_made(pairs: Lazy) -> Lazy:
    """The pairs, with the totals of their body and year: pairs, baselines, recommendations made."""
    made = nw.col("recommendations_made")
    keyed = pairs.select(
        *("baseline", "follow_up", "body", "period", "same_framework"),
        *("b_framework", "f_framework"),
        # Engines differ in whether they join null to null.
        nw.col("body").fill_null("").alias("body_key"),
        nw.col("period").fill_null("").alias("period_key"),
        made.fill_null(0).alias("made"),
        flag(~made.is_null()).alias("made_known"),
        whole(1).alias("pairs"),
        whole(1).alias("baselines"),
    )
    groups = (
        keyed.group_by("body_key", "period_key", "baseline")
        .agg(
            nw.col("pairs").sum(),
            *(nw.col(name).max() for name in ("baselines", "made", "made_known")),
        )
        .group_by("body_key", "period_key")
        .agg(*(nw.col(name).sum() for name in _GROUP))
    )
    kept = ("baseline", "follow_up", "body", "period", "same_framework")
    return keyed.select(*kept, "b_framework", "f_framework", "body_key", "period_key").join(
        groups, on=["body_key", "period_key"], how="inner"
    )


def _answers(
    recommendations: Lazy, frames: Mapping[str, Lazy], frameworks: Sequence[Framework]
) -> Lazy:
    """A row for each answer that counts."""
    findings = frames["findings"].select(
        nw.col("report").alias("follow_up"),
        "finding",
        nw.col("theme").alias("f_theme"),
        "progress",
        "concern",
    )
    targets = recommendations.select(
        *_ENTRY,
        nw.col("theme").alias("b_theme"),
        "same_framework",
        "b_framework",
        "f_framework",
    )
    linked = (
        frames["answers"]
        .rename({"report": "follow_up"})
        .join(targets, on=list(_ENTRY), how="inner")
        .join(findings, on=["follow_up", "finding"], how="inner")
    )
    by_theme = true(nw.col("basis") == Basis.SAME_THEME.value)
    by_matcher = nw.col("by").str.starts_with(MATCHER)
    return linked.filter(~by_theme | (true(themes_match(frameworks)) & ~by_matcher))


def _strength(column: str) -> nw.Expr:
    """The rank of a basis, 0 for the firmest; anything that isn't a basis is the weakest."""
    strength = whole(_FOREIGN)
    for basis in Basis:
        strength = (
            nw.when(nw.col(column) == basis.value).then(whole(basis.rank)).otherwise(strength)
        )
    return strength


def _least(place: int) -> str:
    return f"least_{place}"


def _taken_together(answers: Lazy) -> Lazy:
    """A row for each recommendation that is answered; see `combined_outcome`."""
    strength = nw.col("strength")
    columns = {
        "any_least": strength,
        "concern_least": nw.when(true(nw.col("concern"))).then(strength).otherwise(whole(_NONE)),
    }
    for place, word in enumerate(_STATED):
        says = nw.col("progress") == word.value
        columns[_least(place)] = nw.when(says).then(strength).otherwise(whole(_NONE))
    return (
        answers.with_columns(_strength("basis").alias("strength"))
        .with_columns(*(column.alias(name) for name, column in columns.items()))
        .group_by(*_ENTRY)
        .agg(*(nw.col(name).min() for name in columns))
    )


def _restated(restatements: Lazy) -> Lazy:
    return (
        restatements.select(
            "baseline",
            nw.col("report").alias("follow_up"),
            nw.col("baseline_recommendation").alias("recommendation"),
            _strength("basis").alias("restated"),
        )
        .group_by(*_ENTRY)
        .agg(nw.col("restated").min())
    )


def _outcome() -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    """The outcome of each recommendation, its basis, and the basis of a concern about it."""
    firmest = nw.col("any_least").fill_null(_NONE)
    restated = nw.col("restated").fill_null(_NONE)
    least = [nw.col(_least(place)).fill_null(_NONE) for place in range(len(_STATED))]
    # The findings that state progress on the firmest basis decide.
    deciding = nw.min_horizontal(*least)
    says = [flag((one == deciding) & (deciding < _NONE)) for one in least]
    different = says[0]
    for said in says[1:]:
        different = different + said
    strength = nw.when(deciding < _NONE).then(deciding).otherwise(firmest)
    # A firm restatement outranks an answer that nobody has checked.
    again = (restated < _NONE) & ((firmest == _NONE) | ((strength > _FIRM) & (restated <= _FIRM)))
    outcome = (
        nw.when(firmest == _NONE)
        .then(nw.lit(Outcome.NOT_MENTIONED.value))
        .otherwise(nw.lit(Outcome.NOT_STATED.value))
    )
    for said, word in zip(says, _STATED, strict=True):
        outcome = nw.when(said == 1).then(nw.lit(word.value)).otherwise(outcome)
    outcome = nw.when(different > 1).then(nw.lit(Outcome.MIXED.value)).otherwise(outcome)
    outcome = nw.when(again).then(nw.lit(Outcome.NOT_STATED.value)).otherwise(outcome)
    strength = nw.when(again).then(restated).otherwise(strength)
    concern = nw.col("concern_least").fill_null(_NONE)
    return (
        outcome.alias("outcome"),
        _basis(strength).alias("basis"),
        _basis(concern).alias("concern_basis"),
    )


def _basis(strength: nw.Expr) -> nw.Expr:
    """The basis with a rank; null if it isn't in ncpi's vocabulary, or there is none."""
    basis = nw.lit(None, nw.String())
    for word in Basis:
        basis = nw.when(strength == word.rank).then(nw.lit(word.value)).otherwise(basis)
    return basis
