"""What a command is: a name, what it takes, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import attrs

__all__ = ["Command"]


@attrs.frozen
class Command:
    """One command of the command line.

    Attributes:
        name: what is typed.
        help: what it is for, in half a sentence.
        arguments: adds what it takes to its parser.
        run: does it and returns the exit status. Wrong usage that a parser can't see is an
            `argparse.ArgumentError`.
        notes: what stands at the end of its help.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    notes: str | None = None
