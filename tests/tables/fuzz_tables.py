"""Break tables and trackers at random, and see that the reader says so and nothing else.

``python tests/tables/fuzz_tables.py --seconds 30 --seed 1``: exit status 1 if anything but
`ncpi.errors.InvalidError` came out of a broken folder, file or workbook, or if what was read
doesn't survive the way out and back. Not run by pytest.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.model.tracking import Tracker
from ncpi.tables import read_tracker, write_tracker
from ncpi.testing import make_tracker, make_tracking
from ncpi.vocabulary import Rag, TrackingStatus

JUNK = (
    "", " ", "x", "0", "-1", "1.5", "1e400", "9" * 400, "2018", "2018-13-01", "30/08/2018",
    "08/30/18", "31 February 2018", "true", "TRUE", "[]", '["a"', '{"a": 1}', "{" * 3_000,
    "=1+1", "'=1", "\x00", "\u202e", "\ud7ff", "ü", "a" * 40_000, "stated", "police/kent",
    "other: x", "NaN", "#N/A", "12%",
)  # fmt: skip
RAW = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"\r",
    b"\n\n\n",
    b",",
    b";",
    b"\t",
    b"sep=;\n",
    b"PK",
)


def broken_cells(data: bytes, dice: random.Random) -> bytes:
    """A CSV file with cells, rows or columns changed, moved, repeated or taken away."""
    rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    for _ in range(dice.choice((1, 1, 2, 5))):
        row = dice.choice(rows)
        match dice.randrange(7):
            case 0 | 1 if row:
                row[dice.randrange(len(row))] = dice.choice(JUNK)
            case 2:
                rows.insert(dice.randrange(len(rows) + 1), list(row))
            case 3 if len(rows) > 1:
                rows.remove(row)
            case 4:
                row.append(dice.choice(JUNK))
            case 5 if row:
                place = dice.randrange(len(row))
                for one in rows:
                    del one[place : place + 1]
            case _:
                dice.shuffle(rows)
    text = io.StringIO(newline="")
    quoting = dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(text, delimiter=dice.choice(",,,;"), quoting=quoting).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def broken_bytes(data: bytes, dice: random.Random) -> bytes:
    """A file with a few bytes changed, put in or cut off."""
    for _ in range(dice.choice((1, 1, 2, 5))):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((0, 1, 20, len(data))))
        data = data[:start] + dice.choice((*RAW, dice.randbytes(4), b"")) + data[end:]
    return data


def spoil(path: Path, dice: random.Random) -> None:
    data = path.read_bytes()
    is_csv = path.suffix == ".csv" and dice.random() < 0.7
    path.write_bytes((broken_cells if is_csv else broken_bytes)(data, dice))


def folder_of(
    archive: ncpi.Archive, form: tables.TableFormat
) -> Callable[[Path, random.Random], None]:
    """Breaks a file of a folder of tables, and reads the folder."""

    def attempt(place: Path, dice: random.Random) -> None:
        tables.save_tables(archive, place / "folder", format=form)
        spoil(dice.choice(sorted((place / "folder").iterdir())), dice)
        read = tables.load_tables(place / "folder", unknown=dice.choice(("error", "keep")))
        tables.save_tables(read, place / "again", format=form)
        assert tables.load_tables(place / "again", unknown="keep") == read

    return attempt


def tracker_of(tracker: Tracker, suffix: str) -> Callable[[Path, random.Random], None]:
    """Breaks a tracker's file, and reads it."""

    def attempt(place: Path, dice: random.Random) -> None:
        path = place / f"tracker{suffix}"
        write_tracker(tracker, path)
        spoil(path, dice)
        read = read_tracker(path)
        write_tracker(read, place / f"again{suffix}")
        assert read_tracker(place / f"again{suffix}") == read

    return attempt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    shipped = ncpi.Archive.shipped()
    archive = ncpi.Archive(reports=[*shipped.for_body("merseyside"), *shipped.for_body("kent")])
    item = "police/kent/2018-inspection#recommendation-"
    tracker = make_tracker(
        entries=[
            make_tracking(item=f"{item}1", status=[*TrackingStatus][-1], rag=Rag.GREEN, owner="A"),
            make_tracking(item=f"{item}2", percent_complete=40),
        ]
    )
    kinds = {
        "folder of csv": folder_of(archive, "csv"),
        "folder of parquet": folder_of(archive, "parquet"),
        "tracker as csv": tracker_of(tracker, ".csv"),
        "tracker as xlsx": tracker_of(tracker, ".xlsx"),
        "tracker as json": tracker_of(tracker, ".json"),
    }
    refused: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    failures: dict[str, str] = {}
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        kind = dice.choice([*kinds])
        tried[kind] += 1
        with tempfile.TemporaryDirectory() as place:
            try:
                kinds[kind](Path(place), dice)
            except InvalidError as error:
                refused[kind] += 1
                if not error.faults or any(len(str(fault)) > 4_000 for fault in error.faults):
                    failures.setdefault(f"{kind}: unclear", str(error)[:500])
            except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
                text = traceback.format_exc()
                failures.setdefault(f"{kind}: {text.splitlines()[-1][:200]}", text)
    for kind, count in sorted(tried.items()):
        print(f"{kind}: {count:,} tried, {refused[kind]:,} refused")
    for name, text in failures.items():
        print(f"\n{name}\n{text}")
    print(f"seed {options.seed}: {len(failures)} kinds of failure")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
