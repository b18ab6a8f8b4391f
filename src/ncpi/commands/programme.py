"""``ncpi programme``: every pair of an archive compared."""

from __future__ import annotations

import argparse
import json

from ncpi import Noun
from ncpi.archive.case_grades import GradeMove
from ncpi.archive.programme import ProgrammeComparison
from ncpi.commands.archives import add_files, archive_of, known_bodies
from ncpi.commands.command import Command
from ncpi.commands.console import say
from ncpi.commands.progress import counting
from ncpi.commands.tying import add_ties, matcher_of, rulings_of
from ncpi.commands.views import add_view, shown_as, viewed
from ncpi.comparison import CaseAuditShift
from ncpi.render import Sheet, Table
from ncpi.serial.roads import json_bytes
from ncpi.vocabulary import Grouping

__all__ = ["PROGRAMME"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    parser.add_argument(
        "--by",
        choices=[by.value for by in Grouping if by is not Grouping.ALL],
        help="in groups: how recommendations were answered, or what --times or --verdicts show "
        "(not by theme)",
    )
    part = parser.add_mutually_exclusive_group()
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
        say(_verdicts(programme, options.by, options.format))
        return 0
    part: Noun = programme
    if options.times:
        part = _times(programme, options.by)
    elif options.by:
        part = programme.outcomes(options.by)
    say(viewed(part, options.format))
    return 0


def _times(programme: ProgrammeComparison, by: str | None) -> Noun:
    return programme.follow_up_times() if by is None else programme.follow_up_times(by)


def _verdicts(programme: ProgrammeComparison, by: str | None, view: str) -> str:
    """Every verdict with its caveats; as JSON a line for each, which in groups names its own."""
    groups = [("", programme.case_grades())]
    if by:
        groups = [(row.group, row.grades) for row in programme.case_grades(by).rows]
    told = [
        (group, move, shift)
        for group, grades in groups
        for move, shift in zip(grades.comparable, grades.shifts(), strict=True)
    ]
    if view == "json":
        return "\n".join(_line(by, *one) if by else _document(one[2]) for one in told)
    rows = [
        (
            group,
            f"{move.baseline}, {move.follow_up}",
            move.sampling,
            shift.label(),
            "\n".join(dict.fromkeys(caveat.code.value for caveat in shift.caveats)),
        )
        for group, move, shift in told
    ]
    title = f"What may be said of case grades: {programme.case_grades().label()}"
    table = Table(rows, (by or "", "pair", "sampling", "verdict", "caveats"))
    return shown_as(view, Sheet(title, (table,), (_CHANCE,)))


def _document(shift: CaseAuditShift) -> str:
    return json_bytes(shift).decode().rstrip("\n")


def _line(by: str, group: str, move: GradeMove, shift: CaseAuditShift) -> str:
    told = {
        "by": by,
        "group": group,
        "baseline": move.baseline,
        "follow_up": move.follow_up,
        "verdict": json.loads(_document(shift)),
    }
    return json.dumps(told, ensure_ascii=False)


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
