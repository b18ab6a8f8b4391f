"""Fonts, colours and measures of the charts.

Colours are those that the Government Analysis Function recommends, with greys and paler ones.
Tests check which have a contrast of at least 3:1 with white, and that colour-blind readers can
tell those of one chart apart. The paler ones fill what has an outline or words.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from ncpi.display._sheets import cleaned
from ncpi.display.charts._altair import alt

__all__ = [
    "BLACK",
    "BLUE",
    "CONFIG",
    "DARK",
    "FAINT",
    "GREY",
    "LABEL_SIZE",
    "MID_BLUE",
    "ORANGE",
    "PALE",
    "PALE_BLUE",
    "PALE_GREY",
    "PALE_PINK",
    "PINK",
    "PURPLE",
    "SLATE",
    "SUBTITLE_SIZE",
    "TEAL",
    "TITLE_SIZE",
    "WHITE",
    "Row",
    "distinct",
    "grade_colours",
    "ink_on",
    "key_panel",
    "layered",
    "luminance",
    "row_labels",
    "shortened",
    "text_width",
    "values",
    "wrapped",
]

Row: TypeAlias = dict[str, Any]
"""A row of a chart's data."""

BLUE, MID_BLUE, TEAL = "#12436D", "#4C8CC4", "#28A197"
PINK, ORANGE, PURPLE = "#801650", "#F46A25", "#A285D1"
GREY, DARK, SLATE, BLACK = "#8C8C8C", "#3D3D3D", "#5B7FA6", "#0B0C0C"
PALE, PALE_BLUE, PALE_PINK = "#DCE6F2", "#9DBFE0", "#F0C4DC"
PALE_GREY, FAINT, WHITE = "#F3F3F3", "#E4E4E4", "#FFFFFF"

# Liberation Sans comes with vl-convert and is as wide as Arial, which browsers have.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
TITLE_SIZE, SUBTITLE_SIZE, LABEL_SIZE = 19, 13, 12

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": WHITE,
    "padding": 12,
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


def values(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows as Altair's data, without characters that would alter the text around them."""
    safe = (
        {name: cleaned(v) if isinstance(v, str) else v for name, v in row.items()} for row in rows
    )
    return alt.InlineData(values=[*safe])


def row_labels(width: int) -> alt.Axis:
    """The labels of rows, *width* pixels to the left of a panel and aligned there."""
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        minExtent=width,
        maxExtent=width,
        labelAlign="left",
        labelPadding=width,
    )


def layered(
    layers: Sequence[Any],
    *,
    width: int,
    height: float,
    title: str | None = None,
    title_from: int = 0,
) -> alt.LayerChart:
    """The *layers* as one panel, which may have a *title* that begins at *title_from*."""
    # Altair's signature allows a chart with facets, which these layers never have.
    made = cast("alt.LayerChart", alt.layer(*layers).properties(width=width, height=height))
    if title is None:
        return made
    return made.properties(
        title=alt.TitleParams(
            text=title, fontSize=14, anchor="start", offset=6, frame="group", dx=title_from
        )
    )


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


def key_panel(marks: Sequence[Mapping[str, Any]], width: int) -> alt.LayerChart:
    """A row, or more, of marks with their words: what the shapes and colours mean.

    Each of *marks* has a ``word``, and may have ``shape``, ``fill`` and ``stroke``, or a
    ``dash`` for a line.
    """
    x = 8.0
    line = 0
    rows: list[Row] = []
    for mark in marks:
        wide = 30 + text_width(str(mark["word"]))
        if x + wide > width and x > 8:
            x, line = 8.0, line + 1
        rows.append({"shape": "square", "fill": WHITE, "stroke": DARK, **mark, "x": x, "y": line})
        x += wide + 12
    data = [row for row in rows if "dash" not in row]
    lines = [row for row in rows if "dash" in row]
    high = 22 * (line + 1)
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[line + 0.5, -0.5], nice=False), axis=None)
    base = alt.Chart(values(rows))
    layers: list[Any] = [
        base.mark_text(align="left", dx=14).encode(x=across, y=down, text="word:N")
    ]
    if data:
        layers.append(
            alt.Chart(values(data))
            .mark_point(size=130, opacity=1, strokeWidth=1.5)
            .encode(
                x=across,
                y=down,
                shape=alt.Shape("shape:N", scale=None),
                fill=alt.Fill("fill:N", scale=None),
                stroke=alt.Stroke("stroke:N", scale=None),
            )
        )
    for row in lines:
        dash: Any = row["dash"]
        layers.append(
            alt.Chart(values([{**row, "end": row["x"] + 10, "x": row["x"] - 6}]))
            .mark_rule(strokeWidth=2, strokeDash=dash, color=str(row["stroke"]))
            .encode(x=across, x2="end:Q", y=down)
        )
    return layered(layers, width=width, height=high)
