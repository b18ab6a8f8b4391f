"""Case-audit shifts by hand in Polars: the rival of `bench_engines`.

It takes what an expert would who knows the data: nothing is checked or cast. The rules are
those of `ncpi.compare`, so that both give the same rows where all reports are on one framework.
"""

import polars as pl

__all__ = ["by_hand"]

OWN = "self-assessed"
WAYS = ("chosen by the inspectors", "aimed at earlier failings", "unknown", OWN)
ORDER = {way: place for place, way in enumerate(WAYS)}
AUDIT = ("report", "area", "sampling")
SIDES = ("baseline", "follow_up")
LABELS = (
    "body",
    "area",
    "period",
    "comparability",
    *(f"{side}_scale" for side in SIDES),
    *(f"{side}_sampling" for side in SIDES),
    "grade_rank",
    "grade",
)


def by_hand(pairs: pl.DataFrame, reports: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """A row for each grade by body, area and year."""
    entry = reports.lazy().select("report", "body", period=pl.col("published").str.head(4))
    known = (
        pairs.lazy()
        .join(entry, left_on="baseline", right_on="report", how="left")
        .join(entry, left_on="follow_up", right_on="report", how="left", suffix="_after")
        .select(
            "baseline",
            "follow_up",
            body=pl.coalesce("body_after", "body"),
            period="period_after",
            other_bodies=pl.col("body").is_null() | pl.col("body_after").is_null(),
        )
    )
    audits = (
        rows.lazy()
        .group_by(AUDIT)
        .agg(
            pl.col("scale").first(),
            pl.col("total").max(),
            known=pl.col("count").sum(),
            unknown=pl.col("count").null_count(),
            least=pl.col("count").min(),
            least_total=pl.col("total").min(),
            least_scale=pl.col("scale").min(),
            most_scale=pl.col("scale").max(),
            grades=pl.col("grade").n_unique(),
            last_rank=pl.col("grade_rank").max(),
            rows=pl.len(),
        )
        .with_columns(key=pl.col("area").str.to_lowercase().fill_null(""))
    )
    audits = _judged(audits)
    met = _met(known, audits).unique()
    doubled = audits.filter("twice").select(AUDIT)
    again = rows.lazy().join(doubled, on=AUDIT, how="semi", nulls_equal=True)
    once = pl.concat(
        [
            rows.lazy().select(*AUDIT, "grade", "grade_rank", "count", twice=False),
            again.group_by(*AUDIT, "grade", "grade_rank").agg(
                pl.col("count").first(), twice=pl.lit(value=True)
            ),
        ]
    )
    graded = once.join(met, on=[*AUDIT, "twice"], nulls_equal=True).with_columns(
        count=pl.when("sound").then("count"), area=pl.col("shown_area")
    )
    share = pl.coalesce("count", "rest") / pl.col("audit_total")
    graded = graded.with_columns(share=pl.when(pl.col("audit_total") > 0).then(share))
    # Masks summed over groups are many times faster than filters inside the groups.
    masked = graded.select(
        *LABELS,
        *(
            expression
            for side, name in enumerate(SIDES)
            for expression in _masks(name, pl.col("side") == side)
        ),
    )
    figures = ("count", "total")
    shares = [f"{name}_share" for name in SIDES]
    sums = masked.group_by(LABELS).agg(pl.exclude(*LABELS, *shares).sum(), pl.col(shares).max())
    summed = sums.select(
        *LABELS,
        *(
            expression
            for name in SIDES
            for expression in (
                pl.col(f"{name}_audits"),
                *(
                    pl.when(
                        (pl.col(f"{name}_audits") > 0) & (pl.col(f"{name}_{figure}_unknown") == 0)
                    ).then(f"{name}_{figure}")
                    for figure in figures
                ),
                pl.when(pl.col(f"{name}_audits") == 1).then(f"{name}_share"),
            )
        ),
    )
    change = pl.col("follow_up_share") - pl.col("baseline_share")
    comparable = pl.col("comparability") == "comparable"
    return summed.with_columns(change=pl.when(comparable).then(change)).collect()


def _judged(audits: pl.LazyFrame) -> pl.LazyFrame:
    """The audits, each with whether it contradicts itself and what its total leaves over."""
    size = pl.max_horizontal(pl.col("grades").max(), pl.col("last_rank").max() + 1).over("scale")
    complete = pl.col("scale").is_not_null() & (pl.col("grades") >= size)
    total, known = pl.col("total"), pl.col("known")
    contradicts = pl.any_horizontal(
        pl.col("grades") < pl.col("rows"),
        (pl.col("least") < 0).fill_null(value=False),
        pl.col("least_total").ne_missing(total),
        pl.col("least_scale").ne_missing(pl.col("most_scale")),
        (known > total).fill_null(value=False),
        (complete & (pl.col("unknown") == 0) & (known != total)).fill_null(value=False),
    )
    left = total - known
    return audits.with_columns(
        twice=pl.col("grades") < pl.col("rows"),
        sound=~contradicts,
        total=pl.when(~contradicts).then(total),
        rest=pl.when(~contradicts & ((left == 0) | (complete & (pl.col("unknown") == 1)))).then(
            left
        ),
    )


def _masks(name: str, here: pl.Expr) -> list[pl.Expr]:
    masks = [here.cast(pl.Int64).alias(f"{name}_audits")]
    for figure, column in (("count", "count"), ("total", "audit_total")):
        masks += [
            pl.when(here).then(column).alias(f"{name}_{figure}"),
            (here & pl.col(column).is_null()).cast(pl.Int64).alias(f"{name}_{figure}_unknown"),
        ]
    return [*masks, pl.when(here).then("share").alias(f"{name}_share")]


def _met(known: pl.LazyFrame, audits: pl.LazyFrame) -> pl.LazyFrame:
    """A row for each audit in each pair, with what it is set against."""
    place = ("baseline", "follow_up", "key")
    before, after = (
        known.join(audits, left_on=side, right_on="report").with_columns(report=pl.col(side))
        if side == "follow_up"
        else known.join(audits, left_on=side, right_on="report").with_columns(
            report=pl.col("baseline")
        )
        for side in SIDES
    )
    before, after = (frame.lazy() for frame in pl.collect_all([before, after]))
    kept = [*place, "sampling"]
    own = pl.col("sampling") == OWN
    alike = before.select(kept).join(after.select(*kept, sampling_right="sampling"), on=kept)
    alike = alike.collect().lazy()
    # What is left over is little, so that the rest costs next to nothing.
    left = [frame.join(alike, on=kept, how="anti").collect() for frame in (before, after)]
    matches = [alike.select(*kept, "sampling_right")]
    for one, other in ((~own, ~own), (own, ~own), (~own, own)):
        numbered = [
            frame.filter(wanted).select(
                *kept, number=pl.col("sampling").replace_strict(ORDER).rank("ordinal").over(place)
            )
            for frame, wanted in zip(left, (one, other), strict=True)
        ]
        met = numbered[0].join(numbered[1], on=[*place, "number"])
        left[0] = left[0].join(met, on=kept, how="anti")
        done = met.select(*place, sampling="sampling_right")
        left[1] = left[1].join(done, on=kept, how="anti")
        matches.append(met.lazy().select(*kept, "sampling_right"))
    together = pl.concat(matches).collect().lazy()
    swapped = together.rename({"sampling": "sampling_right", "sampling_right": "sampling"})
    parts = []
    for side, (frame, others, matches) in enumerate(
        ((before, after, together), (after, before, swapped))
    ):
        there = others.select(
            *place,
            sampling_right="sampling",
            other_area="area",
            other_scale="scale",
        )
        labelled = frame.join(matches, on=kept, how="left").join(
            there, on=[*place, "sampling_right"], how="left"
        )
        mine, theirs = SIDES if side == 0 else SIDES[::-1]
        alone = pl.col("sampling_right").is_null()
        unlike = ~pl.col("scale").eq(pl.col("other_scale")).fill_null(value=False) | (
            (pl.col("sampling") != pl.col("sampling_right"))
            & ((pl.col("sampling") == OWN) | (pl.col("sampling_right") == OWN))
        )
        only = pl.lit(("in the baseline only", "in the follow-up only")[side])
        parts.append(
            labelled.select(
                *AUDIT,
                "body",
                "period",
                "twice",
                "sound",
                "rest",
                side=pl.lit(side),
                audit_total="total",
                shown_area=pl.col("area")
                if side == 0
                else pl.when(alone).then("area").otherwise("other_area"),
                comparability=pl.when(alone)
                .then(only)
                .when(unlike | pl.col("other_bodies"))
                .then(pl.lit("not comparable"))
                .otherwise(pl.lit("comparable")),
                **{
                    f"{mine}_scale": pl.col("scale"),
                    f"{theirs}_scale": pl.col("other_scale"),
                    f"{mine}_sampling": pl.col("sampling"),
                    f"{theirs}_sampling": pl.col("sampling_right"),
                },
            )
        )
    return pl.concat(part.select(sorted(part.collect_schema())) for part in parts)
