"""Case audits before and after, over frames: the rules of `ncpi.comparison.case_audits`."""

from __future__ import annotations

import narwhals as nw

from ncpi.tables.frames import Lazy
from ncpi.vocabulary import Comparability, Sampling

__all__ = ["audit_shifts"]

# A report has at most one audit of an area sampled in each way. The last is the force's own.
_WAYS = (Sampling.INSPECTORS, Sampling.TARGETED, Sampling.UNKNOWN, Sampling.SELF_ASSESSED)
_OWN = _WAYS.index(Sampling.SELF_ASSESSED)
_UNSAID = _WAYS.index(Sampling.UNKNOWN)

# Stands where there is no audit; null would mean another thing to each engine.
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


def audit_shifts(pairs: Lazy, case_audits: Lazy) -> Lazy:
    """A row for each grade by body, area and year, with its shares before and after."""
    rows = _rows(case_audits)
    known = pairs.select("baseline", "follow_up", "body", "period", "same_framework")
    return _summed(_labelled(known, _audits(rows)), rows)


def _whole(value: int) -> nw.Expr:
    return nw.lit(value, nw.Int64())


def _rows(case_audits: Lazy) -> Lazy:
    way = _whole(_UNSAID)
    for index, sampling in enumerate(_WAYS):
        way = nw.when(nw.col("sampling") == sampling.value).then(_whole(index)).otherwise(way)
    return case_audits.with_columns(
        nw.col("area").str.to_lowercase().fill_null("").alias("area_key"),
        way.alias("way"),
        nw.col("count").fill_null(0).alias("known"),
        nw.col("count").is_null().cast(nw.Int64()).alias("unknown"),
    ).with_columns((nw.col("position") * len(_WAYS) + nw.col("way")).alias("place"))


def _audits(rows: Lazy) -> Lazy:
    """A row for each audit."""
    return rows.group_by("report", "area_key", "way").agg(
        nw.col("place").min(),
        nw.col("area").max(),
        nw.col("sampling").max(),
        nw.col("scale").max(),
        nw.col("total").max(),
        nw.col("known").sum(),
        nw.col("unknown").sum(),
    )


