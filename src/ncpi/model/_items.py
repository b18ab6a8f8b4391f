"""The base of a report's numbered items, which a later report may refer to."""

from __future__ import annotations

import attrs

from ncpi.fields import Name, Text
from ncpi.model._references import Reference
from ncpi.model.sources import Sourced
from ncpi.vocabulary import ItemKind

__all__ = ["Item"]


@attrs.frozen(kw_only=True, repr=False)
class Item(Sourced):
    """The base of recommendations and causes of concern.

    Attributes:
        key: its key, unique in its report.
        text: what it says, in the report's words or a paraphrase.
        theme: the theme of the framework that it belongs to.
    """

    TAG = ""

    key: Name
    text: Text
    theme: Name | None = None

    @property
    def item_kind(self) -> ItemKind:
        """The kind of item."""
        raise NotImplementedError

    @property
    def takes_up(self) -> tuple[Reference, ...]:
        """Its links to the earlier items that it restates or continues."""
        raise NotImplementedError

    def label(self) -> str:
        return f"{self.key}: {self.text}"
