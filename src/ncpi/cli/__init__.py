"""The commands of ``ncpi``, each imported when it is used; nearly all have their own module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import argparse

    from ncpi.display import Sheet, Shown

__all__ = ["COMMANDS", "Command", "command"]


@attrs.frozen
class Command:
    """One command of the command line.

    Attributes:
        arguments: adds the command's arguments to its parser.
        run: runs the command and returns what to print, a text or what is shown in the format
            that the user chose; or else the exit status. It raises `argparse.ArgumentError` for
            wrong usage that the parser can't detect.
        examples: calls that work in a folder of their own, for the end of the command's help.
        notes: text below the examples.
        reads: whether it reads documents.
    """

    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int | str | Sheet | Shown]
    examples: tuple[str, ...]
    notes: str = ""
    reads: bool = True


COMMANDS: Mapping[str, str] = {
    "compare": "show what changed between an inspection and its follow-up",
    "read": "read a saved page into records",
    "timeline": "show all the reports on a body in order",
    "deadlines": "show what is due after reports, from whom and by when",
    "track": "keep a body's own record of published items",
    "respond": "write or check a response to a report",
    "programme": "compare every pair of reports, and summarise the results",
    "coverage": "show which reports on each force are held, missing or second-hand",
    "show": "display a file, a shipped report, a body or another entry of the registers",
    "reports": "list the keys of reports",
    "forces": "list the 43 territorial forces",
    "contact": "show which HMICFRS press contact to ring at a given time",
    "check": "list every fault of documents",
    "convert": "convert a document to another format",
    "export": "write reports as tables for other programs",
    "schema": "print the JSON Schema of documents of all or some types",
}
"""What each command does, without a full stop, in the order in which the help lists them."""


def command(name: str) -> Command:
    """The command with this *name*, one of `COMMANDS`."""
    module = "lists" if name in ("reports", "forces") else name
    found: Command = getattr(import_module(f"ncpi.cli.{module}"), name.upper())
    return found
