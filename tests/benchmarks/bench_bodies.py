"""How many rows `compare_bodies` reads and gives in a second, for each core.

Run it as ``python tests/benchmarks/bench_bodies.py [--bodies 10000] [--batch 500]``. A row read is
a body with all its documents; they are those of the shipped reports, with other keys. On two
cores, two processes compare batches of rows, as the workers of an engine do. What sending them
the batches takes counts; what starting them takes doesn't. If other programs keep the cores
busy, the rates for each second of a core's own work say more than those by the clock.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1] / "tables"))

from made_up_bodies import made_up_bodies

from ncpi.tables import compare_bodies

Work = Callable[[Iterable[pa.RecordBatch]], Iterable[tuple[int, float]]]


def compared(batch: pa.RecordBatch) -> tuple[int, float]:
    """How many rows one batch gives, and the seconds of a core's work that it takes."""
    start = time.process_time()
    given = sum(found.num_rows for found in compare_bodies(iter([batch])))
    return given, time.process_time() - start


def measured(work: Work, batches: list[pa.RecordBatch]) -> tuple[float, float, int]:
    """The seconds by the clock and of work that all batches take, and how many rows they give."""
    start = time.perf_counter()
    each = [*work(batches)]
    taken = time.perf_counter() - start
    return taken, sum(seconds for _, seconds in each), sum(given for given, _ in each)


def main() -> None:
    """Print the rows per second and core, on one core and on two."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bodies", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=500)
    asked = parser.parse_args()
    rows = [*made_up_bodies(asked.bodies)]
    batches = []
    for start in range(0, len(rows), asked.batch):
        bodies, documents = zip(*rows[start : start + asked.batch], strict=True)
        batches.append(pa.record_batch({"body": bodies, "documents": documents}))
    compared(batches[0])
    timed = {1: measured(lambda several: map(compared, several), batches)}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(compared, batches[:4]))  # both have started
        timed[2] = measured(lambda several: pool.map(compared, several), batches)
    number = sum(len(documents) for _, documents in rows)
    size = sum(batch.nbytes for batch in batches) / 1e6
    print(f"{len(rows):,} bodies, {number:,} documents, {size:.0f} MB")
    for cores, (taken, work, given) in timed.items():
        print(f"on {cores} of the cores, {taken:.1f} s; for each core and second")
        for name, seconds in (("by the clock", taken * cores), ("of its work", work)):
            read, made = len(rows) / seconds, given / seconds
            print(f"    {name:14}{read:8,.0f} rows read {made:10,.0f} rows given")


if __name__ == "__main__":
    main()
