"""Panels, and what several charts draw in them: rows, marks and their key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, cast

from ncpi.display._sheets import cleaned
from ncpi.display.charts._altair import alt
from ncpi.display.charts._colours import DARK, WHITE
from ncpi.display.charts._style import text_width

__all__ = ["Row", "as_given", "bounds", "key_panel", "layered", "points", "row_axis", "row_labels"]
__all__ += ["values"]

Row: TypeAlias = dict[str, Any]
"""A row of a chart's data."""


def values(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """A chart of *rows*, without characters that would alter the text around them."""
    return alt.Chart(
        alt.InlineData(values=[{name: _safe(v) for name, v in row.items()} for row in rows])
    )


def _safe(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return cleaned(value) if isinstance(value, str) else value


def as_given(**fields: str) -> dict[str, Any]:
    """Channels that take the values of *fields*, such as colours, as they are."""
    return {
        channel: {"field": field, "type": "nominal", "scale": None}
        for channel, field in fields.items()
    }


def bounds(first: float, last: float) -> alt.Scale:
    """A scale from *first* to *last*."""
    return alt.Scale(domain=[first, last], nice=False)


def row_axis(field: str, order: Sequence[str], axis: alt.Axis | None = None) -> alt.Y:
    """A row for each value of *field*, in this *order*."""
    return alt.Y(f"{field}:N", sort=[*order], scale=alt.Scale(domain=[*order]), axis=axis)


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


def points(rows: Iterable[Row], x: alt.X, y: alt.Y, **mark: Any) -> Any:
    """A mark for each of *rows*, of the shape and the colours that it gives."""
    drawn = values(rows).mark_point(opacity=1, **mark)
    return drawn.encode(x=x, y=y, **as_given(shape="shape", fill="fill", stroke="stroke"))


def layered(
    layers: Iterable[Any],
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


def key_panel(marks: Iterable[Row], width: int) -> alt.LayerChart:
    """A row, or more, of marks with their words: what the shapes and colours mean.

    Each of *marks* has a ``word``, and may have ``shape``, ``fill`` and ``stroke``, or a
    ``dash`` for a line.
    """
    x = 8.0
    line = 0
    rows: list[Row] = []
    for mark in marks:
        wide = 30 + text_width(mark["word"])
        if x + wide > width and x > 8:
            x, line = 8.0, line + 1
        usual = {"shape": "square", "fill": WHITE, "stroke": DARK}
        rows.append({**usual, **mark, "x": x, "y": line, "from": x - 6, "to": x + 10})
        x += wide + 12
    across = alt.X("x:Q", scale=bounds(0, width), axis=None)
    down = alt.Y("y:Q", scale=bounds(line + 0.5, -0.5), axis=None)
    lines = values(row for row in rows if "dash" in row).mark_rule(
        strokeWidth=2, strokeDash=alt.expr("datum.dash"), color=alt.expr("datum.stroke")
    )
    layers = (
        values(rows).mark_text(align="left", dx=14).encode(x=across, y=down, text="word:N"),
        points((row for row in rows if "dash" not in row), across, down, size=130, strokeWidth=1.5),
        lines.encode(x=alt.X("from:Q", scale=bounds(0, width), axis=None), x2="to:Q", y=down),
    )
    return layered(layers, width=width, height=22 * (line + 1))
