"""The chart that every function returns: Altair's, shown as SVG with an equal text."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import attrs

from ncpi.display._sheets import Sheet, Table, as_html, as_text
from ncpi.display.charts._altair import alt, vl_convert
from ncpi.display.charts._style import CONFIG, SUBTITLE_SIZE, TITLE_SIZE, wrapped
from ncpi.errors import InvalidError, type_fault

__all__ = ["Chart", "accepted", "chart"]

T = TypeVar("T")


def accepted(kind: type[T], value: object, function: str, way_out: str) -> T:
    """*value*, if it is a *kind*; *way_out* says what makes one.

    Raises:
        ncpi.errors.InvalidError: it is something else.
    """
    if isinstance(value, kind):
        return value
    fault = attrs.evolve(type_fault(value, kind.__name__), suggestion=way_out)
    raise InvalidError([fault], f"charts.{function}")


class Chart(alt.VConcatChart):
    """An Altair chart with an equal text alternative.

    It can be changed and saved like any chart of Altair: ``chart.save("grades.png")``. A
    notebook shows it without a connection to the internet.
    """

    @property
    def alternative(self) -> Sheet:
        """The content of the chart: its title, every figure that it draws, and its subtitle."""
        # From the chart itself, because its specification takes long to build.
        content: Any = cast("Any", self).usermeta["alternative"]
        tables = (
            Table(one["rows"], tuple(one["columns"]), one["caption"]) for one in content["tables"]
        )
        return Sheet(content["title"], tuple(tables), tuple(content["notes"]))

    @property
    def text(self) -> str:
        """The text alternative, which says what the chart shows."""
        return as_text(self.alternative)

    def to_svg(self) -> str:
        """The chart as SVG, with its title and text alternative for screen readers."""
        drawn = vl_convert.vegalite_to_svg(self.to_dict())
        opening, _, rest = drawn.partition(">")
        title, text = html.escape(self.alternative.title), html.escape(self.text)
        return f'{opening} role="img"><title>{title}</title><desc>{text}</desc>{rest}'

    def _repr_mimebundle_(self, *_args: Any, **_options: Any) -> Any:
        """SVG, and HTML that adds the text alternative as tables that open on a click."""
        svg = self.to_svg()
        # As an image, because the ids inside several drawings on a page would collide.
        address = base64.b64encode(svg.encode()).decode()
        sheet = self.alternative
        alternative = html.escape(f"{sheet.title}. The figures are in the tables below.")
        figure = (
            f'<figure style="margin: 0"><img src="data:image/svg+xml;base64,{address}" '
            f'alt="{alternative}" style="max-width: 100%"><details><summary>The figures as '
            f"tables</summary>{as_html(sheet)}</details></figure>"
        )
        return {"text/html": figure, "image/svg+xml": svg, "text/plain": self.text}


def chart(panels: Sequence[Any], sheet: Sheet, *, width: int, spacing: int = 12) -> Chart:
    """The *panels* one below the other, under the title and the notes of *sheet*.

    The title and the notes wrap at *width* pixels. The tables of the sheet aren't drawn: they
    are the text alternative.
    """
    subtitle = [line for note in sheet.notes for line in wrapped(note, width, SUBTITLE_SIZE)]
    title = alt.TitleParams(
        text=wrapped(sheet.title, width, TITLE_SIZE, bold=True), subtitle=subtitle
    )
    content = {
        "title": sheet.title,
        "tables": [
            {
                "caption": table.caption,
                "columns": [*table.columns],
                "rows": [[*row] for row in table.rows],
            }
            for table in sheet.tables
        ],
        "notes": [*sheet.notes],
    }
    return Chart(
        vconcat=[*panels],
        resolve=alt.Resolve(scale={"x": "independent", "y": "independent"}),
        title=title,
        spacing=spacing,
        description=as_text(sheet),
        usermeta={"alternative": content},
        config=CONFIG,
    )
