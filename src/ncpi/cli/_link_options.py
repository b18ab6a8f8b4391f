"""Links in addition to those that the reports state: ``--match`` and ``--rulings``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ncpi import Comparison, Record
from ncpi.cli._inputs import Input, loaded, reading, unfit
from ncpi.comparison._proposals import Ruling
from ncpi.errors import InvalidError

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher

__all__ = ["add_link_options", "matcher_of", "rulings_of"]


def add_link_options(parser: argparse.ArgumentParser) -> None:
    """Add the options ``--match`` and ``--rulings``."""
    parser.add_argument(
        "--match",
        action="store_true",
        help="propose answers by comparing texts, for items that the reports link to none; they "
        "are marked as proposed",
    )
    parser.add_argument(
        "--rulings",
        metavar="FILE",
        help="people's rulings on which finding answers which item, or which item restates "
        "which; they override all other links: a CSV table, JSON Lines with one ruling per line, "
        "or a comparison that contains rulings",
    )


def matcher_of(options: argparse.Namespace) -> Matcher | None:
    """The matcher, if the user asked for one."""
    if not options.match:
        return None
    from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - only --match needs it

    return Matcher()


def rulings_of(options: argparse.Namespace) -> tuple[Ruling, ...]:
    """The rulings in the file that the user named, or none.

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
    source = Input(name)
    if not source.is_streamed:
        return tuple(_rulings_in(loaded(name, Record), name))
    with reading([source]) as progress, source.open(progress) as opened:
        from ncpi.serial.lines import lines_of  # noqa: PLC0415 - only JSON Lines needs them

        lines = list(lines_of(opened.file, Ruling))
    faults = [fault for line in lines for fault in line.faults]
    if faults:
        raise InvalidError(faults, name)
    records = [line.record for line in lines if line.record]
    return tuple(record for record in records if isinstance(record, Ruling))


def _rulings_in(record: Record, name: str) -> Iterable[Ruling]:
    if isinstance(record, Comparison):
        return record.rulings
    if isinstance(record, Ruling):
        return (record,)
    raise unfit(record, name, "a ruling or a comparison with rulings")
