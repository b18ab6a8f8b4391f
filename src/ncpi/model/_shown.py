"""What shows itself in terminals and notebooks, through `ncpi.display`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ncpi.display import Sheet

__all__ = ["Shown"]


def _display() -> Any:
    # The one way from the model up to its views, which few programs need.
    return import_module("ncpi.display")


class Shown:
    """Shows itself in terminals and notebooks: every view is made of what `describe` says.

    It has no fields, so that any class may derive from it; an attrs class needs no more.
    `ncpi.display` decides what is shown of each class.
    """

    __slots__ = ()

    def label(self) -> str:
        """The object in a few words, for a cell of a table."""
        for attribute in ("key", "name", "title", "text"):
            value = getattr(self, attribute, None)
            if isinstance(value, str):
                return value
        return repr(self)

    def describe(self) -> Sheet:
        """The object as rows, from which every view of it is made."""
        sheet: Sheet = _display().sheet_of(self)
        return sheet

    def __str__(self) -> str:
        text: str = _display().as_text(self.describe())
        return text

    def _repr_html_(self) -> str:
        text: str = _display().as_html(self.describe())
        return text

    def _repr_markdown_(self) -> str:
        text: str = _display().as_markdown(self.describe())
        return text
