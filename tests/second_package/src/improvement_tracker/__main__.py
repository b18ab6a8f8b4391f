"""Store the sample in one process and load it in another.

``python -m improvement_tracker store FILE`` and ``python -m improvement_tracker load FILE``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import ncpi
from improvement_tracker.records import Report
from improvement_tracker.work import sample, workload

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 if all is as it was, 1 if something was lost or changed."""
    parser = argparse.ArgumentParser(prog="improvement-tracker")
    parser.add_argument("verb", choices=["store", "load"])
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    if asked.verb == "store":
        ncpi.save(sample(), asked.file)
        return 0
    report = ncpi.load(asked.file, Report)
    if report != sample() or ncpi.to_json(report) != asked.file.read_text(encoding="utf-8"):
        sys.stderr.write("what was loaded is not what was stored\n")
        return 1
    for owner, count in workload(report).items():
        sys.stdout.write(f"{owner}: {count}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
