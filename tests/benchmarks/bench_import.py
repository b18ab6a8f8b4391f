"""How long ``import ncpi`` takes, against importing what it stands on; ratios in one run.

Run it as ``python tests/benchmarks/bench_import.py``. Each import is timed in a fresh
interpreter, the two kinds by turns so that both meet the same machine. The interpreter's
own start isn't counted, and all byte code is written first, as pip does on installing.
"""

import compileall
import importlib.util
import statistics
import subprocess
import sys

ROUNDS = 15
PROGRAMS = {
    "the three dependencies": ("import attrs, cattrs.preconf.json, dateutil.relativedelta"),
    "ncpi": "import ncpi",
}
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"


def seconds(program: str) -> float:
    """How long *program* takes in a fresh interpreter, its start not counted."""
    done = subprocess.run(
        [sys.executable, "-c", TIMED.format(program)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    """Print the table."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    found = importlib.util.find_spec("ncpi")
    assert found is not None
    for folder in found.submodule_search_locations or ():
        compileall.compile_dir(folder, quiet=1)
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            times[name].append(seconds(program))
    medians = {name: statistics.median(found) for name, found in times.items()}
    base = medians["the three dependencies"]
    print(f"median of {ROUNDS}, Python {sys.version.split()[0]}")
    for name, median in medians.items():
        print(f"  import {name:<24} {1000 * median:7.1f} ms   {median / base:5.2f} x")
    verdict = "reached" if medians["ncpi"] <= 2 * base else "not reached"
    print(f"at most 2 x: {verdict}")


if __name__ == "__main__":
    main()
