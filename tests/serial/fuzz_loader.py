"""Break real documents at random, and see that the loader says so and nothing else.

``python tests/serial/fuzz_loader.py --seconds 30``: it stops with the shortest document for
which anything but `ncpi.errors.InvalidError` came out, which doesn't survive the way out and back
once it is loaded, or of which the happy and the thorough path make something different. Not run
by pytest.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import ncpi
from ncpi.errors import Fault

sys.path.insert(0, str(Path(__file__).parents[1] / "second_package" / "src"))

from improvement_tracker import sample
from spoiling import spoilt_bytes, spoilt_texts
from two_paths import all_alike

from ncpi.fields._frozen import storable_text_fault
from ncpi.serial import _documents as paths
from ncpi.serial._formats import Format

LONGEST_FAULT = 4_000
SLOW_YAML = 20_000
"""Documents longer than this are left out in YAML, which takes ten times as long to read."""


def corpus() -> dict[Format, list[str]]:
    """Real documents of every format: indented and on one line; archives as lines; YAML."""
    found = records()
    pretty = [ncpi.to_json(record) for record in found]
    lines = [paths.json_line(record).decode() for record in found]
    reports = [paths.json_line(record).decode() for record in found if type(record) is ncpi.Report]
    archive = "".join(dict.fromkeys(reports[:4]))
    few = [record for record, text in zip(found, pretty, strict=False) if len(text) < SLOW_YAML]
    return {
        "json": pretty + lines,
        "jsonl": [*reports, archive, archive.replace("\n", "\r\n\n")],
        "yaml": [paths.to_yaml(record) for record in few],
    }


def records() -> list[ncpi.Record]:
    """A handful of every register, both Merseyside reports, and results."""
    registers = ncpi.registers
    found: list[ncpi.Record] = [sample()]
    for register in (registers.forces, registers.bodies, registers.fire_services):
        found += list(register)[:3]
    found += list(registers.inspectorates)[:4]
    found += list(registers.inspectors)[:4]
    reports = list(registers.reports)
    found += reports[:10]
    pair = ncpi.Archive(reports=reports).pair("merseyside")
    found += [pair.baseline, pair.follow_up, ncpi.compare(pair.baseline, pair.follow_up)]
    found.append(ncpi.Archive(reports=reports[:3]))
    scale = ncpi.GradeScale(key="own", title="Our own", grades=["a", "b"], inflections={"B": "b"})
    found.append(ncpi.CaseAudit(scale=scale, counts={"a": 1}, stated_total=3))
    return found


Mode = Literal["error", "keep", "ignore"]
MODES: tuple[Mode, ...] = ("error", "keep", "ignore")


def check(read: Callable[[Mode], ncpi.Record]) -> str:
    """What became of one document: refused or loaded. Raises whatever shouldn't happen."""
    outcomes = [check_one(read, mode) for mode in MODES]
    assert outcomes[0] == "refused" or outcomes == ["loaded"] * 3, "loaded only strictly"
    return "loaded" if "loaded" in outcomes else "refused"


def check_one(read: Callable[[Mode], ncpi.Record], mode: Mode) -> str:
    found = all_alike(lambda: read(mode))
    record = found.value
    if not isinstance(record, ncpi.Record):
        check_readable(found.faults)
        return "refused"
    text = all_alike(lambda: ncpi.to_json(record)).value
    line = all_alike(lambda: paths.json_line(record)).value
    for written in (text, line):
        again = all_alike(lambda written=written: ncpi.from_json(written, unknown=mode)).value
        assert again == record, "what was loaded changed on the way out and back"
        assert ncpi.to_json(again) == text, "stored again, it has other bytes"
        assert hash(again) == hash(record), "equal, with another hash"
    assert repr(record)
    assert str(record)
    return "loaded"


def check_text(given: str | bytes, kind: Format) -> str:
    """What became of one text, by every verb that reads it."""
    data = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    entry = [list(ncpi.check(data, format=kind, unknown=mode)) for mode in MODES]
    for faults in entry:
        check_readable(faults)
    if kind == "json":
        outcome = check(lambda mode: ncpi.from_json(given, unknown=mode))
        # A text may hold half a character, and is read by other eyes than its bytes.
        if given is data or storable_text_fault(str(given)) is None:
            assert (outcome == "loaded") == (not all(entry)), "checked and read, two verdicts"
        return outcome
    return check(lambda mode: ncpi.load(data, format=kind, unknown=mode))


def check_readable(faults: Iterable[Fault]) -> None:
    for fault in faults:
        assert fault.path.startswith("$"), f"the path {fault.path!r} doesn't start at $"
        assert len(str(fault)) < LONGEST_FAULT, "a fault of too many words"
        assert len(fault.value) < 300, "a fault with a long value"
        assert fault.message, "a fault without a message"
        assert str(fault).isprintable(), "a fault on odd lines"


def main() -> None:
    """Break documents until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    texts = corpus()
    for kind, whole in texts.items():
        for text in whole:
            assert check_text(text, kind) == "loaded", f"a sound document is refused ({kind})"
    documents: list[Any] = [json.loads(text) for text in texts["json"]]
    tally: Counter[str] = Counter()

    @settings(
        max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.data())
    def broken(data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(list(texts)))
        given_text: str | bytes
        if kind == "json":
            given_text = data.draw(spoilt_texts(data.draw(st.sampled_from(documents))))
        else:
            given_text = data.draw(spoilt_bytes(data.draw(st.sampled_from(texts[kind]))))
        tally[f"{kind}: {check_text(given_text, kind)}"] += 1

    end = time.monotonic() + asked.seconds
    for number in itertools.count():
        if time.monotonic() >= end:
            break
        seed(number)(broken)()  # others each time, and the same in each run
    for line, count in sorted(tally.items()):
        print(f"{count:8} {line}")  # noqa: T201 - a script that reports


if __name__ == "__main__":
    main()
