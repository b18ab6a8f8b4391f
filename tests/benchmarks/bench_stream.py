"""How much memory it takes to write and to read an archive as a stream of JSON Lines.

Run it as ``python tests/benchmarks/bench_stream.py [--reports 50000]``: fifty thousand
reports are 200 MB. Writing and reading each have an interpreter of their own, and so have
two that do neither, whose peaks are taken off: a bare one, and one that has imported
ncpi. Nothing fails for being large.
"""

import argparse
import importlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# A child's peak starts from its parent's on Linux: this process stays as small as they come,
# and what needs more than the interpreter is imported in a child.
LIMIT = 80
MEGABYTE = 1_000_000
JOBS = ("nothing", "import", "write", "read")


def peak() -> int:
    """The most memory, in bytes, that this process has held at one time."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else 1024 * held


def child(job: str, path: Path, count: int) -> None:
    """Do one job and print how many reports it saw, its seconds, and its peak."""
    start = time.perf_counter()
    seen = 0
    if job == "import":
        importlib.import_module("ncpi")
    elif job == "write":
        from bench_reports import reports

        from ncpi.serial.lines import write_lines

        seen = write_lines(reports(count), path)  # each is made when its turn comes
    elif job == "read":
        from ncpi.serial.lines import read_lines

        seen = sum(1 for _ in read_lines(path))  # none is kept
    print(seen, time.perf_counter() - start, peak())


def in_fresh_process(job: str, path: Path, count: int) -> tuple[int, float, float]:
    """What *job* printed in an interpreter of its own: reports, seconds, megabytes."""
    command = [sys.executable, __file__, "--job", job, "--path", str(path), "--reports", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    seen, seconds, held = done.stdout.split()
    return int(seen), float(seconds), int(held) / MEGABYTE


def main() -> None:
    """Print the table; or, in a child, do its job."""
    parser = argparse.ArgumentParser(description="Memory of streamed JSON Lines")
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        child(asked.job, asked.path, asked.reports)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        found = {job: in_fresh_process(job, path, asked.reports) for job in JOBS}
        size = path.stat().st_size / MEGABYTE
    bare, imported = found["nothing"][2], found["import"][2]
    print(f"{asked.reports:,} reports, {size:.0f} MB, Python {sys.version.split()[0]}")
    print("| stream | seconds | peak, MB | over the interpreter | over `import ncpi` | reached |")
    print("| ------ | ------: | -------: | -------------------: | -----------------: | ------: |")
    for job in ("write", "read"):
        seen, seconds, held = found[job]
        assert seen == asked.reports, f"{job}: {seen:,} reports"
        verdict = "yes" if held - bare < LIMIT else "no"
        print(
            f"| {job:<6} | {seconds:7.1f} | {held:8.1f} | {held - bare:20.1f} "
            f"| {held - imported:18.1f} | {verdict:>7} |"
        )
    print(f"reached: under {LIMIT} MB over the interpreter's own {bare:.1f} MB")


if __name__ == "__main__":
    main()
