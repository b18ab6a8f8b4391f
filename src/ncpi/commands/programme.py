"""``ncpi programme``: every pair of an archive compared."""

from __future__ import annotations

import argparse

from ncpi import Noun
from ncpi.archive.case_grades import CaseGrades
from ncpi.commands.archives import add_files, archive_of, known_bodies
from ncpi.commands.command import Command
from ncpi.commands.console import say
from ncpi.commands.progress import counting
from ncpi.commands.tying import add_ties, matcher_of, rulings_of
from ncpi.commands.views import add_view, shown_as, viewed
from ncpi.render import Sheet, Table
from ncpi.serial.roads import json_bytes
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
    add_ties(parser)
    add_view(parser)


def _programme(options: argparse.Namespace) -> int:
    archive = archive_of(options.files)
    programme = archive.compare_all(
        matcher=matcher_of(options),
        rulings=rulings_of(options),
        bodies=known_bodies(),
        progress=counting,
    )
    if options.verdicts:
        say(_verdicts(programme.case_grades(), options.format))
        return 0
    part: Noun = programme
    if options.by:
        part = programme.outcomes(options.by)
    elif options.times:
        part = programme.follow_up_times()
    say(viewed(part, options.format))
    return 0


def _verdicts(grades: CaseGrades, view: str) -> str:
    """Every verdict with its caveats; as JSON a line for each."""
    shifts = grades.shifts()
    if view == "json":
        return "\n".join(json_bytes(shift).decode().rstrip("\n") for shift in shifts)
    rows = [
        (
            f"{move.baseline}, {move.follow_up}",
            shift.label(),
            "\n".join(dict.fromkeys(caveat.code.value for caveat in shift.caveats)),
        )
        for move, shift in zip(grades.comparable, shifts, strict=True)
    ]
    title = f"What may be said of case grades: {grades.label()}"
    table = Table(rows, ("pair", "verdict", "caveats"))
    return shown_as(view, Sheet(title, (table,), (_CHANCE,)))


_CHANCE = (
    "A verdict treats the files as drawn at random. No clear change isn't no change: chance alone "
    "may account for what is seen."
)

PROGRAMME = Command(
    "programme",
    "every pair of reports compared, and what may be said of all",
    _arguments,
    _programme,
)
