"""``ncpi deadlines``: what is due after reports, from whom and by when."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from datetime import date

import ncpi
from ncpi import Archive, registers
from ncpi.cli import Command
from ncpi.cli._archives import holdings, is_key, is_own
from ncpi.cli._console import tell
from ncpi.cli._inputs import add_date, today
from ncpi.cli._views import add_full, add_view
from ncpi.display import Shown
from ncpi.schedule import archive_deadlines

__all__ = ["DEADLINES"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help="files with reports, archives or responses; bodies, or keys of reports, which choose "
        "from the files or else from the shipped reports; default: all shipped reports",
    )
    parser.add_argument(
        "--due-from",
        metavar="NAME",
        help='only what is due from this body, office or group, such as "PCC for Staffordshire"',
    )
    add_date(parser, "--on", "the date on which to state what is due")
    parser.add_argument(
        "--unverified",
        action="store_true",
        help="also use rules that were only inferred; they are marked",
    )
    add_full(parser)
    add_view(parser, csv=True)


def _deadlines(options: argparse.Namespace) -> Shown:
    sources: Sequence[str] = options.sources
    archive = holdings(sources)
    day: date = options.on or today()
    # Also where one report is shown below: it refuses a response to any other.
    due = archive_deadlines(
        archive, on=day, due_from=options.due_from, unverified=options.unverified
    )
    _point_to_national(options, archive)
    if len(archive) != 1 or options.due_from is not None:
        return due
    (report,) = archive
    return ncpi.deadlines(
        report, on=day, unverified=options.unverified, responses=archive.responses
    )


def _point_to_national(options: argparse.Namespace, archive: Archive) -> None:
    """Print how to see what national reports ask of a body, if only its own reports were chosen."""
    sources: Sequence[str] = options.sources
    if options.due_from is not None or any(map(is_own, sources)):
        return
    for body in (archive.find_body(one) for one in sources if not is_key(one)):
        force = registers.forces.get(body)
        name = force.name if force else body
        day = ["--on", str(options.on)] if options.on else []
        more = ["ncpi", "deadlines", "--due-from", name, *day]
        tell(f"ncpi: national reports may ask more of {name}: {shlex.join(more)}")


DEADLINES = Command(
    _arguments,
    _deadlines,
    examples=(
        "ncpi deadlines police/gloucestershire/2025-inspection --on 2025-07-01",
        'ncpi deadlines --due-from "PCC for Gloucestershire" --on 2025-07-01',
    ),
    notes="Not legal advice. A deadline is met only by what is on record in the files given: by "
    "dated comments, an action plan or the inspectorate's closure.",
)
