"""What the rules found on a page: the values on which they agree, and warnings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ncpi.errors import MissingExtraError, listed
from ncpi.fields import JsonValue
from ncpi.model import PartialDate
from ncpi.pages._grammar import forces_in
from ncpi.pages._page import Page
from ncpi.pages._reading import PagePlace, PageWarning
from ncpi.pages._records import plain_words
from ncpi.pages._rules import Hit, Rule
from ncpi.pages._times import (
    is_earlier,
    is_of_others,
    is_other_work,
    is_to_others,
    sentence_around,
    titled_in,
)
from ncpi.vocabulary import ReadingBasis

__all__ = ["Gathered", "Value"]

# What other values and records are made of: a rule of another project may give something else.
# The one shape in a list is that of every element; two are a pair. In an object the shape under
# `str` is that of every other key.
_ASKED = {"text": str, "number": object, "timescale": object}
_SHAPES: Mapping[str, Any] = {
    **dict.fromkeys(("fieldwork_year", "headline", "id", "page_date", "published"), str),
    **dict.fromkeys(("published_on", "report_announced", "report_kind", "text"), str),
    **dict.fromkeys(("report_published", "timescale"), str),
    "baseline": {str: str},
    "bodies": [str],
    "causes": [str],
    "judgments": {str: str},
    "phones": [str],
    "fieldwork": [str, str],
    "hours": {"from": str, "to": str},
    "answers": [{"number": str, "text": str}],
    "events": [{"dated": str, "status": object, "comment": object}],
    "quotes": [{"speaker": str, "office": object, "text": str}],
    "recommendations": [_ASKED],
    "restated": [{"theme": object, "findings": str, "recommendations": [_ASKED]}],
    "audited": {str: int},
    "audited_by_area": [{"area": object, str: int}],
}
_LONGEST_WORDS = 400
_MOST_PLACES = 20
_MOST_UNREAD = 100
_LONGEST_UNREAD = 300
_BEFORE = "recommendations_followed_up"
_OF_THIS_INSPECTION = frozenset(
    ("audited", "causes", "causes_of_concern", "judgments", "recommendations_made", "tally")
)
_OF_ONE_INSPECTION = _OF_THIS_INSPECTION | {
    *(_BEFORE, "background", "baseline", "corrected", "fieldwork")
}
_COUNTED = frozenset(
    ("audited", "causes_of_concern", "fieldwork", "recommendations_made", "tally", _BEFORE)
)


class Value(NamedTuple):
    """A value found, its places, the names of its rules, and its basis."""

    value: Any
    hits: list[Hit]
    rules: list[str]
    basis: ReadingBasis


class Gathered:
    """The values found, and the warnings."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, Value] = {}
        self.warnings: list[PageWarning] = []

    def value(self, field: str) -> Any:  # JSON, of a shape that the field's rules give
        """The value of *field*; None if it wasn't found."""
        return self.found[field].value if field in self.found else None

    def hits(self, field: str) -> list[Hit]:
        """The places of *field*."""
        return self.found[field].hits if field in self.found else []

    def places(self, hits: Sequence[Hit]) -> list[PagePlace]:
        """The first places, each with its words, shortened."""
        return [
            PagePlace(
                start=hit.start,
                end=hit.end,
                words=self.page.words(hit.start, min(hit.end, hit.start + _LONGEST_WORDS)) or None,
            )
            for hit in hits[:_MOST_PLACES]
        ]

    def warn(self, code: str, text: str, *places: Hit | str) -> None:
        """Add a warning, about places or about those of fields."""
        hits = [
            hit for one in places for hit in (self.hits(one) if isinstance(one, str) else [one])
        ]
        self.warnings.append(PageWarning(code=code, text=text, places=self.places(hits)))

    def derive(self, field: str, value: JsonValue, rule: str, places: str) -> None:
        """Add a value that follows from another field, whose places support it."""
        if self.value(field) is None:
            hits = self.hits(places)
            self.found[field] = Value(value, hits, [rule], ReadingBasis.DERIVED)

    def apply(self, applied: Sequence[Rule]) -> None:
        """Apply the rules, and keep what they agree on."""
        by_field: dict[str, list[tuple[Rule, Hit]]] = {}
        for one in applied:
            try:
                for hit in one.hits(self.page):
                    by_field.setdefault(one.field, []).append((one, hit))
            except MissingExtraError as error:
                self.warn("extra", f"{one.field} can't be read: {error}")
        for field in sorted(by_field, key=lambda name: (name != "bodies", name != "fieldwork")):
            self._warn_of_unread(field, [hit for _, hit in by_field[field] if hit.value is None])
            pairs = [pair for pair in by_field[field] if pair[1].value is not None]
            if field in _OF_ONE_INSPECTION:
                pairs = [pair for pair in pairs if not self._is_of_another(field, pair[1])]
            stated = [pair for pair in pairs if pair[0].basis is ReadingBasis.STATED]
            if pairs:
                self._agree(field, stated or pairs)

    def _warn_of_unread(self, field: str, hits: Sequence[Hit]) -> None:
        for hit in hits[:_MOST_UNREAD]:
            words = self.page.words(hit.start, min(hit.end, hit.start + _LONGEST_UNREAD))
            self.warn(f"{field}-not-read", f"{field}: {words!r} wasn't read", hit)
        if more := hits[_MOST_UNREAD:]:
            self.warn(f"{field}-not-read", f"{field}: {len(more)} more weren't read", *more)

    def _is_of_another(self, field: str, hit: Hit) -> bool:
        """Whether the words of a place are about another force, inspection or programme."""
        bodies, fieldwork = self.value("bodies"), self.value("fieldwork")
        begins, end = sentence_around(self.page, hit.start, hit.end)
        named = [*forces_in(self.page.flat, begins, end), *titled_in(self.page, begins, end)]
        others = bodies is not None and any([key] != bodies for key, _, _ in named)
        if others or is_other_work(self.page, hit.start, hit.end):
            return True
        before, after = self.page.flat[begins : hit.end], self.page.flat[hit.end : end]
        if field in _COUNTED and (is_of_others(before) or is_to_others(after)):
            return True
        if field not in _OF_THIS_INSPECTION:
            return False
        if fieldwork:
            years = re.findall(r"\b(?:19|20)\d\d\b", self.page.flat[begins:end])
            if years and max(years) < str(fieldwork[0])[:4]:
                return True
        return is_earlier(self.page, hit.start, hit.end)

    def _agree(self, field: str, pairs: Sequence[tuple[Rule, Hit]]) -> None:
        hits = [hit for _, hit in pairs]
        value = hits[0].value
        if not all(_has_shape(hit.value, _SHAPES.get(field, object)) for hit in hits):
            rules = listed([one.name for one, _ in pairs])
            text = f"{field} hasn't the shape that ncpi's own rules give it, in the rules {rules}"
            self.warn("shape", text, *hits)
            return
        for hit in hits[1:]:
            both = _merged(value, hit.value)
            if both is None:
                said = listed(list(dict.fromkeys(str(one.value)[:100] for one in hits)))
                self.warn(
                    "disagreement", f"the page gives several values of {field}: {said}", *hits
                )
                return
            value = both
        names = list(dict.fromkeys(one.name for one, _ in pairs))
        self.found[field] = Value(value, hits, names, pairs[0][0].basis)


