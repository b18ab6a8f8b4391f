"""Rendering of sheets as text, Markdown or escaped HTML.

All three are made from the same `Sheet`, so they show the same content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import attrs

from ncpi.vocabulary import Outcome

__all__ = [
    "FIRST",
    "GLYPHS",
    "Sheet",
    "Table",
    "as_html",
    "as_markdown",
    "as_text",
    "cleaned",
    "grouped",
]

GLYPHS = {
    Outcome.IMPROVED: "▲",
    Outcome.PARTLY_IMPROVED: "△",
    Outcome.NOT_IMPROVED: "▽",
    Outcome.WORSE: "▼",
    Outcome.GOOD_PROGRESS: "◕",
    Outcome.REASONABLE_PROGRESS: "◑",
    Outcome.INSUFFICIENT_PROGRESS: "◔",
    Outcome.NO_MEANINGFUL_PROGRESS: "◌",
    Outcome.OTHER: "◇",
    Outcome.MIXED: "◆",
    Outcome.STILL_A_CONCERN: "●",
    Outcome.NOT_STATED: "□",
    Outcome.NOT_MENTIONED: "○",
}
"""The sign of each outcome. A word always follows, so nothing depends on it."""

_WIDEST = 16
"""A wider first column of a stacked table would leave too little for the others."""

FIRST = 10
"""How many rows of a long table a view shows."""

# Control characters and direction overrides could alter a terminal or the surrounding text.
_UNSAFE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
# A URL, without the quote, bracket or full stop that may follow it in a sentence.
_ADDRESS = r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"
# One class, so that nothing else on the page changes; colours follow those of the page.
_STYLE = """<style>
div.ncpi{overflow-x:auto;line-height:1.4}
div.ncpi h3{font-size:1.05em;margin:0 0 .2em}
div.ncpi p{margin:0 0 .6em;max-width:75em}
div.ncpi table{border-collapse:collapse;margin:0 0 .6em;font-size:.93em}
div.ncpi caption{text-align:left;font-weight:bold;padding:.2em 0;color:inherit}
div.ncpi th,div.ncpi td{text-align:left;vertical-align:top;white-space:normal;max-width:70em;
padding:.1em 1.2em .1em 0;border-bottom:1px solid rgba(128,128,128,.4);
border-bottom-color:color-mix(in srgb,currentColor 20%,transparent)}
div.ncpi summary{cursor:pointer;padding:.1em 0}
div.ncpi ul{margin:0 0 .6em;padding-left:1.2em}
div.ncpi a{color:inherit;overflow-wrap:anywhere}
div.ncpi .ncpi-mark{border:1px solid currentColor;border-radius:.2em;padding:0 .3em;
display:inline-block}
div.ncpi .ncpi-open{border-style:dashed}
@media(min-width:50em){div.ncpi .ncpi-mark{white-space:nowrap}}
</style>"""
_LIST_SIGN = r"^(\s*\d*)([-+.)])(?=\s)"
# Underscores inside a word mean nothing in Markdown.
_MARKDOWN_SIGNS = r"(?P<inner>(?<=[^\W_])_+(?=[^\W_]))|[\\`*_\[\]#|~$]"
# In an element of its own, a dollar sign starts no formula, neither on GitHub nor in a notebook.
_DOLLAR = "<span>&#36;</span>"
_ENCODED = {ord(sign): f"%{ord(sign):02X}" for sign in "|\\`$"}


def _lines(cells: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell) for cell in row) for row in cells)


@attrs.frozen
class Table:
    """Rows under a heading.

    Attributes:
        rows: the rows, each with as many cells as there are columns.
        columns: the names of the columns; empty for a plain list of labels and values.
        caption: the caption.
        folded: the section under which HTML folds it, and which `Sheet.brief` leaves out; empty
            if it isn't folded.
        first: show only this many rows, and how many more there are; None for all.
        stacked: whether text that doesn't fit in columns gives a row's first two cells on one
            line, and the others below without their labels.
    """

    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_lines)
    columns: tuple[str, ...] = ()
    caption: str = ""
    folded: str = attrs.field(default="", kw_only=True)
    first: int | None = attrs.field(default=None, kw_only=True)
    stacked: bool = attrs.field(default=False, kw_only=True)

    @property
    def more(self) -> int:
        """How many rows aren't shown."""
        return 0 if self.first is None else max(len(self.rows) - self.first, 0)


