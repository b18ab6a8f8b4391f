"""How records display themselves in terminals and notebooks, through `ncpi.display`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import attrs

from ncpi.fields._arguments import default_of
from ncpi.fields._frozen import is_frozenset

if TYPE_CHECKING:
    from ncpi.display import Sheet

__all__ = ["Shown", "display", "one_line"]

_LONGEST = 200
_MOST_ELEMENTS = 10
_LONGEST_VALUE = 40


def display(part: str = "") -> Any:
    """The package `ncpi.display`, or the module *part* of it, imported when first needed."""
    # Imported by name: the layer rules forbid an import from the model up to display.
    return import_module(f"ncpi.display{part}")


class Shown:
    """A mixin for display in terminals and notebooks; every view is made from `describe`.

    It has no fields, so any class can derive from it. `ncpi.display` defines what is shown
    for each class.
    """

    __slots__ = ()

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        # The repr of attrs lists every field, however long; see __repr__ below.
        if attrs.inspect(cls).added_repr:
            del cls.__repr__

    def label(self) -> str:
        """A short description, for a table cell."""
        for attribute in ("key", "name", "title", "text"):
            value = getattr(self, attribute, None)
            if isinstance(value, str):
                return value
        return repr(self)

    def describe(self) -> Sheet:
        """The object as rows, from which every view of it is made."""
        sheet: Sheet = display().sheet_of(self)
        return sheet

    def __repr__(self) -> str:
        if not attrs.has(type(self)):
            return object.__repr__(self)
        return one_line(type(self).__name__, _values_of(self))

    def __str__(self) -> str:
        text: str = display().as_text(self.describe())
        return text

    def __format__(self, layout: str, /) -> str:
        return format(str(self), layout)

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """The fields as rich shows them: each value in brief, at most ten elements and a count."""
        for field, value in _values_of(self):
            yield field, _in_brief(value)

    def _repr_html_(self) -> str:
        text: str = display().as_html(self.describe())
        return text

    def _repr_markdown_(self) -> str:
        text: str = display().as_markdown(self.describe())
        return text


def _values_of(made: object) -> list[tuple[str, object]]:
    """The fields of *made* that differ from their defaults."""
    cls: Any = type(made)
    return [
        (one.alias or one.name, value)
        for one in attrs.fields(cls)
        if one.repr and (value := getattr(made, one.name)) != default_of(one)
    ]


class _Brief:
    """Its repr is a text; rich doesn't take it apart as it would a record."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _in_brief(value: object) -> object:
    """*value*, or its first ten elements and the number of the others, each at most a line."""
    if not isinstance(value, (tuple, frozenset)):
        return _Brief(_cut(_repr(value), "", _LONGEST))
    elements = cast("Collection[object]", value)
    brief = [_Brief(_cut(_repr(one), "", _LONGEST)) for one in islice(elements, _MOST_ELEMENTS)]
    if len(elements) > _MOST_ELEMENTS:
        brief.append(_Brief(f"... and {len(elements) - _MOST_ELEMENTS:,} more"))
    return brief


def one_line(name: str, fields: Iterable[tuple[str, object]]) -> str:
    """The call that makes an object; if it is long, its fields in brief, in <...>."""
    given = [*fields]
    call = f"{name}({', '.join(f'{field}={_repr(value)}' for field, value in given)})"
    if len(call) <= _LONGEST:
        return call
    return f"<{_cut(', '.join(_brief(*one) for one in given), f'{name} ', _LONGEST - 2)}>"


def _brief(field: str, value: object) -> str:
    """A field with its value cut short, or the number of its elements."""
    if isinstance(value, (tuple, AbstractSet, Mapping)):
        number = len(cast("Collection[object]", value))
        return f"{number} {field.replace('_', ' ')}"
    return _cut(_repr(value), f"{field}=", _LONGEST_VALUE)


def _cut(text: str, start: str, size: int) -> str:
    whole = f"{start}{text}"
    return whole if len(whole) <= size else f"{whole[: size - 1]}…"


def _repr(value: object) -> str:
    if not is_frozenset(value) or not value:
        return repr(value)
    # The order of a set's elements differs between processes.
    return f"frozenset({{{', '.join(sorted(map(repr, value)))}}})"
