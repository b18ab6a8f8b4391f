"""The hexagon map: where each force's hexagon is, and how a map is drawn."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import attrs

from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import body_name
from ncpi.display.charts._chart import Chart, chart
from ncpi.display.charts._style import DARK, Row, ink_on, layered, values, wrapped

__all__ = ["Cell", "Look", "forces", "hexagon_map"]

_RADIUS = 46
_HALF, _DOWN = 0.866 * _RADIUS, 1.5 * _RADIUS
_HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"
_KEY = 300


@attrs.frozen
class Look:
    """One category of a map: its words, its colour, and whether its outline is dashed."""

    words: str
    colour: str
    dashed: bool = False


@attrs.frozen
class Cell:
    """What a map shows of one force: its category, and a short text, and a longer one."""

    look: Look
    short: str = ""
    long: str = ""


@lru_cache(maxsize=1)
def _layout() -> tuple[Mapping[str, Any], ...]:
    """The place of each force, which is of ncpi's own making; see the note in the file."""
    file = files("ncpi.display.charts").joinpath("force_hexagons.json")
    return tuple(json.loads(file.read_text("utf-8"))["hexagons"])


def hexagon_map(
    cells: Mapping[str, Cell], looks: Sequence[Look], title: str, notes: Sequence[str]
) -> Chart:
    """A hexagon of equal area for each force, in the colour of its category.

    *looks* are the categories in the order of the key. The notes are the subtitle.
    """
    layout = _layout()
    rows: list[Row] = [
        {
            "label": place["label"],
            "x": place["half_column"],
            "y": place["row"],
            "short": cells[place["body"]].short,
            "category": cells[place["body"]].look.words,
            "fill": cells[place["body"]].look.colour,
            "ink": ink_on(cells[place["body"]].look.colour),
            "dash": [4, 3] if cells[place["body"]].look.dashed else [1, 0],
        }
        for place in layout
    ]
    columns, down = max(row["x"] for row in rows), max(row["y"] for row in rows)
    across = alt.X(
        "x:Q", scale=alt.Scale(domain=[-1.1, columns + 1.1], nice=False, zero=False), axis=None
    )
    below = alt.Y(
        "y:Q", scale=alt.Scale(domain=[down + 0.72, -0.72], nice=False, zero=False), axis=None
    )
    layers: list[Any] = []
    for dash in ([1, 0], [4, 3]):
        here = [row for row in rows if row["dash"] == dash]
        if here:
            layers.append(_hexagons(here, dash, _RADIUS - 2).encode(x=across, y=below))
    ink = alt.Color("ink:N", scale=None)
    for has_short in (True, False):
        here = [row for row in rows if bool(row["short"]) is has_short]
        base = alt.Chart(values(here)).encode(x=across, y=below, color=ink)
        if here:
            layers.append(
                base.mark_text(dy=-8 if has_short else 0, fontSize=13).encode(text="label:N")
            )
        if here and has_short:
            bold = base.mark_text(dy=11, fontSize=13, fontWeight="bold")
            layers.append(bold.encode(text="short:N"))
    width, height = int((columns + 2.2) * _HALF), int((down + 1.44) * _DOWN)
    drawn = layered(layers, width=width, height=height)
    used = Counter(cell.look for cell in cells.values())
    key = _key([look for look in looks if used[look]], used)
    table = Table(
        [
            (body_name(place["body"]), cell.look.words, cell.long or cell.short)
            for place in sorted(layout, key=lambda one: one["body"])
            for cell in [cells[place["body"]]]
        ],
        ("force", "category", "detail"),
        "Forces",
    )
    number = [(look.words, used[look]) for look in looks if used[look]]
    counts = Table(number, ("category", "forces"), "Categories")
    sheet = Sheet(title, (table, counts), tuple(notes))
    return chart([alt.hconcat(drawn, key, spacing=10)], sheet, width=width + _KEY)


def _hexagons(rows: Sequence[Mapping[str, Any]], dash: Any, radius: float) -> Any:
    return (
        alt.Chart(values(rows))
        .mark_point(
            shape=_HEXAGON,
            size=(2 * radius) ** 2,
            opacity=1,
            stroke=DARK,
            strokeWidth=1.5,
            strokeDash=dash,
        )
        .encode(fill=alt.Fill("fill:N", scale=None))
    )


def _key(looks: Sequence[Look], used: Mapping[Look, int]) -> alt.LayerChart:
    """The categories with how many forces each has."""
    rows: list[Row] = []
    y = 0.0
    for look in looks:
        lines = wrapped(f"{look.words} ({used[look]})", _KEY - 60)
        rows.append(
            {"y": y + 7.5 * (len(lines) - 1), "fill": look.colour, "dash": look.dashed, "first": y}
        )
        rows[-1]["words"] = "\n".join(lines)
        y += 18 * len(lines) + 16
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _KEY], nice=False), axis=None)
    scale = alt.Scale(domain=[y - 14, -18], nice=False, zero=False)
    layers: list[Any] = []
    for is_dashed, dash in ((False, [1, 0]), (True, [4, 3])):
        here = [{**row, "x": 18} for row in rows if row["dash"] is is_dashed]
        if here:
            place = alt.Y("y:Q", scale=scale, axis=None)
            layers.append(_hexagons(here, dash, 14).encode(x=across, y=place))
    layers.append(
        alt.Chart(values([{**row, "x": 42} for row in rows]))
        .mark_text(align="left", lineBreak="\n")
        .encode(x=across, y=alt.Y("first:Q", scale=scale, axis=None), text="words:N")
    )
    return layered(layers, width=_KEY, height=y + 4)


def forces() -> tuple[str, ...]:
    """The keys of the 43 forces."""
    return tuple(place["body"] for place in _layout())
