"""Break real documents at random, and see that the loader says so and nothing else.

``python tests/serial/fuzz_loader.py --seconds 30 --seed 1``: exit status 1 if anything but
`ncpi.errors.InvalidError` came out, if something loaded doesn't survive the way out and
back, or if the happy and the thorough path differ in what they make of it. Each
kind of failure is shown once, with the document that provoked it. Not run by pytest.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import ncpi
from ncpi.errors import Fault, InvalidError

sys.path.insert(0, str(Path(__file__).parents[1] / "second_package" / "src"))

from improvement_tracker import sample
from two_paths import all_alike

from ncpi.fields._frozen import storable_text_fault
from ncpi.serial import _documents as paths
from ncpi.serial._formats import Format

LONGEST_FAULT = 4_000
SLOW_YAML = 20_000
"""Documents longer than this are left out in YAML, which takes ten times as long to read."""
JUNK: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**40, 0.0, -0.0, 0.5, 1e300, "", " ", "x", "ü",
    "\x00", "\u202e", "\ud800", "2018", "2018-13", "2018-02-30", "2018-02-28", "0000-01-01",
    "open", "unknown", "good", "08:30", "25:00", "Europe/London", "../../etc/passwd", "Europe",
    "https://example.org/", "police/merseyside", "stated", "ncpi-cases-2014", "peel", "report",
    "a" * 1001, "a" * 500_001, [], {}, [[]], [{}], {"": None}, {"type": None},
    {"type": "report"}, {"type": "partial-date", "year": 2018}, {"type": "no-such-record"},
    {"a b.c[0]'\"": 1}, ["a", "a"], [None, 1, "x"],
]  # fmt: skip
ODD_OBJECTS: list[Any] = [
    float("nan"), float("inf"), 10**5000, b"bytes", (1, 2), {1, 2}, object(), {1: 2},
    {None: "x"}, {("a",): 1}, Path("x"), ncpi.PartialDate(year=2018), range(3), type,
]  # fmt: skip
RAW: list[bytes] = [
    b"", b"{", b"}", b"[", b"]", b",", b":", b'"', b"null", b"NaN", b"Infinity", b"-Infinity",
    b"1e999", b"-1e999", b"1E-999", b"9" * 500, b"9" * 5000, b"\\ud800", b"\\u0000", b"\\", b"\n",
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00", b"\xed\xa0\x80", b"[" * 2000, b'{"a":' * 2000,
    b"-0", b"0.1", b"true", b"//", b"'", b'"type":"report",', b'"key":"x",',
]  # fmt: skip


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


def places(value: Any, holder: Any = None, key: Any = None) -> Iterator[tuple[Any, Any]]:
    """Every place in a document, as what holds it and under which key."""
    if holder is not None:
        yield holder, key
    if isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for name, element in inner:
            yield from places(element, value, name)


def mutate_structure(document: Any, dice: random.Random, junk: list[Any]) -> Any:
    """*document* with one to four things in it replaced, removed, renamed, added or moved."""
    document = copy.deepcopy(document)
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        found = list(places(document))
        if found:
            mutate_place(*dice.choice(found), dice, junk, found)
    return document


def mutate_place(
    holder: Any, key: Any, dice: random.Random, junk: list[Any], found: list[tuple[Any, Any]]
) -> None:
    other, other_key = dice.choice(found)
    names = [f"{key}s", str(key)[:-1], "strange", "x y", "unknown_fields", "note", "type", "key"]
    match dice.randrange(8):
        case 0 | 1:
            holder[key] = copy.deepcopy(dice.choice(junk))
        case 2:
            del holder[key]
        case 3 if isinstance(holder, dict):
            holder[dice.choice(names)] = holder.pop(key)
        case 4 if isinstance(holder, dict):
            holder[dice.choice(names)] = copy.deepcopy(dice.choice(junk))
        case 5 if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        case 6:
            holder[key] = copy.deepcopy(other[other_key])
        case _:
            for _ in range(dice.choice([1, 2, 60, 90])):
                holder[key] = [holder[key]] if dice.random() < 0.5 else {"deeper": holder[key]}


def mutate_bytes(text: str, dice: random.Random) -> bytes:
    """*text* as bytes with a few cut out, put in, flipped, repeated or cut off."""
    data = bytearray(text.encode())
    for _ in range(dice.choice([1, 1, 2, 5])):
        at = dice.randrange(len(data) + 1)
        to = min(len(data), at + dice.choice([1, 1, 2, 10, 100]))
        match dice.randrange(6):
            case 0:
                data[at:to] = b""
            case 1:
                data[at:at] = dice.choice(RAW)
            case 2:
                data[at:to] = dice.choice(RAW)
            case 3 if at < len(data):
                data[at] ^= 1 << dice.randrange(8)
            case 4:
                data[at:at] = data[at:to]
            case 5:
                del data[at if dice.random() < 0.1 else len(data) :]
    return bytes(data)


def repeat_keys(text: str, dice: random.Random) -> str:
    """*text* with some of its lines written twice: keys that stand more than once."""
    lines = text.split("\n")
    for _ in range(dice.choice([1, 2, 5])):
        at = dice.randrange(len(lines))
        if lines[at].endswith(","):
            lines.insert(at, lines[at])
    return "\n".join(lines)


Mode = Literal["error", "keep", "ignore"]
MODES: tuple[Mode, ...] = ("error", "keep", "ignore")


def check(read: Callable[[Mode], ncpi.Record]) -> str:
    """What became of one document: refused or loaded. Raises whatever shouldn't happen."""
    outcomes = [check_one(read, mode) for mode in MODES]
    if outcomes[0] == "loaded" and outcomes[1:] != ["loaded", "loaded"]:
        raise AssertionError("loaded strictly, but not when unknown keys are kept or ignored")
    return "loaded" if "loaded" in outcomes else "refused"


