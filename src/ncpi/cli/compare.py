"""``ncpi compare``: what changed between an inspection and its follow-up."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import date

import attrs

import ncpi
from ncpi import Archive, Comparison, Report
from ncpi.cli import Command
from ncpi.cli._archives import (
    archives_and_names,
    is_key,
    refuse_without_reports,
    together,
    tracker_in,
    warn_of_wording,
)
from ncpi.cli._console import tell
from ncpi.cli._inputs import is_file
from ncpi.cli._link_options import add_link_options, matcher_of, rulings_of
from ncpi.cli._views import add_full, add_view, json_line, viewed
from ncpi.comparison._proposals import Ruling
from ncpi.comparison.pairs import Pair
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError

__all__ = ["COMPARE"]

_MOST_COMMANDS = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "baseline",
        metavar="BODY|BASELINE",
        help="a body for which ncpi ships a pair of reports (merseyside), or the baseline: a "
        "file or the key of a shipped report; or a file with an archive, which is enough by itself "
        "if it holds one pair",
    )
    parser.add_argument(
        "others",
        metavar="FOLLOW-UP",
        nargs="*",
        help="the follow-up: a file or a key; after an archive, a body or one or two keys in it",
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--entry",
        metavar="NAME",
        help="only what became of one item of the baseline: its name (recommendation-6, with or "
        "without the report and #), or its key if only one item has it",
    )
    part.add_argument(
        "--verdicts",
        action="store_true",
        help="only the statistical verdict on each change in case grades (needs SciPy)",
    )
    add_full(parser)
    parser.add_argument(
        "--cite",
        action="store_true",
        help="with --entry: a sentence or two to print, with the sources",
    )
    parser.add_argument(
        "--tracker",
        metavar="FILE",
        action="append",
        default=[],
        help="set a body's own record of the baseline's items beside the comparison: .xlsx, .csv, "
        ".json or .yaml; repeat it for several",
    )
    add_link_options(parser)
    add_view(parser, csv=True)


def _compare(options: argparse.Namespace) -> str | Comparison:
    if options.cite and options.entry is None:
        raise argparse.ArgumentError(None, "--cite needs --entry, which names the item")
    if options.cite and options.format != "text":
        raise argparse.ArgumentError(None, f"--cite prints text, not {options.format}")
    if options.full and (options.verdicts or options.entry is not None):
        raise argparse.ArgumentError(None, "--full goes with the whole comparison")
    if options.verdicts and (options.tracker or options.entry is not None):
        message = "--verdicts shows only case grades, without --tracker and --entry"
        raise argparse.ArgumentError(None, message)
    comparison = _comparison(options)
    if options.verdicts:
        return _verdicts(comparison, options.format)
    if options.entry is None:
        return comparison
    entry = comparison.item(options.entry)
    return entry.sentence(cite=True) if options.cite else viewed(entry, options.format)


def _comparison(options: argparse.Namespace) -> Comparison:
    given: Sequence[str] = [options.baseline, *options.others]
    archives, names = archives_and_names(given)
    archive = together(archives) if archives else Archive.shipped()
    if len(given) == 1 and names and isinstance(names[0], Report):
        message = f"{options.baseline} is a single file; name its follow-up too"
        raise argparse.ArgumentError(None, message)
    files = [name for name in given if name not in names and is_file(name)]
    if archives and not any(isinstance(name, Report) for name in names):
        refuse_without_reports(archive, files)
    baseline, follow_up = _pair(names, archive, files if archives else [])
    rulings = _about(baseline, follow_up, rulings_of(options), options.rulings)
    try:
        comparison = ncpi.compare(
            baseline, follow_up, matcher=matcher_of(options), rulings=rulings.values()
        )
    except InvalidError as error:
        raise _in_the_file(error, [*rulings], options.rulings) from None
    trackers = [tracker_in(name) for name in options.tracker]
    for name, tracker in zip(options.tracker, trackers, strict=True):
        warn_of_wording(tracker, [baseline])
        if not any(entry.item.report == baseline.key for entry in tracker.entries):
            tell(f"ncpi: {name}: no item of {baseline.key} is tracked in it")
    trackers += archive.trackers
    if trackers or archive.responses:
        from ncpi.comparison.tracked import TrackedComparison  # noqa: PLC0415 - see Archive.compare

        return TrackedComparison.beside(comparison, trackers=trackers, responses=archive.responses)
    return comparison


def _pair(names: Sequence[Report | str], archive: Archive, files: Sequence[str]) -> Pair:
    """The pair of *archive*, which is from the *files*, that *names* choose.

    Of several, the error lists the commands that compare them.
    """
    if len(names) > 2:
        raise argparse.ArgumentError(None, "name one baseline and one follow-up")
    if len(names) == 2:
        baseline, follow_up = (one if isinstance(one, Report) else archive[one] for one in names)
        return Pair(baseline, follow_up)
    name = names[0] if names else None
    if isinstance(name, Report):
        message = f"{name.key} is in a file of its own; name the other report too"
        raise argparse.ArgumentError(None, message)
    here, pairs = archive.reports, archive.pairs()
    if name is not None and (name in archive or is_key(name)):
        own = archive[name]
        here = tuple(one for one in here if one == own or {*one.bodies} & {*own.bodies})
        pairs = tuple(pair for pair in pairs if own in (pair.baseline, pair.follow_up))
    elif name is not None:
        body = archive.for_body(name)
        here, pairs = body.reports, body.pairs()
        pairs = tuple(pair for pair in pairs if pair.link) or pairs
    if len(pairs) == 1:
        return pairs[0]
    asked = ", ".join(files) if name is None else name
    raise _several(asked, pairs, files) if pairs else _none(asked, here, files)


def _several(asked: str, pairs: Sequence[Pair], files: Sequence[str]) -> AmbiguousNameError:
    """The error that lists the commands for the *pairs*, the newest first."""

    def days(pair: Pair) -> list[date]:
        published = (pair.follow_up.published, pair.baseline.published)
        return [date.min if when is None else when.latest for when in published]

    commands = [
        shlex.join(["ncpi", "compare", *files, pair.baseline.key, pair.follow_up.key])
        for pair in sorted(pairs, key=days, reverse=True)[:_MOST_COMMANDS]
    ]
    if more := len(pairs) - len(commands):
        commands.append(f"and {more:,} more")
    among = "pairs of reports; name the baseline and the follow-up"
    return AmbiguousNameError(asked, among, commands)


def _none(asked: str, here: Sequence[Report], files: Sequence[str]) -> UnknownNameError:
    """The error for what was *asked* for, if no two of the reports *here* are a pair."""
    keys = [report.key for report in here]
    if len(keys) == 1:
        among = "pairs of reports: no other report on this body is held, so none can be compared"
        return UnknownNameError(asked, among, [shlex.join(["ncpi", "show", [*files, *keys][0]])])
    among = "pairs of reports: none refers to another. Name the baseline and the follow-up"
    return UnknownNameError(asked, among, keys[:_MOST_COMMANDS])


def _verdicts(comparison: Comparison, view: str) -> str:
    """Every verdict with its figures, in JSON one per line."""
    results = comparison.case_audit_tests()
    if not results:
        tell("ncpi: neither report lists a case audit, so there are no grades to compare")
    if view != "json":
        return "\n".join(viewed(result, view) for result in results)
    pair = {"baseline": comparison.baseline.key, "follow_up": comparison.follow_up.key}
    return "\n".join(json_line(pair=pair, verdict=result) for result in results)


def _about(
    baseline: Report, follow_up: Report, rulings: Sequence[Ruling], name: str
) -> Mapping[int, Ruling]:
    """The *rulings* on this pair of reports, by position; the number of others is printed."""
    pair = (baseline.key, follow_up.key)
    relevant = {
        place: ruling
        for place, ruling in enumerate(rulings)
        if (ruling.baseline, ruling.follow_up) == pair
    }
    if others := len(rulings) - len(relevant):
        tell(f"ncpi: {name}: {others} of {len(rulings)} rulings are about other reports")
    return relevant


def _in_the_file(error: InvalidError, places: Sequence[int], name: str) -> InvalidError:
    """*error* with each ruling's position in the file, not in the selection that was passed on."""
    faults = [
        attrs.evolve(
            fault,
            path=re.sub(
                r"^rulings\[(\d+)\]", lambda match: f"rulings[{places[int(match[1])]}]", fault.path
            ),
        )
        for fault in error.faults
    ]
    return InvalidError(faults, name)


COMPARE = Command(
    _arguments,
    _compare,
    examples=(
        "ncpi compare merseyside",
        "ncpi compare merseyside --entry 6 --cite",
        "ncpi compare warwickshire --full -o warwickshire.html",
    ),
)
