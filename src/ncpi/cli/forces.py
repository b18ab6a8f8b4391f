"""``ncpi forces``: the territorial forces."""

from __future__ import annotations

import argparse

import ncpi
from ncpi import registers
from ncpi.cli._command import Command
from ncpi.cli._console import say
from ncpi.cli._views import add_view, shown_as

__all__ = ["FORCES"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_view(parser, csv=True)


def _forces(options: argparse.Namespace) -> int:
    if options.format == "json":
        say(ncpi.to_json(registers.forces.data))
    else:
        say(shown_as(options.format, registers.forces.describe()))
    return 0


FORCES = Command(
    _arguments,
    _forces,
    examples=(
        "ncpi forces",
        "ncpi forces --format csv -o forces.csv",
    ),
)
