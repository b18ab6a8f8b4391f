"""Draws the charts of a page while the page is built.

    ```{chart} name
    ```

is the chart that the page's own Python blocks call *name*, with its text alternative: the
title as the picture's alternative, and every figure in tables that open on a click.
"""

import contextlib
import io
import re
import tempfile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ncpi.display import as_html

PYTHON = re.compile(r"(?ms)^```python\n(.*?)^```$")
AN_ERROR = "\n\n```text\nTraceback"
FOLDER = "_charts"
OF_THE_README = Path(__file__).parents[1] / "_static" / "case-grades.svg"
"""The first picture of README.md: the one named ``grades`` of the page on charts."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_directive("chart", ChartDirective)
    return {"parallel_read_safe": True}


class ChartDirective(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        chart = self.names_of_the_page()[self.arguments[0]]
        page = self.env.docname.rpartition("/")[2]
        picture = Path(self.env.srcdir) / FOLDER / f"{page}-{self.arguments[0]}.svg"
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(chart.to_svg(), "utf-8")
        if (page, self.arguments[0]) == ("charts", "grades"):
            OF_THE_README.write_text(chart.to_svg(), "utf-8")
        image = nodes.image(uri=f"/{FOLDER}/{picture.name}", alt=chart.alternative.title)
        summary = "<details><summary>The figures as tables</summary>"
        figures = f"{summary}{as_html(chart.alternative)}</details>"
        return [image, nodes.raw("", figures, format="html")]

    def names_of_the_page(self) -> dict[str, Any]:
        """What the Python blocks of the page define, each page being run once.

        What they save goes into a folder that is thrown away.
        """
        kept: dict[str, dict[str, Any]] = self.env.temp_data.setdefault("chart-names", {})
        if self.env.docname not in kept:
            names: dict[str, Any] = {}
            text = Path(self.env.doc2path(self.env.docname)).read_text("utf-8")
            with (
                contextlib.redirect_stdout(io.StringIO()),
                tempfile.TemporaryDirectory() as folder,
                contextlib.chdir(folder),
            ):
                for block in PYTHON.finditer(text):
                    if not text.startswith(AN_ERROR, block.end()):
                        exec(block[1], names)  # noqa: S102 - our own pages
            kept[self.env.docname] = names
        return kept[self.env.docname]
