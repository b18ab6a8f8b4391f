"""``ncpi check``: every fault of documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import attrs

from ncpi import Archive
from ncpi.checking import reference_faults
from ncpi.cli._archives import contents
from ncpi.cli._command import Command
from ncpi.cli._console import one_line, say, tell, why
from ncpi.cli._inputs import Input, add_reading, reading
from ncpi.cli._progress import Progress
from ncpi.errors import Fault, InvalidError, MissingExtraError, counted
from ncpi.serial import Unknown
from ncpi.serial._text import write_json

__all__ = ["CHECK"]

_NOTES = """Each fault is one line of standard output: FILE:LINE: PATH: MESSAGE [CODE].
A warning has "warning:" before its message: a report, item, body, addressee, theme or inspectorate
that is named but is in none of these files, the shipped reports or the registers, or a programme
that is nearly a known one. The count goes to standard error. Exit status: 0 for no faults, 1 for
faults or a file that can't be read."""


_DOCUMENTS = ".json, .jsonl, .ndjson, .yaml or .yml"
_TRACKER = "The faults of a tracker are listed by: ncpi track due {}"
_RESPONSE = "The faults of a response are listed by: ncpi respond --check {}"
_COMMANDS = {".csv": _TRACKER, ".xlsx": _TRACKER, ".md": _RESPONSE, ".markdown": _RESPONSE}
"""What to do with a file of another kind that another command checks."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=f"{_DOCUMENTS}; - is standard input",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="the format of the faults: one per line, or an array of objects; default: text",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="make faults of the warnings: of names that lead nowhere",
    )
    add_reading(parser)


def _check(options: argparse.Namespace) -> int:
    if options.strict and "-" in options.files:
        raise argparse.ArgumentError(None, "--strict reads each file twice; name files")
    inputs = [Input(name, options.named) for name in options.files]
    count = 0
    sound: list[str] = []
    objects: list[dict[str, object]] = []
    with reading(inputs) as progress:
        for each in inputs:
            faults = _faults(each, options.unknown, progress)
            if not faults:
                sound.append(each.name)
            count += len(faults)
            if options.format == "json":
                objects += [_object(each.name, fault) for fault in faults]
            elif faults:
                progress.make_room()
                say("\n".join(_line(each.name, fault) for fault in faults))
    lost = [*_unknown_references(sound)]
    objects += [_object(name, fault, warning=not options.strict) for name, fault in lost]
    if lost and options.format == "text":
        say("\n".join(_line(name, fault, warning=not options.strict) for name, fault in lost))
    if options.format == "json":
        say(write_json(objects))
    count += len(lost) if options.strict else 0
    counts = [_counted(len(inputs), "file"), _counted(count, "fault")]
    if lost and not options.strict:
        counts.append(counted(len(lost), "warning"))
    tell(", ".join(counts))
    return 1 if count else 0


def _faults(source: Input, unknown: Unknown, progress: Progress) -> list[Fault]:
    """Every fault of one input; that it can't be read is a fault too."""
    try:
        with source.open(progress) as opened:
            return opened.check(unknown)
    except InvalidError as error:
        found, command = error.faults, _COMMANDS.get(Path(source.name).suffix.lower())
        if command is None or source.named is not None:
            return list(found)
        advice = f"{command.format(source.name)}; check reads documents: {_DOCUMENTS}"
        return [attrs.evolve(fault, suggestion=advice) for fault in found]
    except OSError as error:
        message = f"it can't be read: {error.strerror or error}"
        return [Fault("", "unreadable", message)]
    except (MissingExtraError, MemoryError) as error:
        return [Fault("", "unreadable", f"it can't be read: {why(error)}")]


def _unknown_references(names: Sequence[str]) -> Iterator[tuple[str, Fault]]:
    """What the files refer to that no register or file lists, each with its file."""
    files: list[tuple[str, Archive]] = []
    for name in names:
        if name == "-":
            tell("standard input: what it refers to isn't looked up; name a file for that")
            continue
        with suppress(InvalidError):  # a file of something else has no references to look up
            files.append((name, contents(name, again=True)))
    together = Archive.shipped().with_reports(*(one for _, archive in files for one in archive))
    for name, archive in files:
        for fault in reference_faults(archive, against=together):
            yield name, fault


def _line(name: str, fault: Fault, *, warning: bool = False) -> str:
    place = f"{name}:{fault.line}" if fault.line is not None else name
    path = f" {fault.path}:" if fault.path else ""
    path += " warning:" if warning else ""
    advice = f". {fault.suggestion}" if fault.suggestion else ""
    return one_line(f"{place}:{path} {fault.message}{advice} [{fault.code}]")


def _object(name: str, fault: Fault, *, warning: bool = False) -> dict[str, object]:
    return {"file": name, **attrs.asdict(fault), "warning": warning}


def _counted(count: int, what: str) -> str:
    return counted(count, what) if count else f"no {what}s"


CHECK = Command(
    _arguments,
    _check,
    examples=("ncpi check reports.jsonl", "ncpi check mine.yaml --strict"),
    notes=_NOTES,
)
