"""Fonts and measures of the charts, and text that fits into them."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import Any

from ncpi.display._sheets import cleaned
from ncpi.display.charts._colours import BLACK, DARK, FAINT, WHITE

__all__ = ["CONFIG", "SUBTITLE_SIZE", "TITLE_SIZE", "distinct", "shortened", "text_width"]
__all__ += ["wrapped"]

# Liberation Sans comes with vl-convert and is as wide as Arial, which browsers have.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
TITLE_SIZE, SUBTITLE_SIZE, LABEL_SIZE = 19, 13, 12

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": WHITE,
    "padding": 16,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "fontSize": TITLE_SIZE,
        "subtitleFontSize": SUBTITLE_SIZE,
        "color": BLACK,
        "subtitleColor": DARK,
        "subtitlePadding": 6,
        "offset": 14,
    },
    "axis": {
        "labelFontSize": LABEL_SIZE,
        "titleFontSize": LABEL_SIZE,
        "labelColor": BLACK,
        "titleColor": BLACK,
        "domainColor": DARK,
        "tickColor": DARK,
        "gridColor": FAINT,
        "labelLimit": 0,
        "titleLimit": 0,
    },
    "text": {"fontSize": LABEL_SIZE, "color": BLACK},
}

# The width of a letter of Liberation Sans, as a part of the font's size, on average.
_LETTER, _BOLD_LETTER = 0.51, 0.56


def text_width(text: str, size: float = LABEL_SIZE, *, bold: bool = False) -> float:
    """About how many pixels wide *text* is."""
    return len(text) * size * (_BOLD_LETTER if bold else _LETTER)


def wrapped(text: str, width: float, size: float = LABEL_SIZE, *, bold: bool = False) -> list[str]:
    """The lines of *text* in *width* pixels."""
    letters = max(8, int(width / text_width("x", size, bold=bold)))
    return textwrap.wrap(cleaned(text), letters, break_on_hyphens=False)


def shortened(text: str, width: float, size: float = LABEL_SIZE) -> str:
    """*text* on one line of *width* pixels, with an ellipsis if it is longer."""
    lines = wrapped(text, width, size) or [""]
    return lines[0] if len(lines) == 1 else f"{lines[0].rstrip(' ,;:')} \u2026"


def distinct(labels: Iterable[str]) -> list[str]:
    """The *labels*, numbered where several are alike, because a row is known by its label."""
    met: Counter[str] = Counter()
    found: list[str] = []
    for label in labels:
        met[label] += 1
        found.append(f"{label} ({met[label]})" if met[label] > 1 else label)
    return found
