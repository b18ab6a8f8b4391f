"""Compares case audits in data frames, by the rules of `ncpi.comparison`."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from ncpi.model import Framework
from ncpi.tables._engines.frames import Lazy, flag, true, whole
from ncpi.tables._engines.frameworks import area_is_not_comparable, mixed
from ncpi.vocabulary import Comparability, Sampling

__all__ = ["audit_changes"]

# A report has at most one audit per area and kind of sampling. The last is the force's own.
_WAYS = (Sampling.INSPECTORS, Sampling.TARGETED, Sampling.UNKNOWN, Sampling.SELF_ASSESSED)
_OWN = _WAYS.index(Sampling.SELF_ASSESSED)
_UNKNOWN = _WAYS.index(Sampling.UNKNOWN)

# Means that there is no audit; engines differ in how they treat null.
_NONE = 2**40
_SIDES = ("b", "f")
_PAIR = ("baseline", "follow_up", "area_key")
_KEYS = (
    "body",
    "area",
    "period",
    "comparability",
    "baseline_scale",
    "follow_up_scale",
    "baseline_sampling",
    "follow_up_sampling",
    "grade_rank",
    "grade",
)
_AUDIT = ("report", "area_key", "way")
_OF_PAIR = ("body", "period", "other_bodies", "mixed")
_OF_AUDIT = ("twice", "audit_total", "consistent", "rest")


def audit_changes(pairs: Lazy, case_audits: Lazy, frameworks: Sequence[Framework]) -> Lazy:
    """A row for each grade by body, area and year, with its shares before and after."""
    rows = _rows(case_audits)
    # With several bodies or none, it isn't known whether the two sides have the same.
    unnamed = nw.col("b_body").is_null() | nw.col("f_body").is_null()
    known = pairs.select(
        *("baseline", "follow_up", "body", "period"),
        flag(unnamed).alias("other_bodies"),
        mixed(frameworks).alias("mixed"),
    )
    audits = _checked(_audits(rows))
    # An audit may have different counterparts in different pairs, but counts only once.
    labelled = _labelled(known, audits, frameworks).unique()
    return _summed(labelled, _each_grade_once(rows, audits))


def _rows(case_audits: Lazy) -> Lazy:
    way = whole(_UNKNOWN)
    for index, sampling in enumerate(_WAYS):
        way = nw.when(nw.col("sampling") == sampling.value).then(whole(index)).otherwise(way)
    return case_audits.with_columns(
        nw.col("area").str.to_lowercase().fill_null("").alias("area_key"),
        way.alias("way"),
        nw.col("count").is_null().cast(nw.Int64()).alias("unknown"),
    )


def _audits(rows: Lazy) -> Lazy:
    """A row for each audit."""
    return rows.group_by(*_AUDIT).agg(
        nw.col("area").max(),
        nw.col("sampling").max(),
        nw.col("scale").max(),
        nw.col("scale").min().alias("least_scale"),
        nw.col("total").max(),
        nw.col("total").min().alias("least_total"),
        nw.col("count").sum().alias("known"),
        nw.col("count").min().alias("least_count"),
        nw.col("unknown").sum(),
        nw.col("grade").n_unique().alias("grades"),
        nw.col("grade_rank").max().alias("last_rank"),
        nw.len().alias("rows"),
    )


def _checked(audits: Lazy) -> Lazy:
    """The audits, with whether each contradicts itself and the rest of its total."""
    scales = (
        audits.filter(~nw.col("scale").is_null())
        .with_columns((nw.col("last_rank").fill_null(-1) + 1).alias("ranks"))
        .group_by("scale")
        .agg(nw.col("grades").max().alias("most_grades"), nw.col("ranks").max())
    )
    total, known = nw.col("total"), nw.col("known").fill_null(0)
    whole_scale = true(
        (nw.col("grades") >= nw.col("most_grades")) & (nw.col("grades") >= nw.col("ranks"))
    )
    twice = nw.col("grades") < nw.col("rows")
    contradicts = (
        twice
        | true(nw.col("least_count") < 0)
        | true(nw.col("least_total") != total)
        | true(nw.col("least_scale") != nw.col("scale"))
        | true(known > total)
        | (whole_scale & (nw.col("unknown") == 0) & true(known != total))
    )
    consistent = nw.when(~contradicts).then(total)
    left = consistent - known
    # Whether a missing count follows from the total: see `CaseAudit.share`.
    follows = true(left == 0) | (whole_scale & (nw.col("unknown") == 1))
    return audits.join(scales, on="scale", how="left").select(
        *_AUDIT,
        *("area", "sampling", "scale"),
        flag(twice).alias("twice"),
        flag(~contradicts).alias("consistent"),
        consistent.alias("audit_total"),
        nw.when(follows).then(left).alias("rest"),
    )


def _each_grade_once(rows: Lazy, audits: Lazy) -> Lazy:
    """The rows; those of audits that repeat a grade are marked, and combined for each grade."""
    kept = (*_AUDIT, "grade", "grade_rank")
    doubled = audits.filter(nw.col("twice") == 1).select(*_AUDIT)
    once = rows.join(doubled, on=list(_AUDIT), how="semi").group_by(*kept)
    return nw.concat(
        [
            rows.select(*kept, "count", whole(0).alias("twice")),
            once.agg(nw.col("count").max()).with_columns(whole(1).alias("twice")),
        ],
        how="vertical",
    )


def _labelled(pairs: Lazy, audits: Lazy, frameworks: Sequence[Framework]) -> Lazy:
    """A row for each audit in each pair, with its counterpart."""
    columns = ("area", "sampling", "scale", *_OF_AUDIT)
    parts = [
        pairs.join(audits, left_on=key, right_on="report", how="inner").select(
            *("baseline", "follow_up", *_OF_PAIR, "area_key"),
            nw.col(key).alias("report"),
            nw.lit(side).alias("side"),
            *("way", *columns),
        )
        for side, key in zip(_SIDES, ("baseline", "follow_up"), strict=True)
    ]
    sides = nw.concat(parts, how="vertical")
    partners = sides.select(
        *_PAIR,
        nw.when(nw.col("side") == "b").then(nw.lit("f")).otherwise(nw.lit("b")).alias("side"),
        nw.col("way").alias("other_way"),
        nw.col("area").alias("other_area"),
        nw.col("scale").alias("other_scale"),
        nw.col("sampling").alias("other_sampling"),
    )
    met = sides.join(_meeting(sides), on=list(_PAIR), how="inner").with_columns(_partner())
    paired = met.join(partners, on=[*_PAIR, "side", "other_way"], how="left")
    return _compared(paired, frameworks)


def _column(side: str, way: int) -> str:
    return f"{side}{way}"


def _meeting(sides: Lazy) -> Lazy:
    """A row for each area of each pair: its audits, and those with none sampled alike."""
    ways = {
        _column(side, way): nw.when((nw.col("side") == side) & (nw.col("way") == way))
        .then(whole(way))
        .otherwise(whole(_NONE))
        for side in _SIDES
        for way in range(len(_WAYS))
    }
    there = (
        sides.select(*_PAIR, *(way.alias(name) for name, way in ways.items()))
        .group_by(*_PAIR)
        .agg(*(nw.col(name).min() for name in ways))
    )
    left = {
        side: [
            nw.when(nw.col(_column(other, way)) == _NONE)
            .then(nw.col(_column(side, way)))
            .otherwise(whole(_NONE))
            for way in range(_OWN)
        ]
        for side, other in zip(_SIDES, reversed(_SIDES), strict=True)
    }
    there = there.with_columns(
        *(nw.min_horizontal(*left[side]).alias(f"{side}_first") for side in _SIDES)
    )
    # At most one such pair matches: no kind of sampling can be unmatched on both sides.
    meet = (nw.col("b_first") < _NONE) & (nw.col("f_first") < _NONE)
    second = {
        side: nw.min_horizontal(
            *(
                nw.when(meet & (way == nw.col(f"{side}_first"))).then(whole(_NONE)).otherwise(way)
                for way in left[side]
            )
        )
        for side in _SIDES
    }
    return there.with_columns(*(second[side].alias(f"{side}_second") for side in _SIDES))


def _partner() -> nw.Expr:
    """How each audit's counterpart was sampled: its index in `_WAYS`, or -1."""
    partner = whole(-1)
    for side, other in zip(_SIDES, reversed(_SIDES), strict=True):
        mine = nw.col("side") == side
        own, others_own = nw.col(_column(side, _OWN)), nw.col(_column(other, _OWN))
        first, others_first = nw.col(f"{side}_first"), nw.col(f"{other}_first")
        second, others_second = nw.col(f"{side}_second"), nw.col(f"{other}_second")
        is_own = nw.col("way") == _OWN
        # A later rule overrides an earlier one: audits sampled alike have priority.
        rules = [
            (
                ~is_own & (nw.col("way") == second) & (others_own < _NONE) & (own == _NONE),
                whole(_OWN),
            ),
            (
                is_own & (others_own == _NONE) & (others_second < _NONE),
                others_second,
            ),
            (
                ~is_own & (nw.col("way") == first) & (others_first < _NONE),
                others_first,
            ),
            *(
                (
                    (nw.col("way") == way) & (nw.col(_column(other, way)) < _NONE),
                    whole(way),
                )
                for way in range(len(_WAYS))
            ),
        ]
        for condition, way in rules:
            partner = nw.when(mine & condition).then(way).otherwise(partner)
    return partner.alias("other_way")