def check_one(read: Callable[[Mode], ncpi.Record], mode: Mode) -> str:
    found = all_alike(lambda: read(mode))
    record = found.value
    if not isinstance(record, ncpi.Record):
        require_readable(found.faults)
        return "refused"
    text = all_alike(lambda: ncpi.to_json(record)).value
    line = all_alike(lambda: paths.json_line(record)).value
    for written in (text, line):
        again = all_alike(lambda written=written: ncpi.from_json(written, unknown=mode)).value
        require(again == record, "what was loaded changed on the way out and back")
        require(ncpi.to_json(again) == text, "stored again, it has other bytes")
        require(hash(again) == hash(record), "equal, with another hash")
    require(bool(repr(record)) and bool(str(record)), "it can't be shown")
    return "loaded"


def check_text(given: str | bytes, kind: Format) -> str:
    """What became of one text, by every verb that reads it."""
    data = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    entry = [list(ncpi.check(data, format=kind, unknown=mode)) for mode in MODES]
    for faults in entry:
        require_readable(faults)
    if kind == "json":
        outcome = check(lambda mode: ncpi.from_json(given, unknown=mode))
        # A text may hold half a character, and is read by other eyes than its bytes.
        if given is data or storable_text_fault(str(given)) is None:
            require((outcome == "loaded") == (not all(entry)), "checked and read, two verdicts")
        return outcome
    return check(lambda mode: ncpi.load(data, format=kind, unknown=mode))


def require_readable(faults: Iterable[Fault]) -> None:
    for fault in faults:
        require(fault.path.startswith("$"), f"the path {fault.path!r} doesn't start at $")
        require(len(str(fault)) < LONGEST_FAULT, "a fault of too many words")
        require(len(fault.value) < 300, "a fault with a long value")
        require(bool(fault.message), "a fault without a message")
        require(str(fault).isprintable(), "a fault on odd lines")


def require(condition: bool, promise: str) -> None:  # noqa: FBT001 - reads like an assertion
    if not condition:
        raise AssertionError(promise)


def where(error: BaseException) -> str:
    """The failure's kind and place, so that each is given once."""
    frames = traceback.extract_tb(error.__traceback__)
    last = [frame for frame in frames if "ncpi" in frame.filename or "fuzz" in frame.filename][-1]
    said = str(error)[:60] if isinstance(error, AssertionError) else ""
    if isinstance(error, InvalidError):
        said = error.faults[0].code
    return f"{type(error).__name__} {said} {Path(last.filename).name}:{last.lineno}"


def spoilt(
    texts: dict[Format, list[str]], documents: list[Any], dice: random.Random
) -> tuple[str, Any, Format | None]:
    """How a document was spoilt, the document, and its format; None: it is no text."""
    how = dice.choice(["structure", "line", "bytes", "keys", "objects", "jsonl", "yaml"])
    document = dice.choice(documents)
    if how == "objects":
        return how, mutate_structure(document, dice, JUNK + ODD_OBJECTS), None
    if how in ("structure", "line"):
        # As ncpi lays it out itself, so that the happy path reads it.
        layout: dict[str, Any] = {"indent": 2} if how == "structure" else {"separators": (",", ":")}
        given = json.dumps(
            mutate_structure(document, dice, JUNK), ensure_ascii=dice.random() < 0.1, **layout
        )
        return how, given + dice.choice(["\n", ""]), "json"
    kind: Format = "jsonl" if how == "jsonl" else "yaml" if how == "yaml" else "json"
    text = dice.choice(texts[kind])
    return how, repeat_keys(text, dice) if how == "keys" else mutate_bytes(text, dice), kind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)  # noqa: S311 - dice, not secrets
    texts = corpus()
    documents = [json.loads(text) for text in texts["json"]]
    for kind, whole in texts.items():
        for text in whole:
            require(check_text(text, kind) == "loaded", f"a sound document is refused ({kind})")
    tally: Counter[str] = Counter()
    failures: dict[str, int] = {}
    folder = Path(tempfile.mkdtemp(prefix="ncpi-fuzz-"))
    start = time.monotonic()
    while time.monotonic() < start + asked.seconds:
        how, given, kind = spoilt(texts, documents, dice)
        try:
            if kind is None:
                outcome = check(lambda mode: ncpi.from_dict(given, unknown=mode))  # noqa: B023 - used at once
            else:
                outcome = check_text(given, kind)
        except Exception as error:  # noqa: BLE001 - finding these is what it is for
            outcome = "FAILED"
            failure = where(error)
            failures[failure] = failures.get(failure, 0) + 1
            if failures[failure] == 1:
                report(failure, error, given, folder, len(failures))
        tally[f"{how}: {outcome}"] += 1
    seconds = time.monotonic() - start
    for line, count in sorted(tally.items()):
        print(f"{count:8} {line}")  # noqa: T201 - a script that reports
    print(f"{tally.total() / seconds:8,.0f} documents a second, each on every path")  # noqa: T201 - see above
    for failure, count in failures.items():
        print(f"{count:8} times {failure}")  # noqa: T201 - a script that reports
    return 1 if failures else 0


def report(kind: str, error: BaseException, given: Any, folder: Path, number: int) -> None:
    kept = folder / f"{number}.txt"
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)  # it may hold a number that Python won't spell out
    kept.write_bytes(given if isinstance(given, bytes) else repr(given).encode("utf-8", "replace"))
    sys.set_int_max_str_digits(most)
    trace = "".join(traceback.format_exception(error, limit=-4))
    print(f"--- {kind}\n{trace[-1500:]}    document: {kept}", flush=True)  # noqa: T201 - see above


if __name__ == "__main__":
    sys.exit(main())
