"""The command line: ``ncpi``, or ``python -m ncpi``.

Exit status: 0 for success, 1 if the input was rejected or has faults, 2 for wrong usage, 130 if
the user interrupted it, and 141 if the reader of its output closed the pipe.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

import ncpi
from ncpi.cli import COMMANDS
from ncpi.cli._console import abandon, finish, prepare, tell, why
from ncpi.errors import NcpiError

__all__ = ["main"]

_PURPOSE = (
    "Police child-protection inspections, and what changed between an inspection and its follow-up."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    prepare()
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        finish()
    except argparse.ArgumentError as error:
        parser: argparse.ArgumentParser = options.parser
        parser.error(str(error))
    except KeyboardInterrupt:
        return _failed("stopped", 130)
    except BrokenPipeError:
        # Not 0: the reader may have stopped before the faults.
        abandon()
        return 141
    except (NcpiError, OSError, MemoryError) as error:
        return _failed(why(error), 1)
    return status


def _failed(message: str, status: int) -> int:
    abandon()
    tell(f"ncpi: {message}")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ncpi", description=_PURPOSE)
    parser.add_argument("--version", action="version", version=f"ncpi {ncpi.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.help, epilog=command.notes)
        command.arguments(added)
        added.set_defaults(run=command.run, parser=added)
    return parser


if __name__ == "__main__":
    sys.exit(main())
