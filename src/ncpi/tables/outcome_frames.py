"""What became of recommendations, over frames: the rules of `ncpi.comparison.recommendations`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import narwhals as nw

from ncpi.model import Framework
from ncpi.tables.frames import Lazy
from ncpi.vocabulary import Basis, CrosswalkMatch, Outcome, Progress

__all__ = ["outcomes"]

_BASES = tuple(Basis)
_FIRM = _BASES.index(Basis.CODED)
_TELLING = tuple(word for word in Progress if word is not Progress.NOT_STATED)
_NONE = len(_BASES)
_ONE = ("baseline", "follow_up", "recommendation")
_KEYS = ("body", "theme", "period", "kind", "outcome", "basis")


def outcomes(pairs: Lazy, frames: Mapping[str, Lazy], frameworks: Sequence[Framework]) -> Lazy:
    """A row for each outcome and basis, by body, theme and year."""
    asked = (
        frames["recommendations"]
        .rename({"report": "baseline"})
        .join(_with_made(pairs), on="baseline", how="inner")
    )
    answered = _taken_together(_answers(asked, frames, frameworks))
    told = asked.join(answered, on=list(_ONE), how="left")
    if "restatements" in frames:
        told = told.join(_restated(frames["restatements"]), on=list(_ONE), how="left")
    else:
        told = told.with_columns(nw.lit(_NONE, nw.Int64()).alias("restated"))
    counted = told.with_columns(*_outcome())
    return (
        counted.group_by(*_KEYS)
        .agg(
            nw.len().alias("asked"),
            nw.col("pairs").max(),
            nw.col("made_known").max(),
            nw.col("made").max(),
        )
        .select(
            *_KEYS,
            nw.col("asked").cast(nw.Int64()).alias("recommendations"),
            nw.col("pairs").cast(nw.Int64()),
            nw.when(nw.col("made_known") == nw.col("pairs"))
            .then(nw.col("made").cast(nw.Int64()))
            .alias("recommendations_made"),
        )
    )


def _whole(value: int) -> nw.Expr:
    return nw.lit(value, nw.Int64())


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(_whole(1)).otherwise(_whole(0))


def _with_made(pairs: Lazy) -> Lazy:
    """The pairs, each with how many there are of its body and year, and what was asked."""
    made = nw.col("recommendations_made")
    keyed = pairs.select(
        *("baseline", "follow_up", "body", "period", "same_framework"),
        *("b_framework", "f_framework"),
        # No engine joins null with null as the others do.
        nw.col("body").fill_null("").alias("body_key"),
        nw.col("period").fill_null("").alias("period_key"),
        made.fill_null(0).alias("made"),
        _flag(~made.is_null()).alias("made_known"),
        _whole(1).alias("pairs"),
    )
    groups = keyed.group_by("body_key", "period_key").agg(
        nw.col("made").sum(), nw.col("made_known").sum(), nw.col("pairs").sum()
    )
    kept = ("baseline", "follow_up", "body", "period", "same_framework")
    return keyed.select(*kept, "b_framework", "f_framework", "body_key", "period_key").join(
        groups, on=["body_key", "period_key"], how="inner"
    )


def _answers(asked: Lazy, frames: Mapping[str, Lazy], frameworks: Sequence[Framework]) -> Lazy:
    """A row for each answer that counts."""
    found = frames["findings"].select(
        nw.col("report").alias("follow_up"),
        "finding",
        nw.col("theme").alias("f_theme"),
        "progress",
    )
    here = asked.select(
        *_ONE, nw.col("theme").alias("b_theme"), "same_framework", "b_framework", "f_framework"
    )
    tied = (
        frames["answers"]
        .rename({"report": "follow_up"})
        .join(here, on=list(_ONE), how="inner")
        .join(found, on=["follow_up", "finding"], how="inner")
    )
    by_theme = nw.col("basis") == Basis.SAME_THEME.value
    meets = _flag(_themes_meet(frameworks)) == 1
    return tied.filter(~by_theme | meets)


def _themes_meet(frameworks: Sequence[Framework]) -> nw.Expr:
    """Whether the themes of the two sides correspond, exactly or broadly."""
    before, after = nw.col("b_theme").str.to_lowercase(), nw.col("f_theme").str.to_lowercase()
    meet = nw.col("same_framework") & (before == after)
    for walk in _walks(frameworks):
        sides = ("b_framework", "f_framework")
        for (here, theme), (there, other) in (
            (zip(sides, (before, after), strict=True)),
            (zip(reversed(sides), (after, before), strict=True)),
        ):
            meet = meet | (
                (nw.col(here) == walk[0])
                & (theme == walk[1])
                & (nw.col(there) == walk[2])
                & (other == walk[3])
            )
    return meet


def _walks(frameworks: Sequence[Framework]) -> Iterator[tuple[str, str, str, str]]:
    for framework in frameworks:
        for walk in framework.crosswalks:
            if walk.framework == framework.key or walk.match is CrosswalkMatch.NONE:
                continue
            if walk.other is not None:
                yield framework.key, walk.theme.lower(), walk.framework, walk.other.lower()


def _strength(column: str) -> nw.Expr:
    """How firm a basis is, 0 the firmest; a word that is no basis is the weakest."""
    strength = _whole(_NONE - 1)
    for place, basis in enumerate(_BASES):
        strength = nw.when(nw.col(column) == basis.value).then(_whole(place)).otherwise(strength)
    return strength


def _taken_together(answers: Lazy) -> Lazy:
    """A row for each recommendation that is answered: see `taken_together`."""
    strength = nw.col("strength")
    telling = _flag(nw.col("progress").is_in([word.value for word in _TELLING])) == 1
    firm = telling & (strength <= _FIRM)
    weak = telling & (strength > _FIRM)
    columns: dict[str, nw.Expr] = {"any_least": strength}
    for name, these in (("firm", firm), ("weak", weak)):
        columns[f"{name}_least"] = nw.when(these).then(strength).otherwise(_whole(_NONE))
        columns[f"{name}_most"] = nw.when(these).then(strength).otherwise(_whole(-1))
        for place, word in enumerate(_TELLING):
            says = these & (nw.col("progress") == word.value)
            columns[f"{name}_{place}"] = _flag(says)
    summing = {
        name: nw.col(name).min() if name.endswith("_least") else nw.col(name).max()
        for name in columns
    }
    return (
        answers.with_columns(_strength("basis").alias("strength"))
        .with_columns(*(column.alias(name) for name, column in columns.items()))
        .group_by(*_ONE)
        .agg(*summing.values())
    )


def _restated(restatements: Lazy) -> Lazy:
    return (
        restatements.select(
            "baseline",
            nw.col("report").alias("follow_up"),
            nw.col("baseline_recommendation").alias("recommendation"),
            _strength("basis").alias("restated"),
        )
        .group_by(*_ONE)
        .agg(nw.col("restated").min())
    )


def _outcome() -> tuple[nw.Expr, nw.Expr]:
    """The outcome of each recommendation and its basis."""
    absent = nw.col("any_least").is_null()
    firm = nw.col("firm_least").fill_null(_NONE) < _NONE
    weak = nw.col("weak_least").fill_null(_NONE) < _NONE

    def decides(name: str) -> nw.Expr:
        one, other = nw.col(f"firm_{name}").fill_null(0), nw.col(f"weak_{name}").fill_null(0)
        return nw.when(firm).then(one).otherwise(other)

    flags = [decides(str(place)) for place in range(len(_TELLING))]
    different = flags[0]
    for flag in flags[1:]:
        different = different + flag
    restated = nw.col("restated").fill_null(_NONE)
    outcome = (
        nw.when(absent & (restated == _NONE))
        .then(nw.lit(Outcome.NOT_MENTIONED.value))
        .otherwise(nw.lit(Outcome.NOT_STATED.value))
    )
    for flag, word in zip(flags, _TELLING, strict=True):
        outcome = nw.when(flag == 1).then(nw.lit(word.value)).otherwise(outcome)
    mixed = different > 1
    outcome = nw.when(mixed).then(nw.lit(Outcome.MIXED.value)).otherwise(outcome)
    strength = nw.when(absent).then(restated).otherwise(nw.col("any_least").fill_null(_NONE))
    strength = nw.when(firm | weak).then(decides("least")).otherwise(strength)
    strength = nw.when(mixed).then(decides("most")).otherwise(strength)
    basis = nw.lit(None, nw.String())
    for place, firmness in enumerate(_BASES):
        basis = nw.when(strength == place).then(nw.lit(firmness.value)).otherwise(basis)
    return outcome.alias("outcome"), basis.alias("basis")
