"""How benchmarks measure, and say what and on what machine."""

from __future__ import annotations

import gc
import math
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from time import process_time

__all__ = ["Work", "machine", "print_rows", "repeated", "taking_turns"]

Work = Callable[[], object]
"""What is timed."""


def taking_turns(
    sides: Mapping[str, Work],
    rounds: int,
    *,
    clock: Callable[[], float] = process_time,
    budget: float = math.inf,
    collecting: bool = False,
) -> dict[str, list[float]]:
    """The milliseconds of each side in every round; the sides take turns.

    There are fewer rounds if they take longer than *budget* seconds. With *collecting*, garbage is
    collected before each timing. Dropping what a side gives isn't counted.
    """
    times: dict[str, list[float]] = {name: [] for name in sides}
    begun = clock()
    for _ in range(rounds):
        for name, work in sides.items():
            if collecting:
                gc.collect()
            start = clock()
            result = work()
            times[name].append(1000 * (clock() - start))
            del result
        if clock() - begun > budget:
            break
    return times


def repeated(work: Work, times: int) -> Work:
    """Calls *work* so many times."""

    def several() -> None:
        for _ in range(times):
            work()

    return several


def machine(*libraries: str) -> str:
    """The machine's kind and what is installed; nothing that names the machine."""
    entry = Path("/proc/cpuinfo")
    lines = entry.read_text(encoding="utf-8").splitlines() if entry.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    chip = next(names, platform.machine())
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return (
        f"{os.cpu_count()} cores ({chip}), {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}, {versions}"
    )


def print_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table, its first column set to the left and the figures to the right."""
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    line = "-" * widths[0]
    rule = [line, *("-" * (width - 1) + ":" for width in widths[1:])]
    for row in (header, rule, *rows):
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print(f"| {' | '.join([first, *others])} |")
