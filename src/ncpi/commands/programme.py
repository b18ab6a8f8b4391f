"""``ncpi programme``: every pair of an archive compared."""

from __future__ import annotations

import argparse

import ncpi
from ncpi import Noun
from ncpi.commands.archives import add_files, archive_of, known_bodies
from ncpi.commands.command import Command
from ncpi.commands.console import say
from ncpi.commands.progress import counting
from ncpi.commands.views import add_view, shown_as, viewed
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Grouping

__all__ = ["PROGRAMME"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--by",
        choices=[by.value for by in Grouping if by is not Grouping.ALL],
        help="only how recommendations were answered, in groups",
    )
    part.add_argument(
        "--times", action="store_true", help="only how long follow-ups took, pair by pair"
    )
    part.add_argument(
        "--verdicts",
        action="store_true",
        help="only what may be said of each change in case grades (needs SciPy)",
    )
    add_view(parser)


def _programme(options: argparse.Namespace) -> int:
    archive = archive_of(options.files)
    programme = archive.compare_all(bodies=known_bodies(), progress=counting)
    part: Noun = programme
    if options.by:
        part = programme.outcomes(options.by)
    elif options.times:
        part = programme.follow_up_times()
    elif options.verdicts:
        grades = programme.case_grades()
        if options.format == "json":
            say("\n".join(ncpi.to_json(shift).rstrip("\n") for shift in grades.shifts()))
            return 0
        rows = [
            (
                f"{move.baseline}, {move.follow_up}",
                shift.label(),
                "\n".join(dict.fromkeys(caveat.label() for caveat in shift.caveats)),
            )
            for move, shift in zip(grades.comparable, grades.shifts(), strict=True)
        ]
        table = Table(rows, ("pair", "verdict", "caveats"))
        title = f"What may be said of case grades: {grades.label()}"
        say(shown_as(options.format, Sheet(title, (table,))))
        return 0
    say(viewed(part, options.format))
    return 0


PROGRAMME = Command(
    "programme",
    "every pair of reports compared, and what may be said of all",
    _arguments,
    _programme,
)
