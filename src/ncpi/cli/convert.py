"""``ncpi convert``: converts a document to another format, or rewrites it in its own."""

from __future__ import annotations

import argparse
import errno
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import attrs

from ncpi import Archive, Record
from ncpi.cli._command import Command
from ncpi.cli._console import tell
from ncpi.cli._inputs import FORMATS, Input, add_reading, reading
from ncpi.cli._outputs import check_target
from ncpi.cli._progress import Progress
from ncpi.errors import InvalidError, counted, in_words
from ncpi.serial import Format, Unknown
from ncpi.serial._codec.replacing import replacing
from ncpi.serial._documents import json_line, to_json, to_yaml
from ncpi.serial._formats import format_of
from ncpi.serial.lines import Line, records_of

__all__ = ["CONVERT"]

_NOTES = """The formats are JSON, JSON Lines (an archive, one record per line) and YAML. If
anything goes wrong, OUT is not written."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="IN",
        help=".json, .jsonl, .ndjson, .yaml or .yml; - is standard input",
    )
    parser.add_argument("target", metavar="OUT", help="as for IN; - is standard output")
    parser.add_argument(
        "--to",
        choices=FORMATS,
        help="the format of OUT; default: from its file extension; required for -",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace OUT if it exists, even if it is IN"
    )
    add_reading(parser)


def _convert(options: argparse.Namespace) -> int:
    source = Input(options.source, options.named)
    target: str = options.target
    if target == "-":
        if options.to is None:
            names = ", ".join(FORMATS)
            message = f"standard output has no file extension: state the format with --to ({names})"
            raise argparse.ArgumentError(None, message)
    else:
        check_target(Path(target), force=options.force)
    to = format_of(Path(target), options.to)
    with reading([source]) as progress:
        if to == source.format == "jsonl":
            what = _convert_lines(source, target, options.unknown, progress)
        else:
            what = _convert_document(source, target, to, options.unknown, progress)
    tell(f"written: {'standard output' if target == '-' else target} ({what})")
    return 0


def _open(target: str) -> AbstractContextManager[BinaryIO]:
    if target != "-":
        return replacing(target)
    if sys.stdout is None:  # the shell closed it
        raise OSError(errno.EBADF, "Standard output is closed")
    return nullcontext(sys.stdout.buffer)


def _convert_document(
    source: Input, target: str, to: Format, unknown: Unknown, progress: Progress
) -> str:
    """Read the whole document and write it; return a description of it."""
    with source.open(progress) as opened:
        record = opened.read(Record, unknown)
    pieces = _encoded(record, to)
    with _open(target) as file:
        for piece in pieces:
            file.write(piece)
    if isinstance(record, Archive):
        return _counts(type(line) for line in records_of(record))
    return in_words(type(record))


def _counts(kinds: Iterable[type[Record]]) -> str:
    """How many records there are of each of *kinds*."""
    words = Counter(in_words(kind).partition(" ")[2] for kind in kinds)
    return ", ".join(counted(number, word) for word, number in words.items()) or "0 reports"


def _encoded(record: Record, to: Format) -> Iterable[bytes]:
    if to == "jsonl":
        return map(json_line, records_of(record))
    return [(to_json(record) if to == "json" else to_yaml(record)).encode()]


def _convert_lines(source: Input, target: str, unknown: Unknown, progress: Progress) -> str:
    """Write each line as it is read; return how many records of each kind there were."""
    is_valid = True
    kinds: list[type[Record]] = []

    def write(line: Line) -> None:
        nonlocal is_valid
        # After the first fault the output is discarded, and the rest is only checked.
        is_valid = is_valid and line.record is not None
        if not is_valid or line.record is None:
            return
        try:
            file.write(json_line(line.record))
        except InvalidError as error:
            faults = [attrs.evolve(fault, line=line.number) for fault in error.faults]
            raise InvalidError(faults, source.name) from None
        kinds.append(type(line.record))

    with _open(target) as file:
        with source.open(progress) as opened:
            faults = opened.check(unknown, write)
        if faults:
            raise InvalidError(faults, source.name)
    return _counts(kinds)


CONVERT = Command(
    _arguments,
    _convert,
    examples=("ncpi convert reports.jsonl reports.json",),
    notes=_NOTES,
)
