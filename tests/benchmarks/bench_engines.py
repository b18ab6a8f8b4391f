"""The programme compared over frames, beside the same query written by hand in Polars.

    python tests/benchmarks/bench_engines.py [--rows 5000000] [--small 200000] [--rounds 3]

Both sides give the same rows, which is checked. The figures are invented.
"""

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
from hand_written import by_hand

from ncpi.tables import compare_frames

GRADES = ("good", "requires improvement", "inadequate")
AREAS = 10
KEYS = 10


def frames(rows: int) -> dict[str, pl.DataFrame]:
    """Baselines and follow-ups of many forces, ten areas each, some counts unknown."""
    pairs = max(1, rows // (2 * AREAS * len(GRADES)))
    number = pl.int_range(pairs, eager=True)
    body = pl.select(pl.format("police/{}", pl.lit(number // 4))).to_series()
    before = pl.select(pl.format("{}/inspection-{}", pl.lit(body), pl.lit(number))).to_series()
    after = pl.select(pl.format("{}/review-{}", pl.lit(body), pl.lit(number))).to_series()
    year = 2015 + number % 8
    reports = pl.concat(
        pl.DataFrame({"report": report, "body": body, "published": (year + later).cast(pl.String)})
        for report, later in ((before, 0), (after, 1))
    ).with_columns(
        fieldwork_start=pl.lit(None, pl.String),
        fieldwork_end=pl.lit(None, pl.String),
        framework=pl.lit("ncpi-2014"),
        recommendations_made=pl.lit(None, pl.Int64),
    )
    places = pl.DataFrame({"area": [f"area {place}" for place in range(AREAS)]}).with_row_index(
        "position"
    )
    grades = pl.DataFrame({"grade": GRADES}).with_row_index("grade_rank")
    audits = (
        reports.select("report")
        .join(places, how="cross")
        .join(grades, how="cross")
        .with_row_index("n")
        .with_columns(
            pl.col("position").cast(pl.Int64),
            pl.col("grade_rank").cast(pl.Int64),
            sampling=pl.when(pl.col("position") == 9)
            .then(pl.lit("aimed at earlier failings"))
            .otherwise(pl.lit("chosen by the inspectors")),
            scale=pl.lit("ncpi-cases-2016"),
            count=pl.when((pl.col("n") * 2_654_435_761) % 97 == 0)
            .then(None)
            .otherwise(((pl.col("n") * 2_654_435_761) % 31).cast(pl.Int64)),
        )
        .drop("n")
    )
    total = pl.col("count").sum().over("report", "area")
    unknown = pl.col("count").is_null().any().over("report", "area")
    audits = audits.with_columns(total=pl.when(~unknown).then(total))
    texts = {
        "items": ("report", "item", "kind", "theme"),
        "findings": ("report", "finding", "theme", "progress", "progress_basis"),
        "answers": ("report", "finding", "item", "basis"),
    }
    return {
        "pairs": pl.DataFrame({"baseline": before, "follow_up": after}),
        "reports": reports,
        "case_audits": audits,
        **{
            name: pl.DataFrame(schema={**dict.fromkeys(columns, pl.String), "concern": pl.Boolean})
            for name, columns in texts.items()
        },
    }


def seconds(run: Callable[[], Any], rounds: int) -> float:
    """The least of several: what else the machine does only ever adds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def alike(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    keys = one.columns[:KEYS]
    return one.sort(keys).equals(other.select(one.columns).sort(keys))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--small", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    given = frames(asked.rows)
    ours = compare_frames(**given).case_audits
    theirs = by_hand(given["pairs"], given["reports"], given["case_audits"])
    if not alike(ours, theirs):
        print("the two queries differ")
        return 1
    print(
        f"{len(given['case_audits']):,} case-audit rows give {len(ours):,} rows, the same by hand"
    )
    del ours, theirs
    hand = seconds(
        lambda: by_hand(given["pairs"], given["reports"], given["case_audits"]), asked.rounds
    )
    mine = seconds(lambda: compare_frames(**given), asked.rounds)
    print(f"{'by hand in Polars':32}{hand:8.2f} s")
    print(f"{'ncpi.tables.compare_frames':32}{mine:8.2f} s   {mine / hand:.2f} x")
    small = frames(asked.small)
    arrow = {name: frame.to_arrow() for name, frame in small.items()}
    print(f"\n{len(small['case_audits']):,} rows on each engine")
    for name, make in ENGINES.items():
        known = {table: make(frame) for table, frame in arrow.items()}
        taken = seconds(lambda known=known: fetched(compare_frames(**known).case_audits), 1)
        print(f"{name:32}{taken:8.2f} s")
    return 0


ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),
    "duckdb": duckdb.from_arrow,
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
}


def fetched(frame: Any) -> Any:
    """The frame, computed where it is lazy."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    return frame.to_arrow_table() if isinstance(frame, duckdb.DuckDBPyRelation) else frame


if __name__ == "__main__":
    sys.exit(main())