def _compared(paired: Lazy, frameworks: Sequence[Framework]) -> Lazy:
    before = nw.col("side") == "b"
    unmatched = nw.col("other_way") == -1
    # An unknown scale is not the same as any other.
    unlike = ~true(nw.col("scale") == nw.col("other_scale")) | (
        (nw.col("way") != nw.col("other_way"))
        & ((nw.col("way") == _OWN) | (nw.col("other_way") == _OWN))
    )
    unlike = unlike | (nw.col("other_bodies") == 1) | true(area_is_not_comparable(frameworks))
    words = {word: nw.lit(word.value) for word in Comparability}
    only = (
        nw.when(before)
        .then(words[Comparability.BASELINE_ONLY])
        .otherwise(words[Comparability.FOLLOW_UP_ONLY])
    )
    comparability = (
        nw.when(unmatched)
        .then(only)
        .otherwise(
            nw.when(unlike)
            .then(words[Comparability.NOT_COMPARABLE])
            .otherwise(words[Comparability.COMPARABLE])
        )
    )
    sides = {
        f"{name}_{of}": nw.when(before if name == "baseline" else ~before)
        .then(nw.col(of))
        .otherwise(nw.col(f"other_{of}"))
        for name in ("baseline", "follow_up")
        for of in ("scale", "sampling")
    }
    return paired.select(
        *("report", "area_key", "way", "side", "body", "period"),
        nw.when(before | unmatched)
        .then(nw.col("area"))
        .otherwise(nw.col("other_area"))
        .alias("area"),
        comparability.alias("comparability"),
        *(expression.alias(name) for name, expression in sides.items()),
        *_OF_AUDIT,
    )


