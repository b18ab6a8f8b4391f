"""The trackers that a command reads, and warnings where reports list or word items otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ncpi import Report
from ncpi.cli._console import tell
from ncpi.cli._inputs import loaded

if TYPE_CHECKING:
    from ncpi import Tracker

__all__ = ["tracker_in", "warn_of_wording"]


def tracker_in(name: str) -> Tracker:
    """The tracker in the file *name*, a table or a document.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: it can't be read.
    """
    from ncpi import Tracker  # noqa: PLC0415 - few commands need it
    from ncpi.tables import read_tracker  # noqa: PLC0415 - as above

    is_document = Path(name).suffix.lower() in (".json", ".yaml", ".yml")
    return loaded(name, Tracker) if is_document else read_tracker(name)


def warn_of_wording(tracker: Tracker, reports: Iterable[Report]) -> None:
    """Report on standard error each item that *reports* word otherwise, or don't list."""
    for change in tracker.wording_changes(reports):
        if change.published is None:
            tell(f"ncpi: {change.item.report} lists no such item: {change.item.name}")
        else:
            tell(f"ncpi: the wording has changed: {change.label()}")
