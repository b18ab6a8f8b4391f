"""``ncpi check``: every fault of documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

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
The count goes to standard error. Exit status: 0 for no faults, 1 for faults or a file that
can't be read."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=".json, .jsonl, .ndjson, .yaml or .yml; - is standard input",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="the format of the faults: one per line, or an array of objects; default: text",
    )
    parser.add_argument(
        "--references",
        action="store_true",
        help="also check that the reports, items, bodies and inspectorates that the files name "
        "exist in these files, the shipped reports or the registers",
    )
    add_reading(parser)


def _check(options: argparse.Namespace) -> int:
    if options.references and "-" in options.files:
        raise argparse.ArgumentError(None, "--references reads each file twice; name files")
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
    if options.references:
        unknown = [*_unknown_references(sound)]
        count += len(unknown)
        objects += [_object(name, fault) for name, fault in unknown]
        if unknown and options.format == "text":
            say("\n".join(_line(name, fault) for name, fault in unknown))
    if options.format == "json":
        say(write_json(objects))
    tell(f"{_counted(len(inputs), 'file')}, {_counted(count, 'fault')}")
    return 1 if count else 0


def _faults(source: Input, unknown: Unknown, progress: Progress) -> list[Fault]:
    """Every fault of one input; that it can't be read is a fault too."""
    try:
        with source.open(progress) as opened:
            return opened.check(unknown)
    except InvalidError as error:
        return list(error.faults)
    except OSError as error:
        message = f"it can't be read: {error.strerror or error}"
        return [Fault("", "unreadable", message)]
    except (MissingExtraError, MemoryError) as error:
        return [Fault("", "unreadable", f"it can't be read: {why(error)}")]


def _unknown_references(names: Sequence[str]) -> Iterator[tuple[str, Fault]]:
    """What the files refer to that no register or file lists, each with its file."""
    files = [(name, contents(name)) for name in names]
    together = Archive.shipped().with_reports(*(one for _, archive in files for one in archive))
    for name, archive in files:
        for fault in reference_faults(archive, against=together):
            yield name, fault


def _line(name: str, fault: Fault) -> str:
    place = f"{name}:{fault.line}" if fault.line is not None else name
    path = f" {fault.path}:" if fault.path else ""
    advice = f". {fault.suggestion}" if fault.suggestion else ""
    return one_line(f"{place}:{path} {fault.message}{advice} [{fault.code}]")


def _object(name: str, fault: Fault) -> dict[str, object]:
    return {"file": name, **attrs.asdict(fault)}


def _counted(count: int, what: str) -> str:
    return counted(count, what) if count else f"no {what}s"


CHECK = Command(
    _arguments,
    _check,
    examples=("ncpi check reports.jsonl --references",),
    notes=_NOTES,
)
