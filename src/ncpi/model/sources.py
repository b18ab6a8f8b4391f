"""Where facts come from."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.errors import Fault, InvalidError
from ncpi.model.dates import PartialDate, optional_partial_date, partial_date_gate
from ncpi.model.noun import Noun
from ncpi.vocabulary import Confidence, Provenance

__all__ = ["Source", "Sourced", "sources_tuple", "texts"]


@attrs.frozen(kw_only=True, repr=False)
class Source(Noun):
    """Where a fact comes from, so that a reader can go and look.

    Attributes:
        title: what the page, document or data set is called.
        url: its web address. A source has a title or an address, or both.
        locator: where in it: a page, a paragraph, a row, a commit.
        read: when it was read.
        digest: a checksum of what was read, as ``algorithm:hexadecimal``.
        provenance: whose words it holds, or None if not established.
        supports: what it was used for, where it doesn't support the whole.

    Raises:
        ncpi.errors.InvalidError: it has neither title nor address.
    """

    TAG = "source"

    title: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    url: str | None = attrs.field(default=None, validator=fields.optional(fields.url))
    locator: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    read: PartialDate | None = attrs.field(
        default=None,
        converter=optional_partial_date,
        validator=fields.optional(partial_date_gate),
    )
    digest: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    provenance: Provenance | None = attrs.field(
        default=None, validator=fields.optional(fields.member(Provenance))
    )
    supports: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def __attrs_post_init__(self) -> None:
        if self.title is None and self.url is None:
            message = "a source has a title or a url"
            raise InvalidError([Fault("", "missing", message)], type(self).__name__)

    def label(self) -> str:
        place = " ".join(part for part in (self.title, self.url) if part)
        return f"{place}, {self.locator}" if self.locator else place


def sources_tuple(value: Iterable[Source]) -> tuple[Source, ...]:
    """Sources as a tuple."""
    return frozen.as_tuple(value)


def texts(value: Iterable[str]) -> tuple[str, ...]:
    """Names, keys or texts as a tuple; a single text is not split."""
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Sourced(Noun):
    """The base of every noun that states a fact.

    Attributes:
        sources: where the fact comes from.
        confidence: how sure whoever recorded it was; None if they didn't say.
    """

    TAG = ""

    sources: tuple[Source, ...] = attrs.field(
        default=(),
        converter=sources_tuple,
        validator=fields.each(fields.instance(Source)),
        metadata={"last": 2},
    )
    confidence: Confidence | None = attrs.field(
        default=None,
        validator=fields.optional(fields.member(Confidence)),
        metadata={"last": 2},
    )
