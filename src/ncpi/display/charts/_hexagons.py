"""The hexagon map: where each force's hexagon is, and how a map is drawn."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import attrs

from ncpi.display._names import reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._chart import Chart, chart
from ncpi.display.charts._colours import DARK, ink_on
from ncpi.display.charts._panels import Row, as_given, bounds, layered, values
from ncpi.display.charts._style import wrapped

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
    rows: list[Row] = []
    for place in _layout():
        cell = cells[place["body"]]
        rows.append(
            {
                "label": place["label"],
                "x": place["half_column"],
                "y": place["row"],
                "short": cell.short,
                "category": cell.look.words,
                "fill": cell.look.colour,
                "ink": ink_on(cell.look.colour),
                "dashed": cell.look.dashed,
            }
        )
    columns, down = max(row["x"] for row in rows), max(row["y"] for row in rows)
    across = alt.X("x:Q", scale=bounds(-1.1, columns + 1.1), axis=None)
    below = alt.Y("y:Q", scale=bounds(down + 0.72, -0.72), axis=None)
    base = values(rows).encode(x=across, y=below, **as_given(color="ink"))
    layers = [
        _hexagons(rows, _RADIUS - 2).encode(x=across, y=below),
        base.mark_text(fontSize=13, dy=alt.expr("datum.short ? -8 : 0")).encode(text="label:N"),
        base.mark_text(fontSize=13, dy=11, fontWeight="bold")
        .encode(text="short:N")
        .transform_filter("datum.short"),
    ]
    width, height = int((columns + 2.2) * _HALF), int((down + 1.44) * _DOWN)
    used = Counter(cell.look for cell in cells.values())
    number = {look: used[look] for look in looks if used[look]}
    lines = [
        (reworded(body), cell.look.words, cell.long or cell.short)
        for body, cell in sorted(cells.items())
    ]
    tables = (
        Table(lines, ("force", "category", "detail"), "Forces"),
        Table([(look.words, used[look]) for look in number], ("category", "forces"), "Categories"),
    )
    panel = alt.hconcat(layered(layers, width=width, height=height), _key(number), spacing=10)
    return chart([panel], Sheet(title, tables, tuple(notes)), width=width + _KEY)


def _hexagons(rows: Iterable[Row], radius: float) -> Any:
    drawn = values(rows).mark_point(
        shape=_HEXAGON,
        size=(2 * radius) ** 2,
        opacity=1,
        stroke=DARK,
        strokeWidth=1.5,
        strokeDash=alt.expr("datum.dashed ? [4, 3] : [1, 0]"),
    )
    return drawn.encode(**as_given(fill="fill"))


def _key(number: Mapping[Look, int]) -> alt.LayerChart:
    """The categories with how many forces each has."""
    rows: list[Row] = []
    y = 0.0
    for look, forces in number.items():
        lines = wrapped(f"{look.words} ({forces})", _KEY - 60)
        middle = y + 7.5 * (len(lines) - 1)
        rows.append({"y": middle, "fill": look.colour, "dashed": look.dashed, "first": y})
        rows[-1]["words"] = "\n".join(lines)
        y += 18 * len(lines) + 16
    scale = bounds(y - 14, -18)
    layers = (
        _hexagons(rows, 14).encode(x=alt.value(18), y=alt.Y("y:Q", scale=scale, axis=None)),
        values(rows)
        .mark_text(align="left", lineBreak="\n")
        .encode(x=alt.value(42), y=alt.Y("first:Q", scale=scale, axis=None), text="words:N"),
    )
    return layered(layers, width=_KEY, height=y + 4)


def forces() -> tuple[str, ...]:
    """The keys of the 43 forces."""
    return tuple(place["body"] for place in _layout())
