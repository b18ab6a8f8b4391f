"""What a report numbers, and a later report may take up again."""

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
        key: what the report names it by; unique in its report.
        text: what it says, in the report's words or a paraphrase.
        theme: the theme of the framework it stands under.
    """

    TAG = ""

    key: Name
    text: Text
    theme: Name | None = None

    @property
    def item_kind(self) -> ItemKind:
        """What kind of item it is."""
        raise NotImplementedError

    @property
    def takes_up(self) -> tuple[Reference, ...]:
        """What links it to the earlier items that it takes up again."""
        raise NotImplementedError

    def label(self) -> str:
        return f"{self.key}: {self.text}"
