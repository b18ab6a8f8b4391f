"""``ncpi convert``: a document in another format, or its own format written anew."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import attrs

from ncpi import Archive, Record
from ncpi.cli._command import Command
from ncpi.cli._console import tell
from ncpi.cli._inputs import FORMATS, Input, add_reading, reading
from ncpi.cli._progress import Progress
from ncpi.errors import InvalidError, counted, in_words
from ncpi.serial import Format, Unknown
from ncpi.serial._codec.paths import json_line, json_text, yaml_text
from ncpi.serial._codec.replacing import replacing
from ncpi.serial._formats import format_of
from ncpi.serial.lines import Line, reports_of

__all__ = ["CONVERT"]

_NOTES = """The formats are JSON, JSON Lines (an archive, one report a line) and YAML. OUT is
written whole or not at all."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="IN",
        help=".json, .jsonl, .ndjson, .yaml or .yml; - is standard input",
    )
    parser.add_argument("target", metavar="OUT", help="such a file; - is standard output")
    parser.add_argument(
        "--to",
        choices=FORMATS,
        help="the format that is written; default: that of OUT's ending; needed for -",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace OUT if there is such a file, even IN itself"
    )
    add_reading(parser)


def _convert(options: argparse.Namespace) -> int:
    source = Input(options.source, options.named)
    target: str = options.target
    if target == "-":
        if options.to is None:
            names = ", ".join(FORMATS)
            message = f"standard output has no ending: name the format with --to ({names})"
            raise argparse.ArgumentError(None, message)
    else:
        _spare(Path(target), force=options.force)
    to = format_of(Path(target), options.to)
    with reading([source]) as progress:
        if to == source.format == "jsonl":
            what = _stream(source, target, options.unknown, progress)
        else:
            what = _whole(source, target, to, options.unknown, progress)
    tell(f"written: {'standard output' if target == '-' else target} ({what})")
    return 0


def _spare(target: Path, *, force: bool) -> None:
    """Refuse what would harm a file that is there."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "It is a folder; name a file in it", str(target))
    if target.exists() and not target.is_file():
        # Writing would put a file in the place of a device or a pipe.
        raise OSError(errno.EINVAL, "It is no ordinary file; - is standard output", str(target))
    if target.exists() and not force:
        raise FileExistsError(
            errno.EEXIST, "There is such a file; --force replaces it", str(target)
        )


def _open(target: str) -> AbstractContextManager[BinaryIO]:
    if target != "-":
        return replacing(target)
    if sys.stdout is None:  # where the shell closed it
        raise OSError(errno.EBADF, "Standard output is closed")
    return nullcontext(sys.stdout.buffer)


def _whole(source: Input, target: str, to: Format, unknown: Unknown, progress: Progress) -> str:
    """Read all and write all; what it was."""
    with source.open(progress) as opened:
        record = opened.read(Record, unknown)
    written = _written(record, to)
    with _open(target) as file:
        for piece in written:
            file.write(piece)
    return counted(len(record), "report") if isinstance(record, Archive) else in_words(type(record))


def _written(record: Record, to: Format) -> Iterable[bytes]:
    if to == "jsonl":
        return map(json_line, reports_of(record))
    return [(json_text(record) if to == "json" else yaml_text(record)).encode()]


def _stream(source: Input, target: str, unknown: Unknown, progress: Progress) -> str:
    """Write each line as it is read; how many they were."""
    count, is_sound = 0, True

    def write(line: Line) -> None:
        nonlocal count, is_sound
        # After a fault nothing will be kept; all the rest is only read for more of them.
        is_sound = is_sound and line.record is not None
        if not is_sound or line.record is None:
            return
        try:
            file.write(json_line(line.record))
        except InvalidError as error:
            found = [attrs.evolve(fault, line=line.number) for fault in error.faults]
            raise InvalidError(found, source.name) from None
        count += 1

    with _open(target) as file:
        with source.open(progress) as opened:
            faults = opened.check(unknown, write)
        if faults:
            raise InvalidError(faults, source.name)
    return counted(count, "report")


CONVERT = Command("convert", "a document in another format", _arguments, _convert, _NOTES)
