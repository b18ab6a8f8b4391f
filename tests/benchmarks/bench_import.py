"""How long imports, commands and the first use of a register take; ratios in one run.

Run it as ``python tests/benchmarks/bench_import.py``. Each is done in a fresh interpreter, by
turns so that all meet the same machine, and its processor time is counted. The interpreter's own
start isn't counted, and all byte code is written first, as pip does on installing.
"""

import compileall
import importlib.util
import statistics
import subprocess
import sys

ROUNDS = 15
ATTRS, THREE, NCPI = "import attrs", "import the three dependencies", "import ncpi"
REPORTS, HELP, CONTACT = "registers.reports, first use", "ncpi --help", "ncpi contact"
_COMMAND = (
    "import sys, io; sys.argv = {!r}; sys.stdout = io.StringIO()\n"
    "try: from ncpi.__main__ import main; main()\n"
    "except SystemExit: pass\n"
    "sys.stdout = sys.__stdout__"
)
PROGRAMS: dict[str, tuple[str, str]] = {
    ATTRS: ("", "import attrs"),
    THREE: ("", "import attrs, cattrs.preconf.json, dateutil.relativedelta"),
    NCPI: ("", "import ncpi"),
    REPORTS: ("import ncpi", "len(ncpi.registers.reports)"),
    HELP: ("", _COMMAND.format(["ncpi", "--help"])),
    CONTACT: ("", _COMMAND.format(["ncpi", "contact", "--at", "2026-11-22T18:30"])),
}
"""What is done before, and what is timed."""
REACH = (
    (NCPI, THREE, 1.5),
    (REPORTS, NCPI, 0.1),
    (HELP, ATTRS, 2.5),
    (CONTACT, ATTRS, 3.0),
)
TIMED = "import time\n{}\nstart = time.process_time()\n{}\nprint(time.process_time() - start)"


def seconds(before: str, program: str) -> float:
    """How long *program* takes in a fresh interpreter, its start not counted."""
    code = TIMED.format(before, program)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Print the tables."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    found = importlib.util.find_spec("ncpi")
    assert found is not None
    for folder in found.submodule_search_locations or ():
        compileall.compile_dir(folder, quiet=1)
    for _ in range(ROUNDS):
        for name, (before, program) in PROGRAMS.items():
            times[name].append(seconds(before, program))
    medians = {name: statistics.median(took) for name, took in times.items()}
    print(f"processor time, median of {ROUNDS}, Python {sys.version.split()[0]}")
    for name, median in medians.items():
        print(f"  {name:<32} {1000 * median:7.1f} ms")
    for name, base, most in REACH:
        ratio = medians[name] / medians[base]
        reached = "reached" if ratio <= most else "not reached"
        print(f"{name}: {ratio:.2f} x {base}; at most {most:g} x: {reached}")


if __name__ == "__main__":
    main()
