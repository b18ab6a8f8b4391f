"""What was said to the press."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.model.contacts import PressContact
from ncpi.model.dates import PartialDate, optional_partial_date, partial_date_gate
from ncpi.model.sources import Sourced, texts

__all__ = ["PressRelease", "Quote"]


@attrs.frozen(kw_only=True, repr=False)
class Quote(Sourced):
    """What someone is quoted as saying.

    Attributes:
        speaker: who.
        role: their office, as the release gives it.
        text: their words.
    """

    TAG = "quote"

    speaker: str = attrs.field(validator=fields.name)
    role: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    text: str = attrs.field(validator=fields.text)

    def label(self) -> str:
        return f"{self.speaker}: {self.text}"


def _quotes(value: Iterable[Quote]) -> tuple[Quote, ...]:
    return frozen.as_tuple(value)


def _contacts(value: Iterable[PressContact]) -> tuple[PressContact, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class PressRelease(Sourced):
    """What an inspectorate, a force or a local policing body told the press.

    Attributes:
        headline: its headline.
        published: when; None if unknown.
        by: who issued it: the key of an inspectorate or a body.
        report: the key of the report it announces.
        bodies: keys of the bodies it is about.
        lead: its opening.
        improvements: what it says had improved.
        concerns: what it says was still a worry.
        quotes: who said what.
        notes: its notes to editors.
        contacts: whom to ring.
    """

    TAG = "press-release"

    headline: str = attrs.field(validator=fields.name)
    published: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    by: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    report: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    bodies: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.name)
    )
    lead: str | None = attrs.field(default=None, validator=fields.optional(fields.text))
    improvements: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )
    concerns: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )
    quotes: tuple[Quote, ...] = attrs.field(
        default=(), converter=_quotes, validator=fields.each(fields.instance(Quote))
    )
    notes: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.each(fields.text)
    )
    contacts: tuple[PressContact, ...] = attrs.field(
        default=(), converter=_contacts, validator=fields.each(fields.instance(PressContact))
    )

    def label(self) -> str:
        return f"{self.headline} ({self.published or 'undated'})"
