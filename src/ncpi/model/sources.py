"""The sources of facts."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ncpi.errors import Fault
from ncpi.fields import Name, Text, Url, one_of, tuple_of
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.record import Record
from ncpi.vocabulary import Confidence, Provenance

__all__ = ["Source", "Sourced"]


@attrs.frozen(kw_only=True, repr=False)
class Source(Record):
    """Where a fact comes from.

    Attributes:
        title: the title of the page, document or data set.
        url: its web address. A source has a title, an address or both.
        locator: the place in it: a page, a paragraph, a row, a commit.
        read: when it was read.
        digest: a checksum of what was read, as ``algorithm:hexadecimal``.
        provenance: whose words it holds, or None if not established.
        supports: what it supports, if not the whole record.

    Raises:
        ncpi.errors.InvalidError: it has neither a title nor an address.
    """

    TAG = "source"

    title: Name | None = None
    url: Url | None = None
    locator: Name | None = None
    read: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    digest: Name | None = None
    provenance: Provenance | None = attrs.field(default=None, converter=one_of[Provenance | None])
    supports: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.title is None and self.url is None:
            message = "a source has a title or a url"
            yield Fault("", "missing", message)

    @property
    def publisher(self) -> str:
        """The host of its web address, such as ``bbc.co.uk``, or else its title."""
        from urllib.parse import urlsplit  # noqa: PLC0415 - few programs need it

        host = urlsplit(self.url or "").hostname
        return host.removeprefix("www.") if host else self.title or ""

    def label(self) -> str:
        place = " ".join(part for part in (self.title, self.url) if part)
        return f"{place}, {self.locator}" if self.locator else place


@attrs.frozen(kw_only=True, repr=False)
class Sourced(Record):
    """The base of every record that states a fact.

    Attributes:
        sources: where the fact comes from.
        confidence: how confident whoever recorded it was; None if not stated.
    """

    TAG = ""

    sources: tuple[Source, ...] = attrs.field(
        default=(), converter=tuple_of[Source], metadata={"last": 2}
    )
    confidence: Confidence | None = attrs.field(
        default=None, converter=one_of[Confidence | None], metadata={"last": 2}
    )
