"""Links beside those that the reports state: ``--match`` and ``--rulings``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ncpi import Comparison, Record
from ncpi.cli._inputs import Input, loaded, reading
from ncpi.comparison._proposals import Ruling
from ncpi.errors import Fault, InvalidError, in_words

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher

__all__ = ["add_linking", "matcher_of", "rulings_of"]


def add_linking(parser: argparse.ArgumentParser) -> None:
    """Let a command match by text, and take people's rulings."""
    parser.add_argument(
        "--match",
        action="store_true",
        help="propose answers by text where the reports link none; they are marked as proposed",
    )
    parser.add_argument(
        "--rulings",
        metavar="FILE",
        help="people's rulings on which finding answers which recommendation, which win over "
        "all else: a CSV table, or JSON Lines with a ruling on each, or a comparison that "
        "holds them",
    )


def matcher_of(options: argparse.Namespace) -> Matcher | None:
    """The matcher, if the user wants one."""
    if not options.match:
        return None
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - only --match needs it

    return Matcher()


def rulings_of(options: argparse.Namespace) -> tuple[Ruling, ...]:
    """The rulings in the file that the user names, or none.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        OSError: it can't be read.
    """
    name: str | None = options.rulings
    if name is None:
        return ()
    if name.casefold().endswith(".csv"):
        from ncpi.tables import read_csv, to_rulings  # noqa: PLC0415 - only a table needs them

        try:
            return to_rulings(read_csv(name, "rulings"))
        except InvalidError as error:
            raise InvalidError(error.faults, name) from None
    given = Input(name)
    if not given.is_streamed:
        return tuple(_held(loaded(name, Record), name))
    with reading([given]) as progress, given.open(progress) as opened:
        from ncpi.serial.lines import lines_of  # noqa: PLC0415 - only JSON Lines needs them

        lines = list(lines_of(opened.file, Ruling))
    faults = [fault for line in lines for fault in line.faults]
    if faults:
        raise InvalidError(faults, name)
    held = [line.record for line in lines if line.record]
    return tuple(record for record in held if isinstance(record, Ruling))


def _held(record: Record, name: str) -> Iterable[Ruling]:
    if isinstance(record, Comparison):
        return record.rulings
    if isinstance(record, Ruling):
        return (record,)
    message = f"it holds {in_words(type(record))}, not a ruling or a comparison with rulings"
    raise InvalidError([Fault("", "type", message)], name)
