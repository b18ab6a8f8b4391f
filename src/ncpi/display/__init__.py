"""Display of records, registers and results as text, HTML or Markdown.

Each class has a view here. A class of another project has the view of its nearest base class,
or its own: see `view`.
"""

from ncpi.display._sheets import Sheet, Table, as_html, as_markdown, as_text, grouped
from ncpi.display._views import fields_sheet, sheet_of, view
from ncpi.model._shown import Shown

__all__ = [
    "Sheet",
    "Shown",
    "Table",
    "as_html",
    "as_markdown",
    "as_text",
    "fields_sheet",
    "grouped",
    "sheet_of",
    "view",
]


def __dir__() -> list[str]:
    return __all__
