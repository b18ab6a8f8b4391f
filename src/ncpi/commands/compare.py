"""``ncpi compare``: what had changed when the inspectors came back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import ncpi
from ncpi import Archive, Report, registers
from ncpi.commands.bodies import body_key
from ncpi.commands.command import Command
from ncpi.commands.console import say
from ncpi.commands.inputs import is_file, loaded
from ncpi.commands.views import add_view, viewed

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher

__all__ = ["COMPARE"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "baseline",
        metavar="BODY|BASELINE",
        help="a body of which ncpi ships a pair (merseyside), or the baseline: a file or the "
        "key of a shipped report",
    )
    parser.add_argument(
        "follow_up", metavar="FOLLOW-UP", nargs="?", help="the follow-up: a file or a key"
    )
    parser.add_argument(
        "--match",
        action="store_true",
        help="propose answers by text where the reports tie none; they are marked as proposed",
    )
    add_view(parser)


def _compare(options: argparse.Namespace) -> int:
    archive = Archive(reports=registers.reports)
    if options.follow_up is not None:
        baseline = _report(options.baseline, archive)
        follow_up = _report(options.follow_up, archive)
    elif is_file(options.baseline):
        message = f"{options.baseline} is one file; name its follow-up too"
        raise argparse.ArgumentError(None, message)
    else:
        pair = archive.pair(body_key(options.baseline, archive))
        baseline, follow_up = pair.baseline, pair.follow_up
    comparison = ncpi.compare(baseline, follow_up, matcher=_matcher() if options.match else None)
    say(viewed(comparison, options.format))
    return 0


def _matcher() -> Matcher:
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - only --match needs it

    return Matcher()


def _report(name: str, archive: Archive) -> Report:
    return loaded(name, Report) if is_file(name) else archive[name]


COMPARE = Command("compare", "what had changed when the inspectors came back", _arguments, _compare)
