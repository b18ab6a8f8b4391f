"""Colours of the charts.

They are those that the Government Analysis Function recommends, with greys and paler ones.
Tests check which have a contrast of at least 3:1 with white, and that colour-blind readers can
tell those of one chart apart. The paler ones fill what has an outline or words.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["BLACK", "BLUE", "DARK", "FAINT", "GREY", "MID_BLUE", "ORANGE", "PALE", "PALE_BLUE"]
__all__ += ["PALE_GREY", "PALE_PINK", "PINK", "PURPLE", "SLATE", "TEAL", "WHITE"]
__all__ += ["grade_colours", "ink_on", "luminance"]

BLUE, MID_BLUE, TEAL = "#12436D", "#4C8CC4", "#28A197"
PINK, ORANGE, PURPLE = "#801650", "#F46A25", "#A285D1"
GREY, DARK, SLATE, BLACK = "#8C8C8C", "#3D3D3D", "#5B7FA6", "#0B0C0C"
PALE, PALE_BLUE, PALE_PINK = "#DCE6F2", "#9DBFE0", "#F0C4DC"
PALE_GREY, FAINT, WHITE = "#F3F3F3", "#E4E4E4", "#FFFFFF"


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on *colour*."""
    return WHITE if luminance(colour) < 0.18 else BLACK


def luminance(colour: str) -> float:
    """The relative luminance of *colour*, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_GRADES = {
    "outstanding": "#081C2E",
    "good": BLUE,
    "adequate": MID_BLUE,
    "requires improvement": GREY,
    "inadequate": PINK,
}


def grade_colours(grades: Sequence[str]) -> dict[str, str]:
    """A colour for each of *grades*, from best to worst: the same for the same word."""
    if all(grade in _GRADES for grade in grades):
        return {grade: _GRADES[grade] for grade in grades}
    scale = (BLUE, MID_BLUE, GREY, ORANGE, PINK)
    last = max(1, len(grades) - 1)
    return {grade: scale[round(4 * place / last)] for place, grade in enumerate(grades)}
