"""Deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from ncpi.errors import Fault
from ncpi.fields import Name, Text, accepted, one_of
from ncpi.model.items import ItemRef
from ncpi.model.sources import Sourced

__all__ = ["Deadline"]


@attrs.frozen(kw_only=True, repr=False)
class Deadline(Sourced):
    """Something that someone must do under a rule, by a certain day if that is known.

    Attributes:
        what: what is due.
        due_from: who must do it: a body's key, or an office as the rule names it.
        earliest: the earliest possible due date; None if there is no known one.
        latest: the latest possible due date; equal to *earliest* if the date is certain.
        reason: why there is no known due date; None if there is one.
        rule: the key of the rule that sets it.
        basis: the law or method behind the rule, as cited; None if not established.
        verified: True if the rule was seen in a source, False if it was only inferred.
        report: the key of the report that the rule was applied to.
        item: the item that it is about; None if it isn't about a single one.

    Raises:
        ncpi.errors.InvalidError: *latest* is before *earliest*; or it has not either both of
            these or a reason.
    """

    TAG = "deadline"

    what: Text
    due_from: Name
    earliest: date | None = attrs.field(default=None, converter=one_of[date | None])
    latest: date | None = attrs.field(default=None, converter=one_of[date | None])
    reason: Text | None = None
    rule: Name
    basis: Name | None = None
    verified: bool
    report: Name
    item: ItemRef | None = attrs.field(default=None, converter=one_of[ItemRef | None])

    def _inconsistencies(self) -> Iterator[Fault]:
        if {self.earliest is None, self.latest is None} != {self.reason is not None}:
            message = "a deadline has the first and last possible day, or else a reason for none"
            yield Fault("reason", "inconsistent", message)
        elif self.earliest and self.latest and self.latest < self.earliest:
            message = f"{self.latest} is before {self.earliest}"
            yield Fault("latest", "inconsistent", message)

    @property
    def day(self) -> date | None:
        """The due date, or None if it isn't certain."""
        return self.earliest if self.earliest == self.latest else None

    def days_left(self, on: date | str) -> int | None:
        """The number of days from *on* to the due date: 0 on that date, negative after it.

        None if the due date isn't certain.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        day = _day(on)
        return None if self.day is None else (self.day - day).days

    def is_past(self, on: date | str) -> bool | None:
        """Whether the due date is before *on*; None if unknown.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        day = _day(on)
        if self.earliest is None or self.latest is None:
            return None
        return True if day > self.latest else False if day <= self.earliest else None

    def label(self) -> str:
        when = str(self.day) if self.day else f"{self.earliest} to {self.latest}"
        if self.earliest is None:
            when = "undated"
        return f"{when}: {self.what} ({self.due_from})"


def _day(on: date | str) -> date:
    return accepted(date, on, "on", "Deadline")
