"""The outcomes of items in data frames, by the rules of `ncpi.comparison`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw

from ncpi.comparison._proposals import MATCHER
from ncpi.model import Framework
from ncpi.tables._engines.frames import Lazy, flag, true, whole
from ncpi.tables._engines.frameworks import themes_match
from ncpi.tables._engines.statements import read_findings
from ncpi.vocabulary import Basis, ItemKind, Outcome

__all__ = ["outcomes"]

_FIRM = max(basis.rank for basis in Basis if basis.is_firm)
_FOREIGN = len(Basis)
"""The rank of a basis that isn't in ncpi's vocabulary: weaker than all others."""
_NONE = _FOREIGN + 1
_FACTS = ("kind", "theme")
_ENTRY = ("baseline", "follow_up", "item")
_KEYS = ("body", "theme", "period", "kind", "outcome", "basis", "concern_basis")
_SAYS = ("tier", "progress_rank", "outcome", "said", "worried", "concern_rank")
_GROUP = ("pairs", "baselines", "made_known", "made")


def outcomes(pairs: Lazy, frames: Mapping[str, Lazy], frameworks: Sequence[Framework]) -> Lazy:
    """A row for each outcome and its bases, by body, theme and year."""
    items = (
        _each_once(frames["items"])
        .rename({"report": "baseline"})
        .join(_with_made(pairs), on="baseline", how="inner")
    )
    answered = _taken_together(_answers(items, frames, frameworks))
    entries = items.join(answered, on=list(_ENTRY), how="left")
    if "restatements" in frames:
        entries = entries.join(
            _restated(frames["restatements"]), on=["follow_up", "item"], how="left"
        )
    else:
        entries = entries.with_columns(whole(_NONE).alias("restated"))
    return (
        entries.with_columns(*_outcome())
        # First count the entries of each item, then the items.
        .group_by(*_KEYS, "baseline", "item")
        .agg(nw.len().alias("entries"), *(nw.col(name).max() for name in _GROUP))
        .group_by(*_KEYS)
        .agg(
            nw.len().alias("items"),
            nw.col("entries").sum(),
            *(nw.col(name).max() for name in _GROUP),
        )
        .select(
            *_KEYS,
            *(nw.col(name).cast(nw.Int64()) for name in ("items", "entries", "pairs", "baselines")),
            nw.when(
                (nw.col("made_known") == nw.col("baselines"))
                & true(nw.col("kind") == ItemKind.RECOMMENDATION.value)
            )
            .then(nw.col("made").cast(nw.Int64()))
            .alias("recommendations_made"),
        )
    )


def _each_once(items: Lazy) -> Lazy:
    """One row for each item; if its rows differ, its theme and kind are null."""
    keys = ["report", "item"]
    rows = items.unique()
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


def _answers(items: Lazy, frames: Mapping[str, Lazy], frameworks: Sequence[Framework]) -> Lazy:
    """A row for each answer that counts."""
    findings = read_findings(frames["findings"]).select(
        nw.col("report").alias("follow_up"),
        "finding",
        nw.col("theme").alias("f_theme"),
        *_SAYS,
    )
    targets = items.select(
        *_ENTRY,
        nw.col("theme").alias("b_theme"),
        "same_framework",
        "b_framework",
        "f_framework",
    )
    linked = (
        frames["answers"]
        .rename({"report": "follow_up"})
        .join(targets, on=["follow_up", "item"], how="inner")
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


def _taken_together(answers: Lazy) -> Lazy:
    """A row for each item that is answered; see `combined_outcome`."""
    ranked = answers.with_columns(_strength("basis").alias("link")).with_columns(
        nw.max_horizontal("link", "progress_rank").alias("strength"),
        nw.when(nw.col("worried") == 1)
        .then(nw.max_horizontal("link", "concern_rank"))
        .otherwise(whole(_NONE))
        .alias("concern"),
    )
    ranked = ranked.with_columns((nw.col("tier") * (_NONE + 1) + nw.col("strength")).alias("place"))
    first = ranked.group_by(*_ENTRY).agg(
        nw.col("place").min().alias("first"), nw.col("concern").min().alias("concern_least")
    )
    # Those that state progress on the firmest basis decide, or else those that are a concern.
    deciding = ranked.join(first, on=list(_ENTRY), how="inner").filter(
        nw.col("place") == nw.col("first")
    )
    return deciding.group_by(*_ENTRY).agg(
        nw.col("strength").min(),
        nw.col("concern_least").min(),
        nw.col("said").n_unique().alias("different"),
        nw.col("outcome").min(),
    )


def _restated(restatements: Lazy) -> Lazy:
    return (
        restatements.select(
            nw.col("report").alias("follow_up"), "item", _strength("basis").alias("restated")
        )
        .group_by("follow_up", "item")
        .agg(nw.col("restated").min())
    )


def _outcome() -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    """The outcome of each item, its basis, and the basis of a concern about it."""
    answered = nw.col("strength").fill_null(_NONE)
    restated = nw.col("restated").fill_null(_NONE)
    # A firm restatement outranks an answer that nobody has checked.
    again = (restated < _NONE) & ((answered == _NONE) | ((answered > _FIRM) & (restated <= _FIRM)))
    outcome = nw.col("outcome").fill_null(Outcome.NOT_MENTIONED.value)
    outcome = nw.when(nw.col("different") > 1).then(nw.lit(Outcome.MIXED.value)).otherwise(outcome)
    outcome = nw.when(again).then(nw.lit(Outcome.NOT_STATED.value)).otherwise(outcome)
    strength = nw.when(again).then(restated).otherwise(answered)
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
