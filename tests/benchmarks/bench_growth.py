"""How time grows with the number of reports, and a few times beside named rivals; one run.

Run it as ``python tests/benchmarks/bench_growth.py [growth | rivals]``, where rapidfuzz is
installed for the rivals. Times are of the processor, so that other programs count for little, and
the least of several rounds, in which the sides take turns. An exponent is that of the power of the
size by which the time grows, between one size and the next: 1 is proportional, 2 quadratic.
Nothing fails for being slow.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from math import log
from pathlib import Path
from typing import get_args

import attrs
from bench_compare import pair
from bench_compare_all import archive_of as pairs_archive
from bench_matching import matched_alike
from bench_printing import Work, machine, print_rows, repeated, taking_turns

import ncpi
from ncpi import (
    Archive,
    Recommendation,
    Report,
    ReportLink,
    Restatement,
    StatusEvent,
    registers,
)
from ncpi.comparison.matching import Matcher
from ncpi.tables import TableFormat, load_tables, save_tables
from ncpi.vocabulary import Basis, LinkBasis, Party, ReportKind

SIZES = (1_000, 10_000, 100_000)
CYCLE = 5
"""The reports on one body in an archive of many bodies: each follows the one before."""
MOST_ONE_BY_ONE = 10_000
"""The most reports to add one by one: each call copies the references to all."""
BUDGET = 0.3
"""The seconds that the rounds of one measurement may take, if one round takes less."""


def least(sides: Mapping[str, Work], budget: float = BUDGET) -> dict[str, float]:
    """The least time of each side, in seconds; the sides take turns."""
    times = taking_turns(sides, 50, budget=budget, collecting=True)
    return {name: min(each) / 1000 for name, each in times.items()}


def report(body: str, number: int, *, restates: bool = True) -> Report:
    """The report on *body* with this number, which follows the one before."""
    key, before = (f"{body}/{one:06}" for one in (number, number - 1))
    asked = Recommendation(
        key="1",
        text="Ensure that reports of missing children are dealt with without delay.",
        restates=[Restatement(item=f"{before}#recommendation-1", basis=Basis.STATED)]
        if number and restates
        else (),
    )
    return Report(
        key=key,
        title=f"Report {number}",
        kind=ReportKind.REINSPECTION if number else ReportKind.INSPECTION,
        bodies=[body],
        published=date(1700, 1, 1) + timedelta(days=number),
        follows=[ReportLink(report=before, basis=LinkBasis.STATED)] if number else (),
        recommendations=[asked],
    )


def reports_of(size: int) -> list[Report]:
    """So many reports, `CYCLE` of them on each body."""
    bodies = [f"police/made-up-{number:06}" for number in range(size // CYCLE)]
    return [report(body, number) for body in bodies for number in range(CYCLE)]


def events(size: int) -> list[StatusEvent]:
    """So many events, each a day after the one before."""
    first = StatusEvent(party=Party.FORCE, dated="1700-01-01", status="being-progressed")
    day = date(1700, 1, 1)
    return [attrs.evolve(first, dated=day + timedelta(days=number)) for number in range(size)]


def per_call(size: int) -> dict[str, tuple[Work, int]]:
    """What is asked of an archive of so many reports once, and how many times for one timing."""
    made = reports_of(size)
    archive = Archive(reports=made)
    one = made[size // 2]
    body, more = one.bodies[0], report("police/another", 0)
    asked = {
        "archive[key]": lambda: archive[one.key],
        "key in archive": lambda: "police/none" in archive,
        "archive.for_body(body)": lambda: archive.for_body(body),
        "archive.pair(body, ...)": lambda: archive.pair(
            body, baseline=f"{body}/000000", follow_up=f"{body}/000001"
        ),
        "archive.timeline(body)": lambda: archive.timeline(body),
        "archive.with_reports(one)": lambda: archive.with_reports(more),
    }
    for work in asked.values():
        work()  # the first call makes the index
    return {name: (work, 20) for name, work in asked.items()}


def in_all(size: int) -> dict[str, Work]:
    """What is asked for every report, body or event of so many."""
    made = reports_of(size)
    archive = Archive(reports=made)
    half = Archive(reports=made[::2])
    happened = events(size)
    asked = Recommendation(key="1", text="Ensure that records are kept.")

    def one_by_one() -> Archive:
        grown = Archive()
        for one in made:
            grown = grown.with_reports(one)
        return grown

    def every_body() -> None:
        fresh = Archive(reports=made)
        for body in fresh.bodies:
            fresh.for_body(body)

    works: dict[str, Work] = {
        "Archive(reports=all)": lambda: Archive(reports=made),
        "archive.pairs()": archive.pairs,
        "with_reports(half of all)": lambda: half.with_reports(*made[1::2]),
        "for_body of every body": every_body,
        "with_status(*events)": lambda: asked.with_status(*happened),
    }
    if size <= MOST_ONE_BY_ONE:
        works["with_reports, one by one"] = one_by_one
    return works


def of_one_body(size: int) -> dict[str, Work]:
    """What is asked of so many reports on one body."""
    chain = Archive(reports=[report("police/one", number) for number in range(size)])
    return {"timeline of one body": lambda: chain.timeline("police/one")}


def exponents(title: str, of: Callable[[int], Mapping[str, float]], sizes: tuple[int, ...]) -> None:
    """Print the times of all sizes, in milliseconds, and the exponents between them."""
    times = {size: of(size) for size in sizes}
    rows: list[list[str]] = []
    for name in times[sizes[0]]:
        seconds = [times[size].get(name) for size in sizes]
        known = [one for one in seconds if one is not None]
        powers = [
            log(later / earlier) / log(sizes[place + 1] / sizes[place])
            for place, (earlier, later) in enumerate(pairwise(known))
        ]
        shown = ["" if one is None else f"{1000 * one:,.3f}" for one in seconds]
        rows.append([name, *shown, *(f"{power:.2f}" for power in powers)])
        rows[-1] += [""] * (2 * len(sizes) - len(rows[-1]))
    print_rows((title, *(f"{size:,}" for size in sizes), *("exponent",) * (len(sizes) - 1)), rows)
    print()


def growth() -> None:
    """Print how times grow."""

    def each(size: int) -> dict[str, float]:
        works = per_call(size)
        taken = least({name: repeated(work, times) for name, (work, times) in works.items()})
        return {name: taken[name] / times for name, (_, times) in works.items()}

    exponents("once, ms", each, SIZES)
    exponents("for all, ms", lambda size: least(in_all(size)), SIZES)
    exponents("reports on one body, ms", lambda size: least(of_one_body(size)), (10, 100, 1_000))


def rivals() -> None:
    """Print the times beside those of the rivals."""
    rows: list[list[str]] = []

    def beside(name: str, ours: Work, theirs: Work, most: float) -> None:
        times = least({"ours": ours, "theirs": theirs}, 5.0)
        mine, rival = (1000 * times[side] for side in ("ours", "theirs"))
        ratio = f"{mine / rival:.1f}"
        rows.append([name, f"{mine:,.2f}", f"{rival:,.2f}", ratio, f"{most:g}"])

    archives = {"made up": pairs_archive(500), "shipped": Archive(reports=registers.reports)}
    with tempfile.TemporaryDirectory() as folder:
        for name, archive in archives.items():
            document = Path(folder, f"{name}.json")
            ncpi.save(archive, document)
            for form in get_args(TableFormat):
                tables = Path(folder, f"{name}-{form}")
                save_tables(archive, tables, format=form)
                beside(
                    f"load_tables, {form}, {len(archive)} reports {name}, beside load of JSON",
                    partial(load_tables, tables),
                    partial(ncpi.load, document),
                    5,
                )
    baseline, follow_up, theirs = matched_alike(300)
    beside(
        "Matcher().match, 300 x 300 alike, beside token_set_ratio and SciPy's assignment",
        lambda: Matcher().match(baseline, follow_up),
        theirs,
        12,
    )
    merseyside = Archive.shipped().pair("merseyside")
    for name, reports in (("Merseyside", (*merseyside,)), ("30 recommendations", pair(30))):
        comparison = ncpi.compare(*reports)
        beside(
            f"str(comparison), {name}, beside compare",
            partial(str, comparison),
            partial(ncpi.compare, *reports),
            3,
        )
    print_rows(("in milliseconds", "ours", "rival's", "ratio", "wanted"), rows)


def main() -> None:
    """Print the growth, the rivals, or both."""
    parts = {"growth": growth, "rivals": rivals}
    print(machine("attrs", "rapidfuzz", "scipy", "pyarrow"))
    for name in sys.argv[1:] or parts:
        parts[name]()


if __name__ == "__main__":
    main()
