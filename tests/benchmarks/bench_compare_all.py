"""Is `Archive.compare_all` linear in the number of pairs? Measured, with its views.

Run it as ``python tests/benchmarks/bench_compare_all.py``. Three archives are generated, each
ten times as large as the last; what making one takes isn't counted. The collector is left as
Python sets it, and its share is given, since it goes over ever more objects: with it paused,
the same is measured again. The ratio is the time for a pair to that of the smallest archive.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

import attrs
from bench_printing import taking_turns

from ncpi import Archive, ReportLink, registers
from ncpi.model import FRAMEWORKS
from ncpi.testing import (
    make_answer,
    make_case_audit,
    make_finding,
    make_follow_up,
    make_recommendation,
    make_report,
)
from ncpi.vocabulary import Grouping, LinkBasis, Progress

SIZES = (100, 1_000, 10_000)
ROUNDS = {100: 15, 1_000: 5, 10_000: 1}
RECOMMENDATIONS = 6
FRAMEWORK = FRAMEWORKS["ncpi-2014"]
PROGRESS = tuple(Progress)


def archive_of(pairs: int) -> Archive:
    """An archive of so many pairs: half of the forces have two follow-ups, some no date."""
    bodies = tuple(force.key for force in registers.forces)
    reports = []
    made = 0
    while made < pairs:
        body = bodies[made % len(bodies)]
        baseline = make_report(
            key=f"{body}/{made:06}",
            bodies=[body],
            published=f"{2000 + made % 20}-0{1 + made % 9}" if made % 7 else None,
            framework=FRAMEWORK,
            recommendations=[
                make_recommendation(
                    key=str(number),
                    theme=FRAMEWORK.themes[(made + number) % len(FRAMEWORK.themes)],
                )
                for number in range(RECOMMENDATIONS)
            ],
            case_audits=[make_case_audit()],
            follows=(),
        )
        reports.append(baseline)
        for again in range(min(1 + made % 2, pairs - made)):
            findings = [
                make_finding(
                    key=f"F{number}",
                    progress=PROGRESS[(made + number) % len(PROGRESS)],
                    answers=[make_answer(item=f"{baseline.key}#recommendation-{number}")],
                )
                for number in range(RECOMMENDATIONS - 1)
            ]
            reports.append(
                attrs.evolve(
                    make_follow_up(baseline),
                    key=f"{baseline.key}-review-{again}",
                    published=f"{2023 + again}-03-0{1 + made % 9}",
                    follows=[ReportLink(report=baseline.key, basis=LinkBasis.STATED)],
                    findings=findings,
                    case_audits=[make_case_audit()],
                )
            )
            made += 1
    return Archive(reports=reports)


def everything(archive: Archive) -> None:
    """Compare all, and take every view that needs no extra; describe the whole."""
    programme = archive.compare_all(bodies=registers.forces)
    for by in Grouping:
        programme.outcomes(by)
    programme.describe()


STEPS: dict[str, Callable[[Archive], object]] = {
    "compare_all": lambda archive: archive.compare_all(bodies=registers.forces),
    "compare_all and all views": everything,
    "coverage and its view": lambda archive: archive.coverage(bodies=registers.forces).describe(),
}


def measure(archives: dict[int, Archive]) -> None:
    """Print one table."""
    print(f"  {'':<28}{'pairs':>8}{'seconds':>10}{'us a pair':>11}{'ratio':>8}")
    for name, step in STEPS.items():
        base = 0.0
        for size, archive in archives.items():
            work = {name: partial(step, archive)}
            each = taking_turns(work, ROUNDS[size], clock=time.perf_counter, collecting=True)
            taken = statistics.median(each[name]) / 1000
            one = 1e6 * taken / size
            base = base or one
            print(f"  {name:<28}{size:>8,}{taken:>10.3f}{one:>11.1f}{one / base:>8.2f}")


def main() -> None:
    """Print both tables."""
    archives: dict[int, Archive] = {}
    for size in SIZES:
        archives[size] = archive_of(size)
        found = len(archives[size].pairs())
        if found != size:
            sys.exit(f"the archive of {size} pairs has {found}")
    print(f"Python {sys.version.split()[0]}, {RECOMMENDATIONS} recommendations a baseline")
    print("collector as Python sets it:")
    measure(archives)
    print("collector paused:")
    gc.disable()
    measure(archives)


if __name__ == "__main__":
    main()
