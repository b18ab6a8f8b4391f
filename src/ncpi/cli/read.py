"""``ncpi read``: what a published page says, as records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import ncpi
from ncpi import Archive, PressRelease
from ncpi.cli._archives import contents, report_named
from ncpi.cli._command import Command
from ncpi.cli._console import say, tell, why
from ncpi.cli._outputs import add_output
from ncpi.cli._views import shown_as, viewed
from ncpi.comparison import compare
from ncpi.errors import InvalidError, MissingExtraError

if TYPE_CHECKING:
    from ncpi import pages

__all__ = ["READ"]

_NOTES = """A file is text, HTML or PDF; HTML, PDF and telephone numbers need the extra pages.
Nothing is fetched: save the page first. Exit status: 0 if every file was read, 1 if one isn't a
page that ncpi can read or, with --into, gives no record; the others are answered all the same."""


_FORMATS = ("text", "markdown", "html", "json", "yaml")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a saved page: text, HTML or PDF")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="json and yaml are documents that ncpi loads; of several files, one JSON object per "
        "line; default: that of the extension of -o, else text",
    )
    add_output(parser, _FORMATS)
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
    if options.compare:
        return _compare(_reading(files[0], options), options)
    readings: list[tuple[str, pages.Reading]] = []
    failed: list[str] = []
    for name in files:
        try:
            readings.append((name, _reading(name, options)))
        except (InvalidError, MissingExtraError, OSError) as error:
            if len(files) == 1:
                raise
            failed.append(
                f"{name}: {why(error)}" if isinstance(error, MissingExtraError) else why(error)
            )
    if options.into is not None:
        is_sound = _into(readings, options)
    else:
        _say(readings, options)
        is_sound = all(one.kind for _, one in readings)
    for text in failed:
        tell(f"ncpi: {text}")
    return 0 if is_sound and not failed else 1


def _misuse(options: argparse.Namespace) -> str | None:
    """What is wrong with the options together; None if nothing is."""
    several = len(options.files) > 1
    is_text = options.format == "text"
    wrong = {
        "--dry-run goes with --into": options.dry_run and options.into is None,
        "--baseline goes with --compare": options.baseline and not options.compare,
        "--compare takes one file": options.compare and several,
        "--address takes one file": options.address and several,
        "--compare prints no yaml; use json": options.compare and options.format == "yaml",
        f"{options.format} takes one file; use json for several": options.format in ("html", "yaml")
        and several,
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


def _say(readings: Sequence[tuple[str, pages.Reading]], options: argparse.Namespace) -> None:
    several = len(options.files) > 1
    if options.format == "json" and several:
        from ncpi.serial._documents import json_line  # noqa: PLC0415 - as in convert

        say("".join(json_line(one).decode() for _, one in readings))
        return
    if options.format == "yaml":
        from ncpi.serial._documents import to_yaml  # noqa: PLC0415 - as above

        say(to_yaml(readings[0][1]))
        return
    for name, one in readings:
        if several:
            say(f"{name}:")
        say("\n".join(_why(one)) if options.why else viewed(one, options.format))


def _why(reading: pages.Reading) -> list[str]:
    lines = [f"{one.field}: {reading.why(one.field)}" for one in reading.found]
    return lines or [warning.label() for warning in reading.warnings]


def _compare(reading: pages.Reading, options: argparse.Namespace) -> int:
    from ncpi import pages  # noqa: PLC0415 - as above
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - only --compare needs it

    baseline = report_named(options.baseline) if options.baseline else pages.baseline_of(reading)
    follow_up = pages.follow_up_report(reading, baseline)
    comparison = compare(baseline, follow_up, matcher=Matcher())
    unread = [*_unread(reading)]
    if options.format == "json":
        for text in unread:
            tell(f"ncpi: {options.files[0]}: {text}")
        say(viewed(comparison, "json"))
        return 0
    sheet = comparison.describe().in_full()
    summary = "\n".join([*(f"{text[0].upper()}{text[1:]}." for text in unread), sheet.summary])
    say(shown_as(options.format, attrs.evolve(sheet, summary=summary)))
    return 0


def _unread(reading: pages.Reading) -> Iterator[str]:
    """What a release may say of the follow-up that a comparison with it doesn't show."""
    if isinstance(reading.record, PressRelease) and not reading.record.improvements:
        text = "no improvements were found in the page"
        if reading.value("strengths"):
            text += "; its strengths aren't compared, as it doesn't say that it is on a follow-up"
        yield text
    yield from (one.text for one in reading.warnings if one.code.startswith("list-"))


def _into(readings: Sequence[tuple[str, pages.Reading]], options: argparse.Namespace) -> bool:
    """Add what was read to an archive; whether every page gave a record."""
    from ncpi import pages  # noqa: PLC0415 - as above

    target = Path(options.into)
    archive = contents(options.into) if target.exists() else Archive()
    changed = False
    for name, reading in readings:
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
    return all(one.record for _, one in readings)


READ = Command(
    _arguments,
    _read,
    examples=("ncpi read release.txt --why", "ncpi read release.txt --compare"),
    notes=_NOTES,
)
