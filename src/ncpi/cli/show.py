"""``ncpi show``: displays a file, a shipped report or a body."""

from __future__ import annotations

import argparse
from typing import Any

from ncpi import Record, registers
from ncpi.cli._command import Command
from ncpi.cli._console import say
from ncpi.cli._inputs import is_file, loaded
from ncpi.cli._views import add_full, add_view, viewed

__all__ = ["SHOW"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="FILE|KEY|FORCE")
    add_full(parser)
    add_view(parser)


def _show(options: argparse.Namespace) -> int:
    what: str = options.what
    record = loaded(what, Record) if is_file(what) else _shipped(what)
    say(viewed(record, options.format, full=options.full))
    return 0


def _shipped(what: str) -> Record:
    """A report by key, or a body by key; a name without a slash is that of a force."""
    kind, slash, slug = what.partition("/")
    if not slash:
        return registers.forces.find(what)
    by_kind: dict[str, registers.Register[Any]] = {
        "police": registers.forces,
        "fire": registers.fire_services,
        "law-enforcement": registers.bodies,
        "local-policing-body": registers.local_policing_bodies,
    }
    if kind not in by_kind or "/" in slug:
        return registers.reports[what]
    body: Record = by_kind[kind][what]
    return body


SHOW = Command(
    _arguments,
    _show,
    examples=(
        "ncpi show police/merseyside/2019-review",
        'ncpi show "Devon & Cornwall"',
    ),
)
