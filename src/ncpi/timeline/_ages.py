"""The age of an item at a later report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
from dateutil.relativedelta import relativedelta

from ncpi.errors import Fault, counted
from ncpi.model.dates import PartialDate, partial_date
from ncpi.model.record import Record
from ncpi.vocabulary import Relation

__all__ = ["Age"]


@attrs.frozen(kw_only=True, repr=False)
class Age(Record):
    """The time from the publication of one report to that of a later one.

    If a date is known only to the month or the year, it is a range.

    Attributes:
        since: when the earlier report was published.
        until: when the later report was published.
        is_least: whether this is a minimum, because the item may be older.

    Raises:
        ncpi.errors.InvalidError: it is known to end before it begins.
    """

    TAG = "age"

    since: PartialDate = attrs.field(converter=partial_date)
    until: PartialDate = attrs.field(converter=partial_date)
    is_least: bool = False

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.until.relation(self.since) is Relation.BEFORE:
            message = f"it ends in {self.until}, before it begins in {self.since}"
            yield Fault("until", "inconsistent", message)

    @property
    def least(self) -> int:
        """The least possible number of days."""
        return max((self.until.earliest - self.since.latest).days, 0)

    @property
    def most(self) -> int | None:
        """The greatest possible number of days; None if the item may be older than is known."""
        return None if self.is_least else (self.until.latest - self.since.earliest).days

    def label(self) -> str:
        shortest = _in_words(min(self.since.latest, self.until.earliest), self.until.earliest)
        if self.is_least:
            return f"{shortest} or more"
        longest = _in_words(self.since.earliest, self.until.latest)
        return shortest if shortest == longest else f"{shortest} to {longest}"


def _in_words(start: date, end: date) -> str:
    """Whole years and months, or days if it is less than a month."""
    passed = relativedelta(end, start)
    if not passed.years and not passed.months:
        return counted((end - start) // timedelta(days=1), "day")
    parts = [counted(passed.years, "year"), counted(passed.months, "month")]
    return " ".join(part for part in parts if not part.startswith("0 "))
