"""The command line: ``ncpi``, or ``python -m ncpi``.

Exit status: 0 for success, 1 if the input was rejected or has faults, 2 for wrong usage, 130 if
the user interrupted it, and 141 if the reader of its output closed the pipe.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import ncpi
from ncpi.cli import COMMANDS, Command, command
from ncpi.cli._console import abandon, finish, prepare, say, tell, why
from ncpi.cli._inputs import add_for_records, import_records, set_unknown
from ncpi.cli._outputs import writing
from ncpi.errors import NcpiError, nearest

if TYPE_CHECKING:
    from ncpi.display import Sheet, Shown

__all__ = ["main"]

_PURPOSE = (
    "Police child-protection inspections, and what changed between an inspection and its follow-up."
)

_EXAMPLE = "For example: ncpi compare merseyside. Each command has examples: ncpi compare --help"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    try:
        prepare()
        return _answer(sys.argv[1:] if arguments is None else list(arguments))
    except KeyboardInterrupt:
        return _failed("stopped", 130)


def _answer(given: Sequence[str]) -> int:
    """Run the command that *given* names and return the exit status."""
    options = _parser(given).parse_args(given)
    try:
        import_records(options.imported)
        set_unknown(getattr(options, "unknown", "error"))
        with writing(options):
            status = _run(options)
        finish()
    except argparse.ArgumentError as error:
        parser: argparse.ArgumentParser = options.parser
        parser.error(str(error))
    except BrokenPipeError:
        # Not 0: the reader may have stopped before the faults.
        abandon()
        return 141
    except (NcpiError, OSError, MemoryError) as error:
        return _failed(why(error), 1)
    return status


def _run(options: argparse.Namespace) -> int:
    """Run the command, print what it returns, and return the exit status."""
    run: Callable[[argparse.Namespace], int | str | Sheet | Shown] = options.run
    result = run(options)
    if isinstance(result, int):
        return result
    if not isinstance(result, str):
        from ncpi.cli._views import viewed  # noqa: PLC0415 - not every command shows something

        result = viewed(result, options.format, full=getattr(options, "full", True))
    if result:
        say(result)
    return 0


def _failed(message: str, status: int) -> int:
    abandon()
    tell(f"ncpi: {message}")
    return status


class _Parser(argparse.ArgumentParser):
    """A parser that names the choice that the user may have meant, and only what is required."""

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        # Until Python 3.13, argparse calls an argument that may be left out required, unless it
        # has a default.
        if options.get("nargs") == "*" and not str(names[0]).startswith("-"):
            options.setdefault("default", [])
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        found = re.search(r"invalid choice: '(.*)' \(choose from (.*)\)", message)
        near = found and nearest(found[1], re.findall(r"[\w-]+", found[2]))
        super().error(f"{message}. Did you mean {near!r}?" if near else message)


class _CommandParser(_Parser):
    """The parser of a command: options may stand between files, and errors show its usage."""

    _has_steps = False
    _is_parsing = False

    def add_subparsers(self, **kwargs: Any) -> Any:
        self._has_steps = True
        return super().add_subparsers(**kwargs)

    def parse_known_args(  # pyright: ignore[reportIncompatibleMethodOverride] - for its overloads
        self, args: Any = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        # The intermixed parsing of Python 3.11 calls this for the options, then for the files. A
        # parser with steps below it can't be intermixed; its steps are.
        if self._has_steps or self._is_parsing:
            return super().parse_known_args(args, namespace)
        self._is_parsing = True
        found, unknown = self.parse_known_intermixed_args(args, namespace)
        self._is_parsing = False
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown


def _epilog(command: Command) -> str:
    """The command's examples and notes."""
    examples = "\n".join(["examples:", *(f"  {example}" for example in command.examples)])
    return f"{examples}\n\n{_wrapped(command.notes)}".rstrip()


def _wrapped(text: str) -> str:
    width = max(shutil.get_terminal_size().columns - 2, 20)
    return textwrap.fill(text, width, break_on_hyphens=False)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the arguments *given*; it knows those of the command that they name."""
    parser = _Parser(prog="ncpi", description=_PURPOSE, epilog=_EXAMPLE)
    parser.add_argument("--version", action="version", version=f"ncpi {ncpi.__version__}")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_CommandParser
    )
    asked = next((word for word in given if not word.startswith("-")), None)
    for name, purpose in COMMANDS.items():
        if name != asked:
            commands.add_parser(name, help=purpose)
            continue
        one = command(name)
        added = commands.add_parser(
            name,
            help=purpose,
            description=_wrapped(f"{purpose[:1].upper()}{purpose[1:]}."),
            epilog=_epilog(one),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        one.arguments(added)
        add_for_records(added, reads=one.reads)
        added.set_defaults(run=one.run, parser=added)
    return parser


if __name__ == "__main__":
    sys.exit(main())
