"""The envelope of every document: the format's name, its version, and one record."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["FORMAT", "FORMAT_VERSION", "Unknown"]

FORMAT = "ncpi"
FORMAT_VERSION = 1
"""The version of the document format that this release reads and writes."""

Unknown: TypeAlias = Literal["error", "keep", "ignore"]
"""How to treat keys that a class doesn't know: reject, keep or drop them."""