def _summed(labelled: Lazy, rows: Lazy) -> Lazy:
    graded = rows.join(labelled, on=[*_AUDIT, "twice"], how="inner").with_columns(
        nw.when(nw.col("consistent") == 1).then(nw.col("count")).alias("count")
    )
    total = nw.col("audit_total")
    counted = nw.coalesce(nw.col("count"), nw.col("rest")).cast(nw.Float64())
    graded = graded.with_columns(
        nw.when(total > 0).then(counted / total.cast(nw.Float64())).alias("share")
    )
    figures: dict[str, nw.Expr] = {}
    for side in _SIDES:
        here = nw.col("side") == side
        figures[f"{side}_audits"] = flag(here)
        for name in ("count", "audit_total"):
            value = nw.col(name)
            figures[f"{side}_{name}"] = nw.when(here).then(value.fill_null(0)).otherwise(whole(0))
            figures[f"{side}_{name}_unknown"] = flag(here & value.is_null())
    shares = {
        f"{side}_share": nw.when(nw.col("side") == side).then(nw.col("share")) for side in _SIDES
    }
    summed = (
        graded.select(
            *_KEYS,
            *(figure.alias(name) for name, figure in {**figures, **shares}.items()),
        )
        .group_by(*_KEYS)
        .agg(*(nw.col(name).sum() for name in figures), *(nw.col(name).max() for name in shares))
    )
    return _known(summed)


def _known_sum(side: str, name: str) -> nw.Expr:
    """A sum, or null if a count is unknown or there are no audits."""
    known = (nw.col(f"{side}_audits") > 0) & (nw.col(f"{side}_{name}_unknown") == 0)
    return nw.when(known).then(nw.col(f"{side}_{name}").cast(nw.Int64()))


def _known(summed: Lazy) -> Lazy:
    sides = dict(zip(_SIDES, ("baseline", "follow_up"), strict=True))
    result = summed.select(
        *_KEYS,
        *(
            figure.alias(f"{name}_{word}")
            for side, name in sides.items()
            for word, figure in (
                ("audits", nw.col(f"{side}_audits").cast(nw.Int64())),
                ("count", _known_sum(side, "count")),
                ("total", _known_sum(side, "audit_total")),
                # No report states the share of several audits together.
                (
                    "share",
                    nw.when(nw.col(f"{side}_audits") == 1).then(nw.col(f"{side}_share")),
                ),
            )
        ),
    )
    comparable = nw.col("comparability") == Comparability.COMPARABLE.value
    change = nw.col("follow_up_share") - nw.col("baseline_share")
    return result.with_columns(nw.when(comparable).then(change).alias("change"))
