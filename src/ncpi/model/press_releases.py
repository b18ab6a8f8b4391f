"""Press releases and quotes."""

from __future__ import annotations

from typing import Annotated

import attrs

from ncpi import fields
from ncpi.fields import Name, Text
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.press_contacts import PressContact
from ncpi.model.sources import Sourced

__all__ = ["PressRelease", "Quote"]


@attrs.frozen(kw_only=True, repr=False)
class Quote(Sourced):
    """A quote in a press release.

    Attributes:
        speaker: who is quoted.
        role: their office, as the release gives it.
        text: their words.
    """

    TAG = "quote"

    speaker: Name
    role: Name | None = None
    text: Text

    def label(self) -> str:
        return f"{self.speaker}: {self.text}"


@attrs.frozen(kw_only=True, repr=False)
class PressRelease(Sourced):
    """A press release of an inspectorate, a force or a local policing body.

    Attributes:
        headline: its headline.
        published: when it was published; None if unknown.
        by: who issued it: the key of an inspectorate or a body.
        report: the key of the report that it announces.
        bodies: keys of the bodies that it is about.
        lead: its opening.
        improvements: what it says has improved.
        concerns: what it says is still a concern.
        quotes: its quotes.
        notes: its notes to editors.
        contacts: the press contacts that it names.
    """

    TAG = "press-release"

    headline: Name
    published: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    by: Name | None = None
    report: Name | None = None
    bodies: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    lead: Text | None = None
    improvements: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    concerns: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    quotes: tuple[Quote, ...] = attrs.field(default=(), converter=fields.tuple_of[Quote])
    notes: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    contacts: tuple[PressContact, ...] = attrs.field(
        default=(), converter=fields.tuple_of[PressContact]
    )

    def label(self) -> str:
        return f"{self.headline} ({self.published or 'undated'})"
