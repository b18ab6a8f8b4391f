"""``ncpi programme``: compares every pair of reports in an archive."""

from __future__ import annotations

import argparse

import attrs

from ncpi import registers
from ncpi.cli import Command
from ncpi.cli._archives import archive_of
from ncpi.cli._link_options import add_link_options, matcher_of, rulings_of
from ncpi.cli._progress import counting
from ncpi.cli._views import add_full, add_view, json_line, viewed
from ncpi.display import Sheet, Table, grouped
from ncpi.display._phrases import YEAR
from ncpi.programme._programme import ProgrammeComparison
from ncpi.vocabulary import Grouping, ItemKind

__all__ = ["PROGRAMME"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="reports or archives, in JSON, JSON Lines or YAML; default: the shipped reports",
    )
    parser.add_argument(
        "--by",
        choices=[by.value for by in Grouping if by is not Grouping.ALL],
        help="group how items were answered, or what --times or --verdicts show (these not by "
        "theme)",
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in ItemKind],
        help="only how items of this kind were answered; with --by, default: recommendation",
    )
    parser.add_argument(
        "--accounts",
        action="store_true",
        help="only how items were answered, counting entries that are known only from someone "
        "else's account",
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--times", action="store_true", help="only how long each follow-up took")
    part.add_argument(
        "--verdicts",
        action="store_true",
        help="only the statistical verdict on each change in case grades (needs SciPy)",
    )
    add_link_options(parser)
    add_full(parser)
    add_view(parser, csv=True)


def _programme(options: argparse.Namespace) -> str | Sheet | ProgrammeComparison:
    is_part: bool = options.times or options.verdicts
    if is_part and (options.kind or options.accounts):
        message = "--kind and --accounts aren't allowed with --times or --verdicts"
        raise argparse.ArgumentError(None, message)
    archive = archive_of(options.files)
    programme = archive.compare_all(
        matcher=matcher_of(options),
        rulings=rulings_of(options),
        bodies=registers.known_bodies().values(),
        progress=counting,
    )
    if options.verdicts:
        return _verdicts(programme, options.by, options.format)
    if options.times and options.by:
        return _times_by(programme, options.by, options.format)
    if options.times:
        return viewed(programme.follow_up_times(), options.format)
    if not (options.by or options.kind or options.accounts):
        return programme
    outcomes = programme.outcomes(
        options.by or Grouping.ALL,
        kind=options.kind or ItemKind.RECOMMENDATION,
        accounts=options.accounts,
    )
    return viewed(outcomes, options.format)


def _times_by(programme: ProgrammeComparison, by: str, view: str) -> str | Sheet:
    """How long follow-ups took in each group; in JSON, one group per line."""
    times = [(group, part.follow_up_times()) for group, part in programme.groups(by).items()]
    if view == "json":
        return "\n".join(
            json_line(by=by, group=group.name, named=group.named, times=one) for group, one in times
        )
    title = f"How long the follow-ups took: {programme.follow_up_times().label()} by {by}"
    sheet = grouped(title, by, [(group.name, one.describe()) for group, one in times])
    notes = [_FIRST, *([YEAR] if by == Grouping.YEAR.value else [])]
    return attrs.evolve(sheet, notes=(*notes, *sheet.notes))


def _verdicts(programme: ProgrammeComparison, by: str | None, view: str) -> str | Sheet:
    """Every verdict with its caveats; in JSON, one per line, with its group if there are groups."""
    entries = [
        (group, change, result)
        for group, part in programme.groups(by or Grouping.ALL).items()
        for grades in (part.case_grades(),)
        for change, result in zip(grades.comparable, grades.case_audit_tests(), strict=True)
    ]
    if view == "json":
        return "\n".join(
            json_line(
                **({"by": by, "group": group.name, "named": group.named} if by else {}),
                pair=change.pair,
                verdict=result,
            )
            for group, change, result in entries
        )
    rows = [
        (
            *((group.name,) if by else ()),
            ", ".join(change.pair.keys),
            change.sampling,
            result.label(),
            "\n".join(dict.fromkeys(caveat.code.value for caveat in result.caveats)),
        )
        for group, change, result in entries
    ]
    title = f"Changes in case grades: {programme.case_grades().label()}"
    table = Table(rows, (*((by,) if by else ()), "pair", "sampling", "verdict", "caveats"))
    return Sheet(title, (table,), (_CHANCE,))


_FIRST = "In each group a force counts once, with its first follow-up in that group."
_CHANCE = (
    "A verdict treats the case files as a random sample. 'No clear change' doesn't mean that "
    "nothing changed: it means that chance alone may explain the difference."
)

PROGRAMME = Command(
    _arguments,
    _programme,
    examples=(
        "ncpi programme",
        "ncpi programme --by theme --kind concern",
        "ncpi programme --times --by year --format markdown -o times.md",
    ),
)
