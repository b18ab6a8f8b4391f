"""``ncpi read``: what a published page says, as records."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ncpi
from ncpi import Archive
from ncpi.cli._archives import contents, report_named
from ncpi.cli._command import Command
from ncpi.cli._console import say, tell
from ncpi.cli._views import shown_as, viewed
from ncpi.comparison import compare
from ncpi.errors import InvalidError

if TYPE_CHECKING:
    from ncpi import pages

__all__ = ["READ"]

_NOTES = """A file is text, HTML or PDF; HTML, PDF and telephone numbers need the extra pages.
Nothing is fetched: save the page first. Exit status: 0 if every file was read, 1 if one isn't a
page that ncpi can read or, with --into, gives no record."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a saved page: text, HTML or PDF")
    parser.add_argument(
        "--format",
        choices=("text", "json", "yaml"),
        default="text",
        help="json and yaml are documents that ncpi loads; of several files, one JSON object per "
        "line; default: text",
    )
    parser.add_argument("--kind", metavar="KIND", help="the kind of page, if you know it")
    parser.add_argument("--address", metavar="URL", help="the page's web address; isn't fetched")
    use = parser.add_mutually_exclusive_group()
    use.add_argument("--why", action="store_true", help="the rule and the words for each value")
    use.add_argument(
        "--compare",
        action="store_true",
        help="compare a release or a report with the inspection that it follows up, with links "
        "proposed by the matcher",
    )
    use.add_argument("--into", metavar="ARCHIVE", help="add what was read to an archive")
    parser.add_argument(
        "--baseline", metavar="KEY", help="with --compare: the inspection, a file or a key"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="with --into: only show what would change"
    )


def _read(options: argparse.Namespace) -> int:
    files: list[str] = options.files
    if wrong := _misuse(options):
        raise argparse.ArgumentError(None, wrong)
    readings = [_reading(name, options) for name in files]
    if options.compare:
        return _compare(readings[0], options)
    if options.into is not None:
        return _into(files, readings, options)
    _say(files, readings, options)
    return 0 if all(one.kind for one in readings) else 1


def _misuse(options: argparse.Namespace) -> str | None:
    """What is wrong with the options together; None if nothing is."""
    several = len(options.files) > 1
    is_text = options.format == "text"
    wrong = {
        "--dry-run goes with --into": options.dry_run and options.into is None,
        "--baseline goes with --compare": options.baseline and not options.compare,
        "--compare takes one file": options.compare and several,
        "--address takes one file": options.address and several,
        "--compare prints text or json": options.compare and options.format == "yaml",
        "yaml takes one file; use json for several": options.format == "yaml" and several,
        "--into prints text": options.into is not None and not is_text,
        "--why prints text": options.why and not is_text,
    }
    return next((why for why, applies in wrong.items() if applies), None)


def _reading(name: str, options: argparse.Namespace) -> pages.Reading:
    from ncpi import pages  # noqa: PLC0415 - only this command needs it

    try:
        return pages.read(Path(name), kind=options.kind, address=options.address)
    except InvalidError as error:
        raise InvalidError(error.faults, name) from None


def _say(
    files: Sequence[str], readings: Sequence[pages.Reading], options: argparse.Namespace
) -> None:
    if options.format == "json" and len(readings) > 1:
        from ncpi.serial._codec.reading_and_writing import json_line  # noqa: PLC0415 - as in convert

        say("".join(json_line(one).decode() for one in readings))
        return
    if options.format != "text":
        from ncpi.serial._codec.reading_and_writing import yaml_text  # noqa: PLC0415 - as above

        say(ncpi.to_json(readings[0]) if options.format == "json" else yaml_text(readings[0]))
        return
    for name, one in zip(files, readings, strict=True):
        if len(files) > 1:
            say(f"{name}:")
        say("\n".join(_why(one)) if options.why else shown_as("text", one.describe()))


def _why(reading: pages.Reading) -> list[str]:
    lines = [f"{one.field}: {reading.why(one.field)}" for one in reading.found]
    return lines or [warning.label() for warning in reading.warnings]


def _compare(reading: pages.Reading, options: argparse.Namespace) -> int:
    from ncpi import pages  # noqa: PLC0415 - as above
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - only --compare needs it

    baseline = report_named(options.baseline) if options.baseline else pages.baseline_of(reading)
    follow_up = pages.follow_up_report(reading, baseline)
    comparison = compare(baseline, follow_up, matcher=Matcher())
    say(viewed(comparison, options.format))
    return 0


def _into(
    files: Sequence[str], readings: Sequence[pages.Reading], options: argparse.Namespace
) -> int:
    from ncpi import pages  # noqa: PLC0415 - as above

    target = Path(options.into)
    archive = contents(options.into) if target.exists() else Archive()
    changed = False
    for name, reading in zip(files, readings, strict=True):
        archive, changes, kept = pages.add_to(archive, reading)
        changed = changed or bool(changes)
        for change in changes:
            say(f"+ {change}")
        for text in kept:
            tell(f"ncpi: {name}: {text}")
    if options.dry_run or not changed:
        tell("nothing written" if options.dry_run else "nothing new: not written")
    else:
        ncpi.save(archive, target)
        tell(f"written: {options.into} ({archive.label()})")
    return 0 if all(one.record for one in readings) else 1


READ = Command(
    _arguments,
    _read,
    examples=("ncpi read release.txt --why", "ncpi read release.txt --compare"),
    notes=_NOTES,
)
