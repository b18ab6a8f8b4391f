"""``ncpi show``: displays a file, or an entry of the registers."""

from __future__ import annotations

import argparse
from typing import Any

from ncpi import Record, registers
from ncpi.cli import Command
from ncpi.cli._archives import is_key, record_in
from ncpi.cli._views import add_full, add_view
from ncpi.errors import AmbiguousNameError, UnknownNameError

__all__ = ["SHOW"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar="FILE|KEY|NAME",
        help="a document, a tracker (.csv, .xlsx) or a response (.md); the key of a shipped "
        "report; or a name in the registers",
    )
    add_full(parser)
    add_view(parser)


def _show(options: argparse.Namespace) -> Record:
    what: str = options.what
    # Not "or": an archive without reports is empty, and false.
    return _shipped(what) if (record := record_in(what)) is None else record


def _shipped(what: str) -> Record:
    """The report, body, inspectorate, inspector, rule or stage of monitoring that *what* names.

    A name that a force shares with other bodies, such as that of an area, means the force.
    """
    if what in registers.reports or is_key(what):
        return registers.reports[what]
    keys = registers.bodies_named(what)
    forces = [key for key in keys if key in registers.forces]
    if len(keys) > 1 and len(forces) != 1:
        raise AmbiguousNameError(what, "bodies of the registers", keys)
    known = registers.known_bodies()
    return known[(forces or keys)[0]] if keys else _of_the_others(what)


def _of_the_others(what: str) -> Record:
    """What *what* names in the registers of other things than bodies and reports."""
    near = [*registers.bodies_like(what)]
    others: tuple[registers.Register[Any], ...] = (
        registers.inspectorates,
        registers.inspectors,
        registers.deadline_rules,
        registers.monitoring,
    )
    for register in others:
        try:
            found: Record = register.find(what)
        except UnknownNameError as error:
            near += error.candidates
        else:
            return found
    raise UnknownNameError(what, "names in the registers", list(dict.fromkeys(near))[:6])


SHOW = Command(
    _arguments,
    _show,
    examples=(
        "ncpi show police/merseyside/2019-review",
        'ncpi show "Devon & Cornwall"',
        "ncpi show hmicfrs",
    ),
)
