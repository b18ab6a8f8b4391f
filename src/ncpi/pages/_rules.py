"""Rules: what a page says, where, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from ncpi.errors import Fault, InvalidError
from ncpi.fields import JsonValue
from ncpi.pages._grammar import expand
from ncpi.pages._page import Page, same_length
from ncpi.vocabulary import ReadingBasis

__all__ = ["Hit", "Rule", "rule", "rules", "rules_for"]


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


def _kinds(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


_ZONES = ("title", "cover", "lead", "body", "notes", "log", "all")
_RULES: dict[str, Rule] = {}


class Hit(NamedTuple):
    """What a rule found in one place.

    Attributes:
        value: the value, as JSON.
        start: where the words begin that say it.
        end: where they end.
    """

    value: JsonValue
    start: int
    end: int


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
            None if *find* is given.
        find: a function that finds it, where a pattern isn't enough.
        zone: the part of the page that it searches: title, cover, lead, body, notes, log or all.
        basis: whether the page states the value, or it is derived from what the page states.
        ignore_case: whether capitals make no difference to the pattern.
        says: sentences in which it finds something.
        not_: sentences in which it finds nothing.
    """

    name: str
    field: str
    kinds: frozenset[str] = attrs.field(converter=_kinds)
    pattern: str | None = None
    find: Callable[[Page], Iterable[Hit]] | None = None
    zone: str = "lead"
    basis: ReadingBasis = ReadingBasis.STATED
    ignore_case: bool = False
    says: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    not_: tuple[str, ...] = attrs.field(default=(), converter=_texts)

    def hits(self, page: Page) -> Iterator[Hit]:
        """What it finds on *page*, in order."""
        if self.pattern is None:
            yield from self.find(page) if self.find else ()
            return
        start, end = page.zone(self.zone)
        expanded = expand(self.pattern, ignore_case=self.ignore_case)
        for match in expanded.pattern.finditer(page.flat, start, end):
            value = self._value(match.groupdict())
            if value is not None:
                yield Hit(value, match.start(), match.end())

    def _value(self, groups: Mapping[str, str | None]) -> JsonValue:
        parts = expand(self.pattern or "", ignore_case=self.ignore_case).parts
        named: dict[str, JsonValue] = {}
        for name, word, is_named in parts:
            words = groups[name]
            if words is None:
                continue
            meaning = word.meaning(words)
            if meaning is None:
                return None
            if not is_named:
                return meaning
            named[name] = meaning
        return named or None

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
        if self.pattern is None:
            return any(self.find(Page(text))) if self.find else False
        expanded = expand(self.pattern, ignore_case=self.ignore_case)
        found = expanded.pattern.finditer(same_length(text))
        return any(self._value(match.groupdict()) is not None for match in found)


def rule(  # noqa: PLR0913 - the parts of a rule, most of them by name
    name: str,
    field: str,
    pattern: str | Callable[[Page], Iterable[Hit]],
    *,
    kinds: Iterable[str],
    zone: str = "lead",
    says: Sequence[str] = (),
    not_: Sequence[str] = (),
    basis: ReadingBasis = ReadingBasis.STATED,
    ignore_case: bool = False,
) -> Rule:
    """Add a rule, which `read` applies from now on; see `Rule`.

    It replaces one of the same name. `Rule.check` tries its examples.

    Raises:
        ncpi.errors.InvalidError: there is no such zone.
    """
    faults: list[Fault] = []
    if zone not in _ZONES:
        message = f"{zone!r} is not a zone; the zones are {', '.join(_ZONES)}"
        faults.append(Fault("zone", "choice", message, zone))
    made = Rule(
        name=name,
        field=field,
        kinds=kinds,
        pattern=pattern if isinstance(pattern, str) else None,
        find=None if isinstance(pattern, str) else pattern,
        zone=zone,
        basis=basis,
        ignore_case=ignore_case,
        says=says,
        not_=not_,
    )
    if faults:
        raise InvalidError(faults, f"rule {name}")
    _RULES[name] = made
    return made


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they were added."""
    return tuple(_RULES.values())


def rules_for(kind: str) -> Iterator[Rule]:
    """The rules for pages of this *kind*."""
    return (one for one in _RULES.values() if kind in one.kinds)
