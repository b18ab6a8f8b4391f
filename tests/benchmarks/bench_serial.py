"""How fast reports are read and written, against pydantic 2 and msgspec; ratios in one run.

Run it as ``python tests/benchmarks/bench_serial.py [--reports 2000] [--rounds 7]``, where
msgspec and pydantic are installed. Every side has the same documents, and makes the same
checks unless its name says otherwise; `bench_fairness` asserts it first. The sides take
turns round by round, so that a noisy machine disturbs all alike, and the median counts.
The garbage collector is left alone. Nothing fails for being slow.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from bench_fairness import assert_fair
from bench_printing import machine, print_rows
from bench_reports import reports
from bench_sides import BARE, CHECKED, CORE, FAST, PYDANTIC, SIDES, Side

import ncpi
from ncpi.serial._codec.reading_and_writing import json_bytes

Times: TypeAlias = dict[str, float]
"""Milliseconds by the name of a side."""
Work: TypeAlias = Callable[[Side], float | None]
"""Does the work of one measure with one side; how long that took, or None if it can't."""

LOAD, DUMP = "load, one line each", "dump, one line each"
LOAD_PAGE, DUMP_PAGE = "load, indented", "dump, indented"
_LIMITS = (CHECKED, BARE)
LIBRARIES = ("attrs", "cattrs", "msgspec", "pydantic", "pydantic-core")


def _seconds(work: Callable[[Any], object], given: Sequence[object]) -> float:
    """How long *work* takes on all that is *given*; the results live until the clock stops."""
    start = time.perf_counter()
    results = [work(one) for one in given]
    took = time.perf_counter() - start
    del results
    return took


def _measures(lines: Sequence[bytes], pages: Sequence[bytes]) -> dict[str, Work]:
    def dump(side: Side) -> float | None:
        if side.dump is None:
            return None
        return _seconds(side.dump, [side.load(line) for line in lines])

    def dump_page(side: Side) -> float | None:
        if side.dump_page is None:
            return None
        return _seconds(side.dump_page, [side.load(line) for line in lines])

    return {
        LOAD: lambda side: _seconds(side.load, lines),
        DUMP: dump,
        LOAD_PAGE: lambda side: _seconds(side.load_page, pages),
        DUMP_PAGE: dump_page,
    }


def _medians(work: Work, rounds: int) -> Times:
    """The median of each side's *rounds*, after one that doesn't count."""
    took: dict[str, list[float]] = {side.name: [] for side in SIDES}
    for turn in range(rounds + 1):
        # Whoever comes after whom changes with the round.
        case_audit_test = turn % len(SIDES)
        for side in (*SIDES[case_audit_test:], *SIDES[:case_audit_test]):
            seconds = work(side)
            if seconds is not None and turn > 0:
                took[side.name].append(1000 * seconds)
    return {name: statistics.median(found) for name, found in took.items() if found}


def _print_times(found: dict[str, Times]) -> None:
    rows: list[list[str]] = []
    for measure, times in found.items():
        for name, mine in times.items():
            limits = [times.get(limit.name) for limit in _LIMITS]
            rows.append(
                [
                    f"{measure}: {name}",
                    f"{mine:.1f}",
                    f"{times[PYDANTIC.name] / mine:.2f}",
                    *(f"{mine / limit:.2f}" if limit else "-" for limit in limits),
                ]
            )
    header = ["measure: side", "ms", "x pydantic's speed"]
    header += [f"x time of {limit.name}" for limit in _LIMITS]
    print_rows(header, rows)


def _print_reach(found: dict[str, Times]) -> None:
    """The table of what was to be reached, with what was."""
    load, dump = found[LOAD], found[DUMP]
    speeds = (
        ("load, with `fast`", 2.5, load[PYDANTIC.name] / load[FAST.name]),
        ("load, core only", 0.6, load[PYDANTIC.name] / load[CORE.name]),
        ("dump, with `fast`", 2.0, dump[PYDANTIC.name] / dump[FAST.name]),
        ("dump, core only", 0.4, dump[PYDANTIC.name] / dump[CORE.name]),
    )
    rows = [
        [what, f"at least {least} x pydantic", f"{got:.2f} x", "yes" if got >= least else "no"]
        for what, least, got in speeds
    ]
    for side in _LIMITS:
        got = load[FAST.name] / load[side.name]
        reach = f"at most 1.6 x the time of {side.name}"
        row = ["load, with `fast`", reach, f"{got:.2f} x", "yes" if got <= 1.6 else "no"]
        rows.append(row)
    print_rows(("", "reach", "measured", "reached"), rows)


def main() -> None:
    """Assert that the comparison is fair, time the sides, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    written = list(reports(asked.reports))
    lines = [json_bytes(report) for report in written]
    pages = [ncpi.to_json(report).encode() for report in written]
    assert_fair(written, lines, pages)
    sizes = [len(line) for line in lines]
    del written
    found = {name: _medians(work, asked.rounds) for name, work in _measures(lines, pages).items()}
    print(f"{len(lines):,} reports of {min(sizes):,} to {max(sizes):,} bytes as a line of JSON,")
    print(f"medians of {asked.rounds} rounds; {machine(*LIBRARIES)}\n")
    _print_times(found)
    print()
    _print_reach(found)


if __name__ == "__main__":
    main()
