"""Rendering of sheets as text, Markdown or escaped HTML.

All three are made from the same `Sheet`, so they show the same content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from ncpi.vocabulary import Outcome

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = [
    "FIRST",
    "GLYPHS",
    "Sheet",
    "Table",
    "as_html",
    "as_markdown",
    "as_rich",
    "as_text",
    "cleaned",
    "fold",
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
"""How many rows of a long table, and lines of a long cell, a view shows."""

_LONGEST_WORD = 40
"""HTML may break a longer run of characters, so that it can't make a column wider than a page."""

_UNBROKEN = rf".{{1,20}}|\S{{1,{_LONGEST_WORD}}}( to \S{{1,{_LONGEST_WORD}}})?"

# Control characters and direction overrides could alter a terminal or the surrounding text.
_UNSAFE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
# A URL, without the quote, bracket or full stop that may follow it in a sentence.
_ADDRESS = r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"
# One class, so that nothing else on the page changes; colours are those of the page, or variables
# of JupyterLab and VS Code. The class is named twice, because notebooks' own rules for outputs
# name up to two classes.
_STYLE = """<style>
&{overflow-x:auto;font-size:max(14px,.875rem);line-height:1.35}
& .ncpi-title{font-size:1.1em;font-weight:bold;line-height:1.3;margin:0 0 .2em}
& p{margin:0 0 .5em;max-width:75em}
& table{border-collapse:collapse;table-layout:auto;width:auto;margin:0 0 .5em;font-size:.93em;
color:inherit}
& caption{caption-side:top;text-align:left;font-weight:bold;padding:.1em 0;color:inherit}
& th,& td{text-align:left;vertical-align:top;white-space:normal;line-height:1.35;
max-width:70em;padding:.05em 1.2em .05em 0;border-bottom:1px solid
var(--jp-border-color2,var(--vscode-panel-border,rgba(128,128,128,.4)))}
& th{font-weight:bold}
& summary{cursor:pointer}
& ul{list-style:disc;margin:0 0 .5em;padding-left:1.2em}
& a{color:inherit;text-decoration:underline}
& .ncpi-mark{border:1px solid currentColor;border-radius:.2em;padding:0 .3em;
display:inline-block}
& .ncpi-open{border-style:dashed}
@media(min-width:50em){& .ncpi-mark,& .ncpi-key{white-space:nowrap}}
@media print{& details::details-content{content-visibility:visible;block-size:auto}
& summary{list-style:none}}
</style>""".replace("&", "div.ncpi.ncpi")
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
        first: show only this many rows, and how many more there are; None for all. HTML folds
            the rest, also of a table with columns that has more than *unfolded* rows.
        unfolded: how many rows of a table with columns HTML shows before a section is opened.
        stacked: whether text that doesn't fit in columns gives a row's first two cells on one
            line, and the others below without their labels.
        marked: the column whose cells begin with the glyph of an outcome, if there is one.
    """

    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_lines)
    columns: tuple[str, ...] = ()
    caption: str = ""
    folded: str = attrs.field(default="", kw_only=True)
    first: int | None = attrs.field(default=None, kw_only=True)
    stacked: bool = attrs.field(default=False, kw_only=True)
    unfolded: int = attrs.field(default=FIRST, kw_only=True)
    marked: str | None = attrs.field(default=None, kw_only=True)

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

    def brief(self, hint: str = "") -> Sheet:
        """The sheet without its folded tables.

        A note lists them, and the rows that long tables leave out, after *hint*, if given.
        """
        kept = tuple(table for table in self.tables if not table.folded)
        left = [f"{section.lower()} ({rows})" for section, rows in self.folded.items()]
        if more := sum(table.more for table in kept):
            left.append(f"{more} more rows")
        note = (f"{hint}: {', '.join(left)}",) if hint and left else ()
        return attrs.evolve(self, tables=kept, notes=(*self.notes, *note))

    def in_full(self) -> Sheet:
        """The sheet with every row of its tables."""
        return attrs.evolve(
            self, tables=tuple(attrs.evolve(one, first=len(one.rows)) for one in self.tables)
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


def fold(tables: Iterable[Table], section: str = "") -> Iterator[Table]:
    """The *tables* folded under a *section*, or each under its caption."""
    return (attrs.evolve(table, folded=section or table.caption) for table in tables)


def cleaned(cell: str) -> str:
    """*cell* without characters that could alter the text around it."""
    if cell.isprintable():
        return cell  # none of them is
    return re.sub(_UNSAFE, "\ufffd", cell.replace("\r\n", "\n").replace("\r", "\n"))


def as_text(sheet: Sheet, width: int = 100) -> str:
    """The sheet as plain text.

    A table that fits *width* characters has columns; otherwise each row is a block with a
    labelled line for each cell, which suits narrow terminals and grep.
    """

    def of(table: Table) -> str:
        rows = [[*map(cleaned, row)] for row in table.rows[: table.first]]
        cut = attrs.evolve(table, rows=rows, columns=tuple(map(cleaned, table.columns)))
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
    return "\n".join(_wrapped_lines(text, width, ""))


def _hanging(label: str, text: str, width: int) -> str:
    return label + "\n".join(_wrapped_lines(text, width, " " * len(label)))[len(label) :]


def _wrapped_lines(text: str, width: int, indent: str) -> Iterator[str]:
    """The lines of *text*, each broken where it is wider than *width*."""
    import textwrap  # noqa: PLC0415 - slow to import; few programs need it

    for line in text.split("\n"):
        kept = line.rstrip(" ")
        if len(indent) + len(kept) <= width and line.isprintable():
            yield indent + kept if kept else ""  # as textwrap gives it, made fast
            continue
        # Long words aren't broken, because a broken URL can't be followed.
        yield from textwrap.wrap(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        ) or [""]


def _grid(table: Table, width: int) -> list[str]:
    if any("\n" in cell for row in table.rows for cell in row):
        return []
    every = [table.columns, *table.rows] if table.columns else table.rows
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
    """Each row with its first two cells on one line and the others below the second.

    As blocks if the first column is wide.
    """
    size = max(len(first) for first, *_ in table.rows)
    if size > _WIDEST:
        return _blocks(table, width)
    indent = size + 4
    lines: list[str] = []
    for first, second, *rest in table.rows:
        lines.append(_hanging(f"  {first.ljust(size)}  ", second.replace("\n", "; "), width))
        lines += [_hanging(" " * indent, cell, width) for cell in rest if cell]
    return lines


def _blocks(table: Table, width: int) -> list[str]:
    lines: list[str] = []
    columns = table.columns
    for first, *rest in table.rows:
        if not columns:
            lines.append(_hanging(f"  {first}: ", "  ".join(rest), width))
            continue
        lines.append(_hanging("  ", f"{columns[0]} {first}".strip(), width))
        for column, cell in zip(columns[1:], rest, strict=True):
            if cell:
                lines.append(_hanging(f"      {column}: ", cell, width))
    return lines


def as_html(sheet: Sheet, level: int = 3) -> str:
    """The sheet as an HTML fragment, with all text escaped.

    *level* is that of its heading: 1 for a page that shows nothing else.
    """

    def pieces() -> Iterator[str]:
        above, below = sheet.shown
        name = _safe(" ".join(cleaned(sheet.title).split()))
        # Focusable, so that what is wider than the window can be scrolled by keyboard.
        yield f'<div class="ncpi" role="group" tabindex="0" aria-label="{name}">'
        yield f'{_STYLE}<h{level} class="ncpi-title">{_escaped(sheet.title)}</h{level}>'
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


def _safe(text: str, *, quote: bool = True) -> str:
    import html  # noqa: PLC0415 - slow to import; few programs need it

    return html.escape(text, quote)


def _with_links(text: str, link: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """*text* with its web addresses as *link* writes them, and the rest as *plain* does."""
    parts = re.split(f"({_ADDRESS})", cleaned(text))
    return "".join((link if place % 2 else plain)(part) for place, part in enumerate(parts))


def _escaped(text: str) -> str:
    """*text* for HTML, with its URLs as links."""

    def breakable(part: str) -> str:
        # A null can't be in cleaned text.
        marked = re.sub(rf"\S{{{_LONGEST_WORD}}}(?=\S)", "\\g<0>\0", part)
        return _safe(marked).replace("\0", "<wbr>")

    def link(address: str) -> str:
        return f'<a href="{_safe(address)}">{breakable(address)}</a>'

    return _with_links(text, link, breakable).replace("\n", "<br>")


def _html_cell(text: str, *, is_marked: bool) -> str:
    lines = cleaned(text).split("\n")
    shown, rest = [_escaped(line) for line in lines[:FIRST]], lines[FIRST:]
    if is_marked:
        first = text[:1]
        # Screen readers read the word, not the glyph.
        kind = "ncpi-mark ncpi-open" if first == GLYPHS[Outcome.NOT_MENTIONED] else "ncpi-mark"
        shown[0] = (
            f'<span class="{kind}"><span aria-hidden="true">{first}</span> {shown[0][2:]}</span>'
        )
        # What follows is short, and stands beside the word where there is room.
        shown = [" ".join(shown)]
    cell = "<br>".join(shown)
    if not rest:
        return cell
    return f"{cell}{_more(len(rest), _escaped(chr(10).join(rest)))}"


def _more(number: int, content: str) -> str:
    return f"<details><summary>{number} more</summary>{content}</details>"


def _html_table(table: Table) -> Iterator[str]:
    cut = table.first
    # The line that opens a single row is as tall as the row.
    if cut is None and table.columns and len(table.rows) > table.unfolded + 1:
        cut = table.unfolded
    yield _html_rows(table, table.rows[:cut])
    if cut is not None and (rest := table.rows[cut:]):
        yield _more(len(rest), _html_rows(attrs.evolve(table, caption=""), rest))


def _html_rows(table: Table, rows: Iterable[Sequence[str]]) -> str:
    pieces = ["<table>"]
    if table.caption:
        pieces.append(f"<caption>{_escaped(table.caption)}</caption>")
    if table.columns:
        heads = "".join(_html_head("col", column) for column in table.columns)
        pieces.append(f"<thead><tr>{heads}</tr></thead>")
    pieces.append("<tbody>")
    marked = table.columns.index(table.marked) if table.marked in table.columns else None
    for first, *rest in rows:
        cells = "".join(
            f"<td{_key(cell)}>{_html_cell(cell, is_marked=place == marked)}</td>"
            for place, cell in enumerate(rest, 1)
        )
        pieces.append(f"<tr>{_html_head('row', first)}{cells}</tr>")
    return "".join([*pieces, "</tbody></table>"])


def _html_head(scope: str, text: str) -> str:
    """The head of a column or row; a head without words would be announced as one all the same."""
    if not text.strip():
        return "<td></td>"
    return f'<th scope="{scope}"{_key(text)}>{_escaped(text)}</th>'


def _key(text: str) -> str:
    """The class of a cell that is only a key, a date, a span or a few words, which stay whole."""
    return ' class="ncpi-key"' if re.fullmatch(_UNBROKEN, text) else ""


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

    def plain(text: str) -> str:
        safe = _safe(text, quote=False)
        return re.sub(_MARKDOWN_SIGNS, _without_meaning, safe).replace("\n", "<br>")

    def escaped(text: str) -> str:
        # Between angle brackets, where a backslash would be part of the address.
        return _with_links(text, lambda address: f"<{address.translate(_ENCODED)}>", plain)

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


@attrs.frozen
class _Printed:
    """What rich prints of a sheet: its text, as wide as the console."""

    sheet: Sheet

    def __rich_console__(
        self,
        console: Console,
        options: ConsoleOptions,
    ) -> Iterator[RenderableType]:
        from rich.text import Text  # noqa: PLC0415 - rich may not be installed

        width = options.max_width
        yield Text(_wrapped(cleaned(self.sheet.title), width), "bold")
        yield Text("\n" + as_text(attrs.evolve(self.sheet, title=""), width))


def as_rich(sheet: Sheet) -> RenderableType:
    """The sheet for ``rich.print``, as wide as the terminal; no text is markup."""
    return _Printed(sheet)