def _has_shape(value: JsonValue, shape: Any) -> bool:
    """Whether *value* is of a *shape* as in `_SHAPES`."""
    if isinstance(shape, list):
        shapes: list[Any] = [*shape]
        if not isinstance(value, list) or (len(shapes) > 1 and len(value) != len(shapes)):
            return False
        return all(_has_shape(one, shapes[place % len(shapes)]) for place, one in enumerate(value))
    if isinstance(shape, dict):
        named: dict[Any, Any] = {**shape}
        others = named.pop(str, object)
        return (
            isinstance(value, dict)
            and named.keys() <= value.keys()
            and all(_has_shape(one, named.get(key, others)) for key, one in value.items())
        )
    return isinstance(value, shape)


def _merged(one: JsonValue, two: JsonValue) -> JsonValue:
    """The value that agrees with both; None if they disagree. Of two dates, the more precise."""
    if one == two and type(one) is type(two):
        return one
    if isinstance(one, str) and isinstance(two, str):
        return _same_text(one, two)
    if isinstance(one, dict) and isinstance(two, dict):
        both: dict[str, JsonValue] = {**one, **two}
        for key in one.keys() & two.keys():
            both[key] = _merged(one[key], two[key])
        return None if None in both.values() else both
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two) == 2:
        are_dates = all(isinstance(text, str) and _is_date(text) for text in (*one, *two))
        return _narrower(one, two) if are_dates else None
    return None


def _same_text(one: str, two: str) -> str | None:
    if _is_date(one) and _is_date(two):
        return next((b for a, b in ((one, two), (two, one)) if b.startswith(a)), None)
    return one if plain_words(one) == plain_words(two) else None


def _narrower(one: Sequence[JsonValue], two: Sequence[JsonValue]) -> JsonValue:
    """Of two spans the one inside the other; None if neither is."""
    for wide, narrow in ((one, two), (two, one)):
        first, last = (PartialDate.parse(str(part)) for part in wide)
        begins, ends = (PartialDate.parse(str(part)) for part in narrow)
        if first.earliest <= begins.earliest and ends.latest <= last.latest:
            return [str(begins), str(ends)]
    return None


def _is_date(text: str) -> bool:
    return re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text) is not None
