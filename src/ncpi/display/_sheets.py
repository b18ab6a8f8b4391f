"""Rendering of sheets as text, Markdown or escaped HTML.

All three are made from the same `Sheet`, so they show the same content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

__all__ = ["Sheet", "Table", "as_html", "as_markdown", "as_text", "cleaned", "grouped"]

# Control characters and direction overrides could alter a terminal or the surrounding text.
_UNSAFE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
# A URL, without the quote, bracket or full stop that may follow it in a sentence.
_ADDRESS = r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"
# Notebooks right-align and centre the cells of tables, which suits only figures.
_TO_THE_LEFT = 'style="text-align: left; vertical-align: top"'
_LIST_SIGN = r"^(\s*\d*)([-+.)])(?=\s)"
_MARKDOWN_SIGNS = r"([\\`*_\[\]#|~])"


def _lines(cells: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell) for cell in row) for row in cells)


@attrs.frozen
class Table:
    """Rows under a heading.

    Attributes:
        rows: the rows, each with as many cells as there are columns.
        columns: the names of the columns; empty for a plain list of labels and values.
        caption: the caption.
    """

    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_lines)
    columns: tuple[str, ...] = ()
    caption: str = ""


@attrs.frozen
class Sheet:
    """The content of a view: a title, tables, and notes below them."""

    title: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


def grouped(title: str, by: str, sheets: Iterable[tuple[str, Sheet]]) -> Sheet:
    """One sheet from those of several groups: like tables joined, with a column for the group.

    *by* is the heading of that column. A note that only some sheets have names its groups.
    """
    several = list(sheets)
    tables: dict[tuple[str, tuple[str, ...]], list[tuple[str, ...]]] = {}
    notes: dict[str, list[str]] = {}
    for group, sheet in several:
        for table in sheet.tables:
            rows = tables.setdefault((table.caption, table.columns), [])
            rows += [(group, *row) for row in table.rows]
        for note in sheet.notes:
            notes.setdefault(note, []).append(group)
    return Sheet(
        title=title,
        tables=tuple(
            Table(rows, (by, *columns) if columns else (), caption)
            for (caption, columns), rows in tables.items()
        ),
        notes=tuple(
            note if len(groups) == len(several) else f"{', '.join(groups)}: {note}"
            for note, groups in notes.items()
        ),
    )


def cleaned(cell: str) -> str:
    """*cell* without characters that could alter the text around it."""
    return re.sub(_UNSAFE, "\ufffd", cell.replace("\r\n", "\n").replace("\r", "\n"))


def as_text(sheet: Sheet, width: int = 100) -> str:
    """The sheet as plain text.

    A table that fits *width* characters has columns; otherwise each row is a block with a
    labelled line for each cell, which suits narrow terminals and grep.
    """
    parts = [_wrapped(cleaned(sheet.title), width)]
    for table in map(_without_empty_columns, sheet.tables):
        if not table.rows:
            continue
        lines = [cleaned(table.caption)] if table.caption else []
        lines += _grid(table, width) or _blocks(table, width)
        parts.append("\n".join(lines))
    if sheet.notes:
        parts.append("\n".join(_hanging("- ", cleaned(note), width) for note in sheet.notes))
    return "\n\n".join(parts)


def _wrapped(text: str, width: int) -> str:
    import textwrap  # noqa: PLC0415 - slow to import; few programs need it

    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def _hanging(label: str, text: str, width: int) -> str:
    import textwrap  # noqa: PLC0415 - slow to import; few programs need it

    indent = " " * len(label)
    lines: list[str] = []
    for line in text.split("\n"):
        # Long words aren't broken, because a broken URL can't be followed.
        lines += textwrap.wrap(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        ) or [""]
    return label + "\n".join(lines)[len(indent) :]


def _grid(table: Table, width: int) -> list[str]:
    rows = [[cleaned(cell) for cell in row] for row in table.rows]
    if any("\n" in cell for row in rows for cell in row):
        return []
    every = [[cleaned(column) for column in table.columns], *rows] if table.columns else rows
    widths = [max(len(row[i]) for row in every) for i in range(len(every[0]))]
    if sum(widths) + 2 * len(widths) > width:
        return []
    set_rows = [
        "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in every
    ]
    if table.columns:
        set_rows.insert(1, "  ".join("-" * size for size in widths))
    return ["  " + row for row in set_rows]


def _blocks(table: Table, width: int) -> list[str]:
    lines: list[str] = []
    columns = [cleaned(column) for column in table.columns]
    for row in table.rows:
        first, *rest = (cleaned(cell) for cell in row)
        if not columns:
            lines.append(_hanging(f"  {first}: ", "  ".join(rest), width))
            continue
        lines.append(_hanging("  ", f"{columns[0]} {first}".strip(), width))
        for column, cell in zip(columns[1:], rest, strict=True):
            if cell:
                lines.append(_hanging(f"      {column}: ", cell, width))
    return lines


def as_html(sheet: Sheet) -> str:
    """The sheet as an HTML fragment, with all text escaped."""
    import html  # noqa: PLC0415 - slow to import; few programs need it

    def escaped(text: str) -> str:
        raw, done, pieces = cleaned(text), 0, list[str]()
        for found in re.finditer(_ADDRESS, raw):
            address = html.escape(found[0])
            pieces += [html.escape(raw[done : found.start()]), f'<a href="{address}">{address}</a>']
            done = found.end()
        return "".join([*pieces, html.escape(raw[done:])]).replace("\n", "<br>")

    def pieces() -> Iterator[str]:
        yield f'<div class="ncpi"><p><strong>{escaped(sheet.title)}</strong></p>'
        for table in map(_without_empty_columns, sheet.tables):
            if not table.rows:
                continue
            yield "<table>"
            if table.caption:
                yield f"<caption {_TO_THE_LEFT}>{escaped(table.caption)}</caption>"
            if table.columns:
                heads = "".join(
                    f'<th scope="col" {_TO_THE_LEFT}>{escaped(column)}</th>'
                    for column in table.columns
                )
                yield f"<thead><tr>{heads}</tr></thead>"
            yield "<tbody>"
            for first, *rest in table.rows:
                cells = "".join(f"<td {_TO_THE_LEFT}>{escaped(cell)}</td>" for cell in rest)
                yield f'<tr><th scope="row" {_TO_THE_LEFT}>{escaped(first)}</th>{cells}</tr>'
            yield "</tbody></table>"
        if sheet.notes:
            yield "<ul>" + "".join(f"<li>{escaped(note)}</li>" for note in sheet.notes) + "</ul>"
        yield "</div>"

    return "".join(pieces())


def _without_empty_columns(table: Table) -> Table:
    """The table without the columns that are empty in every row."""
    if not table.columns:
        return table
    filled = [place for place in range(len(table.columns)) if any(row[place] for row in table.rows)]
    return attrs.evolve(
        table,
        rows=[[row[place] for place in filled] for row in table.rows],
        columns=tuple(table.columns[place] for place in filled),
    )


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown with pipe tables, with special characters escaped."""
    import html  # noqa: PLC0415 - slow to import; few programs need it

    def escaped(text: str) -> str:
        safe = html.escape(cleaned(text), quote=False)
        return re.sub(_MARKDOWN_SIGNS, r"\\\1", safe).replace("\n", "<br>")

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(escaped(cell) for cell in cells) + " |"

    parts = [f"## {escaped(sheet.title)}"]
    for table in map(_without_empty_columns, sheet.tables):
        if not table.rows:
            continue
        if table.caption:
            parts.append(f"### {escaped(table.caption)}")
        columns = table.columns or ("",) * len(table.rows[0])
        rule = "|" + " --- |" * len(columns)
        parts.append("\n".join([line(columns), rule, *(line(row) for row in table.rows)]))
    if sheet.notes:
        # A list marker at the start of a note would begin a nested list.
        notes = (re.sub(_LIST_SIGN, r"\1\\\2", escaped(note)) for note in sheet.notes)
        parts.append("\n".join(f"- {note}" for note in notes))
    return "\n\n".join(parts)
