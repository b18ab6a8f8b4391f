"""``ncpi respond``: writes a response to fill in, and lists what one lacks."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import ncpi
from ncpi import Report, registers
from ncpi.cli import Command
from ncpi.cli._archives import is_markdown, report_named, response_in, unlisted
from ncpi.cli._console import say, tell
from ncpi.cli._outputs import check_target
from ncpi.cli._views import add_view, viewed
from ncpi.errors import Fault, InvalidError, UnknownNameError, counted, shown
from ncpi.model.items import ItemRef
from ncpi.model.responses import Response
from ncpi.owed import outsider_in
from ncpi.serial._codec.replacing import replacing
from ncpi.serial.responses import to_markdown
from ncpi.vocabulary import ItemKind

__all__ = ["RESPOND"]

_EXTENSIONS = (".md", ".markdown", ".yaml", ".yml", ".json")
_NOTES = """The duty is that of Police Act 1996 s.55; this is not legal advice. Exit status of
--check: 0 if nothing is lacking, 1 if something is, or if the file can't be read."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "report",
        metavar="REPORT",
        nargs="?",
        help="a file, or the key of a shipped report; with --check only if it isn't shipped",
    )
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument(
        "-o", "--output", metavar="FILE", help="write a response to fill in: .md, .yaml or .json"
    )
    action.add_argument("--check", metavar="FILE", help="list what the response in FILE lacks")
    parser.add_argument(
        "--body",
        metavar="NAME",
        help="the local policing body that responds, by any of its names; default: that of the "
        "force inspected",
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")
    add_view(parser, output=False)


def _respond(options: argparse.Namespace) -> int:
    if options.check is not None:
        return _check(options)
    if options.report is None:
        raise argparse.ArgumentError(None, "name the report to respond to")
    if options.format != "text":
        raise argparse.ArgumentError(
            None, "--format goes with --check: -o FILE has its extension's"
        )
    target: str = options.output
    _check_extension(target)
    check_target(Path(target), force=options.force)
    report = report_named(options.report)
    body = _body(options.body, report)
    _check_body(body, report)
    response = Response.start(report, body=body)
    if is_markdown(target):
        text = to_markdown(response, report)
        with replacing(target) as file:
            file.write(text.encode())
    else:
        ncpi.save(response, target)
    tell(f"written: {target} ({counted(len(response.answers), 'item')} to answer)")
    if report.items and not response.answers:
        tell(
            "ncpi: the report lists no recommendation or area for improvement, but it lists "
            f"{_listed(report)}, which may be answered too: "
            f"{_how_to_answer(report.items[0].ref(report.key), response)}"
        )
    if more := unlisted([report]):
        other = ItemRef(report=report.key, kind=ItemKind.RECOMMENDATION, key="NUMBER")
        tell(f"ncpi: {more}. To answer another: {_how_to_answer(other, response)}")
    if response.body is None:
        tell("ncpi: whose response it is isn't known: name the body with --body, or in the file")
    return 0


def _how_to_answer(item: ItemRef, response: Response) -> str:
    """How to write an answer to *item*, for which *response* has no place."""
    group = f"## {item.kind.plural.capitalize()}"
    has_group = any(answer.item.kind is item.kind for answer in response.answers)
    where = f"below {group} write the headings " if has_group else f"write the headings {group}, "
    return (
        f"in Markdown, {where}### {item}, #### Action taken, #### Action proposed and "
        "#### Reason for none; in YAML or JSON, add an answer with that item"
    )


def _check_extension(name: str) -> None:
    if Path(name).suffix.lower() not in _EXTENSIONS:
        message = f"{name} has none of the file extensions {', '.join(_EXTENSIONS)}"
        raise argparse.ArgumentError(None, message)


def _listed(report: Report) -> str:
    """How many items of each kind *report* lists."""
    kinds = Counter(item.ref(report.key).kind for item in report.items)
    return " and ".join(counted(n, kind.value, kind.plural) for kind, n in kinds.items())


def _body(name: str | None, report: Report) -> str | None:
    """The key of the body named, or else of the one that holds the one force to account."""
    if name is not None:
        return registers.local_policing_bodies.find(name).key
    forces = [body for body in report.bodies if body in registers.forces]
    return registers.local_policing_body_of(forces[0]).key if len(forces) == 1 else None


def _check_body(body: str | None, report: Report, subject: str = "") -> None:
    if body is not None and (fault := outsider_in(report, body)):
        raise InvalidError([fault], subject)


def _check(options: argparse.Namespace) -> int:
    for name in ("body", "force"):
        if getattr(options, name):
            raise argparse.ArgumentError(None, f"--{name} goes with -o, not with --check")
    _check_extension(options.check)
    response = response_in(options.check)
    try:
        report = report_named(options.report or response.report)
    except UnknownNameError as error:
        if options.report is not None:
            raise
        advice = f"If it is your own, add its file: ncpi respond FILE --check {options.check}"
        message = f"no shipped report has the key {shown(response.report)}"
        fault = Fault("report", "choice", message, shown(response.report), advice)
        raise InvalidError([fault], options.check) from error
    gaps = response.gaps(report)
    _check_body(response.body, report, options.check)
    say(viewed(gaps, options.format))
    return 1 if gaps.gaps else 0


RESPOND = Command(
    _arguments,
    _respond,
    examples=("ncpi respond police/warwickshire/2022-inspection -o response.md",),
    notes=_NOTES,
)