def _labelled(pairs: Lazy, audits: Lazy) -> Lazy:
    """A row for each audit in each pair, with what it is set against."""
    held = ("area", "sampling", "scale", "total", "known", "unknown")
    parts = [
        pairs.join(audits, left_on=key, right_on="report", how="inner").select(
            *("baseline", "follow_up", "body", "period", "same_framework", "area_key"),
            nw.col(key).alias("report"),
            nw.lit(side).alias("side"),
            *("way", "place", *held),
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
    return _compared(paired)


def _column(side: str, way: int) -> str:
    return f"{side}{way}"


def _meeting(sides: Lazy) -> Lazy:
    """A row for each area of each pair: which audits there are, and which are left over."""
    places = {
        _column(side, way): nw.when((nw.col("side") == side) & (nw.col("way") == way))
        .then(nw.col("place"))
        .otherwise(_whole(_NONE))
        for side in _SIDES
        for way in range(len(_WAYS))
    }
    there = (
        sides.select(*_PAIR, *(place.alias(name) for name, place in places.items()))
        .group_by(*_PAIR)
        .agg(*(nw.col(name).min() for name in places))
    )
    left = {
        side: [
            nw.when(nw.col(_column(other, way)) == _NONE)
            .then(nw.col(_column(side, way)))
            .otherwise(_whole(_NONE))
            for way in range(_OWN)
        ]
        for side, other in zip(_SIDES, reversed(_SIDES), strict=True)
    }
    there = there.with_columns(
        *(nw.min_horizontal(*left[side]).alias(f"{side}_first") for side in _SIDES)
    )
    # At most one such two meet: of three ways to sample, none is left over on both sides.
    meet = (nw.col("b_first") < _NONE) & (nw.col("f_first") < _NONE)
    second = {
        side: nw.min_horizontal(
            *(
                nw.when(meet & (place == nw.col(f"{side}_first")))
                .then(_whole(_NONE))
                .otherwise(place)
                for place in left[side]
            )
        )
        for side in _SIDES
    }
    return there.with_columns(*(second[side].alias(f"{side}_second") for side in _SIDES))


def _way_at(place: nw.Expr) -> nw.Expr:
    """The way of a place. Pandas knows no remainder for numbers that can be unknown."""
    return place - (place // len(_WAYS)) * len(_WAYS)


def _partner() -> nw.Expr:
    """How the audit that each is set against was sampled: its place in `_WAYS`, or -1."""
    partner = _whole(-1)
    for side, other in zip(_SIDES, reversed(_SIDES), strict=True):
        mine = nw.col("side") == side
        own, others_own = nw.col(_column(side, _OWN)), nw.col(_column(other, _OWN))
        first, others_first = nw.col(f"{side}_first"), nw.col(f"{other}_first")
        second, others_second = nw.col(f"{side}_second"), nw.col(f"{other}_second")
        is_own = nw.col("way") == _OWN
        place = nw.col("place")
        # The later of these outdoes the earlier: sampled alike comes first.
        rules = [
            (
                ~is_own & (place == second) & (others_own < _NONE) & (own == _NONE),
                _whole(_OWN),
            ),
            (
                is_own & (others_own == _NONE) & (others_second < _NONE),
                _way_at(others_second),
            ),
            (
                ~is_own & (place == first) & (others_first < _NONE),
                _way_at(others_first),
            ),
            *(
                (
                    (nw.col("way") == way) & (nw.col(_column(other, way)) < _NONE),
                    _whole(way),
                )
                for way in range(len(_WAYS))
            ),
        ]
        for condition, way in rules:
            partner = nw.when(mine & condition).then(way).otherwise(partner)
    return partner.alias("other_way")


def _compared(paired: Lazy) -> Lazy:
    before = nw.col("side") == "b"
    alone = nw.col("other_way") == -1
    unlike = (nw.col("scale") != nw.col("other_scale")) | (
        (nw.col("way") != nw.col("other_way"))
        & ((nw.col("way") == _OWN) | (nw.col("other_way") == _OWN))
    )
    words = {word: nw.lit(word.value) for word in Comparability}
    only = (
        nw.when(before)
        .then(words[Comparability.BASELINE_ONLY])
        .otherwise(words[Comparability.FOLLOW_UP_ONLY])
    )
    not_comparable = words[Comparability.NOT_COMPARABLE]
    comparability = (
        nw.when(alone & nw.col("same_framework"))
        .then(only)
        .otherwise(
            nw.when(alone | unlike).then(not_comparable).otherwise(words[Comparability.COMPARABLE])
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
        nw.when(before | alone).then(nw.col("area")).otherwise(nw.col("other_area")).alias("area"),
        comparability.alias("comparability"),
        *(expression.alias(name) for name, expression in sides.items()),
        nw.col("total").alias("audit_total"),
        nw.col("known").alias("audit_known"),
        nw.col("unknown").alias("audit_unknown"),
    )


def _summed(labelled: Lazy, rows: Lazy) -> Lazy:
    graded = rows.select("report", "area_key", "way", "grade", "grade_rank", "count", "known").join(
        labelled, on=["report", "area_key", "way"], how="inner"
    )
    total, left = nw.col("audit_total"), nw.col("audit_total") - nw.col("audit_known")
    # What follows for a grade whose count isn't given: see `CaseAudit.share`.
    follows = (nw.col("audit_unknown") == 1) | (left == 0)
    counted = (
        nw.when(~nw.col("count").is_null())
        .then(nw.col("known"))
        .otherwise(nw.when(follows).then(left))
    )
    counted = nw.when(~total.is_null()).then(counted)
    graded = graded.with_columns(counted.alias("counted"))
    figures: list[nw.Expr] = []
    for side in _SIDES:
        here = nw.col("side") == side
        figures.append(nw.when(here).then(_whole(1)).otherwise(_whole(0)).alias(f"{side}_audits"))
        for name in ("count", "audit_total", "counted"):
            value = nw.col(name)
            none = _whole(0)
            figures += [
                nw.when(here).then(value.fill_null(0)).otherwise(none).alias(f"{side}_{name}"),
                nw.when(here & value.is_null())
                .then(_whole(1))
                .otherwise(none)
                .alias(f"{side}_{name}_unknown"),
            ]
    names = [
        f"{side}_{name}"
        for side in _SIDES
        for name in (
            "audits",
            *(
                f"{figure}{end}"
                for figure in ("count", "audit_total", "counted")
                for end in ("", "_unknown")
            ),
        )
    ]
    summed = (
        graded.select(*_KEYS, *figures)
        .group_by(*_KEYS)
        .agg(*(nw.col(name).sum().alias(f"{name}_sum") for name in names))
    )
    return _shares(summed)


def _known_sum(side: str, name: str) -> nw.Expr:
    """A sum, or null where an unknown count is among what is summed, or there is nothing."""
    known = (nw.col(f"{side}_audits_sum") > 0) & (nw.col(f"{side}_{name}_unknown_sum") == 0)
    return nw.when(known).then(nw.col(f"{side}_{name}_sum").cast(nw.Int64()))


def _shares(summed: Lazy) -> Lazy:
    sides = dict(zip(_SIDES, ("baseline", "follow_up"), strict=True))
    told = summed.select(
        *_KEYS,
        *(
            nw.col(f"{side}_audits_sum").cast(nw.Int64()).alias(f"{name}_audits")
            for side, name in sides.items()
        ),
        *(
            _known_sum(side, figure).alias(f"{name}_{word}")
            for side, name in sides.items()
            for figure, word in (("count", "count"), ("audit_total", "total"), ("counted", "of"))
        ),
    )
    told = told.with_columns(
        *(
            nw.when(nw.col(f"{name}_total") > 0)
            .then(
                nw.col(f"{name}_of").cast(nw.Float64()) / nw.col(f"{name}_total").cast(nw.Float64())
            )
            .alias(f"{name}_share")
            for name in sides.values()
        )
    )
    comparable = nw.col("comparability") == Comparability.COMPARABLE.value
    change = nw.col("follow_up_share") - nw.col("baseline_share")
    return told.select(
        *_KEYS,
        *(
            f"{name}_{word}"
            for name in sides.values()
            for word in ("audits", "count", "total", "share")
        ),
        nw.when(comparable).then(change).alias("change"),
    )
