"""How records display themselves in terminals and notebooks, through `ncpi.display`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ncpi.display import Sheet

__all__ = ["Shown", "display"]


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

    def __str__(self) -> str:
        text: str = display().as_text(self.describe())
        return text

    def _repr_html_(self) -> str:
        text: str = display().as_html(self.describe())
        return text

    def _repr_markdown_(self) -> str:
        text: str = display().as_markdown(self.describe())
        return text