@attrs.frozen
class Sheet:
    """The content of a view: a title, a summary, tables and notes, then the folded tables."""

    title: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    summary: str = ""

    def brief(self) -> Sheet:
        """The sheet without its folded tables."""
        return attrs.evolve(self, tables=tuple(table for table in self.tables if not table.folded))

    def in_full(self) -> Sheet:
        """The sheet with every row of its tables."""
        return attrs.evolve(
            self, tables=tuple(attrs.evolve(table, first=None) for table in self.tables)
        )

    @property
    def folded(self) -> Mapping[str, int]:
        """How many rows each folded section has."""
        rows: Counter[str] = Counter()
        for table in self.tables:
            if table.folded and table.rows:
                rows[table.folded] += len(table.rows)
        return rows

    @property
    def shown(self) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
        """The tables to show, without empty rows and columns: those above the notes, and below."""
        tables = [_without_empty_columns(table) for table in self.tables if table.rows]
        return (
            tuple(table for table in tables if not table.folded),
            tuple(table for table in tables if table.folded),
        )


def grouped(title: str, by: str, sheets: Iterable[tuple[str, Sheet]]) -> Sheet:
    """One sheet from those of several groups: like tables joined, with a column for the group.

    *by* is the heading of that column. A note that only some sheets have names its groups.
    """
    several = list(sheets)
    tables: dict[tuple[str, tuple[str, ...]], tuple[Table, list[tuple[str, ...]]]] = {}
    notes: dict[str, list[str]] = {}
    for group, sheet in several:
        for table in sheet.tables:
            _, rows = tables.setdefault((table.caption, table.columns), (table, []))
            rows += [(group, *row) for row in table.rows]
        for note in sheet.notes:
            notes.setdefault(note, []).append(group)
    return Sheet(
        title=title,
        tables=tuple(
            attrs.evolve(table, rows=rows, columns=(by, *table.columns) if table.columns else ())
            for table, rows in tables.values()
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

    def of(table: Table) -> str:
        cut = attrs.evolve(table, rows=table.rows[: table.first])
        lines = [_wrapped(cleaned(table.caption), width)] if table.caption else []
        lines += _grid(cut, width) or (_stacked if table.stacked else _blocks)(cut, width)
        return "\n".join([*lines, f"  … {table.more} more"] if table.more else lines)

    above, below = sheet.shown
    head = "\n".join(
        _wrapped(cleaned(part), width) for part in (sheet.title, sheet.summary) if part
    )
    notes = [_hanging("- ", cleaned(note), width) for note in sheet.notes]
    parts = [head, *map(of, above), "\n".join(notes), *map(of, below)]
    return "\n\n".join(filter(None, parts))


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


def _stacked(table: Table, width: int) -> list[str]:
    """Each row with its first two cells on one line and the others below the second."""
    rows = [[cleaned(cell) for cell in row] for row in table.rows]
    size = max(len(first) for first, *_ in rows)
    indent = min(size, _WIDEST) + 4
    lines: list[str] = []
    for first, second, *rest in rows:
        lines.append(_hanging(f"  {first.ljust(size)}  ", second.replace("\n", "; "), width))
        lines += [_hanging(" " * indent, cell, width) for cell in rest if cell]
    return lines


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

    def pieces() -> Iterator[str]:
        above, below = sheet.shown
        yield f'<div class="ncpi">{_STYLE}<h3>{_escaped(sheet.title)}</h3>'
        if sheet.summary:
            yield f"<p>{_escaped(sheet.summary)}</p>"
        for table in above:
            yield from _html_table(table)
        if sheet.notes:
            yield "<ul>" + "".join(f"<li>{_escaped(note)}</li>" for note in sheet.notes) + "</ul>"
        for section, tables in groupby(below, attrgetter("folded")):
            label = f"{_escaped(section)} ({sheet.folded[section]})"
            yield f"<details><summary>{label}</summary>"
            for table in tables:
                is_named = table.caption != section
                yield from _html_table(table if is_named else attrs.evolve(table, caption=""))
            yield "</details>"
        yield "</div>"

    return "".join(pieces())


def _escaped(text: str) -> str:
    """*text* for HTML, with its URLs as links."""
    import html  # noqa: PLC0415 - slow to import; few programs need it

    raw, done, pieces = cleaned(text), 0, list[str]()
    for found in re.finditer(_ADDRESS, raw):
        address = html.escape(found[0])
        pieces += [html.escape(raw[done : found.start()]), f'<a href="{address}">{address}</a>']
        done = found.end()
    return "".join([*pieces, html.escape(raw[done:])]).replace("\n", "<br>")


def _html_cell(text: str) -> str:
    first, rest = text[:1], _escaped(text)
    if not text[1:2].isspace() or first not in GLYPHS.values():
        return rest
    # Screen readers read the word, not the glyph.
    words, *more = rest[2:].split("<br>")
    kind = "ncpi-mark ncpi-open" if first == GLYPHS[Outcome.NOT_MENTIONED] else "ncpi-mark"
    mark = f'<span class="{kind}"><span aria-hidden="true">{first}</span> {words}</span>'
    return "<br>".join([mark, *more])


def _html_table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.caption:
        yield f"<caption>{_escaped(table.caption)}</caption>"
    if table.columns:
        heads = "".join(f'<th scope="col">{_escaped(column)}</th>' for column in table.columns)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows[: table.first]:
        cells = "".join(f"<td>{_html_cell(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{_escaped(first)}</th>{cells}</tr>'
    yield "</tbody></table>"
    if table.more:
        yield f"<p>{table.more} more</p>"


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


def _without_meaning(sign: re.Match[str]) -> str:
    if sign["inner"] is not None:
        return sign[0]
    return _DOLLAR if sign[0] == "$" else f"\\{sign[0]}"


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown with pipe tables, with special characters escaped.

    GitHub, Jupyter and nbconvert show it alike: web addresses are links, and a dollar sign starts
    no formula.
    """
    import html  # noqa: PLC0415 - slow to import; few programs need it

    def plain(text: str) -> str:
        safe = html.escape(text, quote=False)
        return re.sub(_MARKDOWN_SIGNS, _without_meaning, safe).replace("\n", "<br>")

    def escaped(text: str) -> str:
        raw, done, pieces = cleaned(text), 0, list[str]()
        for found in re.finditer(_ADDRESS, raw):
            # Between angle brackets, where a backslash would be part of the address.
            pieces += [plain(raw[done : found.start()]), f"<{found[0].translate(_ENCODED)}>"]
            done = found.end()
        return "".join([*pieces, plain(raw[done:])])

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(escaped(cell) for cell in cells) + " |"

    def of(table: Table) -> Iterator[str]:
        if table.caption:
            yield f"### {escaped(table.caption)}"
        columns = table.columns or ("",) * len(table.rows[0])
        rule = "|" + " --- |" * len(columns)
        yield "\n".join([line(columns), rule, *map(line, table.rows[: table.first])])
        if table.more:
            yield f"{table.more} more"

    above, below = sheet.shown
    parts = [f"## {escaped(sheet.title)}", escaped(sheet.summary)]
    parts += [part for table in above for part in of(table)]
    # A list marker at the start of a note would begin a nested list.
    notes = (re.sub(_LIST_SIGN, r"\1\\\2", escaped(note)) for note in sheet.notes)
    parts.append("\n".join(f"- {note}" for note in notes))
    parts += [part for table in below for part in of(table)]
    return "\n\n".join(filter(None, parts))
