"""The trackers that a command reads, and warnings where reports list or word items otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ncpi import Report
from ncpi.cli._console import tell

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
    from ncpi.tables import read_tracker  # noqa: PLC0415 - few commands need tables

    return read_tracker(name)


def warn_of_wording(tracker: Tracker, reports: Iterable[Report]) -> None:
    """Report on standard error each item that *reports* word otherwise, or don't list."""
    for change in tracker.wording_changes(reports):
        if change.published is None:
            tell(f"ncpi: {change.item.report} lists no such item: {change.item.name}")
        else:
            tell(f"ncpi: the wording has changed: {change.label()}")
