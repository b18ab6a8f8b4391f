"""The definition of a command: its arguments and its function."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import attrs

__all__ = ["Command"]


@attrs.frozen
class Command:
    """One command of the command line.

    Attributes:
        arguments: adds the command's arguments to its parser.
        run: runs the command and returns the exit status; raises `argparse.ArgumentError` for
            wrong usage that the parser can't detect.
        examples: calls that work in a folder of their own, for the end of the command's help.
        notes: text below the examples.
        reads: whether it reads documents.
    """

    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    examples: tuple[str, ...]
    notes: str = ""
    reads: bool = True
