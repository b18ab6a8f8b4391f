"""The registry of views: a class has its own, that of its nearest base, or its fields as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from importlib import import_module
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from ncpi.display._names import body_name, claims, in_words, reworded
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.model import Item, StatusEvent
from ncpi.model._shown import Shown, fields_shown
from ncpi.model.record import Record

__all__ = ["Columns", "fields_sheet", "label_of", "sheet_of", "table_of", "view"]

S = TypeVar("S", bound=Shown)
T = TypeVar("T")
Columns: TypeAlias = Mapping[str, Callable[[T], object]]

_VIEWS: dict[type, Callable[[Any], Sheet]] = {}

_MODULES: Mapping[str, str] = {
    "ncpi.owed": "_responses",
    "ncpi.archive": "_archive",
    "ncpi.comparison._case_audit_tests": "_case_audit_tests",
    "ncpi.comparison._compare": "_comparison",
    "ncpi.comparison._entries": "_comparison",
    "ncpi.comparison._counts": "_comparison",
    "ncpi.comparison.matching": "_matching",
    "ncpi.comparison.tracked": "_tracked",
    "ncpi.model._shown": "_collections",
    "ncpi.model.findings": "_reports",
    "ncpi.model.reports": "_reports",
    "ncpi.model.tracking": "_tracking",
    "ncpi.model.responses": "_responses",
    "ncpi.pages": "_pages",
    "ncpi.programme": "_programme",
    "ncpi.programme._coverage": "_coverage",
    "ncpi.registers": "_collections",
    "ncpi.schedule": "_schedule",
    "ncpi.tables._plain_table": "_plain_tables",
    "ncpi.timeline": "_timeline",
}
"""The modules whose classes have views, and the display modules that define those."""


def view(cls: type[S]) -> Callable[[Callable[[S], Sheet]], Callable[[S], Sheet]]:
    """Register a function as the view of *cls* and its subclasses, replacing any other.

    For example::

        @display.view(TrackedRecommendation)
        def tracked(recommendation: TrackedRecommendation) -> Sheet: ...
    """

    def register(function: Callable[[S], Sheet]) -> Callable[[S], Sheet]:
        if not function.__module__.startswith("ncpi."):
            # Or ncpi's own view would replace this one when it is imported later.
            _import_views(cls)
        _VIEWS[cls] = function
        return function

    return register


def sheet_of(thing: Shown) -> Sheet:
    """The sheet of *thing*, by the view of its class or of the nearest base."""
    for cls in type(thing).__mro__:
        _import_views(cls)
        if cls in _VIEWS:
            return _VIEWS[cls](thing)
    return fields_sheet(thing)


def _import_views(cls: type) -> None:
    """Import the modules with the views of *cls*, if it is a class of ncpi."""
    for place, module in _MODULES.items():
        if f"{cls.__module__}.".startswith(f"{place}."):
            import_module(f"ncpi.display.{module}")


def fields_sheet(thing: Shown, *, with_names: bool = True) -> Sheet:
    """The fields of *thing* that differ from their defaults, as rows.

    The name of a body stands in place of a text that is its key, if *with_names*.
    """
    rows = [
        (
            name.replace("_", " "),
            str(value) if name == "key" else _cell(value, with_names=with_names),
        )
        for name, value in _fields(thing)
    ]
    return Sheet(f"{_kind(thing)}: {label_of(thing)}", (Table(rows),))


def label_of(thing: Shown) -> str:
    """The label of *thing*, with names and dates in words unless it quotes a report or a party."""
    if isinstance(thing, StatusEvent):
        return claims([thing])
    return thing.label() if isinstance(thing, Item) else reworded(thing.label())


def _kind(thing: Shown) -> str:
    if isinstance(thing, Record):
        return thing.TAG
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(thing).__name__).lower()


def _fields(thing: Shown) -> Iterator[tuple[str, object]]:
    if isinstance(thing, Record):
        for field in fields_shown(thing):
            # Unknown fields are shown as the object that they are.
            is_extra = field.name == "unknown_fields"
            yield field.name, thing.extra if is_extra else getattr(thing, field.name)
        return
    # Any other Shown is an attrs class, which its type can't express.
    for field in attrs.fields(cast("Any", type(thing))):
        if (value := getattr(thing, field.name)) != field.default:
            yield field.name, value


def table_of(  # noqa: PLR0913 - those of Table
    things: Iterable[T],
    columns: Columns[T],
    caption: str = "",
    *,
    folded: str = "",
    first: int | None = None,
    stacked: bool = False,
    unfolded: int = FIRST,
) -> Table:
    """A `Table` with a row for each of *things*.

    *columns* has each heading, and what stands below it of a thing; texts stay as they are.
    """
    rows = [[_cell(cell(one)) for cell in columns.values()] for one in things]
    return Table(
        rows,
        tuple(columns),
        caption,
        folded=folded,
        first=first,
        stacked=stacked,
        unfolded=unfolded,
    )


def _cell(value: object, *, with_names: bool = False) -> str:
    """What stands in a cell for *value*: nothing for None, and a line for each of several."""
    if isinstance(value, str):
        return _named(value) if with_names else str(value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, Shown):
        return label_of(value)
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Iterable):
        return "\n".join(_lines(cast("Iterable[object]", value), with_names=with_names))
    return str(value)


def _lines(values: Iterable[object], *, with_names: bool) -> Iterable[str]:
    if isinstance(values, Mapping):
        held = cast("Mapping[object, object]", values)
        return [
            f"{key}: {_cell(one, with_names=with_names) or 'unknown'}" for key, one in held.items()
        ]
    # The order of a set's elements differs between processes.
    cells = [_cell(one, with_names=with_names) for one in values]
    return sorted(cells) if isinstance(values, AbstractSet) else cells


def _named(text: str) -> str:
    """The name of the body with the key *text*, or else the text."""
    # Few texts are keys, and a look-up is slow.
    if text.count("/") == 1 and " " not in text and (name := body_name(text)):
        return name
    return str(text)
