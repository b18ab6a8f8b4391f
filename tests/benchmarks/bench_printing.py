"""How benchmarks say what they measured, and on what machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

__all__ = ["machine", "medians", "print_rows"]


def medians(sides: Mapping[str, tuple[Callable[[], object], int]], rounds: int) -> dict[str, float]:
    """The median time of each side in milliseconds; the sides take turns in every round.

    A side is what to call, and how many calls one timing of it takes.
    """
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, (call, repeats) in sides.items():
            start = perf_counter()
            for _ in range(repeats):
                call()
            times[name].append(1000 * (perf_counter() - start) / repeats)
    return {name: median(taken) for name, taken in times.items()}


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
