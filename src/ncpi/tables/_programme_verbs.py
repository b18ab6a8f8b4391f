"""A function for each table of programme comparisons and timelines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ncpi.tables._verbs import plain

if TYPE_CHECKING:
    import pyarrow as pa

    from ncpi.programme._programme import ProgrammeComparison
    from ncpi.timeline._timeline import Timeline

__all__ = ["follow_up_times", "programme_outcomes", "threads"]


def programme_outcomes(programme: ProgrammeComparison) -> pa.Table:
    """A row for each outcome and basis of each group, in every grouping.

    Groupings by nation and region need the bodies passed to `Archive.compare_all`.

    Raises:
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
    """
    return plain("programme_outcomes", programme).to_arrow()


def follow_up_times(programme: ProgrammeComparison) -> pa.Table:
    """A row for each pair, with the number of days until its follow-up.

    Raises:
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
    """
    return plain("follow_up_times", programme).to_arrow()


def threads(of: Timeline | Iterable[Timeline]) -> pa.Table:
    """A row for each recommendation to a body, followed through the reports on it.

    Raises:
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
    """
    return plain("threads", of).to_arrow()
