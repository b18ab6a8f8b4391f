"""``ncpi show``: a file, a shipped report or a body."""

from __future__ import annotations

import argparse
from typing import Any

from ncpi import Noun, registers
from ncpi.commands.command import Command
from ncpi.commands.console import say
from ncpi.commands.inputs import is_file, loaded
from ncpi.commands.views import add_view, viewed

__all__ = ["SHOW"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="FILE|KEY|FORCE")
    add_view(parser)


def _show(options: argparse.Namespace) -> int:
    what: str = options.what
    noun = loaded(what, Noun) if is_file(what) else _shipped(what)
    say(viewed(noun, options.format))
    return 0


def _shipped(what: str) -> Noun:
    """A report by key, or a body by key or name; a bare name is a force's."""
    kind, slash, slug = what.partition("/")
    if not slash:
        return registers.forces.find(what)
    by_kind: dict[str, registers.Register[Any]] = {
        "police": registers.forces,
        "fire": registers.fire_services,
        "law-enforcement": registers.bodies,
    }
    if kind not in by_kind or "/" in slug:
        return registers.reports[what]
    found: Noun = by_kind[kind][what]
    return found


SHOW = Command("show", "a file, a shipped report or a body", _arguments, _show)
