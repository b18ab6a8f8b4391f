"""What was read from a page: values, where they stand, and the record made of them."""

from __future__ import annotations

from typing import Annotated

import attrs

from ncpi import fields
from ncpi.errors import UnknownNameError, candidates, counted
from ncpi.fields import JsonValue, Name, Text, Url
from ncpi.fields._frozen import thaw_json
from ncpi.model import PressRelease, Recommendation, Record, Report, Sourced
from ncpi.model.responses import Response
from ncpi.vocabulary import ReadingBasis

__all__ = ["Found", "PagePlace", "PageRecord", "PageWarning", "Reading"]

PageRecord = PressRelease | Report | Recommendation | Response
_LONGEST = 300


@attrs.frozen(kw_only=True, repr=False)
class PagePlace(Record):
    """A place in the text of a page that says something.

    Attributes:
        start: the number of characters before it.
        end: the number of characters up to its end.
        words: the page's words there, on one line; None if they are blank.
    """

    TAG = "page-place"

    start: Annotated[int, fields.whole(0, 10**9)]
    end: Annotated[int, fields.whole(0, 10**9)]
    words: Text | None = None

    def label(self) -> str:
        return f"characters {self.start}-{self.end}: {self.words or ''}"


@attrs.frozen(kw_only=True, repr=False)
class Found(Sourced):
    """A value that a page gives.

    Attributes:
        field: what it is: ``published``, ``audited``.
        value: the value, as JSON: dates in ISO 8601, a span as its two dates.
        places: the places that say it.
        rule: the names of the rules that found it, separated by commas.
        basis: whether the page states it or it was derived from what the page states.
    """

    TAG = "found"

    field: Name
    value: JsonValue
    places: tuple[PagePlace, ...] = attrs.field(default=(), converter=fields.tuple_of[PagePlace])
    rule: Name
    basis: ReadingBasis = attrs.field(converter=fields.one_of[ReadingBasis])

    def label(self) -> str:
        shown = str(self.value)
        shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
        words = next((place.words for place in self.places if place.words), None)
        quoted = "" if words is None else f': "{words[:_LONGEST]}"'
        return f"{self.field} = {shown} ({self.basis.value}, {self.rule}{quoted})"


@attrs.frozen(kw_only=True, repr=False)
class PageWarning(Record):
    """Something that a careful reader of the reading should know.

    Attributes:
        code: the kind of warning, for programs, such as ``disagreement`` or ``list-cut-off``.
        text: what it is, in a sentence.
        places: the places in the page that it is about.
    """

    TAG = "page-warning"

    code: Name
    text: Text
    places: tuple[PagePlace, ...] = attrs.field(default=(), converter=fields.tuple_of[PagePlace])

    def label(self) -> str:
        return f"{self.code}: {self.text}"


@attrs.frozen(kw_only=True, repr=False)
class Reading(Record):
    """What was read from a page.

    Attributes:
        kind: the kind of page; None if it isn't a page that a reader knows.
        record: the record made of it; None if a field that the record needs wasn't found.
        found: every value, each with its places, rule and basis.
        missing: what pages of the kind usually have and wasn't found. That it is missing here
            says nothing about the report.
        warnings: what a careful reader should know.
        address: the page's web address, if it was given.
        digest: a checksum of what was read, as ``sha256:hexadecimal``.
    """

    TAG = "reading"

    kind: Name | None = None
    record: PageRecord | None = attrs.field(
        default=None, converter=fields.one_of[PageRecord | None]
    )
    found: Annotated[tuple[Found, ...], fields.distinct("field")] = attrs.field(
        default=(), converter=fields.tuple_of[Found]
    )
    missing: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    warnings: tuple[PageWarning, ...] = attrs.field(
        default=(), converter=fields.tuple_of[PageWarning]
    )
    address: Url | None = None
    digest: Name | None = None

    def get(self, field: str) -> Found | None:
        """What was found as *field*; None if nothing was."""
        return next((one for one in self.found if one.field == field), None)

    def value(self, field: str) -> JsonValue:
        """The value of *field* as plain text, numbers, lists and dicts; None if it wasn't found."""
        found = self.get(field)
        return None if found is None else thaw_json(found.value)

    def why(self, field: str) -> str:
        """The rule by which *field* was found, and the words that say it.

        Raises:
            ncpi.errors.UnknownNameError: it wasn't found.
        """
        found = self.get(field)
        if found is None:
            known = [one.field for one in self.found]
            raise UnknownNameError(field, "fields found on this page", candidates(field, known))
        quoted = "; ".join(
            f'characters {place.start}-{place.end}, "{place.words or ""}"' for place in found.places
        )
        return f"{found.rule} ({found.basis.value}): {quoted}"

    def label(self) -> str:
        what = self.kind or "page of no known kind"
        return (
            f"{what}, {counted(len(self.found), 'value')}, {counted(len(self.warnings), 'warning')}"
        )
