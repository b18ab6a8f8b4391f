"""The envelope of every document: the name of the format, its version, and one noun."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from ncpi.model import Noun

__all__ = ["FORMAT", "FORMAT_VERSION", "Document", "Unknown"]

FORMAT = "ncpi"
FORMAT_VERSION = 2
"""The version of the document format that this release writes."""

Unknown: TypeAlias = Literal["error", "keep", "ignore"]
"""What to do with keys that a class doesn't know."""


class Document(NamedTuple):
    """What a document holds.

    Attributes:
        noun: the noun, as this release knows it.
        version: the version of the format that the document was written in.
    """

    noun: Noun
    version: int
