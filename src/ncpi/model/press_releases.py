"""Press releases and quotes."""

from __future__ import annotations

from datetime import datetime

import attrs

from ncpi.fields import Name, Names, Text, Url, tuple_of
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.dates._partial_dates import Days
from ncpi.model.press_contacts import PressContact, answering
from ncpi.model.sources import Sourced

__all__ = ["PressRelease", "Quote"]


@attrs.frozen(kw_only=True, repr=False)
class Quote(Sourced):
    """A quote in a press release.

    Attributes:
        speaker: who is quoted.
        role: their office, as the release gives it.
        inspector: the key of the speaker in the register of inspectors; None if it isn't known.
        text: their words.
    """

    TAG = "quote"

    speaker: Name
    role: Name | None = None
    inspector: Name | None = None
    text: Text

    def label(self) -> str:
        role = f", {self.role}" if self.role else ""
        return f"{self.speaker}{role}: {self.text}"


@attrs.frozen(kw_only=True, repr=False)
class PressRelease(Sourced):
    """A press release of an inspectorate, a force or a local policing body.

    Attributes:
        key: the key by which it is known in an archive; None if it has none.
        headline: its headline.
        published: when it was published; None if unknown.
        by: who issued it: the key of an inspectorate or a body.
        report: the key of the report that it announces.
        report_title: that report's title, as the release gives it.
        report_url: the web address of that report, as the release gives it.
        bodies: keys of the bodies that it is about.
        lead: its opening.
        background: what it says about the inspection, or about earlier ones.
        improvements: what it says has improved.
        concerns: what it says is still a concern.
        lasting_change: what it says about whether the change will last.
        quotes: its quotes.
        notes: its notes to editors.
        contacts: the press contacts that it names.
    """

    TAG = "press-release"

    key: Name | None = None
    headline: Name
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    by: Name | None = None
    report: Name | None = None
    report_title: Name | None = None
    report_url: Url | None = None
    bodies: Names = attrs.field(default=(), converter=tuple_of[str])
    lead: Text | None = None
    background: Text | None = None
    improvements: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])
    concerns: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])
    lasting_change: Text | None = None
    quotes: tuple[Quote, ...] = attrs.field(default=(), converter=tuple_of[Quote])
    notes: tuple[Text, ...] = attrs.field(default=(), converter=tuple_of[str])
    contacts: tuple[PressContact, ...] = attrs.field(default=(), converter=tuple_of[PressContact])

    def contact_at(self, when: datetime, closed: Days = ()) -> PressContact | None:
        """The contact to try first at *when*; see `Inspectorate.contacts_at`.

        Raises:
            ncpi.errors.InvalidError: *when* has no time zone.
        """
        return next(iter(answering(self.contacts, when, closed)), None)

    def label(self) -> str:
        return f"{self.headline} ({self.published or 'undated'})"
