"""Rules: what a page says, where, and in which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError
from ncpi.fields import JsonValue
from ncpi.pages._grammar import WORDS, expand
from ncpi.pages._page import Page, same_length
from ncpi.vocabulary import ReadingBasis

__all__ = ["Hit", "Rule", "add", "one_object", "rule", "rules", "rules_for", "together"]


def _kinds(value: Iterable[str]) -> frozenset[str]:
    # Anything else is kept for the check of the rule: the letters of a text are no kinds.
    given: Any = value
    is_several = isinstance(given, (set, frozenset, tuple, list))
    return frozenset(value) if is_several else given


_ZONES = ("title", "cover", "lead", "body", "notes", "log", "all")
_RULES: dict[str, Rule] = {}


class Hit(NamedTuple):
    """What a rule found in one place.

    Attributes:
        value: the value, as JSON; None if the words should say it and can't be read, of which
            the reading warns.
        start: where the words begin that say it.
        end: where they end.
    """

    value: JsonValue
    start: int
    end: int


def together(
    find: Callable[[Page], Iterable[Hit]], join: Callable[[list[Any]], JsonValue] = list
) -> Callable[[Page], Iterator[Hit]]:
    """*find* with all the values that it gives in one hit, by default as a list."""

    def found(page: Page) -> Iterator[Hit]:
        hits = list(find(page))
        read = [hit for hit in hits if hit.value is not None]
        if read:
            yield Hit(join([hit.value for hit in read]), read[0].start, read[-1].end)
        yield from (hit for hit in hits if hit.value is None)

    return found


def one_object(parts: Iterable[Mapping[str, JsonValue]]) -> JsonValue:
    """All *parts* in one object; None if they disagree."""
    whole: dict[str, JsonValue] = {}
    for part in parts:
        if any(whole.setdefault(name, value) != value for name, value in part.items()):
            return None
    return whole


@attrs.frozen(kw_only=True)
class Rule:
    """How one field is found on pages of some kinds.

    Attributes:
        name: its name, which a reading gives as the reason for a value.
        field: the field that it finds.
        kinds: the kinds of page that it is for.
        pattern: a regular expression with words of the grammar: ``{N}`` a number, ``{D}`` a
            day, ``{M}`` a month, ``{Y}`` a year, ``{DATE}`` any of the three, ``{SPAN}`` a span
            of dates, ``{PERIOD}`` a number of days, weeks or months, ``{FORCE}`` a force's
            name, ``{AREA}`` that or the name of its area, ``{OFFICE}`` an inspector's office,
            ``{LINE}`` the rest of the line. The value is that of the one word; if words are
            named, as in ``{M:fieldwork}``, it is an object. Quotes and dashes are straight.
            Where a pattern isn't enough, it is a function that finds the values.
        zone: the part of the page that the pattern searches: title, cover, lead, body, notes, log
            or all; None for the lead, or of a function.
        basis: whether the page states the value, or it is derived from what the page states.
        says: sentences in which it finds something.
        not_: sentences in which it finds nothing.

    Raises:
        ncpi.errors.InvalidError: there is no such zone, a function has a zone, *kinds* is a single
            text, or the pattern isn't one or has no word of the grammar, or one that there isn't.
    """

    name: str
    field: str
    kinds: frozenset[str] = attrs.field(converter=_kinds)
    pattern: str | Callable[[Page], Iterable[Hit]]
    zone: str | None = None
    basis: ReadingBasis = ReadingBasis.STATED
    says: tuple[str, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    not_: tuple[str, ...] = attrs.field(default=(), converter=fields.tuple_of[str])

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        fields.accept(str, self.name, "name", faults)
        fields.accept(str, self.field, "field", faults)
        fields.accept(frozenset[str], self.kinds, "kinds", faults)
        faults += self._faults()
        fields.refuse(faults, f"rule {self.name}")

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.pattern, str):
            yield from _pattern_faults(self.pattern)
        elif not callable(cast("object", self.pattern)):
            message = "it is neither a pattern, which is text, nor a function"
            yield Fault("pattern", "type", message, repr(self.pattern))
        if self.zone is not None and not isinstance(self.pattern, str):
            message = "a function searches the page as it likes: only a pattern has a zone"
            yield Fault("zone", "choice", message, self.zone)
        elif self.zone is not None and self.zone not in _ZONES:
            message = f"{self.zone!r} is not a zone; the zones are {', '.join(_ZONES)}"
            yield Fault("zone", "choice", message, self.zone)

    def hits(self, page: Page) -> Iterator[Hit]:
        """What it finds on *page*, in order."""
        if not isinstance(self.pattern, str):
            yield from self.pattern(page)
            return
        expanded = expand(self.pattern)
        for match in expanded.pattern.finditer(page.flat, *page.zones[self.zone or "lead"]):
            yield Hit(expanded.object(match), *match.span())

    def check(self) -> None:
        """Try its examples.

        Raises:
            ncpi.errors.InvalidError: it finds nothing in one of *says*, or something in one of
                *not_*.
        """
        faults = [
            Fault(f"says[{index}]", "inconsistent", f"{self.name} finds nothing here", text)
            for index, text in enumerate(self.says)
            if not self._finds(text)
        ]
        faults += [
            Fault(f"not_[{index}]", "inconsistent", f"{self.name} finds something here", text)
            for index, text in enumerate(self.not_)
            if self._finds(text)
        ]
        if faults:
            raise InvalidError(faults, f"rule {self.name}")

    def _finds(self, text: str) -> bool:
        if not isinstance(self.pattern, str):
            return any(hit.value is not None for hit in self.hits(Page(text)))
        expanded = expand(self.pattern)
        found = expanded.pattern.finditer(same_length(text))
        return any(expanded.object(match) is not None for match in found)


def rule(  # noqa: PLR0913 - the parts of a rule, most of them by name
    name: str,
    field: str,
    pattern: str | Callable[[Page], Iterable[Hit]],
    *,
    kinds: Iterable[str],
    zone: str | None = None,
    says: Sequence[str] = (),
    not_: Sequence[str] = (),
    basis: ReadingBasis = ReadingBasis.STATED,
) -> Rule:
    """Add a rule, which `read` applies from now on; see `Rule`.

    It replaces one of the same name. `Rule.check` tries its examples.

    Raises:
        ncpi.errors.InvalidError: see `Rule`.
    """
    return add(
        Rule(
            name=name,
            field=field,
            kinds=_kinds(kinds),
            pattern=pattern,
            zone=zone,
            basis=basis,
            says=says,
            not_=not_,
        )
    )


def add(made: Rule) -> Rule:
    """Add a rule, in the place of one of the same name."""
    _RULES[made.name] = made
    return made


def _pattern_faults(pattern: str) -> Iterator[Fault]:
    try:
        expanded = expand(pattern)
    except re.error as error:
        yield Fault("pattern", "syntax", f"it isn't a pattern: {error}", pattern)
    except KeyError as error:
        words = ", ".join(f"{{{word}}}" for word in WORDS)
        message = f"{{{error.args[0]}}} is no word of the grammar; the words are {words}"
        yield Fault("pattern", "choice", message, pattern)
    else:
        if not expanded.parts:
            message = "it has no word of the grammar, such as {N}, and so no value"
            yield Fault("pattern", "missing", message, pattern)


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they were added."""
    return tuple(_RULES.values())


def rules_for(kind: str) -> Iterator[Rule]:
    """The rules for pages of this *kind*."""
    return (one for one in _RULES.values() if kind in one.kinds)
