"""How fast reports are read and written, against pydantic 2; ratios in one run.

Run it as ``python tests/benchmarks/bench_serial.py [--reports 2000] [--rounds 7]``, where
pydantic and PyYAML are installed. Both sides have the same documents, and make the same checks;
`bench_fairness` asserts it first. The sides take turns round by round, so that a noisy machine
disturbs both alike. Processor time is counted, the garbage collector is left alone, and nothing
fails for being slow.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from typing import Any

import rival_pydantic
import yaml
from bench_fairness import NCPI, PYDANTIC, assert_fair
from bench_printing import Work, machine, print_rows, taking_turns
from bench_reports import reports

import ncpi
from ncpi.serial._documents import json_bytes, to_yaml

LIBRARIES = ("attrs", "cattrs", "pydantic", "pydantic-core", "PyYAML")


def _each(work: Callable[[Any], object], given: Sequence[Any]) -> Work:
    """Do *work* on each of *given*, and drop each result before the next is made."""

    def dropped() -> None:
        for one in given:
            work(one)

    return dropped


def _held(work: Callable[[Any], object], given: Sequence[Any]) -> Work:
    """Do *work* on each of *given*, and hold all the results until the last is made."""
    return lambda: [work(one) for one in given]


def _with_nulls(line: bytes) -> bytes:
    """*line* with a null written out in each report, recommendation and case audit."""
    document: Any = json.loads(line)
    content = document["content"]
    for one in (content, *content["recommendations"], *content["case_audits"]):
        one.setdefault("confidence", None)
    return json.dumps(document).encode()


def _variants(lines: Sequence[bytes]) -> dict[str, list[bytes]]:
    documents = [json.loads(line) for line in lines]
    return {
        "json.dumps": [json.dumps(one).encode() for one in documents],
        "sorted keys": [json.dumps(one, sort_keys=True).encode() for one in documents],
        "indented by 4": [json.dumps(one, indent=4).encode() for one in documents],
        "with nulls": [_with_nulls(line) for line in lines],
    }


def _construction(line: bytes) -> dict[str, tuple[float, Work, Work]]:
    """Ours and pydantic's constructors, with arguments that need no conversion."""
    ours: Any = NCPI.load(line)
    theirs: Any = PYDANTIC.load(line).content
    found: dict[str, tuple[float, Work, Work]] = {}
    for one, other, most in (
        (ours.recommendations[0], theirs.recommendations[0], 2.5),
        (ours, theirs, 2.5),
    ):
        name = type(one).__name__
        mine = {key: getattr(one, key) for key in other.model_fields_set if key != "type"}
        same = {key: getattr(other, key) for key in mine}
        if name == "Report":
            same["type"] = "report"
        make, make_other = type(one), getattr(rival_pydantic, name)
        found[f"{name}(...), 1,000 times"] = (
            1 / most,
            _each(lambda _, make=make, mine=mine: make(**mine), range(1000)),
            _each(lambda _, make=make_other, same=same: make(**same), range(1000)),
        )
    return found


def _measures(lines: Sequence[bytes]) -> dict[str, tuple[float, Work, Work]]:
    """What is measured: the ratio to reach, our work, and the other side's."""
    mine, theirs = map(NCPI.load, lines), map(PYDANTIC.load, lines)
    ours, others = list(mine), list(theirs)
    documents = [ncpi.to_dict(report) for report in ours[:20]]
    found: dict[str, tuple[float, Work, Work]] = {
        "load, dropped": (0.7, _each(NCPI.load, lines), _each(PYDANTIC.load, lines)),
        f"load, {len(lines):,} held": (1.3, _held(NCPI.load, lines), _held(PYDANTIC.load, lines)),
    }
    for name, texts in _variants(lines).items():
        least = 0.6 if name == "with nulls" else 1.0
        found[f"load, {name}"] = (least, _each(NCPI.load, texts), _each(PYDANTIC.load, texts))
    found["dump"] = (0.9, _each(NCPI.dump, ours), _each(PYDANTIC.dump, others))
    found["dump, indented"] = (0.85, _each(NCPI.dump_page, ours), _each(PYDANTIC.dump_page, others))
    found["dump as YAML, against PyYAML's C dumper"] = (
        0.5,
        _each(to_yaml, ours[:20]),
        _each(lambda document: yaml.dump(document, Dumper=yaml.CSafeDumper), documents),
    )
    return found | _construction(lines[0])


def main() -> None:
    """Assert that the comparison is fair, time the sides, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    written = list(reports(asked.reports))
    lines = [json_bytes(report) for report in written]
    assert_fair(written, lines, [ncpi.to_json(report).encode() for report in written])
    del written
    sizes = [len(line) for line in lines]
    rows: list[list[str]] = []
    for name, (least, ours, theirs) in _measures(lines).items():
        took = taking_turns({"ours": ours, "theirs": theirs}, asked.rounds + 1)
        both = [times[1:] for times in took.values()]
        (mine, other), (best, best_other) = map(statistics.median, both), map(min, both)
        reached = "yes" if other / mine >= least else "no"
        rows.append(
            [
                name,
                f"{mine:.1f}",
                f"{other:.1f}",
                f"{other / mine:.2f}",
                f"{best_other / best:.2f}",
                f"{least:g}",
                reached,
            ]
        )
    print(f"{len(lines):,} reports of {min(sizes):,} to {max(sizes):,} bytes as a line of JSON,")
    print(f"processor time in ms, {asked.rounds} rounds; {machine(*LIBRARIES)}\n")
    header = ["", "ncpi", "the other", "x its speed", "x, of minima", "to reach", "reached"]
    print_rows(header, rows)


if __name__ == "__main__":
    main()
