"""Documents that a fuzzer grows towards code not yet run, read on every path.

``pip install atheris`` (for Python 3.11 on Linux there is a wheel), then
``python tests/serial/fuzz_atheris.py --seconds 300``. It ends with status 0 if nothing but
`ncpi.errors.InvalidError` came out and the paths never differed; else libFuzzer writes the
document that provoked it to ``crash-...`` in the folder it runs in, and shows the error. A
document is tried again by its name: ``... fuzz_atheris.py crash-...``. Not run by pytest,
nor in CI.

The first byte of an input says how it is read: as JSON, JSON Lines or YAML.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parents[1] / "second_package" / "src"),
]

with atheris.instrument_imports(include=["ncpi"]):
    from ncpi.serial._formats import Format

from fuzz_loader import check_text, corpus  # noqa: E402 - after what is instrumented

FORMATS: dict[bytes, Format] = {b"j": "json", b"l": "jsonl", b"y": "yaml"}
LONGEST = 20_000


def read_one(data: bytes) -> None:
    """Read *data* by every verb and on every path; whatever shouldn't happen is raised."""
    kind = FORMATS.get(data[:1])
    if kind is not None:
        check_text(data[1:], kind)


def sow(folder: Path) -> None:
    """Write real documents of every format to *folder*, for the fuzzer to begin with."""
    marks = {kind: mark for mark, kind in FORMATS.items()}
    for kind, texts in corpus().items():
        short = [text.encode() for text in texts if len(text) < LONGEST]
        for number, text in enumerate(sorted(set(short), key=len)):
            (folder / f"{kind}-{number}").write_bytes(marks[kind] + text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("again", nargs="?", help="a document to try again")
    asked = parser.parse_args()
    options = [sys.argv[0], "-rss_limit_mb=2048", f"-max_len={LONGEST}"]
    if asked.again:
        atheris.Setup([*options, asked.again], read_one)
        atheris.Fuzz()
        return
    with tempfile.TemporaryDirectory(prefix="ncpi-atheris-") as folder:
        sow(Path(folder))
        timed = [f"-max_total_time={asked.seconds}", "-timeout=60", "-print_final_stats=1"]
        atheris.Setup([*options, *timed, folder], read_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
