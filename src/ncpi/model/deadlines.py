"""What is due."""

from __future__ import annotations

from datetime import date

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError
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

    what: str = attrs.field(validator=fields.text)
    due_from: str = attrs.field(validator=fields.name)
    earliest: date = attrs.field(validator=fields.day)
    latest: date = attrs.field(validator=fields.day)
    rule: str = attrs.field(validator=fields.name)
    basis: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    verified: bool = attrs.field(validator=fields.truth)
    report: str = attrs.field(validator=fields.name)
    recommendation: str | None = attrs.field(default=None, validator=fields.optional(fields.name))

    def __attrs_post_init__(self) -> None:
        if self.latest < self.earliest:
            message = f"{self.latest} is before {self.earliest}"
            raise InvalidError([Fault("latest", "inconsistent", message)], type(self).__name__)

    @property
    def day(self) -> date | None:
        """The last day for it, or None if that isn't certain."""
        return self.earliest if self.earliest == self.latest else None

    def days_left(self, on: date) -> int | None:
        """How many days are left after the day *on*: nought on the last, negative after it.

        None if the last day isn't certain.

        Raises:
            ncpi.errors.InvalidError: *on* is a datetime.
        """
        _refuse_time(on)
        return None if self.day is None else (self.day - on).days

    def is_past(self, on: date) -> bool | None:
        """Whether the last day lies before *on*; None if that cannot be told.

        Raises:
            ncpi.errors.InvalidError: *on* is a datetime.
        """
        _refuse_time(on)
        if on > self.latest:
            return True
        return False if on <= self.earliest else None

    def label(self) -> str:
        when = str(self.day) if self.day else f"{self.earliest} to {self.latest}"
        return f"{when}: {self.what} ({self.due_from})"


def _refuse_time(on: date) -> None:
    if faults := fields.day.faults(on):
        raise InvalidError([fault.below("on") for fault in faults], "Deadline")
