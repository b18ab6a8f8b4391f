"""What is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from ncpi import fields
from ncpi.errors import Fault
from ncpi.fields import Name, Text
from ncpi.model.sources import Sourced

__all__ = ["Deadline"]


@attrs.frozen(kw_only=True, repr=False)
class Deadline(Sourced):
    """Something due from someone by a day, under a rule.

    Attributes:
        what: what is due.
        due_from: who owes it: a body's key, or an office as the rule names it.
        earliest: the first day that the last day for it can be, as far as known.
        latest: the last such day; the same as *earliest* where the day is certain.
        rule: the key of the rule that sets it.
        basis: the law or method behind the rule, as cited; None if none is established.
        verified: whether the rule was seen in a source, or only inferred.
        report: the key of the report that set it off.
        recommendation: the key of the recommendation in that report, if it is about one.

    Raises:
        ncpi.errors.InvalidError: *latest* is before *earliest*.
    """

    TAG = "deadline"

    what: Text
    due_from: Name
    earliest: date = attrs.field(converter=fields.one_of[date])
    latest: date = attrs.field(converter=fields.one_of[date])
    rule: Name
    basis: Name | None = None
    verified: bool
    report: Name
    recommendation: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.latest < self.earliest:
            message = f"{self.latest} is before {self.earliest}"
            yield Fault("latest", "inconsistent", message)

    @property
    def day(self) -> date | None:
        """The last day for it, or None if that isn't certain."""
        return self.earliest if self.earliest == self.latest else None

    def days_left(self, on: date | str) -> int | None:
        """How many days are left after the day *on*: zero on the last, negative after it.

        None if the last day isn't certain.

        Raises:
            ncpi.errors.InvalidError: *on* is no day.
        """
        day = _day(on)
        return None if self.day is None else (self.day - day).days

    def is_past(self, on: date | str) -> bool | None:
        """Whether the last day lies before *on*; None if that is unknown.

        Raises:
            ncpi.errors.InvalidError: *on* is no day.
        """
        day = _day(on)
        if day > self.latest:
            return True
        return False if day <= self.earliest else None

    def label(self) -> str:
        when = str(self.day) if self.day else f"{self.earliest} to {self.latest}"
        return f"{when}: {self.what} ({self.due_from})"


def _day(on: date | str) -> date:
    faults: list[Fault] = []
    day = fields.accept(date, on, "on", faults)
    fields.refuse(faults, "Deadline")
    return day
