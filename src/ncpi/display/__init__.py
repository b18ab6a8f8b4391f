"""Everything that ncpi shows of a thing, as text, HTML or Markdown.

A record, a register or a figure shows itself by what stands here for its class. Another
project's class has the view of its nearest base, or one of its own, see `view`.
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
    return sorted(__all__)
