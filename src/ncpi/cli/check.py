"""``ncpi check``: every fault of documents."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import attrs

from ncpi import Archive, Record, Report
from ncpi.checking import faults_by_record
from ncpi.cli._archives import held_by
from ncpi.cli._command import Command
from ncpi.cli._console import one_line, say, tell, why
from ncpi.cli._inputs import Input, add_reading, reading
from ncpi.cli._progress import Progress
from ncpi.errors import Fault, InvalidError, MissingExtraError, counted
from ncpi.model import record_class
from ncpi.serial import Format, Unknown
from ncpi.serial._codec.places import positions_in_json
from ncpi.serial._codec.shapes import parts_of_archive
from ncpi.serial._codec.thorough import located
from ncpi.serial._formats import format_of
from ncpi.serial._text import decoded, read_json, write_json

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
        raise argparse.ArgumentError(None, "--strict can't look up standard input; name files")
    inputs = [Input(name, options.named) for name in options.files]
    count = 0
    sound: list[tuple[str, Record]] = []
    objects: list[dict[str, object]] = []
    with reading(inputs) as progress:
        for each in inputs:
            found = _checked(each, options.unknown, progress)
            if isinstance(found, Record):
                sound.append((each.name, found))
                continue
            count += len(found)
            if options.format == "json":
                objects += [_object(each.name, fault) for fault in found]
            else:
                progress.make_room()
                say("\n".join(_line(each.name, fault) for fault in found))
    lost = [*_unknown_references(sound, options.named)]
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


def _checked(source: Input, unknown: Unknown, progress: Progress) -> Record | list[Fault]:
    """The record in one input, or every fault of it; that it can't be read is a fault too."""
    try:
        with source.open(progress) as opened:
            return opened.read(Record, unknown)
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


def _unknown_references(
    records: Iterable[tuple[str, Record]], named: Format | None
) -> Iterator[tuple[str, Fault]]:
    """What the *records* of files refer to that no register or file lists, each with its file."""
    files: list[tuple[str, Archive]] = []
    for name, record in records:
        if name == "-" or not Path(name).is_file():  # a pipe can't be read again for its places
            source = "standard input" if name == "-" else name
            tell(f"{source}: what it refers to isn't looked up; name a file for that")
            continue
        with suppress(InvalidError):  # a file of something else has no references to look up
            files.append((name, held_by(record, name)))
    together = Archive.shipped().with_reports(*(one for _, archive in files for one in archive))
    for name, archive in files:
        if found := [*faults_by_record(archive, against=together)]:
            places = _places(name, named)
            for field, index, fault in found:
                mark = archive.reports[index].key if field == "reports" else index
                # The rows of a register's file have no place as parts of an archive.
                path, lines = places.get((field, mark), (f"{field}[{index}]", {}))
                yield name, located(InvalidError([fault.below(path)]), lines).faults[0]


def _places(
    name: str, named: Format | None
) -> Mapping[tuple[str, object], tuple[str, Mapping[str, int]]]:
    """The path of each record in the file, and the lines of its document.

    The records are named by their field in an archive, with the key of a report or else the
    index among those of the file.
    """
    places: dict[tuple[str, object], tuple[str, Mapping[str, int]]] = {}
    counts = Counter[str]()
    for content, lines in _documents(Path(name), named):
        kind = record_class(content["type"]) or Record
        is_archive = issubclass(kind, Archive)
        for part in parts_of_archive():
            held: Sequence[Mapping[str, Any]] = ()
            if is_archive:
                held = content.get(part.field, ())
            elif issubclass(kind, part.kind):
                held = [content]
            for index, one in enumerate(held):
                path = f"$.content.{part.field}[{index}]" if is_archive else "$.content"
                record = one["key"] if part.kind is Report else counts[part.field]
                places[part.field, record] = path, lines
                counts[part.field] += 1
    return places


def _documents(
    path: Path, named: Format | None
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, int]]]:
    """The content of each document in the file, with the line of every path."""
    data, form = path.read_bytes(), format_of(path, named)
    if form == "yaml":
        from ncpi.serial._yaml.reading import read_yaml  # noqa: PLC0415 - rarely needed

        read = read_yaml(data)
        documents: Iterable[tuple[object, Mapping[str, int]]] = [(read.value, read.lines)]
    elif form == "json":
        documents = [(read_json(data)[0], positions_in_json(decoded(data))[0])]
    else:
        lines = enumerate(data.split(b"\n"), 1)
        documents = ((read_json(line)[0], {"$": n}) for n, line in lines if line.strip())
    for document, places in documents:
        yield cast("Mapping[str, Any]", document)["content"], places


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
