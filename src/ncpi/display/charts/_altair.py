"""Altair and vl-convert, or an error that says how to install them."""

from __future__ import annotations

from ncpi.errors import MissingExtraError

try:
    import altair as alt
    import vl_convert
except ImportError as error:
    missing = (error.name or "").replace("_", "-")
    raise MissingExtraError("charts", missing or "altair") from error

__all__ = ["alt", "vl_convert"]
